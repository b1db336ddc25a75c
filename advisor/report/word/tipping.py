"""Numbers of the company on lines of their own, with the place of today and where other advice begins."""

from collections.abc import Callable

from advisor.report.blocks import TippingChart, TippingLine, TippingPoint
from advisor.report.charts.lettering import width, wrapped
from advisor.report.formats import Formats
from advisor.report.word.look import Look
from advisor.report.word.shapes import Box, Drawing, Stroke

SIZE = 8.0
ROW = 11.0
BAR = 12.0
NAMED = 0.26
"""The share of the width in which the number is named."""


def draw(chart: TippingChart, look: Look) -> Drawing:
    """Return one band for each number, the stretch of today's advice filled, others hatched."""
    drawing = Drawing(look.width / 20, 0)
    for line in chart.lines:
        drawing.height += _band(line, drawing.height, drawing, look) + 12
    drawing.height -= 10
    return drawing


def _band(line: TippingLine, top: float, drawing: Drawing, look: Look) -> float:
    """Draw one number from the height `top` on; return how much room it took."""
    left, end = drawing.width * NAMED, drawing.width - 34.0
    room = drawing.width * NAMED - 40
    name_rows = len(wrapped(line.label, SIZE, room, bold=True))
    ends = 30.0
    start = left + ends
    bar = top + ROW + 3

    def at(value: int) -> float:
        share = (value - line.low) / ((line.high - line.low) or 1)
        return start + min(max(share, 0.0), 1.0) * (end - start)

    named = (line.label, f"{look.formats.counted(line.today, line.unit)} today")
    name_height = ROW * (name_rows + len(wrapped(named[1], SIZE, room))) + 6
    drawing.shapes.append(Box(0, top, room + 8, name_height, named, align="left", strong=True))
    below = max((at(point.value) for point in line.points if not point.upwards), default=start)
    above = min((at(point.value) for point in line.points if point.upwards), default=end)
    for edge, to, kept in ((start, below, False), (below, above, True), (above, end, False)):
        if to - edge > 0.5:
            pattern = "" if kept else "ltUpDiag"
            fill = look.accent if kept else look.caution
            drawing.shapes.append(Box(edge, bar, to - edge, BAR, fill=fill, line=fill, pattern=pattern))
    drawing.shapes += [
        Box(start - ends - 2, bar - 1, ends, BAR + 2, (look.formats.number(line.low),), align="right"),
        Box(end + 2, bar - 1, ends, BAR + 2, (look.formats.number(line.high),), align="left"),
        Box(at(line.today) - 4, bar + BAR / 2 - 4, 8, 8, fill=look.white, line=look.ink, shape="ellipse"),
        _label(f"today {look.formats.number(line.today)}", at(line.today), top, drawing.width, ROW + 2),
    ]
    rows = _points(line, at, bar + BAR, drawing, look)
    return max(name_height, ROW + 3 + BAR + rows)


def _points(line: TippingLine, at: Callable[[int], float], top: float, drawing: Drawing, look: Look) -> float:
    """Mark where other advice begins; labels that would meet stand below one another."""
    ends: list[float] = []
    for point in sorted(line.points, key=lambda one: one.value):
        said = in_words(point, look.formats)
        middle = at(point.value)
        wide = width(said, SIZE) + 10
        left = min(max(middle - wide / 2, 0.0), max(drawing.width - wide, 0.0))
        row = next((place for place, end in enumerate(ends) if end < left), len(ends))
        ends[row : row + 1] = [left + wide]
        drawing.shapes.append(Stroke(middle, top - BAR - 2, middle, top + 3 + row * (ROW + 2), look.ink, 1.0))
        drawing.shapes.append(_label(said, middle, top + 3 + row * (ROW + 2), drawing.width, ROW + 2))
    return len(ends) * (ROW + 2) + 4


def _label(said: str, middle: float, top: float, most: float, height: float) -> Box:
    wide = width(said, SIZE) + 10
    left = min(max(middle - wide / 2, 0.0), max(most - wide, 0.0))
    return Box(left, top, min(wide, most), height, (said,))


def in_words(point: TippingPoint, formats: Formats) -> str:
    """Say from where on the advice is another."""
    return f"{'from' if point.upwards else 'up to'} {formats.number(point.value)}: {point.label}"
