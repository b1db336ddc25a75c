"""How the pages of a PDF fall: nothing torn apart, no page nearly empty, read back from the file's own tags."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from advisor.engine import advise
from advisor.report import compose, pdf
from advisor.report.blocks import Bullets, Figure, Paragraph, Report, Section, Table
from advisor.rulebook import Rulebook
from tests.companies import FOLDER, companies
from tests.report.samples import TIMELINE, everything, scores
from tests.report.test_pdf import Element, elements, pages, read

COMPANIES = sorted(path.stem for path in Path(FOLDER).glob("*.toml"))
FOOT, HEAD = 60.0, 57.0
"""Points of a page that the footer takes, and what stands above the text."""

MOST, MOST_OF_TWO = 10, 11
"""Pages of a standard report on one seat, and on two."""

THIN = 1 / 3
"""The part of a page that is filled at least, unless what follows cannot be broken."""


@pytest.mark.parametrize("company", COMPANIES)
def test_no_page_of_a_companys_report_is_nearly_empty_and_nothing_on_it_is_torn(
    rulebook: Rulebook, company: str
) -> None:
    case = next(one for one in companies(rulebook) if one.id == company).case
    report = compose(advise(rulebook, case), rulebook)
    content = pdf.draw(report).content
    figures = sum(isinstance(block, Figure) for section in report.sections for block in section.blocks)
    found = elements(content)

    assert len(figure_pages(found)) == figures
    assert all(len(where) == 1 for where in figure_pages(found))
    assert all(fewest >= 2 for fewest in rows_beside_breaks(found))
    assert thin_pages(content, found) == []
    assert len(read(content).pages) <= (MOST if len(seats(report)) < 2 else MOST_OF_TWO)


@pytest.mark.parametrize("lines", range(12, 40, 3))
@pytest.mark.parametrize("figure", [TIMELINE, scores("Director", "COO")], ids=["timeline", "scores"])
def test_a_figure_stands_on_one_page_with_its_caption_and_table(lines: int, figure: Figure) -> None:
    padding = tuple(Paragraph(f"Line {number}.") for number in range(lines))
    report = everything(sections=(Section("Padding", (*padding, figure)),))
    content = pdf.draw(report).content
    (where,) = figure_pages(elements(content))
    holding = [text for text in pages(content) if figure.caption in text]

    assert len(where) == 1
    assert len(holding) == 1
    assert all(cell in holding[0] for row in figure.table.rows for cell in row)


@pytest.mark.parametrize("lines", range(1, 40, 3))
@pytest.mark.parametrize("caption", ["", "What the rows hold"], ids=["plain", "captioned"])
def test_a_table_that_breaks_leaves_two_rows_at_least_on_either_side(lines: int, caption: str) -> None:
    padding = tuple(Paragraph(f"Line {number}.") for number in range(lines))
    rows = tuple((f"Row {number}", "One of several lines. " * 14) for number in range(8))
    table = Table(("What", "Why"), rows, caption=caption, widths=(1, 3))
    content = pdf.draw(everything(sections=(Section("Padding", (*padding, table)),))).content

    assert all(fewest >= 2 for fewest in rows_beside_breaks(elements(content)))
    if caption:
        holding = next(text for text in pages(content) if caption in text)
        assert "Row 0" in holding and "Row 1" in holding


@pytest.mark.parametrize("words", range(8, 30))
def test_no_heading_leaves_a_word_alone_on_its_last_line(words: int) -> None:
    heading = " ".join(
        ("which role leads on scope and authority and hierarchy and strategy " * 4).split()[:words]
    )
    content = pdf.draw(everything(sections=(Section(heading, (Paragraph("Text."),)),))).content
    said = [line.strip() for line in pages(content)[0].split("\n")]
    lines = said[
        next(place for place, line in enumerate(said) if line.startswith("which")) : said.index("Text.")
    ]

    assert " ".join(lines) == heading
    assert len(lines[-1]) > 0.6 * max(map(len, lines))


def test_a_list_of_many_short_items_stands_in_two_columns_and_one_of_long_items_in_one() -> None:
    short = Bullets(tuple((f"short item {number}", "") for number in range(25)))
    long = Bullets(tuple((f"long item {number}, {'which goes on and on, ' * 4}", "") for number in range(8)))
    content = pdf.draw(everything(sections=(Section("Lists", (short, long)),))).content
    found = places_of(content)
    columns = {
        beginning: {round(left) for text, left in found if beginning in text}
        for beginning in ("short item", "long item")
    }

    assert len(columns["short item"]) == 2
    assert len(columns["long item"]) == 1
    said = "".join(pages(content))
    assert all(f"short item {number}" in said for number in range(25))


def test_rows_left_alone_and_figures_torn_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = pdf._layout()
    for rule, without in (
        (b"#let fewest = 2", b"#let fewest = 1"),
        (b"#let whole = 238mm", b"#let whole = 0mm"),
    ):
        assert rule in layout
        layout = layout.replace(rule, without)
    monkeypatch.setattr(pdf, "_layout", lambda: layout)
    rows = tuple((f"Row {number}", "One of several lines. " * 14) for number in range(8))
    blocks = (TIMELINE, Table(("What", "Why"), rows, widths=(1, 3)))
    found = []
    for lines in range(10, 40, 2):
        padding = tuple(Paragraph(f"Line {number}.") for number in range(lines))
        found.append(
            elements(pdf.draw(everything(sections=(Section("Padding", (*padding, *blocks)),))).content)
        )

    assert any(fewest == 1 for one in found for fewest in rows_beside_breaks(one))
    assert any(len(where) > 1 for one in found for where in figure_pages(one))


def test_a_page_nearly_empty_would_be_found() -> None:
    padding = tuple(Paragraph(f"Line {number}.") for number in range(60))
    sections = (Section("One", padding[:5], part="summary"), Section("Two", padding))
    content = pdf.draw(everything(sections=sections)).content

    assert thin_pages(content, elements(content)) == [1]


def seats(report: Report) -> list[str]:
    """The headings of the chapters on a seat."""
    return [one.heading for one in report.sections if one.level == 2 and re.search(r"\bseat\b", one.heading)]


def figure_pages(found: list[Element]) -> list[set[int]]:
    """The pages, by number of object, that each figure and the table after it stand on; logos are none."""
    places: list[set[int]] = []
    chart: set[int] | None = None
    for kind, node in found:
        if kind == "/Figure" and not str(node.get("/Alt", "")).startswith("Logo"):
            chart = where(node)
        elif kind == "/Table" and chart is not None:
            places.append(chart | where(node))
            chart = None
    return places


def rows_beside_breaks(found: list[Element]) -> list[int]:
    """The fewest rows, without the head, that each table has on one of its pages; of those on several."""
    fewest = []
    for kind, node in found:
        if kind == "/Table" and len(where(node)) > 1:
            rows = [row for inner, row in walked(node) if inner == "/TR"][1:]
            fewest.append(min(Counter(page for row in rows for page in where(row)).values()))
    return fewest


def thin_pages(content: bytes, found: list[Element]) -> list[int]:
    """Numbers of pages filled for less than a third, but the last and those that a figure follows."""
    whole = list(read(content).pages)
    charts = {page for kind, node in found if kind == "/Figure" for page in where(node)}
    thin = []
    for number, (page, following) in enumerate(pairwise(whole), start=1):
        tall = float(page.mediabox.height)
        filled = (tall - HEAD - lowest(page)) / (tall - HEAD - FOOT)
        reference = following.indirect_reference
        if filled < THIN and not (reference and reference.idnum in charts):
            thin.append(number)
    return thin


def lowest(page: PageObject) -> float:
    """How far above its lower edge the last text of a page stands, in points; its foot is none."""
    heights: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        height = tm[5] * cm[3] + cm[5]
        if text.strip() and height > FOOT:
            heights.append(height)

    page.extract_text(visitor_text=visit)
    return min(heights)


def places_of(content: bytes) -> list[tuple[str, float]]:
    """Each piece of text with how far from the left edge it begins, in points."""
    found: list[tuple[str, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        found.append((text, tm[4] * cm[0] + cm[4]))

    for page in read(content).pages:
        page.extract_text(visitor_text=visit)
    return found


def where(node: Any, page: int | None = None) -> set[int]:
    """The pages, by number of object, on which an element's content stands."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        return {found for inner in node for found in where(inner, page)}
    if isinstance(node, DictionaryObject):
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if "/K" in node:
            return where(node["/K"], page)
        return {page} if "/MCID" in node and page is not None else set()
    return {page} if page is not None else set()


def walked(node: Any) -> list[Element]:
    """An element's own and all below it."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        return [found for inner in node for found in walked(inner)]
    if isinstance(node, DictionaryObject) and "/S" in node:
        return [(str(node["/S"]), node), *walked(node.get("/K", ArrayObject()))]
    return []
