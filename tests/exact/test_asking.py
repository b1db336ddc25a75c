import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case import Case
from advisor.conditions import Demand
from advisor.engine import advise
from advisor.engine.analysing import board_of
from advisor.engine.exact import asking
from advisor.engine.exact.sheets import Sheets
from advisor.engine.sheets import answers_of
from advisor.loading import load_rulebook, rules_folder
from advisor.rulebook import Rulebook
from tests.exact.brute import Brute
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.tinybook import widen
from tests.toybook import at_least, book, gate, number, rule, scale


def gains_of(rulebook: Rulebook, case: Case) -> dict[str, int]:
    board = board_of(rulebook, case.weights)
    sheets = Sheets(board, board.tables.options(case))
    found = asking.gains(sheets, sheets.counts())
    return {board.tables.variables[place].fact: gain for place, gain in found.items()}


def rounded(exact: float) -> set[int]:
    """Return the whole number a gain rounds to; both if it lies on the edge as far as floats can tell."""
    return {max(0, round(exact - 1e-6)), max(0, round(exact + 1e-6))}


@pytest.mark.parametrize("many_ends", [0, asking.MANY_ENDS])
@given(drawn=books_and_cases(most_sheets=400))
@tries(20)
def test_a_gain_is_the_drop_in_entropy_over_all_completions(
    drawn: Drawn, many_ends: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rulebook, case = drawn
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    monkeypatch.setattr(asking, "MANY_ENDS", many_ends)
    found = gains_of(rulebook, case)

    assert set(found) == {name for name in brute.open(answers) if len(brute.domains[name]) > 1}
    for fact, gain in found.items():
        assert gain in rounded(brute.gain(answers, case.weights, fact))


@given(books_and_cases(most_sheets=400), st.integers(1, 12))
@tries(20)
def test_a_component_too_long_to_list_leaves_its_gains_open_and_no_others(
    monkeypatch: pytest.MonkeyPatch, drawn: Drawn, most_listed: int
) -> None:
    rulebook, case = drawn
    whole = gains_of(rulebook, case)
    with monkeypatch.context() as patch:
        patch.setattr(asking, "MOST_LISTED", most_listed)
        found = gains_of(rulebook, case)

    assert found.items() <= whole.items()


@pytest.mark.parametrize("many_ends", [0, asking.MANY_ENDS])
def test_gates_that_act_already_count_in_every_gain(many_ends: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MANY_ENDS", many_ends)
    acts = at_least("team", "partly")
    rulebook = book(
        [scale("daily"), scale("plan"), scale("team")],
        [
            rule("doer/scope/daily", 15, at_least("daily", "partly")),
            rule("doer/scope/plan", 10, at_least("plan", "uncovered")),
            rule("chief/scope/plan", 25, at_least("plan", "partly")),
        ],
        [gate("slow", 1, "defer to soon", acts), gate("no", 2, "block chief", acts)],
    )
    brute = Brute(rulebook)
    for team in ("covered", "partly"):
        case = Case(facts={"team": team})
        for fact, gain in gains_of(rulebook, case).items():
            assert gain in rounded(brute.gain(answers_of(rulebook, case), {}, fact))


def test_a_fact_read_by_nothing_gains_nothing() -> None:
    rulebook = book(
        [scale("daily"), scale("spare"), number("people")],
        [rule("doer/scope/daily", 25, at_least("daily", "partly"))],
    )

    assert gains_of(rulebook, Case()) == {"daily": 1000, "spare": 0}


def test_a_question_that_does_not_come_up_gains_nothing() -> None:
    rulebook = book(
        [
            number("people", most=9),
            scale("team", applies_when=(Demand("people", least=5),)),
        ],
        [rule("doer/scope/team", 25, at_least("team", "partly"))],
    )

    assert gains_of(rulebook, Case(facts={"people": 2})) == {"team": 0}
    assert gains_of(rulebook, Case(facts={"people": 7})) == {"team": 1000}


def test_where_three_roles_make_the_numbers_too_long_every_question_is_told_by_its_swing(
    tmp_path: Path,
) -> None:
    root = shutil.copytree(rules_folder(), tmp_path / "rules")
    widen(root)

    found = advise(load_rulebook(root), Case()).analysis

    assert found is not None
    assert len(found.ask_next) > 20
    assert {gain.millibits for gain in found.ask_next} == {None}
