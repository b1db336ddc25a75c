"""The product's own assess: cells with their ranges, findings with evidence, gates, notes and headline."""

from collections.abc import Callable, Mapping

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import State
from advisor.engine import assess
from advisor.rulebook import Rulebook


def prepare(_: Rulebook, sheet: Mapping[str, State]) -> Case:
    return Case(facts=sheet)


def build(rulebook: Rulebook) -> Callable[[Case], Choice]:
    return lambda case: assess(rulebook, case).verdict.choice
