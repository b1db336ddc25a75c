"""Questions as plain lines: numbered choices, typed words, not one escape code.

For screen readers, simple terminals and pipes. What a question needs beyond lines is imported with
the first one, so that a newcomer's very first, for a name, stands sooner.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from advisor.interview.folding import columns_of, fold
from advisor.operating_system import after_suspension, drop_rest_of_paste, drop_typed_ahead, typed_ahead

if TYPE_CHECKING:
    from advisor.interview.prompter import Answered, Back, Reply, Screen

WIDEST = 78
MORE_LINES = "What you pasted has more lines. Only the first one is taken."


class PlainPrompter:
    """Reads lines from `keyboard` and writes lines to `screen`."""

    def __init__(self, keyboard: TextIO, screen: TextIO) -> None:
        self._keyboard, self._screen = keyboard, screen
        self._asked = ""
        self._waits = self._was_away = False

    def say(self, *lines: str) -> None:
        """Write lines, wrapped at words."""
        width = min(WIDEST, columns_of(self._screen) - 1)
        for line in lines:
            margin = " " * (len(line) - len(line.lstrip()))
            for part in fold(line, width - len(margin)):
                self._screen.write(f"{margin}{part}".rstrip() + "\n")
        self._screen.flush()

    def ask(self, screen: "Screen") -> "Reply":
        """Put one question and read lines until one of them settles it."""
        from advisor.interview.plain_question import ask

        return ask(self, screen)

    def taken(self, screen: "Screen", given: "Answered") -> None:
        """Say an answer as it was understood."""
        from advisor.interview.reading import label_of

        self.say(f"Taken: {label_of(screen.fact, given.value, given.currency or screen.currency)}.")

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
        """Let the person pick by number; Enter takes the default where there is one."""
        if careful:
            drop_typed_ahead(self._keyboard)
        keys = [key for key, _ in options]
        how = f"Type a number from 1 to {len(options)}"
        how += ", or back." if back is not None else "."
        with self.asking(message, *filter(None, [lead])):
            self._number(options)
            self.say(how + (f" Press Enter for {keys.index(default) + 1}." if default in keys else ""))
            while True:
                line = self.line()
                picked = place_of(line, len(options))
                if picked is not None:
                    found: str | None = keys[picked]
                elif not line:
                    found = default if default in keys else None
                else:
                    found = back if line.lower() in {"back", "b"} else None
                if found is not None:
                    return found
                self.say(how)

    def tick(
        self, message: str, options: Sequence[tuple[str, str]], ticked: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Let the person pick any, by numbers on one line; Enter picks what was picked before, or none."""
        keys = [key for key, _ in options]
        before = [place for place, key in enumerate(keys) if key in ticked]
        numbers = " ".join(str(place + 1) for place in before)
        with self.asking(message):
            self._number(options)
            self.say(
                f"Type the numbers, or 0 for none. Press Enter to keep {numbers}."
                if before
                else "Type the numbers, such as 1 2, or press Enter for none."
            )
            while True:
                parts = self.line().replace(",", " ").split()
                if not parts:
                    return tuple(keys[place] for place in before)
                if parts == ["0"]:
                    return ()
                places = [place_of(part, len(options)) for part in parts]
                if None not in places:
                    return tuple(key for place, key in enumerate(keys) if place in places)
                self.say(f"Type numbers from 1 to {len(options)}, or 0 for none.")

    def write(self, message: str) -> str:
        """Read a line of text; it may be blank."""
        with self.asking(message):
            return self.line()

    def write_or_leave(
        self, message: str, begun: str = "", *, blank: str = "", wrong: Callable[[str], str] = lambda _: ""
    ) -> "str | Back":
        """Read a line of text; a blank one takes what was begun or what `blank` says, or leaves it.

        "\\back" is the word itself. What is `wrong` with a line is said, and another is read.
        """
        from advisor.interview.prompter import Back

        how = (
            f"press Enter to keep {begun}, or type back"
            if begun
            else "press Enter, or type back, to leave it"
        )
        if blank:
            how = f"press Enter for {blank}, or type back"
        with self.asking(f"{message} ({how})"):
            while (text := self.line()) and (why := wrong(text)):
                self.say(why)
        if text.lower() == "back":
            return Back()
        if blank and not text:
            return ""
        return text.removeprefix("\\") or begun or Back()

    def _number(self, options: Sequence[tuple[str, str]]) -> None:
        for place, (_, label) in enumerate(options, start=1):
            self.say(f"  {place}. {label}")

    @contextmanager
    def asking(self, message: str, *above: str) -> Iterator[None]:
        """Say what is asked, and within the block say it once more after each return from Ctrl-Z."""
        self._asked = message
        self._waits = self._was_away = False
        with after_suspension(self._come_back):
            self.say("", *above, message)
            yield

    def _come_back(self) -> None:
        """Note that the person was away. Words that are half written are ended first: see `line`."""
        self._was_away = True
        if self._waits:
            self._ask_again()

    def _ask_again(self) -> None:
        while self._was_away:
            self._waits = self._was_away = False
            self.say("", self._asked)
            self._prompt()
            self._waits = True

    def _prompt(self) -> None:
        self._screen.write("> ")
        self._screen.flush()

    def line(self) -> str:
        """Read a line, cleaned. Raises EOFError where there is no more.

        Of lines that come at once from a terminal, as of a paste, the first is taken: the others must not
        answer what nobody has seen. Lines typed while nothing was asked are no paste.
        """
        waited = not typed_ahead(self._keyboard)
        self._prompt()
        self._waits = True
        self._ask_again()
        line = self._keyboard.readline()
        self._waits = False
        if not line:
            raise EOFError
        if waited and drop_rest_of_paste(self._keyboard):
            self.say(MORE_LINES)
        from advisor.plaintext import FREE_TEXT_LIMIT, clean

        return clean(line, FREE_TEXT_LIMIT)


def place_of(typed: str, count: int) -> int | None:
    """Return the place, from 0, that a typed number from 1 to `count` names."""
    short = typed.strip().rstrip(".")
    return int(short) - 1 if short.isdecimal() and len(short) <= 4 and 1 <= int(short) <= count else None
