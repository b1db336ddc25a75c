"""The small workbook behind a chart, where Word edits its numbers. Text cells are text, never formulas."""

from collections.abc import Sequence

from advisor.report.word.archive import content_types, relationships, zipped
from advisor.report.word.markup import Markup, element, in_bytes, wrapped

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(rows: Sequence[Sequence[str | int | float]]) -> bytes:
    """Return a workbook of one sheet with these rows, from the cell A1 on."""
    data = element("s:sheetData", None, *(_row(place, row) for place, row in enumerate(rows, start=1)))
    sheets = element("s:sheets", None, element("s:sheet", {"name": "Sheet1", "sheetId": 1, "r:id": "rId1"}))
    return zipped(
        {
            "[Content_Types].xml": content_types(
                {
                    "xl/workbook.xml": f"{SHEET}.sheet.main+xml",
                    "xl/worksheets/sheet1.xml": f"{SHEET}.worksheet+xml",
                }
            ),
            "_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": in_bytes(wrapped("s:workbook", ["s", "r"], sheets)),
            "xl/_rels/workbook.xml.rels": relationships({"worksheet": "worksheets/sheet1.xml"}),
            "xl/worksheets/sheet1.xml": in_bytes(wrapped("s:worksheet", ["s"], data)),
        }
    )


def cell(column: int, row: int) -> str:
    """Return the address of a cell, both counted from 1, such as "$B$2"."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"${letters}${row}"


def _row(place: int, row: Sequence[str | int | float]) -> Markup:
    cells = (_cell(cell(column, place).replace("$", ""), said) for column, said in enumerate(row, start=1))
    return element("s:row", {"r": place}, *cells)


def _cell(address: str, said: str | int | float) -> Markup:
    if isinstance(said, int | float):
        return element("s:c", {"r": address}, element("s:v", text=str(said)))
    shown = element("s:is", None, element("s:t", text=said))
    return element("s:c", {"r": address, "t": "inlineStr"}, shown)
