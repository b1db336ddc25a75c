"""Who decides what, today as far as it was told, and once the seat is filled."""

from advisor.conditions import Absence
from advisor.report.blocks import Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import capital, listed, spelled
from advisor.rulebook import Decision

LEAST_TOLD = 3
"""One decision in so many has to be told of for a column on today."""


def deciding(matter: Matter) -> list[Section]:
    """The map of decisions for the seats advised; today's column where answers tell enough of it."""
    roles, lines = matter.assessment.verdict.choice.roles, _lines(matter)
    if not lines or matter.assessment.verdict.calls_for_nobody():
        return []
    today = [_today(matter, line) for line in lines]
    shorts = [matter.rulebook.roles[role].short for role in roles]
    told = LEAST_TOLD * sum(map(bool, today)) >= len(today)
    leads = any(line.words.get("leads") for line in lines)
    rows = tuple(
        (
            matter.worded(line.decision, *roles),
            *([known or "not told"] if told else []),
            capital(line.words.get("owner", "")),
            *(capital(line.words.get(role, "")) for role in roles),
            *([capital(line.words.get("leads", "")) or "–"] if leads else []),
        )
        for line, known in zip(lines, today, strict=True)
    )
    head = (
        "Decision",
        *(["Who decides today"] if told else []),
        "You",
        *shorts,
        *(["Leads of the work"] if leads else []),
    )
    widths = (4, *([6] if told else []), 2, *([3] * len(roles)), *([2] if leads else []))
    seats = listed([f"the {short}" for short in shorts])
    opening = f"With {seats} in the seat{'s' if len(roles) > 1 else ''}, decisions would be made like this."
    if matter.kept():
        opening = (
            f"With {seats} in place, decisions are best made like this. Where today differs, agree on it."
        )
    return [
        Section(
            _heading(matter, lines),
            (Paragraph(opening), Table(head, rows, widths=widths)),
        )
    ]


def _lines(matter: Matter) -> tuple[Decision, ...]:
    roles = matter.assessment.verdict.choice.roles
    for pairing in matter.rulebook.pairings:
        if set(pairing.roles) == set(roles) and pairing.decisions:
            return pairing.decisions
    return matter.rulebook.roles[roles[0]].decisions if len(roles) == 1 else ()


def _heading(matter: Matter, lines: tuple[Decision, ...]) -> str:
    """Count who decides how many of the things on the map."""
    kept = matter.kept()
    yours = sum(line.words.get("owner") == "decide" for line in lines)
    parts = [f"{spelled(yours)} are yours" if kept else f"you would keep {spelled(yours)}"] if yours else []
    for role in matter.assessment.verdict.choice.roles:
        short = matter.rulebook.roles[role].short
        count = sum(line.words.get(role) == "decides" for line in lines)
        if count:
            said = f"{spelled(count)} the {short}'s" if kept else f"the {short} would take {spelled(count)}"
            parts.append(said)
    leads = sum(line.words.get("leads") == "decide" for line in lines)
    if leads:
        parts.append(f"{spelled(leads)} the leads'" if kept else f"the leads of the work {spelled(leads)}")
    return f"Of {spelled(len(lines))} kinds of decision, {listed(parts)}"


def _today(matter: Matter, line: Decision) -> str:
    state = matter.assessment.states.get(line.today, Absence.NOT_ASKED)
    if isinstance(state, Absence):
        return ""
    return capital(matter.fact(line.today).who.get(str(state), ""))
