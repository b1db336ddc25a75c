"""What every section is made from."""

from dataclasses import dataclass

from advisor.assessment import Assessment, Score
from advisor.report.formats import SCREEN, Formats
from advisor.rulebook import Fact, Rulebook


@dataclass(frozen=True, slots=True)
class Matter:
    """A result, the rulebook it was drawn from, and how numbers are written in this report."""

    assessment: Assessment
    rulebook: Rulebook
    formats: Formats = SCREEN

    def fact(self, name: str) -> Fact:
        """Return a fact by its id."""
        return self.rulebook.facts[name]

    def score(self, role: str) -> Score:
        """Return the score of a role."""
        return next(score for score in self.assessment.scores if score.role == role)
