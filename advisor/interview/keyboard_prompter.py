"""Questions with arrow keys, in a terminal that can draw. The only module that knows questionary.

questionary's prompts are wrapped before they run: our keys are merged in, and a pane with key hints
and "why we ask" is put below. Its `ask()` is never used, since it turns Ctrl-C into an answer.
"""

import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

import questionary
from prompt_toolkit.application import create_app_session
from prompt_toolkit.filters import Condition as When
from prompt_toolkit.filters import is_done
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from advisor.conditions import Absence, Answer
from advisor.interview.plain_prompter import PlainPrompter, choices_of, columns_of
from advisor.interview.prompter import (
    FREE_TEXT_LIMIT,
    Answered,
    Back,
    Noted,
    Reply,
    Review,
    SaveAndStop,
    Screen,
)
from advisor.interview.reading import number_hint, read_typed
from advisor.plaintext import clean

if TYPE_CHECKING:
    from advisor.rulebook import Fact

NARROW = 56
TICKING = "(Space ticks, Enter goes on)"
HINTS = "Tab menu · ? why · Esc back"
STYLE = Style([("selected", "noreverse"), ("hints", "fg:ansibrightblack"), ("why", ""), ("qmark", "bold")])
ESCAPE_SECONDS = 0.05
"""Long enough to tell Esc from an arrow key, short enough not to be felt."""


class _Menu:
    """The person asked for the menu; what was typed so far is kept."""

    def __init__(self, draft: str = "") -> None:
        self.draft = draft


class KeyboardPrompter:
    """Draws on `screen` (a terminal; never standard output when that is redirected)."""

    def __init__(self, screen: TextIO) -> None:
        self._screen = screen
        self._plain = PlainPrompter(sys.stdin, screen)
        marks = "»·✓" if _can_draw(screen, "»·✓") else ">-x"
        self._pointer, self._dot = marks[0], marks[1]

    def say(self, *lines: str) -> None:
        """Write lines above the next question."""
        self._plain.say(*lines)

    def ask(self, screen: Screen) -> Reply:
        """Put one question; the menu, a note or a look at the reasons come back to it."""
        draft = screen.draft
        while True:
            found = self._put(screen, draft)
            if isinstance(found, Answered):
                self.say(f"{screen.question.asks} {_label(screen.fact, found.value)}")
            if not isinstance(found, _Menu):
                return found
            draft = found.draft
            reply = self._menu(screen, draft)
            if reply is not None:
                return reply

    def _put(self, screen: Screen, draft: str) -> Reply | _Menu:
        fact = screen.fact
        if fact.kind == "number":
            return self._put_number(screen, draft)
        options = choices_of(fact)
        choices = [questionary.Choice(self._folded(label, 3), value=value) for value, label in options]
        message = self._folded(screen.question.asks, 2)
        if fact.kind == "many":
            ticked = screen.current if isinstance(screen.current, tuple) else ()
            for choice in choices:
                choice.checked = choice.value in ticked
            question = questionary.checkbox(
                self._folded(f"{screen.question.asks} {TICKING}", 2), choices=choices, style=STYLE,
                pointer=self._pointer, instruction=" ", validate=_alone,
            )  # fmt: skip
        else:
            known = [value for value, _ in options]
            question = questionary.select(
                message, choices=choices, pointer=self._pointer, style=STYLE, instruction=" ",
                default=choices[known.index(screen.current)] if screen.current in known else None,
            )  # fmt: skip
        found = self._run(question, screen, in_list=True)
        if isinstance(found, (Back, _Menu)):
            return found
        if isinstance(found, list):
            alone = [value for value in found if isinstance(value, Absence)]
            return Answered(alone[0] if alone else tuple(found))
        return Answered(_answer(found))

    def _put_number(self, screen: Screen, draft: str) -> Reply | _Menu:
        fact = screen.fact

        def valid(typed: str) -> bool | str:
            try:
                read_typed(fact, typed, screen.currency)
            except ValueError as error:
                return str(error)
            return True

        before = str(screen.current) if isinstance(screen.current, int) else ""
        if screen.current is Absence.DONT_KNOW:
            before = "dk"
        question = questionary.text(
            self._folded(f"{screen.question.asks} ({number_hint(fact)})", 2), default=draft or before,
            validate=valid, style=STYLE, validate_while_typing=False,
        )  # fmt: skip
        found = self._run(question, screen, in_list=False)
        if isinstance(found, (Back, _Menu)):
            return found
        read = read_typed(fact, str(found), screen.currency)
        return Answered(read.value)

    def _menu(self, screen: Screen, draft: str) -> Reply | None:
        """Offer everything one can do at a question; None means: put the question again."""
        options = [
            ("", "Go on with the question"),
            ("why", "Why do we ask this?"),
            ("back", "Back to the question before"),
            ("dk", "I don't know"),
            ("note", "Write a note on this question"),
            ("review", "See all answers, change one"),
            ("save", "Save and stop here"),
        ]
        if screen.fact.may_not_apply:
            options.insert(4, ("na", "This does not apply to us"))
        match self._pick("What would you like to do?", options, keep=False):
            case "why":
                self.say(f"  {screen.question.why}")
            case "back":
                return Back(draft)
            case "dk":
                return Answered(Absence.DONT_KNOW)
            case "na":
                return Answered(Absence.DOES_NOT_APPLY)
            case "note":
                text = self.write("Your note:")
                return Noted(text, draft) if text else None
            case "review":
                return Review()
            case "save":
                return SaveAndStop()
        return None

    def choose(self, message: str, options: Sequence[tuple[str, str]], default: str | None = None) -> str:
        """Let the person pick one with the arrow keys."""
        return self._pick(message, options, default, keep=True)

    def _pick(
        self, message: str, options: Sequence[tuple[str, str]], default: str | None = None, *, keep: bool
    ) -> str:
        """Let the person pick one; `keep` leaves the choice on the screen."""
        choices = [questionary.Choice(self._folded(label, 3), value=(key,)) for key, label in options]
        keys = [key for key, _ in options]
        start = choices[keys.index(default)] if default in keys else None
        question = questionary.select(
            self._folded(message, 2), choices=choices, pointer=self._pointer, style=STYLE, instruction=" ",
            default=start,
        )  # fmt: skip
        question.application.erase_when_done = not keep
        found = self._run(question, None, in_list=True)
        return str(found[0]) if isinstance(found, tuple) else (default or "")

    def tick(self, message: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Let the person tick any."""
        choices = [questionary.Choice(label, value=key) for key, label in options]
        question = questionary.checkbox(
            self._folded(f"{message} {TICKING}", 2), choices=choices, pointer=self._pointer, style=STYLE,
            instruction=" ",
        )  # fmt: skip
        found = self._run(question, None, in_list=True)
        return tuple(str(key) for key in found) if isinstance(found, list) else ()

    def write(self, message: str, default: str = "") -> str:
        """Let the person type a line."""
        found = self._run(
            questionary.text(self._folded(message, 2), default=default, style=STYLE), None, in_list=False
        )
        return clean(found, FREE_TEXT_LIMIT) if isinstance(found, str) else ""

    def _run(self, question: questionary.Question, screen: Screen | None, *, in_list: bool) -> object:
        """Run one wrapped prompt. Raises KeyboardInterrupt and EOFError as the person pressed them."""
        app = question.application
        app.ttimeoutlen, app.timeoutlen = ESCAPE_SECONDS, 2 * ESCAPE_SECONDS
        state = {"why": False}
        keys = _keys(state, in_list=in_list, in_question=screen is not None)
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), keys])
        if screen is not None:
            # The answered question is written again as plain lines, which wrap at words.
            app.erase_when_done = True
            self._add_pane(app.layout, screen, state, question)
        for control in _lists(app.layout):
            for window in app.layout.find_all_windows():
                if window.content is control:
                    window.wrap_lines = When(lambda: True)
        with create_app_session(output=create_output(self._screen)):
            return question.unsafe_ask()

    def _folded(self, text: str, indent: int) -> str:
        """Break text at words, lines below the first indented, so that nothing is cut or split."""
        width = columns_of(self._screen) - 1 - indent
        return textwrap.fill(text, width, subsequent_indent=" " * indent, break_long_words=False)

    def _add_pane(
        self, layout: Layout, screen: Screen, state: dict[str, bool], question: questionary.Question
    ) -> None:
        def columns() -> int:
            return question.application.output.get_size().columns

        def hints() -> FormattedText:
            line = f"{screen.progress} · {HINTS}" if columns() >= NARROW else HINTS
            return FormattedText([("class:hints", line.replace("·", self._dot)[: columns() - 1])])

        def why() -> FormattedText:
            return FormattedText([("class:why", _why(screen, columns() - 1))])

        pane = HSplit(
            [
                layout.container,
                ConditionalContainer(_lines(why), When(lambda: state["why"]) & ~is_done),
                ConditionalContainer(_lines(hints), ~is_done),
            ]
        )
        focused = layout.current_window
        for window in layout.find_all_windows():
            window.dont_extend_height = When(lambda: True)
        question.application.layout = Layout(pane, focused_element=focused)


def _lines(text: Callable[[], FormattedText]) -> Window:
    return Window(FormattedTextControl(text), dont_extend_height=True)


def _label(fact: "Fact", value: Answer | Absence) -> str:
    """Say an answer as it was understood, so that a slip is seen at once."""
    if isinstance(value, tuple):
        return ", ".join(fact.values[word] for word in value) or "None of these"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,} {fact.unit}"
    return next((label for known, label in choices_of(fact) if known == value), "I don't know")


def _why(screen: Screen, columns: int) -> str:
    paragraphs = (screen.question.help, f"Why we ask: {screen.question.why}")
    return "\n".join(line for paragraph in paragraphs for line in textwrap.wrap(paragraph, max(columns, 20)))


def _lists(layout: Layout) -> list[InquirerControl]:
    return [c for w in layout.find_all_windows() if isinstance(c := w.content, InquirerControl)]


def _keys(state: dict[str, bool], *, in_list: bool, in_question: bool) -> KeyBindings:
    """Return the keys that every prompt has besides its own."""
    keys = KeyBindings()

    def leave(result: Callable[[str], object]) -> Callable[[KeyPressEvent], None]:
        def handle(event: KeyPressEvent) -> None:
            event.app.erase_when_done = True
            event.app.exit(result=result(_typed(event)))

        return handle

    back: Callable[[str], object] = Back if in_question else (lambda _: None)
    keys.add("s-tab")(leave(back))
    keys.add("escape")(leave(back))
    if in_question:
        keys.add("tab")(leave(_Menu))

        @keys.add("?", filter=When(lambda: in_list) | When(_nothing_typed))
        def _(event: KeyPressEvent) -> None:
            state["why"] = not state["why"]
            event.app.invalidate()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        """Take no answer from Alt+Enter, which would be an empty one in a list."""

    @keys.add("<sigint>")
    @keys.add("c-c")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    if in_list:

        @keys.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            """Drop what is pasted into a list."""

    return keys


def _typed(event: KeyPressEvent) -> str:
    return clean(event.app.current_buffer.text, FREE_TEXT_LIMIT)


def _nothing_typed() -> bool:
    from prompt_toolkit.application import get_app  # noqa: PLC0415  (the app that is running, at that moment)

    return not get_app().current_buffer.text


def _alone(ticked: list[str]) -> bool | str:
    if len(ticked) > 1 and any(isinstance(value, Absence) for value in list[object](ticked)):
        return "“I don't know” stands alone."
    return True


def _answer(value: object) -> Answer | Absence:
    if isinstance(value, (Absence, bool, int, str)):
        return value
    raise TypeError(f"a prompt answered with {type(value).__name__}")


def _can_draw(stream: TextIO, characters: str) -> bool:
    try:
        characters.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
