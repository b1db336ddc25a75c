"""Our tables, and the sum taken apart: points of every cell and ids of the rules met, beside the verdict."""

from collections.abc import Callable, Sequence

from advisor.assessment import Choice
from advisor.engine.exact.tables import compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.peers.ours_numbered import Decided, prepare

__all__ = ["build", "prepare"]


def build(rulebook: Rulebook) -> Callable[[Sequence[int]], Choice]:
    tables = compile_rulebook(rulebook)
    decided = Decided(tables)

    def evaluate(numbers: Sequence[int]) -> Choice:
        packed = tables.evaluate(numbers)
        tables.points(packed)
        tables.met(packed)
        return decided[packed & decided.mask]

    return evaluate
