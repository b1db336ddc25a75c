import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given

from advisor.assessment import Analysis, Choice, Firmness, Robustness, Standing, Verdict
from advisor.case import Case
from advisor.conditions import Demand, holds
from advisor.engine import advise, assess
from advisor.engine.exact import asking, changes
from advisor.engine.sheets import answers_of, resolve
from advisor.engine.verdict import UNDECIDED
from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook
from tests.exact.brute import Answers, Brute, answered
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.population import companies
from tests.toybook import at_least, book, gate, number, rule, scale

EFFORT = {"easy": 1, "hard": 3}


def advised(rulebook: Rulebook, case: Case) -> tuple[Verdict, Analysis]:
    found = advise(rulebook, case)
    assert found.analysis is not None
    return found.verdict, found.analysis


def counted(rulebook: Rulebook, case: Case) -> Case:
    """Return the case without the answers kept aside, since their questions do not apply."""
    return case.without(assess(rulebook, case).parked)


def standing_of(given_choice: Choice, counts: dict[Choice, int]) -> Standing:
    share = Fraction(counts.get(given_choice, 0), sum(counts.values()))
    return "settled" if share == 1 else "likely" if share >= Fraction(2, 3) else "open"


def firmness_of(robustness: Robustness, near: int) -> Firmness:
    percent = Fraction(100 * robustness.holds, robustness.weightings)
    if percent >= 95 and near == 0:
        return "firm"
    return "toss-up" if percent < 60 or near >= 3 else "leaning"


@given(books_and_cases(most_sheets=300, most_dimensions=1))
@tries(20)
def test_what_is_possible_and_how_the_verdict_stands_follow_from_all_completions(drawn: Drawn) -> None:
    rulebook, case = drawn
    counts = Brute(rulebook).counts(answers_of(rulebook, counted(rulebook, case)), case.weights)
    verdict, analysis = advised(rulebook, case)

    assert {one.choice: one.sheets for one in analysis.possible} == counts
    assert analysis.sheets == counts.total()
    assert [one.share for one in analysis.possible] == [
        Fraction(one.sheets, analysis.sheets) for one in analysis.possible
    ]
    assert [one.sheets for one in analysis.possible] == sorted(counts.values(), reverse=True)
    assert verdict.choice == assess(rulebook, case).verdict.choice
    if verdict.choice == UNDECIDED:
        assert (verdict.standing, verdict.firmness) == ("open", None)
    else:
        assert verdict.standing == standing_of(verdict.choice, counts)
        assert analysis.robustness is not None
        near = sum(flip.near for flip in analysis.flips)
        assert verdict.firmness == firmness_of(analysis.robustness, near)


@given(books_and_cases(most_sheets=60, most_dimensions=1))
@tries(20)
def test_the_ways_advised_are_the_cheapest_and_what_is_called_impossible_is(drawn: Drawn) -> None:
    rulebook, case = drawn
    verdict, analysis = advised(rulebook, case)
    if verdict.choice == UNDECIDED:
        assert analysis.ways == ()
        return
    brute, answers = Brute(rulebook), answers_of(rulebook, counted(rulebook, case))
    prices = {
        "answer": dict.fromkeys(answers, 1),
        "action": {
            name: EFFORT[rulebook.facts[name].changeable]
            for name in answers
            if rulebook.facts[name].changeable in EFFORT and name not in brute.open(answers)
        },
    }
    lengths = [len(way.changes) or len(answers) + 1 for way in analysis.ways]
    assert lengths == sorted(lengths)
    known = set(brute.counts(answers, case.weights, answers)) - {verdict.choice}
    for kind, by_fact in prices.items():
        cheapest = brute.cheapest(answers, case.weights, by_fact, better=kind == "action")
        ways = {way.to: way for way in analysis.ways if way.kind == kind}
        assert set(ways) == known
        for to, way in ways.items():
            assert way.impossible == (to not in cheapest)
            if to in cheapest:
                assert sum(by_fact[change.fact] for change in way.changes) == cheapest[to]


def check_thresholds(rulebook: Rulebook, case: Case) -> None:
    verdict, analysis = advised(rulebook, case)
    case = counted(rulebook, case)
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    for threshold in analysis.thresholds:
        fact, here = threshold.fact, answers[threshold.fact]
        for value, inward, other in (
            (threshold.below, 1, threshold.verdict_below),
            (threshold.above, -1, threshold.verdict_above),
        ):
            if value is None:
                continue
            assert not brute.same(fact, value, here)
            assert brute.same(fact, value + inward, here)
            there = brute.choice({**answers, fact: value}, case.weights)
            assert other == (None if there == verdict.choice else there)
    numbers = {n for n, state in answers.items() if rulebook.facts[n].kind == "number" and n in case.facts}
    several = {name for name in numbers if len(rulebook.interval_starts[name]) > 1}
    assert {threshold.fact for threshold in analysis.thresholds} == (
        several if verdict.choice != UNDECIDED else set()
    )


@given(books_and_cases(most_sheets=100, most_dimensions=1))
@tries(20)
def test_thresholds_stand_at_the_edges_of_the_interval_of_each_known_number(drawn: Drawn) -> None:
    rulebook, case = drawn
    check_thresholds(rulebook, replace(case, dollars_per_unit=Fraction(1)))


@given(books_and_cases(most_sheets=100, most_dimensions=1))
@tries(20)
def test_only_questions_not_asked_yet_are_offered_the_most_useful_first(drawn: Drawn) -> None:
    rulebook, case = drawn
    case = counted(rulebook, case)
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    _, analysis = advised(rulebook, case)
    offered = [gain.fact for gain in analysis.ask_next]

    assert all(not case.answered(name) for name in offered)
    ranks = [
        (-(gain.millibits or 0), rulebook.facts[gain.fact].kind == "number", gain.fact)
        for gain in analysis.ask_next
    ]
    assert ranks == sorted(ranks)
    for name in brute.open(answers):
        waits = holds(rulebook.facts[name].applies_when, resolve(rulebook, case)) == "unknown"
        if not case.answered(name) and name not in offered and not waits:
            assert brute.gain(answers, case.weights, name) < 0.5 + 1e-6
    for gain in analysis.ask_next:
        assert gain.millibits
        assert abs(gain.millibits - brute.gain(answers, case.weights, gain.fact)) < 0.5 + 1e-6


@pytest.mark.parametrize("better", ["up", "down"])
def test_does_not_apply_is_no_better_than_any_value_nor_is_any_value_better(
    better: Literal["up", "down"],
) -> None:
    fact = replace(scale("daily"), may_not_apply=True, changeable="easy", better=better)
    rulebook = book(
        [fact],
        [
            rule("doer/scope/covered", 10, at_least("daily", "covered")),
            rule("doer/scope/not-needed", 15, at_least("daily", "not-needed")),
        ],
    )
    end = "uncovered" if better == "up" else "not-needed"
    for case in (Case(not_applicable=frozenset({"daily"})), Case(facts={"daily": end})):
        _, analysis = advised(rulebook, case)
        assert [way.changes for way in analysis.ways if way.kind == "action"] == [()]


def test_a_number_that_does_not_apply_has_no_thresholds() -> None:
    rulebook = book(
        [replace(number("people", most=9), may_not_apply=True)],
        [rule("doer/scope/some", 25, Demand("people", least=5))],
    )

    assert advised(rulebook, Case(not_applicable=frozenset({"people"})))[1].thresholds == ()


def test_of_equally_useful_questions_a_word_to_pick_comes_before_a_number_to_find_out() -> None:
    rulebook = book(
        [number("amount", most=9), scale("daily"), scale("custom")],
        [
            rule("doer/scope/amount", 9, Demand("amount", least=5)),
            rule("doer/scope/daily", 8, at_least("daily", "partly")),
            rule("doer/scope/custom", 8, at_least("custom", "partly")),
        ],
        needed=60,
    )
    _, analysis = advised(rulebook, Case())

    assert len({gain.millibits for gain in analysis.ask_next}) == 1
    assert [gain.fact for gain in analysis.ask_next] == ["custom", "daily", "amount"]


def test_two_easy_changes_are_advised_before_a_hard_one_and_a_hard_one_before_four_easy_ones() -> None:
    for easy, points, expected in ((2, 12, {"easy-0", "easy-1"}), (4, 6, {"hard"})):
        names = [f"easy-{place}" for place in range(easy)]
        facts = [scale("hard", changeable="hard"), *(scale(name, changeable="easy") for name in names)]
        rules = [rule(f"doer/scope/{name}", points, at_least(name, "covered")) for name in names]
        rulebook = book(
            facts, [rule("doer/rank/hard", 24, at_least("hard", "covered")), *rules], needed=48, near=48
        )
        _, analysis = advised(rulebook, Case(facts=dict.fromkeys(rulebook.facts, "not-needed")))
        (way,) = (way for way in analysis.ways if way.kind == "action")

        assert {change.fact for change in way.changes} == expected


def test_a_way_not_found_in_a_search_cut_short_is_not_called_impossible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rulebook = book(
        [scale("daily"), scale("team")],
        [
            rule("doer/scope/daily", 15, at_least("daily", "partly")),
            rule("doer/scope/team", 10, at_least("team", "partly")),
        ],
        needed=100,
        near=100,
    )
    case = Case(facts={"daily": "covered", "team": "covered"})
    monkeypatch.setattr(changes, "MOST_STATES", 0)
    _, analysis = advised(rulebook, case)
    ways = [(way.changes, way.impossible, way.searched) for way in analysis.ways if way.kind == "answer"]

    assert ways == [((), False, 0)]


def test_questions_whose_gain_is_not_known_come_last_the_widest_swing_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rulebook = book(
        [scale("daily"), scale("team"), scale("plan"), scale("spare")],
        [
            rule("doer/scope/both", 5, at_least("daily", "partly"), at_least("team", "partly")),
            rule("doer/scope/team", 10, at_least("team", "partly")),
            rule("doer/scope/plan", 10, at_least("plan", "partly")),
        ],
        needed=60,
    )
    monkeypatch.setattr(asking, "MOST_LISTED", 2)
    _, analysis = advised(rulebook, Case())
    offered = {gain.fact: gain.millibits for gain in analysis.ask_next}

    assert list(offered) == ["plan", "team", "daily"]
    assert offered["plan"]
    assert (offered["team"], offered["daily"]) == (None, None)


def standings(needed: int) -> tuple[Standing | None, Fraction]:
    """Return standing and share of "now" where a settled rule gives 60 and two of three words more."""
    words = {"none": "none", "some": "some", "much": "much"}
    rulebook = book(
        [scale("daily"), scale("team", words)],
        [
            rule("doer/scope/daily", 15, at_least("daily", "partly")),
            rule("doer/scope/team", 10, at_least("team", "some", tuple(words))),
        ],
        needed=needed,
        near=40,
    )
    verdict, analysis = advised(rulebook, Case(facts={"daily": "partly"}))
    share = next(one.share for one in analysis.possible if one.choice == verdict.choice)
    return verdict.standing, share


def test_a_verdict_that_holds_on_exactly_two_thirds_of_the_completions_is_likely() -> None:
    assert standings(61) == ("likely", Fraction(2, 3))


def test_a_verdict_that_holds_on_a_third_of_the_completions_is_open() -> None:
    assert standings(90) == ("open", Fraction(1, 3))


def test_a_verdict_that_holds_on_all_completions_is_settled() -> None:
    assert standings(60) == ("settled", Fraction(1))


def test_with_nothing_settled_the_standing_is_open_and_only_questions_are_named() -> None:
    rulebook = book([scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", "partly"))])
    verdict, analysis = advised(rulebook, Case())

    assert (verdict.choice, verdict.standing, verdict.firmness) == (UNDECIDED, "open", None)
    assert (analysis.ways, analysis.flips, analysis.robustness) == ((), (), None)
    assert [(gain.fact, gain.millibits) for gain in analysis.ask_next] == [("daily", 1000)]
    assert sum(one.sheets for one in analysis.possible) == 4


def firm(near_flips: int) -> Firmness | None:
    """Return the firmness of a verdict that holds under every weighting and so many next words flip."""
    names = [f"gate-{place}" for place in range(near_flips)]
    rulebook = book(
        [scale("daily"), *(scale(name) for name in names)],
        [rule("doer/scope/daily", 25, at_least("daily", "covered"))],
        [
            gate(name, place, "defer to not-yet", at_least(name, "covered"))
            for place, name in enumerate(names)
        ],
    )
    facts = {"daily": "uncovered", **dict.fromkeys(names, "not-needed")}
    return advised(rulebook, Case(facts=facts))[0].firmness


def test_single_answers_that_flip_the_verdict_make_it_leaning_and_three_of_them_a_toss_up() -> None:
    assert [firm(flips) for flips in range(5)] == ["firm", "leaning", "leaning", "toss-up", "toss-up"]


def run_apart(seed: str) -> bytes:
    """Return the analyses of one process of its own, written out."""
    script = (
        "from dataclasses import replace\n"
        "from advisor.engine import advise\n"
        "from advisor.loading import load_rulebook\n"
        "from tests.population import companies\n"
        "book = load_rulebook()\n"
        "for case in companies(1, seed=9):\n"
        "    partial = replace(case, facts=dict(list(case.facts.items())[6:]))\n"
        "    found = advise(book, partial)\n"
        "    print(found.analysis, found.verdict)\n"
    )
    here = Path(__file__).parent.parent.parent
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=here,
        capture_output=True,
        check=True,
    ).stdout


def test_the_same_case_gives_the_same_analysis_under_any_hash_seed() -> None:
    assert run_apart("1") == run_apart("2") != b""


def test_two_runs_give_the_same_result(rulebook: Rulebook) -> None:
    for case in companies(2, seed=5):
        partial = replace(case, facts=dict(list(case.facts.items())[::2]))
        assert repr(advise(rulebook, partial)) == repr(advise(load_rulebook(), partial))


def test_a_shipped_company_is_analysed_as_by_brute_force(rulebook: Rulebook) -> None:
    brute = Brute(rulebook)
    for case in companies(2, seed=8):
        whole = {fact.id: brute.domains[fact.id][0] for fact in rulebook.asked_facts()}
        full = answered(case, {**whole, **case.facts})
        verdict, analysis = advised(rulebook, full)
        answers: Answers = answers_of(rulebook, full)
        flips = {
            name
            for name in answers
            for value in brute.others(name, answers[name])
            if brute.choice({**answers, name: value}, {}) != verdict.choice
        }

        assert verdict.standing == "settled"
        assert {flip.fact for flip in analysis.flips} == flips
        check_thresholds(rulebook, full)
        singles = {way.to: way for way in analysis.ways if way.kind == "answer" and len(way.changes) == 1}
        assert set(singles) == {
            brute.choice({**answers, name: value}, {})
            for name in answers
            for value in brute.others(name, answers[name])
        } - {verdict.choice}


def test_a_demand_that_reads_a_threshold_twice_gives_one_interval() -> None:
    rulebook = book(
        [number("people", most=9)],
        [
            rule("doer/scope/some", 15, Demand("people", least=5)),
            rule("doer/scope/few", 10, Demand("people", most=4)),
        ],
    )
    check_thresholds(rulebook, Case(facts={"people": 4}))
    check_thresholds(rulebook, Case(facts={"people": 5}))
