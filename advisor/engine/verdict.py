"""How totals and gates become a recommendation and a timing. Knows no role by name."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from advisor.assessment import Choice
from advisor.rulebook import TIMINGS, Effect, Policy, Role, Timing

UNDECIDED = Choice(recommendation=None, roles=(), timing=None)


def choose(
    policy: Policy, roles: Iterable[Role], totals: Mapping[str, Fraction], effects: Iterable[Effect] = ()
) -> Choice:
    """Return the verdict for these totals under the gates that act.

    Every role whose total reaches `needed` is indicated: now. None indicated but some at least
    `near`: the highest of those, soon. Otherwise the highest of all, not yet. Equal totals: the
    lower `order`. A blocked role drops out; if that leaves nobody, the roles indicated on the
    merits stay, not yet. The latest timing wins.
    """
    effects = list(effects)
    ranked = sorted(roles, key=lambda role: (-totals[role.id], role.order))
    blocked = {effect.target for effect in effects if effect.kind == "block"}
    indicated = [role for role in ranked if totals[role.id] >= policy.needed.points]
    near = [role for role in ranked if totals[role.id] >= policy.near.points]
    chosen: list[Role]
    timing: Timing
    if indicated:
        allowed = [role for role in indicated if role.id not in blocked]
        chosen, timing = (allowed, "now") if allowed else (indicated, "not-yet")
    elif near:
        allowed = [role for role in near if role.id not in blocked]
        chosen, timing = (allowed[:1], "soon") if allowed else (near[:1], "not-yet")
    else:
        chosen, timing = ranked[:1], "not-yet"
    deferred = [effect.target for effect in effects if effect.kind == "defer"]
    names = tuple(role.id for role in sorted(chosen, key=lambda role: role.order))
    return Choice(
        recommendation=names[0] if len(names) == 1 else "both",
        roles=names,
        timing=max((timing, *(t for t in TIMINGS if t in deferred)), key=TIMINGS.index),
    )
