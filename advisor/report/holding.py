"""Which gates hold the advice back, and which to begin with."""

from dataclasses import dataclass

from advisor.assessment import Choice
from advisor.report.matter import Matter
from advisor.rulebook import Gate


@dataclass(frozen=True, slots=True)
class Acting:
    """A gate that acts, and the verdict with it alone lifted."""

    gate: Gate
    without: Choice

    @property
    def reads(self) -> frozenset[str]:
        """Return the facts that the gate's condition is asked about."""
        return frozenset(demand.fact for demand in self.gate.when)


def acting(matter: Matter) -> list[Acting]:
    """Return the gates that act, in their order, also those that only keep out a role nobody advises."""
    gates = {gate.id: gate for gate in matter.rulebook.gates}
    return [
        Acting(gates[found.gate], found.without)
        for found in matter.assessment.gates
        if found.outcome == "met" and found.without is not None
    ]


def holding(matter: Matter) -> list[Acting]:
    """Return the gates that hold the advice back; first those that alone make it another, then in order.

    A gate that blocks a role counts only where that role is advised, or would be on its merits.
    """
    return sorted(_standing_in_the_way(matter), key=lambda one: not frees(one, matter))


def _standing_in_the_way(matter: Matter) -> list[Acting]:
    return [one for one in acting(matter) if _holds(one, matter)]


def decisive(matter: Matter) -> list[Acting]:
    """Return the gates to begin with: those that alone make the advice another, or all where none does."""
    found = holding(matter)
    return [one for one in found if frees(one, matter)] or found


def look_again(matter: Matter) -> str:
    """Say the mark at which to look again, to go on after "when"; empty where no gate names one."""
    found = decisive(matter)
    marks = list(dict.fromkeys(one.gate.again for one in found if one.gate.again))
    if not marks or (found and frees(found[0], matter)):
        return marks[0] if marks else ""
    more = ", and the rest of what stands in the way is gone" if len(marks) > 2 else ""
    return f"{', and '.join(marks[:2])}{more}"


def _holds(one: Acting, matter: Matter) -> bool:
    verdict, effect = matter.assessment.verdict, one.gate.effect
    if effect.kind == "block":
        named = {*verdict.choice.roles, *verdict.on_merits.roles}
        return effect.target in named or _decides(one, matter)
    return effect.kind == "defer"


def frees(one: Acting, matter: Matter) -> bool:
    """Say whether the advice would be another with this gate alone out of the way.

    That can be only where it hangs on an answer of its own: an answer shared with others in the way takes
    them along.
    """
    others = (asked_by(other, matter) for other in _standing_in_the_way(matter) if other != one)
    return _decides(one, matter) and not asked_by(one, matter) <= set().union(*others)


def asked_by(one: Acting, matter: Matter) -> set[str]:
    """Return the facts that the condition of a gate is asked about."""
    return {name for demand in one.gate.when for name in matter.rulebook.hangs_on[demand.fact]}


def _decides(one: Acting, matter: Matter) -> bool:
    return one.without != matter.assessment.verdict.choice
