"""PDFs, read back with another library than the one that wrote them."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from advisor.engine import assess
from advisor.report import compose, pdf
from advisor.report.blocks import (
    Brand,
    Bullets,
    Callout,
    Figure,
    KeyFact,
    KeyFacts,
    Paragraph,
    Report,
    Section,
    Table,
)
from advisor.rulebook import Rulebook
from tests.companies import companies
from tests.report.cases import HOSTILE, NAMES, REPORTS, hostile
from tests.report.samples import DIMENSIONS, everything, scores
from tests.report.test_html import logo, texts

RESULT = b'{"schema": "advisor.assessment/1", "text": "caf\\u00e9"}\n'
BODY, TABLE, NOTES = 9.0, 8.0, 7.5
"""Points below which no type of a first page falls."""

COVERED = [name for name in REPORTS if not name.endswith(("Arabic", "Japanese", "emoji"))]
"""What the bundled fonts can show; the others depend on the machine."""

TYPST = [
    '#read("/etc/passwd")', '#import "@preview/cetz:0.3.0"', "#{ panic() }", "= Heading", "$ x^2 $", "*bold* _it_ `raw`",
    "#include \"page.typ\"", "\\u{41} \\ \\", "] #text(red)[x", '"; #eval("1+1")', "<label> @label", "/ term: x", "~ -- --- ...",
    "// comment", "/* comment */", "{page} {pages}",
]  # fmt: skip


@cache
def drawn(rulebook: Rulebook, name: str) -> pdf.Drawing:
    return pdf.draw(REPORTS[name](rulebook), RESULT)


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in read(content).pages]


def root(content: bytes) -> Any:
    """What a file tells of itself as a whole."""
    return read(content).trailer["/Root"]


def told(content: bytes) -> str:
    """What a file tells programs of itself."""
    return str(root(content)["/Metadata"].get_data().decode())


def squeezed(text: str) -> str:
    """A text without its blanks and the places where a long word may break: lines break anywhere."""
    return re.sub(r"[\s\u200b]+", "", text)


def body(content: bytes) -> str:
    """All text of a file, without blanks, and without what stands over and under every page."""
    return "".join(map(squeezed, pages(content)))


Element = tuple[str, DictionaryObject]


def elements(content: bytes) -> list[Element]:
    """Every element of the structure tree in reading order: its kind and what is known of it."""
    return list(_walk(root(content)["/StructTreeRoot"]["/K"]))


def _walk(node: Any) -> Iterator[Element]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for inner in node:
            yield from _walk(inner)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield str(node["/S"]), node
        yield from _walk(node.get("/K", ArrayObject()))


def one_page(texts: int) -> Report:
    """A report of one page with texts so many times as long as usual."""
    said = "The work to be done is inside the house, and every exception ends on the owner's desk. " * texts
    rows = tuple((f"Week {week}", said, "Owner", "The list is agreed") for week in range(1, 6))
    blocks = (
        Paragraph(said, strong=True),
        KeyFacts((KeyFact("How sure", "firm", "in 94 % of weightings"), KeyFact("Answered", "28 of 30", ""))),
        Bullets(((said, "You said: the owner."), (said, "You said: five.")), numbered=True),
        Table(("When", "Step", "Who", "Done when"), rows),
    )
    return everything(sections=(Section("Appoint a Director of Operations", blocks, part="summary"),))


every_report = pytest.mark.parametrize("name", COVERED)


@every_report
def test_every_text_of_a_report_stands_in_the_file_in_its_order(rulebook: Rulebook, name: str) -> None:
    report = REPORTS[name](rulebook)
    said, place = body(drawn(rulebook, name).content), 0
    headings = {section.heading for section in report.sections}

    for text in texts(report):
        wanted = squeezed(text)
        found = said.find(wanted, place)
        if found < 0 and text != report.title:  # broken by the foot of a page
            half = squeezed(text[: len(text) // 3])
            found = said.find(half, place)
        assert found >= 0, text
        place = found if text in headings else place


@every_report
def test_a_file_is_marked_as_accessible_and_fit_for_an_archive(rulebook: Rulebook, name: str) -> None:
    report = REPORTS[name](rulebook)
    content = drawn(rulebook, name).content
    whole, metadata = root(content), read(content).metadata

    assert drawn(rulebook, name).warnings == ()
    assert re.search(r"pdfuaid:part\W+1\b", told(content))
    assert re.search(r"pdfaid:part\W+3\b", told(content))
    assert re.search(r"pdfaid:conformance\W+A\b", told(content))
    assert whole["/MarkInfo"]["/Marked"].value is True
    assert whole["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert whole["/Lang"] == "en"
    assert metadata is not None
    assert metadata.title == report.title


@every_report
def test_headings_tables_figures_and_lists_are_tagged(rulebook: Rulebook, name: str) -> None:
    report = REPORTS[name](rulebook)
    found = elements(drawn(rulebook, name).content)
    blocks = [block for section in report.sections for block in section.blocks]
    figures = [block for block in blocks if isinstance(block, Figure)]
    tables = [block for block in blocks if isinstance(block, Table)] + [figure.table for figure in figures]
    kinds = [kind for kind, _ in found]
    contents = any(section.part == "summary" for section in report.sections) and any(
        section.part != "summary" for section in report.sections
    )

    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == sum(section.level == 2 for section in report.sections) + contents
    assert kinds.count("/H3") == sum(section.level == 3 for section in report.sections)
    assert kinds.count("/Table") == len(tables)
    assert kinds.count("/TH") == sum(len(table.head) for table in tables)
    assert kinds.count("/TD") == sum(len(row) for table in tables for row in table.rows)
    assert kinds.count("/L") >= sum(isinstance(block, Bullets) for block in blocks)
    alternatives = [str(node["/Alt"]) for kind, node in found if kind == "/Figure" and "/Alt" in node]
    assert alternatives == [figure.alternative for figure in figures]


def test_the_result_is_attached_byte_for_byte() -> None:
    attached = read(pdf.draw(everything(), RESULT).content).attachments

    assert attached == {"result.json": [RESULT]}
    assert not read(pdf.draw(everything()).content).attachments


def test_title_author_language_and_date_are_told() -> None:
    content = pdf.draw(everything(brand=Brand(firm="Quay", language="en-GB"))).content
    metadata = read(content).metadata

    assert metadata is not None
    assert metadata.author == "A. Adviser, Quay"
    assert str(metadata.get("/CreationDate")).startswith("D:20261125000000")
    assert root(content)["/Lang"] == "en-GB"


def test_the_same_report_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    code = (
        "import hashlib; from advisor.report import pdf; from tests.report.samples import everything;"
        "print(hashlib.sha256(pdf.draw(everything(), b'{}').content).hexdigest())"
    )
    here = hashlib.sha256(pdf.draw(everything(), b"{}").content).hexdigest()
    checkout = Path(__file__).parents[2]

    for seed, zone, place in (("1", "Asia/Kolkata", checkout), ("2", "America/Los_Angeles", tmp_path)):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": str(checkout),
            "LC_ALL": "C",
        }
        found = subprocess.run(
            [sys.executable, "-c", code],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert found.stdout.strip() == here


@pytest.mark.parametrize("text", [*HOSTILE, *TYPST])
def test_hostile_text_in_every_place_comes_out_as_text(text: str) -> None:
    blocks = (
        Paragraph(text), Paragraph(text, strong=True), Bullets(((text, text),)), Callout(text, (Paragraph(text),)),
        Table((text, text), ((text, text),), caption=text), KeyFacts((KeyFact(text, text, text),)),
    )  # fmt: skip
    sections = (Section(text, blocks, part="summary"), Section(text, blocks))
    report = Report(
        text, text, sections, client=text, author=text, date=text, brand=Brand(firm=text, footer=text)
    )

    said = body(pdf.draw(report).content)

    assert said.count(squeezed(text)) >= 2 * 13 + 5


def test_hostile_text_from_a_case_comes_out_as_text(rulebook: Rulebook) -> None:
    text = '#read("/etc/hostname")'

    assert body(pdf.draw(hostile(rulebook, text)).content).count(squeezed(text)) >= 5


def test_what_is_no_text_does_not_break_the_file() -> None:
    report = everything(
        title="a\x00b\x1b[2Jc\ud800d\ufffee", sections=(Section("x\x07y", (Paragraph("p\x85q"),)),)
    )

    assert {"ab[2Jcde", "xy", "pq"} <= set(pages(pdf.draw(report).content)[0].split("\n"))


def test_a_text_of_several_lines_keeps_them() -> None:
    report = everything(sections=(Section("Notes", (Paragraph("first line\n\nsecond line"),)),))

    assert "first line\nsecond line" in pages(pdf.draw(report).content)[0]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_paper_is_the_brands(paper: str) -> None:
    page = read(pdf.draw(everything(brand=Brand(paper=paper))).content).pages[0]  # type: ignore[arg-type]  # one of the two

    assert [round(float(side)) for side in page.mediabox[2:]] == {"a4": [595, 842], "letter": [612, 792]}[
        paper
    ]


def test_every_page_is_numbered_and_carries_the_footer_and_the_later_ones_the_title() -> None:
    report = everything(draft=False)
    found = pages(pdf.draw(report).content)

    for number, text in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in text
        assert report.brand.footer in text
        assert text.count(report.title) == 1


def test_a_draft_says_so_on_every_page_and_a_final_report_on_none() -> None:
    assert all("DRAFT" in text for text in pages(pdf.draw(everything(draft=True)).content))
    assert not any("DRAFT" in text for text in pages(pdf.draw(everything()).content))


def test_the_summary_stands_alone_and_nothing_else_begins_a_page_of_its_own() -> None:
    report = everything()
    place, appendix = next((p, one) for p, one in enumerate(report.sections) if one.part == "appendix")
    body = next(one.heading for one in report.sections if one.part == "body")
    on_top = []
    for lines in (0, 3, 6):  # the page may end right there by chance, and not each time
        more = Section("More", (Paragraph("One line more."),) * lines, part="body")
        sections = (*report.sections[:place], more, *report.sections[place:])
        found = pages(pdf.draw(replace(report, sections=sections)).content)
        assert body not in found[0]
        assert found[1].split("\n")[1] == "Contents"
        on_top.append([text for text in found if appendix.heading in text][-1].split("\n")[1])

    assert set(on_top) != {appendix.heading}


def test_contents_and_bookmarks_lead_to_the_right_pages() -> None:
    report = everything()
    reader = read(pdf.draw(report).content)
    chapters = [one.heading for one in report.sections if one.level == 2 and one.part != "summary"]
    found = [page.extract_text() for page in reader.pages]
    marks = list(_marks(reader.outline))

    assert [mark.title for mark in marks] == [one.heading for one in report.sections]
    for mark in marks:
        page = reader.get_destination_page_number(mark)
        assert page is not None
        assert mark.title in found[page].split("\n")
        if mark.title in chapters:
            assert re.search(rf"{re.escape(mark.title)}[ .]+{page + 1}\n", found[1]), mark.title
        else:
            assert mark.title not in found[1]


def _marks(outline: Any) -> Iterator[Any]:
    for one in outline:
        yield from _marks(one) if isinstance(one, list) else [one]


@pytest.mark.parametrize("texts", [1, 2, 3])
def test_one_page_is_one_page_for_long_texts_and_can_still_be_read(texts: int) -> None:
    drawing = pdf.draw(one_page(texts))

    assert len(read(drawing.content).pages) == 1
    assert drawing.warnings == ()
    assert min(sizes(drawing.content)) >= NOTES
    assert size_of("The work to be done", drawing.content) >= BODY


@pytest.mark.parametrize(
    "name", [("Wundermann & Gesellschafter " * 5)[:120], " ".join(HOSTILE)[:120], "W" * 120]
)
def test_one_page_is_one_page_that_can_be_read_for_every_company_under_the_longest_names(
    rulebook: Rulebook, name: str
) -> None:
    brand = Brand(firm=name, footer=name, paper="letter", logo=logo())

    for company in companies(rulebook):
        case = replace(company.case, name=name, respondent=name)
        report = compose(assess(rulebook, case), rulebook, "one-page", brand=brand, author=name)
        drawing = pdf.draw(report)
        first = next(block for block in report.sections[0].blocks if isinstance(block, Paragraph))

        assert len(read(drawing.content).pages) == 1, company.id
        assert drawing.warnings == (), company.id
        assert min(sizes(drawing.content)) >= NOTES, company.id
        assert size_of(" ".join(first.text.split()[2:4]), drawing.content) >= BODY, company.id
        assert size_of("Step", drawing.content, default=TABLE) >= TABLE, company.id


def sizes(content: bytes) -> set[float]:
    """The sizes of letters on the first page, in points."""
    return {size for _, size in pieces(content)}


def size_of(words: str, content: bytes, default: float = 0) -> float:
    """The size of the first text on the first page with these words, in points; `default` where there is none."""
    found = (size for text, size in pieces(content) if words in text)
    return next(found, default)


def pieces(content: bytes) -> list[tuple[str, float]]:
    """Each piece of text on the first page, with the size of its letters in points."""
    found: list[tuple[str, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append((text, round(abs(size * tm[3] * cm[3]), 2)))

    read(content).pages[0].extract_text(visitor_text=visit)
    return found


def test_texts_too_long_for_one_page_run_on_and_a_warning_says_so() -> None:
    report = one_page(20)
    drawing = pdf.draw(report)

    assert len(read(drawing.content).pages) > 1
    assert drawing.warnings == ("The first page runs on to the next: its texts are too long for one page.",)
    assert squeezed("Week 5") in body(drawing.content)
    assert max(sizes(drawing.content)) > 9


@pytest.mark.parametrize("lines", range(24, 52, 3))
def test_no_heading_and_no_table_head_is_left_at_the_foot_of_a_page(lines: int) -> None:
    table = Table(("Question head", "Answer head"), tuple((f"Row {n}", "yes") for n in range(30)))
    padding = tuple(Paragraph(f"Line {n}.") for n in range(lines))
    blocks = (Paragraph("What leads to it.", strong=False), table)
    report = everything(
        sections=(
            Section("Padding", padding),
            Section("Chapter", (), level=2),
            Section("Part", blocks, level=3),
        )
    )

    for text in pages(pdf.draw(report).content):
        body = [line for line in text.split("\n") if line.strip()][:-1]
        last = next(line for line in reversed(body) if not line.startswith(("Confidential", "Page")))
        assert not last.startswith(("Chapter", "Part", "What leads", "Question head", "Answer head")), last


@pytest.mark.parametrize("lines", range(28, 46, 2))
def test_no_item_of_a_short_list_goes_overleaf_alone(lines: int) -> None:
    padding = tuple(Paragraph(f"Line {n}.") for n in range(lines))
    items = Bullets(tuple((f"item {n}", "") for n in range(5)))
    found = pages(pdf.draw(everything(sections=(Section("Padding", (*padding, items)),))).content)

    assert [text.count("item ") for text in found if "item " in text] == [5]


def test_a_long_table_repeats_its_head_and_splits_no_row() -> None:
    rows = tuple((f"begin{n}", f"and goes on {'x ' * 40 * (2 + n % 7)} end{n}") for n in range(60))
    table = Table(("First head", "Second head"), rows, widths=(1, 2))
    found = pages(pdf.draw(everything(sections=(Section("Table", (table,)),))).content)

    assert len(found) > 4
    for text in found:
        assert "First head" in text
        assert set(re.findall(r"begin(\d+)", text)) == set(re.findall(r"end(\d+)", text))


def test_a_row_longer_than_a_page_loses_nothing() -> None:
    said = " ".join(f"word{n}" for n in range(1500))
    report = everything(
        sections=(
            Section(
                "Notes", (Table(("Who", "What"), (("Owner", said),)), Callout("Note", (Paragraph(said),)))
            ),
        )
    )

    content = pdf.draw(report).content
    text = " ".join(pages(content))

    assert min(foot for _, foot in places(content)) > 20
    assert all(len(re.findall(rf"\bword{n}\b", text)) == 2 for n in range(1500))


def test_words_wider_than_their_room_break_and_stay_on_the_page() -> None:
    word = "W" * 120
    blocks = (
        Paragraph(word), Bullets(((word, word),)), Callout(word, (Paragraph(word),)), KeyFacts((KeyFact(word, word, word),) * 4),
        Table((word, "b", "c"), ((word, "b", word),), caption=word),
    )  # fmt: skip
    report = everything(
        title=word,
        subtitle=word,
        author=word,
        brand=Brand(firm=word, footer=word),
        sections=(Section(word, blocks, part="summary"),),
    )

    assert 500 < max(left for left, _ in places(pdf.draw(report).content)) < 595 - 56


def places(content: bytes) -> list[tuple[float, float]]:
    """Where each piece of text begins: points from the left edge and from the foot of its page."""
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    for page in read(content).pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize(
    ("roles", "dimensions"),
    [(("Director", "COO", "Chief of Staff"), (*DIMENSIONS, "Culture")), (("COO",), DIMENSIONS[:1])],
)
def test_any_number_of_roles_and_dimensions_is_drawn(
    roles: tuple[str, ...], dimensions: tuple[str, ...]
) -> None:
    figure = scores(*roles, dimensions=dimensions)
    said = body(pdf.draw(everything(sections=(Section("Scores", (figure,)),))).content)

    assert all(squeezed(f"{role}: ") in said for role in roles)
    assert all(said.count(squeezed(dimension)) >= 2 for dimension in dimensions)


def test_a_logo_stands_on_the_first_page_and_one_that_cannot_be_drawn_is_left_out_with_a_word() -> None:
    report = everything(brand=Brand(firm="Quay", logo=logo()))
    good = pdf.draw(report)
    bad = pdf.draw(replace(report, brand=replace(report.brand, logo=logo()[:40])))

    assert good.warnings == ()
    assert (
        next(str(node["/Alt"]) for kind, node in elements(good.content) if kind == "/Figure")
        == "Logo of Quay"
    )
    assert bad.warnings == ("The PDF goes without the logo, which cannot be drawn.",)


def test_a_pale_brand_colour_is_darkened_for_text() -> None:
    assert pdf.draw(everything(brand=Brand(colour="#FFE000"))).warnings == ()


def test_without_any_other_font_characters_not_covered_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = pdf._fonts(system=False)
    monkeypatch.setattr(pdf, "_fonts", lambda *, system: bundled)

    drawing = pdf.draw(everything(title=f"{NAMES['Japanese']}: who", client=NAMES["Japanese"]))

    assert len(drawing.warnings) == 1
    assert drawing.warnings[0].startswith("No font here shows 株, 式, 会, 社, ベ")
    assert "pdfuaid" not in told(drawing.content)
    assert elements(drawing.content)


def test_a_character_that_is_not_seen_by_itself_is_told_by_its_number() -> None:
    drawing = pdf.draw(everything(title="Quay \ue000"))

    assert drawing.warnings[0].startswith("No font here shows U+E000: the PDF has boxes there")


@pytest.mark.system
@pytest.mark.parametrize(("script", "font"), [("Arabic", "NotoSansArabic"), ("Japanese", "NotoSansCJKjp")])
def test_other_scripts_are_shown_with_the_systems_fonts_and_keep_the_standards(
    rulebook: Rulebook, script: str, font: str
) -> None:
    drawing = drawn(rulebook, f"name in {script}")
    metadata = read(drawing.content).metadata

    assert len(drawing.warnings) == 1
    assert f"this computer's own fonts ({font})" in drawing.warnings[0]
    assert "pdfuaid" in told(drawing.content)
    assert metadata is not None
    assert str(metadata.title).startswith(NAMES[script])


def test_the_result_inside_can_be_read_again() -> None:
    attached = read(pdf.draw(everything(), RESULT).content).attachments["result.json"][0]

    assert json.loads(attached) == json.loads(RESULT)
