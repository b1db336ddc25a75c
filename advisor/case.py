"""What is known of one company. Nothing here follows from rules; that is `assessment`."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.conditions import Absence, Answer, State

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NO_ANSWERS: "Mapping[str, Answer]" = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RulebookMark:
    """Which rulebook answers were given under, or an assessment was drawn from."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the whole case (`fact` empty) or on one answer."""

    text: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """The facts known of one company, as they were given.

    A fact in none of `facts`, `dont_know` and `not_applicable` was not asked. Money is in the
    case's own currency; one unit of it is `dollars_per_unit` US dollars. `weights` maps dimension
    ids to twentieths (whole, 2 to 10, summing to 20); empty means equal weights.
    """

    name: str = ""
    facts: "Mapping[str, Answer]" = field(default_factory=lambda: NO_ANSWERS)
    dont_know: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    date: str = ""
    currency: str = "USD"
    dollars_per_unit: Fraction = Fraction(1)
    weights: "Mapping[str, int]" = field(default_factory=lambda: MappingProxyType({}))
    respondent: str = ""
    notes: tuple[Note, ...] = ()

    def state(self, fact: str) -> State:
        """Say what was given for a fact, before any rule about where it applies."""
        if fact in self.facts:
            return self.facts[fact]
        if fact in self.dont_know:
            return Absence.DONT_KNOW
        if fact in self.not_applicable:
            return Absence.DOES_NOT_APPLY
        return Absence.NOT_ASKED

    def answered(self, fact: str) -> bool:
        """Say whether anything at all was given, "I don't know" included."""
        return self.state(fact) is not Absence.NOT_ASKED

    def without(self, facts: "Collection[str]") -> "Case":
        """Return the case as it would be if these facts had not been asked."""
        return replace(
            self,
            facts=MappingProxyType({name: value for name, value in self.facts.items() if name not in facts}),
            dont_know=self.dont_know.difference(facts),
            not_applicable=self.not_applicable.difference(facts),
        )
