"""A prompter that goes on in plain lines when the arrow keys fail, in the middle of an interview too."""

import errno
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from advisor.errors import AdvisorError, Interrupted
from advisor.interview.prompter import Answered, Back, Prompter, Reply, Screen

Found = TypeVar("Found")


class FallingBack:
    """Asks through `first` until it fails unexpectedly, says so in one line, and asks through `plain` then.

    What a person does (Ctrl-C, the end of input, a terminal that goes away) is no failure.
    """

    def __init__(self, first: Callable[[], Prompter], plain: Prompter) -> None:
        self._plain = plain
        try:
            self._prompter = first()
        except Exception as error:
            self._go_plain(error)

    def _go_plain(self, error: Exception) -> None:
        self._prompter = self._plain
        self._plain.say(f"Arrow keys do not work here ({type(error).__name__}). Plain lines from here on.")

    def _try(self, act: Callable[[], Found]) -> Found:
        try:
            return act()
        except (EOFError, AdvisorError, Interrupted):
            raise
        except Exception as error:
            gone = isinstance(error, OSError) and error.errno in {errno.EIO, errno.ENXIO}
            if gone or self._prompter is self._plain:
                raise
            self._go_plain(error)
            return act()

    def say(self, *lines: str) -> None:
        """Show lines of text."""
        self._plain.say(*lines)

    def ask(self, screen: Screen) -> Reply:
        """Put one question."""
        return self._try(lambda: self._prompter.ask(screen))

    def taken(self, screen: Screen, given: Answered) -> None:
        """Leave an answer on the screen."""
        self._prompter.taken(screen, given)

    def choose(
        self,
        message: str,
        options: Sequence[tuple[str, str]],
        default: str | None = None,
        *,
        back: str | None = None,
        careful: bool = False,
        lead: str = "",
    ) -> str:
        """Let the person pick one."""
        return self._try(
            lambda: self._prompter.choose(message, options, default, back=back, careful=careful, lead=lead)
        )

    def tick(
        self, message: str, options: Sequence[tuple[str, str]], ticked: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Let the person tick any."""
        return self._try(lambda: self._prompter.tick(message, options, ticked))

    def write(self, message: str) -> str:
        """Let the person type a line."""
        return self._try(lambda: self._prompter.write(message))

    def write_or_leave(
        self, message: str, begun: str = "", *, blank: str = "", wrong: Callable[[str], str] = lambda _: ""
    ) -> str | Back:
        """Let the person type a line, or leave it."""
        return self._try(lambda: self._prompter.write_or_leave(message, begun, blank=blank, wrong=wrong))
