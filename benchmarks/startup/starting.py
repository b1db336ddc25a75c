"""One start of a program at a pseudo-terminal: what it costs until certain words stand there, or its end."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.startup.environment import settings

ROWS, COLUMNS = 40, 80
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Start:
    """A program to start, and the words to wait for; empty: it is left to end by itself."""

    title: str
    command: Sequence[str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor and elapsed milliseconds; the most memory held at once, in MB (0 for what has ended)."""

    processor: float
    elapsed: float
    peak: float


def cost_of(start: Start, home: Path) -> Cost:
    """Start a program for somebody who was never here, and end it once the words are there."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    begun = time.perf_counter()
    process = subprocess.Popen(
        start.command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings(home), start_new_session=True
    )
    os.close(theirs)
    seen = b""
    while not start.words or start.words.encode() not in seen:
        piece = _piece(ours, start, seen)
        if not piece:
            break
        seen += piece
    elapsed = time.perf_counter() - begun
    peak = 0.0
    if start.words:
        if start.words.encode() not in seen:
            raise RuntimeError(f"{start.title}: ended with {seen!r}")
        peak = peak_of(process.pid)
        os.kill(process.pid, signal.SIGKILL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    os.close(ours)
    if status and not start.words:
        raise RuntimeError(f"{start.title}: status {status}: {seen!r}")
    return Cost(1000 * (used.ru_utime + used.ru_stime), 1000 * elapsed, peak)


def _piece(terminal: int, start: Start, seen: bytes) -> bytes:
    if not select.select([terminal], [], [], PATIENCE)[0]:
        raise RuntimeError(f"{start.title}: nothing more came after {seen!r}")
    try:
        return os.read(terminal, 65536)
    except OSError:  # a terminal whose program has ended, on Linux
        return b""


def processor_of(process: int) -> float:
    """Return the processor milliseconds that the main thread of a living process has taken so far."""
    return int(Path(f"/proc/{process}/schedstat").read_text("utf-8").split()[0]) / 1e6


def peak_of(process: int) -> float:
    """Return the most memory that a process has held at once, in MB; 0 of one that has just ended."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if "VmHWM" in line), 0.0)
