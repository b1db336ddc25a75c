"""The rulebook and the engine, loaded by a thread of its own while a person reads the first words."""

from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.rulebook import Rulebook

HEAD_START = 0.2
"""Seconds that the screen gets first, unless somebody waits for the rulebook already."""


class LoadedAhead:
    """Loads one rulebook, and what the conversation needs besides it."""

    def __init__(self, folder: str | None) -> None:
        self._folder = Path(folder) if folder else None
        self._wanted = Event()
        self._rulebook: Rulebook | None = None
        self._error: Exception | None = None
        self._thread = Thread(target=self._load, daemon=True)
        self._thread.start()

    def rulebook(self) -> "Rulebook":
        """Return the rulebook, waiting for it if need be. Raises what loading it raised."""
        self._wanted.set()
        self._thread.join()
        if self._rulebook is None:
            raise self._error or RuntimeError("the rulebook was not loaded")
        return self._rulebook

    def _load(self) -> None:
        self._wanted.wait(HEAD_START)
        try:
            from advisor.loading import load_rulebook

            rulebook = load_rulebook(self._folder)
            from advisor.engine import tables_of

            tables_of(rulebook)
            self._rulebook = rulebook
        except Exception as error:
            self._error = error
