"""The whole rulebook as a document: questions, rules, points, gates, notes, sources and proofs."""

from collections.abc import Iterator

from advisor.conditions import Condition
from advisor.report.blocks import Block, Paragraph, Report, Section, Table
from advisor.report.wording import BASES, TIMINGS, citations_in_words, demand_in_words
from advisor.rulebook import CELL_POINTS, Fact, Gate, NoteKind, Rulebook

KINDS: dict[NoteKind, str] = {
    "warning": "Warnings",
    "contradiction": "Contradictions",
    "form": "Forms",
    "reason": "Reasons for the seat",
}

Proved = tuple[tuple[str, str], ...]
"""What was proved, as (what, figure)."""


def compose_manual(rulebook: Rulebook, proved: Proved) -> Report:
    """Return the document of a rulebook; `proved` are lines for its chapter on proofs."""
    return Report(
        title=rulebook.title,
        subtitle=f"{rulebook.id} {rulebook.version} · digest {rulebook.digest[:16]}",
        sections=(
            _arithmetic(rulebook),
            *_questions(rulebook),
            *_bands(rulebook),
            *_cells(rulebook),
            _gates(rulebook),
            *_notes(rulebook),
            _sources(rulebook),
            Section("What is proved", (Table(("What", "Figure"), proved),)),
        ),
    )


def _arithmetic(rulebook: Rulebook) -> Section:
    policy = rulebook.policies[rulebook.policy]
    return Section(
        "How points become advice",
        (
            Paragraph(
                f"{len(rulebook.roles)} roles on {len(rulebook.dimensions)} dimensions make "
                f"{len(rulebook.cells)} cells. Each cell hands out {CELL_POINTS} points over its rules. "
                "A role's total is 100 times its points over all it could have. What is not known counts "
                "as the mean of what it could still be."
            ),
            Table(
                ("Mark", "Points", "Because", "Rests on"),
                tuple(
                    (name, str(mark.points), mark.because, citations_in_words(mark.cites, rulebook))
                    for name, mark in (("needed now", policy.needed), ("needed soon", policy.near))
                ),
            ),
        ),
    )


def _questions(rulebook: Rulebook) -> Iterator[Section]:
    yield Section("The questions")
    for page in rulebook.questionnaires[rulebook.questionnaire].pages:
        rows = tuple((q.asks, _answers(rulebook.facts[q.fact]), q.why, q.fact) for q in page.questions)
        yield Section(page.title, (Table(("Question", "Answers", "Why we ask", "Fact"), rows),), level=3)


def _answers(fact: Fact) -> str:
    if fact.values:
        return " / ".join(fact.values.values())
    return "yes / no" if fact.kind == "yes-no" else f"{fact.least:,} to {fact.most:,} {fact.unit}"


def _bands(rulebook: Rulebook) -> Iterator[Section]:
    derived = [fact for fact in rulebook.facts.values() if fact.kind == "derived"]
    if not derived:
        return
    yield Section("Bands that differ by kind of business")
    for fact in derived:
        labels = rulebook.facts[fact.by].values
        rows = tuple(
            (
                labels.get(row.by, row.by),
                ", ".join(f"{start:,}" for start in row.starts),
                row.because,
                citations_in_words(row.cites, rulebook),
            )
            for row in fact.rows
        )
        steps = "; ".join(fact.values.values())
        yield Section(
            fact.title,
            (
                Paragraph(f"{fact.because} The steps: {steps}."),
                Table(("For", "Steps start at", "Because", "Rests on"), rows),
            ),
            level=3,
        )


def _cells(rulebook: Rulebook) -> Iterator[Section]:
    for role in rulebook.roles.values():
        yield Section(f"What speaks for a {role.title}", (Paragraph(role.summary),))
        for dimension in rulebook.dimensions.values():
            blocks: list[Block] = []
            statement = rulebook.statements.get((role.id, dimension.id))
            if statement:
                blocks.append(
                    Paragraph(f"{statement.says} ({citations_in_words(statement.cites, rulebook)})")
                )
            rows = tuple(
                (
                    rule.title,
                    str(rule.points),
                    _conditions(rulebook, rule.when),
                    rule.because,
                    citations_in_words(rule.cites, rulebook),
                )
                for rule in rulebook.cells[role.id, dimension.id]
            )
            blocks.append(Table(("Reason", "Points", "When", "Because", "Rests on"), rows))
            yield Section(f"{role.short}: {dimension.title}", tuple(blocks), level=3)


def _conditions(rulebook: Rulebook, when: Condition) -> str:
    """Say a condition, such as "Departments: at least 4 departments"."""
    return "; and ".join(
        f"{rulebook.facts[demand.fact].title}: {demand_in_words(rulebook.facts[demand.fact], demand)}"
        for demand in when
    )


def _gates(rulebook: Rulebook) -> Section:
    rows = tuple(
        (gate.title, _effect(gate, rulebook), _conditions(rulebook, gate.when), gate.because, _first(gate))
        for gate in sorted(rulebook.gates, key=lambda gate: gate.order)
    )
    return Section(
        "What has to be right first",
        (Table(("Gate", "What it does", "When", "Because", "What to do first"), rows),),
    )


def _first(gate: Gate) -> str:
    again = f" Look at this again when {gate.again}." if gate.again else ""
    return " ".join(f"{step.does} Done when {step.done}." for step in gate.first) + again


def _effect(gate: Gate, rulebook: Rulebook) -> str:
    target = gate.effect.target
    if gate.effect.kind == "block":
        return f"no {rulebook.roles[target].short} for now"
    return (
        f"the advice waits: {TIMINGS.get(target, target)}"
        if gate.effect.kind == "defer"
        else f"form: {target}"
    )


def _notes(rulebook: Rulebook) -> Iterator[Section]:
    for kind, heading in KINDS.items():
        notes = [note for note in rulebook.notes if note.kind == kind]
        if notes:
            rows = tuple(
                (
                    note.title,
                    _conditions(rulebook, note.when) or "always",
                    " ".join(part for part in (note.says, note.because, note.sign, note.do) if part),
                )
                for note in notes
            )
            yield Section(heading, (Table(("Title", "When", "What it says"), rows),))


def _sources(rulebook: Rulebook) -> Section:
    rows = tuple(
        (s.author, s.title, str(s.year or "no date"), BASES[s.basis], s.trust, "; ".join(s.passages.values()))
        for s in rulebook.sources.values()
    )
    head = ("Author", "Title", "Year", "Basis", "Trust", "What it says, in our words")
    return Section("Sources", (Table(head, rows),))
