"""What has to be right first: the gates that act."""

from dataclasses import dataclass

from advisor.assessment import Choice
from advisor.report.blocks import Block, Bullets, Callout, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.steps import HEAD, WIDTHS, step_row
from advisor.report.wording import choice_in_words, citations_in_words
from advisor.rulebook import Gate

MOST_EXPLAINED = 2
"""Gates that the first page explains; of further ones it names the titles."""


@dataclass(frozen=True, slots=True)
class Acting:
    """A gate that acts, and the verdict with it alone lifted."""

    gate: Gate
    without: Choice


def acting(matter: Matter) -> list[Acting]:
    """Return the gates that act, in their order."""
    gates = {gate.id: gate for gate in matter.rulebook.gates}
    return [
        Acting(gates[found.gate], found.without)
        for found in matter.assessment.gates
        if found.outcome == "met" and found.without is not None
    ]


def first(matter: Matter) -> list[Section]:
    """The gates that act: what must be right first, what to do, and what the advice would be without."""
    blocks: list[Block] = []
    for one in acting(matter):
        blocks.append(Paragraph(f"{one.gate.title}. {one.gate.because}", strong=True))
        blocks.append(Bullets(tuple((s.does, f"Done when {s.done}.") for s in one.gate.first)))
        blocks.append(Paragraph(_without(one, matter)))
    return [Section("What has to be right first", tuple(blocks))] if blocks else []


def caution(matter: Matter) -> list[Callout]:
    """The same for the first page: why, and what the advice would be without."""
    found = acting(matter)
    if not found:
        return []
    blocks: list[Paragraph | Bullets] = [
        Paragraph(f"{one.gate.title}. {one.gate.because}") for one in found[:MOST_EXPLAINED]
    ]
    if found[MOST_EXPLAINED:]:
        titles = tuple((one.gate.title, "") for one in found[MOST_EXPLAINED:])
        blocks += [Paragraph("And also:"), Bullets(titles)]
    if len(found) == 1:
        blocks.append(Paragraph(_without(found[0], matter)))
    else:
        merits = choice_in_words(matter.assessment.verdict.on_merits, matter.rulebook)
        blocks.append(Paragraph(f"With all of this put right, the advice would be “{merits}”."))
    return [Callout("What has to be right first", tuple(blocks), tone="caution")]


def put_right(matter: Matter) -> list[Section]:
    """Each gate that acts in full: why, the steps, when to look again, and what it rests on."""
    found = acting(matter)
    if not found:
        return []
    count = "One thing has" if len(found) == 1 else f"{len(found)} things have"
    chapter = Section(
        f"{count} to be right first",
        (Paragraph("The need may be real, but a hire would fail for these reasons. Each can be put right."),),
    )
    return [chapter, *(_in_full(one, matter) for one in found)]


def _in_full(one: Acting, matter: Matter) -> Section:
    gate = one.gate
    blocks: list[Block] = [
        Paragraph(gate.because),
        Table(
            HEAD, tuple(step_row(step, matter.formats) for step in gate.first), widths=WIDTHS, row_heads=False
        ),
        Paragraph(_without(one, matter)),
    ]
    if gate.again:
        blocks.append(Paragraph(f"Look at this again when {gate.again}."))
    blocks.append(Paragraph(f"Rests on: {citations_in_words(gate.cites, matter.rulebook)}.", small=True))
    return Section(gate.title, tuple(blocks), level=3)


def _without(one: Acting, matter: Matter) -> str:
    if one.without == matter.assessment.verdict.choice:
        return (
            "If this alone were put right, the advice would stay the same: something else holds it back too."
        )
    return (
        f"If this alone were put right, the advice would be: {choice_in_words(one.without, matter.rulebook)}."
    )
