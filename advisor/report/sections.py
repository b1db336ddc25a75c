"""What a report says, section by section. A new section is one function and its name in a list."""

from collections.abc import Callable

from advisor.assessment import Assessment, NoteShown
from advisor.report.anonymity import without_names
from advisor.report.appendix import all_answers, points, sources, versions
from advisor.report.blocks import (
    Bar,
    Block,
    Brand,
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
from advisor.report.formats import formats_for
from advisor.report.matter import Matter
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

Maker = Callable[[Matter], list[Section]]


def compose(
    assessment: Assessment,
    rulebook: Rulebook,
    length: str = "standard",
    *,
    brand: Brand | None = None,
    author: str = "",
    draft: bool = False,
    answers: bool = True,
    anonymous: bool = False,
) -> Report:
    """Return the report in one of the lengths "one-page", "standard" and "full".

    Dates and amounts are written as `brand.language` has them. Without `answers` the appendices that
    quote them all are left out. `anonymous` leaves out the names of the client and the respondent.
    """
    brand = brand or Brand()
    assessment = without_names(assessment) if anonymous else assessment
    case, formats = assessment.case, formats_for(brand.language)
    makers = [make for make in LENGTHS[length] if answers or make not in {all_answers, points}]
    matter = Matter(assessment, rulebook, formats)
    return Report(
        title=f"{case.name or 'Your company'}: who should run operations",
        subtitle=f"Prepared for {case.respondent}" if case.respondent else "",
        sections=tuple(section for make in makers for section in make(matter)),
        client=case.name,
        author=author,
        date=formats.date(case.date),
        day=case.date,
        draft=draft,
        brand=brand,
    )


def advice(matter: Matter) -> list[Section]:
    """The recommendation in one sentence, and each seat with timing, form and order."""
    assessment, rulebook = matter.assessment, matter.rulebook
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


def why(matter: Matter) -> list[Section]:
    """The three strongest reasons, each tied to the person's own answers."""
    assessment, rulebook = matter.assessment, matter.rulebook
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


def first(matter: Matter) -> list[Section]:
    """The gates that act: what must be right first, what to do, and what the advice would be without."""
    assessment, rulebook = matter.assessment, matter.rulebook
    gates = {gate.id: gate for gate in rulebook.gates}
    blocks: list[Block] = []
    for found in assessment.gates:
        if found.outcome != "met" or found.without is None:
            continue
        gate = gates[found.gate]
        blocks.append(Paragraph(f"{gate.title}. {gate.because}", strong=True))
        blocks.append(Bullets(tuple((step.does, f"Done when {step.done}.") for step in gate.first)))
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


def scores(matter: Matter) -> list[Section]:
    """Two totals, each on the dimensions, with what is still possible."""
    assessment, rulebook = matter.assessment, matter.rulebook
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


def unknown(matter: Matter) -> list[Section]:
    """What nobody could tell, since it may change the advice."""
    assessment, rulebook = matter.assessment, matter.rulebook
    facts = unknown_facts(assessment, rulebook)
    if not facts:
        return []
    items = tuple((fact.title, "") for fact in facts)
    heading = "One thing is not known" if len(items) == 1 else f"{len(items)} things are not known"
    return [Section(heading, (Paragraph("Finding these out may change the advice."), Bullets(items)))]


def tipping(matter: Matter) -> list[Section]:
    """The one change most worth knowing, for a page that has room for one."""
    assessment, rulebook = matter.assessment, matter.rulebook
    text = tipping_in_words(assessment, rulebook)
    return [Section("What would change it", (Paragraph(text),))] if text else []


def contradictions(matter: Matter) -> list[Section]:
    """Answers that do not fit together; they were scored as given."""
    items = tuple((note.says, note.because) for note in matter.assessment.contradictions)
    if not items:
        return []
    return [Section("Answers that do not fit together", (Bullets(items),))]


def warnings(matter: Matter) -> list[Section]:
    """The pitfalls this company runs into, each with what to do and its source."""
    assessment, rulebook = matter.assessment, matter.rulebook
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


def reason(matter: Matter) -> list[Section]:
    """Which of the known reasons for the role applies; said openly where none does."""
    assessment, rulebook = matter.assessment, matter.rulebook
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


def next_steps(matter: Matter) -> list[Section]:
    """What to do on Monday."""
    assessment, rulebook = matter.assessment, matter.rulebook
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
            "What to do next",
            (
                Bullets(
                    tuple((step.does, f"Done when {step.done}.") for step in dict.fromkeys(steps)),
                    numbered=True,
                ),
            ),
        )
    ]


def consultant_notes(matter: Matter) -> list[Section]:
    """Notes taken during the questions."""
    assessment, rulebook = matter.assessment, matter.rulebook
    items = tuple(
        (note.text, rulebook.facts[note.fact].title if note.fact in rulebook.facts else "")
        for note in assessment.case.notes
    )
    return [Section("Notes", (Bullets(items),))] if items else []


ONE_PAGE: tuple[Maker, ...] = (advice, why, first, tipping, next_steps)
STANDARD: tuple[Maker, ...] = (
    advice, why, first, next_steps, scores, how_sure, what_would_change_it, reason, unknown, contradictions,
    warnings, decision_rights, brief, consultant_notes, all_answers, sources, versions,
)  # fmt: skip
FULL: tuple[Maker, ...] = (*STANDARD[:-2], points, sources, versions)
LENGTHS = {"one-page": ONE_PAGE, "standard": STANDARD, "full": FULL}
