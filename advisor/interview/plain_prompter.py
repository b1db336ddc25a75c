"""Questions as plain lines: numbered choices, typed words, not one escape code.

For screen readers, simple terminals and pipes. Everything the other prompter can do has a word here.
"""

import os
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from advisor.conditions import Absence, Answer
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

WORDS = "Or type: ? (why we ask), back, dk (I don't know), note, review, save."


WIDEST = 78


def columns_of(screen: TextIO) -> int:
    """Return the columns of a terminal as it is now, from 20; 80 where the stream has none."""
    try:
        return max(20, os.get_terminal_size(screen.fileno()).columns)
    except (OSError, ValueError):
        return 80


class PlainPrompter:
    """Reads lines from `keyboard` and writes lines to `screen`."""

    def __init__(self, keyboard: TextIO, screen: TextIO) -> None:
        self._keyboard, self._screen = keyboard, screen

    def say(self, *lines: str) -> None:
        """Write lines, wrapped at words."""
        width = min(WIDEST, columns_of(self._screen) - 1)
        for line in lines:
            for part in textwrap.wrap(line, width, break_long_words=False) or [""]:
                self._screen.write(part + "\n")
        self._screen.flush()

    def ask(self, screen: Screen) -> Reply:
        """Put one question and read lines until one of them settles it."""
        fact = screen.fact
        labels = choices_of(fact)
        self.say("", f"{screen.progress}.", screen.question.asks, screen.question.help)
        for place, (_, label) in enumerate(labels, start=1):
            self.say(f"  {place}. {label}")
        self.say(f"Type {self._what(fact)}. {WORDS}")
        if screen.shown_current:
            self.say(f"Press Enter to keep: {screen.shown_current}")
        while True:
            reply = self._reply(screen, self._line("> "))
            if reply is not None:
                return reply

    def _what(self, fact: "Fact") -> str:
        if fact.kind == "number":
            return f"a number ({number_hint(fact)})"
        return (
            "one or more numbers, such as 1 3, or 0 for none"
            if fact.kind == "many"
            else "the number of your answer"
        )

    def _reply(self, screen: Screen, line: str) -> Reply | None:
        match line.lower():
            case "":
                if screen.current is not Absence.NOT_ASKED:
                    return Answered(screen.current)
                self.say("If you do not know, type dk.")
                return None
            case "?" | "why":
                self.say(screen.question.why)
                return None
            case "back" | "b":
                return Back()
            case "review" | "r":
                return Review()
            case "save" | "stop" | "quit" | "exit":
                return SaveAndStop()
            case "note" | "n":
                text = self.write("Your note")
                return Noted(text) if text else None
        try:
            return Answered(self._value(screen, line))
        except ValueError as error:
            self.say(str(error))
            return None

    def _value(self, screen: Screen, line: str) -> Answer | Absence:
        fact = screen.fact
        if fact.kind == "number":
            read = read_typed(fact, line, screen.currency)
            if read.echo:
                self.say(read.echo)
            return read.value
        options = choices_of(fact)
        if fact.kind == "many":
            return _ticked(fact, line)
        if line.lower() in {"dk", "don't know", "idk"}:
            return Absence.DONT_KNOW
        if not line.isdecimal() or not 1 <= int(line) <= len(options):
            raise ValueError(f"Type a number from 1 to {len(options)}, or one of the words.")
        return options[int(line) - 1][0]

    def choose(self, message: str, options: Sequence[tuple[str, str]], default: str | None = None) -> str:
        """Let the person pick by number; Enter takes the default where there is one."""
        self.say("", message)
        for place, (_, label) in enumerate(options, start=1):
            self.say(f"  {place}. {label}")
        keys = [key for key, _ in options]
        if default in keys:
            self.say(f"Press Enter for {keys.index(default) + 1}.")
        while True:
            line = self._line("> ")
            if not line and default in keys:
                return default
            if line.isdecimal() and 1 <= int(line) <= len(options):
                return keys[int(line) - 1]
            self.say(f"Type a number from 1 to {len(options)}.")

    def tick(self, message: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Let the person pick any, by numbers on one line; Enter picks none."""
        self.say("", message)
        for place, (_, label) in enumerate(options, start=1):
            self.say(f"  {place}. {label}")
        self.say("Type the numbers, such as 1 2, or press Enter for none.")
        while True:
            parts = self._line("> ").replace(",", " ").split()
            if all(part.isdecimal() and 1 <= int(part) <= len(options) for part in parts):
                return tuple(key for place, (key, _) in enumerate(options, start=1) if str(place) in parts)
            self.say(f"Type numbers from 1 to {len(options)}.")

    def write(self, message: str, default: str = "") -> str:
        """Read a line of text; Enter keeps the default."""
        self.say("", message + (f" (press Enter to keep {default})" if default else ""))
        return clean(self._line("> "), FREE_TEXT_LIMIT) or default

    def _line(self, mark: str) -> str:
        self._screen.write(mark)
        self._screen.flush()
        line = self._keyboard.readline()
        if not line:
            raise EOFError
        return clean(line, FREE_TEXT_LIMIT)


def choices_of(fact: "Fact") -> list[tuple[Answer | Absence, str]]:
    """Return the answers to pick from, "I don't know" last; none for numbers."""
    if fact.kind == "number":
        return []
    found: list[tuple[Answer | Absence, str]] = (
        [(True, "Yes"), (False, "No")] if fact.kind == "yes-no" else list(fact.values.items())
    )
    if fact.may_not_apply:
        found.append((Absence.DOES_NOT_APPLY, "This does not apply to us"))
    return [*found, (Absence.DONT_KNOW, "I don't know")]


def _ticked(fact: "Fact", line: str) -> Answer | Absence:
    options = choices_of(fact)
    parts = line.replace(",", " ").split()
    if parts == ["0"]:
        return ()
    if not parts or not all(part.isdecimal() and 1 <= int(part) <= len(options) for part in parts):
        raise ValueError(f"Type numbers from 1 to {len(options)}, or 0 for none.")
    picked = [options[int(part) - 1][0] for part in parts]
    alone = [value for value in picked if isinstance(value, Absence)]
    if alone and len(picked) > 1:
        raise ValueError("“I don't know” stands alone.")
    return alone[0] if alone else tuple(word for word in fact.values if word in picked)
