"""How sure the advice is, what would change it, and what to find out next, in words for people."""

from advisor.assessment import Assessment, Change, Way
from advisor.conditions import Absence, State
from advisor.report.formats import SCREEN, Formats
from advisor.report.wording import (
    TIMINGS,
    bound_in_words,
    choice_in_words,
    spelled,
    state_in_words,
    unknown_facts,
)
from advisor.rulebook import Rulebook

FIRMNESS = {"firm": "Firm", "leaning": "Leaning", "toss-up": "A close call"}
NO_FLIP = "no single step in an answer changes it"
OPEN = frozenset({Absence.NOT_ASKED, Absence.DONT_KNOW})
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
    """Say what the answers still missing can do to the advice; empty without an analysis."""
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or verdict.choice.timing is None:
        return ""
    if not unknown_facts(assessment, rulebook):
        return "No answer is missing."
    if verdict.standing == "settled":
        return "By the answers still missing: settled. None of them can change it."
    share = next((one.share for one in analysis.possible if one.choice == verdict.choice), 0)
    word = "likely" if verdict.standing == "likely" else "open"
    said = (
        f"By the answers still missing: {word}. "
        f"This advice comes out on {formats.percent(share)} of their combinations."
    )
    likeliest = analysis.possible[0]
    if likeliest.choice == verdict.choice:
        return said
    other, more = choice_in_words(likeliest.choice, rulebook), formats.percent(likeliest.share)
    return f"{said} “{other}” comes out more often, on {more}."


def firmness_in_words(assessment: Assessment) -> str:
    """Say the one word for how firm the advice is on the answers given, with the numbers behind it.

    Where the advice is still open that is its word, and this has none.
    """
    analysis, verdict = assessment.analysis, assessment.verdict
    if analysis is None or analysis.robustness is None or verdict.firmness is None:
        return ""
    held = analysis.robustness
    is_open = verdict.standing == "open"
    opening = ", it" if is_open else f": {FIRMNESS[verdict.firmness].lower()}. It"
    return (
        f"By the answers you gave{opening} holds under {held.holds} of {held.weightings} ways to weigh the "
        f"points, and {flips_in_words(assessment) or NO_FLIP}."
    )


def flips_in_words(assessment: Assessment) -> str:
    """Say in a few words how many given answers change the advice by one step; empty where none does."""
    near = sum(flip.near for flip in assessment.analysis.flips) if assessment.analysis else 0
    few = {1: "one answer", 2: "either of two answers"}
    return f"one step in {few.get(near, f'any of {spelled(near)} answers')} changes it" if near else ""


def tipping_in_words(assessment: Assessment, rulebook: Rulebook, formats: Formats = SCREEN) -> str:
    """Say the one change most worth knowing, and how it stands to what was said of single steps."""
    way = tipping_way(assessment, rulebook)
    if way is None:
        return ""
    said = way_in_brief(way, assessment, rulebook, formats)
    near = any(flip.near for flip in assessment.analysis.flips) if assessment.analysis else False
    if near or len(way.changes) > MOST_CHANGES:
        return said
    if len(way.changes) > 1:
        several = spelled(len(way.changes))
        return f"No single step in an answer changes it; {several} changes together would. {said}"
    if way.changes[0].before in OPEN:
        return f"No single step in an answer you gave changes it; an answer still missing could. {said}"
    return f"No single step in an answer changes it; a larger change would. {said}"


def tipping_way(assessment: Assessment, rulebook: Rulebook) -> Way | None:
    """Return the change most worth knowing: one step of one answer, else the way with the fewest changes.

    To other roles before another time, and through what a company can change before what it is. A way
    from one role not yet to another not yet is none: that another is not needed either leads nowhere.
    """
    if assessment.analysis is None:
        return None
    given, states = assessment.verdict.choice, assessment.states
    steps = [
        Way(flip.choice, "answer", (Change(flip.fact, _given(assessment, flip.fact), flip.after),), False, 1)
        for flip in assessment.analysis.flips
        if flip.near and flip.fact in states
    ]
    ways = [way for way in assessment.analysis.ways if way.changes and way.kind == "answer"]
    telling = [way for way in (*steps, *ways) if not way.to.timing == given.timing == "not-yet"]
    place = {id(way): number for number, way in enumerate(telling)}

    def rank(way: Way) -> tuple[bool, bool, int, bool, bool, int]:
        facts = [rulebook.facts[change.fact] for change in way.changes]
        fixed = any(fact.changeable == "no" for fact in facts)
        same = way.to.roles == given.roles
        return of_kind(way, rulebook), way not in steps, len(facts), same, fixed, place[id(way)]

    return min(telling, key=rank, default=None)


def _given(assessment: Assessment, name: str) -> State:
    return assessment.case.state(name)


def of_kind(way: Way, rulebook: Rulebook) -> bool:
    """Say whether a way leads through another kind of company, by which bands are looked up."""
    kinds = {fact.by for fact in rulebook.facts.values()}
    return any(change.fact in kinds for change in way.changes)


def trigger_way(assessment: Assessment, rulebook: Rulebook) -> Way | None:
    """Return the way with the fewest changes from "soon" or "not yet" to the same roles now.

    What kind of company it is will not change: a way through that is no mark to look again at.
    """
    given = assessment.verdict.choice
    if assessment.analysis is None or given.timing in {None, "now"}:
        return None
    ways = [
        w
        for w in assessment.analysis.ways
        if w.changes and w.to.roles == given.roles and w.to.timing == "now" and not of_kind(w, rulebook)
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
    still_open = sum(change.before in OPEN for change in way.changes)
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
    if fact.money and isinstance(change.after, int) and isinstance(change.before, int):
        after = bound_in_words(fact, change.after, change.before, assessment.case, formats)
    before = state_in_words(fact, change.before, assessment.case, formats)
    return f"{fact.title}: {after} (now: {before})"


def most_useful(assessment: Assessment) -> list[str]:
    """Return the facts of the open questions most worth an answer, the most useful first."""
    gains = assessment.analysis.find_out if assessment.analysis else ()
    return [gain.fact for gain in gains[:MOST_QUESTIONS]]


def questions_in_words(assessment: Assessment, rulebook: Rulebook) -> list[str]:
    """Name the open questions most worth an answer."""
    return [rulebook.facts[fact].title for fact in most_useful(assessment)]
