"""How sure the advice is: weightings, open answers, tipping points, unknowns and contradictions."""

from collections.abc import Iterable
from fractions import Fraction

from advisor.assessment import Choice, Threshold, Way
from advisor.conditions import Absence
from advisor.report.blocks import (
    Block,
    Bullets,
    Callout,
    Figure,
    Paragraph,
    Section,
    Share,
    ShareChart,
    Table,
    TippingChart,
    TippingLine,
    TippingPoint,
)
from advisor.report.matter import Matter
from advisor.report.outlook import (
    MOST_WAYS,
    changes_in_words,
    is_sooner,
    leads_to,
    most_useful,
    sureness_in_words,
    sureness_word,
    trigger_way,
    way_in_words,
)
from advisor.report.wording import (
    bound_in_words,
    capital,
    choice_in_words,
    choices_in_words,
    lower_first,
    number_in_words,
    points_in_words,
    rounded,
    spelled,
    unknown_facts,
)

MOST_POSSIBLE = 4
"""Verdicts still possible that are named; of further ones the sum is told."""

FEW = 3
"""Answers that a sentence can name; more are a list."""

MOST_SPELLED_OUT = 4
"""Changes of a way that are named where the report does not list all answers."""

MOST_ACTIONS = 3
"""Changes that together are still something to set out to do."""

FEWER_WAYS = 3
MOST_UNKNOWNS = 6
"""Ways to other advice and open answers that are named where the report does not list all answers."""

MOST_ENOUGH = 6
"""Answers that are named as enough where the report does not list all answers."""

STEP = (
    "A step goes from one choice to the next, or takes a number to where it begins to count otherwise. "
    "What follows names larger changes too, and several together."
)

MILLION = 1_000_000
"""Parts in which a chart holds shares of the answer sheets left: their number is too large to draw."""


def how_sure(matter: Matter) -> list[Section]:
    """Firmness and standing with their numbers, what else is possible, and what would tip it."""
    analysis, verdict = matter.assessment.analysis, matter.assessment.verdict
    if analysis is None or verdict.firmness is None:
        return []
    said = sureness_in_words(matter.assessment, matter.rulebook, matter.formats)
    blocks: list[Block] = [
        *(Paragraph(text, strong=not place) for place, text in enumerate(said)),
        *_weightings(matter),
        *_possible(matter),
    ]
    blocks += _enough(matter)
    blocks.append(Paragraph(STEP, small=True))
    return [
        Section(f"How sure this is: {sureness_word(matter.assessment).lower()}", tuple(blocks)),
        *_tipping(matter),
        *_unknowns(matter),
        *_contradictions(matter),
    ]


def _enough(matter: Matter) -> list[Block]:
    """Say how few answers carry the advice alone; which, where they are few or the report lists all."""
    analysis = matter.assessment.analysis
    if analysis is None or not analysis.sufficient:
        return []
    count, of = len(analysis.sufficient), matter.given_count()
    others = of - count
    if others < 1:
        return []
    rest = "whatever the other one was" if others == 1 else f"whatever the other {spelled(others)} were"
    said = f"{capital(spelled(count))} of your {spelled(of)} answers would have been enough, {rest}"
    if count > MOST_ENOUGH and not matter.numbered:
        return [Paragraph(f"{said}.")]
    titles = [matter.fact(fact).title for fact in analysis.sufficient]
    if count <= FEW:
        return [Paragraph(f"{said}: {'; '.join(titles)}.")]
    return [Paragraph(f"{said}:"), Bullets(tuple((title, "") for title in titles))]


def _weightings(matter: Matter) -> list[Block]:
    """Every way to weigh the dimensions, by the advice that comes out."""
    analysis = matter.assessment.analysis
    if analysis is None or analysis.robustness is None or len(analysis.robustness.verdicts) < 2:
        return []
    found, given = analysis.robustness, matter.assessment.verdict.choice
    shares = tuple(
        Share(choice_in_words(one.choice, matter.rulebook), one.weightings, given=one.choice == given)
        for one in found.verdicts
    )
    holds, of = matter.formats.number(found.holds), matter.formats.number(found.weightings)
    caption = f"The advice holds under {holds} of {of} ways to weigh the points"
    unit = "ways to weigh the points"
    blocks: list[Block] = [_shares(matter, "weightings", caption, ShareChart(shares, found.weightings, unit))]
    if found.nearest_flip:
        weights = ", ".join(
            f"{matter.rulebook.dimensions[name].title} {matter.formats.percent(Fraction(weight, 20))}"
            for name, weight in found.nearest_flip.weights.items()
        )
        there = choice_in_words(found.nearest_flip.choice, matter.rulebook)
        blocks.append(
            Paragraph(f"The nearest other weighting is {weights}: the advice would then be “{there}”.")
        )
    return blocks


def _shares(matter: Matter, name: str, caption: str, chart: ShareChart) -> Figure:
    shares = [matter.formats.percent(Fraction(share.count, chart.of)) for share in chart.shares]
    labels = [f"{share.label}{' (advised)' if share.given else ''}" for share in chart.shares]
    counted = chart.of != MILLION
    rows = tuple(
        (label, *([matter.formats.number(share.count)] if counted else []), said)
        for label, share, said in zip(labels, chart.shares, shares, strict=True)
    )
    head = ("Advice", *([chart.unit[:1].upper() + chart.unit[1:]] if counted else []), "Share")
    words = "; ".join(f"{label}: {said}" for label, said in zip(labels, shares, strict=True))
    numeric = (1, 2) if counted else (1,)
    return Figure(name, caption, f"{words}.", chart, Table(head, rows, numeric=numeric))


def _possible(matter: Matter) -> list[Block]:
    """What the open answers still allow."""
    analysis, given = matter.assessment.analysis, matter.assessment.verdict.choice
    if analysis is None or len(analysis.possible) < 2:
        return []
    told = [
        Share(
            choice_in_words(one.choice, matter.rulebook),
            rounded(one.share * MILLION),
            given=one.choice == given,
        )
        for one in analysis.possible
    ]
    further = [share for share in told[MOST_POSSIBLE:] if not share.given]
    if len(further) > 1:
        together = Share("other advice", sum(share.count for share in further), given=False)
        told = [*(share for share in told if share not in further), together]
    shares = tuple(told)
    count = capital(spelled(len(analysis.possible)))
    caption = f"{count} outcomes are possible as long as answers are missing"
    chart = ShareChart(shares, MILLION, "of the answer combinations left")
    return [_shares(matter, "possible", caption, chart)]


def _tipping(matter: Matter) -> list[Section]:
    """The fewest other answers that lead elsewhere, what you could change, and numbers that tip it."""
    analysis = matter.assessment.analysis
    if analysis is None:
        return []
    blocks: list[Block] = []
    told: list[Way] = []
    for kind, heading in (
        ("answer", "With other answers"),
        ("action", "What you could change yourself"),
    ):
        ways = [way for way in analysis.ways if way.kind == kind and way.changes]
        if not matter.numbered:  # that another role is not needed yet either leads nowhere
            waits = matter.assessment.verdict.choice.timing == "not-yet"
            ways = [way for way in ways if not (waits and way.to.timing == "not-yet")]
        if kind == "action":
            ways = [w for w in ways if is_sooner(w, matter.assessment) and len(w.changes) <= MOST_ACTIONS]
        ways = ways[: MOST_WAYS if matter.numbered else FEWER_WAYS]
        told += ways
        items = tuple(
            (
                leads_to(way, matter.rulebook),
                changes_in_words(way, matter.assessment, matter.rulebook, matter.formats)
                if matter.numbered or len(way.changes) <= MOST_SPELLED_OUT
                else "",
            )
            for way in ways
        )
        if items:
            blocks += [Paragraph(heading, strong=True), Bullets(items)]
        shut = [way.to for way in analysis.ways if way.kind == kind and way.impossible]
        if shut and (kind == "answer" or matter.numbered):
            blocks.append(Paragraph(f"{_SHUT[kind]} {choices_in_words(shut, matter.rulebook)}."))
    trigger = trigger_way(matter.assessment, matter.rulebook)
    if trigger and trigger not in told:
        said = way_in_words(trigger, matter.assessment, matter.rulebook, matter.formats)
        blocks.insert(0, Paragraph(f"What to watch for. {said}"))
    lines = _lines(matter, analysis.thresholds)
    if lines:
        blocks.append(_tipping_chart(matter, lines))
    return [Section("What it takes to change the advice", tuple(blocks), level=3)] if blocks else []


_SHUT = {
    "answer": "No answers at all lead to:",
    "action": "Nothing you could change yourself leads to:",
}


def _lines(matter: Matter, thresholds: Iterable[Threshold]) -> list[tuple[str, TippingLine]]:
    """Return each number beyond which the advice would be another, as a line around today's value."""
    found = []
    for threshold in thresholds:
        today = matter.known_number(threshold.fact)
        beyond: list[tuple[int | None, Choice | None, bool]] = [
            (threshold.below, threshold.verdict_below, False),
            (threshold.above, threshold.verdict_above, True),
        ]
        points = tuple(
            TippingPoint(value, choice_in_words(choice, matter.rulebook), upwards)
            for value, choice, upwards in beyond
            if value is not None and choice is not None
        )
        if today is None or not points:
            continue
        fact = matter.fact(threshold.fact)
        values = [today, *(point.value for point in points)]
        room = max(1, (max(values) - min(values)) // 2)
        low, high = max(fact.least, min(values) - room), min(fact.most, max(values) + room)
        unit = f"{matter.assessment.case.currency} {fact.unit}" if fact.money else fact.unit_of(today)
        found.append((fact.id, TippingLine(fact.title, unit, today, low, high, points)))
    return found


def _tipping_chart(matter: Matter, lines: list[tuple[str, TippingLine]]) -> Figure:
    case, rows = matter.assessment.case, []
    for name, line in lines:
        for point in line.points:
            fact = matter.fact(name)
            today = number_in_words(fact, line.today, case, matter.formats)
            there = bound_in_words(fact, point.value, line.today, case, matter.formats)
            rows.append((line.label, today, there, point.label))
    count = len({line.label for _, line in lines})
    caption = (
        "One number would change the advice alone"
        if count == 1
        else f"{capital(spelled(count))} numbers would change the advice, each alone"
    )
    words = "; ".join(f"{label}, {today} today: at {there}, {then}" for label, today, there, then in rows)
    table = Table(("Number", "Today", "At", "The advice would be"), tuple(rows))
    return Figure("tipping", caption, f"{words}.", TippingChart(tuple(line for _, line in lines)), table)


def _unknowns(matter: Matter) -> list[Section]:
    """What nobody could tell or was asked: the most useful first, then by the points it could still move."""
    facts = unknown_facts(matter.assessment, matter.rulebook)
    if not facts:
        return []
    useful = most_useful(matter.assessment)
    ranked = sorted(
        facts,
        key=lambda fact: (
            useful.index(fact.id) if fact.id in useful else len(useful),
            -sum(_points_open(matter, fact.id).values()),
        ),
    )
    told = ranked if matter.numbered else ranked[:MOST_UNKNOWNS]
    rows = tuple(
        (
            fact.title,
            "not known" if matter.assessment.states[fact.id] is Absence.DONT_KNOW else "not asked",
            _at_stake(matter, fact.id),
        )
        for fact in told
    )
    count = "One answer is" if len(facts) == 1 else f"{capital(spelled(len(facts)))} answers are"
    text = "Beside each stand the points that hang on it, alone or with other answers."
    if useful:
        first = "first is" if len(useful) == 1 else f"first {spelled(len(useful))} are"
        text = f"The {first} the most useful to find out next. {text}"
    if len(told) < len(facts):
        text += f" Of the {'others' if useful else 'missing answers'} those are named on which most hangs."
    table = Table(("What", "Why missing", "Points that hang on it"), rows, widths=(5, 2, 4))
    return [Section(f"{count} missing", (Paragraph(text), table), level=3)]


def _points_open(matter: Matter, name: str) -> dict[str, int]:
    """Map each role to the points of rules that are open and read a fact."""
    hangs_on = matter.rulebook.hangs_on
    open_rules = {finding.rule for finding in matter.assessment.findings if finding.outcome == "unknown"}
    found: dict[str, int] = {}
    for rule in matter.rulebook.rules:
        if rule.id in open_rules and any(name in hangs_on[demand.fact] for demand in rule.when):
            found[rule.role] = found.get(rule.role, 0) + rule.points
    return found


def _at_stake(matter: Matter, name: str) -> str:
    hangs_on = matter.rulebook.hangs_on
    said = [
        f"{matter.rulebook.roles[role].short}: up to {points_in_words(points, matter.formats)}"
        for role, points in _points_open(matter, name).items()
        if points
    ]
    unknown_gates = {found.gate for found in matter.assessment.gates if found.outcome == "unknown"}
    if any(
        gate.id in unknown_gates and any(name in hangs_on[demand.fact] for demand in gate.when)
        for gate in matter.rulebook.gates
    ):
        said.append("may hold a seat back")
    return "; ".join(said) or "none by now"


def _contradictions(matter: Matter) -> list[Section]:
    items = tuple((note.says, note.because) for note in matter.assessment.contradictions)
    if not items:
        return []
    text = Paragraph("Nothing was corrected: every answer counts as it was given.")
    callout = Callout(
        "Some answers do not fit together" if len(items) > 1 else "Two answers do not fit together",
        (Bullets(items), text),
        tone="caution",
    )
    titles = [lower_first(note.title) for note in matter.assessment.contradictions]
    heading = f"Check these answers: {'; '.join(titles)}" if len(titles) < 3 else "Check these answers"
    return [Section(heading, (callout,), level=3)]
