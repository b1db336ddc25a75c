"""Charts that Word draws and edits itself, with the numbers both in the chart and in its workbook.

The scores have a key of our own above them: programs differ in the order of a chart's own legend where
bars lie, and none tells what the thin lines mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.report.blocks import Bar, ScoreChart, ShareChart, TimelineChart
from advisor.report.charts.lettering import width
from advisor.report.colours import standing_out
from advisor.report.word.axes import bare, lying, upright
from advisor.report.word.look import ARIAL, Look
from advisor.report.word.markup import Markup, element, value, wrapped
from advisor.report.word.patterns import percent, whole
from advisor.report.word.shapes import Box, Drawing, Stroke
from advisor.report.word.strokes import fill, letters, series, solid, stroke
from advisor.report.word.workbook import cell, workbook

WITH_LABELS = 125
"""Where a scale of percentages ends, so that the longest bar has room for what stands after it."""

SWATCH, KEY_ROW, KEY_SIZE = 9.0, 16.0, 9.0
"""Points: the side of a square in the key, the height of a row, and the size of its type."""

Native = ScoreChart | ShareChart | TimelineChart


@dataclass(frozen=True, slots=True)
class Column:
    """One series: its name, a number for each category, and how far each could still go down and up.

    `style` is how Excel writes its numbers, and `labels` how it writes each of them, where they differ.
    """

    name: str
    numbers: tuple[int | float, ...]
    style: str
    down: tuple[int, ...] = ()
    up: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart part without its workbook, the workbook, and the height it needs in points."""

    space: Markup
    workbook: bytes
    height: int


def draw(chart: Native, look: Look) -> Drawn:
    """Return the native chart of one of the three kinds that Word has charts for."""
    match chart:
        case ScoreChart():
            return _scores(chart, look)
        case ShareChart():
            return _shares(chart, look)
        case TimelineChart():
            return _timeline(chart, look)


def _scores(chart: ScoreChart, look: Look) -> Drawn:
    categories = tuple(bar.label for bar in chart.series[0].bars)
    columns = tuple(
        Column(
            one.name,
            tuple(bar.value for bar in one.bars),
            whole(look.formats),
            tuple(bar.value - bar.low for bar in one.bars),
            tuple(bar.high - bar.value for bar in one.bars),
            tuple(_possible(bar, whole(look.formats)) for bar in one.bars),
        )
        for one in chart.series
    )
    most = max(bar.of for one in chart.series for bar in one.bars)
    bars = [_bars(place, column, categories, fill(place, look), look) for place, column in enumerate(columns)]
    plot = [*_bar_chart(bars, gap=60), *lying(look, most, _step(most), whole(look.formats))]
    height = 40 + len(categories) * (14 + 15 * len(columns))
    return Drawn(_space(plot, look), _sheet(categories, columns), height)


def _possible(bar: Bar, style: str) -> str:
    """Return how a value is written with what it could still be behind it, so that it can be edited."""
    return f'0" ({bar.low} to {bar.high})"' if bar.low < bar.high else style


def key(chart: ScoreChart, look: Look) -> Drawing:
    """Return what stands above the scores: each role with its fill and total, and what a thin line means."""
    said = [f"{one.name}: {one.total} of 100" for one in chart.series]
    if any(bar.low < bar.high for one in chart.series for bar in one.bars):
        said.append("still possible")
    room = look.width / 20
    drawing = Drawing(0, KEY_ROW)
    left = top = 0.0
    for place, text in enumerate(said):
        wide = min(ARIAL * width(text, KEY_SIZE, bold=True) + 6, room - SWATCH - 3)
        if left and left + SWATCH + 3 + wide > room:
            left, top = 0.0, top + KEY_ROW
        middle = top + KEY_ROW / 2
        is_role = place < len(chart.series)
        if is_role:
            colour, pattern = series(place, look)
            square = (left, middle - SWATCH / 2, SWATCH, SWATCH)
            drawing.shapes.append(Box(*square, fill=colour, line=colour, pattern=pattern))
        else:
            drawing.shapes += [
                Stroke(left, middle, left + SWATCH, middle, look.ink, 1.25),
                Stroke(left, middle - 3, left, middle + 3, look.ink, 1.25),
                Stroke(left + SWATCH, middle - 3, left + SWATCH, middle + 3, look.ink, 1.25),
            ]
        box = Box(left + SWATCH + 3, top, wide, KEY_ROW, (text,), align="left", strong=is_role)
        drawing.shapes.append(box)
        left += SWATCH + 3 + wide + 8
        drawing.width = max(drawing.width, left - 8)
    drawing.height = top + KEY_ROW
    return drawing


def _shares(chart: ShareChart, look: Look) -> Drawn:
    categories = tuple(share.label for share in chart.shares)
    of = max(chart.of, 1)
    hundredths = tuple(round(100 * share.count / of, 6) for share in chart.shares)
    labels = tuple(percent(look.formats, value) for value in hundredths)
    column = Column(chart.unit, hundredths, percent(look.formats), labels=labels)
    points = [
        element(
            "c:dPt",
            None,
            value("c:idx", place),
            value("c:invertIfNegative", 0),
            value("c:bubble3D", 0),
            fill(0 if share.given else 1, look),
        )
        for place, share in enumerate(chart.shares)
    ]
    bars = _bars(0, column, categories, fill(1, look), look, points)
    plot = [*_bar_chart([bars], gap=50), *bare(look, most=WITH_LABELS)]
    return Drawn(_space(plot, look), _sheet(categories, (column,)), 16 + 25 * len(categories))


def _timeline(chart: TimelineChart, look: Look) -> Drawn:
    categories = tuple(moment.label for moment in chart.moments)
    values = tuple(moment.value for moment in chart.moments)
    style = whole(look.formats)
    column = Column(chart.unit, values, style)
    levels = tuple(
        Column(
            f"{look.formats.counted(one.value, chart.unit)}: {one.label}",
            (one.value,) * len(categories),
            style,
        )
        for one in chart.triggers
    )
    lines = [
        _line(0, column, categories, stroke(look.accent, 28575), look, marked=True),
        *(
            _line(
                place,
                level,
                categories,
                stroke(look.caution, 19050, ("dash", "sysDot", "dashDot")[place % 3]),
                look,
            )
            for place, level in enumerate(levels, start=1)
        ),
    ]
    most = max([*values, *(one.value for one in chart.triggers)])
    drawing = element(
        "c:lineChart",
        None,
        value("c:grouping", "standard"),
        value("c:varyColors", 0),
        *lines,
        value("c:marker", 1),
        value("c:axId", 1),
        value("c:axId", 2),
    )
    plot = [drawing, *upright(look, most, chart.unit, style)]
    space = _space(plot, look, legend="t" if levels else "")
    return Drawn(space, _sheet(categories, (column, *levels)), 210)


def _sheet(categories: Sequence[str], columns: Sequence[Column]) -> bytes:
    rows: list[list[str | int | float]] = [["", *(column.name for column in columns)]]
    for place, category in enumerate(categories):
        rows.append([category, *(column.numbers[place] for column in columns)])
    return workbook(rows)


def _space(plot: list[Markup], look: Look, legend: str = "") -> Markup:
    inside = [value("c:autoTitleDeleted", 1), element("c:plotArea", None, element("c:layout"), *plot)]
    if legend:
        inside.append(
            element(
                "c:legend", None, value("c:legendPos", legend), value("c:overlay", 0), letters(look.ink, 900)
            )
        )
    inside += [value("c:plotVisOnly", 1), value("c:dispBlanksAs", "gap")]
    bare = element("c:spPr", None, element("a:noFill"), element("a:ln", None, element("a:noFill")))
    return wrapped(
        "c:chartSpace",
        ("c", "a", "r"),
        value("c:date1904", 0),
        value("c:roundedCorners", 0),
        element("c:chart", None, *inside),
        bare,
        letters(look.ink, 900),
    )


def _bar_chart(series: list[Markup], gap: int) -> list[Markup]:
    return [
        element(
            "c:barChart",
            None,
            value("c:barDir", "bar"),
            value("c:grouping", "clustered"),
            value("c:varyColors", 0),
            *series,
            value("c:gapWidth", gap),
            value("c:axId", 1),
            value("c:axId", 2),
        )
    ]


def _bars(
    place: int,
    column: Column,
    categories: Sequence[str],
    fill: Markup,
    look: Look,
    points: Sequence[Markup] = (),
) -> Markup:
    parts = [*_named(place, column), fill, value("c:invertIfNegative", 0), *points]
    parts.append(_labels("outEnd", column, look))
    if any(column.down) or any(column.up):
        parts.append(_whiskers(column, place, look))
    return element("c:ser", None, *parts, *_data(place, column, categories))


def _line(
    place: int, column: Column, categories: Sequence[str], stroke: Markup, look: Look, *, marked: bool = False
) -> Markup:
    marker = (
        [value("c:symbol", "circle"), value("c:size", 8), fill(0, look)]
        if marked
        else [value("c:symbol", "none")]
    )
    parts = [*_named(place, column), stroke, element("c:marker", None, *marker)]
    if marked:
        parts.append(_labels("t", column, look))
    return element("c:ser", None, *parts, *_data(place, column, categories), value("c:smooth", 0))


def _named(place: int, column: Column) -> list[Markup]:
    where = f"Sheet1!{cell(place + 2, 1)}"
    said = element("c:strRef", None, element("c:f", text=where), _texts("c:strCache", [column.name]))
    return [value("c:idx", place), value("c:order", place), element("c:tx", None, said)]


def _data(place: int, column: Column, categories: Sequence[str]) -> list[Markup]:
    last = len(categories) + 1
    names = f"Sheet1!{cell(1, 2)}:{cell(1, last)}"
    numbers = f"Sheet1!{cell(place + 2, 2)}:{cell(place + 2, last)}"
    texts = element("c:strRef", None, element("c:f", text=names), _texts("c:strCache", categories))
    counted = element(
        "c:numRef", None, element("c:f", text=numbers), _numbers("c:numCache", column.numbers, column.style)
    )
    return [element("c:cat", None, texts), element("c:val", None, counted)]


def _texts(tag: str, texts: Sequence[str]) -> Markup:
    points = (element("c:pt", {"idx": place}, element("c:v", text=text)) for place, text in enumerate(texts))
    return element(tag, None, value("c:ptCount", len(texts)), *points)


def _numbers(tag: str, numbers: Sequence[int | float], style: str) -> Markup:
    points = (
        element("c:pt", {"idx": place}, element("c:v", text=str(number)))
        for place, number in enumerate(numbers)
    )
    return element(tag, None, element("c:formatCode", text=style), value("c:ptCount", len(numbers)), *points)


def _whiskers(column: Column, place: int, look: Look) -> Markup:
    """Return thin lines from the least to the most; half of each lies on its bar, half on paper."""
    on = (f"#{look.accent}", f"#{look.white}") if not series(place, look)[1] else (f"#{look.white}",)
    colour = standing_out(*on).removeprefix("#")
    return element(
        "c:errBars",
        None,
        value("c:errBarType", "both"),
        value("c:errValType", "cust"),
        value("c:noEndCap", 0),
        element("c:plus", None, _lengths(column.up)),
        element("c:minus", None, _lengths(column.down)),
        stroke(colour, 15875),
    )


def _lengths(numbers: Sequence[int]) -> Markup:
    """Return lengths of lines; where there is none nothing is drawn, not even an end."""
    points = (
        element("c:pt", {"idx": place}, element("c:v", text=str(number)))
        for place, number in enumerate(numbers)
        if number
    )
    return element("c:numLit", None, value("c:ptCount", len(numbers)), *points)


def _labels(place: str, column: Column, look: Look) -> Markup:
    """Return the values as labels, written as the text writes them also after somebody edits them."""
    single = (
        element("c:dLbl", None, value("c:idx", number), *_label(place, style, look))
        for number, style in enumerate(column.labels)
    )
    return element("c:dLbls", None, *single, *_label(place, column.style, look))


def _label(place: str, style: str, look: Look) -> list[Markup]:
    """Return how a label looks; its white ground keeps it readable on bars and lines."""
    shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    return [
        element("c:numFmt", {"formatCode": style, "sourceLinked": 0}),
        element("c:spPr", None, solid(look.white), element("a:ln", None, element("a:noFill"))),
        letters(look.ink, 900, bold=True),
        value("c:dLblPos", place),
        *(value(f"c:show{what}", said) for what, said in shown.items()),
    ]


def _step(most: int) -> int:
    return most // 5 if most % 5 == 0 else 0
