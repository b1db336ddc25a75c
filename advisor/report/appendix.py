"""The back of the report: all answers, how each point arose, the sources, versions and limits."""

from advisor.assessment import Assessment
from advisor.report.blocks import Block, Bullets, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import BASES, OUTCOMES, citations_in_words, evidence_in_words, given_in_words
from advisor.rulebook import Rulebook

LIMITS = (
    "This advice comes from heuristics: one article on the two roles, published practice and stated "
    "judgement. Nobody knows a size at which a company needs a COO. The advice knows only what was "
    "answered. It is no legal, tax or financial advice, and no substitute for knowing the people."
)


def all_answers(matter: Matter) -> list[Section]:
    """Every question with what was given, in the order asked."""
    assessment, rulebook = matter.assessment, matter.rulebook
    case = assessment.case
    sections = [Section("Your answers", ())]
    for page in rulebook.questionnaires[rulebook.questionnaire].pages:
        rows = tuple(
            (rulebook.facts[question.fact].title, _given(assessment, rulebook, question.fact))
            for question in page.questions
        )
        sections.append(Section(page.title, (Table(("Question", "Answer"), rows),), level=3))
    if case.currency != "USD":
        rate = f"One {case.currency} was counted as {float(case.dollars_per_unit):g} US dollars."
        sections.append(Section("Money", (Paragraph(rate),), level=3))
    return sections


def _given(assessment: Assessment, rulebook: Rulebook, name: str) -> str:
    said = given_in_words(rulebook.facts[name], assessment.case)
    return f"{said} (does not apply, not counted)" if name in assessment.parked else said


def points(matter: Matter) -> list[Section]:
    """Every rule of every cell: met or not, its points, the answers it read, and what it rests on."""
    assessment, rulebook = matter.assessment, matter.rulebook
    found = {finding.rule: finding for finding in assessment.findings}
    sections = [Section("How each point arose", ())]
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
                evidence_in_words(found[rule.id].evidence, rulebook, assessment.case),
                citations_in_words(rule.cites, rulebook),
            )
            for rule in rules
        )
        blocks.append(Table(("Reason", "Outcome", "Points", "Answers read", "Rests on"), rows))
        heading = f"{rulebook.roles[role].title}: {rulebook.dimensions[dimension].title}"
        sections.append(Section(heading, tuple(blocks), level=3))
    return sections


def sources(matter: Matter) -> list[Section]:
    """Every source that a met rule, acting gate or shown note rests on, with basis and trust."""
    assessment, rulebook = matter.assessment, matter.rulebook
    cites = [cite for f in assessment.findings if f.outcome == "met" for cite in rulebook.rule[f.rule].cites]
    acting = {gate.gate for gate in assessment.gates if gate.outcome == "met"}
    cites += [cite for gate in rulebook.gates if gate.id in acting for cite in gate.cites]
    cites += [cite for note in assessment.warnings for cite in note.cites]
    named = [rulebook.sources[name] for name in dict.fromkeys(cite.split("#", 1)[0] for cite in cites)]
    if not named:
        return []
    rows = tuple((s.author, s.title, str(s.year or "no date"), BASES[s.basis], s.trust) for s in named)
    explained = (
        "Trust: A official or peer reviewed, B reputable press or first-hand, C somebody with something "
        "to sell, D anonymous or gathered by machine. The article gives no numbers; every threshold rests "
        "on the others."
    )
    table = Table(("Author", "Title", "Year", "Basis", "Trust"), rows)
    return [Section("What this rests on", (Paragraph(explained), table))]


def versions(matter: Matter) -> list[Section]:
    """Which rulebook this was drawn from, and what this report is not."""
    mark = matter.assessment.rulebook
    return [
        Section(
            "Limits and versions",
            (
                Paragraph(LIMITS),
                Bullets(((f"Rulebook {mark.id} {mark.version}, digest {mark.digest[:16]}", ""),)),
            ),
        )
    ]
