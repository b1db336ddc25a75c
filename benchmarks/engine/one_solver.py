"""One solver in one process: the exact questions put to it and to us in turn, answers compared first.

Run by `asking`; prints one line of JSON.
"""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from advisor.assessment import Choice
from advisor.engine.analysing import verdicts_of
from advisor.engine.exact.board import Board
from advisor.engine.exact.changes import Search
from advisor.engine.exact.means import Means
from advisor.engine.exact.sheets import Sheets
from advisor.engine.exact.tables import compile_rulebook
from benchmarks.engine.subject import Subject, kept, numbered

GIVEN = (0, 3, 12, 22)
COMPANIES = 8
FULL_SHEETS = 6


def measure(module: str, subject: Subject) -> dict[str, Any]:
    """Return how both fare with every question."""
    tables = compile_rulebook(subject.rulebook)
    board = Board(tables, dict.fromkeys(subject.rulebook.dimensions, 1))
    everything = verdicts_of(board)  # also fills the tables that a board works out once
    start = perf_counter()
    adapter = importlib.import_module(f"benchmarks.engine.peers.{module}")
    imported = perf_counter()
    solver = adapter.Solver(tables)
    built = perf_counter()
    sheets = [numbered(tables, sheet) for sheet in subject.sheets]
    sheets = Random(1).sample(sheets, COMPANIES)
    asked = [tables.number[fact.id] for fact in subject.rulebook.facts_as_asked()]
    return {
        "import_ms": 1000 * (imported - start),
        "build_ms": 1000 * (built - imported),
        "possible": {count: _possible(board, solver, sheets, asked[:count]) for count in GIVEN},
        "fewest": _fewest(board, solver, sheets[:FULL_SHEETS], everything),
    }


def _possible(board: Board, solver: Any, sheets: list[list[int]], asked: list[int]) -> dict[str, float]:
    def ours(sheet: list[int]) -> set[Choice]:
        options = [
            (sheet[place],) if place in asked else variable.open
            for place, variable in enumerate(board.tables.variables)
        ]
        return Sheets(board, options).possible()

    return _both(ours, lambda sheet: solver.possible({place: sheet[place] for place in asked}), sheets)


def _fewest(
    board: Board, solver: Any, sheets: list[list[int]], everything: frozenset[Choice]
) -> dict[str, float]:
    def wanted(sheet: list[int]) -> frozenset[Choice]:
        return everything - {Means(board).verdict(sheet)}

    def ours(sheet: list[int]) -> dict[Choice, int]:
        found = Search(Means(board), sheet, dict.fromkeys(range(len(sheet)), 1)).ways(wanted(sheet))
        return {verdict: len(way) for verdict, way in found.to.items()}

    def theirs(sheet: list[int]) -> dict[Choice, int]:
        found = {verdict: solver.fewest(sheet, verdict) for verdict in wanted(sheet)}
        return {verdict: changes for verdict, changes in found.items() if changes is not None}

    return _both(ours, theirs, sheets)


def _both(
    ours: Callable[[list[int]], Any], theirs: Callable[[list[int]], Any], sheets: list[list[int]]
) -> dict[str, float]:
    """Put one question for every sheet to both in turn; the ratio is the median of theirs to ours."""
    times: tuple[list[float], list[float]] = [], []
    different = 0
    for sheet in sheets:
        own, their = _timed(ours, sheet), _timed(theirs, sheet)
        different += own[1] != their[1]
        times[0].append(own[0])
        times[1].append(their[0])
    return {
        "asked": len(sheets),
        "different": different,
        "ours_ms": 1000 * median(times[0]),
        "theirs_ms": 1000 * median(times[1]),
        "ratio": median(b / a for a, b in zip(*times, strict=True)),
    }


def _timed(question: Callable[[list[int]], Any], sheet: list[int]) -> tuple[float, Any]:
    start = perf_counter()
    answer = question(sheet)
    return perf_counter() - start, answer


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], kept(Path(sys.argv[2])))))
