"""For a hiring owner: who decides what, and the brief of each seat that is to be filled."""

from advisor.assessment import Assessment
from advisor.conditions import holds
from advisor.report.blocks import Block, Bullets, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import citations_in_words, form_in_words
from advisor.rulebook import Role, Rulebook


def decision_rights(matter: Matter) -> list[Section]:
    """Who decides, recommends or gives input, for the seats that are recommended."""
    assessment, rulebook = matter.assessment, matter.rulebook
    roles = assessment.verdict.choice.roles
    for pairing in rulebook.pairings:
        if set(pairing.roles) == set(roles) and pairing.decisions:
            head = ("Decision", "You", *(rulebook.roles[role].short for role in roles))
            rows = tuple(
                (line.decision, line.words.get("owner", ""), *(line.words.get(role, "") for role in roles))
                for line in pairing.decisions
            )
            return [Section("Who decides what", (Table(head, rows),))]
    for role in roles[:1]:
        decisions = rulebook.roles[role].decisions
        if decisions:
            rows = tuple((line.decision, line.words["owner"], line.words[role]) for line in decisions)
            return [
                Section("Who decides what", (Table(("Decision", "You", rulebook.roles[role].short), rows),))
            ]
    return []


def brief(matter: Matter) -> list[Section]:
    """One section a seat: mandate, duties that fit this company, measures, first days, choosing, pay."""
    assessment, rulebook = matter.assessment, matter.rulebook
    sections = []
    for seat in assessment.verdict.seats:
        if not seat.in_place:
            role = rulebook.roles[seat.role]
            sections.append(
                Section(f"The seat: {role.title}", _role_blocks(assessment, rulebook, role, seat.form))
            )
    return sections


def _role_blocks(
    assessment: Assessment, rulebook: Rulebook, role: Role, form: str | None
) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(role.summary),
        Paragraph(f"Mandate: {role.mandate}"),
        Paragraph(f"Reports to: {role.reports_to}"),
    ]
    duties = tuple((duty.says, "") for duty in role.duties if holds(duty.when, assessment.states) == "met")
    for title, items in (
        ("What this company needs from the seat", duties),
        ("Measures", _plain(role.measures)),
        ("First 30 days", _plain(role.first_30_days)),
        ("Days 31 to 60", _plain(role.first_60_days)),
        ("Days 61 to 90", _plain(role.first_90_days)),
        (
            "Questions for the interview",
            tuple((asked.asks, f"Listen for: {asked.listen_for}.") for asked in role.interview),
        ),
        ("Red flags", _plain(role.red_flags)),
    ):
        if items:
            blocks += [Paragraph(title, strong=True), Bullets(items)]
    pay = [line for line in role.pay if line.form == form] or list(role.pay)
    if pay:
        rows = tuple(
            (form_in_words(line.form), f"USD {line.low:,} to {line.high:,}", str(line.year), line.says)
            for line in pay
        )
        cites = citations_in_words([cite for line in pay for cite in line.cites], rulebook)
        blocks += [
            Paragraph("Pay a year", strong=True),
            Table(("Form", "Range", "Year", "How we know"), rows),
            Paragraph(f"Rests on: {cites}."),
        ]
    if role.alternatives:
        blocks += [Paragraph("Instead of this hire", strong=True), Bullets(_plain(role.alternatives))]
    return tuple(blocks)


def _plain(lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((line, "") for line in lines)
