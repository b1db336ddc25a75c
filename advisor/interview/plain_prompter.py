"""Questions as plain lines: numbered choices, typed words, not one escape code.

For screen readers, simple terminals and pipes. Everything the other prompter can do has a word here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from advisor.conditions import Absence, Answer
from advisor.interview.folding import columns_of, fold
from advisor.interview.prompter import (
    FREE_TEXT_LIMIT,
    TYPED_NOT_APPLICABLE,
    TYPED_UNKNOWN,
    Answered,
    Back,
    Reply,
    Review,
    SaveAndStop,
    Screen,
    WriteNote,
)
from advisor.interview.reading import choices_of, label_of, number_hint, read_typed
from advisor.operating_system import drop_typed_ahead
from advisor.plaintext import clean

if TYPE_CHECKING:
    from advisor.rulebook import Fact

WORDS = "Or type: ? (why we ask), back, dk (I don't know), note, review, save, menu."
MENU = (
    "?: why we ask this",
    "back: the question before",
    "dk: I don't know",
    "note: write a note on this question",
    "review: see all answers, change one",
    "save: save and stop here",
)
YES_NO = {"y": True, "yes": True, "n": False, "no": False}
WIDEST = 78


class PlainPrompter:
    """Reads lines from `keyboard` and writes lines to `screen`."""

    def __init__(self, keyboard: TextIO, screen: TextIO) -> None:
        self._keyboard, self._screen = keyboard, screen

    def say(self, *lines: str) -> None:
        """Write lines, wrapped at words."""
        width = min(WIDEST, columns_of(self._screen) - 1)
        for line in lines:
            margin = " " * (len(line) - len(line.lstrip()))
            for part in fold(line, width - len(margin)):
                self._screen.write(f"{margin}{part}".rstrip() + "\n")
        self._screen.flush()

    def ask(self, screen: Screen) -> Reply:
        """Put one question and read lines until one of them settles it."""
        fact = screen.fact
        self.say("", f"{screen.place}. {screen.progress}.", screen.question.asks, screen.question.help)
        for place, (_, label) in enumerate(choices_of(fact), start=1):
            self.say(f"  {place}. {label}")
        self.say(f"Type {_what(fact)}. {WORDS}")
        for note in screen.notes:
            self.say(f"Your note: {note}")
        if screen.shown_current:
            self.say(f"Press Enter to keep: {screen.shown_current}")
        blank_before = False
        while True:
            line = self._line()
            reply = self._blank(screen, again=blank_before) if not line else self._reply(screen, line)
            blank_before = not line
            if reply is not None:
                return reply

    def _blank(self, screen: Screen, *, again: bool) -> Reply | None:
        """Keep the earlier answer; without one, say once that "I don't know" will be taken."""
        if screen.current is not Absence.NOT_ASKED:
            return Answered(screen.current)
        if again:
            return Answered(Absence.DONT_KNOW)
        self.say("If you do not know, press Enter once more.")
        return None

    def _reply(self, screen: Screen, line: str) -> Reply | None:
        word = line.lower()
        if screen.fact.kind == "yes-no" and word in YES_NO:
            return Answered(YES_NO[word])
        match word:
            case "?" | "why":
                self.say(f"Why we ask: {screen.question.why}")
                return None
            case "menu" | "m" | "help":
                na = ("na: this does not apply to us",) if screen.fact.may_not_apply else ()
                self.say(*(f"  {line}" for line in (*MENU[:3], *na, *MENU[3:])))
                return None
            case "back" | "b":
                return Back()
            case "review" | "r":
                return Review()
            case "save" | "s" | "stop" | "quit" | "exit":
                return SaveAndStop()
            case "note" | "n":
                return WriteNote()
        try:
            return self._given(screen, line)
        except ValueError as error:
            self.say(str(error))
            return None

    def taken(self, screen: Screen, given: Answered) -> None:
        """Say an answer as it was understood."""
        self.say(f"Taken: {label_of(screen.fact, given.value, given.currency or screen.currency)}.")

    def _given(self, screen: Screen, line: str) -> Answered:
        fact, word = screen.fact, line.lower().rstrip(".")
        if word in TYPED_UNKNOWN:
            return Answered(Absence.DONT_KNOW)
        if fact.may_not_apply and word in TYPED_NOT_APPLICABLE:
            return Answered(Absence.DOES_NOT_APPLY)
        if fact.kind == "number":
            read = read_typed(fact, line, screen.currency)
            return Answered(read.value, read.currency)
        if fact.kind == "many":
            return Answered(_ticked(fact, line))
        options = choices_of(fact)
        place = _place(line, len(options))
        if place is None:
            raise ValueError(f"Type a number from 1 to {len(options)}, or one of the words.")
        return Answered(options[place][0])

    def choose(
        self,
        message: str,
        options: Sequence[tuple[str, str]],
        default: str | None = None,
        *,
        back: str | None = None,
        careful: bool = False,
    ) -> str:
        """Let the person pick by number; Enter takes the default where there is one."""
        if careful:
            drop_typed_ahead(self._keyboard)
        self.say("", message)
        for place, (_, label) in enumerate(options, start=1):
            self.say(f"  {place}. {label}")
        keys = [key for key, _ in options]
        how = f"Type a number from 1 to {len(options)}"
        how += ", or back." if back is not None else "."
        self.say(how + (f" Press Enter for {keys.index(default) + 1}." if default in keys else ""))
        while True:
            line = self._line()
            picked = _place(line, len(options))
            if picked is not None:
                found: str | None = keys[picked]
            elif not line:
                found = default if default in keys else None
            else:
                found = back if line.lower() in {"back", "b"} else None
            if found is not None:
                return found
            self.say(how)

    def tick(self, message: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Let the person pick any, by numbers on one line; Enter picks none."""
        self.say("", message)
        for place, (_, label) in enumerate(options, start=1):
            self.say(f"  {place}. {label}")
        self.say("Type the numbers, such as 1 2, or press Enter for none.")
        while True:
            places = [_place(part, len(options)) for part in self._line().replace(",", " ").split()]
            if None not in places:
                return tuple(key for place, (key, _) in enumerate(options) if place in places)
            self.say(f"Type numbers from 1 to {len(options)}.")

    def write(self, message: str, default: str = "", *, leave: bool = False) -> str:
        """Read a line of text; Enter keeps the default, and leaves it where there is none."""
        keep = (
            f" (press Enter to keep {default})" if default else " (press Enter to leave it)" if leave else ""
        )
        self.say("", message + keep)
        text = self._line() or default
        if leave:
            drop_typed_ahead(self._keyboard)  # the other lines of a paste are no answer to the question
        return text

    def _line(self) -> str:
        self._screen.write("> ")
        self._screen.flush()
        line = self._keyboard.readline()
        if not line:
            raise EOFError
        return clean(line, FREE_TEXT_LIMIT)


def _what(fact: "Fact") -> str:
    if fact.kind == "number":
        return f"a number ({number_hint(fact)})"
    return (
        "one or more numbers, such as 1 3, or 0 for none"
        if fact.kind == "many"
        else "the number of your answer"
    )


def _place(typed: str, count: int) -> int | None:
    """Return the place, from 0, that a typed number from 1 to `count` names."""
    short = typed.strip().rstrip(".")
    return int(short) - 1 if short.isdecimal() and len(short) <= 4 and 1 <= int(short) <= count else None


def _ticked(fact: "Fact", line: str) -> Answer | Absence:
    options = choices_of(fact)
    parts = line.replace(",", " ").split()
    if parts == ["0"]:
        return ()
    places = [_place(part, len(options)) for part in parts]
    picked = [options[place][0] for place in places if place is not None]
    if not picked or len(picked) < len(places):
        raise ValueError(f"Type numbers from 1 to {len(options)}, or 0 for none.")
    alone = [value for value in picked if isinstance(value, Absence)]
    if alone and len(picked) > 1:
        raise ValueError(f"“{label_of(fact, alone[0])}” stands alone.")
    return alone[0] if alone else tuple(word for word in fact.values if word in picked)
