"""For the owner: the brief of each seat that is to be filled, and the agreement on each that is kept."""

from collections.abc import Iterable
from dataclasses import replace

from advisor.assessment import FROM_WITHIN, Seat, form_in_words
from advisor.conditions import holds
from advisor.report.alternatives import alternatives
from advisor.report.blocks import Block, Bullets, Callout, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.outlook import is_outnumbered
from advisor.report.pay import own_money, pay_in_words, pay_line, range_in_words, rate_in_words
from advisor.report.steps import (
    HEAD,
    WIDTHS,
    form_steps,
    own_steps,
    preparing_steps,
    seats_to_fill,
    shared_steps,
    step_row,
    then_in_words,
)
from advisor.report.summary import steps_shown
from advisor.report.wording import (
    TIMINGS,
    authors_in_words,
    capital,
    lower_first,
)
from advisor.rulebook import Asked, Decision, Pay, Role, Step

FEWEST_DUTIES = 3


def briefs(matter: Matter) -> list[Section]:
    """A chapter a seat: mandate, a job description ready to post, measures, first days, choosing, pay.

    A seat that somebody holds and keeps has an agreement to go through with that person instead. Where
    nothing calls for a seat there is none.
    """
    verdict = matter.assessment.verdict
    if verdict.calls_for_nobody():
        return []
    filling = sorted(verdict.to_fill(), key=lambda seat: seat.order)
    kept = [seat for seat in verdict.seats if seat not in filling]
    return [
        *(section for seat in filling for section in _brief(matter, _role(matter, seat), seat)),
        *(section for seat in kept for section in _agreement(matter, _role(matter, seat))),
    ]


def _role(matter: Matter, seat: Seat) -> Role:
    return _worded(matter, matter.rulebook.roles[seat.role])


def _worded(matter: Matter, role: Role) -> Role:
    """Return the role with its texts in the words for this company."""

    def said(text: str) -> str:
        return matter.worded(text, role.id)

    def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(said, texts))

    return replace(
        role,
        summary=said(role.summary),
        mandate=said(role.mandate),
        posted_under=said(role.posted_under),
        duties=tuple(replace(duty, says=said(duty.says)) for duty in role.duties),
        measures=lines(role.measures),
        first_30_days=lines(role.first_30_days),
        first_60_days=lines(role.first_60_days),
        first_90_days=lines(role.first_90_days),
        asks_for=lines(role.asks_for),
        interview=tuple(Asked(said(one.asks), said(one.listen_for)) for one in role.interview),
        red_flags=lines(role.red_flags),
    )


def _brief(matter: Matter, role: Role, seat: Seat) -> list[Section]:
    later = "" if seat.timing == "now" else f", {TIMINGS[seat.timing]}"
    form = f", {form_in_words(seat.form)}" if seat.form else ""
    opening: list[Block] = [Paragraph(role.summary), *_form(matter, seat), *_mandate(role)]
    reasons = _reasons(matter, role)
    opening += reasons
    if not reasons and any(note.kind == "reason" and note.role == role.id for note in matter.rulebook.notes):
        opening.append(
            Paragraph(
                f"None of the known reasons for a {role.short} shows in your answers. "
                "Before anybody takes the seat, be able to say yours in one sentence."
            )
        )
    filling = _steps(matter, role)
    step = "promotion" if seat.form == FROM_WITHIN else "hire"
    smaller = alternatives(matter, role.id)
    instead = _listed(
        f"Instead of this {step}",
        smaller,
        f"If the {step} is too much for now, {'one of these' if len(smaller) > 1 else 'this'} may do.",
    )
    outnumbered = is_outnumbered(matter.assessment)
    if seat.timing == "not-yet" and not matter.numbered:
        chapter = Section(f"If the time comes: {role.title}", tuple(opening))
        return [chapter, *(part for part in (instead, filling) if part.blocks)]
    parts = [
        *([_job_description(matter, role, seat)] if seat.timing != "not-yet" else []),
        _pay(matter, role, seat),
        _measures(role),
        _first_days(role, seat),
        _interview(role, seat),
        _listed("Red flags", role.red_flags, "Think twice where you see one of these."),
        _getting_ready(matter, role),
        filling,
        instead,
    ]
    name = "If the answers bear it out" if outnumbered else "The seat"
    then = then_in_words(matter) if seats_to_fill(matter)[:1] != [role.id] else ""
    turn = f", {then}" if then else ""
    chapter = Section(f"{name}: {role.title}{form}{later}{turn}", tuple(opening))
    return [chapter, *(part for part in parts if part.blocks)]


def _mandate(role: Role) -> list[Block]:
    return [Callout("The mandate", (Paragraph(role.mandate),))] if role.mandate else []


def _reasons(matter: Matter, role: Role) -> list[Block]:
    """Say which of the known reasons for a seat shows in the answers."""
    return [
        Paragraph(f"The reason for this seat: {lower_first(note.title)}. {note.says} {note.because}")
        for note in matter.assessment.reasons
        if note.role == role.id
    ]


def _agreement(matter: Matter, role: Role) -> list[Section]:
    """What the holder of a seat and the owner agree on: what it sees to, what it decides, how one tells."""
    blocks: list[Block] = [
        Paragraph(
            "Go through this page together, change what does not fit, and sign it. "
            "Where today differs, agree on the day from which it holds."
        )
    ]
    if role.reports_to:
        blocks.append(Paragraph(f"Reports to: {_reports_to(matter, role)}"))
    for title, lines in (
        ("What the seat sees to", _duties(matter, role)),
        ("What the seat decides", _decided(matter, role)),
    ):
        if lines:
            blocks += [Paragraph(title, strong=True), Bullets(tuple((line, "") for line in lines))]
    chapter = Section(f"The seat, as it is filled: {role.title}", (*_mandate(role), *_reasons(matter, role)))
    agreement = Section(f"An agreement with your {role.short}", tuple(blocks), level=3)
    return [chapter, agreement, *(part for part in (_measures(role),) if part.blocks)]


def _form(matter: Matter, seat: Seat) -> list[Block]:
    return [
        Paragraph(f"{note.says} {note.because}")
        for note in matter.assessment.forms
        if (note.role, note.form) == (seat.role, seat.form)
    ]


def _job_description(matter: Matter, role: Role, seat: Seat) -> Section:
    """What can be posted as it stands, or agreed with whoever is promoted, in the second person."""
    blocks: list[Block] = [
        Paragraph(f"{role.title}{', ' + form_in_words(seat.form) if seat.form else ''}", strong=True)
    ]
    if role.reports_to:
        blocks.append(Paragraph(f"Reports to: {_reports_to(matter, role)}"))
    asks = "What the seat asks of you" if seat.form == FROM_WITHIN else "What we ask for"
    for title, lines in (("What you will do", _duties(matter, role)), (asks, role.asks_for)):
        if lines:
            blocks += [Paragraph(title, strong=True), Bullets(tuple((line, "") for line in lines))]
    for title, lines in (
        ("What you will decide", _decided(matter, role)),
        ("How we will see that it works", list(role.measures[:3])),
    ):
        if lines:
            blocks.append(Paragraph(f"{title}: {'; '.join(map(lower_first, lines))}."))
    line = pay_line(role, seat.form)
    case = matter.assessment.case
    if line and case.currency == "USD":
        blocks.append(Paragraph(f"Pay: USD {range_in_words(matter.formats, line)} a year."))
    elif line:
        blocks.append(Paragraph("Pay: put in what you will offer."))
    posted = "ready to post" if case.currency == "USD" else "to post once the pay is put in"
    told = posted if seat.timing == "now" else "to agree on, not to post yet"
    if is_outnumbered(matter.assessment):
        told = "not to post yet"
    if seat.form == FROM_WITHIN:
        told = "to agree on with whoever moves up"
    return Section(f"Job description, {told}", tuple(blocks) if len(blocks) > 2 else (), level=3)


def _decided(matter: Matter, role: Role) -> list[str]:
    return [
        matter.worded(line.decision, role.id)
        for line in _decisions(matter, role)
        if line.words.get(role.id) == "decides"
    ]


def _duties(matter: Matter, role: Role) -> list[str]:
    """Return the duties this company calls for; where too few are known to, also those it may call for."""
    found = [(duty.says, holds(duty.when, matter.assessment.states)) for duty in role.duties]
    called_for = [says for says, outcome in found if outcome == "met"]
    if len(called_for) >= FEWEST_DUTIES:
        return called_for
    return [says for says, outcome in found if outcome != "unmet"]


def _reports_to(matter: Matter, role: Role) -> str:
    """Say the one the seat reports to: another seat advised, else whoever leads the company."""
    roles = matter.assessment.verdict.choice.roles
    for pairing in matter.rulebook.pairings:
        if set(pairing.roles) == set(roles) and role.id in pairing.under:
            return f"the {matter.rulebook.roles[pairing.under[role.id]].title}."
    return f"{role.posted_under}."


def _decisions(matter: Matter, role: Role) -> tuple[Decision, ...]:
    roles = set(matter.assessment.verdict.choice.roles)
    shared = next((p.decisions for p in matter.rulebook.pairings if set(p.roles) == roles), ())
    return shared or role.decisions


def _pay(matter: Matter, role: Role, seat: Seat) -> Section:
    found = pay_line(role, seat.form)
    lines = [found] if found and found.form == seat.form else list(role.pay)
    rows = tuple((capital(form_in_words(line.form)), _paid(matter, line), line.says) for line in lines)
    if not rows:
        return Section("What such a seat is paid", level=3)
    cites = authors_in_words([cite for line in lines for cite in line.cites], matter.rulebook)
    table = Table(("Form", "A year in the US", "Where the figures come from"), rows, widths=(2, 4, 8))
    told = (pay_in_words(matter), "Ask what is paid where you are, and in your trade.", rate_in_words(matter))
    where = [Paragraph(" ".join(filter(None, told)))] if seats_to_fill(matter)[:1] == [role.id] else []
    rests = Paragraph(f"Sources: {cites}.", small=True)
    return Section("What such a seat is paid", (table, *where, rests), level=3)


def _paid(matter: Matter, line: Pay) -> str:
    said = f"{matter.formats.money(line.low, 'USD')} to {matter.formats.number(line.high)}"
    own = own_money(matter, line)
    return f"{said} ({own})" if own else said


def _measures(role: Role) -> Section:
    told = "; ".join(lower_first(measure) for measure in role.measures)
    blocks = (Paragraph(f"Pick three, with a number and a date for each: {told}."),) if told else ()
    return Section("How to tell that it works", blocks, level=3)


def _first_days(role: Role, seat: Seat) -> Section:
    rows = tuple(
        (when, " ".join(lines))
        for when, lines in (
            ("Days 1 to 30", role.first_30_days),
            ("Days 31 to 60", role.first_60_days),
            ("Days 61 to 90", role.first_90_days),
        )
        if lines
    )
    does = "What the person does" if seat.form == FROM_WITHIN else "What the new person does"
    blocks = (Table(("When", does), rows, widths=(2, 9)),) if rows else ()
    return Section("The first ninety days", blocks, level=3)


def _interview(role: Role, seat: Seat) -> Section:
    rows = tuple((asked.asks, f"{capital(asked.listen_for)}.") for asked in role.interview)
    blocks = (Table(("Ask", "Listen for"), rows, widths=(6, 5)),) if rows else ()
    heading = "What to talk over before you promote" if seat.form == FROM_WITHIN else "Interview guide"
    return Section(heading, blocks, level=3)


def _steps(matter: Matter, role: Role) -> Section:
    """The steps that do not stand on the first page; with the seat filled first, also what seats share."""
    shown = set(steps_shown(matter))
    first = seats_to_fill(matter)[:1] == [role.id]
    then = "" if first else then_in_words(matter)
    steps = [step for step in shared_steps(matter) if first and step not in shown]
    own = [*form_steps(matter, role.id), *own_steps(matter, role.id)]
    left = [step for step in own if step not in shown]
    steps += left
    blocks = _table(matter, steps)
    heading = "Your steps to fill it" if len(left) == len(own) else "Your further steps to fill it"
    if then and blocks:
        heading, opening = f"{heading}, {then}", Paragraph("The times below count from then.")
        who = matter.assessment.sequence.then_who if matter.assessment.sequence else ""
        shared = [replace(step, who=who or step.who) if step.who == "You" else step for step in steps]
        blocks = (opening, *_table(matter, shared))
    if preparing_steps(matter):
        heading = "Your steps to fill it, once the time has come"
    return Section(heading, blocks, level=3)


def _getting_ready(matter: Matter, role: Role) -> Section:
    """The steps that get the seat ready and do not stand on the first page."""
    shown = set(steps_shown(matter))
    first = seats_to_fill(matter)[:1] == [role.id]
    left = [step for step in preparing_steps(matter) if first and step not in shown]
    return Section("Your further steps to get ready", _table(matter, left), level=3)


def _table(matter: Matter, steps: Iterable[Step]) -> tuple[Block, ...]:
    rows = tuple(step_row(step, matter.formats) for step in sorted(steps, key=lambda step: step.within_days))
    return (Table(HEAD, rows, widths=WIDTHS, row_heads=False),) if rows else ()


def _listed(heading: str, lines: tuple[str, ...], opening: str) -> Section:
    blocks: tuple[Block, ...] = (
        (Paragraph(opening), Bullets(tuple((line, "") for line in lines))) if lines else ()
    )
    return Section(heading, blocks, level=3)
