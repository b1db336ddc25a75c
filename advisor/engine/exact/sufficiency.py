"""A sufficient reason: answers that settle the verdict by themselves, none of which can be spared."""

from collections.abc import Sequence
from functools import lru_cache

from advisor.engine.exact.board import Board
from advisor.engine.exact.sheets import Sheets
from advisor.engine.exact.tables import OPEN


def sufficient(board: Board, sheet: Sequence[int]) -> tuple[int, ...] | None:
    """Return the variables of a sufficient reason, or None where all answers leave the verdict open.

    Answers are let go one by one, those that move little first; one stays if the others no longer
    settle the verdict without it. What is left cannot lose a single answer, though a smaller set of
    other answers may exist (a prime implicant: Shih, Choi, Darwiche, IJCAI 2018).
    """
    variables = board.tables.variables
    options = [v.open if here == OPEN else (here,) for v, here in zip(variables, sheet, strict=True)]
    settled = Sheets(board, options).possible()
    if len(settled) > 1:
        return None
    kept = [place for place, here in enumerate(sheet) if here != OPEN]
    spared = True
    while spared:
        spared = False
        for place in sorted(kept, key=lambda number: (swing(board, number), number)):
            tried = [variables[place].open if n == place else numbers for n, numbers in enumerate(options)]
            if Sheets(board, tried).possible() == settled:
                options, spared = tried, True
                kept.remove(place)
    return tuple(kept)


@lru_cache(maxsize=1024)
def swing(board: Board, variable: int) -> int:
    """Return a rough measure of what an answer can move, in steps: an order to try things in, and no more.

    For each role the lowest and the highest points in any table that reads it; a gate adds 100 points.
    """
    tables = board.tables
    low, high = [0] * len(board.roles), [0] * len(board.roles)
    gated = False
    for table in tables.tables:
        if variable not in table.scope:
            continue
        place = table.scope.index(variable)
        size, stride = len(tables.variables[variable].values), table.strides[place]
        for start in range(0, len(table.entries), stride * size):
            for offset in range(stride):
                row = table.entries[start + offset : start + offset + stride * size : stride]
                totals = [board.totals(board.slot(entry)) for entry in row]
                gated |= len({board.label(entry) for entry in row}) > 1
                for role, column in enumerate(zip(*totals, strict=True)):
                    low[role], high[role] = min(low[role], *column), max(high[role], *column)
    return sum(high) - sum(low) + (board.most if gated else 0)
