from fractions import Fraction

from hypothesis import given

from advisor.assessment import Score
from advisor.case import Case
from advisor.engine import assess
from advisor.engine.analysing import board_of
from advisor.engine.exact.means import Means
from advisor.engine.sheets import answers_of
from tests.exact.brute import Brute, answered
from tests.exact.drawing import Drawn, books_and_cases, tries


def totals_of(scores: tuple[Score, ...]) -> dict[str, Fraction]:
    return {score.role: score.total for score in scores}


@given(books_and_cases())
@tries(60)
def test_mean_totals_gates_and_verdict_are_those_of_the_naive_evaluator(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    naive, means = assess(rulebook, case), Means(board_of(rulebook, case.weights))
    board = means.board
    sheet = board.tables.sheet(case)
    steps, label = means.of(sheet)
    acting = [
        gate.effect for gate, found in zip(rulebook.gates, naive.gates, strict=True) if found.outcome == "met"
    ]
    expected = board.settled if Brute(rulebook).settled(answers_of(rulebook, case)) else 0
    for effect in acting:
        expected |= board.label_of(effect)

    assert dict(zip(board.roles, (100 * s / board.most for s in steps), strict=True)) == totals_of(
        naive.scores
    )
    assert label == expected
    assert means.verdict(sheet) == naive.verdict.choice


@given(books_and_cases(most_sheets=150))
@tries(30)
def test_one_answer_changed_has_the_verdict_of_the_naive_evaluator(drawn: Drawn) -> None:
    rulebook, case = drawn
    means = Means(board_of(rulebook, case.weights))
    tables = means.board.tables
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    for place, variable in enumerate(tables.variables):
        for option in variable.open:
            changed = {**answers, variable.fact: variable.values[option]}
            naive = brute.choice(changed, case.weights)
            assert means.with_one_changed(tables.sheet(case), place, option) == naive


@given(books_and_cases())
@tries(30)
def test_brute_force_remembers_shares_without_changing_totals_or_verdict(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    brute, answers = Brute(rulebook), answers_of(rulebook, case)
    sheets = [answers, *brute.sheets(answers)][:6]
    for sheet in sheets:
        naive = assess(rulebook, answered(Case(weights=case.weights), sheet))
        assert brute.totals(sheet, case.weights) == totals_of(naive.scores)
        assert brute.choice(sheet, case.weights) == naive.verdict.choice
