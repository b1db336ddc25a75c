"""Work done in a process of its own, for libraries that end the whole program where they fail."""

import os
import signal
from collections.abc import Callable
from pickle import dumps, loads
from typing import NoReturn, TypeVar

from advisor.operating_system import may_be_doubled

_Made = TypeVar("_Made")


class GaveUp(Exception):
    """A process of our own ended without having done what it was started for."""


def done_apart(work: Callable[[], _Made]) -> _Made:
    """Return what `work` returns, done in a process of its own, whose end is then not ours.

    For libraries that end the whole program where they fail. Raises GaveUp where that process ends
    before it has answered; `work` itself must not raise. It is done here where other threads run, and
    where a process cannot safely be doubled.
    """
    if not may_be_doubled():
        return work()
    ours, theirs = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no room for another process; perhaps there is enough for this one
        os.close(ours)
        os.close(theirs)
        return work()
    if not child:
        _answer(theirs, lambda: dumps(work()))
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as answer:
            data = answer.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if status:
        raise GaveUp
    made: _Made = loads(data)  # noqa: S301  # our own process wrote it
    return made


def _answer(pipe: int, work: Callable[[], bytes]) -> NoReturn:
    """Do the work of a child process and end it, quietly however it ends, and with nothing left behind."""
    status = 1
    try:
        from resource import RLIMIT_CORE, setrlimit  # Windows has none, and never comes here

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        setrlimit(RLIMIT_CORE, (0, 0))  # what the system keeps of a dead process holds its client's answers
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with os.fdopen(pipe, "wb") as answer:
            answer.write(work())
        status = 0
    finally:
        os._exit(status)
