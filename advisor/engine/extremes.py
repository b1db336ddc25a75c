"""The lowest and highest sum of points that the open answers still allow, exactly.

Rules share facts, so the lowest sum is not the sum of the lowest points. Open facts are tried one
by one, the most widely read first; what falls apart into rules that share no open fact is added
up piece by piece. This is recursive conditioning (Darwiche, Artificial Intelligence 126, 2001)
with (min, +) and (max, +) in place of (+, ×).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from advisor.conditions import Condition, State, holds
from advisor.engine.sheets import OPEN, domain, read_by, settle
from advisor.rulebook import Rulebook

Weighed = tuple[int, Condition]


def lowest_and_highest(
    rulebook: Rulebook, rules: Sequence[Weighed], answers: Mapping[str, State]
) -> tuple[int, int]:
    """Return the least and the greatest sum of weights of met conditions over all completions."""
    low = high = 0
    settled, unsettled = _split(rulebook, rules, answers)
    for group in _independent(rulebook, unsettled, answers):
        least, greatest = _try_each_answer(rulebook, group, answers)
        low, high = low + least, high + greatest
    return settled + low, settled + high


def _split(
    rulebook: Rulebook, rules: Sequence[Weighed], answers: Mapping[str, State]
) -> tuple[int, list[Weighed]]:
    """Return the points of the rules already met, and the rules still open."""
    met, unsettled = 0, []
    for points, condition in rules:
        outcome = holds(condition, settle(rulebook, read_by(rulebook, condition), answers))
        if outcome == "unknown" or _open_roots(rulebook, condition, answers):
            unsettled.append((points, condition))
        elif outcome == "met":
            met += points
    return met, [rule for rule in unsettled if rule[0]]


def _open_roots(rulebook: Rulebook, condition: Condition, answers: Mapping[str, State]) -> set[str]:
    return {name for name in read_by(rulebook, condition) if name in answers and answers[name] in OPEN}


def _independent(
    rulebook: Rulebook, rules: list[Weighed], answers: Mapping[str, State]
) -> list[list[Weighed]]:
    """Group rules so that no two groups read the same open fact."""
    groups: list[tuple[set[str], list[Weighed]]] = []
    for rule in rules:
        facts, members = _open_roots(rulebook, rule[1], answers), [rule]
        apart = []
        for group in groups:
            if group[0] & facts:
                facts |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (facts, members)]
    return [members for _, members in groups]


def _try_each_answer(
    rulebook: Rulebook, rules: list[Weighed], answers: Mapping[str, State]
) -> tuple[int, int]:
    readers = Counter(name for _, when in rules for name in _open_roots(rulebook, when, answers))
    widest = max(readers, key=lambda name: (readers[name], name))
    found = [
        lowest_and_highest(rulebook, rules, {**answers, widest: value})
        for value in domain(rulebook, rulebook.facts[widest])
    ]
    return min(low for low, _ in found), max(high for _, high in found)
