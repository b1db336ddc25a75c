import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest

from advisor.report import colours
from advisor.report.blocks import (
    Bar,
    Figure,
    Moment,
    OrganisationChart,
    Post,
    ScoreChart,
    ScoreSeries,
    TimelineChart,
    Trigger,
)
from advisor.report.charts import SMALL, WIDE, svg
from advisor.report.charts.lettering import fits, plain, width, wrapped
from tests.report.drawings import EDGES, LONG, SCRIPTS
from tests.report.samples import SHARES, TIMELINE, organisation, scores

PALETTE = colours.light("#1F4E79")
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = [WIDE, SMALL]
every_edge = pytest.mark.parametrize("name", EDGES)
every_width = pytest.mark.parametrize("room", WIDTHS)


def parsed(figure: Figure, room: float = WIDE) -> ET.Element:
    return ET.fromstring(svg(figure, PALETTE, "p", width=room))  # noqa: S314  # our own drawing, no foreign file


def drawn(name: str, room: float = WIDE) -> ET.Element:
    return parsed(EDGES[name], room)


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def box(text: ET.Element) -> tuple[float, float, float, float]:
    """Return left, top, right and foot of a line of text."""
    size = float(text.get("font-size", "0"))
    wide = width(text.text or "", size, bold="font-weight" in text.attrib)
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
    left = float(text.get("x", "0")) - wide * shift
    foot = float(text.get("y", "0"))
    return left, foot - 0.75 * size, left + wide, foot + 0.2 * size


@every_edge
@every_width
def test_no_text_of_a_chart_leaves_it_or_meets_another(name: str, room: float) -> None:
    root = drawn(name, room)
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    boxes = [(one.text, box(one)) for one in root.iter(f"{SVG}text")]

    for text, (left, top, right, foot) in boxes:
        assert left >= -0.1 and right <= wide + 0.1 and top >= -0.1 and foot <= high + 0.1, text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] + 0.1 or b[2] <= a[0] + 0.1 or a[3] <= b[1] + 0.1 or b[3] <= a[1] + 0.1
        assert apart, (one, other)


@every_edge
@every_width
def test_every_shape_stays_in_its_chart(name: str, room: float) -> None:
    root = drawn(name, room)
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))

    for one in root.iter():
        if one.tag == f"{SVG}rect" and "x" in one.attrib:
            x, y, w, h = (float(one.attrib[key]) for key in ("x", "y", "width", "height"))
            assert x >= 0 and x + w <= wide + 0.1 and y >= 0 and y + h <= high + 0.1
            assert w >= 0 and h >= 0
    for moves in (one.get("d", "") for one in root.findall(f"{SVG}path")):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", moves):
            assert -0.1 <= float(x) <= wide + 0.1 and -0.1 <= float(y) <= high + 0.1, moves


@every_edge
def test_every_id_of_a_chart_begins_with_its_prefix_and_every_reference_is_met(name: str) -> None:
    text = svg(EDGES[name], PALETTE, "figure-7")
    ids = set(re.findall(r' id="([^"]*)"', text))

    assert all(one.startswith("figure-7-") for one in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", text)) == ids


@every_edge
def test_a_chart_says_its_alternative_and_needs_nothing_from_elsewhere(name: str) -> None:
    text = svg(EDGES[name], PALETTE, "p")
    root = drawn(name)

    assert root.get("role") == "img"
    assert root.get("aria-label") == EDGES[name].alternative
    assert not re.search(r"href|style=|<script|<image|<style|\son\w+=", text)
    assert not {"\ufe0f", "\ufe0e"} & set(text)


def test_hostile_labels_come_out_as_text() -> None:
    hostile = "\"'><script>alert(1)</script>&amp;<![CDATA[x]]>"
    series = (ScoreSeries(hostile, 1, (Bar(hostile, 1, 1, 1, 25),)),)

    root = parsed(replace(scores("COO"), alternative=hostile, chart=ScoreChart(series)))

    assert {one.tag for one in root.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "rect", "text", "path")}
    assert f"{hostile}: 1 of 100" in texts(root)
    assert hostile in "".join(texts(root))
    assert root.get("aria-label") == hostile


def test_an_organisation_on_a_telephone_is_set_in_type_that_can_be_read() -> None:
    for name in (
        "organisation",
        "one direct report",
        "twelve direct reports",
        "two new seats below one another",
    ):
        sizes = [float(one.get("font-size", "0")) for one in drawn(name, SMALL).iter(f"{SVG}text")]

        assert min(sizes) >= 12, name


def test_series_differ_by_pattern_not_by_colour_alone() -> None:
    fills = re.findall(r'<rect [^>]*height="13"[^>]*fill="([^"]*)"', svg(EDGES["six roles"], PALETTE, "p"))

    assert fills[:4] == [PALETTE.accent, "url(#p-hatch)", "url(#p-dots)", "url(#p-cross)"]


def test_a_value_stands_beside_its_bar_with_what_is_still_possible() -> None:
    said = texts(drawn("scripts"))

    assert said.count("12") == 8 and said.count("10 to 14") == 8
    assert "still possible" in said


@pytest.mark.parametrize("room", [SMALL, WIDE])
def test_a_value_stands_at_the_end_of_its_bar_and_what_is_possible_at_the_end_of_its_line(
    room: float,
) -> None:
    bars = (Bar("Scope", 10, 0, 25, 25), Bar("Strategy", 10, 9, 11, 25))
    root = parsed(replace(scores("COO"), chart=ScoreChart((ScoreSeries("COO", 40, bars),))), room)
    places = {one.text: float(one.get("x", "0")) for one in root.iter(f"{SVG}text")}
    values = [
        float(one.get("x", "0"))
        for one in root.iter(f"{SVG}text")
        if one.text == "10" and one.get("font-weight")
    ]
    (bar, _) = (
        one
        for one in root.iter(f"{SVG}rect")
        if one.get("fill") == PALETTE.accent and one.get("height") == "16"
    )
    start, length = float(bar.get("x", "0")), float(bar.get("width", "0"))

    assert all(0 < value - (start + length) < 10 for value in values) and len(values) == 2
    assert 0 < places["0 to 25"] - (start + 2.5 * length) < 10
    assert 0 < places["9 to 11"] - values[1] < 40


def test_a_bar_is_as_long_as_its_value() -> None:
    root = drawn("all points equal and full")
    bars = [float(one.attrib["width"]) for one in root.iter(f"{SVG}rect") if one.get("height") == "16"]
    axis = [
        float(one.get("x", "0"))
        for one in root.iter(f"{SVG}text")
        if one.text in {"0", "25"} and one.get("text-anchor")
    ]

    assert set(bars) == {round(axis[1] - axis[0], 1)}


def test_only_nothing_is_no_share_and_only_the_whole_is_all() -> None:
    said = texts(drawn("a share of nothing, and one of nearly all"))

    assert {"over 99 percent", "under 1 percent", "0 percent"} <= set(said)


def test_a_row_holds_at_most_eight_boxes() -> None:
    for leads in (3, 8, 9, 12, 16, 24):
        root = parsed(organisation(tuple(f"L{n}" for n in range(leads))))
        rows = [one.attrib["y"] for one in root.iter(f"{SVG}rect") if one.get("rx")]

        assert rows and max(rows.count(row) for row in set(rows)) <= 8


def test_names_that_fit_no_box_become_a_list_with_nothing_cut() -> None:
    said = " ".join(texts(drawn("names of sixty characters")))

    assert said.count(LONG) == 10
    assert "…" not in said


def test_the_new_seat_is_filled_and_every_other_pale() -> None:
    root = drawn("organisation")
    fills = [one.get("fill") for one in root.iter(f"{SVG}rect") if one.get("rx")]

    assert fills.count(PALETTE.emphasis) == 1
    assert set(fills) == {PALETTE.emphasis, PALETTE.tint}


def test_numbers_are_written_as_the_language_has_it() -> None:
    chart = TimelineChart("dollars", (Moment("today", 5),), (Trigger(1_200_000, "both, now"),))
    big = replace(TIMELINE, chart=chart)

    assert "1.200.000: both, now" in svg(big, PALETTE, "p", language="de-DE")
    assert "1,200,000: both, now" in svg(big, PALETTE, "p")


def test_no_font_is_named() -> None:
    assert "font-family" not in svg(SHARES, PALETTE, "p")


@pytest.mark.parametrize("text", [*SCRIPTS, LONG, "W" * 80, "👩‍💼" * 30, "", "a  b\nc", "é" * 3])
@pytest.mark.parametrize("room", [40.0, 90.0, 300.0])
def test_wrapping_loses_nothing_and_keeps_to_its_room(text: str, room: float) -> None:
    lines = wrapped(text, 13, room)

    assert "".join("".join(lines).split()) == "".join(plain(text).split())
    assert all(width(line, 13) <= room or len(plain(line)) <= 3 for line in lines)
    assert not any(line.startswith("\u200d") or line.endswith("\u200d") for line in lines)


def test_what_is_cut_says_so() -> None:
    cut = wrapped(LONG, 13, 120, lines=2)

    assert len(cut) == 2 and cut[-1].endswith("…")
    assert all(width(line, 13) <= 120 for line in cut)
    assert not fits(LONG, 13, 120, 2) and fits("Sales", 13, 120, 1)


@pytest.mark.parametrize(
    "colour", ["#1F4E79", "#C4841D", "#FFFFFF", "#000000", "#FFFF00", "#00FF00", "#7F7F7F"]
)
def test_any_brand_colour_gives_palettes_that_can_be_read(colour: str) -> None:
    for palette in (colours.light(colour), colours.dark(colour)):
        for ground in (palette.paper, palette.tint, palette.pale):
            assert all(
                colours.contrast(one, ground) >= 4.5
                for one in (palette.ink, palette.soft, palette.emphasis, palette.second)
            )
        assert colours.contrast(palette.accent, palette.paper) >= 3


def test_a_brand_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert colours.light("#1F4E79").emphasis == "#1F4E79"
    assert colours.light("#C4841D").accent == "#C4841D"
    assert round(colours.contrast("#C4841D", "#FFFFFF"), 1) == 3.2


@pytest.mark.parametrize(
    ("brand", "alike"), [("#1F4E79", False), ("#C4841D", True), ("#FFE000", True), ("#B22222", False)]
)
def test_a_golden_brand_takes_blue_beside_it(brand: str, alike: bool) -> None:
    assert (colours.light(brand).second == "#1F4E79") is alike
    assert (colours.dark(brand).second == "#7FB2E5") is alike


@pytest.mark.parametrize("text", ["red", "#12345", "#12345G", "#1234567", "#123456;}", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    assert not colours.is_colour(text)
    with pytest.raises(ValueError, match="no colour"):
        colours.light(text)


def test_a_post_without_reports_is_a_chart_of_one_box() -> None:
    chart = OrganisationChart(Post("Owner"), Post("Owner"))

    assert texts(parsed(replace(organisation(), chart=chart))).count("Owner") == 2
