"""The language of `when`: demands on facts, and what is known of a fact.

A condition is a tuple of demands that must all hold. There is no "or", no "not" and no arithmetic:
an alternative is another rule. Pure: no files, no clock, no terminal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

Answer = int | bool | str | tuple[str, ...]
"""A known value: a whole number, yes or no, a word of a scale or choice, or the words ticked of many."""


class Absence(Enum):
    """Why a fact has no value. The three are kept apart from the first day to the report."""

    NOT_ASKED = "not-asked"
    DONT_KNOW = "dont-know"
    DOES_NOT_APPLY = "not-applicable"


State = Answer | Absence
"""What is known of one fact of one company."""

Outcome = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class Demand:
    """What one fact must be. Exactly one of `among`, a range, or `includes` is used.

    `among` holds the accepted words (or yes/no); a range over an ordered scale is spelled out into
    it when the rulebook is loaded, with `least` and `most` kept as the author's words. For numbers
    `least` and `most` are whole numbers, both ends included.
    """

    fact: str
    among: tuple[str | bool, ...] = ()
    least: int | str | None = None
    most: int | str | None = None
    includes: str | None = None

    def accepts(self, value: Answer) -> bool:
        """Say whether a known value meets this demand."""
        if self.includes is not None:
            return isinstance(value, tuple) and self.includes in value
        if self.among:
            return any(value is word or (isinstance(word, str) and value == word) for word in self.among)
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        least = self.least if isinstance(self.least, int) else value
        most = self.most if isinstance(self.most, int) else value
        return least <= value <= most


Condition = tuple[Demand, ...]


def holds(condition: Condition, states: Mapping[str, State]) -> Outcome:
    """Hold a condition against what is known: one failed demand settles it, whatever else is open.

    A fact that does not apply fails every demand on it. A fact that is unknown, for whichever
    reason, leaves its demand open.
    """
    outcome: Outcome = "met"
    for demand in condition:
        state = states[demand.fact]
        if state is Absence.NOT_ASKED or state is Absence.DONT_KNOW:
            outcome = "unknown"
        elif isinstance(state, Absence) or not demand.accepts(state):
            return "unmet"
    return outcome


def written(state: State) -> str:
    """Return a state as answers files and rule files write it, but for the quotes around a single word."""
    if isinstance(state, bool):
        return "true" if state else "false"
    if isinstance(state, tuple):
        return "[" + ", ".join(f'"{word}"' for word in state) + "]"
    return state.value if isinstance(state, Absence) else str(state)
