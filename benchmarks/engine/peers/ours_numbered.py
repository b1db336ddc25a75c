"""Our tables with the sheet already numbered, as the analyses hold it."""

from collections.abc import Callable, Mapping, Sequence

from advisor.assessment import Choice
from advisor.conditions import State
from advisor.engine.exact.board import Board
from advisor.engine.exact.tables import Tables, compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.subject import numbered


class Decided(dict[int, Choice]):
    """Maps cells and gates to the verdict; each sum is worked out by the board once, then looked up."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._board = Board(tables, dict.fromkeys(tables.rulebook.dimensions, 1))
        gates = (tables.clause_bit[gate.id] for gate in tables.rulebook.gates)
        self.mask = tables.cells_mask | sum(gates)

    def __missing__(self, packed: int) -> Choice:
        board = self._board
        totals = board.totals(board.slot(packed))
        self[packed] = board.verdict(board.signature(totals), board.label(packed))
        return self[packed]


def prepare(rulebook: Rulebook, sheet: Mapping[str, State]) -> list[int]:
    return numbered(compile_rulebook(rulebook), sheet)


def build(rulebook: Rulebook) -> Callable[[Sequence[int]], Choice]:
    tables = compile_rulebook(rulebook)
    decided = Decided(tables)
    return lambda numbers: decided[tables.evaluate(numbers) & decided.mask]
