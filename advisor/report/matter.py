"""What every section is made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.assessment import Assessment, Evidence, Score
from advisor.conditions import Absence, State
from advisor.report.formats import SCREEN, Formats
from advisor.report.wording import (
    choice_in_words,
    evidence_in_words,
    given_in_words,
    points_shown,
    state_in_words,
)
from advisor.rulebook import Fact, Page, Rulebook


@dataclass(frozen=True, slots=True)
class Matter:
    """A result, the rulebook it was drawn from, and how numbers are written in this report.

    With `numbered` the report lists all answers, and an answer is told with its number there.
    """

    assessment: Assessment
    rulebook: Rulebook
    formats: Formats = SCREEN
    numbered: bool = False

    def fact(self, name: str) -> Fact:
        """Return a fact by its id."""
        return self.rulebook.facts[name]

    def score(self, role: str) -> Score:
        """Return the score of a role."""
        return next(score for score in self.assessment.scores if score.role == role)

    def total(self, role: str) -> int:
        """Return the total of a role as every page shows it."""
        return points_shown(self.score(role).total, self.rulebook)

    def pages(self) -> tuple[Page, ...]:
        """Return the pages of the whole questionnaire."""
        return self.rulebook.questionnaires[self.rulebook.questionnaire].pages

    def numbers(self) -> dict[str, int]:
        """Map the fact of each question to its number, in the order asked."""
        facts = (question.fact for page in self.pages() for question in page.questions)
        return {fact: place for place, fact in enumerate(facts, start=1)}

    def given(self, name: str) -> str:
        """Say what was given for a fact."""
        return given_in_words(self.fact(name), self.assessment.case, self.formats)

    def said(self, name: str, state: State) -> str:
        """Say a state of a fact."""
        return state_in_words(self.fact(name), state, self.assessment.case, self.formats)

    def evidence(self, evidence: Iterable[Evidence]) -> str:
        """Say the answers a rule read, with their numbers if the report lists them."""
        numbers = self.numbers() if self.numbered else None
        return evidence_in_words(evidence, self.rulebook, self.assessment.case, self.formats, numbers)

    def known_number(self, name: str) -> int | None:
        """Return a number that was given and applies, else None."""
        state = self.assessment.states.get(name)
        return state if isinstance(state, int) and not isinstance(state, bool) else None

    def given_count(self) -> int:
        """Return how many questions that apply were answered."""
        states = (self.assessment.states[fact.id] for fact in self.rulebook.facts_as_asked())
        return sum(not isinstance(state, Absence) for state in states)

    def money_for_a_seat(self) -> int | None:
        """Return the most, in US dollars, that the money told of for one seat comes to; None if not known."""
        name = self.rulebook.known_as.seat_money
        state = self.assessment.states.get(name)
        sums = self.fact(name).dollars.get(state) if isinstance(state, str) else None
        return sums.most if sums else None

    def kept(self) -> bool:
        """Say whether somebody holds each seat that is advised, so that there is nobody to hire."""
        seats = self.assessment.verdict.seats
        return bool(seats) and all(seat.in_place for seat in seats)

    def filled(self, role: str) -> bool:
        """Say whether somebody holds the seat of a role, advised or not."""
        return self.rulebook.roles[role].filled(self.assessment.states)

    def anyone(self) -> bool:
        """Say whether somebody holds any of the seats there are."""
        return any(map(self.filled, self.rulebook.roles))

    def worded(self, text: str, *roles: str) -> str:
        """Say a text of some roles in the words for this company."""
        said = (self.rulebook.roles[role].worded(text, self.assessment.states) for role in roles)
        return next((words for words in said if words != text), text)

    def advised(self) -> str:
        """Say the advice, such as "COO, soon"."""
        return choice_in_words(self.assessment.verdict.choice, self.rulebook)
