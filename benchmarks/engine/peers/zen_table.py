"""zen-engine as a decision table: every row that is met is collected, and their worth added up.

A row is one alternative of a clause, with a column for every fact; an empty cell accepts anything.
"""

import json

import zen

from advisor.rulebook import Rulebook
from benchmarks.engine.peers.zen_expression import adding, in_a_row
from benchmarks.engine.plain import Evaluate, Test, Verdicts, clauses_of, name_of


def cell(test: Test) -> str:
    """Return the demand on the fact of a column."""
    if test.words:
        return ", ".join(json.dumps(word) for word in test.words)
    ends = [f">= {test.least}"] if test.least is not None else []
    return " and ".join(ends + ([f"<= {test.most}"] if test.most is not None else []))


def model(rulebook: Rulebook) -> str:
    """Return the decision as zen reads it."""
    columns = [name_of(fact.id) for fact in rulebook.asked_facts()]
    rows = [
        {"_id": f"{clause.id}-{place}", "worth": str(clause.worth)}
        | dict.fromkeys(columns, "")
        | {name_of(test.fact): cell(test) for test in alternative}
        for clause in clauses_of(rulebook)
        for place, alternative in enumerate(clause.alternatives)
    ]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in columns],
        "outputs": [{"id": "worth", "name": "worth", "field": "worth"}],
        "rules": rows,
        "outputPath": "met",
        "passThrough": False,
    }
    node = {"id": "table", "type": "decisionTableNode", "content": table}
    return in_a_row([node, adding("sum(map(met, #.worth))")])


def build(rulebook: Rulebook) -> Evaluate:
    decision = zen.ZenEngine().create_decision(model(rulebook))
    verdicts = Verdicts(rulebook)
    return lambda sheet: verdicts[int(decision.evaluate(sheet)["result"]["sum"])]
