"""The rulebook and the engine, loaded by a thread of its own while a person reads the first words.

What the end of the interview needs is loaded while the first question is read, so that the result
does not wait for it.
"""

import gc
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

from advisor.operating_system import start_in_background

if TYPE_CHECKING:
    from advisor.rulebook import Rulebook

HEAD_START = 0.2
"""Seconds that the screen gets first, unless somebody waits for the rulebook already."""
READING = 1.0
"""Seconds before the rest is loaded: nobody has answered the first question by then."""


class LoadedAhead:
    """Loads one rulebook, and what the conversation needs besides it."""

    def __init__(self, folder: str | None) -> None:
        self._folder = Path(folder) if folder else None
        self._wanted, self._ready = Event(), Event()
        self._rulebook: Rulebook | None = None
        self._error: Exception | None = None
        start_in_background(self._load)

    def rulebook(self) -> "Rulebook":
        """Return the rulebook, waiting for it if need be. Raises what loading it raised."""
        self._wanted.set()
        self._ready.wait()
        if self._rulebook is None:
            raise self._error or RuntimeError("the rulebook was not loaded")
        return self._rulebook

    def _load(self) -> None:
        self._wanted.wait(HEAD_START)
        try:
            self._rulebook = _load_for_questions(self._folder)
        except Exception as error:
            self._error = error
        self._ready.set()
        if self._rulebook is not None:
            self._wanted.wait()
            sleep(READING)
            with suppress(Exception):  # it is loaded again where it is used, and told there
                _load_for_result(self._rulebook)


def _load_for_questions(folder: Path | None) -> "Rulebook":
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(folder)
    from advisor.engine import tables_of

    tables_of(rulebook)
    for module in ("advisor.interview.conversation", "advisor.report.wording", "advisor.storage"):
        import_module(module)
    gc.freeze()  # all this stays: looking through it for garbage every few questions could be felt
    return rulebook


def _load_for_result(rulebook: "Rulebook") -> None:
    from advisor.engine import all_verdicts

    all_verdicts(rulebook)
    for module in ("advisor.report.terminal", "advisor.report.document", "advisor.cli.reporting"):
        import_module(module)
    gc.freeze()
