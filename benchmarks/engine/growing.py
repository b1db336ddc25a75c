"""A generated rulebook past the planned size: 60 questions, 200 scoring rules, 100 notes.

Every cell hands out its 25 points in 25 rules of one point. Of ten rules six read one question, three
read one of three shared questions and another, and one reads all of two shared questions and another.
"""

import signal
from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from typing import NamedTuple

from advisor.case import Case
from advisor.conditions import Demand
from advisor.engine import analyse, assess
from advisor.engine.exact.board import Board
from advisor.engine.exact.sheets import Sheets
from advisor.engine.exact.tables import compile_rulebook
from advisor.rulebook import CELL_POINTS, Fact, NoteRule, Rule, Rulebook
from benchmarks.engine.drawing import random_sheet
from benchmarks.engine.interviewing import took
from tests.toybook import book, gate, number, rule, scale

SEED = 7
QUESTIONS, NUMBERS, SHARED, NOTES, GATES = 60, 6, 3, 100, 16
ROLES = ("director", "coo")
DIMENSIONS = ("authority", "scope", "strategy", "rank")
WORDS = {word: word for word in ("none", "some", "most", "all")}
COMPANIES = 5
LONGEST = 60
"""Seconds after which all analyses of a case are given up."""


def generated(seed: int = SEED) -> Rulebook:
    """Return the rulebook of a seed."""
    random = Random(seed)
    facts = [number(f"n{n}") if n < NUMBERS else scale(f"s{n}", WORDS) for n in range(QUESTIONS)]
    rules = [
        one
        for role in ROLES
        for dimension in DIMENSIONS
        for one in _cell(random, facts, f"{role}/{dimension}")
    ]
    gates = [
        gate(f"gate-{n}", n, random.choice(["block coo", "defer to soon", "defer to not-yet"]), *when)
        for n in range(GATES)
        for when in [_when(random, facts, narrow=True)]
    ]
    notes = [_note(n, _when(random, facts)) for n in range(NOTES)]
    return book(facts, rules, gates, notes=notes, needed=50, near=41)


def _cell(random: Random, facts: list[Fact], cell: str) -> Iterator[Rule]:
    for n in range(CELL_POINTS):
        yield rule(f"{cell}/rule-{n}", 1, *_when(random, facts))


def _when(random: Random, facts: list[Fact], *, narrow: bool = False) -> list[Demand]:
    """Return demands on one fact or, less often, on shared facts and another; narrow ones are rarely met."""
    shared = 2 if narrow else random.choices((0, 1, 2), (6, 3, 1))[0]
    chosen = [*random.sample(facts[:SHARED], shared), random.choice(facts[SHARED:])]
    return [_demand(random, fact, narrow=narrow) for fact in chosen]


def _demand(random: Random, fact: Fact, *, narrow: bool) -> Demand:
    if fact.kind == "number":
        mark = random.choice((10, 20, 50, 80))
        return Demand(fact.id, least=mark) if random.random() < 0.7 else Demand(fact.id, most=mark - 1)
    words = tuple(fact.values)
    least = 3 if narrow else random.choice((1, 2, 2, 3))
    return Demand(fact.id, among=words[least:], least=words[least])


def _note(place: int, when: list[Demand]) -> NoteRule:
    return NoteRule(f"note-{place}", "warning", "A note", place, tuple(when), "", "", "", (), "")


def within(seconds: int, action: Callable[[], object]) -> float | None:
    """Time one run in milliseconds of processor time, or None if it takes longer than this."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return took(action, 1)
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


class Size(NamedTuple):
    """What one rulebook takes: its size, milliseconds of processor time, and whether counts add up."""

    questions: int
    rules: int
    notes: int
    sheets: float
    compiled: float
    possible: list[float]
    counts: list[float]
    assessed: float
    analyses: list[float | None]
    adds_up: bool


PARTS = (0, 0.1, 0.35, 0.65, 1)
"""Shares of the questions answered, in the order asked, at which things are timed."""


def size_of(rulebook: Rulebook) -> Size:
    """Time a rulebook on random companies with more and more of the questions answered."""
    tables = compile_rulebook(rulebook)
    board = Board(tables, dict.fromkeys(rulebook.dimensions, 1))
    random = Random(SEED)
    wholes = [random_sheet(rulebook, random) for _ in range(COMPANIES)]
    asked = [fact.id for fact in rulebook.facts_as_asked()]
    possible, counts, analyses, assessed, adds_up = [], [], [], [], True
    for part in PARTS:
        cases = [Case(facts={f: whole[f] for f in asked[: round(part * len(asked))]}) for whole in wholes]
        plans = [tables.options(case) for case in cases]
        possible.append(median(took(lambda o=o: Sheets(board, o).possible()) for o in plans))
        counts.append(median(took(lambda o=o: Sheets(board, o).counts()) for o in plans))
        adds_up &= all(sum(s.counts().values()) == s.size for s in (Sheets(board, o) for o in plans))
        assessed.append(median(took(lambda c=c: assess(rulebook, c)) for c in cases))
        found = assess(rulebook, cases[0])
        analyses.append(within(LONGEST, lambda found=found: analyse(rulebook, found)))
    return Size(
        len(asked),
        sum(1 for one in rulebook.rules if one.points),
        len(rulebook.notes),
        float(tables.size),
        took(lambda: compile_rulebook(rulebook)),
        possible,
        counts,
        max(assessed),
        analyses,
        adds_up,
    )
