from hypothesis import given

from advisor.case import Case
from advisor.conditions import Demand
from advisor.engine.analysing import board_of
from advisor.engine.exact.sufficiency import sufficient
from advisor.engine.sheets import answers_of
from advisor.rulebook import Rulebook
from tests.exact.brute import Brute
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.toybook import at_least, book, gate, number, rule, scale


def reason_for(rulebook: Rulebook, case: Case) -> set[str] | None:
    board = board_of(rulebook, case.weights)
    found = sufficient(board, board.tables.sheet(case))
    return None if found is None else {board.tables.variables[place].fact for place in found}


def check_reason(rulebook: Rulebook, case: Case) -> None:
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    possible = set(brute.counts(answers, case.weights))
    found = reason_for(rulebook, case)
    if len(possible) > 1:
        assert found is None
        return
    assert found is not None
    assert found <= {name for name in answers if case.answered(name) and name not in case.dont_know}
    spared = set(answers) - found
    assert set(brute.counts(answers, case.weights, spared)) == possible
    for name in found:
        assert set(brute.counts(answers, case.weights, {*spared, name})) != possible


@given(books_and_cases(most_sheets=400))
@tries(40)
def test_a_sufficient_reason_settles_the_verdict_alone_and_can_spare_no_answer(
    drawn: Drawn,
) -> None:
    check_reason(*drawn)


@given(books_and_cases(most_sheets=400, complete=True))
@tries(40)
def test_a_full_sheet_always_has_a_sufficient_reason(drawn: Drawn) -> None:
    check_reason(*drawn)


def test_an_answer_of_does_not_apply_is_kept_where_any_value_would_give_another_verdict() -> None:
    rulebook = book([scale("daily")], [rule("doer/scope/daily", 25, at_least("daily", "not-needed"))])
    case = Case(not_applicable=frozenset({"daily"}))

    assert reason_for(rulebook, case) == {"daily"}


def test_an_answer_can_be_spared_once_another_does_not_have_to_be_does_not_apply() -> None:
    rulebook = book(
        [scale("daily"), scale("team")],
        [rule("doer/scope/daily", 25, at_least("daily", "partly"))],
        [gate("no", 1, "block doer", at_least("team", "not-needed"))],
    )
    case = Case(facts={"daily": "covered"}, not_applicable=frozenset({"team"}))

    check_reason(rulebook, case)


def test_a_number_that_no_rule_with_points_reads_is_part_of_no_sufficient_reason() -> None:
    rulebook = book(
        [scale("daily"), number("people")], [rule("doer/scope/daily", 25, at_least("daily", "partly"))]
    )

    assert reason_for(rulebook, Case(facts={"daily": "partly"})) == {"daily"}
    assert reason_for(rulebook, Case(facts={"daily": "partly", "people": 4})) == {"daily"}


def test_a_verdict_that_no_answer_can_move_needs_no_reason() -> None:
    never = (Demand("daily", among=("covered",)), Demand("daily", among=("partly",)))
    rulebook = book([scale("daily"), scale("team")], [rule("doer/scope/never", 25, *never)])

    assert reason_for(rulebook, Case(facts={"daily": "partly", "team": "covered"})) == set()
    assert reason_for(rulebook, Case()) == set()
