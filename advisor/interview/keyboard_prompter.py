"""Questions with arrow keys, in a terminal that can draw. The only module that knows questionary.

questionary's prompts are wrapped before they run: the window that matters is taken out and a frame
put around it. Its `ask()` is never used, since it turns Ctrl-C into an answer.
"""

import os
import sys
from collections.abc import Callable, Collection, Sequence
from typing import TextIO

import questionary
from prompt_toolkit.application import create_app_session
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition as When
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.layout import ScrollOffsets, Window
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from advisor.conditions import Absence, Answer
from advisor.interview.frame import AskedWhy, Frame, OpenedMenu, WentBack, has_room, text_keys
from advisor.interview.paste import let_ctrl_c_end_a_paste
from advisor.interview.plain_prompter import MORE_LINES, PlainPrompter
from advisor.interview.prompt_run import result_of
from advisor.interview.prompter import (
    Answered,
    Back,
    Draft,
    Reply,
    Review,
    SaveAndStop,
    Screen,
    WriteNote,
)
from advisor.interview.reading import choices_of, label_of, number_hint, read_typed
from advisor.interview.reflow import erase_lines_as_they_stand
from advisor.interview.rows import Rows
from advisor.operating_system import drop_typed_ahead
from advisor.plaintext import FREE_TEXT_LIMIT, clean

os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"
"""Nothing here needs to know the row of the cursor; terminals that cannot tell it would be warned about."""

STYLE = Style(
    [
        ("qmark", "fg:default bold"),
        ("question", "bold"),
        ("answer", "fg:default bold"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", "fg:default noreverse"),
        ("separator", "fg:default"),
        ("error", "bold"),
    ]
)
"""Weight and no colours: readable on every background."""

LONG_LIST = 8
"""Rows past which a list can be searched."""

TICKING = "Space ticks, Enter goes on"
NONE_OF_THESE = "None of these? Press Enter once more, or Space to tick one."
NOTHING_TICKED = "Nothing is ticked. Press Enter once more for none, or Space to tick one."
NOT_KNOWN = "You do not know? Press Enter once more, or type a number."

Left = WentBack | OpenedMenu | AskedWhy
_LEFT = (WentBack, OpenedMenu, AskedWhy)
_MEANT = {WentBack: "back", AskedWhy: "why"}
ABSENCES = {"dk": Absence.DONT_KNOW, "na": Absence.DOES_NOT_APPLY}


class KeyboardPrompter:
    """Draws on `screen` (a terminal; never standard output when that is redirected)."""

    def __init__(self, screen: TextIO) -> None:
        self._screen = screen
        self._plain = PlainPrompter(sys.stdin, screen)
        self._pointer = "»" if _can_draw(screen, "»") else ">"
        self._dot = "·" if _can_draw(screen, "·") else "-"
        self._arrows = "↑↓" if _can_draw(screen, "↑↓") else "Up, Down"
        self._drops_typed_ahead = False

    def say(self, *lines: str) -> None:
        """Write lines above the next question."""
        self._plain.say(*lines)

    def ask(self, screen: Screen) -> Reply:
        """Put one question; the menu and a look at the reasons come back to it."""
        draft = screen.draft
        while True:
            found = self._put(screen, draft)
            if isinstance(found, Answered):
                return found
            draft = found.draft
            replies: dict[str, Reply] = {
                "back": Back(draft), "note": WriteNote(draft), "review": Review(draft), "save": SaveAndStop(),
            }  # fmt: skip
            picked = self._menu(screen) if isinstance(found, OpenedMenu) else _MEANT[type(found)]
            if picked in ABSENCES:
                return Answered(ABSENCES[picked])
            if picked in replies:
                return replies[picked]
            if picked == "why":
                explained = f"{screen.question.help} Why we ask: {screen.question.why}"
                self._pick(explained, [("", "Go on with the question")], back="", keep=False)

    def taken(self, screen: Screen, given: Answered) -> None:
        """Leave the answer on the screen, unless it stands there from before."""
        if given.value != screen.current or given.currency:
            label = label_of(screen.fact, given.value, given.currency or screen.currency)
            self.say(f"{screen.question.asks} {label}")

    def _put(self, screen: Screen, draft: Draft) -> Answered | Left:
        fact, frame = screen.fact, self._frame(screen)
        if fact.kind == "number":
            return self._put_number(screen, frame, draft)
        options = choices_of(fact)
        known = [value for value, _ in options]
        before = draft if isinstance(draft, tuple) else _as_tuple(screen.current)
        found = self._list(
            frame,
            [label for _, label in options],
            marked=[known.index(value) for value in before if value in known],
            ticks=fact.kind == "many",
            alone=frozenset(place for place, value in enumerate(known) if isinstance(value, Absence)),
            values=known,
            none_in_words=NONE_OF_THESE,
        )
        if isinstance(found, Left):
            return found
        if isinstance(found, int):
            return Answered(known[found])
        picked = [known[place] for place in found]
        alone = next((value for value in picked if isinstance(value, Absence)), None)
        return Answered(alone or tuple(word for word in picked if isinstance(word, str)))

    def _frame(self, screen: Screen) -> Frame:
        enter = TICKING if screen.fact.kind == "many" else "Enter next"
        ways = f"Tab menu {self._dot} ? why {self._dot} Esc back"
        key = "Space, Enter" if screen.fact.kind == "many" else "Enter"
        hints = [f"Space {self._dot} Enter {self._dot} Tab menu" if screen.fact.kind == "many" else ways]
        hints += [f"{key} {self._dot} {ways}", f"{enter} {self._dot} {ways}"]
        if len(choices_of(screen.fact)) > LONG_LIST:
            hints += [f"Type to search {self._dot} {hint}" for hint in hints[1:]]
        return Frame(
            above=f"{screen.place} {self._dot} {screen.progress}",
            message=f"{screen.question.asks} {_unit_hint(screen)}".rstrip(),
            help=screen.question.help,
            why=f"Why we ask: {screen.question.why}",
            hints=hints,
            back=True,
            menu=True,
            notice=screen.notice,
        )

    def _put_number(self, screen: Screen, frame: Frame, draft: Draft) -> Answered | Left:
        fact = screen.fact
        before = f"{screen.current:,}" if isinstance(screen.current, int) else ""
        state = screen.current
        kept = state if isinstance(state, Absence) and state is not Absence.NOT_ASKED else None
        asked_once = False

        def valid(typed: str) -> bool | str:
            nonlocal asked_once
            if not typed.strip():
                asked_once, again = True, asked_once or kept is not None
                return again or NOT_KNOWN
            try:
                read_typed(fact, typed, screen.currency)
            except ValueError as error:
                return str(error)
            return True

        def reading(typed: str) -> str:
            if not typed.strip():
                return f"Enter keeps: {label_of(fact, kept)}" if kept else ""
            try:
                return "" if typed == before else read_typed(fact, typed, screen.currency).echo
            except ValueError:
                return ""

        found = self._text(frame, draft if isinstance(draft, str) and draft else before, valid, reading)
        if isinstance(found, _LEFT):
            return found
        if frame.lost:
            self.say(MORE_LINES)
        if not found.strip():
            return Answered(kept or Absence.DONT_KNOW)
        understood = read_typed(fact, found, screen.currency)
        return Answered(understood.value, understood.currency)

    def _menu(self, screen: Screen) -> str:
        """Offer everything one can do at a question; "" means: put the question again."""
        options = [
            ("", "Go on with the question"),
            ("why", "Why do we ask this?"),
            ("back", "Back to the question before"),
            ("dk", "I don't know"),
            ("note", "Change the note on this question" if screen.notes else "Write a note on this question"),
            ("review", "See all answers, change one"),
            ("save", "Save and stop here"),
        ]
        if screen.fact.may_not_apply:
            options.insert(4, ("na", "This does not apply to us"))
        return self._pick("What would you like to do?", options, back="", keep=False)

    def choose(
        self,
        message: str,
        options: Sequence[tuple[str, str]],
        default: str | None = None,
        *,
        back: str | None = None,
        careful: bool = False,
        lead: str = "",
    ) -> str:
        """Let the person pick one with the arrow keys."""
        self._drops_typed_ahead |= careful
        return self._pick(message, options, default, back=back, keep=True, lead=lead)

    def _pick(
        self, message: str, options: Sequence[tuple[str, str]], default: str | None = None,
        *, back: str | None, keep: bool, lead: str = "",
    ) -> str:  # fmt: skip
        """Let the person pick one; `keep` leaves the choice on the screen, and what led to it."""
        keys = [key for key, _ in options]
        if lead and not has_room(create_output(self._screen).get_size(), lead, message):
            self.say("", lead)
            lead = ""
        found = self._list(
            self._simple_frame(message, "Enter picks", back=back is not None, many=len(options), above=lead),
            [label for _, label in options],
            marked=[keys.index(default)] if default in keys else [],
        )
        if not isinstance(found, int):
            return back or ""
        if keep:
            self.say(*(("", lead) if lead else ()), f"{self._pointer} {options[found][1]}")
        return keys[found]

    def _simple_frame(
        self, message: str, enter: str, *, back: bool = False, many: int = 0, above: str = ""
    ) -> Frame:
        short = f"{enter} {self._dot} Esc back" if back else enter
        hints = [short, f"{self._arrows} move {self._dot} {short}"] if many else [short]
        if many > LONG_LIST:
            hints = [short, *(f"Type to search {self._dot} {hint}" for hint in hints)]
        return Frame(above=above, message=message, hints=hints, back=back)

    def tick(
        self, message: str, options: Sequence[tuple[str, str]], ticked: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Let the person tick any."""
        frame = self._simple_frame(message, TICKING, many=len(options))
        labels = [label for _, label in options]
        marked = [place for place, (key, _) in enumerate(options) if key in ticked]
        found = self._list(frame, labels, marked=marked, ticks=True, none_in_words=NOTHING_TICKED)
        places = found if isinstance(found, tuple) else ()
        self.say(f"{message} {', '.join(options[place][1] for place in places) or 'None'}")
        return tuple(options[place][0] for place in places)

    def write(self, message: str) -> str:
        """Let the person type a line."""
        found = self._written(message, "", back=False)
        return found if isinstance(found, str) else ""

    def write_or_leave(
        self, message: str, begun: str = "", *, blank: str = "", wrong: Callable[[str], str] = lambda _: ""
    ) -> str | Back:
        """Let the person type a line, or leave it with Esc."""
        said = f"{message} (Enter for {blank})" if blank else message
        return self._written(said, begun, back=True, valid=lambda typed: wrong(typed) or True)

    def _written(
        self, message: str, begun: str, *, back: bool, valid: Callable[[str], bool | str] | None = None
    ) -> str | Back:
        frame = self._simple_frame(message, "Enter goes on", back=back)
        found = self._text(frame, begun, valid)
        if not isinstance(found, str):
            return Back(found.draft)
        text = clean(found, FREE_TEXT_LIMIT)
        self.say(f"{message} {text}".rstrip(), *([MORE_LINES] if frame.lost else []))
        return text

    def _list(
        self, frame: Frame, labels: Sequence[str], *, marked: Collection[int] = (), ticks: bool = False,
        alone: frozenset[int] = frozenset(), values: Sequence[Answer | Absence] = (), none_in_words: str = "",
    ) -> int | tuple[int, ...] | Left:  # fmt: skip
        """Run a list; return the place of the row picked, or the places ticked."""
        choices = [questionary.Choice(label, value=place) for place, label in enumerate(labels)]
        for place in marked if ticks else ():
            choices[place].checked = True
        first = choices[next(iter(marked))] if marked else None
        build = questionary.checkbox if ticks else questionary.select
        with create_app_session(output=create_output(self._screen)):
            question = build("", choices, style=STYLE, pointer=self._pointer, use_jk_keys=False)
            window, control = _list_window(question)
            control.focusable = window.wrap_lines = When(lambda: True)
            window.scroll_offsets = ScrollOffsets(bottom=lambda: rows.height - 1)
            control.use_indicator = False  # the rows write their own marks, in letters every console has
            if first is not None:
                control.pointed_at = choices.index(first)
            rows = Rows(control, labels, questionary.Separator, ticks, len(labels) > LONG_LIST, alone)

            def begun() -> Draft:
                if values and ticks:
                    return tuple(values[place] for place in control.selected_options)
                return (values[rows.place],) if values and rows.place is not None else ""

            frame.draft = begun
            frame.error = lambda: rows.wrong or frame.notice
            frame.below = lambda: f"Search: {rows.typed}" if rows.typed else ""
            app = question.application
            app.before_render += lambda _: rows.title(app.output.get_size().columns)
            frame.add_keys(app, rows.keys(none_in_words))
            found = self._run(question, frame, window)
            self._drops_typed_ahead |= rows.pasted
        if isinstance(found, (int, tuple, *_LEFT)):
            return found
        raise TypeError(f"a list ended with {type(found).__name__}")

    def _text(
        self, frame: Frame, begun: str, valid: Callable[[str], bool | str] | None = None,
        reading: Callable[[str], str] = lambda _: "",
    ) -> str | Left:  # fmt: skip
        """Run a line of text; `reading` says below it how it is understood."""
        with create_app_session(output=create_output(self._screen)):
            question = questionary.text(
                "", qmark=self._pointer, default=begun, validate=valid, style=STYLE,
                validate_while_typing=False,
            )  # fmt: skip
            app = question.application
            window, buffer = _text_window(question)

            def error() -> str:
                wrong = buffer.validation_error.message if buffer.validation_error else frame.notice
                return f"{wrong} {MORE_LINES}" if wrong and frame.lost else wrong

            frame.error = error
            frame.below = lambda: "" if buffer.validation_error else reading(buffer.text)
            frame.draft = lambda: clean(buffer.text, FREE_TEXT_LIMIT)
            frame.add_keys(app, text_keys(frame))
            found = self._run(question, frame, window)
        return found if isinstance(found, _LEFT) else str(found)

    def _run(self, question: questionary.Question, frame: Frame, window: Window) -> object:
        """Run one framed prompt. Raises as `result_of` does.

        What follows the first line of a paste is dropped: it must not answer what nobody has seen.
        """
        frame.put_around(question.application, window)
        let_ctrl_c_end_a_paste(question.application.input)
        erase_lines_as_they_stand(question.application)
        if self._drops_typed_ahead:
            drop_typed_ahead(sys.stdin)
            clear_typeahead(question.application.input)
        found = result_of(question.application)
        self._drops_typed_ahead = frame.pasted
        return found


def _list_window(question: questionary.Question) -> tuple[Window, InquirerControl]:
    for window in question.application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            return window, window.content
    raise TypeError("questionary made a list without a list in it")


def _text_window(question: questionary.Question) -> tuple[Window, Buffer]:
    for window in question.application.layout.find_all_windows():
        control = window.content
        if isinstance(control, BufferControl) and control.buffer.name == DEFAULT_BUFFER:
            return window, control.buffer
    raise TypeError("questionary made a line of text without a buffer in it")


def _unit_hint(screen: Screen) -> str:
    if screen.fact.kind != "number" or screen.fact.unit in screen.question.asks:
        return ""
    return f"({number_hint(screen.fact)})"


def _as_tuple(state: object) -> tuple[object, ...]:
    return state if isinstance(state, tuple) else (state,)


def _can_draw(stream: TextIO, characters: str) -> bool:
    try:
        characters.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
