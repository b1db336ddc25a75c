"""The exact analyses in an interview and for whole cases, in milliseconds of processor time."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median
from time import process_time
from typing import NamedTuple

from advisor.case import Case
from advisor.conditions import holds
from advisor.engine import analyse, assess, resolve
from advisor.engine.analysing import board_of
from advisor.engine.exact.board import Board
from advisor.engine.exact.sheets import Sheets
from advisor.rulebook import Rulebook
from tests.companies import companies as labelled
from tests.companies import read_again
from tests.population import stratified

REPEATS = 3
ENOUGH = 0.01
"""Seconds that a measurement lasts at least; the clock of a shared machine is coarse."""

EACH_CLASS = 6


class Times(NamedTuple):
    """How often something was timed, and how long it took."""

    count: int
    middle: float
    worst: float


def took(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the middle one of a few measurements, each of as many runs as the clock needs."""
    times = []
    for _ in range(repeats):
        start, runs, spent = process_time(), 0, 0.0
        while spent < ENOUGH:
            action()
            runs += 1
            spent = process_time() - start
        times.append(1000 * spent / runs)
    return median(times)


def times_of(times: Iterable[float]) -> Times:
    """Return the middle and the worst of times."""
    times = list(times)
    return Times(len(times), median(times), max(times))


def prompts(rulebook: Rulebook, whole: Case) -> Iterable[Case]:
    """Yield the case as it stands after every answer, in the order asked."""
    so_far = replace(whole, facts={})
    for fact in rulebook.facts_as_asked():
        if fact.id in whole.facts and holds(fact.applies_when, resolve(rulebook, so_far)) != "unmet":
            so_far = replace(so_far, facts={**so_far.facts, fact.id: whole.facts[fact.id]})
            yield so_far


def counted(board: Board, case: Case) -> bool:
    """Count the sheets a case leaves open by verdict, from the plan on; say whether the counts add up."""
    sheets = Sheets(board, board.tables.options(case))
    return sum(sheets.counts().values()) == sheets.size


def shares_at_prompts(rulebook: Rulebook) -> tuple[Times, Times, Times, bool]:
    """Return times with nothing answered, after every answer, of the worst place, and whether all adds up.

    The worst place is the answer after which the middle company takes longest.
    """
    board = board_of(rulebook, {})
    at_places: dict[int, list[float]] = {}
    adds_up = counted(board, Case())
    nothing = times_of([took(lambda: counted(board, Case()))])
    for _, company in stratified(EACH_CLASS):
        for place, case in enumerate(prompts(rulebook, company)):
            adds_up &= counted(board, case)
            at_places.setdefault(place, []).append(took(lambda case=case: counted(board, case)))
    every = times_of(ms for found in at_places.values() for ms in found)
    slowest = max(at_places.values(), key=median)
    return nothing, every, times_of(slowest), adds_up


def analyses_of(rulebook: Rulebook, cases: Iterable[Case]) -> tuple[Times, Times]:
    """Return how long all analyses of one case take, and the assessment before them."""
    analysing, assessing = [], []
    for case in cases:
        found = assess(rulebook, case)
        assessing.append(took(lambda case=case: assess(rulebook, case), 1))
        analysing.append(took(lambda found=found: analyse(rulebook, found), 1))
    return times_of(analysing), times_of(assessing)


def readings(rulebook: Rulebook) -> dict[str, list[Case]]:
    """Return the labelled companies: answered in full, as first written down, and from prose alone."""
    return {
        "answered in full": [c.case for c in read_again(rulebook, "answered-in-full")],
        "as first written down": [c.case for c in labelled(rulebook)],
        "from prose alone": [c.case for c in read_again(rulebook, "from-prose-alone")],
    }
