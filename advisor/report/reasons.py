"""The reasons that carry a verdict: met rules of the recommended roles, strongest first, one a claim."""

from advisor.assessment import Assessment, Finding
from advisor.conditions import Demand
from advisor.rulebook import Fact, Rule, Rulebook

Reason = tuple[Rule, Finding]


def is_need(rule: Rule, rulebook: Rulebook) -> bool:
    """Say whether a rule tells of something missing, and not of what a company is or its owner would do.

    It does where it demands more than the least of a fact that is better low, or words of a choice that
    the rulebook counts as lacking something.
    """
    return any(_tells_of_a_lack(demand, rulebook.facts[demand.fact]) for demand in rule.when)


def _tells_of_a_lack(demand: Demand, fact: Fact) -> bool:
    if fact.lacks:
        return set(demand.among) <= set(fact.lacks)
    best = fact.least if fact.kind == "number" else next(iter(fact.values), "")
    return fact.better == "down" and not demand.accepts(best)


def claims_met(assessment: Assessment, rulebook: Rulebook, role: str) -> list[tuple[int, Reason]]:
    """Return the highest step met of each claim of a role, with the points of the whole claim.

    Strongest first; equal ones in the order of the rulebook. A claim met in several cells is told
    once, where it counts most.
    """
    met = {f.rule: f for f in assessment.findings if f.outcome == "met" and f.points}
    found: dict[tuple[str, str], tuple[int, Reason]] = {}
    for rule in rulebook.rules:
        if rule.role == role and rule.id in met:
            key = (rule.dimension, rule.claim)
            points, _ = found.get(key, (0, None))
            found[key] = points + rule.points, (rule, met[rule.id])
    ranked = sorted(found.values(), key=lambda item: -item[0])
    told: set[frozenset[str]] = set()
    kept = []
    for points, (rule, finding) in ranked:
        facts = frozenset(demand.fact for demand in rule.when)
        if facts not in told:
            told.add(facts)
            kept.append((points, (rule, finding)))
    return kept


def strongest(assessment: Assessment, rulebook: Rulebook, count: int = 3) -> list[Reason]:
    """Return the strongest reasons for what is recommended, spread over its roles and dimensions.

    Where no role is recommended with a reason, or the advice is to wait, there may be fewer.
    """
    roles = assessment.verdict.choice.roles
    queues = {role: claims_met(assessment, rulebook, role) for role in roles}
    chosen: list[Reason] = []
    used: set[tuple[str, str]] = set()
    for fresh_only in (True, False):
        for place in range(max((len(queue) for queue in queues.values()), default=0)):
            for role in roles:
                if place >= len(queues[role]) or len(chosen) >= count:
                    continue
                reason = queues[role][place][1]
                cell = (role, reason[0].dimension)
                if reason in chosen or (fresh_only and cell in used):
                    continue
                used.add(cell)
                chosen.append(reason)
    return chosen


def strongest_in(assessment: Assessment, rulebook: Rulebook, role: str, dimension: str) -> Reason | None:
    """Return the claim with the most points that is met in one cell: its highest step; None without any."""
    met = {f.rule: f for f in assessment.findings if f.outcome == "met" and f.points}
    points: dict[str, int] = {}
    highest: dict[str, Reason] = {}
    for rule in rulebook.cells[role, dimension]:
        if rule.id in met:
            points[rule.claim] = points.get(rule.claim, 0) + rule.points
            highest[rule.claim] = rule, met[rule.id]
    return highest[max(points, key=lambda claim: points[claim])] if points else None
