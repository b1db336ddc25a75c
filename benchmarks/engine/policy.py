"""The policy as a table of cases, for solvers: what is compared, and the verdict of every combination."""

from fractions import Fraction
from itertools import product

from advisor.assessment import Choice
from advisor.engine.verdict import choose
from advisor.rulebook import Rulebook
from benchmarks.engine.plain import effects_of

Case = tuple[bool, ...]
"""Each total needed; each total near; the first total at least the second; each effect of gates."""


def cases_of(rulebook: Rulebook) -> dict[Case, Choice]:
    """Map every case that totals can come to under every combination of gates to the policy's verdict."""
    policy, roles = rulebook.policies[rulebook.policy], list(rulebook.roles)
    assert [rulebook.roles[role].order for role in roles] == sorted(r.order for r in rulebook.roles.values())
    assert len(roles) == 2, "the comparison of totals is written for two roles"
    effects = effects_of(rulebook)
    found = {}
    for totals in product(_marks(rulebook), repeat=2):
        compared = (
            *(total >= policy.needed.points for total in totals),
            *(total >= policy.near.points for total in totals),
            totals[0] >= totals[1],
        )
        for acting in product((False, True), repeat=len(effects)):
            chosen = [effect for effect, acts in zip(effects, acting, strict=True) if acts]
            exact = {role: Fraction(total) for role, total in zip(roles, totals, strict=True)}
            found[compared + acting] = choose(policy, rulebook.roles.values(), exact, chosen)
    return found


def _marks(rulebook: Rulebook) -> list[int]:
    """Return totals below, between and past the thresholds, two of each to be told apart."""
    policy = rulebook.policies[rulebook.policy]
    return [mark + step for mark in (0, policy.near.points, policy.needed.points) for step in (0, 1)]
