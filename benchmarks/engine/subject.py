"""What is measured: a rulebook, answer sheets for it, and the naive evaluator that all are held to.

A sheet maps every fact a person can answer to a value. Whether a fact applies is for the evaluator
to find out, and so are the derived bands.
"""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from advisor.assessment import Choice
from advisor.conditions import State, holds
from advisor.engine.exact.tables import Tables
from advisor.engine.sheets import settle
from advisor.engine.verdict import choose
from advisor.rulebook import Rulebook

Sheet = dict[str, State]


class Subject(NamedTuple):
    """The rulebook with its sheets."""

    rulebook: Rulebook
    sheets: list[Sheet]


def numbered(tables: Tables, sheet: Mapping[str, State]) -> list[int]:
    """Return a sheet as the numbers of its answers, as the tables take it."""
    return [tables.answer(place, sheet[variable.fact]) for place, variable in enumerate(tables.variables)]


def naive(rulebook: Rulebook, sheet: Mapping[str, State]) -> Choice:
    """Hold every rule and gate against a sheet, one by one, and draw the verdict. Weights are equal."""
    states = settle(rulebook, rulebook.facts, sheet)
    totals = dict.fromkeys(rulebook.roles, 0)
    for rule in rulebook.rules:
        if holds(rule.when, states) == "met":
            totals[rule.role] += rule.points
    effects = [gate.effect for gate in rulebook.gates if holds(gate.when, states) == "met"]
    return choose(rulebook.policies[rulebook.policy], rulebook.roles.values(), totals, effects)


def keep(subject: Subject, path: Path) -> None:
    """Write a subject for the processes of the peers, which cannot read TOML rulebooks."""
    path.write_bytes(pickle.dumps(subject))


def kept(path: Path) -> Subject:
    """Read a subject that this run has written."""
    found = pickle.loads(path.read_bytes())
    assert isinstance(found, Subject)
    return found
