"""panzi-json-logic: one JSON-Logic document that adds up every clause."""

from typing import Any

from json_logic import jsonLogic

from advisor.rulebook import Rulebook
from benchmarks.engine.plain import Alternative, Evaluate, Test, Verdicts, clauses_of, name_of

Logic = dict[str, Any]


def tested(test: Test) -> Logic:
    """Return the test of one fact."""
    value = {"var": name_of(test.fact)}
    if test.words:
        return {"in": [value, list(test.words)]} if len(test.words) > 1 else {"===": [value, test.words[0]]}
    if test.least is None:
        return {"<=": [value, test.most]}
    return {">=": [value, test.least]} if test.most is None else {"<=": [test.least, value, test.most]}


def joined(tests: Alternative) -> Logic:
    """Return tests that must all pass."""
    return tested(tests[0]) if len(tests) == 1 else {"and": [tested(test) for test in tests]}


def build(rulebook: Rulebook) -> Evaluate:
    terms = []
    for clause in clauses_of(rulebook):
        either = [joined(tests) for tests in clause.alternatives]
        terms.append({"if": [either[0] if len(either) == 1 else {"or": either}, clause.worth, 0]})
    document = {"+": terms}
    verdicts = Verdicts(rulebook)
    return lambda sheet: verdicts[int(jsonLogic(document, sheet))]
