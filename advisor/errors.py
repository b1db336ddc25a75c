"""What can go wrong through no fault of ours: one line, one hint, one exit code.

Anything that is not an `AdvisorError` and reaches the command line is a bug of ours (exit 1).
"""

from collections.abc import Iterable, Sequence
from errno import ENOMEM
from typing import ClassVar


class AdvisorError(Exception):
    """A mistake a person can put right; `str()` says where and what, `hint` says what to do.

    Where several mistakes are found at once, `problems` holds every one, in order of file and
    place, and `str()` tells the first.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.problems = problems


def raise_all(errors: Sequence[AdvisorError], hint: str = "") -> None:
    """Raise these, if there are any, as one that tells every problem and ends with the code of the first.

    `hint` fits several of them; without it, that of the first is told.
    """
    if len(errors) == 1:
        raise errors[0]
    if errors:
        problems = tuple(dict.fromkeys(line for error in errors for line in error.problems or (str(error),)))
        raise type(errors[0])(str(errors[0]), hint or errors[0].hint, problems)


class CommandError(AdvisorError):
    """The command line is wrong."""

    exit_code = 2


class AnswersRefused(AdvisorError):
    """An answers file, a portfolio or a value given on the command line cannot be used."""

    exit_code = 3


class BrandRefused(AdvisorError):
    """A brand file, or a file that it names, cannot be used."""

    exit_code = 3


class RulebookRefused(AdvisorError):
    """The rulebook has mistakes."""

    exit_code = 4


class NoSuchClient(AdvisorError):
    """No client goes by that name, or several do."""

    exit_code = 5


class SeveralClients(NoSuchClient):
    """Several clients go by that name, and it is not known which is meant."""


class FileTrouble(AdvisorError):
    """A file or folder cannot be read or written."""

    exit_code = 6


class AlreadyThere(FileTrouble):
    """A file is in the way, and nothing was said about replacing it."""


class Obstructed(FileTrouble):
    """What is at one path cannot make room for a file, while others beside it may be written."""


class InUse(AdvisorError):
    """Another process holds this client's case file, or has changed it meanwhile."""

    exit_code = 7


class SavedDataDamaged(AdvisorError):
    """A case file is damaged, foreign, or written by a newer program."""

    exit_code = 8


class PartlyDone(AdvisorError):
    """Some of the work was done and some was left out."""

    exit_code = 9


class MissingExtra(PartlyDone):
    """A format (`what`) needs libraries that come with an extra, and they are not installed."""

    def __init__(self, extra: str, what: str = "advisor") -> None:
        super().__init__(
            f"{what}: cannot be written here: the extra '{extra}' is not installed",
            f"run: {install_command(extra)}",
        )


def install_command(*extras: str) -> str:
    """Return the line to type that brings the libraries of some extras to this program's own Python.

    It names the libraries and not the extras, since a checkout is on no package registry.
    """
    import re
    import sys
    from importlib.metadata import requires

    wanted = [
        re.sub(r"[\s()]", "", library.partition(";")[0])
        for library in requires("operations-advisor") or ()
        for extra in extras
        if re.search(rf"extra == ['\"]{extra}['\"]", library)
    ]
    words = (sys.executable, "-m", "pip", "install", *wanted)
    return " ".join(word if re.fullmatch(r"[\w./\\:=-]+", word) else f'"{word}"' for word in words)


class NeedsTerminal(AdvisorError):
    """The command needs a keyboard and a screen, or more input, and there is none."""

    exit_code = 10


class Interrupted(SystemExit):
    """A signal or key stopped the work; everything confirmed is saved.

    A SystemExit, so that no handler for ordinary errors swallows it, nor the event loop of the prompts,
    which lets nothing else through. `str()` is what to tell the person.
    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.code = self.exit_code = exit_code


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest known word, or an empty string."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def is_for_want_of_memory(error: BaseException) -> bool:
    """Say whether something failed only because the system had no memory left for it.

    A compiled library that finds no room is told of as an ImportError, in the words of the system's loader.
    Where Python has no room for its own error it raises SystemError, which nothing here does.
    """
    full = ("failed to map segment", "cannot allocate memory")
    if isinstance(error, OSError):
        return error.errno == ENOMEM
    no_room = isinstance(error, ImportError) and any(words in str(error).lower() for words in full)
    return no_room or isinstance(error, (MemoryError, SystemError))
