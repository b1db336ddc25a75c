"""A session as a text: the keys pressed, and the screen as it stood after each of them."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.keyboard import CTRL_C, DOWN, ENTER, ESC, SPACE, TAB, UP, Terminal

KEYS = {
    "Enter": ENTER,
    "Down": DOWN,
    "Up": UP,
    "Esc": ESC,
    "Tab": TAB,
    "?": "?",
    "Space": SPACE,
    "Ctrl-C": CTRL_C,
    "Backspace": "\x7f",
}
QUIET = 0.3
"""Seconds of silence after which a screen is taken to stand, while a session is recorded anew."""

WORDS = re.compile(r'"[^"]*"|\S+')
HINTS = re.compile("Enter (next|picks|goes on)|Esc back")
"""The last line of a screen where a prompt waits."""

STEP, MARKS = "=" * 12 + " ", "-" * 12 + " how it is drawn"


@dataclass(frozen=True, slots=True)
class Step:
    """Keys as they are named (`"40" Enter`), and the screen that they lead to."""

    keys: str
    screen: str


def pressed(keys: str) -> str:
    """Return what a terminal sends for keys as they are named."""
    return "".join(word[1:-1] if word.startswith('"') else KEYS[word] for word in WORDS.findall(keys))


def read(path: Path) -> list[Step]:
    """Read a recorded session."""
    parts = path.read_text("utf-8").split(STEP)[1:]
    return [Step(keys, screen.rstrip("\n")) for keys, _, screen in (part.partition("\n") for part in parts)]


def write(path: Path, steps: list[Step]) -> None:
    """Write a session down."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{STEP}{step.keys}\n{step.screen}\n\n" for step in steps), "utf-8")


def drawn(terminal: Terminal) -> str:
    """Return the screen, and below it every run of text that is not drawn plainly."""
    marks = [
        f"{place + 1}: {style}: {text}"
        for place, row in enumerate(terminal.styled())
        for style, text in _runs(row)
    ]
    return "\n".join([terminal.text(), *([MARKS, *marks] if marks else [])])


def _runs(row: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the styled runs of a row of (style, character)."""
    for style, cells in groupby(row, key=lambda cell: cell[0]):
        text = "".join(character for _, character in cells).rstrip()
        if style and text:
            yield style, text


class Recorder:
    """A terminal whose every settled screen is kept; `plain` keeps what is written instead."""

    def __init__(self, terminal: Terminal, *, plain: bool) -> None:
        self.terminal, self._plain, self._read = terminal, plain, 0
        self.steps: list[Step] = []

    def screen(self) -> str:
        """Return the screen as it stands, or in plain mode all that was written since the last step."""
        if self._plain:
            return self.terminal.raw[self._read :].decode().replace("\r\n", "\n").rstrip("\n")
        return drawn(self.terminal)

    def screen_now(self) -> str:
        """Return what the last step led to."""
        return self.steps[-1].screen

    def press(self, keys: str) -> None:
        """Press keys, the last of them on its own, and keep the screen that it leads to."""
        last = self._send_all_but_the_last(keys)
        before = self.terminal.text()
        self.terminal.process.send(pressed(last))
        self.keep(keys, before)

    def _send_all_but_the_last(self, keys: str) -> str:
        """Send keys as a person does, so that none comes in one burst with Enter; return the last one."""
        *typed, last = WORDS.findall(keys)
        if typed:
            self.terminal.process.send(pressed(" ".join(typed)))
            self._wait_for_quiet()
        return str(last)

    def keep(self, keys: str, before: str = "") -> None:
        """Keep the screen, once it is another and a prompt stands there or all has ended."""
        self.terminal.wait_until(
            lambda: True if self._stands() and self.terminal.text() != before else None, f"the end of {keys}"
        )
        self._wait_for_quiet()
        self.steps.append(Step(keys, self.screen()))
        self._read = len(self.terminal.raw)

    def _wait_for_quiet(self) -> None:
        end, before = time.monotonic() + QUIET, -1
        while time.monotonic() < end:
            self.terminal.read()
            if before != len(self.terminal.raw):
                before, end = len(self.terminal.raw), time.monotonic() + QUIET

    def _stands(self) -> bool:
        if not self.terminal.process.isalive():
            return True
        if self._plain:
            return self.terminal.raw.endswith(b"\n> ")
        lines = self.terminal.text().splitlines()
        return bool(lines) and HINTS.search(lines[-1]) is not None

    def replay(self, steps: list[Step]) -> None:
        """Press the keys of a recorded session, and insist on each of its screens."""
        for step in steps:
            if self.steps:
                self.terminal.process.send(pressed(self._send_all_but_the_last(step.keys)))
            self._insist_on(step)
            self.steps.append(step)
            self._read = len(self.terminal.raw)

    def _insist_on(self, step: Step) -> None:
        try:
            self.terminal.wait_until(lambda: True if self.screen() == step.screen else None, step.keys)
        except AssertionError:
            assert self.screen() == step.screen, f"after {step.keys}"
