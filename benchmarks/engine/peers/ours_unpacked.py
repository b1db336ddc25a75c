"""Our tables from the answers, and the sum taken apart: points of every cell and ids of the rules met."""

from collections.abc import Callable, Mapping

from advisor.assessment import Choice
from advisor.conditions import State
from advisor.engine.exact.tables import compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.peers.ours import prepare
from benchmarks.engine.peers.ours_numbered import Decided

__all__ = ["build", "prepare"]


def build(rulebook: Rulebook) -> Callable[[Mapping[str, State]], Choice]:
    tables = compile_rulebook(rulebook)
    decided = Decided(tables)

    def evaluate(sheet: Mapping[str, State]) -> Choice:
        packed = tables.evaluate(tables.numbers(sheet))
        tables.points(packed)
        tables.met(packed)
        return decided[packed & decided.mask]

    return evaluate
