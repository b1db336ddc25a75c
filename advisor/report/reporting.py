"""Who of those counted goes to which seat: the numbers behind the outline of the organisation."""

from advisor.assessment import FROM_WITHIN
from advisor.conditions import Absence
from advisor.report.matter import Matter

FEWEST_TO_SPREAD = 2
"""People who report to the owner from which some may go to a new seat and some stay."""


def direct_after(matter: Matter) -> int | None:
    """Return how many would report to the owner if all leads go to the seats that take them over.

    None where it is not known, or where it would not become fewer.
    """
    direct = matter.known_number(matter.rulebook.known_as.direct_reports)
    if direct is None or not taking_over(matter):
        return None
    after = len(on_top(matter)) + (others_counted(matter) or 0)
    return after if after < direct else None


def filling(matter: Matter) -> list[str]:
    """Return the seats for which somebody is to be found."""
    return [seat.role for seat in matter.assessment.verdict.to_fill()]


def taking_over(matter: Matter) -> list[str]:
    """Return the seats advised to which the leads go, from the top down; none where no new one takes them.

    Of several seats, one under the other, a single lead goes to the lowest.
    """
    roles, verdict, below = matter.rulebook.roles, matter.assessment.verdict, reports_under(matter)
    found = [role for role in verdict.choice.roles if matter.known_number(roles[role].takes_over)]
    if not any(not seat.in_place and seat.role in found for seat in verdict.seats):
        return []
    found.sort(key=lambda role: role in below)
    return found if leads_counted(matter) > 1 else found[-1:]


def spread_to(matter: Matter) -> str:
    """Return the lowest new seat that takes leads over, where there are none but people to share out."""
    if leads_counted(matter) or (others_counted(matter) or 0) < FEWEST_TO_SPREAD:
        return ""
    new = [role for role in filling(matter) if matter.rulebook.roles[role].takes_over]
    return next((role for role in new if role in reports_under(matter)), next(iter(new), ""))


def leads_counted(matter: Matter) -> int:
    """Count the leads of departments; 0 also where it is not known."""
    return matter.known_number(matter.rulebook.known_as.departments) or 0


def others_counted(matter: Matter) -> int | None:
    """Count those who report to the owner besides department leads and whoever runs operations."""
    direct = matter.known_number(matter.rulebook.known_as.direct_reports)
    return None if direct is None else max(0, direct - leads_counted(matter) - bool(runs_operations(matter)))


def runs_operations(matter: Matter) -> str:
    """Return the word for whoever runs operations today besides the owner; empty where nobody does."""
    name = matter.rulebook.known_as.runs_operations
    state = matter.assessment.states.get(name, Absence.NOT_ASKED)
    if not isinstance(state, str) or state == next(iter(matter.fact(name).values), ""):
        return ""
    return state


def moving_up(matter: Matter) -> str:
    """Return the seat for which its form takes whoever runs operations today, or nothing."""
    who = matter.rulebook.known_as.runs_operations
    forms = {seat.role: seat.form for seat in matter.assessment.verdict.seats}
    for note in matter.assessment.forms:
        if note.form == FROM_WITHIN == forms.get(note.role) and who in note.facts:
            return note.role
    return ""


def lead_moving_up(matter: Matter) -> str:
    """Return the seat that leads the others and that one of the leads is to move up to, or nothing."""
    for seat in matter.assessment.verdict.seats:
        fresh = seat.form == FROM_WITHIN and not seat.promotes and not seat.in_place
        if fresh and seat.role in taking_over(matter) and seat.role != moving_up(matter):
            return seat.role
    return ""


def reports_under(matter: Matter) -> dict[str, str]:
    """Map each seat advised that reports to another one to that."""
    roles = set(matter.assessment.verdict.choice.roles)
    return next((p.under for p in matter.rulebook.pairings if set(p.roles) == roles), {})


def on_top(matter: Matter) -> list[str]:
    """Return the seats advised that report to the owner."""
    return [role for role in matter.assessment.verdict.choice.roles if role not in reports_under(matter)]
