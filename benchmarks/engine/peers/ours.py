"""Our tables: the answers are numbered, then one sum holds cells, gates and rules met."""

from collections.abc import Callable, Mapping

from advisor.assessment import Choice
from advisor.conditions import State
from advisor.engine.exact.tables import compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.peers.ours_numbered import Decided


def prepare(_: Rulebook, sheet: Mapping[str, State]) -> Mapping[str, State]:
    return sheet


def build(rulebook: Rulebook) -> Callable[[Mapping[str, State]], Choice]:
    tables = compile_rulebook(rulebook)
    decided = Decided(tables)
    return lambda sheet: decided[tables.evaluate(tables.numbers(sheet)) & decided.mask]
