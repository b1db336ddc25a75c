"""How sure the advice is, what would change it, and what to find out next, in words for people."""

from collections.abc import Iterable

from advisor.assessment import Assessment, Change, Gain, Way
from advisor.report.formats import SCREEN, Formats
from advisor.report.wording import TIMINGS, choice_in_words, state_in_words
from advisor.rulebook import Rulebook

FIRMNESS = {"firm": "Firm", "leaning": "Leaning", "toss-up": "A close call"}
MOST_WAYS = 4
MOST_QUESTIONS = 3


def standing_in_words(assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say what the answers still open can do to the advice; empty without an analysis."""
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or verdict.choice.timing is None:
        return ""
    if verdict.standing == "settled":
        return "Nothing left unanswered can change this."
    share = next((one.share for one in analysis.possible if one.choice == verdict.choice), 0)
    opening = "Likely" if verdict.standing == "likely" else "Still open"
    said = f"{opening}: this comes out on {formats.percent(share)} of the answer combinations that are left."
    likeliest = analysis.possible[0]
    if likeliest.choice == verdict.choice:
        return said
    other, more = choice_in_words(likeliest.choice, rulebook), formats.percent(likeliest.share)
    return f"{said} “{other}” comes out more often, on {more}."


def firmness_in_words(assessment: Assessment) -> str:
    """Say the one word for how firm the advice is, with the numbers behind it."""
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or analysis.robustness is None or verdict.firmness is None:
        return ""
    held = analysis.robustness
    near = [flip for flip in analysis.flips if flip.near]
    few = {0: "no answer", 1: "one answer"}
    flips = f"{few.get(len(near), f'any one of {len(near)} answers')}, moved alone to the next choice,"
    return (
        f"{FIRMNESS[verdict.firmness]}: it holds under {held.holds} of {held.weightings} ways to weigh the "
        f"points, and {flips} would change it."
    )


def tipping_in_words(assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say the one change most worth knowing: the fewest answers that lead to another recommendation."""
    way = tipping_way(assessment)
    return way_in_words(way, assessment, rulebook, formats) if way else ""


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


def way_in_words(way: Way, assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say a way as one sentence."""
    changes = changes_in_words(way, assessment, rulebook, formats)
    return f"The advice would be {leads_to(way, rulebook)}: {changes}."


def leads_to(way: Way, rulebook: Rulebook) -> str:
    """Say where a way leads and with how many other answers."""
    count = len(way.changes)
    others = "one other answer" if count == 1 else f"{count} other answers"
    return f"“{choice_in_words(way.to, rulebook)}” with {others}"


def changes_in_words(way: Way, assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say the changes of a way, each with what is so now."""
    return "; ".join(_change(change, assessment, rulebook, formats) for change in way.changes)


def is_sooner(way: Way, assessment: Assessment) -> bool:
    """Say whether a way leads to a seat no later than the advice: nobody sets out to need one less."""
    given, to = assessment.verdict.choice, way.to
    order = list(TIMINGS)
    return order.index(to.timing or "now") <= order.index(given.timing or "now")


def _change(change: Change, assessment: Assessment, rulebook: Rulebook, formats: Formats) -> str:
    fact = rulebook.facts[change.fact]
    after = state_in_words(fact, change.after, assessment.case, formats)
    before = state_in_words(fact, change.before, assessment.case, formats)
    return f"{fact.title}: {after} (now: {before})"


def questions_in_words(gains: Iterable[Gain], rulebook: Rulebook) -> list[str]:
    """Name the open questions most worth asking."""
    return [rulebook.facts[gain.fact].title for gain in list(gains)[:MOST_QUESTIONS]]
