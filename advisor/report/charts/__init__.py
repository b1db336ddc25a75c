"""Charts as SVG, drawn from their data: the same drawing for a page, a PDF and a picture.

No drawing needs a font at hand, a script or a style sheet, and no two drawings with different
prefixes share an id. Series differ by pattern and are named, so colour carries nothing alone.
"""

from dataclasses import dataclass

from advisor.report.blocks import (
    Figure,
    OrganisationChart,
    ScoreChart,
    ShareChart,
    TimelineChart,
    TippingChart,
)
from advisor.report.charts.bars import draw_scores, draw_shares
from advisor.report.charts.canvas import Canvas, Lettering
from advisor.report.charts.lines import draw_timeline, draw_tipping
from advisor.report.charts.organisation import draw_organisation
from advisor.report.colours import Palette
from advisor.report.formats import formats_for

WIDE = 720.0
SMALL = 320.0
"""Widths in units of which text is 13 tall: across a page, and on a telephone."""


@dataclass(frozen=True, slots=True)
class Layers:
    """A drawing in two layers: its shapes as one SVG element, and its texts to be set above them.

    Lengths are in units of the drawing. For a format that sets text better than it draws it.
    """

    shapes: str
    lettering: tuple[Lettering, ...]
    width: float
    height: float


def svg(figure: Figure, palette: Palette, prefix: str, *, width: float = WIDE, language: str = "en") -> str:
    """Return a figure's chart as one SVG element with the figure's alternative text.

    `prefix` begins every id in it, and `language` says how numbers are written.
    """
    canvas, height = _drawn(figure, palette, prefix, width, language)
    return canvas.whole(height, figure.alternative)


def layers(
    figure: Figure, palette: Palette, prefix: str, *, width: float = WIDE, language: str = "en"
) -> Layers:
    """Return the same drawing in layers."""
    canvas, height = _drawn(figure, palette, prefix, width, language)
    shapes = canvas.whole(height, figure.alternative, lettered=False)
    return Layers(shapes, tuple(canvas.lettering), width, height)


def _drawn(
    figure: Figure, palette: Palette, prefix: str, width: float, language: str
) -> tuple[Canvas, float]:
    canvas = Canvas(palette, prefix, width, formats_for(language))
    match figure.chart:
        case ScoreChart():
            height = draw_scores(figure.chart, canvas)
        case ShareChart():
            height = draw_shares(figure.chart, canvas)
        case TippingChart():
            height = draw_tipping(figure.chart, canvas)
        case OrganisationChart():
            height = draw_organisation(figure.chart, canvas)
        case TimelineChart():
            height = draw_timeline(figure.chart, canvas)
    return canvas, height
