"""A sufficient reason: answers that settle the verdict by themselves, none of which can be spared."""

from collections.abc import Sequence
from functools import lru_cache

from advisor.engine.exact.board import Board
from advisor.engine.exact.sheets import Sheets


def sufficient(board: Board, options: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """Return the variables of a sufficient reason, or None where even all answers leave the verdict open.

    Answers are let go one by one, those that move little first; one stays if the others no longer
    settle the verdict without it. What is left cannot lose a single answer, though a smaller set of
    other answers may exist (a prime implicant: Shih, Choi, Darwiche, IJCAI 2018).
    """
    if len(Sheets(board, options).possible()) > 1:
        return None
    kept = list(options)
    given = [v for v, numbers in enumerate(options) if len(numbers) == 1]
    for variable in sorted(given, key=lambda v: (swing(board, v), v)):
        tried = list(kept)
        tried[variable] = board.tables.variables[variable].open
        if len(Sheets(board, tried).possible()) == 1:
            kept = tried
    return tuple(v for v in given if len(kept[v]) == 1)


@lru_cache(maxsize=1024)
def swing(board: Board, variable: int) -> int:
    """Return how far one answer can move the totals, in steps summed over roles; gates count as 100 points.

    Only what it does together with the others' first answers is looked at: an order to try things in.
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
