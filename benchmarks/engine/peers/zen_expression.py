"""zen-engine without a table: one expression that adds up every clause.

Before `compile_expression` there was no way to keep a compiled expression but a decision that has one.
"""

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import zen

from advisor.rulebook import Rulebook
from benchmarks.engine.peers.expressions import SPELLED, sum_of
from benchmarks.engine.plain import Evaluate, Verdicts


def in_a_row(nodes: list[dict[str, Any]]) -> str:
    """Return the decision, as zen reads it, that works through nodes one after another."""
    row = [{"id": "in", "type": "inputNode"}, *nodes, {"id": "out", "type": "outputNode"}]
    names = [node["id"] for node in row]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in pairwise(names)]
    placed = [node | {"name": node["id"], "position": {"x": x, "y": 0}} for x, node in enumerate(row)]
    return json.dumps({"nodes": placed, "edges": edges})


def adding(text: str) -> dict[str, Any]:
    """Return the node that works out one expression, the sum."""
    expression = {"id": "sum", "key": "sum", "value": text}
    return {"id": "adding", "type": "expressionNode", "content": {"expressions": [expression]}}


def compiled(text: str) -> Callable[[Mapping[str, Any]], Any]:
    """Return a function that works out an expression."""
    if hasattr(zen, "compile_expression"):
        evaluate: Callable[[Mapping[str, Any]], Any] = zen.compile_expression(text).evaluate
        return evaluate
    decision = zen.ZenEngine().create_decision(in_a_row([adding(text)]))
    return lambda sheet: decision.evaluate(sheet)["result"]["sum"]


def build(rulebook: Rulebook) -> Evaluate:
    total = compiled(sum_of(rulebook, SPELLED))
    verdicts = Verdicts(rulebook)
    return lambda sheet: verdicts[int(total(sheet))]
