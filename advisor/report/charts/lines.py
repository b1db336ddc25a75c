"""Numbers on lines: where a number tips the advice, and how a number grows over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from advisor.report.blocks import TimelineChart, TippingChart, TippingLine, TippingPoint, Trigger
from advisor.report.charts.bars import NARROW
from advisor.report.charts.canvas import LEADING, SMALL, TEXT, Canvas, move
from advisor.report.charts.lettering import width, wrapped
from advisor.report.formats import Formats

AIR = 8.0
TRACK = 12.0
PLOT = 140.0
"""How tall a timeline is."""

LEAD = 20.0
"""Room for the line that leads from a trigger's level to its text."""

TARGET = 22.0
"""How far the sign of today reaches above its track."""


def draw_tipping(chart: TippingChart, canvas: Canvas) -> float:
    """Draw each number on a track of its own, hatched where the advice is another; return the height."""
    y = 2.0
    for line in chart.lines:
        y = _tipping_line(line, y, canvas) + 26
    return max(y - 26, 0) + 2


def _tipping_line(line: TippingLine, y: float, canvas: Canvas) -> float:
    palette = canvas.palette
    for text in wrapped(line.label, TEXT, canvas.width, lines=2, bold=True):
        y += TEXT * LEADING
        canvas.text(0, y - 3, text, bold=True)
    low = min(line.low, line.today, *(point.value for point in line.points))
    high = max(line.high, line.today, *(point.value for point in line.points), low + 1)
    scale = canvas.width / (high - low)
    track = y + TARGET + AIR
    canvas.rectangle(0, track, canvas.width, TRACK, palette.accent)
    for start, end in _beyond(line.points, low, high):
        hatch, edge = canvas.series(1)
        canvas.rectangle((start - low) * scale, track, (end - start) * scale, TRACK, hatch, edge=edge)
    today = (line.today - low) * scale
    said = f"today {canvas.formats.number(line.today)} {line.unit}".rstrip()
    _clamped(today, track - 12, said, TEXT, canvas, bold=True)
    x = min(max(today, 6), canvas.width - 6)
    canvas.shapes.append(
        f'<path d="{move((x - 6, track - 8), (x + 6, track - 8), (today, track + 1))}Z"'
        f' fill="{palette.ink}" stroke="{palette.paper}"/>'
    )
    foot = _points(line, low, high, track + TRACK, canvas)
    return max(foot, _ends(line, low, high, track + TRACK, canvas))


def _ends(line: TippingLine, low: int, high: int, y: float, canvas: Canvas) -> float:
    """Write the ends of the scale, but not where the lead of a point comes down."""
    foot = y + SMALL * LEADING + 2
    leads = [(point.value - low) * canvas.width / (high - low) for point in line.points]
    for value, x, anchor in ((low, 0.0, "start"), (high, canvas.width, "end")):
        text = canvas.formats.number(value)
        if all(abs(lead - x) > width(text, SMALL) + 4 for lead in leads):
            canvas.text(x, foot, text, size=SMALL, anchor=anchor, colour=canvas.palette.soft, halo=True)
    return foot + 4


def _points(line: TippingLine, low: int, high: int, top: float, canvas: Canvas) -> float:
    """Lead each point down to its own line of text: the last first, so that leads do not cross texts."""
    scale = canvas.width / (high - low)
    y = top + SMALL * LEADING + 6
    leads: list[tuple[float, float]] = []
    texts: list[tuple[float, float, str, str, float]] = []
    for point in sorted(line.points, key=lambda point: (-point.value, point.upwards)):
        x = min(max((point.value - low) * scale, 1), canvas.width - 1)
        word = "from" if point.upwards else "up to"
        said = f"{word} {canvas.formats.number(point.value)}: {point.label}"
        lines = wrapped(said, TEXT, canvas.width - 2 * AIR, lines=2)
        longest = max(width(text, TEXT) for text in lines)
        at, anchor = x + 6, "start"
        if at + longest > canvas.width:
            at, anchor = (x - 6, "end") if longest <= x - 6 else (max(0.0, canvas.width - longest), "start")
        for text in lines:
            y += TEXT * LEADING
            texts.append((at, y, anchor, text, longest))
        leads.append((x, y))
        y += 3
    for x, foot in leads:
        canvas.path(move((x, top - TRACK), (x, foot)), canvas.palette.ink, thick=1.4)
    for at, foot, anchor, text, longest in texts:
        start = max(0.0, (at - longest if anchor == "end" else at) - 2)
        ground = min(longest + 4, canvas.width - start)
        canvas.rectangle(start, foot - TEXT - 1, ground, TEXT * LEADING, canvas.palette.paper)
        canvas.text(at, foot - 2, text, anchor=anchor)
    return y


def _beyond(points: Iterable[TippingPoint], low: int, high: int) -> list[tuple[int, int]]:
    """Return the stretches where the advice is another, each up to where the next begins."""
    ups = sorted({point.value for point in points if point.upwards})
    downs = sorted({point.value for point in points if not point.upwards})
    found = list(pairwise([*ups, high])) + list(pairwise([low, *downs]))
    return [(start, end) for start, end in found if end > start]


def draw_timeline(chart: TimelineChart, canvas: Canvas) -> float:
    """Draw the number over time with a dashed line at each trigger; return the height used."""
    palette = canvas.palette
    if not chart.moments:
        return 0
    beside = canvas.width >= NARROW and bool(chart.triggers)
    top = TEXT * LEADING + AIR
    if chart.unit:
        canvas.text(0, TEXT, chart.unit, size=SMALL, colour=palette.soft)
    if not beside:
        top = _keys(chart.triggers, top + AIR, canvas)
    length = canvas.width * (0.7 if beside else 1)
    levels = [moment.value for moment in chart.moments] + [trigger.value for trigger in chart.triggers]
    scale = (PLOT - TEXT * LEADING) / max(1, *levels)
    names = _beside(chart.triggers, scale, canvas.width - length - LEAD, canvas.formats) if beside else []
    ground = max([top + PLOT, *(name.height for name in names)])
    canvas.path(move((0, ground), (length, ground)), palette.soft)
    for trigger in chart.triggers:
        y = ground - trigger.value * scale
        canvas.path(move((0, y), (length, y)), palette.second, thick=1.6, dashes="6 4")
    for name in names:
        y = ground - name.height
        level, middle = ground - name.level, y + len(name.lines) * TEXT * LEADING / 2
        canvas.path(move((length, level), (length + LEAD - 6, middle)), palette.second, thick=1.2)
        for number, text in enumerate(name.lines):
            canvas.text(length + LEAD, y + TEXT * (0.95 + number * LEADING), text)
    slot = length / len(chart.moments)
    places = [(slot * (n + 0.5), ground - one.value * scale) for n, one in enumerate(chart.moments)]
    canvas.path(move(*places), palette.accent, thick=2.4)
    for (x, y), one in zip(places, chart.moments, strict=True):
        canvas.dot(x, y, 5, palette.accent)
        _clamped(x, y - 11, canvas.formats.number(one.value), TEXT, canvas, bold=True)
    deepest = 0
    for (x, _), one in zip(places, chart.moments, strict=True):
        lines = wrapped(one.label, SMALL, slot - 4, lines=3)
        deepest = max(deepest, len(lines))
        for number, text in enumerate(lines):
            canvas.text(x, ground + SMALL * LEADING * (number + 1) + 3, text, size=SMALL, anchor="middle")
    return ground + SMALL * LEADING * deepest + AIR


def _keys(triggers: tuple[Trigger, ...], y: float, canvas: Canvas) -> float:
    """Name the triggers above the drawing, where there is no room beside it."""
    for trigger in triggers:
        y += TEXT
        canvas.path(move((0, y - 4), (22, y - 4)), canvas.palette.second, thick=1.6, dashes="6 4")
        for text in wrapped(_said(trigger, canvas.formats), TEXT, canvas.width - 30, lines=3):
            canvas.text(30, y, text)
            y += TEXT * LEADING
        y += 3 - TEXT
    return y + (AIR if triggers else 0)


@dataclass(frozen=True, slots=True)
class Name:
    """A trigger's text beside the drawing: its level, and its upper edge, both above the ground."""

    lines: list[str]
    level: float
    height: float


def _beside(triggers: tuple[Trigger, ...], scale: float, room: float, formats: Formats) -> list[Name]:
    """Place each trigger's text to the right of its line, further up where two would meet."""
    found = []
    floor = -TEXT
    for trigger in sorted(triggers, key=lambda one: one.value):
        lines = wrapped(_said(trigger, formats), TEXT, room, lines=3)
        tall = len(lines) * TEXT * LEADING
        level = trigger.value * scale
        floor = max(floor, level - tall / 2) + tall
        found.append(Name(lines, level, floor))
        floor += 4
    return found


def _said(trigger: Trigger, formats: Formats) -> str:
    return f"{formats.number(trigger.value)}: {trigger.label}"


def _clamped(x: float, y: float, text: str, size: float, canvas: Canvas, *, bold: bool = False) -> None:
    """Write text centred on x, moved just as far as the drawing's edge demands."""
    half = width(text, size, bold=bold) / 2
    limit = canvas.width - half
    canvas.text(min(max(x, half), limit), y, text, size=size, anchor="middle", bold=bold, halo=True)
