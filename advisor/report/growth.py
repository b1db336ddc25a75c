"""When to look again: a day, the levels that would bring other advice, and the size at last year's pace."""

from collections.abc import Iterator
from fractions import Fraction

from advisor.assessment import Choice
from advisor.report.again import again_in_words, latest_in_words
from advisor.report.blocks import (
    Block,
    Bullets,
    Figure,
    Moment,
    Paragraph,
    Section,
    Table,
    TimelineChart,
    Trigger,
)
from advisor.report.holding import holding
from advisor.report.matter import Matter
from advisor.report.wording import bound_in_words, capital, choice_in_words, number_in_words, rounded, spelled
from advisor.rulebook import TIMINGS, Fact

YEARS = 3
STEADY = 33
"""Percent a year above which growth is fast, and seldom lasts for more than a year."""

FASTEST = 100
"""Percent a year above which nothing is drawn."""


def growth(matter: Matter) -> list[Section]:
    """By when at the latest, the numbers to watch, what has to be right first, and the path of the size."""
    rows = tuple(_watched(matter))
    again = again_in_words(matter)
    blocks: list[Block] = [Paragraph(again)] if again else []
    if rows:
        blocks.append(Table(("Watch", "Now", "Look again at", "Expected", "The advice would be"), rows))
    marks = tuple(
        (f"{capital(one.gate.again)}.", one.gate.title) for one in holding(matter) if one.gate.again
    )
    if marks:
        blocks += [Paragraph("For what has to be right first, the mark is that:"), Bullets(marks)]
    blocks += _path(matter)
    if not blocks:
        return []
    return [Section(_heading(matter, marked=bool(rows or marks)), tuple(blocks))]


def _heading(matter: Matter, *, marked: bool) -> str:
    """State the day, or the span of time, after which to look again."""
    latest = latest_in_words(matter)
    if not latest:
        return "Look again as soon as a mark is met" if marked else "How the size may change"
    return f"Look again {latest}, or as soon as a mark is met" if marked else f"Look again {latest}"


def _watched(matter: Matter) -> Iterator[tuple[str, str, str, str, str]]:
    """The numbers that alone lead to other roles or to an earlier time: nobody waits for needing less."""
    analysis, given = matter.assessment.analysis, matter.assessment.verdict.choice
    for threshold in analysis.thresholds if analysis else ():
        today = matter.known_number(threshold.fact)
        fact = matter.fact(threshold.fact)
        for value, choice, way in (
            (threshold.below, threshold.verdict_below, "less"),
            (threshold.above, threshold.verdict_above, "more"),
        ):
            if today is not None and value is not None and choice is not None and _is_more(choice, given):
                case, formats = matter.assessment.case, matter.formats
                now = number_in_words(fact, today, case, formats)
                there = bound_in_words(fact, value, today, case, formats)
                expected = _expected(matter, fact, value) if way == "more" else "–"
                said = capital(choice_in_words(choice, matter.rulebook))
                yield fact.title, now, there, expected, said


def _is_more(choice: Choice, given: Choice) -> bool:
    """Say whether advice goes beyond what is given: to other roles or sooner, and not to wait."""
    order = list(TIMINGS)
    sooner = order.index(choice.timing or "not-yet") < order.index(given.timing or "not-yet")
    return choice.timing != "not-yet" and (sooner or choice.roles != given.roles)


def _expected(matter: Matter, fact: Fact, value: int) -> str:
    """Say when a number of people or a sum gets there at last year's pace; a dash where no pace tells."""
    pace, today = matter.known_number(matter.rulebook.known_as.growth), matter.known_number(fact.id)
    grows = fact.money or fact.id == matter.rulebook.known_as.people
    if not grows or today is None or pace is None or pace <= 0:
        return "–"
    for year, label in enumerate(_labels(pace)):
        if today * (1 + Fraction(pace, 100)) ** year >= value:
            return capital(label)
    years = _years(pace)
    return f"Not within {'a year' if years == 1 else f'{spelled(years)} years'}"


def _years(pace: int) -> int:
    """Return for how many years growth is followed: fast growth does not last."""
    return YEARS if pace <= STEADY else 1


def _labels(pace: int) -> list[str]:
    return ["today", "in 1 year", *(f"in {year} years" for year in range(2, _years(pace) + 1))]


def _path(matter: Matter) -> list[Block]:
    """Where the number of people goes if it grows as revenue did last year, and the next mark."""
    known = matter.rulebook.known_as
    people, pace = matter.known_number(known.people), matter.known_number(known.growth)
    triggers = _triggers(matter)
    if people is None or pace is None or not 0 < pace <= FASTEST:
        return []
    labels = _labels(pace)
    values = [rounded(people * (1 + Fraction(pace, 100)) ** year) for year in range(len(labels))]
    moments = tuple(Moment(label, value) for label, value in zip(labels, values, strict=True))
    fact = matter.fact(known.people)
    said = [number_in_words(fact, value, matter.assessment.case, matter.formats) for value in values]
    rate = matter.formats.counted(pace, "percent")
    caption = f"At {rate} a year: {said[0]} today, {said[-1]} {labels[-1]}"
    if triggers:
        caption += _reached(matter, triggers[0], moments)
    figure = Figure(
        "growth",
        caption,
        f"{fact.title}: {'; '.join(map(': '.join, zip(labels, said, strict=True)))}.",
        TimelineChart(fact.unit, moments, triggers),
        Table(("", *(capital(label) for label in labels)), ((fact.title, *said),)),
    )
    note = (
        "This is an illustration, not a forecast: it lets people grow as revenue did last year, and "
        "leaves every other answer as it is."
    )
    if _years(pace) < YEARS:
        note += f" Growth of {rate} seldom lasts, so only one year is drawn: ask again then."
    return [figure, Paragraph(note, small=True)]


def _reached(matter: Matter, trigger: Trigger, moments: tuple[Moment, ...]) -> str:
    """Say when a mark is met on this path."""
    met = next((moment.label for moment in moments if moment.value >= trigger.value), "")
    fact = matter.fact(matter.rulebook.known_as.people)
    mark = number_in_words(fact, trigger.value, matter.assessment.case, matter.formats)
    return f"; the mark of {mark} is met {met}" if met else f"; the mark of {mark} is not met by then"


def _triggers(matter: Matter) -> tuple[Trigger, ...]:
    analysis = matter.assessment.analysis
    return tuple(
        Trigger(threshold.above, choice_in_words(threshold.verdict_above, matter.rulebook))
        for threshold in (analysis.thresholds if analysis else ())
        if threshold.fact == matter.rulebook.known_as.people
        and threshold.above is not None
        and threshold.verdict_above is not None
    )
