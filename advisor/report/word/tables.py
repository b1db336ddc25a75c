"""Tables: of the report's data, and those that set passages and figures apart."""

from collections.abc import Sequence

from advisor.report.blocks import KeyFacts, Table, Tone
from advisor.report.charts.lettering import width as length
from advisor.report.word.fitting import table_height
from advisor.report.word.markup import Markup, element, value
from advisor.report.word.package import Package
from advisor.report.word.text import paragraph, runs

CELL_SIZE = 9.0
TALL = 900
"""Characters in a cell from which a row may be split over two pages: it would be half a page."""

KEPT_WHOLE = 160
"""Points of height up to which a table is not split over pages at all."""

BAR = 120
"""What the bar beside a passage adds to its width."""

NARROWEST_FACT = 1600
"""What a figure needs so that no word of it is broken, in twentieths of a point."""

SHORT, BREAKABLE = 12, 24
"""Letters up to which a whole text stays on one line, and from which a word may be broken."""

STYLES: dict[Tone, str] = {"finding": "report callout", "caution": "report caution", "note": "report note"}


def data_table(table: Table, package: Package) -> Markup:
    """Return a table whose head repeats on each page and whose rows stay whole."""
    widths = _widths(table, package.look.width)
    made = _empty(package, "report table", widths, row_heads=table.row_heads)
    together = table_height(table, package.look.width / 20) <= KEPT_WHOLE
    if any(table.head) or not table.rows:
        made.append(_row(table, table.head, widths, package, head=True, keep=True))
    for place, row in enumerate(table.rows):
        rest = len(table.rows) - 1 - place
        keep = rest > 0 and (together or place == 0 or rest == 1)
        made.append(_row(table, row, widths, package, keep=keep))
    return made


def fact_table(facts: KeyFacts, package: Package) -> Markup:
    """Return figures beside one another, equally tall; two in a row where a page has little room."""
    narrow = package.look.width // len(facts.items) < NARROWEST_FACT
    beside = 2 if narrow else len(facts.items)
    each = package.look.width // beside
    made = _empty(package, "report facts", [each] * beside)
    for first in range(0, len(facts.items), beside):
        row = element("w:tr", None, element("w:trPr", None, element("w:cantSplit")))
        shown = facts.items[first : first + beside]
        for fact in shown:
            texts = (
                ("report fact label", fact.label),
                ("report fact", fact.value),
                ("report fact note", fact.note),
            )
            lines = [paragraph(package.style(style), *runs(text)) for style, text in texts if text]
            row.append(_cell(each, lines, package.look.tint))
        for _ in range(beside - len(shown)):
            row.append(_cell(each, [paragraph(package.style("report fact note"))], package.look.tint))
        made.append(row)
    return made


def callout_table(tone: Tone, content: Sequence[Markup], package: Package) -> Markup:
    """Return a passage set apart by a bar at its left, or by a frame."""
    width = package.look.width - BAR
    made = _empty(package, STYLES[tone], [width])
    fill = {"finding": package.look.tint, "caution": package.look.pale, "note": ""}[tone]
    properties = element("w:trPr", None, element("w:cantSplit"))
    made.append(element("w:tr", None, properties, _cell(width, content, fill)))
    return made


def side_by_side(columns: Sequence[Sequence[Markup]], package: Package) -> Markup:
    """Return passages beside one another, each as wide as the others."""
    each = package.look.width // len(columns)
    made = _empty(package, "report note", [each] * len(columns))
    row = element("w:tr")
    row.extend(_cell(each, content, "") for content in columns)
    made.append(row)
    return made


def _empty(package: Package, style: str, widths: Sequence[int], *, row_heads: bool = False) -> Markup:
    """Return a table without rows. Its width and those of its columns are fixed, so nothing moves."""
    data = style == "report table"
    flags = {"firstRow": int(data), "lastRow": 0, "firstColumn": int(row_heads), "lastColumn": 0}
    properties = element(
        "w:tblPr",
        None,
        value("w:tblStyle", package.style(style)),
        element("w:tblW", {"w": sum(widths), "type": "dxa"}),
        element("w:tblLayout", {"type": "fixed"}),
        element(
            "w:tblLook", {"val": f"{0x20 * data + 0x80 * row_heads:04X}", **flags, "noHBand": 1, "noVBand": 1}
        ),
    )
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w": width}) for width in widths))
    return element("w:tbl", None, properties, grid)


def _row(
    table: Table,
    texts: Sequence[str],
    widths: Sequence[int],
    package: Package,
    *,
    keep: bool,
    head: bool = False,
) -> Markup:
    properties = element("w:trPr")
    if max(len(text) for text in texts) < TALL:
        properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    row = element("w:tr", None, properties)
    style = package.style("report head cell" if head else "report cell")
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        line = paragraph(
            style,
            *runs(text),
            keep=keep,
            right=place in table.numeric,
        )
        row.append(_cell(width, [line], ""))
    return row


def _cell(width: int, content: Sequence[Markup], fill: str) -> Markup:
    properties = element("w:tcPr", None, element("w:tcW", {"w": width, "type": "dxa"}))
    if fill:
        properties.append(element("w:shd", {"val": "clear", "color": "auto", "fill": fill}))
    return element("w:tc", None, properties, *content)


def _widths(table: Table, whole: int) -> list[int]:
    """Share the width between the columns: by the table's own wish, or by what stands in them."""
    columns = list(zip(*([table.head] if table.head else []), *table.rows, strict=True))
    least = [
        20 * (max(length(_longest_word(text), CELL_SIZE, bold=True) for text in column) + 10)
        for column in columns
    ]
    if table.widths:
        wished = [float(part) for part in table.widths]
    else:
        wished = [max(length(text, CELL_SIZE) for text in column) ** 0.7 + 1 for column in columns]
    if sum(least) >= whole:
        wished = least
    shares = [whole * part / sum(wished) for part in wished]
    short = [max(low - share, 0) for low, share in zip(least, shares, strict=True)]
    spare = [max(share - low, 0) for low, share in zip(least, shares, strict=True)]
    if sum(short) and sum(spare) >= sum(short):
        taken = sum(short) / sum(spare)
        shares = [share + lack - more * taken for share, lack, more in zip(shares, short, spare, strict=True)]
    widths = [int(share) for share in shares]
    widths[-1] += whole - sum(widths)
    return widths


def _longest_word(text: str) -> str:
    """Return what should stand on one line: a short text, or a word of a longer one."""
    if len(text) <= SHORT:
        return text
    return max(text.split(), key=len, default="")[:BREAKABLE]
