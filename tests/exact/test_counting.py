from math import prod
from random import Random

import pytest
from hypothesis import given

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import Absence, Demand, State
from advisor.engine.analysing import board_of
from advisor.engine.exact.sheets import Sheets
from advisor.engine.sheets import OPEN, answers_of, domain
from advisor.rulebook import Rulebook
from tests.exact.brute import Brute, answered
from tests.exact.drawing import Drawn, books_and_cases, size_of, tries
from tests.toybook import at_least, book, gate, number, role, rule, scale


def sheets_of(rulebook: Rulebook, case: Case) -> Sheets:
    board = board_of(rulebook, case.weights)
    return Sheets(board, board.tables.options(case))


@given(books_and_cases())
@tries(50)
def test_the_verdicts_counted_are_those_of_all_completions(drawn: Drawn) -> None:
    rulebook, case = drawn
    brute, sheets = Brute(rulebook), sheets_of(rulebook, case)
    expected = brute.counts(answers_of(rulebook, case), case.weights)

    assert sheets.counts() == expected
    assert sheets.possible() == set(expected)
    assert sheets.size == expected.total()


@given(books_and_cases())
@tries(20)
def test_counts_of_nothing_answered_add_up_to_the_product_of_the_domains(
    drawn: Drawn,
) -> None:
    rulebook, case = drawn
    empty = Case(weights=case.weights)
    sheets = sheets_of(rulebook, empty)

    assert sum(sheets.counts().values()) == sheets.size == size_of(rulebook)
    assert sheets.counts() == Brute(rulebook).counts(answers_of(rulebook, empty), case.weights)


def random_case(rulebook: Rulebook, random: Random, left_open: int) -> Case:
    """Return a case with so many facts open, the others answered at random."""
    facts = rulebook.asked_facts()
    unknown = random.sample([fact.id for fact in facts], left_open)
    states: dict[str, State] = {
        fact.id: random.choice((Absence.NOT_ASKED, Absence.DONT_KNOW))
        if fact.id in unknown
        else random.choice((*domain(rulebook, fact), Absence.DOES_NOT_APPLY))
        for fact in facts
    }
    return answered(Case(), states)


def test_every_answer_sheet_of_the_shipped_rulebook_is_counted(rulebook: Rulebook) -> None:
    sheets = sheets_of(rulebook, Case())
    counts = sheets.counts()

    assert sum(counts.values()) == sheets.size
    assert sheets.size == prod(len(domain(rulebook, fact)) for fact in rulebook.asked_facts())
    assert sheets.possible() == set(counts)


def test_counts_of_partial_cases_of_the_shipped_rulebook_add_up(rulebook: Rulebook) -> None:
    random = Random(3)
    for _ in range(20):
        case = random_case(rulebook, random, random.randrange(4, 24))
        sheets = sheets_of(rulebook, case)
        unknown = [fact for fact in rulebook.asked_facts() if case.state(fact.id) in OPEN]
        counts = sheets.counts()

        assert sum(counts.values()) == sheets.size == prod(len(domain(rulebook, f)) for f in unknown)
        assert sheets.possible() == set(counts)


def test_the_last_open_questions_of_the_shipped_rulebook_are_counted_as_by_brute_force(
    rulebook: Rulebook,
) -> None:
    random, brute, several = Random(4), Brute(rulebook), 0
    for _ in range(12):
        case = random_case(rulebook, random, 4)
        expected = brute.counts(answers_of(rulebook, case), {})
        several += len(expected) > 1

        assert sheets_of(rulebook, case).counts() == expected
    assert several > 1


@pytest.mark.parametrize("words", [2, 3, 4])
def test_an_open_fact_read_by_nothing_multiplies_every_count(words: int) -> None:
    spare = scale("spare", {str(word): str(word) for word in range(words)})
    rules = [rule("doer/scope/daily", 25, at_least("daily", "partly"))]
    without = sheets_of(book([scale("daily")], rules), Case()).counts()
    with_it = sheets_of(book([scale("daily"), spare], rules), Case()).counts()

    assert with_it == {choice: words * count for choice, count in without.items()}


def test_three_roles_under_unequal_weights_are_counted_as_by_brute_force() -> None:
    names, words = ("doer", "chief", "helper"), ("covered", "partly", "uncovered")
    rulebook = book(
        [scale("daily"), scale("team"), scale("plan"), number("people", most=9)],
        [
            rule(f"{name}/{dimension}/{word}", points, at_least(fact, word))
            for place, name in enumerate(names)
            for dimension, fact in (("scope", "daily"), ("rank", ("team", "plan", "daily")[place]))
            for word, points in zip(words, ((10, 10, 5), (5, 5, 15), (20, 5, 0))[place], strict=True)
        ],
        [
            gate("small", 1, "block chief", Demand("people", most=3)),
            gate("late", 2, "defer to soon", Demand("people", least=8)),
        ],
        [role("doer", 2), role("chief", 3), role("helper", 1)],
        needed=70,
        near=45,
    )
    case = Case(weights={"scope": 8, "rank": 12})
    expected = Brute(rulebook).counts(answers_of(rulebook, case), case.weights)

    assert sheets_of(rulebook, case).counts() == expected
    assert Choice("both", ("helper", "doer", "chief"), "soon") in expected
    assert len(expected) > 8
