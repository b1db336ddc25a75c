"""What this company should look out for: each risk with its early sign and what to do."""

from advisor.report.blocks import Block, Bullets, Paragraph, Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import capital, spelled


def risks(matter: Matter) -> list[Section]:
    """A table of the risks that the answers show."""
    notes = matter.assessment.warnings
    if not notes:
        return []
    own = [note for note in notes if note.facts]
    rows = tuple(
        (note.title, f"{note.says} {note.because}", note.sign or "–", note.do or "–") for note in own
    )
    hiring = any(not seat.in_place for seat in matter.assessment.verdict.seats)
    general = tuple(
        (f"{note.title}. {note.says} {note.do}".strip(), "") for note in notes if hiring and not note.facts
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(("Risk", "Why", "Early sign", "What to do"), rows, widths=(3, 6, 4, 5)))
    if general:
        blocks += [Paragraph("And for any such hire:" if rows else "For any such hire:"), Bullets(general)]
    if not blocks:
        return []
    if not rows:
        return [Section("What to look out for", tuple(blocks))]
    count = "One risk" if len(rows) == 1 else f"{capital(spelled(len(rows), matter.formats))} risks"
    return [Section(f"{count} to look out for", tuple(blocks))]
