"""Our tables: the answers are numbered, then one sum holds cells, gates and rules met."""

from collections.abc import Mapping
from typing import Any

from advisor.assessment import Choice
from advisor.engine.exact.tables import compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.peers.ours_numbered import Decided
from benchmarks.engine.plain import Evaluate, name_of


def build(rulebook: Rulebook) -> Evaluate:
    tables = compile_rulebook(rulebook)
    names = [(place, name_of(variable.fact)) for place, variable in enumerate(tables.variables)]
    decided = Decided(tables)

    def evaluate(sheet: Mapping[str, Any]) -> Choice:
        numbers = [tables.answer(place, sheet[name]) for place, name in names]
        return decided[tables.evaluate(numbers) & decided.mask]

    return evaluate
