"""The small interface between the conversation and whatever puts a question to a person."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from advisor.conditions import Absence, Answer, State

if TYPE_CHECKING:
    from advisor.rulebook import Fact, Question

Draft = str | tuple[Answer | Absence, ...]
"""What was begun and not confirmed: text typed, or what was ticked or pointed at. "" for nothing."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything needed to put one question: where we are, what is asked, what was answered before.

    `place` names the part ("Part 2 of 5") and `progress` the question ("Question 7 of about 24").
    `current` is the earlier answer, NOT_ASKED where there is none, and `shown_current` says it in
    words. `draft` was begun and not confirmed. `notes` were written on this question. `currency` is
    that of the case. `notice` says why the question stands there again, where that needs saying; it is
    part of what is put, since what was written before may have left a small screen.
    """

    place: str
    progress: str
    question: "Question"
    fact: "Fact"
    current: State = Absence.NOT_ASKED
    currency: str = "USD"
    shown_current: str = ""
    draft: Draft = ""
    notes: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The person confirmed an answer, "I don't know" and "does not apply" included.

    `currency` names the money of a sum that was typed in another than the case's own.
    """

    value: Answer | Absence
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """The person wants the question before; `draft` is what was begun so far."""

    draft: Draft = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The person wants to see all answers; `draft` is what was begun so far."""

    draft: Draft = ""


@dataclass(frozen=True, slots=True)
class SaveAndStop:
    """The person wants to stop here and go on another day."""


@dataclass(frozen=True, slots=True)
class WriteNote:
    """The person wants to write a note on this question; `draft` is what was begun so far."""

    draft: Draft = ""


Reply = Answered | Back | WriteNote | Review | SaveAndStop


class Prompter(Protocol):
    """Puts questions and choices to a person. Knows nothing of scoring or of saving.

    Raises KeyboardInterrupt for Ctrl-C and EOFError for the end of input.
    """

    def say(self, *lines: str) -> None:
        """Show lines of text, each wrapped at words."""

    def ask(self, screen: Screen) -> Reply:
        """Put one question and return what the person did."""

    def taken(self, screen: Screen, given: Answered) -> None:
        """Leave an answer on the screen as it was understood; it is saved by now."""

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
        """Let the person pick one of (key, label); return the key.

        `lead` is told before the message: it stands there whole with the choice, and stays after it.
        `back` is returned for the way back, which does nothing where there is none. With `careful`,
        keys pressed before the choice stood on the screen are dropped in any case.
        """

    def tick(
        self, message: str, options: Sequence[tuple[str, str]], ticked: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Let the person pick any of (key, label); return the keys in order. `ticked` were picked before."""

    def write(self, message: str) -> str:
        """Let the person type a line of text, cleaned; it may be empty."""

    def write_or_leave(
        self, message: str, begun: str = "", *, blank: str = "", wrong: Callable[[str], str] = lambda _: ""
    ) -> str | Back:
        """Let the person type a line of text, going on from what was begun, or leave it by the way back.

        `blank` says what an empty line stands for, where it stands for anything. `wrong` says why a line
        is not taken, "" if it is; the person then goes on typing under the same message.
        """
