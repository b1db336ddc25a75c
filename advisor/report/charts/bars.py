"""Bars on one scale: points of each role on each dimension, and parts of a whole."""

from fractions import Fraction

from advisor.report.blocks import Bar, ScoreChart, ScoreSeries, ShareChart
from advisor.report.charts.canvas import LEADING, SMALL, TEXT, Canvas, move
from advisor.report.charts.lettering import apart, width, wrapped

NARROW = 480
"""Below this width labels stand above their bars, not beside them."""

THICK = 16.0
GAP = 5.0
BETWEEN = 14.0
AIR = 8.0
STEPS = 5
SWATCH = 20.0
BESIDE = 6.0
"""Between a thin line, or a value, and the words for what is possible."""


def draw_scores(chart: ScoreChart, canvas: Canvas) -> float:
    """Draw the series of each dimension below one another; return the height used."""
    groups = list(zip(*(one.bars for one in chart.series), strict=True))
    if not groups:
        return 0
    any_open = any(bar.low < bar.high for bars in groups for bar in bars)
    top = _legend(chart.series, any_open, canvas)
    of = max(1, *(bar.of for bars in groups for bar in bars))
    said = [(_said(bar), _possible(bar)) for bars in groups for bar in bars]
    room = max(width(value, TEXT, bold=True) + width(more, SMALL) for value, more in said) + 2 * AIR
    left, labels = _left([bars[0].label for bars in groups], canvas)
    length = canvas.width - left - room
    axis = top + TEXT if left else top
    y = axis + AIR
    places: list[tuple[float, Bar, int]] = []
    for bars, lines in zip(groups, labels, strict=True):
        inside = len(bars) * (THICK + GAP) - GAP
        tall = len(lines) * TEXT * LEADING
        if left:
            _label(lines, left - AIR, y + (max(inside, tall) - tall) / 2, canvas, "end")
            start = y + (max(inside, tall) - inside) / 2
            y += max(inside, tall) + BETWEEN
        else:
            _label(lines, 0, y, canvas, "start")
            start = y + tall + 2
            y = start + inside + BETWEEN
        places += [(start + number * (THICK + GAP), bar, number) for number, bar in enumerate(bars)]
    foot = y - BETWEEN + AIR
    if left:
        _axis(of, left, length, axis, foot, canvas)
    for start, bar, number in places:
        if not left:
            canvas.path(move((0, start + THICK), (length, start + THICK)), canvas.palette.line)
        _bar(bar, number, left, length * bar.value / of, start, length / of, canvas)
    return foot + 2


def draw_shares(chart: ShareChart, canvas: Canvas) -> float:
    """Draw one bar for each share, the given advice solid; return the height used."""
    if not chart.shares:
        return 0
    of = max(1, chart.of)
    said = [canvas.formats.percent(Fraction(share.count, of)) for share in chart.shares]
    room = max(width(text, TEXT, bold=True) for text in said) + 2 * AIR
    left, labels = _left([share.label for share in chart.shares], canvas)
    length = canvas.width - left - room
    y = 2.0
    for share, lines, text in zip(chart.shares, labels, said, strict=True):
        tall = len(lines) * TEXT * LEADING
        high = max(tall, THICK) if left else tall + THICK + 2
        start = y + (high - THICK) / 2 if left else y + tall + 2
        if left:
            _label(lines, left - AIR, y + (high - tall) / 2, canvas, "end", bold=share.given)
        else:
            _label(lines, 0, y, canvas, "start", bold=share.given)
        fill, edge = canvas.series(0 if share.given else 1)
        canvas.rectangle(left, start, length, THICK, canvas.palette.tint)
        if share.count:
            canvas.rectangle(left, start, max(1.5, length * share.count / of), THICK, fill, edge=edge)
        canvas.text(left + length + AIR, start + THICK - 3.5, text, bold=share.given)
        y += high + BETWEEN * 0.6
    return y - BETWEEN * 0.6 + 2


def _legend(series: tuple[ScoreSeries, ...], any_open: bool, canvas: Canvas) -> float:
    """Draw a swatch, the name and the total of each series, in a row where they fit; return the foot."""
    said = [f"{apart(one.name)}: {one.total} of 100" for one in series]
    spans = [SWATCH + width(text, TEXT, bold=True) + 2 * AIR for text in said]
    possible = "still possible"
    whole = sum(spans) + (SWATCH + width(possible, TEXT) if any_open else 0)
    in_a_row = whole <= canvas.width
    x, y = 0.0, 2.0
    for number, (text, span) in enumerate(zip(said, spans, strict=True)):
        fill, edge = canvas.series(number)
        canvas.rectangle(x + 0.5, y + 1.5, 13, 13, fill, edge=edge)
        lines = wrapped(text, TEXT, canvas.width - SWATCH, bold=True)
        _label(lines, x + SWATCH, y, canvas, "start", bold=True)
        if in_a_row:
            x += span
        else:
            y += len(lines) * TEXT * LEADING + 4
    if any_open:
        _whisker(x, x + 14, y, canvas)
        _label([possible], x + SWATCH, y, canvas, "start")
    return y + (TEXT * LEADING if in_a_row or any_open else 0) + AIR


def _left(labels: list[str], canvas: Canvas) -> tuple[float, list[list[str]]]:
    """Return how much room labels take beside their bars (0 above them), and their lines."""
    if canvas.width < NARROW:
        return 0, [wrapped(label, TEXT, canvas.width, lines=2) for label in labels]
    most = min(canvas.width * 0.32, max(width(label, TEXT, bold=True) for label in labels) + 1)
    return most + AIR, [wrapped(label, TEXT, most, lines=3, bold=True) for label in labels]


def _label(lines: list[str], x: float, y: float, canvas: Canvas, anchor: str, *, bold: bool = False) -> None:
    for number, line in enumerate(lines):
        canvas.text(x, y + TEXT * (0.9 + number * LEADING), line, anchor=anchor, bold=bold)


def _axis(of: int, left: float, length: float, top: float, foot: float, canvas: Canvas) -> None:
    """Draw light lines at five even steps, or at the ends where the steps would not be whole."""
    for value in range(0, of + 1, of // STEPS if of % STEPS == 0 else of):
        x = left + length * value / of
        canvas.path(move((x, top + 3), (x, foot)), canvas.palette.line)
        canvas.text(x, top, str(value), size=SMALL, anchor="middle", colour=canvas.palette.soft)


def _bar(bar: Bar, number: int, left: float, length: float, y: float, unit: float, canvas: Canvas) -> None:
    """Draw a bar with its value at its end; what is still possible is a thin line with its ends in words."""
    fill, edge = canvas.series(number)
    if bar.value > 0:
        canvas.rectangle(left, y, length, THICK, fill, edge=edge)
    else:
        canvas.path(move((left, y), (left, y + THICK)), edge, thick=2)
    more = _possible(bar)
    high = left + unit * bar.high
    if more:
        _whisker(left + unit * max(0, bar.low), high, y, canvas)
    foot = y + THICK - 3.5
    value = _said(bar)
    at = left + max(0, length) + AIR
    canvas.text(at, foot, value, bold=True, halo=True)
    if more:
        x = max(at + width(value, TEXT, bold=True), high) + BESIDE
        canvas.text(x, foot, more, size=SMALL, colour=canvas.palette.soft, halo=True)


def _whisker(low: float, high: float, y: float, canvas: Canvas) -> None:
    """Draw a thin line over a bar, on a rim of paper so that it shows on any fill."""
    middle = y + THICK / 2
    moves = (
        f"{move((low, middle), (high, middle))}{move((low, y + 4), (low, y + THICK - 4))}"
        f"{move((high, y + 4), (high, y + THICK - 4))}"
    )
    canvas.path(moves, canvas.palette.paper, thick=4.5)
    canvas.path(moves, canvas.palette.ink, thick=1.6)


def _said(bar: Bar) -> str:
    return str(bar.value)


def _possible(bar: Bar) -> str:
    return f"{bar.low} to {bar.high}" if bar.low < bar.high else ""
