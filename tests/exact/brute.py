"""Brute force: the naive evaluator over every answer sheet, one after another.

The shares of rules and the verdict come from the specification itself (`share_met`, `choose`); a
share is remembered by the answers it was worked out from, so that thousands of sheets take a moment.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import log2

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import Absence, Condition, State
from advisor.engine.scoring import share_met
from advisor.engine.sheets import OPEN, domain, read_by
from advisor.engine.verdict import UNDECIDED, choose
from advisor.rulebook import CELL_POINTS, Effect, Rulebook

Answers = dict[str, State]
"""What was given for each fact that can be asked, money in dollars."""


class Brute:
    """The naive evaluator of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.domains = {fact.id: domain(rulebook, fact) for fact in rulebook.asked_facts()}
        self._reads: dict[Condition, list[str]] = {}
        self._shares: dict[object, Fraction] = {}

    def share(self, when: Condition, answers: Mapping[str, State]) -> Fraction:
        if when not in self._reads:
            self._reads[when] = [name for name in read_by(self.rulebook, when) if name in self.domains]
        key = when, tuple(answers[name] for name in self._reads[when])
        if key not in self._shares:
            self._shares[key] = share_met(self.rulebook, when, answers)
        return self._shares[key]

    def totals(self, answers: Mapping[str, State], weights: Mapping[str, int]) -> dict[str, Fraction]:
        """Return each role's total, 0 to 100; no weights means equal weights."""
        weights = weights or dict.fromkeys(self.rulebook.dimensions, 1)
        sums = dict.fromkeys(self.rulebook.roles, Fraction(0))
        for rule in self.rulebook.rules:
            share = self.share(rule.when, answers)
            if share and rule.points:
                sums[rule.role] += weights[rule.dimension] * rule.points * share
        return {role: 100 * points / (CELL_POINTS * sum(weights.values())) for role, points in sums.items()}

    def effects(self, answers: Mapping[str, State]) -> list[Effect]:
        return [gate.effect for gate in self.rulebook.gates if self.share(gate.when, answers) == 1]

    def settled(self, answers: Mapping[str, State]) -> bool:
        return any(self.share(rule.when, answers) in {0, 1} for rule in self.rulebook.rules if rule.points)

    def choice(self, answers: Mapping[str, State], weights: Mapping[str, int]) -> Choice:
        """Return the verdict, as `assess` draws it."""
        if not self.settled(answers):
            return UNDECIDED
        policy = self.rulebook.policies[self.rulebook.policy]
        totals = self.totals(answers, weights)
        return choose(policy, self.rulebook.roles.values(), totals, self.effects(answers))

    def open(self, answers: Mapping[str, State]) -> list[str]:
        return [name for name, state in answers.items() if state in OPEN]

    def sheets(self, answers: Mapping[str, State], freed: Iterable[str] = ()) -> Iterator[Answers]:
        """Yield every completion; `freed` facts are taken for open, whatever was answered."""
        freed = set(freed)
        left = [name for name, state in answers.items() if state in OPEN or name in freed]
        for values in product(*(self.domains[name] for name in left)):
            yield {**answers, **dict(zip(left, values, strict=True))}

    def counts(
        self, answers: Mapping[str, State], weights: Mapping[str, int], freed: Iterable[str] = ()
    ) -> Counter[Choice]:
        """Return on how many completions each verdict comes about."""
        return Counter(self.choice(sheet, weights) for sheet in self.sheets(answers, freed))

    def gain(self, answers: Mapping[str, State], weights: Mapping[str, int], fact: str) -> float:
        """Return by how many thousandths of a bit the answer to one open fact narrows the verdict down."""
        after = [
            entropy(self.counts({**answers, fact: value}, weights).values()) for value in self.domains[fact]
        ]
        return 1000 * (entropy(self.counts(answers, weights).values()) - sum(after) / len(after))

    def same(self, fact: str, one: State, other: State) -> bool:
        """Say whether two answers to a fact count as one: equal, or in one interval."""
        if isinstance(one, int) and isinstance(other, int) and _is_number(one) and _is_number(other):
            starts = self.rulebook.interval_starts[fact]
            return bisect_right(starts, one) == bisect_right(starts, other)
        if isinstance(one, tuple) and isinstance(other, tuple):
            return set(one) == set(other)
        return one == other

    def others(self, fact: str, here: State) -> list[State]:
        """Return every answer that is not the present one, in the order of the domain."""
        return [value for value in self.domains[fact] if not self.same(fact, value, here)]

    def better(self, fact: str, here: State) -> list[State]:
        """Return the answers in the better direction; "does not apply" lies in none."""
        way = self.rulebook.facts[fact].better
        values: list[State] = [v for v in self.domains[fact] if v is not Absence.DOES_NOT_APPLY]
        places = [place for place, value in enumerate(values) if self.same(fact, value, here)]
        if not way or not places:
            return [] if way else self.others(fact, here)
        return values[places[0] + 1 :] if way == "up" else values[: places[0]]

    def cheapest(
        self,
        answers: Mapping[str, State],
        weights: Mapping[str, int],
        prices: Mapping[str, int],
        *,
        better: bool = False,
    ) -> dict[Choice, int]:
        """Return the lowest price of each verdict over all changed sheets; the present one is free.

        With `better`, facts that have a better direction move that way only.
        """
        names, others = list(answers), self.better if better else self.others
        moves = [
            [(0, answers[name]), *((prices[name], value) for value in others(name, answers[name]))]
            if name in prices
            else [(0, answers[name])]
            for name in names
        ]
        best: dict[Choice, int] = {}
        for taken in product(*moves):
            price = sum(cost for cost, _ in taken)
            choice = self.choice(dict(zip(names, (state for _, state in taken), strict=True)), weights)
            best[choice] = min(price, best.get(choice, price))
        return best


def _is_number(state: State) -> bool:
    return isinstance(state, int) and not isinstance(state, bool)


def entropy(counts: Iterable[int]) -> float:
    there = [count for count in counts if count]
    return -sum(count / sum(there) * log2(count / sum(there)) for count in there)


def answered(case: Case, answers: Mapping[str, State]) -> Case:
    """Return a case with these answers, each as it would be given."""
    return replace(
        case,
        facts={name: state for name, state in answers.items() if not isinstance(state, Absence)},
        dont_know=frozenset(name for name, state in answers.items() if state is Absence.DONT_KNOW),
        not_applicable=frozenset(n for n, state in answers.items() if state is Absence.DOES_NOT_APPLY),
    )


def given_answers(rulebook: Rulebook, case: Case) -> Answers:
    """Return what was given for each fact that can be asked, in the case's own money."""
    return {fact.id: case.state(fact.id) for fact in rulebook.asked_facts()}
