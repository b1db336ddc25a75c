from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given

from advisor.assessment import Choice, Flip, Robustness
from advisor.case import Case
from advisor.conditions import Absence, Demand, State
from advisor.engine import assess
from advisor.engine.analysing import board_of
from advisor.engine.exact.means import Means
from advisor.engine.exact.robustness import single_answers, under_weightings, weightings
from advisor.engine.sheets import answers_of
from advisor.engine.verdict import UNDECIDED
from advisor.rulebook import Rulebook
from tests.exact.brute import Answers, Brute
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.population import companies
from tests.toybook import at_least, book, choice, rule, scale


def grid(dimensions: int) -> list[tuple[int, ...]]:
    return [weights for weights in product(range(2, 11), repeat=dimensions) if sum(weights) == 20]


@pytest.mark.parametrize("dimensions", [3, 4, 5])
def test_the_grid_has_every_weighting_in_twentieths_between_two_and_ten(dimensions: int) -> None:
    assert list(weightings(dimensions)) == grid(dimensions)


def test_four_dimensions_have_375_weightings() -> None:
    assert len(set(weightings(4))) == 375


@pytest.mark.parametrize("dimensions", [1, 2, 11, 12])
def test_the_grid_of_very_few_or_many_dimensions_still_shares_out_twenty_twentieths(dimensions: int) -> None:
    found = list(weightings(dimensions))

    assert found
    assert len(set(found)) == len(found)
    assert all(sum(weights) == 20 and min(weights) > 0 for weights in found)


def robustness_of(rulebook: Rulebook, case: Case) -> Robustness:
    naive = assess(rulebook, case)
    effects = [
        gate.effect for gate, found in zip(rulebook.gates, naive.gates, strict=True) if found.outcome == "met"
    ]
    weights = case.weights or dict.fromkeys(rulebook.dimensions, 1)
    return under_weightings(rulebook, naive.scores, weights, effects, naive.verdict.choice)


def check_weightings(rulebook: Rulebook, case: Case) -> None:
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    here = brute.choice(answers, case.weights)
    equal = Fraction(20, len(rulebook.dimensions))
    flips, counts = list[tuple[Fraction, Choice, dict[str, int]]](), Counter[Choice]()
    tried = [
        dict(zip(rulebook.dimensions, weights, strict=True))
        for weights in weightings(len(rulebook.dimensions))
    ]
    for weights in tried:
        there = brute.choice(answers, weights)
        moved = sum((abs(weights[d] - Fraction(case.weights.get(d, equal))) for d in weights), Fraction(0))
        counts[there] += 1
        if there != here:
            flips.append((moved, there, weights))
    found = robustness_of(rulebook, case)

    assert (found.weightings, found.holds) == (len(tried), counts[here])
    assert {one.choice: one.weightings for one in found.verdicts} == counts
    assert [one.weightings for one in found.verdicts] == sorted(counts.values(), reverse=True)
    if not flips:
        assert found.nearest_flip is None
        return
    _, there, weights = min(flips, key=lambda flip: (flip[0], tuple(flip[2].values())))
    assert found.nearest_flip is not None
    assert (found.nearest_flip.choice, found.nearest_flip.weights) == (there, weights)


@given(books_and_cases())
@tries(40)
def test_the_verdict_holds_under_as_many_weightings_as_brute_force_counts(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    assume(assess(rulebook, case).verdict.choice != UNDECIDED)
    check_weightings(rulebook, case)


def test_the_weightings_of_shipped_companies_are_counted_as_by_brute_force(rulebook: Rulebook) -> None:
    weights = dict(zip(rulebook.dimensions, (2, 4, 6, 8), strict=True))
    for case in companies(4, seed=11):
        check_weightings(rulebook, case)
        check_weightings(rulebook, replace(case, weights=weights))


def _distance(brute: Brute, fact: str, one: State, other: State) -> int:
    places = [
        next(place for place, value in enumerate(brute.domains[fact]) if brute.same(fact, value, state))
        for state in (one, other)
    ]
    return abs(places[0] - places[1])


def check_flip(brute: Brute, answers: Answers, case: Case, flip: Flip, flipping: list[State]) -> None:
    """Hold a flip against all answers of its fact that flip the verdict."""
    here, after = answers[flip.fact], flip.after
    assert brute.choice({**answers, flip.fact: after}, case.weights) == flip.choice
    assert any(brute.same(flip.fact, after, value) for value in flipping)
    if brute.rulebook.facts[flip.fact].kind not in {"number", "scale"}:
        assert flip.near
        return
    values = [value for value in flipping if value is not Absence.DOES_NOT_APPLY]
    if here is Absence.DOES_NOT_APPLY or len(values) < len(flipping):
        return
    nearest = min(_distance(brute, flip.fact, here, value) for value in values)
    assert _distance(brute, flip.fact, here, after) == nearest
    assert flip.near == (nearest == 1)


@given(books_and_cases())
@tries(60)
def test_the_single_answers_that_flip_the_verdict_are_those_brute_force_finds(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    here = brute.choice(answers, case.weights)
    assume(here != UNDECIDED)
    means = Means(board_of(rulebook, case.weights))
    found = {flip.fact: flip for flip in single_answers(means, means.board.tables.sheet(case), here)}
    flipping = {
        name: [
            value
            for value in brute.others(name, answers[name])
            if brute.choice({**answers, name: value}, case.weights) != here
        ]
        for name in answers
        if name not in brute.open(answers)
    }

    assert set(found) == {name for name, values in flipping.items() if values}
    for name, flip in found.items():
        check_flip(brute, answers, case, flip, flipping[name])


def flips_of(rulebook: Rulebook, case: Case) -> tuple[Flip, ...]:
    means = Means(board_of(rulebook, case.weights))
    given_choice = assess(rulebook, case).verdict.choice
    return single_answers(means, means.board.tables.sheet(case), given_choice)


def test_the_next_word_of_a_scale_is_near_and_the_one_after_is_not() -> None:
    rulebook = book([scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", "uncovered"))])
    later = Choice("doer", ("doer",), "not-yet")
    now = Choice("doer", ("doer",), "now")

    assert flips_of(rulebook, Case(facts={"daily": "partly"})) == (
        Flip("daily", "uncovered", now, near=True),
    )
    assert flips_of(rulebook, Case(facts={"daily": "covered"})) == (
        Flip("daily", "uncovered", now, near=False),
    )
    assert flips_of(rulebook, Case(facts={"daily": "uncovered"})) == (
        Flip("daily", "partly", later, near=True),
    )


def test_any_other_word_of_a_choice_is_near() -> None:
    rulebook = book(
        [choice("trade", "shop", "office", "plant")],
        [rule("doer/scope/plant", 25, Demand("trade", among=("plant",)))],
    )
    now = Choice("doer", ("doer",), "now")

    assert flips_of(rulebook, Case(facts={"trade": "shop"})) == (Flip("trade", "plant", now, near=True),)


@pytest.mark.parametrize("word", ["not-needed", "uncovered"])
def test_does_not_apply_is_no_step_of_a_scale_from_either_end(word: str) -> None:
    facts = [replace(scale("daily"), may_not_apply=True)]
    rulebook = book(facts, [rule("doer/scope/daily", 25, at_least("daily", "not-needed"))])

    (flip,) = flips_of(rulebook, Case(facts={"daily": word}))

    assert flip.after is Absence.DOES_NOT_APPLY
    assert not flip.near


@pytest.mark.parametrize("word", ["not-needed", "uncovered"])
def test_from_does_not_apply_no_word_of_a_scale_is_the_next(word: str) -> None:
    rulebook = book([scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", word))])
    (flip,) = flips_of(rulebook, Case(not_applicable=frozenset({"daily"})))

    assert not flip.near
