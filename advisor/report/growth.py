"""When to look again: the size at last year's pace, and the levels that would bring other advice."""

from collections.abc import Iterator
from fractions import Fraction

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
from advisor.report.wording import capital, choice_in_words, number_in_words, rounded

YEARS = 3
FASTEST = 100
"""Percent a year above which nobody goes on for three years."""


def growth(matter: Matter) -> list[Section]:
    """The path and its triggers, the other numbers to watch, and what has to be right first."""
    rows = tuple(_watched(matter))
    blocks: list[Block] = [*_path(matter)]
    if rows:
        blocks.append(Table(("Watch", "Now", "Look again at", "The advice would be"), rows))
    marks = tuple(
        (f"{capital(one.gate.again)}.", one.gate.title) for one in holding(matter) if one.gate.again
    )
    if marks:
        blocks += [Paragraph("For what has to be right first, the mark is that:"), Bullets(marks)]
    if not blocks:
        return []
    return [Section("When to look again", tuple(blocks))]


def _watched(matter: Matter) -> Iterator[tuple[str, str, str, str]]:
    analysis = matter.assessment.analysis
    for threshold in analysis.thresholds if analysis else ():
        today = matter.known_number(threshold.fact)
        fact = matter.fact(threshold.fact)
        for value, choice, way in (
            (threshold.below, threshold.verdict_below, "less"),
            (threshold.above, threshold.verdict_above, "more"),
        ):
            if today is not None and value is not None and choice is not None:
                now, there = (
                    number_in_words(fact, number, matter.assessment.case, matter.formats)
                    for number in (today, value)
                )
                yield fact.title, now, f"{there} or {way}", capital(choice_in_words(choice, matter.rulebook))


def _path(matter: Matter) -> list[Block]:
    """Where the number of people goes if it grows as revenue did last year, and the next mark."""
    known = matter.rulebook.known_as
    people, pace = matter.known_number(known.people), matter.known_number(known.growth)
    triggers = _triggers(matter)
    if people is None or pace is None or not 0 < pace <= FASTEST:
        return []
    factor = 1 + Fraction(pace, 100)
    values = [rounded(people * factor**year) for year in range(YEARS + 1)]
    labels = ["today", "in 1 year", *(f"in {year} years" for year in range(2, YEARS + 1))]
    moments = tuple(Moment(label, value) for label, value in zip(labels, values, strict=True))
    fact = matter.fact(known.people)
    said = [number_in_words(fact, value, matter.assessment.case, matter.formats) for value in values]
    caption = (
        f"At {matter.formats.counted(pace, 'percent')} a year: {said[0]} today, {said[-1]} in {YEARS} years"
    )
    if triggers:
        caption += _reached(matter, triggers[0], moments)
    told = tuple(zip(labels, said, strict=True))
    figure = Figure(
        "growth",
        caption,
        f"{fact.title}: {'; '.join(f'{label}: {text}' for label, text in told)}.",
        TimelineChart(fact.unit, moments, triggers),
        Table(("When", fact.title), tuple((capital(label), text) for label, text in told)),
    )
    note = (
        "This is an illustration, not a forecast: it lets people grow as revenue did last year, and "
        "leaves every other answer as it is."
    )
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
