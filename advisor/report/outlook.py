"""How sure the advice is, what would change it, and what to find out next, in words for people."""

from collections.abc import Iterable, Iterator

from advisor.assessment import Assessment, Change, Gain, Threshold, Way
from advisor.report.blocks import Block, Bullets, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import TIMINGS, choice_in_words, percent, state_in_words
from advisor.rulebook import Rulebook

FIRMNESS = {"firm": "Firm", "leaning": "Leaning", "toss-up": "A close call"}
MOST_WAYS = 4
MOST_QUESTIONS = 3


def standing_in_words(assessment: Assessment) -> str:
    """Say what the answers still open can do to the advice; empty without an analysis."""
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or verdict.choice.timing is None:
        return ""
    if verdict.standing == "settled":
        return "Settled: nothing left unanswered can change this."
    share = next((one.share for one in analysis.possible if one.choice == verdict.choice), 0)
    opening = "Likely" if verdict.standing == "likely" else "Still open"
    return f"{opening}: this comes out on {percent(share)} of the answer combinations that are left."


def firmness_in_words(assessment: Assessment) -> str:
    """Say the one word for how firm the advice is, with the numbers behind it."""
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or analysis.robustness is None or verdict.firmness is None:
        return ""
    held = analysis.robustness
    near = [flip for flip in analysis.flips if flip.near]
    alone = {0: "no single answer, moved one step, changes it", 1: "one answer, moved one step, changes it"}
    flips = alone.get(len(near), f"{len(near)} single answers, each moved one step, change it")
    return (
        f"{FIRMNESS[verdict.firmness]}: it holds under {held.holds} of {held.weightings} ways to weigh the "
        f"points, and {flips}."
    )


def tipping_in_words(assessment: Assessment, rulebook: Rulebook) -> str:
    """Say the one change most worth knowing: the fewest answers that lead to another recommendation."""
    way = tipping_way(assessment)
    return way_in_words(way, assessment, rulebook) if way else ""


def tipping_way(assessment: Assessment) -> Way | None:
    """Return the way with the fewest changes, one to other roles before one to another time."""
    if assessment.analysis is None:
        return None
    ways = [way for way in assessment.analysis.ways if way.changes and way.kind == "answer"]
    roles = assessment.verdict.choice.roles
    return min(ways, key=lambda way: (len(way.changes), way.to.roles == roles), default=None)


def trigger_way(assessment: Assessment) -> Way | None:
    """Return the way with the fewest changes from "soon" or "not yet" to the same roles now."""
    given = assessment.verdict.choice
    if assessment.analysis is None or given.timing in {None, "now"}:
        return None
    ways = [
        w
        for w in assessment.analysis.ways
        if w.changes and w.to.roles == given.roles and w.to.timing == "now"
    ]
    return min(ways, key=lambda way: (len(way.changes), way.kind != "action"), default=None)


def way_in_words(way: Way, assessment: Assessment, rulebook: Rulebook) -> str:
    """Say a way as one sentence."""
    return f"The advice would be {_leads_to(way, rulebook)}: {_changes(way, assessment, rulebook)}."


def _leads_to(way: Way, rulebook: Rulebook) -> str:
    count = len(way.changes)
    others = "one other answer" if count == 1 else f"{count} other answers"
    return f"“{choice_in_words(way.to, rulebook)}” with {others}"


def _changes(way: Way, assessment: Assessment, rulebook: Rulebook) -> str:
    return "; ".join(_change(change, assessment, rulebook) for change in way.changes)


def _is_sooner(way: Way, assessment: Assessment) -> bool:
    """Say whether a way leads to a seat no later than the advice: nobody sets out to need one less."""
    given, to = assessment.verdict.choice, way.to
    order = list(TIMINGS)
    return order.index(to.timing or "now") <= order.index(given.timing or "now")


def _change(change: Change, assessment: Assessment, rulebook: Rulebook) -> str:
    fact = rulebook.facts[change.fact]
    after = state_in_words(fact, change.after, assessment.case)
    before = state_in_words(fact, change.before, assessment.case)
    return f"{fact.title}: {after} (now: {before})"


def questions_in_words(gains: Iterable[Gain], rulebook: Rulebook) -> list[str]:
    """Name the open questions most worth asking."""
    return [rulebook.facts[gain.fact].title for gain in list(gains)[:MOST_QUESTIONS]]


def how_sure(matter: Matter) -> list[Section]:
    """Standing and firmness with their numbers, and what else is possible."""
    assessment, rulebook = matter.assessment, matter.rulebook
    analysis = assessment.analysis
    if analysis is None or assessment.verdict.choice.timing is None:
        return []
    blocks: list[Block] = [
        Paragraph(firmness_in_words(assessment), strong=True),
        Paragraph(standing_in_words(assessment)),
    ]
    nearest = analysis.robustness and analysis.robustness.nearest_flip
    if nearest:
        weights = ", ".join(
            f"{rulebook.dimensions[d].title} {5 * w} percent" for d, w in nearest.weights.items()
        )
        blocks.append(
            Paragraph(
                f"The nearest other weighting is {weights}: the advice would then be "
                f"“{choice_in_words(nearest.choice, rulebook)}”."
            )
        )
    if len(analysis.possible) > 1:
        rows = tuple((choice_in_words(one.choice, rulebook), percent(one.share)) for one in analysis.possible)
        blocks.append(Table(("Still possible", "Share of the answer combinations left"), rows))
    if analysis.sufficient:
        titles = "; ".join(rulebook.facts[fact].title for fact in analysis.sufficient)
        count = len(analysis.sufficient)
        blocks.append(Paragraph(f"{count} of your answers settle this, whatever the others are: {titles}."))
    questions = questions_in_words(analysis.ask_next, rulebook)
    if questions:
        blocks.append(Paragraph(f"Most useful to find out next: {'; '.join(questions)}."))
    return [
        Section(
            f"How sure this is: {FIRMNESS[assessment.verdict.firmness or 'leaning'].lower()}", tuple(blocks)
        )
    ]


def what_would_change_it(matter: Matter) -> list[Section]:
    """The fewest other answers that lead elsewhere, and what you could change yourself."""
    assessment, rulebook = matter.assessment, matter.rulebook
    analysis = assessment.analysis
    if analysis is None or assessment.verdict.choice.timing is None:
        return []
    blocks: list[Block] = []
    for kind, heading in (
        ("answer", "Had you answered differently"),
        ("action", "What you could change yourself"),
    ):
        ways = [way for way in analysis.ways if way.kind == kind and way.changes]
        if kind == "action":
            ways = [way for way in ways if _is_sooner(way, assessment)]
        ways = ways[:MOST_WAYS]
        if ways:
            blocks.append(Paragraph(heading, strong=True))
            items = [(_leads_to(way, rulebook), _changes(way, assessment, rulebook)) for way in ways]
            blocks.append(Bullets(tuple(items)))
        shut = [way for way in analysis.ways if way.kind == kind and way.impossible]
        if shut:
            named = "; ".join(f"“{choice_in_words(way.to, rulebook)}”" for way in shut)
            blocks.append(Paragraph(f"{_SHUT[kind]} {named}."))
    near = [text for threshold in analysis.thresholds for text in _beyond(threshold, assessment, rulebook)]
    if near:
        blocks += [
            Paragraph("Where a number would tip it", strong=True),
            Bullets(tuple((t, "") for t in near)),
        ]
    trigger = trigger_way(assessment)
    if trigger:
        blocks.insert(0, Paragraph(f"What to watch for. {way_in_words(trigger, assessment, rulebook)}"))
    return [Section("What would change it", tuple(blocks))] if blocks else []


def _beyond(threshold: Threshold, assessment: Assessment, rulebook: Rulebook) -> Iterator[str]:
    """Say from where on, up or down, a number alone would bring other advice."""
    fact = rulebook.facts[threshold.fact]
    for word, value, choice in (
        ("up to", threshold.below, threshold.verdict_below),
        ("from", threshold.above, threshold.verdict_above),
    ):
        if value is not None and choice is not None:
            said = state_in_words(fact, value, assessment.case)
            yield f"{fact.title}: {word} {said}, the advice would be “{choice_in_words(choice, rulebook)}”."


_SHUT = {
    "answer": "No answers at all lead to:",
    "action": "Nothing you could change yourself leads to:",
}
