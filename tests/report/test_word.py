"""Word files, read back with python-docx and lxml and checked against the Open XML SDK's schemas."""

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from advisor.case import Case
from advisor.engine import assess
from advisor.report import compose, word
from advisor.report.blocks import (
    Block,
    Bullets,
    Callout,
    Figure,
    KeyFacts,
    OrganisationChart,
    Paragraph,
    Post,
    Report,
    ScoreChart,
    Section,
    Share,
    ShareChart,
    Table,
    TimelineChart,
)
from advisor.report.colours import contrast
from advisor.report.sections import LENGTHS
from advisor.report.word.markup import SPACES
from advisor.rulebook import Rulebook
from tests.report.cases import ADVICE, real
from tests.report.samples import SHARES, TIMELINE, everything, organisation, scores
from tests.toybook import at_least, book, number, rule, scale

W = f"{{{SPACES['w']}}}"
HOSTILE = [
    "</w:t></w:r><w:p>", "&amp; &#42; <b>", "{ HYPERLINK \"http://example.org\" }", "{ DDEAUTO c:\\\\cmd }", "=1+1", "+1",
    "@SUM(A1)", "-2+3", "\\* MERGEFORMAT", "]]>", "<!--", "%1.", "REF x \\h", "a\x00b\x0bc\x1b[2Jd", "a\ud800b", "a\ufffeb",
    "  two  blanks  ", "x" * 32768, "'", '"', "a\tb", "a\r\nb\rc",
]  # fmt: skip


def png(width: int, height: int, resolution: int = 2835) -> bytes:
    """A picture of one grey; the resolution is in dots to the metre."""
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"pHYs", struct.pack(">IIB", resolution, resolution, 1)),
        (b"IDAT", rows),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


PNG = png(90, 30)
NAMES = {
    "Arabic": "شركة المثال للتجارة",
    "Japanese": "株式会社サンプル",
    "Greek": "Παράδειγμα ΑΕ",
    "emoji": "👩‍💼 Bakery 🥐",
    "long": "Harbour " * 15,
}


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def problems(data: bytes, tmp_path: Path) -> list[str]:
    """What the Open XML SDK's schemas and the rules beside them hold against a file."""
    path = tmp_path / "checked.docx"
    path.write_bytes(data)
    return [str(found) for found in OpenXmlValidator().validate(str(path)).errors]


def lines(data: bytes) -> list[str]:
    """Every paragraph of the body in reading order, those of tables cell by cell; the empty ones left out."""
    return [text for text in _lines(opened(data)) if text.strip()]


def _lines(container: Document | WordCell) -> Iterator[str]:
    for one in container.iter_inner_content():
        if isinstance(one, WordParagraph):
            yield "".join(
                node.text or "" if node.tag == f"{W}t" else "\n" if node.tag == f"{W}br" else "\t"
                for node in one._p.iter(f"{W}t", f"{W}br", f"{W}tab")
                if node.getparent().tag == f"{W}r" and not inside_shape(node)
            )
        else:
            assert isinstance(one, WordTable)
            for row in one.rows:
                for cell in row.cells:
                    yield from _lines(cell)


def inside_shape(node: etree._Element) -> bool:
    return any(above.tag == f"{W}drawing" for above in node.iterancestors())


def flat(text: str) -> str:
    return " ".join(text.split())


def expected(report: Report) -> list[str]:
    """What a reader has to find, in order."""
    firm = "" if report.brand.logo else report.brand.firm
    found = [firm, flat(report.title), report.subtitle, report.line]
    numbers = {"Figure": 0, "Table": 0}
    listed = [one for one in report.sections if one.part != "summary" and one.level == 2]
    for place, section in enumerate(report.sections):
        before = report.sections[place - 1].part if place else section.part
        if len(listed) >= 4 and before == "summary" != section.part:
            found += ["Contents", *(flat(one.heading) for one in listed)]
        found.append(flat(section.heading))
        for block in section.blocks:
            found += said(block, numbers)
    return [text for text in found if text.strip()]


def said(block: Block, numbers: dict[str, int]) -> list[str]:
    match block:
        case Paragraph(text):
            return [text]
        case Bullets(items):
            return [part for item in items for part in item]
        case KeyFacts(items):
            return [part for one in items for part in (one.label, one.value, one.note)]
        case Callout(title, blocks):
            return [title, *(text for one in blocks for text in said(one, numbers))]
        case Table():
            caption = [numbered("Table", block.caption, numbers)] if block.caption else []
            return [*caption, *block.head, *(text for row in block.rows for text in row)]
        case Figure():
            named = numbered("Figure", block.caption, numbers)
            return [named, *listed_posts(block.chart), *said(block.table, numbers)]


def listed_posts(chart: object) -> list[str]:
    """What stands in place of boxes where the names are too long or too many for them."""
    if not isinstance(chart, OrganisationChart) or (
        all(len(one.title) < 60 for one in chart.before.reports) and len(chart.before.reports) <= 8
    ):
        return []
    return ["Today", *posts(chart.before), "After", *posts(chart.after)]


def posts(post: Post) -> list[str]:
    return [
        f"{post.title} ({post.note})" if post.note else post.title,
        *(text for one in post.reports for text in posts(one)),
    ]


def numbered(kind: str, text: str, numbers: dict[str, int]) -> str:
    numbers[kind] += 1
    return f"{kind} {numbers[kind]}. {flat(text)}"


def with_text(text: str) -> Report:
    """A report with this text in every place where a text can stand."""
    figures = (
        replace(scores(text, "COO"), caption=text, alternative=text),
        replace(SHARES, chart=ShareChart((Share(text, 3, given=True),), of=4, unit=text)),
        organisation((text, "Office")),
        replace(TIMELINE, alternative=text),
    )
    section = Section(
        text,
        (
            Paragraph(text),
            Bullets(((text, text),), numbered=True),
            Table((text, "b"), ((text, "c"),), caption=text),
            *(block for one in everything().sections[:1] for block in one.blocks),
            Callout(text, (Paragraph(text),), tone="caution"),
            *figures,
        ),
    )
    brand = replace(everything().brand, firm=text, footer=text)
    return everything(
        title=text, subtitle=text, author=text, client=text, brand=brand, sections=(section,), draft=True
    )


def test_a_reader_finds_every_text_in_order_and_nothing_else() -> None:
    for report in (everything(), everything(draft=True, subtitle="", author="")):
        assert lines(word.draw(report)) == expected(report)


@pytest.mark.parametrize("length", sorted(LENGTHS))
@pytest.mark.parametrize("name", ADVICE)
def test_every_report_says_what_its_model_says_and_fits_the_schemas(
    rulebook: Rulebook, name: str, length: str, tmp_path: Path
) -> None:
    report = real(rulebook, ADVICE[name], length)

    data = word.draw(report)

    assert lines(data) == expected(report)
    assert problems(data, tmp_path) == []


def test_every_block_and_chart_fits_the_schemas(tmp_path: Path) -> None:
    for report in (everything(draft=True), everything(brand=replace(everything().brand, paper="letter"))):
        assert problems(word.draw(report), tmp_path) == []


@pytest.mark.parametrize(
    ("place", "right", "wrong"),
    [
        ("word/document.xml", b"<w:keepNext/>", b"<w:keepNextPlease/>"),
        ("word/charts/chart1.xml", b"<c:gapWidth ", b"<c:gapWidthPlease "),
        ("word/styles.xml", b"<w:basedOn ", b"<w:basedOnPlease "),
    ],
)
def test_the_schemas_find_a_planted_fault(place: str, right: bytes, wrong: bytes, tmp_path: Path) -> None:
    planted = parts(word.draw(everything()))
    assert right in planted[place]
    planted[place] = planted[place].replace(right, wrong, 1)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in planted.items():
            archive.writestr(name, content)

    assert problems(made.getvalue(), tmp_path) != []


def as_kept(text: str) -> str:
    """What of a text XML can hold, with every break of lines of one kind."""
    fit = "".join(
        one
        for one in text
        if one in "\t\n\r" or (one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
    )
    return fit.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_out_as_plain_text(text: str, tmp_path: Path) -> None:
    report = with_text(text)
    data = word.draw(report)

    assert lines(data) == expected(with_text(as_kept(text)))
    assert problems(data, tmp_path) == []
    assert field_codes(data) <= {"PAGE", "NUMPAGES", "SEQ", "TOC"}


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script_come_out_whole(name: str, tmp_path: Path) -> None:
    report = with_text(NAMES[name].strip())

    data = word.draw(report)

    assert lines(data) == expected(report)
    assert problems(data, tmp_path) == []


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60))
def test_any_text_at_all_comes_out_as_it_is(text: str) -> None:
    assert lines(word.draw(with_text(text))) == expected(with_text(as_kept(text)))


def test_other_roles_and_dimensions_are_drawn_as_the_two_and_four(tmp_path: Path) -> None:
    dimensions = ("scope", "authority", "hierarchy", "strategy", "money")
    rules = [
        rule(f"{role}/{dimension}/needs-it", 25, at_least("calls", "partly"))
        for role in ("director", "coo", "fractional-coo")
        for dimension in dimensions
    ]
    toys = book([number("people"), scale("calls")], rules)
    assessment = assess(toys, Case(name="Toys", facts={"people": 12, "calls": "uncovered"}))

    for length in LENGTHS:
        report = compose(assessment, toys, length)
        data = word.draw(report)
        assert lines(data) == expected(report)
        assert problems(data, tmp_path) == []


def field_codes(data: bytes) -> set[str]:
    found = set()
    for place, content in parts(data).items():
        if place.endswith(".xml"):
            root = etree.fromstring(content)
            found |= {one.get(f"{W}instr").split()[0] for one in root.iter(f"{W}fldSimple")}
            found |= {(one.text or "").split()[0] for one in root.iter(f"{W}instrText")}
    return found


def test_text_from_right_to_left_is_marked_for_word_and_the_rest_is_not() -> None:
    root = opened(word.draw(with_text("شركة المثال: 20 people")))._element.body
    title = next(one for one in root.iter(f"{W}p") if one.find(f".//{W}pStyle").get(f"{W}val") == "Title")
    runs = [
        ("".join(t.text for t in run.iter(f"{W}t")), run.find(f".//{W}rtl") is not None)
        for run in title.iter(f"{W}r")
    ]

    assert runs == [("شركة المثال", True), (": 20 people", False)]
    assert title.find(f".//{W}bidi") is None


def test_a_paragraph_all_in_arabic_runs_from_right_to_left() -> None:
    root = opened(word.draw(with_text(NAMES["Arabic"])))._element.body

    assert root.find(f".//{W}bidi") is not None


def test_japanese_is_marked_as_east_asian() -> None:
    body = parts(word.draw(with_text("株式会社 Sample")))["word/document.xml"].decode()

    assert '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">株式会社' in body or (
        '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t>株式会社</w:t>' in body
    )


def test_headings_captions_and_contents_are_those_of_word() -> None:
    document = opened(word.draw(everything()))
    styles = [one.style.name for one in document.paragraphs if one.style]

    assert styles.count("Heading 1") == len([one for one in everything().sections if one.level == 2])
    assert styles.count("Heading 2") == len([one for one in everything().sections if one.level == 3])
    assert styles.count("Caption") == 6
    assert styles.count("toc 1") == 6


def test_every_link_of_the_contents_leads_to_its_heading() -> None:
    root = opened(word.draw(everything()))._element.body
    marks = {one.get(f"{W}name"): one.getparent() for one in root.iter(f"{W}bookmarkStart")}
    links = list(root.iter(f"{W}hyperlink"))

    assert links
    for link in links:
        heading = marks[link.get(f"{W}anchor")]
        assert "".join(t.text for t in heading.iter(f"{W}t")) == "".join(t.text for t in link.iter(f"{W}t"))


def test_no_program_is_told_to_ask_or_to_fetch() -> None:
    found = parts(word.draw(everything(brand=replace(everything().brand, logo=PNG))))

    assert b"updateFields" not in found["word/settings.xml"]
    for place, content in found.items():
        if place.endswith(".rels"):
            assert b"External" not in content, place


def described(figure: Figure) -> list[str]:
    key = [f"Key: {'; '.join(keyed(figure.chart))}"] if isinstance(figure.chart, ScoreChart) else []
    return [*key, flat(figure.alternative)]


def keyed(chart: ScoreChart) -> list[str]:
    """What the key to a chart of scores says, in the order in which the bars stand."""
    is_open = any(bar.low < bar.high for one in chart.series for bar in one.bars)
    return [
        *(f"{one.name}: {one.total} of 100" for one in chart.series),
        *(["still possible"] if is_open else []),
    ]


@pytest.mark.parametrize("roles", [1, 2, 3, 6])
def test_the_key_to_the_scores_names_the_roles_in_the_order_and_the_fills_of_their_bars(roles: int) -> None:
    names = ("Director", "COO", "Fractional COO", "Chief of Staff", "Plant Manager", "Integrator")[:roles]
    figure = scores(*names)
    assert isinstance(figure.chart, ScoreChart)
    found = parts(word.draw(everything(sections=(Section("Chart", (figure,)),))))
    a, wps = f"{{{SPACES['a']}}}", f"{{{SPACES['wps']}}}"
    shapes = list(etree.fromstring(found["word/document.xml"]).iter(f"{wps}wsp"))
    said = [text for one in shapes if (text := "".join(one.itertext()).strip())]
    keys = [
        one.find(f"{wps}spPr")
        for one in shapes
        if one.find(f"{wps}spPr/{a}prstGeom[@prst='rect']") is not None
    ]
    in_key = [_filled(one) for one in keys if one.find(f"{a}noFill") is None]
    space = etree.fromstring(found["word/charts/chart1.xml"])
    c = f"{{{SPACES['c']}}}"

    assert said == keyed(figure.chart)
    assert in_key == [_filled(one.find(f"{c}spPr")) for one in space.iter(f"{c}ser")]
    assert next(space.iter(f"{c}legend"), None) is None


def _filled(shape: etree._Element) -> tuple[str, str]:
    """The pattern of a fill, empty if it is solid, and its colour."""
    a = f"{{{SPACES['a']}}}"
    pattern = shape.find(f"{a}pattFill")
    return (pattern.get("prst") if pattern is not None else ""), next(shape.iter(f"{a}srgbClr")).get("val")


def test_what_is_still_possible_can_be_seen_on_its_bar_and_on_paper() -> None:
    for colour in ("#1F4E79", "#B8322A", "#000000", "#F5C400"):
        brand = replace(everything().brand, colour=colour)
        report = everything(brand=brand, sections=(Section("Chart", (scores("Director", "COO"),)),))
        space = etree.fromstring(parts(word.draw(report))["word/charts/chart1.xml"])
        a, c = f"{{{SPACES['a']}}}", f"{{{SPACES['c']}}}"
        first = next(space.iter(f"{c}ser"))
        line = next(first.find(f"{c}errBars").iter(f"{a}srgbClr")).get("val")
        fill = _filled(first.find(f"{c}spPr"))[1]

        assert contrast(f"#{line}", "#FFFFFF") >= 2.5
        assert contrast(f"#{line}", f"#{fill}") >= 2.5


def test_a_value_stands_at_the_end_of_its_bar_with_what_is_possible_in_words() -> None:
    figure = scores("Director", "COO")
    report = everything(sections=(Section("Chart", (figure,)),))
    space = etree.fromstring(parts(word.draw(report))["word/charts/chart1.xml"])
    c = f"{{{SPACES['c']}}}"
    assert isinstance(figure.chart, ScoreChart)

    for shown, series in zip(space.iter(f"{c}ser"), figure.chart.series, strict=True):
        labels = list(shown.find(f"{c}dLbls").iter(f"{c}dLbl"))
        assert {one.find(f"{c}dLblPos").get("val") for one in labels} == {"outEnd"}
        assert [one.find(f"{c}numFmt").get("formatCode") for one in labels] == [
            f'0" ({bar.low} to {bar.high})"' for bar in series.bars
        ]


def test_no_type_falls_below_what_can_be_read_however_full_the_first_page_is() -> None:
    said = "The work to be done is inside the house, and every exception ends on the owner's desk. " * 60
    report = everything(sections=(Section("Appoint a Director", (Paragraph(said),) * 3, part="summary"),))
    styles = etree.fromstring(parts(word.draw(report))["word/styles.xml"])
    w = f"{{{SPACES['w']}}}"
    sizes = {
        style.get(f"{w}styleId"): int(style.find(f"{w}rPr/{w}sz").get(f"{w}val")) / 2
        for style in styles.iter(f"{w}style")
        if style.find(f"{w}rPr/{w}sz") is not None
    }
    body = int(next(styles.find(f"{w}docDefaults").iter(f"{w}sz")).get(f"{w}val")) / 2

    assert body == 9
    assert sizes["ReportCell"] >= 8
    assert min(size for name, size in sizes.items() if name != "ReportGap") >= 7.5


def test_every_drawing_is_said_in_words_and_has_a_number_of_its_own() -> None:
    report = everything(brand=replace(everything().brand, logo=PNG))
    root = etree.fromstring(parts(word.draw(report))["word/document.xml"])
    drawn = list(root.iter(f"{{{SPACES['wp']}}}docPr"))
    figures = [one for section in report.sections for one in section.blocks if isinstance(one, Figure)]

    assert [one.get("descr") for one in drawn] == [
        "Logo of North Quay Advisers",
        *(text for one in figures for text in described(one)),
    ]
    assert len({one.get("id") for one in drawn}) == len(drawn)


@pytest.mark.parametrize(
    ("width", "height", "resolution", "wanted"),
    [
        (96, 48, 0, (914400, 457200)),
        (96, 48, 1, (914400, 457200)),
        (96, 48, 10**9, (914400, 457200)),
        (4000, 100, 2835, (2160000, 54000)),
        (100, 4000, 2835, (12600, 504000)),
        (1, 1, 2835, (9525, 9525)),
    ],
)
def test_a_logo_keeps_its_shape_within_60_by_14_mm(
    width: int, height: int, resolution: int, wanted: tuple[int, int]
) -> None:
    report = everything(brand=replace(everything().brand, logo=png(width, height, resolution)))
    root = etree.fromstring(parts(word.draw(report))["word/document.xml"])
    extent = next(root.iter(f"{{{SPACES['wp']}}}extent"))

    assert (int(extent.get("cx")), int(extent.get("cy"))) == wanted


def test_a_jpeg_without_the_usual_head_is_a_logo_too() -> None:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 48, 96, 1) + b"\x01\x11\x00"
    jpeg = b"\xff\xd8\xff\xee\x00\x04Ad" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"

    found = parts(word.draw(everything(brand=replace(everything().brand, logo=jpeg))))

    assert found["word/media/image1.jpeg"] == jpeg


def test_tables_repeat_their_head_and_keep_their_rows_whole() -> None:
    document = opened(word.draw(everything()))
    tables = [one for one in document.tables if one.style and one.style.name == "Report Table"]

    assert len(tables) == 6
    for table in tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{W}tblHeader") is not None
        assert all(row.find(f".//{W}cantSplit") is not None for row in (first, *others))
        assert all(row.find(f".//{W}tblHeader") is None for row in others)
        assert table._tbl.find(f".//{W}tblLook").get(f"{W}firstRow") == "1"


def test_figures_in_tables_stand_to_the_right() -> None:
    table = next(
        one
        for one in opened(word.draw(everything())).tables
        if len(one.columns) > 1 and one.cell(0, 1).text == "Ways"
    )

    assert all(row.cells[1].paragraphs[0].alignment == 2 for row in table.rows)


def numbers_of(space: etree._Element) -> dict[str, list[float]]:
    """The numbers each series shows, by its name."""
    c = f"{{{SPACES['c']}}}"
    return {
        one.find(f"{c}tx//{c}v").text: [float(point.text) for point in one.findall(f"{c}val//{c}v")]
        for one in space.iter(f"{c}ser")
    }


def sheet_of(workbook: bytes) -> list[list[str]]:
    s = f"{{{SPACES['s']}}}"
    root = etree.fromstring(parts(workbook)["xl/worksheets/sheet1.xml"])
    assert root.find(f".//{s}f") is None
    return [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{s}row")]


def wanted(chart: ScoreChart | ShareChart | TimelineChart) -> dict[str, list[float]]:
    match chart:
        case ScoreChart(series):
            return {one.name: [bar.value for bar in one.bars] for one in series}
        case ShareChart(shares, of, unit):
            return {unit: [round(100 * one.count / of, 6) for one in shares]}
        case TimelineChart(unit, moments, triggers):
            levels = {
                f"{one.value}\u00a0{unit}: {one.label}": [float(one.value)] * len(moments) for one in triggers
            }
            return {unit: [float(one.value) for one in moments], **levels}


def test_charts_show_the_models_numbers_and_so_do_the_sheets_behind_them() -> None:
    dimensions = ("Scope", "Authority", "Hierarchy", "Strategy", "=Money")
    figures = (scores("Director", "COO", "Fractional COO", dimensions=dimensions), SHARES, TIMELINE)
    report = everything(sections=(Section("Charts", figures),))
    found = parts(word.draw(report))

    for place, figure in enumerate(figures, start=1):
        chart = figure.chart
        assert isinstance(chart, ScoreChart | ShareChart | TimelineChart)
        space = etree.fromstring(found[f"word/charts/chart{place}.xml"])
        assert numbers_of(space) == wanted(chart)
        head, *rows = sheet_of(found[f"word/embeddings/workbook{place}.xlsx"])
        assert head == ["", *wanted(chart)]
        assert [[float(cell) for cell in row[1:]] for row in rows] == [
            list(row) for row in zip(*wanted(chart).values(), strict=True)
        ]


def test_the_sheet_behind_a_chart_holds_text_as_text_and_fits_the_schemas(tmp_path: Path) -> None:
    workbook = parts(word.draw(with_text("=1+1")))["word/embeddings/workbook1.xlsx"]
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook)
    sheet = parts(workbook)["xl/worksheets/sheet1.xml"]

    assert b'<s:c r="B1" t="inlineStr"><s:is><s:t>=1+1</s:t></s:is></s:c>' in sheet
    # the rules beside the schemas ask for styles and a table of texts, which a sheet of numbers can do without
    found = [str(one) for one in OpenXmlValidator().validate(str(path)).errors]
    assert [one for one in found if one.startswith("[schema]")] == []


@pytest.mark.parametrize("colour", ["#C4841D", "#FFFF00", "#1F4E79"])
def test_a_brands_colour_is_dark_enough_where_it_is_text(colour: str) -> None:
    root = opened(word.draw(everything(brand=replace(everything().brand, colour=colour)))).styles.element
    colours = {one.get(f"{W}val") for one in root.iter(f"{W}color") if one.getparent().tag == f"{W}rPr"} - {
        "FFFFFF"
    }

    assert min(contrast(f"#{one}", "#FFFFFF") for one in colours) >= 4.5


def test_series_differ_without_colour() -> None:
    report = everything(sections=(Section("Chart", (scores("A", "B", "C", "D"),)),))
    space = etree.fromstring(parts(word.draw(report))["word/charts/chart1.xml"])
    patterns = [
        next(
            (
                one.get("prst")
                for one in series.find(f"{{{SPACES['c']}}}spPr").iter(f"{{{SPACES['a']}}}pattFill")
            ),
            "solid",
        )
        for series in space.iter(f"{{{SPACES['c']}}}ser")
    ]

    assert len(set(patterns)) == 4
    assert patterns[0] == "solid"


def test_a_firm_too_wide_for_boxes_is_shown_as_two_lists() -> None:
    leads = tuple(f"Lead of department number {place}" for place in range(1, 13))
    report = everything(sections=(Section("Organisation", (organisation(leads),)),))

    assert lines(word.draw(report)) == expected(report)
    assert "Director of Operations (new seat)" in expected(report)


def test_a_chart_of_one_post_and_empty_charts_can_be_drawn(tmp_path: Path) -> None:
    lonely = replace(organisation(), chart=OrganisationChart(Post("Owner"), Post("Owner")))
    bare = replace(SHARES, chart=ShareChart((), of=0, unit="ways"), table=Table(("Advice", "Ways"), ()))
    data = word.draw(everything(sections=(Section("Charts", (lonely, bare)),)))

    assert problems(data, tmp_path) == []


def test_page_language_and_properties_are_the_reports_own() -> None:
    report = everything(draft=True, brand=replace(everything().brand, paper="letter", language="de-CH"))
    document = opened(word.draw(report))
    said = document.core_properties

    assert (said.title, said.author, said.language) == (report.title, report.author, "en-US")
    assert str(said.created) == str(said.modified) == "2026-11-25 00:00:00+00:00"
    page = document.sections[0]._sectPr.find(f"{W}pgSz")
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("12240", "15840")
    assert said.content_status == "Draft"


def test_without_a_day_there_are_no_dates() -> None:
    core = parts(word.draw(everything(day="", date="")))["docProps/core.xml"]

    assert b"created" not in core
    assert b"modified" not in core


def test_a_draft_says_so_on_every_page_and_a_final_report_nowhere() -> None:
    for draft in (True, False):
        document = opened(word.draw(everything(draft=draft)))
        heads = (document.sections[0].header, document.sections[0].first_page_header)
        assert [("Draft" in "".join(p.text for p in one.paragraphs)) for one in heads] == [draft, draft]


def test_a_draft_is_marked_in_capitals_as_on_page_and_paper() -> None:
    assert opened(word.draw(everything(draft=True))).styles["Report Draft"].font.all_caps


def test_pages_are_counted_below_and_the_footer_stands_there() -> None:
    document = opened(word.draw(everything()))
    for foot in (document.sections[0].footer, document.sections[0].first_page_footer):
        text = "".join(node.text or "|" for node in foot._element.iter(f"{W}t", f"{W}tab"))
        assert text == "Confidential, prepared for the client named on top|Page\u00a01\u00a0of\u00a01"


def test_the_same_report_is_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from advisor.report import word; from tests.report.samples import everything;"
        "print(hashlib.sha256(word.draw(everything(draft=True))).hexdigest())"
    )
    root = str(Path(__file__).parent.parent.parent)
    found = set()
    for seed, zone, language in (("1", "UTC", "C"), ("2", "Pacific/Auckland", "C.UTF-8")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": language,
            "PYTHONPATH": root,
        }
        place = tmp_path / seed
        place.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            cwd=place,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout)

    assert len(found) == 1


def test_nothing_of_the_machine_or_the_clock_is_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(word.draw(everything()))) as archive:
        entries = archive.infolist()

    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.create_system for one in entries} == {0}
    assert [one.filename for one in entries[:2]] == ["[Content_Types].xml", "_rels/.rels"]


def test_without_python_docx_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['docx'] = None\n"
        "from advisor.errors import MissingExtra\n"
        "try:\n    from advisor.report import word\n"
        "except MissingExtra as missing:\n    print(missing, '|', missing.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "'word'" in done.stdout
    assert '-m pip install "python-docx' in done.stdout
