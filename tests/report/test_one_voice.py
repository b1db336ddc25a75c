"""What all kinds of files say and show alike: shares, numbers, the brand, and what is set apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ContentStream

from advisor.engine import advise
from advisor.loading.plain_form import spelled
from advisor.report import compose, html, markdown, pdf, word
from advisor.report.blocks import (
    Brand,
    Callout,
    Figure,
    Moment,
    Report,
    Section,
    ShareChart,
    TimelineChart,
    Tone,
    Trigger,
)
from advisor.report.charts import svg
from advisor.report.colours import light
from advisor.report.formats import LANGUAGES, formats_for
from advisor.report.word.markup import SPACES
from advisor.report.word.patterns import percent, whole
from tests.report.companies_told import TOLD, told
from tests.report.samples import TIMELINE, everything
from tests.report.test_content import texts
from tests.report.test_word import PNG

C = f"{{{SPACES['c']}}}"
W = f"{{{SPACES['w']}}}"
SVG = "{http://www.w3.org/2000/svg}"
CHART_LANGUAGES = ("en-GB", "de-CH", "fr", "es", "de")


def figures(report: Report, kind: type) -> Iterator[Figure]:
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Figure) and isinstance(block.chart, kind):
                yield block


def drawn(figure: Figure, language: str) -> list[str]:
    """The texts of a drawing, as the page and the PDF show it."""
    root = etree.fromstring(svg(figure, light("#1F4E79"), "p", language=language))
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def spaced(text: str) -> str:
    """A text with common blanks: a drawing has its lines broken already."""
    return text.replace("\u00a0", " ")


def native(figure: Figure, language: str) -> etree._Element:
    """The chart that Word draws."""
    report = everything(sections=(replace(everything().sections[0], blocks=(figure,)),))
    data = word.draw(replace(report, brand=replace(report.brand, language=language)))
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/charts/chart1.xml"))


def written(pattern: str, value: float) -> str:
    """Write a number as Excel does after a pattern of conditions, zeros and quoted texts."""
    holds: dict[str, Callable[[float, int], bool]] = {
        "<": lambda one, other: one < other,
        ">": lambda one, other: one > other,
        "=": lambda one, other: one == other,
        "": lambda _one, _other: True,
    }
    parts = re.findall(r"(?:\[([<>=])(\d+)\])?([^;]+)", pattern)
    fitting = next(shown for sign, limit, shown in parts if holds[sign](value, int(limit or 0)))
    pieces = re.findall('"[^"]*"|0', fitting)
    digits = list(str(int(value + 0.5)).zfill(pieces.count("0")))
    said = ""
    for place, piece in enumerate(pieces):
        if piece != "0":
            said += piece.strip('"')
        else:
            count = len(digits) - pieces[place:].count("0") + 1
            said += "".join(digits[:count])
            del digits[:count]
    return said


def labels(space: etree._Element) -> list[str]:
    """What Word writes beside each point of the first series."""
    series = next(space.iter(f"{C}ser"))
    values = [float(one.text) for one in series.findall(f"{C}val//{C}v")]
    own = {
        int(one.find(f"{C}idx").get("val")): one.find(f"{C}numFmt").get("formatCode")
        for one in series.iter(f"{C}dLbl")
    }
    usual = series.find(f"{C}dLbls/{C}numFmt").get("formatCode")
    return [written(own.get(place, usual), value) for place, value in enumerate(values)]


# Shares


@given(st.integers(0, 1_000_000), st.sampled_from(sorted(LANGUAGES)))
def test_word_writes_any_share_as_the_text_does(count: int, language: str) -> None:
    formats, hundredths = formats_for(language), round(count / 10_000, 6)

    assert written(percent(formats, hundredths), hundredths) == formats.percent(Fraction(count, 1_000_000))


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_share_is_the_same_words_in_the_text_the_table_the_drawing_and_words_own_chart(name: str) -> None:
    one = told(name)
    for figure in figures(compose(one.assessment, one.rulebook, "full"), ShareChart):
        in_table = [row[-1] for row in figure.table.rows]
        assert all(share in figure.alternative for share in in_table)
        assert [text for text in drawn(figure, "en") if "percent" in text] == list(map(spaced, in_table))
        assert labels(native(figure, "en")) == in_table


@pytest.mark.parametrize("name", sorted(TOLD))
def test_nothing_is_told_with_a_sign_for_percent(name: str) -> None:
    one = told(name)
    report = compose(one.assessment, one.rulebook, "full")
    for figure in figures(report, ShareChart):
        space = etree.tostring(native(figure, "en"), encoding="unicode")
        assert "%" not in space
    assert "%" not in markdown.draw(report)
    assert "%" not in re.sub(r"(?s)<style>.*?</style>|<[^>]*>", "", html.draw(report))


# Numbers


@given(st.integers(0, 999_999_999), st.sampled_from(sorted(LANGUAGES)))
def test_word_writes_any_whole_number_as_the_text_does(value: int, language: str) -> None:
    formats = formats_for(language)

    assert written(whole(formats), value) == formats.number(value)


@pytest.mark.parametrize("language", CHART_LANGUAGES)
def test_every_chart_writes_thousands_as_the_brands_language_has_them(language: str) -> None:
    numbers = (1250, 14_750, 1_200_000)
    moments = tuple(Moment(f"year {place}", value) for place, value in enumerate(numbers))
    figure = replace(TIMELINE, chart=TimelineChart("people", moments, (Trigger(2_400_000, "both, now"),)))
    wanted = [formats_for(language).number(value) for value in numbers]

    assert set(map(spaced, wanted)) <= set(drawn(figure, language))
    space = native(figure, language)
    assert labels(space) == wanted
    shown = {one.get("formatCode") for one in space.iter(f"{C}numFmt")}
    assert shown == {whole(formats_for(language)), "General"}
    assert next(space.iter(f"{C}valAx")).find(f"{C}numFmt").get("formatCode") != "General"


@pytest.mark.parametrize("language", ["de-CH", "de", "en-GB"])
@pytest.mark.parametrize("name", ["both-now", "coo-soon", "director-now"])
def test_amounts_of_the_company_in_sentences_follow_the_brands_language(name: str, language: str) -> None:
    one, formats = told(name), formats_for(language)
    case = one.assessment.case
    facts = {**case.facts, "headcount": 1250, "revenue": 14_500_000}
    large = replace(case, facts=facts, currency="CHF", dollars_per_unit=Fraction(5, 2))
    report = compose(advise(one.rulebook, large), one.rulebook, "full", brand=Brand(language=language))
    of_the_rules = " ".join(texts(spelled(one.rulebook)))
    said = " ".join(texts(report))

    assert formats.number(14_500_000) in said
    assert f"as {'2.5' if formats.decimal == '.' else '2,5'} US dollars" in said
    for number in re.findall(r"(?<![\d,.’])\d{1,3}(?:[,.’]\d{3})+(?!\d)", said):
        assert number == formats.number(int(re.sub(r"\D", "", number))) or number in of_the_rules


# The brand

BRAND = Brand(firm="Quay & Sons", colour="#B8322A", footer="Confidential")
LINE = "25 November 2026 · Prepared by A. Adviser, Quay & Sons"


def page_text(report: Report) -> str:
    drawn_page = re.sub(r"(?s)<style>.*?</style>|<head>.*?</head>", "", html.draw(report))
    return unescape(re.sub("<[^>]*>", "", drawn_page))


def pdf_text(report: Report) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf.draw(report).content)).pages)


def word_parts(report: Report) -> dict[str, str]:
    with ZipFile(BytesIO(word.draw(report))) as archive:
        return {
            name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")
        }


def word_text(report: Report) -> str:
    paragraphs = etree.fromstring(word_parts(report)["word/document.xml"].encode()).iter(f"{W}p")
    return "\n".join("".join(one.itertext()) for one in paragraphs)


def markdown_text(report: Report) -> str:
    return re.sub(r"\\(.)", r"\1", markdown.draw(report))


TEXTS = {"html": page_text, "pdf": pdf_text, "docx": word_text, "md": markdown_text}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize(
    ("author", "firm", "line"),
    [
        ("A. Adviser", "Quay & Sons", LINE),
        ("", "Quay & Sons", "25 November 2026 · Prepared by Quay & Sons"),
        ("A. Adviser", "", "25 November 2026 · Prepared by A. Adviser"),
        ("Quay & Sons", "Quay & Sons", "25 November 2026 · Prepared by Quay & Sons"),
        ("", "", "25 November 2026"),
    ],
)
def test_when_and_by_whom_is_one_line_in_every_kind(kind: str, author: str, firm: str, line: str) -> None:
    said = TEXTS[kind](everything(author=author, brand=replace(BRAND, firm=firm)))

    assert re.search(rf"(^|\n|· ){re.escape(line)}\s*(\n|$)", said)
    assert author or firm or "Prepared by" not in said


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("has_logo", [True, False])
def test_the_firm_is_named_on_top_where_there_is_no_logo_and_in_the_line_and_nowhere_else(
    kind: str, has_logo: bool
) -> None:
    brand = replace(BRAND, logo=PNG if has_logo else b"")
    said = TEXTS[kind](everything(brand=brand))

    on_top = not has_logo and kind != "md"  # a text without pages has no letterhead
    assert said.count("Quay & Sons") == 1 + on_top
    if on_top:
        assert said.index("Quay & Sons") < said.index("who should run operations")


def test_a_logo_stands_at_the_left_of_every_kind_and_is_said_alike(tmp_path: Path) -> None:
    report = everything(brand=replace(BRAND, logo=PNG))
    page = html.draw(report)
    content = word_parts(report)["word/document.xml"]
    first = next(etree.fromstring(content.encode()).iter(f"{W}p"))

    assert page.index("<img ") < page.index("<h1>")
    assert 'alt="Logo of Quay &amp; Sons"' in page
    assert first.find(f".//{W}drawing") is not None
    assert first.find(f".//{W}tab") is None
    assert 'descr="Logo of Quay &amp; Sons"' in content
    (path := tmp_path / "report.pdf").write_bytes(pdf.draw(report).content)
    matrices = [
        [float(str(part)) for part in operands]
        for operands, operator in operations(path.read_bytes(), pages=1)
        if operator == b"cm"
    ]
    wide, high = 90 * 0.75, 30 * 0.75
    left = matrices[1][4]  # where the line below begins
    assert any(
        abs(matrix[0] - wide) < 0.5 and abs(matrix[3] - high) < 0.5 and abs(matrix[4] - left) < 0.5
        for matrix in matrices
    )


def operations(data: bytes, pages: int | None = None) -> Iterator[tuple[list[object], bytes]]:
    reader = PdfReader(BytesIO(data))
    for page in reader.pages[:pages]:
        contents = page.get_contents()
        assert contents is not None
        yield from ContentStream(contents, reader).operations


def inks(data: bytes) -> tuple[dict[float, set[str]], set[str]]:
    """The colours of text by its size, and those of filled shapes, as a PDF has them."""
    of_text: dict[float, set[str]] = {}
    of_shapes: set[str] = set()
    colour, size, kept = "", 0.0, []
    for operands, operator in operations(data):
        match operator:
            case b"q":
                kept.append((colour, size))
            case b"Q":
                colour, size = kept.pop()
            case b"scn" | b"rg" if len(operands) == 3:
                colour = "#" + "".join(f"{round(float(str(one)) * 255):02X}" for one in operands)
            case b"Tf":
                size = float(str(operands[1]))
            case b"Tj" | b"TJ":
                of_text.setdefault(round(size, 2), set()).add(colour)
            case b"f" | b"f*":
                of_shapes.add(colour)
    return of_text, of_shapes


def word_style(report: Report, called: str) -> etree._Element:
    styles = etree.fromstring(word_parts(report)["word/styles.xml"].encode())
    return next(
        one for one in styles.iter(f"{W}style") if one.find(f"{W}name").get(f"{W}val").lower() == called
    )


def declared(page: str, selector: str) -> str:
    """What a style sheet says last for a selector, outside of what is for print or telephones alone."""
    sheet = page.partition("<style>")[2].partition("</style>")[0].partition("@media screen and (max-width")[0]
    return " ".join(
        body
        for heads, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
        if selector in [head.strip() for head in heads.split(",")]
    )


def test_chapters_are_headed_in_the_brands_colour_and_the_title_and_lesser_headings_in_ink() -> None:
    report, palette = everything(brand=BRAND), light(BRAND.colour)
    page = html.draw(report)
    of_text, _ = inks(pdf.draw(report).content)

    assert "color: var(--emphasis)" in declared(page, "h2")
    assert "color" not in declared(page, "h1") + declared(page, "h3")
    assert of_text[22.0] == {palette.ink}
    assert of_text[15.6 if 15.6 in of_text else 13.0] == {palette.emphasis}
    assert of_text[10.6] == {palette.ink}
    wanted = {"title": palette.ink, "heading 1": palette.emphasis, "heading 2": palette.ink}
    for called, colour in wanted.items():
        assert word_style(report, called).find(f"{W}rPr/{W}color").get(f"{W}val") == colour[1:]


@pytest.mark.parametrize("colour", ["#1F4E79", "#B8322A", "#C4841D"])
def test_what_is_set_apart_stands_on_the_same_ground_in_every_kind(colour: str) -> None:
    palette = light(colour)
    whole = next(one for one in everything().sections if one.heading == "Risks")
    (callout,) = (block for block in whole.blocks if isinstance(block, Callout))
    grounds: dict[Tone, str | None] = {"finding": palette.tint, "caution": palette.pale, "note": None}
    for tone, ground in grounds.items():
        section = replace(whole, blocks=(replace(callout, tone=tone),))
        report = everything(brand=replace(BRAND, colour=colour), sections=(section,))
        page = html.draw(report)
        own = {"caution": "var(--pale)", "note": "none"}
        assert f"background: {own.get(tone, 'var(--tint)')}" in (
            declared(page, f".callout.{tone}") or declared(page, ".callout")
        )
        assert f"--tint: {palette.tint};" in page and f"--pale: {palette.pale};" in page
        shapes = inks(pdf.draw(report).content)[1] & {palette.tint, palette.pale}
        assert shapes == ({ground} if ground else set())
        document = etree.fromstring(word_parts(report)["word/document.xml"].encode())
        shaded = {f"#{one.get(f'{W}fill')}" for one in document.iter(f"{W}shd")}
        assert shaded == ({ground} if ground else set())


@pytest.mark.parametrize(("tone", "name"), [("finding", "emphasis"), ("caution", "second"), ("note", "ink")])
def test_the_title_of_what_is_set_apart_has_one_colour_in_every_kind(tone: Tone, name: str) -> None:
    palette = light(BRAND.colour)
    section = Section("Head", (Callout("Set apart", (), tone),))
    report = everything(brand=BRAND, sections=(section,))
    called = {"finding": "report callout title"}.get(tone, f"report {tone} title")

    assert f"color: var(--{name})" in (
        declared(html.draw(report), f".callout.{tone} .title")
        or declared(html.draw(report), ".callout .title")
    )
    assert getattr(palette, name) in inks(pdf.draw(report).content)[0][10.0]
    assert word_style(report, called).find(f"{W}rPr/{W}color").get(f"{W}val") == getattr(palette, name)[1:]
    ids = {
        one.get(f"{W}val")
        for one in etree.fromstring(word_parts(report)["word/document.xml"].encode()).iter(f"{W}pStyle")
    }
    assert word_style(report, called).get(f"{W}styleId") in ids
