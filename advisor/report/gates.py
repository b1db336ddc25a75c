"""What has to be right first: the gates that act."""

from dataclasses import dataclass

from advisor.assessment import Choice
from advisor.report.blocks import Block, Bullets, Callout, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.steps import HEAD, WIDTHS, step_row
from advisor.report.wording import capital, choice_in_words, citations_in_words, lower_first, spelled
from advisor.rulebook import Gate

MOST_EXPLAINED = 2
"""Gates that the first page explains all; of more it explains the first and names the others."""


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
    explained = found if len(found) <= MOST_EXPLAINED else found[:1]
    blocks = [Paragraph(f"{one.gate.title}. {one.gate.because}") for one in explained]
    further = [lower_first(one.gate.title) for one in found[len(explained) :]]
    if further:
        blocks.append(Paragraph(f"And also: {'; '.join(further)}."))
    if len(found) == 1:
        blocks.append(Paragraph(_without(found[0], matter)))
    else:
        blocks.append(Paragraph(_with_all(matter)))
    return [Callout("What has to be right first", tuple(blocks), tone="caution")]


def put_right(matter: Matter) -> list[Section]:
    """Each gate that acts in full: why, the steps, what it holds back, and what it rests on."""
    found = acting(matter)
    if not found:
        return []
    count = "One thing has" if len(found) == 1 else f"{capital(spelled(len(found)))} things have"
    text = "The need may be real, but this holds a hire back as things are. Each can be put right."
    if _too_low(matter):
        text += f" {_same(matter)}"
    elif len(found) > 1 and not any(_frees(one, matter) for one in found):
        text += " None of these alone would change the advice: the others hold it back too."
    chapter = Section(f"{count} to be right first", (Paragraph(text),))
    return [chapter, *(_in_full(one, matter) for one in found)]


def _in_full(one: Acting, matter: Matter) -> Section:
    gate = one.gate
    blocks: list[Block] = [
        Paragraph(gate.because),
        Table(
            HEAD, tuple(step_row(step, matter.formats) for step in gate.first), widths=WIDTHS, row_heads=False
        ),
    ]
    if _frees(one, matter):
        blocks.append(Paragraph(_without(one, matter)))
    blocks.append(Paragraph(f"Rests on: {citations_in_words(gate.cites, matter.rulebook)}.", small=True))
    return Section(gate.title, tuple(blocks), level=3)


def _frees(one: Acting, matter: Matter) -> bool:
    return one.without != matter.assessment.verdict.choice


def _too_low(matter: Matter) -> bool:
    """Say whether the advice would be the same with nothing in the way."""
    return matter.assessment.verdict.on_merits == matter.assessment.verdict.choice


def _same(matter: Matter) -> str:
    """Say that nothing changes with all put right, and why where points hold the advice back too."""
    said = "With this put right, the advice would still be the same"
    return f"{said}." if matter.assessment.verdict.choice.timing == "now" else f"{said}: the points are low."


def _with_all(matter: Matter) -> str:
    if _too_low(matter):
        return _same(matter)
    merits = choice_in_words(matter.assessment.verdict.on_merits, matter.rulebook)
    return f"With all of this put right, the advice would be “{merits}”."


def _without(one: Acting, matter: Matter) -> str:
    if _too_low(matter):
        return _same(matter)
    if one.without == matter.assessment.verdict.choice:
        return (
            "If this alone were put right, the advice would stay the same: something else holds it back too."
        )
    return (
        f"If this alone were put right, the advice would be: {choice_in_words(one.without, matter.rulebook)}."
    )
