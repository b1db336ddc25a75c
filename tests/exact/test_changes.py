from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import Absence, Demand
from advisor.engine import advise, assess
from advisor.engine.analysing import board_of
from advisor.engine.exact import changes
from advisor.engine.exact.changes import Search, Ways
from advisor.engine.exact.means import Means
from advisor.engine.exact.tables import OPEN, Tables
from advisor.engine.sheets import answers_of
from advisor.rulebook import Rulebook
from tests.exact.brute import Answers, Brute, answered, given_answers
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.toybook import at_least, book, choice, gate, number, rule, scale

NOWHERE = Choice("nobody", ("nobody",), "now")
"""A verdict that no rulebook gives."""


def ways_of(rulebook: Rulebook, case: Case, prices: Mapping[str, int], wanted: set[Choice]) -> Ways:
    means = Means(board_of(rulebook, case.weights))
    tables = means.board.tables
    by_number = {tables.number[fact]: price for fact, price in prices.items()}
    return Search(means, tables.sheet(case), by_number).ways(frozenset(wanted))


def applied(tables: Tables, answers: Answers, way: changes.Way) -> Answers:
    moved = {tables.variables[p].fact: tables.variables[p].values[option] for p, option in way}
    return {**answers, **moved}


def check_ways(rulebook: Rulebook, case: Case, prices: Mapping[str, int]) -> None:
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    cheapest = brute.cheapest(answers, case.weights, prices)
    found = ways_of(rulebook, case, prices, {*cheapest, NOWHERE})
    tables = board_of(rulebook, case.weights).tables

    assert found.complete
    assert found.price == sum(prices.values())
    assert {
        to: sum(prices[tables.variables[place].fact] for place, _ in way) for to, way in found.to.items()
    } == cheapest
    for to, way in found.to.items():
        after = answered(Case(weights=case.weights), applied(tables, answers, way))
        assert assess(rulebook, after).verdict.choice == to


@given(books_and_cases(most_sheets=120, most_dimensions=1))
@tries(20)
def test_the_fewest_changes_are_as_few_as_brute_force_finds_and_lead_where_they_promise(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    check_ways(rulebook, case, {fact.id: 1 for fact in rulebook.asked_facts()})


@given(books_and_cases(most_sheets=120, most_dimensions=1), st.data())
@tries(20)
def test_the_least_price_is_as_low_as_brute_force_finds_where_changes_cost_differently_or_are_barred(
    drawn: Drawn, data: st.DataObject
) -> None:
    rulebook, case = drawn
    prices = {
        fact.id: price
        for fact in rulebook.asked_facts()
        if (price := data.draw(st.sampled_from((0, 1, 2, 3)), label=fact.id))
    }
    check_ways(rulebook, case, prices)


@given(books_and_cases(most_sheets=120, most_dimensions=1), st.integers(1, 12))
@tries(20)
def test_a_search_cut_short_says_up_to_which_price_it_left_nothing_out(
    monkeypatch: pytest.MonkeyPatch, drawn: Drawn, most_states: int
) -> None:
    rulebook, case = drawn
    prices = {fact.id: 1 for fact in rulebook.asked_facts()}
    cheapest = Brute(rulebook).cheapest(answers_of(rulebook, case), case.weights, prices)
    monkeypatch.setattr(changes, "MOST_STATES", most_states)
    elsewhere = {to: price for to, price in cheapest.items() if price}
    found = ways_of(rulebook, case, prices, {*elsewhere, NOWHERE})

    assert {to: len(way) for to, way in found.to.items()} == {
        to: price for to, price in elsewhere.items() if price <= found.price
    }
    assert found.complete == (found.price == len(prices))


def test_a_search_that_may_change_nothing_finds_only_the_present_verdict() -> None:
    rulebook = book([scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", "partly"))])
    now = Choice("doer", ("doer",), "now")
    found = ways_of(rulebook, Case(facts={"daily": "partly"}), {}, {now, NOWHERE})

    assert (found.to, found.complete) == ({now: ()}, True)


def test_a_verdict_no_answers_lead_to_is_proved_impossible() -> None:
    never = (Demand("daily", among=("covered",)), Demand("daily", among=("partly",)))
    rulebook = book(
        [scale("daily"), scale("team")],
        [
            rule("doer/scope/never", 25, *never),
            rule("chief/scope/team", 25, at_least("team", "partly")),
        ],
    )
    doer_now, both = Choice("doer", ("doer",), "now"), Choice("both", ("doer", "chief"), "now")
    found = ways_of(
        rulebook, Case(facts={"team": "covered"}), {"daily": 1, "team": 1}, {doer_now, both, NOWHERE}
    )

    assert (found.to, found.complete) == ({}, True)


def test_an_open_answer_stays_at_its_mean_unless_it_is_filled() -> None:
    rulebook = book(
        [scale("daily"), scale("team")],
        [
            rule("doer/scope/daily", 15, at_least("daily", "partly")),
            rule("doer/scope/team", 10, at_least("team", "partly")),
        ],
        needed=50,
        near=40,
    )
    case = Case(facts={"team": "uncovered"})
    assert assess(rulebook, case).scores[0].total == 70
    check_ways(rulebook, case, {"daily": 1, "team": 1})
    check_ways(rulebook, case, {"team": 1})
    check_ways(rulebook, case, {"daily": 5, "team": 1})


def nearer(tables: Tables, place: int, here: int, option: int) -> list[int]:
    """Return the answers between the one given and another one; of one that is not known there are none."""
    variable = tables.variables[place]
    if here == OPEN:
        return []
    steps = [one for one in variable.open if variable.values[one] is not Absence.DOES_NOT_APPLY]
    return [one for one in steps if 0 < abs(one - here) < abs(option - here)]


@given(books_and_cases(most_sheets=120, most_dimensions=1))
@tries(20)
def test_no_change_of_a_way_could_be_smaller_while_the_others_stay(drawn: Drawn) -> None:
    rulebook, case = drawn
    answers, prices = answers_of(rulebook, case), {fact.id: 1 for fact in rulebook.asked_facts()}
    tables = board_of(rulebook, case.weights).tables
    sheet = tables.sheet(case)
    found = ways_of(rulebook, case, prices, set(Brute(rulebook).cheapest(answers, case.weights, prices)))

    for to, way in found.to.items():
        for place, option in way:
            for other in nearer(tables, place, sheet[place], option):
                moved = applied(tables, answers, tuple({**dict(way), place: other}.items()))
                after = answered(Case(weights=case.weights), moved)
                assert assess(rulebook, after).verdict.choice != to


def test_of_single_changes_the_smallest_is_told_wherever_it_stands() -> None:
    rulebook = book(
        [scale("daily"), scale("team")],
        [
            rule("doer/scope/daily", 15, at_least("daily", "partly")),
            rule("doer/scope/team", 10, at_least("team", "partly")),
        ],
        needed=100,
        near=40,
    )
    case, soon = Case(facts={"daily": "uncovered", "team": "partly"}), Choice("doer", ("doer",), "soon")
    tables = board_of(rulebook, {}).tables
    found = ways_of(rulebook, case, {"daily": 1, "team": 1}, {soon}).to

    assert applied(tables, {}, found[soon]) == {"team": "covered"}


def test_an_answer_that_is_not_known_is_filled_in_no_further_from_the_middle_than_it_must() -> None:
    rulebook = book(
        [scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", "partly"))], needed=60, near=40
    )
    now, not_yet = (Choice("doer", ("doer",), timing) for timing in ("now", "not-yet"))
    tables = board_of(rulebook, {}).tables
    found = ways_of(rulebook, Case(), {"daily": 1}, {now, not_yet}).to

    assert applied(tables, {}, found[now]) == {"daily": "partly"}
    assert applied(tables, {}, found[not_yet]) == {"daily": "covered"}


@given(books_and_cases(most_sheets=80, most_dimensions=1))
@tries(20)
def test_every_way_advised_gives_its_verdict_once_its_answers_are_given(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    analysis = advise(rulebook, case).analysis
    assert analysis is not None
    for way in analysis.ways:
        changed = given_answers(rulebook, case) | {change.fact: change.after for change in way.changes}
        assert [change.before for change in way.changes] == [case.state(c.fact) for c in way.changes]
        if way.changes:
            assert assess(rulebook, answered(case, changed)).verdict.choice == way.to


def test_a_number_moves_to_the_nearest_value_that_makes_the_difference() -> None:
    rulebook = book(
        [number("people", most=100)],
        [rule("doer/scope/some", 25, Demand("people", least=10, most=19))],
        needed=60,
    )
    for people, after in ((3, 10), (30, 19)):
        analysis = advise(rulebook, Case(facts={"people": people})).analysis
        assert analysis is not None
        assert [way.changes[0].after for way in analysis.ways if way.kind == "answer"] == [after]


def test_a_change_goes_no_further_than_it_must() -> None:
    rulebook = book(
        [scale("daily"), scale("team")],
        [
            rule("doer/scope/daily", 15, at_least("daily", "covered")),
            rule("doer/scope/team", 10, at_least("team", "partly")),
        ],
        needed=100,
    )
    now = Choice("doer", ("doer",), "now")
    tables = board_of(rulebook, {}).tables
    for daily, team, after in (
        ("not-needed", "not-needed", {"daily": "covered", "team": "partly"}),
        ("uncovered", "covered", {"team": "partly"}),
    ):
        case = Case(facts={"daily": daily, "team": team})
        found = ways_of(rulebook, case, {"daily": 1, "team": 1}, {now})
        assert applied(tables, {}, found.to[now]) == after


def test_a_sum_moves_to_within_a_dollar_of_what_makes_the_difference_in_its_own_money() -> None:
    rulebook = book(
        [replace(number("revenue", most=10**6), money=True)],
        [rule("doer/scope/some", 25, Demand("revenue", least=1000, most=1999))],
    )
    for rate in (Fraction(9, 10), Fraction(1, 150), Fraction(13, 4)):
        for dollars in (500, 5000):
            case = Case(facts={"revenue": int(dollars / rate)}, currency="XXX", dollars_per_unit=rate)
            analysis = advise(rulebook, case).analysis
            assert analysis is not None
            (way,) = (way for way in analysis.ways if way.kind == "answer")
            (after,) = (change.after for change in way.changes)
            assert isinstance(after, int)
            back = (1 + ceil(1 / rate)) * (1 if dollars > 1000 else -1)
            verdicts = [
                assess(rulebook, replace(case, facts={"revenue": sum_})).verdict.choice
                for sum_ in (after, after + back)
            ]
            assert verdicts == [way.to, assess(rulebook, case).verdict.choice]


def test_a_sum_moves_below_a_threshold_in_its_own_money_even_from_does_not_apply() -> None:
    rulebook = book(
        [replace(number("revenue", most=10**6), money=True)],
        [rule("doer/scope/little", 25, Demand("revenue", most=999))],
    )
    case = Case(not_applicable=frozenset({"revenue"}), currency="XXX", dollars_per_unit=Fraction(13, 4))
    analysis = advise(rulebook, case).analysis
    assert analysis is not None
    (way,) = (way for way in analysis.ways if way.kind == "answer")
    (change,) = way.changes

    after = answered(case, {change.fact: change.after})
    assert assess(rulebook, after).verdict.choice == way.to


def test_a_change_after_which_nothing_is_settled_leads_to_no_verdict() -> None:
    rulebook = book(
        [choice("owner", "stays", "leaves"), choice("team", "small", "large")],
        [
            rule(
                "doer/scope/both",
                25,
                Demand("owner", among=("leaves",)),
                Demand("team", among=("large",)),
            )
        ],
        needed=50,
        near=40,
    )
    case = Case(facts={"owner": "stays"})
    analysis = advise(rulebook, case).analysis
    assert analysis is not None
    for way in analysis.ways:
        changed = given_answers(rulebook, case) | {change.fact: change.after for change in way.changes}
        if way.changes:
            assert assess(rulebook, answered(case, changed)).verdict.choice == way.to


def test_an_answer_of_does_not_apply_can_be_changed_into_a_value_and_not_back() -> None:
    rulebook = book([scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", "partly"))])
    now, later = (Choice("doer", ("doer",), timing) for timing in ("now", "not-yet"))
    away = ways_of(rulebook, Case(not_applicable=frozenset({"daily"})), {"daily": 1}, {now, later})
    tables = board_of(rulebook, {}).tables

    assert away.to[later] == ()
    assert [tables.variables[place].values[option] for place, option in away.to[now]] != [
        Absence.DOES_NOT_APPLY
    ]
    assert len(away.to[now]) == 1


def test_a_gate_can_be_lifted_by_a_change() -> None:
    rulebook = book(
        [scale("daily"), scale("team")],
        [rule("doer/scope/daily", 25, at_least("daily", "partly"))],
        [gate("wait", 1, "defer to not-yet", at_least("team", "partly"))],
    )
    case = Case(facts={"daily": "partly", "team": "uncovered"})
    check_ways(rulebook, case, {"daily": 1, "team": 1})
    found = ways_of(rulebook, case, {"daily": 1, "team": 1}, {Choice("doer", ("doer",), "now")})

    assert [place for way in found.to.values() for place, _ in way] == [1]
