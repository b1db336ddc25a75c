"""Two numbers that cannot both be true are asked about, and numbers that can are not."""

import pytest

from advisor.answers import parse_answers
from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import contradictions_in
from advisor.rulebook import Rulebook
from tests.companies import FOLDER, HELD_OUT, READINGS, companies, read_again

SLIPS = FOLDER / "made-up" / "slips"


def slips(rulebook: Rulebook) -> set[str]:
    """Return the contradictions between numbers: those that rest on the same judgement."""
    return {n.id for n in rulebook.notes if n.cites == ("house-judgement#slips",)}


def raised(rulebook: Rulebook, case: Case) -> set[str]:
    return {note.note for note in contradictions_in(rulebook, case)} & slips(rulebook)


def test_each_slip_is_raised_by_a_case_made_up_for_it(rulebook: Rulebook) -> None:
    cases = [parse_answers(path.read_bytes(), path.name, rulebook) for path in SLIPS.glob("*.toml")]

    assert set().union(*(raised(rulebook, case) for case in cases)) == slips(rulebook)
    assert len(slips(rulebook)) == 17


def test_no_company_that_was_read_from_a_source_is_asked_about_a_slip(rulebook: Rulebook) -> None:
    read = [
        *companies(rulebook),
        *companies(rulebook, HELD_OUT),
        *(company for reading in READINGS for company in read_again(rulebook, reading)),
        *read_again(rulebook, "answered-in-full", HELD_OUT),
    ]

    assert len(read) > 200
    assert [c.id for c in read if raised(rulebook, c.case)] == []


def test_a_pair_of_numbers_is_asked_about_once(rulebook: Rulebook) -> None:
    for people in range(1, 301):
        facts: dict[str, Answer] = {"industry": "other", "headcount": people, "direct-reports": 200}
        assert len(raised(rulebook, Case(facts=facts))) == (people <= 60)
        assert len(raised(rulebook, Case(facts={**facts, "direct-reports": 0, "departments": 50}))) == (
            people <= 25
        )
        layers: dict[str, Answer] = {"industry": "other", "headcount": people, "layers": 10}
        assert len(raised(rulebook, Case(facts=layers))) == (8 <= people <= 100)


TRUE: dict[str, dict[str, Answer]] = {
    "an owner and four who help out now and then": {"industry": "other", "headcount": 1, "direct-reports": 4},
    "a shop of half-timers": {"industry": "multi-site", "headcount": 4, "direct-reports": 7, "departments": 7},
    "a nonprofit of volunteers": {
        "industry": "nonprofit", "headcount": 3, "direct-reports": 60, "departments": 12,
    },
    "a franchisor": {"industry": "multi-site", "headcount": 6, "sites": 400, "revenue": 20_000_000},
    "a network that nobody pays for yet": {
        "industry": "funded-startup", "headcount": 100, "revenue": 0, "stage": "take-off", "growth-last": 300,
    },
    "a laboratory before its first sale": {
        "industry": "other", "headcount": 40, "revenue": 0, "stage": "existence",
    },
    "a line of command in a small firm": {"industry": "other", "headcount": 12, "layers": 3},
    "a trader": {"industry": "other", "headcount": 8, "revenue": 400_000_000},
    "a bad year in a growing firm": {"industry": "other", "stage": "growing", "growth-last": -30},
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_odd_numbers_that_can_be_true_are_left_alone(name: str, rulebook: Rulebook) -> None:
    assert raised(rulebook, Case(facts=TRUE[name])) == set()
