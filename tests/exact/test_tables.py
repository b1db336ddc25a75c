import os
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.assessment import Assessment, Choice
from advisor.case import Case
from advisor.conditions import Absence, Demand, State, holds
from advisor.engine import assess
from advisor.engine.analysing import board_of, tables_of
from advisor.engine.exact.board import Board
from advisor.engine.exact.tables import Tables, compile_rulebook
from advisor.engine.sheets import answers_of, settle
from advisor.engine.verdict import choose
from advisor.errors import RulebookRefused
from advisor.rulebook import Rulebook
from tests.exact.brute import answered
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.toybook import book, choice, derived, gate, number, role, rule, scale

SHEETS = int(os.environ.get("EXACT_SHEETS", "300"))
HEAVY_SHEETS = int(os.environ.get("EXACT_HEAVY_SHEETS", "1000000"))
"""How many random sheets of the shipped rulebook are tried."""


def found_by(board: Board, sheet: list[int]) -> tuple[dict[tuple[str, str], int], frozenset[str], Choice]:
    """Return a sheet's cells, its rules and gates met, and its verdict, all from one packed sum."""
    packed = board.tables.evaluate(sheet)
    totals = [Fraction(total) for total in board.totals(board.slot(packed))]
    return (
        board.tables.points(packed),
        board.tables.met(packed),
        board.verdict_of(totals, board.label(packed)),
    )


def found_in(assessment: Assessment) -> tuple[dict[tuple[str, str], int], frozenset[str], Choice]:
    met = {f.rule for f in assessment.findings if f.points and f.outcome == "met"}
    met |= {g.gate for g in assessment.gates if g.outcome == "met"}
    cells = {(c.role, c.dimension): c.points for s in assessment.scores for c in s.cells}
    return cells, frozenset(met), assessment.verdict.choice


def answers_on(tables: Tables, sheet: list[int]) -> dict[str, State]:
    return {v.fact: v.values[option] for v, option in zip(tables.variables, sheet, strict=True)}


def random_sheets(tables: Tables, count: int, seed: int) -> Iterator[list[int]]:
    """Yield sheets with any answer to any question, "does not apply" now and then."""
    random = Random(seed)
    for _ in range(count):
        yield [
            random.choice(variable.open) if random.random() < 0.95 else len(variable.values) - 1
            for variable in tables.variables
        ]


@given(books_and_cases(), st.randoms(use_true_random=False))
@tries(50)
def test_a_full_sheet_of_a_drawn_rulebook_has_the_cells_gates_rules_and_verdict_of_the_naive_evaluator(
    drawn: Drawn, random: Random
) -> None:
    rulebook = drawn.rulebook
    tables = compile_rulebook(rulebook)
    board = board_of(rulebook, {})
    assert [v.fact for v in tables.variables] == [fact.id for fact in rulebook.asked_facts()]
    for sheet in random_sheets(tables, 8, random.getrandbits(32)):
        case = answered(Case(), answers_on(tables, sheet))
        assert tables.sheet(case) == tables.numbers(answers_of(rulebook, case)) == sheet
        assert found_by(board, sheet) == found_in(assess(rulebook, case))


def test_full_sheets_of_the_shipped_rulebook_have_the_findings_of_the_naive_evaluator(
    rulebook: Rulebook,
) -> None:
    board = board_of(rulebook, {})
    for sheet in random_sheets(board.tables, SHEETS, seed=1):
        case = answered(Case(), answers_on(board.tables, sheet))
        assert board.tables.sheet(case) == board.tables.numbers(answers_of(rulebook, case)) == sheet
        assert found_by(board, sheet) == found_in(assess(rulebook, case))


def held_directly(
    rulebook: Rulebook, answers: dict[str, State]
) -> tuple[dict[tuple[str, str], int], frozenset[str], Choice]:
    states = settle(rulebook, rulebook.facts, answers)
    rules = [rule for rule in rulebook.rules if rule.points and holds(rule.when, states) == "met"]
    acting = [gate for gate in rulebook.gates if holds(gate.when, states) == "met"]
    cells = dict.fromkeys(rulebook.cells, 0)
    for met in rules:
        cells[met.role, met.dimension] += met.points
    totals = dict.fromkeys(rulebook.roles, 0)
    for (name, _), points in cells.items():
        totals[name] += points
    exact = {name: Fraction(4 * points, len(rulebook.dimensions)) for name, points in totals.items()}
    policy = rulebook.policies[rulebook.policy]
    verdict = choose(policy, rulebook.roles.values(), exact, [gate.effect for gate in acting])
    return cells, frozenset([rule.id for rule in rules] + [gate.id for gate in acting]), verdict


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(SHEETS, id="some"),
        pytest.param(HEAVY_SHEETS, id="many", marks=[pytest.mark.heavy, pytest.mark.timeout(1500)]),
    ],
)
def test_random_sheets_of_the_shipped_rulebook_agree_with_its_rules_held_one_by_one(
    rulebook: Rulebook, count: int
) -> None:
    board = board_of(rulebook, {})
    for sheet in random_sheets(board.tables, count, seed=2):
        assert found_by(board, sheet) == held_directly(rulebook, answers_on(board.tables, sheet))


def test_a_number_inside_an_interval_counts_as_its_interval() -> None:
    rulebook = book(
        [number("people", least=-5, most=9)], [rule("doer/scope/some", 25, Demand("people", least=2, most=6))]
    )
    board = board_of(rulebook, {})
    assert board.tables.variables[0].values[:-1] == (-5, 2, 7)
    for people in range(-5, 10):
        case = Case(facts={"people": people})
        assert board.tables.numbers({"people": people}) == board.tables.sheet(case)
        assert found_by(board, board.tables.sheet(case)) == found_in(assess(rulebook, case))


def test_a_derived_fact_is_looked_up_for_every_number_and_every_row() -> None:
    band = derived("band", "people", "trade", ("s", "m", "l"), {"shop": (3, 6), "plant": (5, 9)})
    rulebook = book(
        [number("people", most=12), choice("trade", "shop", "plant"), band],
        [
            rule("doer/scope/m", 10, Demand("band", among=("m",))),
            rule("doer/scope/l", 15, Demand("band", among=("l",))),
        ],
        [gate("small", 1, "defer to soon", Demand("band", among=("s",)))],
    )
    board = board_of(rulebook, {})
    for people in [*range(13), Absence.DOES_NOT_APPLY]:
        for trade in ("shop", "plant", Absence.DOES_NOT_APPLY):
            case = answered(Case(), {"people": people, "trade": trade})
            assert found_by(board, board.tables.sheet(case)) == found_in(assess(rulebook, case))


def test_money_is_counted_in_dollars() -> None:
    rulebook = book(
        [replace(number("revenue", most=10**6), money=True)],
        [rule("doer/scope/rich", 25, Demand("revenue", least=1000))],
    )
    tables = tables_of(rulebook)
    for rate in (Fraction(1), Fraction(9, 10), Fraction(1, 150), Fraction(13, 4)):
        for revenue in (0, 307, 308, 999, 1000, 1111, 1112, 149_999, 150_000, 10**6):
            case = Case(facts={"revenue": revenue}, dollars_per_unit=rate)
            met = assess(rulebook, case).findings[0].outcome == "met"
            assert tables.sheet(case) == [int(met)]


def test_money_below_the_least_in_dollars_is_still_a_known_answer() -> None:
    rulebook = book(
        [replace(number("revenue", least=1000, most=10**6), money=True)],
        [rule("doer/scope/rich", 25, Demand("revenue", least=50_000))],
    )
    case = Case(facts={"revenue": 5000}, dollars_per_unit=Fraction(1, 150))
    board = board_of(rulebook, {})

    assert found_by(board, board.tables.sheet(case)) == found_in(assess(rulebook, case))
    assert board.tables.options(case) == [(0,)]


def test_money_above_the_most_in_dollars_is_held_against_the_rules_as_it_is() -> None:
    rulebook = book(
        [replace(number("revenue", most=10**6), money=True)],
        [rule("doer/scope/rich", 25, Demand("revenue", least=50_000, most=10**6))],
    )
    case = Case(facts={"revenue": 10**6}, dollars_per_unit=Fraction(3))
    board = board_of(rulebook, {})

    assert found_by(board, board.tables.sheet(case)) == found_in(assess(rulebook, case))


def test_words_ticked_in_any_order_are_one_answer() -> None:
    many = replace(scale("tools"), kind="many", values={"a": "a", "b": "b", "c": "c"})
    rulebook = book([many], [rule("doer/scope/b", 25, Demand("tools", includes="b"))])
    tables = tables_of(rulebook)

    assert tables.answer(0, ("c", "a")) == tables.answer(0, ("a", "c"))
    assert len(tables.variables[0].open) == 8


def test_a_rule_that_can_never_be_met_is_met_on_no_sheet() -> None:
    rulebook = book(
        [scale("daily")],
        [
            rule(
                "doer/scope/never",
                10,
                Demand("daily", among=("covered",)),
                Demand("daily", among=("partly",)),
            ),
            rule("doer/scope/partly", 15, Demand("daily", among=("partly",))),
        ],
        [
            gate(
                "never",
                1,
                "block doer",
                Demand("daily", among=("covered",)),
                Demand("daily", among=("partly",)),
            )
        ],
    )
    board = board_of(rulebook, {})
    for option in range(5):
        _, met, _ = found_by(board, [option])
        assert met == ({"doer/scope/partly"} if option == 2 else set())


def test_equal_totals_go_to_the_role_with_the_lower_order_whatever_the_order_of_files() -> None:
    rulebook = book(
        [scale("daily")],
        [
            rule(f"{name}/scope/{word}", points, Demand("daily", among=(word,)))
            for name in ("first", "second", "third")
            for word, points in (("covered", 10), ("partly", 15))
        ],
        roles=[role("first", 3), role("second", 1), role("third", 2)],
        needed=100,
        near=60,
    )
    board = board_of(rulebook, {})
    verdicts = [found_by(board, [option])[2] for option in range(4)]

    assert verdicts == [
        Choice("second", ("second",), timing) for timing in ("not-yet", "not-yet", "soon", "not-yet")
    ]


def test_a_rule_that_ties_too_many_questions_together_is_refused_by_name() -> None:
    facts = [scale(name) for name in "abcdefg"]
    rulebook = book(facts, [rule("doer/scope/glue", 25, *(Demand(f.id, among=("covered",)) for f in facts))])

    with pytest.raises(RulebookRefused, match="glue"):
        compile_rulebook(rulebook)
