"""What this company should look out for: each risk with its early sign and what to do."""

from advisor.report.blocks import Block, Bullets, Callout, Paragraph, Section, Table
from advisor.report.holding import holding
from advisor.report.matter import Matter
from advisor.report.wording import capital, spelled


def warned(matter: Matter) -> list[Callout]:
    """Return the risks that the first page names too, as the rulebook has them."""
    named = {note.id for note in matter.rulebook.notes if note.first_page}
    return [
        Callout(note.title, (Paragraph(" ".join((note.says, note.because, note.do))),), tone="caution")
        for note in matter.assessment.warnings
        if note.note in named
    ]


def risks(matter: Matter) -> list[Section]:
    """A table of the risks that the answers show; what has to be right first tells of its own answers."""
    notes = matter.assessment.warnings
    if not notes:
        return []
    if matter.assessment.verdict.calls_for_nobody():
        of_hires = {note.id for note in matter.rulebook.notes if note.for_hires}
        notes = tuple(note for note in notes if note.note not in of_hires)
    told = {fact for one in holding(matter) for fact in one.reads}
    own = [note for note in notes if note.facts and not told.issuperset(note.facts)]
    rows = tuple(
        (note.title, f"{note.says} {note.because}", note.sign or "–", note.do or "–") for note in own
    )
    general = tuple((f"{note.title}. {note.says} {note.do}".strip(), "") for note in notes if not note.facts)
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(("Risk", "Why", "Early sign", "What to do"), rows, widths=(3, 6, 4, 5)))
    if general:
        blocks += [Paragraph("And for any such seat:" if rows else "For any such seat:"), Bullets(general)]
    if not blocks:
        return []
    if not rows:
        return [Section("What to look out for", tuple(blocks))]
    count = "One risk" if len(rows) == 1 else f"{capital(spelled(len(rows), matter.formats))} risks"
    return [Section(f"{count} to look out for", tuple(blocks))]
