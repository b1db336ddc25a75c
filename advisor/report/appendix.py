"""The back of the report: all answers, how each point arose, the roles, the sources, versions and limits."""

from collections.abc import Iterator

from advisor.conditions import Absence
from advisor.report.blocks import Block, Paragraph, Part, Section, Table
from advisor.report.document import fingerprint
from advisor.report.matter import Matter
from advisor.report.pay import rate_in_words
from advisor.report.reasons import strongest, strongest_in
from advisor.report.wording import BASES, OUTCOMES, capital, citations_in_words, listed
from advisor.rulebook import CELL_POINTS, Source

LIMITS = (
    "This advice comes from heuristics: one article on the two roles, published practice and stated "
    "judgement. Nobody knows a size at which a company needs a COO. The advice knows only what was "
    "answered. It is no legal, tax or financial advice, and no substitute for knowing the people."
)


def all_answers(matter: Matter) -> list[Section]:
    """Every question with what was given, in the order asked, and what the answer counts towards."""
    numbers = matter.numbers()
    notes: dict[str, list[str]] = {}
    for note in matter.assessment.case.notes:
        notes.setdefault(note.fact, []).append(note.text)
    head = ("No.", "Question", "Answer", "Counts towards")
    noted = any(notes.get(fact) for fact in numbers)
    sections = [Section("Your answers", (Paragraph(_how_read(matter)),), part="appendix")]
    for page in matter.pages():
        rows = tuple(
            (
                str(numbers[question.fact]),
                question.asks,
                _given(matter, question.fact),
                _counts_towards(matter, question.fact),
                *([" ".join(notes.get(question.fact, ()))] if noted else []),
            )
            for question in page.questions
        )
        table = Table(
            (*head, *(["Note"] if noted else [])),
            rows,
            numeric=(0,),
            row_heads=False,
            widths=(1, 6, 4, 4, *([3] if noted else [])),
        )
        sections.append(Section(page.title, (table,), level=3, part="appendix"))
    return sections


def _how_read(matter: Matter) -> str:
    text = "“Not sure” marks what you did not know: it counts as the mean of what it could still be."
    return " ".join(filter(None, (text, rate_in_words(matter))))


def _given(matter: Matter, name: str) -> str:
    said = "Not sure" if name in matter.assessment.case.dont_know else matter.given(name)
    if name in matter.assessment.parked:
        return f"{said} (does not apply, not counted)"
    applies = matter.assessment.states[name] is not Absence.DOES_NOT_APPLY
    return capital(said if applies else matter.said(name, Absence.DOES_NOT_APPLY))


def _counts_towards(matter: Matter, name: str) -> str:
    """Say which cells and gates read an answer."""
    rulebook = matter.rulebook
    found: dict[str, dict[str, None]] = {}
    for rule in rulebook.rules:
        if rule.points and any(name in rulebook.hangs_on[demand.fact] for demand in rule.when):
            title = rulebook.dimensions[rule.dimension].title
            found.setdefault(rulebook.roles[rule.role].short, {})[title] = None
    said = [f"{short}: {listed([*titles])}" for short, titles in found.items()]
    if any(name in rulebook.hangs_on[demand.fact] for gate in rulebook.gates for demand in gate.when):
        said.append("what must be right first")
    return "; ".join(said) or "form and remarks only"


def points(matter: Matter) -> list[Section]:
    """Every rule of every cell: met or not, its points, the answers it read, and what it rests on."""
    assessment, rulebook = matter.assessment, matter.rulebook
    found = {finding.rule: finding for finding in assessment.findings}
    sections = [Section("How each point arose", (Paragraph(_arithmetic(matter)),), part="appendix")]
    for (role, dimension), rules in rulebook.cells.items():
        blocks: list[Block] = []
        statement = rulebook.statements.get((role, dimension))
        if statement:
            blocks.append(Paragraph(statement.says))
        rows = tuple(
            (
                rule.title,
                OUTCOMES[found[rule.id].outcome],
                f"{rule.points if found[rule.id].outcome == 'met' else 0} of {rule.points}",
                matter.evidence(found[rule.id].evidence),
                citations_in_words(rule.cites, rulebook),
            )
            for rule in rules
        )
        head = ("Reason", "Outcome", "Points", "Answers read", "Rests on")
        blocks.append(Table(head, rows, numeric=(2,), widths=(4, 2, 2, 6, 6)))
        heading = f"{rulebook.roles[role].title}: {rulebook.dimensions[dimension].title}"
        sections.append(Section(heading, tuple(blocks), level=3, part="appendix"))
    return sections


def _arithmetic(matter: Matter) -> str:
    weights = matter.assessment.case.weights
    weighed = (
        "The dimensions weigh "
        + listed(
            [
                f"{matter.rulebook.dimensions[name].title} {matter.formats.counted(5 * weight, 'percent')}"
                for name, weight in weights.items()
            ]
        )
        if weights
        else "All dimensions weigh the same"
    )
    return (
        f"Each role has {CELL_POINTS} points to earn on each dimension. {weighed}; a total is the "
        "weighed part of all points, out of 100. A rule that is met gives its points, one that is not "
        "met gives none. A rule that hangs on something unknown counts for the part of the possible "
        "answers that would meet it."
    )


def roles(matter: Matter) -> list[Section]:
    """The roles on each dimension, as the article tells them apart, in our own words."""
    rulebook = matter.rulebook
    rows, cites = [], []
    for dimension in rulebook.dimensions.values():
        statements = [rulebook.statements.get((role, dimension.id)) for role in rulebook.roles]
        rows.append((dimension.title, *(said.says if said else "–" for said in statements)))
        cites += [cite for said in statements if said for cite in said.cites]
    if not cites:
        return []
    table = Table(("", *(role.title for role in rulebook.roles.values())), tuple(rows))
    rests = Paragraph(f"Rests on: {citations_in_words(cites, rulebook)}. In our own words.", small=True)
    return [Section("What the roles are", (table, rests), part="appendix")]


def sources(matter: Matter) -> list[Section]:
    """Every source that a rule, gate, note or pay range shown here rests on, with basis and trust.

    A row each, by author, so that one named elsewhere can be found; the article first.
    """
    named = {cite.split("#", 1)[0] for cite in _cited(matter)}
    found = sorted(
        (source for name, source in matter.rulebook.sources.items() if name in named),
        key=lambda source: (source.basis != "article", source.author.casefold(), source.title),
    )
    if not found:
        return []
    rows = tuple((_named(one), _basis(one)) for one in found)
    explained = (
        "Trust: A official or peer reviewed, B reputable press or first-hand, C somebody with something "
        "to sell, D anonymous or gathered by machine. The article gives no numbers; every threshold rests "
        "on the others, and many on our own judgement."
    )
    table = Table(("Author and title", "Basis, trust"), rows, widths=(13, 3), dense=True)
    return [Section("Sources", (Paragraph(explained, small=True), table), part=_place(matter))]


def _place(matter: Matter) -> Part:
    """Return where sources and limits stand: a page of their own is for a report with all answers."""
    return "appendix" if matter.numbered else "body"


def _named(source: Source) -> str:
    return f"{source.author}: {source.title}{f', {source.year}' if source.year else ''}"


def _basis(source: Source) -> str:
    """Say what a source is, and how far it is to be trusted where that is told."""
    return BASES[source.basis] if source.trust == "-" else f"{BASES[source.basis]}, {source.trust}"


def _cited(matter: Matter) -> Iterator[str]:
    """Yield what this report cites: of rules those that it shows."""
    assessment, rulebook = matter.assessment, matter.rulebook
    shown = [rule for rule, _ in strongest(assessment, rulebook)]
    for role, dimension in rulebook.cells:
        found = strongest_in(assessment, rulebook, role, dimension)
        shown += [found[0]] if found else []
    for rule in rulebook.rules if matter.numbered else shown:
        yield from rule.cites
    acting = {gate.gate for gate in assessment.gates if gate.outcome == "met"}
    for gate in rulebook.gates:
        if gate.id in acting:
            yield from gate.cites
    for note in (*assessment.warnings, *assessment.forms, *assessment.reasons, *assessment.contradictions):
        yield from note.cites
    yield from (cite for seat in rulebook.roles.values() for line in seat.pay for cite in line.cites)
    policy = rulebook.policies[rulebook.policy]
    yield from (*policy.needed.cites, *policy.near.cites)
    yield from (cite for time in policy.times.values() for cite in time.cites)


def versions(matter: Matter) -> list[Section]:
    """Which rulebook and answers this was drawn from, and what this report is not."""
    mark = matter.assessment.rulebook
    drawn = (
        f"Rulebook {mark.id} {mark.version}, digest {mark.digest[:16]}. Fingerprint of the answers "
        f"{fingerprint(matter.assessment)[:16]}: the same answers under the same rules have the same one, "
        f"whatever the name. Money is counted in US dollars of {matter.rulebook.money_year}."
    )
    told = " ".join(filter(None, (drawn, rate_in_words(matter))))
    blocks = (Paragraph(LIMITS), Paragraph(told, small=True))
    return [Section("Limits and versions", blocks, part=_place(matter))]
