"""business-rules: a class of variables, a class with one action, and every clause as a rule."""

from collections.abc import Mapping
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import BaseVariables, numeric_rule_variable, string_rule_variable

from advisor.assessment import Choice
from advisor.rulebook import Fact, Rulebook
from benchmarks.engine.plain import Alternative, Evaluate, Test, Verdicts, clauses_of, name_of


class Adding(BaseActions):
    """The one action there is."""

    def __init__(self) -> None:
        self.total = 0

    @rule_action(params={"worth": FIELD_NUMERIC})
    def add(self, worth: int) -> None:
        self.total += worth


def variables_of(rulebook: Rulebook) -> type:
    """Return the class of variables: a method for each fact."""

    def variable(fact: Fact) -> Any:
        name = name_of(fact.id)

        def value(self: Any) -> Any:
            return self.sheet[name]

        value.__name__ = name
        return numeric_rule_variable(value) if fact.kind == "number" else string_rule_variable(value)

    def start(self: Any, sheet: Mapping[str, Any]) -> None:
        self.sheet = sheet

    methods = {name_of(fact.id): variable(fact) for fact in rulebook.asked_facts()}
    return type("Answers", (BaseVariables,), {"__init__": start, **methods})


def conditions(test: Test) -> list[dict[str, Any]]:
    """Return the tests of one fact."""
    name = name_of(test.fact)
    words = [{"name": name, "operator": "equal_to", "value": word} for word in test.words]
    if words:
        return words if len(words) == 1 else [{"any": words}]
    found = []
    if test.least is not None:
        found.append({"name": name, "operator": "greater_than_or_equal_to", "value": test.least})
    if test.most is not None:
        found.append({"name": name, "operator": "less_than_or_equal_to", "value": test.most})
    return found


def joined(tests: Alternative) -> dict[str, Any]:
    """Return tests that must all pass."""
    return {"all": [condition for test in tests for condition in conditions(test)]}


def build(rulebook: Rulebook) -> Evaluate:
    answers = variables_of(rulebook)
    rules = []
    for clause in clauses_of(rulebook):
        either = [joined(tests) for tests in clause.alternatives]
        action = {"name": "add", "params": {"worth": clause.worth}}
        rules.append({"conditions": either[0] if len(either) == 1 else {"any": either}, "actions": [action]})
    verdicts = Verdicts(rulebook)

    def evaluate(sheet: Mapping[str, Any]) -> Choice:
        adding = Adding()
        run_all(rules, answers(sheet), adding, stop_on_first_trigger=False)
        return verdicts[adding.total]

    return evaluate
