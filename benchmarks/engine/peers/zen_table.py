"""zen-engine as a decision table: every row that is met is collected, and their worth added up.

One column holds the whole condition of a clause. A column for every fact was a fifth slower in
0.37.1 and a tenth faster in 2.1.3, far from the one expression either way.
"""

from typing import Any

import zen

from advisor.rulebook import Rulebook
from benchmarks.engine.peers.expressions import SPELLED, condition
from benchmarks.engine.peers.zen_expression import adding, in_a_row
from benchmarks.engine.plain import Evaluate, Verdicts, clauses_of


def model(rulebook: Rulebook) -> str:
    """Return the decision as zen reads it."""
    rows = [{"_id": c.id, "when": condition(c, SPELLED), "worth": str(c.worth)} for c in clauses_of(rulebook)]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "worth", "name": "worth", "field": "worth"}],
        "rules": rows,
        "outputPath": "met",
        "passThrough": False,
    }
    node = {"id": "table", "type": "decisionTableNode", "content": table}
    return in_a_row([node, adding("sum(map(met, #.worth))")])


def build(rulebook: Rulebook) -> Evaluate:
    content: Any = model(rulebook)
    if hasattr(zen, "ZenDecisionContent"):  # read once, not at every evaluation
        content = zen.ZenDecisionContent(content)
    decision = zen.ZenEngine().create_decision(content)
    verdicts = Verdicts(rulebook)
    return lambda sheet: verdicts[int(decision.evaluate(sheet)["result"]["sum"])]
