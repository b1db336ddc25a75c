"""What a report says, section by section. A new section is one function and its name in a list."""

from collections.abc import Callable

from advisor.assessment import Assessment, NoteShown
from advisor.report.appendix import answers, points, sources, versions
from advisor.report.blocks import (
    Bar,
    Block,
    Bullets,
    Figure,
    Paragraph,
    Report,
    ScoreChart,
    ScoreSeries,
    Section,
    Table,
)
from advisor.report.briefs import brief, decision_rights
from advisor.report.outlook import how_sure, tipping_in_words, what_would_change_it
from advisor.report.reasons import strongest
from advisor.report.wording import (
    TIMINGS,
    choice_in_words,
    citations_in_words,
    evidence_in_words,
    form_in_words,
    rounded,
    unknown_facts,
)
from advisor.rulebook import Rulebook

Maker = Callable[[Assessment, Rulebook], list[Section]]


def compose(assessment: Assessment, rulebook: Rulebook, length: str = "standard") -> Report:
    """Return the report in one of the lengths "one-page", "standard" and "full"."""
    case = assessment.case
    parts = [case.date, f"prepared for {case.respondent}" if case.respondent else ""]
    return Report(
        title=f"{case.name or 'Your company'}: who should run operations",
        subtitle=" · ".join(part for part in parts if part),
        sections=tuple(section for make in LENGTHS[length] for section in make(assessment, rulebook)),
    )


def advice(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """The recommendation in one sentence, and each seat with timing, form and order."""
    blocks: list[Block] = [Paragraph(assessment.verdict.headline, strong=True)]
    seats = assessment.verdict.seats
    rows = tuple(
        (
            rulebook.roles[seat.role].title,
            "keep: the seat is filled" if seat.in_place else TIMINGS[seat.timing],
            form_in_words(seat.form),
            str(seat.order),
        )
        for seat in seats
    )
    if rows:
        blocks.append(Table(("Seat", "When", "Form", "Order"), rows))
    blocks += [
        Paragraph(f"{note.says} {note.because}") for note in assessment.forms if _open_seat(assessment, note)
    ]
    if assessment.sequence:
        blocks.append(Paragraph(f"{assessment.sequence.says} {assessment.sequence.because}"))
        blocks.append(Paragraph(assessment.sequence.reports))
    if not seats:
        blocks.append(Paragraph("No rule is settled by what you have told us. Answer a few more questions."))
    return [Section("The advice", tuple(blocks))]


def _open_seat(assessment: Assessment, note: NoteShown) -> bool:
    return any(seat.role == note.role and seat.form == note.form for seat in assessment.verdict.seats)


def why(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """The three strongest reasons, each tied to the person's own answers."""
    items = tuple(
        (rule.because, f"You said: {evidence_in_words(finding.evidence, rulebook, assessment.case)}.")
        for rule, finding in strongest(assessment, rulebook)
    )
    if not items:
        return []
    if assessment.verdict.choice.timing == "not-yet":
        return [Section("What speaks for the seat later", (Bullets(items, numbered=True),))]
    return [Section(f"Why, in {_counted(len(items))}", (Bullets(items, numbered=True),))]


def _counted(count: int) -> str:
    return {1: "one reason", 2: "two reasons", 3: "three reasons"}[count]


def first(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """The gates that act: what must be right first, what to do, and what the advice would be without."""
    gates = {gate.id: gate for gate in rulebook.gates}
    blocks: list[Block] = []
    for found in assessment.gates:
        if found.outcome != "met" or found.without is None:
            continue
        gate = gates[found.gate]
        blocks.append(Paragraph(f"{gate.title}. {gate.because}", strong=True))
        blocks.append(Bullets(tuple((step, "") for step in gate.first)))
        blocks.append(
            Paragraph(
                _without(found.without == assessment.verdict.choice, choice_in_words(found.without, rulebook))
            )
        )
    return [Section("What has to be right first", tuple(blocks))] if blocks else []


def _without(same: bool, verdict: str) -> str:
    if same:
        return (
            "If this alone were put right, the advice would stay the same: something else holds it back too."
        )
    return f"If this alone were put right, the advice would be: {verdict}."


def scores(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """Two totals, each on the dimensions, with what is still possible."""
    policy = rulebook.policies[rulebook.policy]
    series = tuple(
        ScoreSeries(
            rulebook.roles[score.role].short,
            rounded(score.total),
            tuple(
                Bar(rulebook.dimensions[c.dimension].title, rounded(c.expected), c.low, c.high, c.of)
                for c in score.cells
            ),
        )
        for score in assessment.scores
    )
    table = Table(
        ("Dimension", *(one.name for one in series)),
        tuple(
            (bars[0].label, *(f"{bar.value} of {bar.of} ({bar.low} to {bar.high})" for bar in bars))
            for bars in zip(*(one.bars for one in series), strict=True)
        ),
    )
    totals = " and ".join(f"{one.name} {one.total}" for one in series)
    figure = Figure("scores", f"Points of 100: {totals}", _scores_in_words(series), ScoreChart(series), table)
    reading = Paragraph(
        f"A role is needed from {policy.needed.points} points, and near from {policy.near.points}. "
        "What is not known counts as the mean of what it could still be; in brackets is what is possible."
    )
    return [Section("How much speaks for each role", (figure, reading))]


def _scores_in_words(series: tuple[ScoreSeries, ...]) -> str:
    said = (
        f"{one.name} {one.total} of 100: " + ", ".join(f"{b.label} {b.value} of {b.of}" for b in one.bars)
        for one in series
    )
    return "; ".join(said) + "."


def unknown(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """What nobody could tell, since it may change the advice."""
    facts = unknown_facts(assessment, rulebook)
    if not facts:
        return []
    items = tuple((fact.title, "") for fact in facts)
    heading = "One thing is not known" if len(items) == 1 else f"{len(items)} things are not known"
    return [Section(heading, (Paragraph("Finding these out may change the advice."), Bullets(items)))]


def tipping(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """The one change most worth knowing, for a page that has room for one."""
    text = tipping_in_words(assessment, rulebook)
    return [Section("What would change it", (Paragraph(text),))] if text else []


def contradictions(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """Answers that do not fit together; they were scored as given."""
    items = tuple((note.says, note.because) for note in assessment.contradictions)
    if not items:
        return []
    return [Section("Answers that do not fit together", (Bullets(items),))]


def warnings(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """The pitfalls this company runs into, each with what to do and its source."""
    if not assessment.warnings:
        return []
    items = tuple(
        (
            f"{note.title}. {note.says} {note.because} {note.do}",
            f"Rests on: {citations_in_words(note.cites, rulebook)}.",
        )
        for note in assessment.warnings
    )
    return [Section("What to look out for", (Bullets(items),))]


def reason(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """Which of the known reasons for the role applies; said openly where none does."""
    if assessment.reasons:
        blocks = tuple(Paragraph(f"{note.title}. {note.says} {note.because}") for note in assessment.reasons)
        return [Section("The reason for this seat", blocks)]
    with_reasons = {note.role for note in rulebook.notes if note.kind == "reason"}
    for role in assessment.verdict.choice.roles:
        if role in with_reasons:
            text = (
                f"None of the known reasons for a {rulebook.roles[role].short} shows in your answers. "
                "Before you hire, be able to say yours in one sentence."
            )
            return [Section("The reason for this seat", (Paragraph(text),))]
    return []


def next_steps(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """What to do on Monday."""
    steps = [
        step
        for seat in assessment.verdict.seats
        if not seat.in_place and seat.timing != "not-yet"
        for step in rulebook.roles[seat.role].first_steps
    ]
    for pairing in rulebook.pairings:
        if set(pairing.roles) == set(assessment.verdict.choice.roles) and steps:
            steps = [*pairing.first_steps, *steps]
    if not steps:
        return []
    return [
        Section(
            "What to do next", (Bullets(tuple((step, "") for step in dict.fromkeys(steps)), numbered=True),)
        )
    ]


def consultant_notes(assessment: Assessment, rulebook: Rulebook) -> list[Section]:
    """Notes taken during the questions."""
    items = tuple(
        (note.text, rulebook.facts[note.fact].title if note.fact in rulebook.facts else "")
        for note in assessment.case.notes
    )
    return [Section("Notes", (Bullets(items),))] if items else []


ONE_PAGE: tuple[Maker, ...] = (advice, why, first, tipping, next_steps)
STANDARD: tuple[Maker, ...] = (
    advice, why, first, next_steps, scores, how_sure, what_would_change_it, reason, unknown, contradictions,
    warnings, decision_rights, brief, consultant_notes, answers, sources, versions,
)  # fmt: skip
FULL: tuple[Maker, ...] = (*STANDARD[:-2], points, sources, versions)
LENGTHS = {"one-page": ONE_PAGE, "standard": STANDARD, "full": FULL}
