"""rule-engine: one compiled rule text for each clause; what is met is added up in Python."""

from collections.abc import Mapping
from typing import Any

import rule_engine

from advisor.assessment import Choice
from advisor.rulebook import Rulebook
from benchmarks.engine.peers.expressions import SPELLED, condition
from benchmarks.engine.plain import Evaluate, Verdicts, clauses_of


def build(rulebook: Rulebook) -> Evaluate:
    rules = [(rule_engine.Rule(condition(c, SPELLED)), c.worth) for c in clauses_of(rulebook)]
    verdicts = Verdicts(rulebook)

    def evaluate(sheet: Mapping[str, Any]) -> Choice:
        return verdicts[sum(worth for rule, worth in rules if rule.matches(sheet))]

    return evaluate
