"""A whole interview at a pseudo-terminal: how long the screen takes to stand still after every key."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

from benchmarks.startup.environment import settings
from benchmarks.startup.starting import peak_of, processor_of
from tests.keyboard import DOWN, ENTER, Terminal
from tests.test_keyboard_interview import answer_all

QUIET = 0.3
"""Seconds without a byte after which nothing more is expected to come of a key."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Milliseconds that a key took: elapsed until the last byte it brought to the screen; processor."""

    elapsed: float
    processor: float


@dataclass(slots=True)
class Times:
    """What every key took, by what it did; and memory in MB."""

    repaint: list[Wait] = field(default_factory=list)
    next_question: list[Wait] = field(default_factory=list)
    first_question: list[Wait] = field(default_factory=list)
    result: list[Wait] = field(default_factory=list)
    peak: float = 0.0


class TimedTerminal(Terminal):
    """A terminal that knows how long each key took."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        super().__init__(command, home, **settings(home))
        self.times: list[tuple[str, Wait]] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            used, begun = processor_of(self.process.pid), time.perf_counter()
            self.process.send(key)
            last = self._taken_in(QUIET)
            used = processor_of(self.process.pid) - used
            self.times.append((key, Wait(1000 * (last - begun), used)))

    def settle(self) -> None:
        self._taken_in(QUIET)

    def press_and_wait(self, key: str, words: str) -> Wait:
        """Press a key and wait until certain words stand on the screen."""
        used, begun = processor_of(self.process.pid), time.perf_counter()
        self.process.send(key)
        pieces = b""
        while words.encode() not in pieces:
            pieces += self.process.read_nonblocking(65536, timeout=20)
        took = Wait(1000 * (time.perf_counter() - begun), processor_of(self.process.pid) - used)
        self.raw += pieces
        self._stream.feed(pieces)
        return took

    def _taken_in(self, quiet: float) -> float:
        """Take in what comes until there is quiet; return when the last of it came.

        It is drawn only afterwards, so that drawing delays no reading.
        """
        last, pieces = time.perf_counter(), []
        while True:
            try:
                pieces.append(self.process.read_nonblocking(65536, timeout=quiet))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
            last = time.perf_counter()
        for piece in pieces:
            self.raw += piece
            self._stream.feed(piece)
        return last


def interview(advisor: str, home: Path) -> Times:
    """Answer everything, up to the result, and stop there."""
    found = Times()
    terminal = TimedTerminal([advisor, "interview"], home)
    terminal.wait_for("called?")
    time.sleep(1)  # a person reads; what loads meanwhile is loaded
    terminal.press("Two-site bakery")
    found.first_question.append(terminal.press_and_wait(ENTER, "Tab menu"))
    terminal.settle()
    terminal.times.clear()
    answer_all(terminal)
    found.repaint = [wait for key, wait in terminal.times if key == DOWN]
    found.next_question = [wait for key, wait in terminal.times if key == ENTER]
    found.result.append(terminal.press_and_wait(ENTER, "Save the report?"))
    found.peak = peak_of(terminal.process.pid)
    terminal.process.close(force=True)
    return found


def bare_select(command: Sequence[str], home: Path) -> Times:
    """Press a key in a bare select, and go on to the next; again and again from the start."""
    found = Times()
    terminal = TimedTerminal(command, home)
    terminal.wait_for(command[-1])
    terminal.settle()
    terminal.press(DOWN, ENTER)
    found.repaint, found.next_question = ([wait] for _, wait in terminal.times)
    found.peak = peak_of(terminal.process.pid)
    terminal.process.close(force=True)
    return found
