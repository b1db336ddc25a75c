"""What this company should look out for: each risk with its early sign and what to do."""

from advisor.report.blocks import Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import spelled


def risks(matter: Matter) -> list[Section]:
    """A table of the risks that the answers show."""
    notes = matter.assessment.warnings
    if not notes:
        return []
    rows = tuple(
        (note.title, f"{note.says} {note.because}", note.sign or "–", note.do or "–") for note in notes
    )
    count = "One risk" if len(rows) == 1 else f"{spelled(len(rows), matter.formats).capitalize()} risks"
    table = Table(("Risk", "Why", "Early sign", "What to do"), rows, widths=(3, 6, 4, 5))
    return [Section(f"{count} to look out for", (table,))]
