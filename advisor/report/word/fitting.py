"""How small type has to be for the first page to hold the summary."""

from dataclasses import dataclass

from advisor.report.blocks import Block, Bullets, Callout, Figure, KeyFacts, Paragraph, Report, Table
from advisor.report.charts.lettering import wrapped
from advisor.report.word.look import ARIAL, MARGIN, PAGES, Look


@dataclass(frozen=True, slots=True)
class Fit:
    """How large type is beside the usual 10 points, and the space between paragraphs beside the usual."""

    type: float
    air: float = 1.0


FITS = (
    Fit(1.0), Fit(1.0, 0.8), Fit(0.95, 0.8), Fit(0.95, 0.6), Fit(0.9, 0.6), Fit(0.9, 0.4), Fit(0.9, 0.2),
)  # fmt: skip
"""First space is taken away and then size, down to 9 points: smaller text is hard to read on paper."""

LONGEST = 4000
"""Letters of a text that are reckoned with; so long a one fills the page anyway."""

SPARE = 0.96
"""The share of the page that may be filled, since lengths are estimates."""


def fit_for(report: Report, look: Look) -> Fit:
    """Return the most ease with which the summary fits the first page, or the least there is.

    A summary longer than that runs on to a second page; nothing is left out.
    """
    height = (PAGES[report.brand.paper][1] - 2 * MARGIN) / 20 * SPARE
    return next((fit for fit in FITS if _height(report, look, fit) <= height), FITS[-1])


def _height(report: Report, look: Look, fit: Fit) -> float:
    """Return the height of the title block and the summary in points."""
    width = look.width / 20
    brand = report.brand
    total = _text(report.title, 22, width, fit, 1.14, 2, bold=True)
    total += (40 if brand.logo else 23) * bool(brand.firm or brand.logo) * fit.type
    total += _text(report.subtitle, 11, width, fit, 1.15, 2) if report.subtitle else 0
    total += 9 * 1.3 * fit.type + 18
    for section in report.sections:
        if section.part == "summary":
            size, space = (15, 20) if section.level == 2 else (12, 15)
            total += _text(section.heading, size, width, fit, 1.2, space, bold=True)
            total += sum(_block(block, width, fit) for block in section.blocks)
    return total


def _text(
    text: str, size: float, width: float, fit: Fit, leading: float, space: float, *, bold: bool = False
) -> float:
    text = text[:LONGEST]
    count = sum(len(wrapped(part, size * fit.type * ARIAL, width, bold=bold)) for part in text.split("\n"))
    return (count * size * leading + space * fit.air) * fit.type


def _block(block: Block, width: float, fit: Fit) -> float:
    match block:
        case Paragraph(text, strong, small):
            size = 10.5 if strong else 8.5 if small else 10
            return _text(text, size, width, fit, 1.28, 6, bold=strong)
        case Bullets(items):
            return sum(
                _text(text, 10, width - 17, fit, 1.28, 3)
                + (_text(below, 8.5, width - 17, fit, 1.2, 4) if below else 0)
                for text, below in items
            )
        case Table():
            return table_height(block, width, fit) + (19 * fit.type if block.caption else 0)
        case KeyFacts(items):
            room = width / len(items) - 14
            return 8 + max(
                _text(one.label, 8.5, room, fit, 1.2, 3)
                + _text(one.value, 15, room, fit, 1.2, 2, bold=True)
                + _text(one.note, 8.5, room, fit, 1.2, 3)
                for one in items
            )
        case Callout(title, blocks):
            inner = sum(_block(one, width - 17, fit) for one in blocks)
            return 8 + _text(title, 10, width - 17, fit, 1.2, 6, bold=True) + inner
        case Figure():
            return 220 + table_height(block.table, width, fit)


def table_height(table: Table, width: float, fit: Fit = FITS[0]) -> float:
    """Return the height of a table in points, its columns taken as sharing the width by what they hold."""
    rows = [*([table.head] if table.head else []), *table.rows]
    most = [max(len(text) for text in column) ** 0.7 + 1 for column in zip(*rows, strict=True)]
    rooms = [width * part / sum(most) - 9 for part in most]
    return 8 + sum(
        max(_text(text, 9, room, fit, 1.2, 4) for text, room in zip(row, rooms, strict=True)) for row in rows
    )
