"""What has to be right first, in words: the gates that hold the advice back."""

from collections.abc import Iterable, Sequence

from advisor.assessment import Choice, Way
from advisor.report.blocks import Block, Bullets, Callout, Paragraph, Section, Table
from advisor.report.holding import Acting, asked_by, frees, holding
from advisor.report.matter import Matter
from advisor.report.outlook import is_sooner, leads_to
from advisor.report.steps import HEAD, WIDTHS, step_row
from advisor.report.wording import (
    authors_in_words,
    capital,
    choice_in_words,
    listed,
    lower_first,
    spelled,
)

MOST_EXPLAINED = 2
"""Gates that the first page explains all; of more it explains the first and names the others."""

MOST_TITLES = 2
"""Answers that a sentence in brackets names."""


def first(matter: Matter) -> list[Section]:
    """The gates that hold the advice back: what to do, and what the advice would be without."""
    found = holding(matter)
    blocks: list[Block] = []
    for one in found:
        blocks.append(Paragraph(f"{one.gate.title}. {one.gate.because}", strong=True))
        blocks.append(Bullets(tuple((s.does, f"Done when {s.done}.") for s in one.gate.first)))
        if len(found) > 1 and frees(one, matter):
            blocks.append(Paragraph(_alone(one, matter)))
    if found:
        blocks += _paragraphs(_with_all(found, matter))
    return [Section(_heading(matter), tuple(blocks))] if blocks else []


def caution(matter: Matter) -> list[Callout]:
    """The same for the first page: why, and what the advice would be without."""
    found = holding(matter)
    if not found:
        return []
    explained = found if len(found) <= MOST_EXPLAINED else found[:1]
    blocks = [Paragraph(f"{one.gate.title}. {one.gate.because}") for one in explained]
    further = [lower_first(one.gate.title) for one in found[len(explained) :]]
    if further:
        blocks.append(Paragraph(f"And also: {'; '.join(further)}."))
    alone = _first_alone(found, matter) if len(found) > 1 else ""
    blocks += _paragraphs(" ".join(filter(None, (alone, _with_all(found, matter)))))
    return [Callout(_heading(matter), tuple(blocks), tone="caution")]


def put_right(matter: Matter) -> list[Section]:
    """Each gate that holds the advice back in full: why, the steps, what it holds, and what it rests on."""
    found = holding(matter)
    if not found:
        return []
    count = "One thing has" if len(found) == 1 else f"{capital(spelled(len(found)))} things have"
    text = [_opening(found, matter)]
    if _too_low(matter):
        text.append(_with_all(found, matter))
    elif len(found) > 1 and not frees(found[0], matter):
        text.append("None of these alone makes the advice another: the others hold it back too.")
        text.append(_with_all(found, matter))
    chapter = Section(f"{count} to be right first{_whom(matter)}", (Paragraph(" ".join(filter(None, text))),))
    return [chapter, *(_in_full(one, matter) for one in found)]


def _opening(found: Sequence[Acting], matter: Matter) -> str:
    this, stands = ("this", "stands") if len(found) == 1 else ("these", "stand")
    if matter.kept():
        return f"The seat is filled. As things are, {this} {stands} in the way of adding to it."
    if matter.assessment.verdict.calls_for_nobody():
        return f"Nothing so far calls for a seat, and {this} would hold one back."
    return f"The need may be real, but as things are {this} {stands} in the way."


def _heading(matter: Matter) -> str:
    return f"What has to be right first{_whom(matter)}"


def _whom(matter: Matter) -> str:
    """Name the seats that are held back, where others are advised for now."""
    verdict = matter.assessment.verdict
    if verdict.choice.timing != "now":
        return ""
    held = [matter.rulebook.roles[r].short for r in verdict.on_merits.roles if r not in verdict.choice.roles]
    return f" for {listed([f'the {short}' for short in held])}" if held else ""


def _in_full(one: Acting, matter: Matter) -> Section:
    gate = one.gate
    blocks: list[Block] = [
        Paragraph(gate.because),
        Table(
            HEAD, tuple(step_row(step, matter.formats) for step in gate.first), widths=WIDTHS, row_heads=False
        ),
    ]
    if frees(one, matter):
        blocks.append(Paragraph(_alone(one, matter)))
    blocks.append(Paragraph(f"Sources: {authors_in_words(gate.cites, matter.rulebook)}.", small=True))
    return Section(gate.title, tuple(blocks), level=3)


def _too_low(matter: Matter) -> bool:
    """Say whether the advice would be the same with nothing in the way, on the points as they are."""
    return matter.assessment.verdict.on_merits == matter.assessment.verdict.choice


def _alone(one: Acting, matter: Matter) -> str:
    return f"With this alone out of the way, the advice would be {_there(one.without, matter)}."


def _first_alone(found: Sequence[Acting], matter: Matter) -> str:
    """Say what the first of several does alone, where that is less than all of them do."""
    if not frees(found[0], matter) or found[0].without == matter.assessment.verdict.on_merits:
        return ""
    return f"With the first alone out of the way, the advice would be {_there(found[0].without, matter)}."


def _with_all(found: Sequence[Acting], matter: Matter) -> str:
    """Say what the advice would be with nothing in the way; without an advice there is nothing to say."""
    verdict = matter.assessment.verdict
    if verdict.choice.timing is None:
        return ""
    if _too_low(matter):
        return _same(found, matter)
    what = "this" if len(found) == 1 else "all of this"
    if len(found) > 1 and frees(found[0], matter) and found[0].without == verdict.on_merits:
        what = "the first alone"
    there = _there(verdict.on_merits, matter)
    said = f"With {what} out of the way, the advice would be {there}, going by today's points."
    return f"{said} {_ruled_out(matter)}".rstrip()


def _ruled_out(matter: Matter) -> str:
    """Say of a role that its points call for why the headline is silent about it."""
    verdict = matter.assessment.verdict
    out = [matter.rulebook.roles[r].short for r in verdict.on_merits.roles if r not in verdict.choice.roles]
    if not out or verdict.choice.timing == "now":
        return ""
    are, them = ("is", "it") if len(out) == 1 else ("are", "them")
    named = listed([f"the {short}" for short in out])
    return f"Until then {named} {are} ruled out, and the headline leaves {them} out."


def _there(choice: Choice, matter: Matter) -> str:
    """Say another advice; of seats that are filled, that they are to be kept in full."""
    if choice.timing == "now" and all(map(matter.filled, choice.roles)):
        return f"to keep the seat{'s' if len(choice.roles) > 1 else ''} in full"
    return f"“{choice_in_words(choice, matter.rulebook)}”"


def _same(found: Sequence[Acting], matter: Matter) -> str:
    """Say that points hold the advice back too, and what other answers to the same questions lead to."""
    said = "The points are low too: on them alone the advice would be the same."
    way = _way_through(found, matter)
    if way is None:
        return said
    there, changed = leads_to(way, matter.rulebook), [change.fact for change in way.changes]
    if len(changed) > MOST_TITLES or not set(changed) <= _facts(found, matter):
        return f"{said} It would be {there}."
    titles = "; ".join(matter.fact(name).title for name in changed)
    return f"{said} But what clears this moves points as well: it would be {there} ({titles})."


def _way_through(found: Iterable[Acting], matter: Matter) -> Way | None:
    """Return the way with the fewest changes to an earlier time that leads through facts of the gates."""
    analysis, given = matter.assessment.analysis, matter.assessment.verdict.choice
    facts = _facts(found, matter)
    ways = [
        way
        for way in (analysis.ways if analysis else ())
        if way.to.timing != given.timing
        and is_sooner(way, matter.assessment)
        and any(change.fact in facts for change in way.changes)
    ]
    return min(ways, key=lambda way: (way.to.roles != given.roles, len(way.changes)), default=None)


def _facts(found: Iterable[Acting], matter: Matter) -> set[str]:
    """Return what the conditions of some gates are asked about."""
    return {name for one in found for name in asked_by(one, matter)}


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(text)] if text else []
