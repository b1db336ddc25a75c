"""Something smaller that may do in place of a seat, and is not the very thing that is advised."""

from advisor.conditions import holds
from advisor.report.matter import Matter


def alternatives(matter: Matter, role: str) -> tuple[str, ...]:
    """Return what may do in place of a role, in the words for this company."""
    verdict, states = matter.assessment.verdict, matter.assessment.states
    forms = {seat.form for seat in verdict.seats if seat.role == role}
    taken = {name for name in matter.rulebook.roles if name in verdict.choice.roles or matter.filled(name)}
    return tuple(
        matter.worded(one.says, role)
        for one in matter.rulebook.roles[role].alternatives
        if one.is_form not in forms and one.is_role not in taken and holds(one.when, states) != "unmet"
    )
