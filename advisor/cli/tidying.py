"""Garbage is collected while a person reads a question, and not while they wait for the next one.

A prompt leaves some nine thousand objects behind that know one another. Python would look for them at
a moment of its own choosing, every seventh answer or so, and that would be felt.
"""

import gc
from threading import Event

from advisor.operating_system import start_in_background

READING = 0.3
"""Seconds after an answer by which the next question stands, and nobody has read it yet."""
UNTIDY = 200_000
"""Objects that may come without an answer between them, before Python looks for itself."""


class Tidying:
    """Collects garbage after each call of `soon`, once the screen has been drawn."""

    def __init__(self) -> None:
        self._wanted = Event()
        gc.set_threshold(UNTIDY)
        start_in_background(self._tidy)

    def soon(self) -> None:
        """Ask for tidying; returns at once."""
        self._wanted.set()

    def _tidy(self) -> None:
        while self._wanted.wait():
            self._wanted.clear()
            if not self._wanted.wait(READING):
                gc.collect()
