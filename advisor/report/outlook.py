"""How sure the advice is, what would change it, and what to find out next, in words for people."""

from advisor.assessment import Assessment, Change, Way
from advisor.conditions import Absence
from advisor.report.formats import SCREEN, Formats
from advisor.report.wording import TIMINGS, choice_in_words, spelled, state_in_words
from advisor.rulebook import Rulebook

FIRMNESS = {"firm": "Firm", "leaning": "Leaning", "toss-up": "A close call"}
MOST_WAYS = 4
MOST_QUESTIONS = 3
MOST_CHANGES = 2
"""Changes of a way that are told where room is short; more together are no small change."""


def sureness_word(assessment: Assessment) -> str:
    """Say how sure the advice is in a word or two: open answers come before how firm the given ones are."""
    firmness = assessment.verdict.firmness
    if assessment.verdict.standing == "open" or firmness is None:
        return "Still open"
    return FIRMNESS[firmness]


def sureness_in_words(
    assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN
) -> tuple[str, ...]:
    """Say in sentences how sure the advice is: first what gave it its word."""
    standing, firmness = standing_in_words(assessment, rulebook, formats), firmness_in_words(assessment)
    both = (standing, firmness) if assessment.verdict.standing == "open" else (firmness, standing)
    return tuple(filter(None, both))


def is_outnumbered(assessment: Assessment) -> bool:
    """Say whether the advice is still open and another comes out more often."""
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or verdict.standing != "open" or verdict.choice.timing is None:
        return False
    return analysis.possible[0].choice != verdict.choice


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
    near = sum(flip.near for flip in analysis.flips)
    few = {0: "no given answer", 1: "one given answer", 2: "either of two given answers"}
    flips = f"{few.get(near, f'any one of {spelled(near)} given answers')}, moved alone to the next choice,"
    opening = "On the answers given," if verdict.standing == "open" else f"{FIRMNESS[verdict.firmness]}:"
    return (
        f"{opening} it holds under {held.holds} of {held.weightings} ways to weigh the "
        f"points, and {flips} would change it."
    )


def flips_in_words(assessment: Assessment) -> str:
    """Say in a few words how many answers would change the advice, each alone; empty where none would."""
    near = sum(flip.near for flip in assessment.analysis.flips) if assessment.analysis else 0
    few = {1: "one answer", 2: "either of two answers"}
    return f"{few.get(near, f'any one of {spelled(near)} answers')} would change it" if near else ""


def tipping_in_words(assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say the one change most worth knowing: the fewest answers that lead to another recommendation."""
    way = tipping_way(assessment)
    return way_in_brief(way, assessment, rulebook, formats) if way else ""


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


def way_in_brief(way: Way, assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say a way as one sentence, and of a long one only how long it is."""
    if len(way.changes) <= MOST_CHANGES:
        return way_in_words(way, assessment, rulebook, formats)
    there = choice_in_words(way.to, rulebook)
    return f"No small change would lead to “{there}”: it takes {len(way.changes)} other answers together."


def leads_to(way: Way, rulebook: Rulebook) -> str:
    """Say where a way leads and with how many other answers, or answers where there is none yet."""
    count = len(way.changes)
    still_open = sum(change.before in {Absence.NOT_ASKED, Absence.DONT_KNOW} for change in way.changes)
    kind = "open" if still_open == count else "other"
    others = f"one {kind} answer" if count == 1 else f"{count} {kind} answers"
    if 0 < still_open < count:
        others += f", {spelled(still_open)} of them open now"
    return f"“{choice_in_words(way.to, rulebook)}” with {others}"


def changes_in_words(way: Way, assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say the changes of a way, each with what is so now."""
    return "; ".join(_change(change, assessment, rulebook, formats) for change in way.changes)


def is_sooner(way: Way, assessment: Assessment) -> bool:
    """Say whether a way leads to a seat, no later than the advice: nobody sets out to need one less."""
    given, to = assessment.verdict.choice, way.to
    order = list(TIMINGS)
    return to.timing != "not-yet" and order.index(to.timing or "now") <= order.index(given.timing or "now")


def _change(change: Change, assessment: Assessment, rulebook: Rulebook, formats: Formats) -> str:
    fact = rulebook.facts[change.fact]
    after = state_in_words(fact, change.after, assessment.case, formats)
    before = state_in_words(fact, change.before, assessment.case, formats)
    return f"{fact.title}: {after} (now: {before})"


def most_useful(assessment: Assessment) -> list[str]:
    """Return the facts of the open questions most worth an answer, the most useful first."""
    gains = assessment.analysis.find_out if assessment.analysis else ()
    return [gain.fact for gain in gains[:MOST_QUESTIONS]]


def questions_in_words(assessment: Assessment, rulebook: Rulebook) -> list[str]:
    """Name the open questions most worth an answer."""
    return [rulebook.facts[fact].title for fact in most_useful(assessment)]
