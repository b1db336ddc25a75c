"""What all kinds of files say and show alike: shares, numbers, the brand, and what is set apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from advisor.engine import advise
from advisor.loading.plain_form import spelled
from advisor.report import compose, html, markdown, word
from advisor.report.blocks import Brand, Figure, Moment, Report, ShareChart, TimelineChart, Trigger
from advisor.report.charts import svg
from advisor.report.colours import light
from advisor.report.formats import LANGUAGES, formats_for
from advisor.report.word.markup import SPACES
from advisor.report.word.patterns import percent, whole
from tests.report.companies_told import TOLD, told
from tests.report.samples import TIMELINE, everything
from tests.report.test_content import texts

C = f"{{{SPACES['c']}}}"
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
