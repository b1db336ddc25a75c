"""A person at a real pseudo-terminal: keys go in, and what stands on the screen comes out."""

import os
import re
import signal
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pexpect
import pyte

UP, DOWN, ENTER, TAB, ESC, SPACE = "\x1b[A", "\x1b[B", "\r", "\t", "\x1b", " "
CTRL_C, CTRL_D, SHIFT_TAB = "\x03", "\x04", "\x1b[Z"
PATIENCE = 30.0
"""Seconds until something that never comes is given up; a loaded machine is slow."""

WEIGHTS = ("bold", "italics", "underscore", "reverse")
SIZE_ELSEWHERE = {"COLUMNS", "LINES"}
"""What tells a program the size of the terminal that the tests run in, and not of its own."""

Found = TypeVar("Found")


class Terminal:
    """Runs a program in a pseudo-terminal of a given size, and keeps its screen."""

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        columns: int = 80,
        rows: int = 40,
        patience: float = PATIENCE,
        **environment: str,
    ) -> None:
        settings: Mapping[str, str] = {
            **{name: value for name, value in os.environ.items() if name not in SIZE_ELSEWHERE},
            "TERM": "xterm",
            "ADVISOR_HOME": str(home),
            "NO_COLOR": "1",
            **environment,
        }
        self._screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._patience = patience
        self.process = pexpect.spawn(
            command[0], list(command[1:]), env=settings, dimensions=(rows, columns), timeout=patience
        )
        self.process.delaybeforesend = None

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program has written."""
        try:
            data = self.process.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self._stream.feed(data)

    def text(self) -> str:
        """Return the screen, without blank lines at its end."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def styled(self) -> list[list[tuple[str, str]]]:
        """Return every row of the screen as (style, character); the plain style is empty."""
        columns = range(self._screen.columns)
        return [
            [(_style(row[x]), row[x].data) for x in columns]
            for row in (self._screen.buffer[y] for y in range(self._screen.lines))
        ]

    def wait_for(self, *wanted: str) -> str:
        """Wait until one of these stands on the screen; return which."""
        return self.wait_until(
            lambda: next((text for text in wanted if text in self.text()), None), f"{wanted}"
        )

    def wait_until(self, found: Callable[[], Found | None], wanted: str) -> Found:
        """Wait until there is something to return, looking again after all that is written."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end:
            seen = found()
            if seen is not None:
                return seen
            self.read()
        raise AssertionError(f"never saw {wanted} on:\n{self.text()}")

    def wait_for_words(self, wanted: str) -> None:
        """Wait until these words stand on the screen, however they are broken into lines."""
        end = time.monotonic() + self._patience
        while wanted not in " ".join(self.text().split()):
            if time.monotonic() > end:
                raise AssertionError(f"never saw {wanted!r} on:\n{self.text()}")
            self.read()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, letting the screen settle after each."""
        for key in keys:
            self.process.send(key)
            self.settle()

    def press_and_see(self, key: str) -> None:
        """Press a key that changes the screen, and wait until it has."""
        before = self.text()
        self.process.send(key)
        self.wait_until(lambda: True if self.text() != before else None, f"any change after {key!r}")
        self.settle()

    def settle(self) -> None:
        """Read until the program has been quiet for a moment."""
        before = -1
        while before != len(self.raw):
            before = len(self.raw)
            self.read(0.12)

    def resize(self, columns: int, rows: int, *, cuts: bool = False) -> None:
        """Change the size of the terminal, as a person drags its window.

        Lines too long for it are broken, as most terminals do, or cut.
        """
        if not cuts:
            self._break_lines(columns, rows)
        self._screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def _break_lines(self, columns: int, rows: int) -> None:
        lines: list[str] = []
        cursor, (row, column) = self._screen.cursor, (0, 0)
        for place, line in enumerate(self._screen.display):
            if place == cursor.y:
                row, column = len(lines) + cursor.x // columns, cursor.x % columns
            text = line.rstrip()
            lines += [text[start : start + columns] for start in range(0, max(len(text), 1), columns)]
        while len(lines) > row + 1 and not lines[-1]:
            lines.pop()
        out_of_sight = max(0, len(lines) - rows)
        self._screen.resize(rows, columns)
        again = "\r\n".join(lines[out_of_sight:])
        self._stream.feed(f"\x1b[H\x1b[2J{again}\x1b[{row - out_of_sight + 1};{column + 1}H".encode())

    def cursor(self) -> tuple[int, bool]:
        """Return the row of the cursor, and whether it is hidden."""
        return self._screen.cursor.y, self._screen.cursor.hidden

    def modes(self) -> list[object]:
        """Return all modes of the terminal."""
        return termios.tcgetattr(self.process.child_fd)

    def switched_on(self) -> set[int]:
        """Return the numbers of the terminal's private modes that were switched on last, not off."""
        state = {int(number): how for number, how in re.findall(rb"\x1b\[\?(\d+)([hl])", self.raw)}
        return {number for number, how in state.items() if how == b"h"}

    def cursor_is_hidden(self) -> bool:
        """Say whether the cursor was hidden and not shown again."""
        return self.raw.rfind(b"\x1b[?25l") > self.raw.rfind(b"\x1b[?25h")

    def wait_for_the_end(self) -> None:
        """Wait for the program to end; the terminal stays as the program left it."""
        self.wait_until(lambda: None if self.process.isalive() else True, "the end")

    def hang_up(self) -> int:
        """Close the terminal as a person closes its window; return the exit code of the program."""
        self.process.ptyproc.fileobj.close()
        end = time.monotonic() + self._patience
        while time.monotonic() < end:
            pid, status = os.waitpid(self.process.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        self.process.kill(signal.SIGKILL)
        raise AssertionError("the program goes on without its terminal")

    def end(self) -> int:
        """Wait for the program to end; return its exit code, 128 + number for a signal."""
        self.wait_for_the_end()
        self.read()
        self.process.close()
        status = self.process.exitstatus
        return status if status is not None else 128 + (self.process.signalstatus or 0)


def _style(cell: pyte.screens.Char) -> str:
    colours = [word for word in (f"{cell.fg}", f"on {cell.bg}") if word not in {"default", "on default"}]
    weights = [name for name in WEIGHTS if getattr(cell, name)]
    return " ".join([*weights, *colours])
