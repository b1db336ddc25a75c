"""The small interface between the conversation and whatever puts a question to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from advisor.conditions import Absence, Answer, State

if TYPE_CHECKING:
    from advisor.rulebook import Fact, Question

TYPED_UNKNOWN = ("dk", "don't know", "dont know", "dont-know", "i don't know", "i dont know", "idk")
TYPED_NOT_APPLICABLE = ("na", "n/a", "does not apply", "not applicable", "not-applicable")
FREE_TEXT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything needed to put one question: where we are, what is asked, what was answered before.

    `current` is the earlier answer, NOT_ASKED where there is none, and `shown_current` says it in
    words. `draft` is text that was typed and not yet confirmed. `currency` is that of the case.
    """

    progress: str
    question: "Question"
    fact: "Fact"
    current: State = Absence.NOT_ASKED
    currency: str = "USD"
    shown_current: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The person confirmed an answer, "I don't know" and "does not apply" included."""

    value: Answer | Absence


@dataclass(frozen=True, slots=True)
class Back:
    """The person wants the question before; `draft` is what was typed so far."""

    draft: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The person wants to see all answers."""


@dataclass(frozen=True, slots=True)
class SaveAndStop:
    """The person wants to stop here and go on another day."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The person wrote a note on this question."""

    text: str
    draft: str = ""


Reply = Answered | Back | Review | SaveAndStop | Noted


class Prompter(Protocol):
    """Puts questions and choices to a person. Knows nothing of scoring or of saving.

    Raises KeyboardInterrupt for Ctrl-C and EOFError for the end of input.
    """

    def say(self, *lines: str) -> None:
        """Show lines of text, each wrapped at words."""

    def ask(self, screen: Screen) -> Reply:
        """Put one question and return what the person did."""

    def choose(self, message: str, options: Sequence[tuple[str, str]], default: str | None = None) -> str:
        """Let the person pick one of (key, label); return the key."""

    def tick(self, message: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Let the person pick any of (key, label); return the keys in order."""

    def write(self, message: str, default: str = "") -> str:
        """Let the person type a line of text, cleaned; it may be empty."""
