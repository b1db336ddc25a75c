"""Rules held against a case: findings, cells and totals, all exact.

An unknown rule counts for the exact share of its own facts' open answers that would meet it, so a
total is the mean over all completions of the sheet.
"""

from collections.abc import Mapping
from fractions import Fraction

from advisor.assessment import Cell, Evidence, Finding, Score
from advisor.conditions import Condition, State, holds
from advisor.engine.extremes import lowest_and_highest
from advisor.engine.sheets import completions, read_by
from advisor.rulebook import CELL_POINTS, Role, Rule, Rulebook


def share_met(rulebook: Rulebook, condition: Condition, answers: Mapping[str, State]) -> Fraction:
    """Return the exact share, 0 to 1, of the completions of a condition's own facts that meet it."""
    outcomes = [
        holds(condition, states) == "met"
        for states in completions(rulebook, read_by(rulebook, condition), answers)
    ]
    return Fraction(sum(outcomes), len(outcomes))


def find(
    rulebook: Rulebook, rule: Rule, answers: Mapping[str, State], states: Mapping[str, State]
) -> Finding:
    """Hold one rule against a case."""
    share = share_met(rulebook, rule.when, answers)
    return Finding(
        rule=rule.id,
        claim=rule.claim,
        outcome="met" if share == 1 else "unmet" if share == 0 else "unknown",
        points=rule.points,
        share=share,
        evidence=tuple(
            Evidence(demand.fact, states[demand.fact], holds((demand,), states)) for demand in rule.when
        ),
    )


def score(
    rulebook: Rulebook,
    role: Role,
    findings: Mapping[str, Finding],
    answers: Mapping[str, State],
    weights: Mapping[str, int],
) -> Score:
    """Add up one role: 100·Σ(w·points) / (25·Σw) over its cells, and what is still possible."""
    cells = []
    for dimension in rulebook.dimensions:
        rules = rulebook.cells[role.id, dimension]
        found = [findings[rule.id] for rule in rules]
        low, high = lowest_and_highest(rulebook, [(rule.points, rule.when) for rule in rules], answers)
        cells.append(
            Cell(
                role=role.id,
                dimension=dimension,
                points=sum(f.points for f in found if f.outcome == "met"),
                of=CELL_POINTS,
                expected=sum((f.points * f.share for f in found), Fraction(0)),
                low=low,
                high=high,
            )
        )
    scale = Fraction(100, CELL_POINTS * sum(weights.values()))
    weighed = [
        (weights[dimension] * rule.points, rule.when)
        for dimension in rulebook.dimensions
        for rule in rulebook.cells[role.id, dimension]
    ]
    low, high = lowest_and_highest(rulebook, weighed, answers)
    return Score(
        role=role.id,
        total=scale * sum((weights[cell.dimension] * cell.expected for cell in cells), Fraction(0)),
        low=scale * low,
        high=scale * high,
        cells=tuple(cells),
    )
