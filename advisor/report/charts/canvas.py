"""Shapes of a drawing as SVG: every text is escaped here, and every number is spelled here."""

from dataclasses import dataclass, field
from html import escape

from advisor.report.charts.lettering import plain, width
from advisor.report.colours import Palette
from advisor.report.formats import Formats

TEXT = 13.0
SMALL = 11.5
LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Lettering:
    """One line of a drawing's text: its foot is at y, and x is its "start", "middle" or "end"."""

    x: float
    y: float
    text: str
    size: float
    anchor: str
    bold: bool
    colour: str


@dataclass(slots=True)
class Canvas:
    """A drawing under way: what it is drawn in, how wide it is, and what stands on it.

    `prefix` begins every id, so that drawings on one page do not share any. `formats` writes numbers.
    Texts lie above all shapes.
    """

    palette: Palette
    prefix: str
    width: float
    formats: Formats
    shapes: list[str] = field(default_factory=list)
    patterns: dict[str, str] = field(default_factory=dict)
    lettering: list[Lettering] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        anchor: str = "start",
        bold: bool = False,
        colour: str = "",
        halo: bool = False,
    ) -> None:
        """Write one line with its foot at y. A halo sets it off from what is drawn below it.

        The halo is a patch of paper: an outline of each letter would eat into the letter before it
        where a drawing is set letter by letter, as in a PDF.
        """
        if halo:
            wide = width(text, size, bold=bold)
            start = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            left, right = max(0, start - 1), min(self.width, start + wide + 1)
            self.rectangle(left, y - 0.9 * size, right - left, 1.1 * size, self.palette.paper)
        self.lettering.append(Lettering(x, y, plain(text), size, anchor, bold, colour or self.palette.ink))

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: str, *, edge: str = "", round_: float = 0
    ) -> None:
        """Draw a rectangle, with an edge of one unit where one is given."""
        extra = f' stroke="{edge}"' if edge else ""
        extra += f' rx="{spelled(round_)}"' if round_ else ""
        self.shapes.append(
            f'<rect x="{spelled(x)}" y="{spelled(y)}" width="{spelled(width)}" height="{spelled(height)}"'
            f' fill="{fill}"{extra}/>'
        )

    def path(self, moves: str, colour: str, *, thick: float = 1, dashes: str = "") -> None:
        """Draw an open line along SVG moves that `move` and `spelled` made."""
        extra = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.shapes.append(
            f'<path d="{moves}" fill="none" stroke="{colour}" stroke-width="{spelled(thick)}"{extra}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a dot with a rim of paper, which sets it off from the line it stands on."""
        self.shapes.append(
            f'<circle cx="{spelled(x)}" cy="{spelled(y)}" r="{spelled(radius)}" fill="{fill}"'
            f' stroke="{self.palette.paper}" stroke-width="2"/>'
        )

    def series(self, number: int) -> tuple[str, str]:
        """Return (fill, edge) of a series from 0: solid, hatched, dotted, crossed, then again.

        They differ by pattern, so that print without colour keeps them apart.
        """
        kind = number % 4
        colour = (self.palette.accent, self.palette.second, self.palette.soft, self.palette.emphasis)[kind]
        if kind == 0:
            return colour, colour
        return self._pattern(("", "hatch", "dots", "cross")[kind], colour), colour

    def _pattern(self, kind: str, colour: str) -> str:
        name = f"{self.prefix}-{kind}"
        inside = {
            "hatch": f'<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="{colour}" stroke-width="1.8"/>',
            "dots": f'<circle cx="3" cy="3" r="1.4" fill="{colour}"/>',
            "cross": f'<path d="M0 3H6M3 0V6" stroke="{colour}" stroke-width="1.2"/>',
        }[kind]
        self.patterns[name] = (
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="{self.palette.paper}"/>{inside}</pattern>'
        )
        return f"url(#{name})"

    def whole(self, height: float, alternative: str, *, lettered: bool = True) -> str:
        """Return the drawing as one SVG element that says its alternative text to who cannot see it."""
        patterns = "".join(self.patterns.values())
        defs = f"<defs>{patterns}</defs>" if patterns else ""
        size = f"{spelled(self.width)} {spelled(height)}"
        texts = "".join(map(_text, self.lettering)) if lettered else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{spelled(self.width)}"'
            f' height="{spelled(height)}" role="img" aria-label="{escape(plain(alternative))}">'
            f"{defs}{''.join(self.shapes)}{texts}</svg>"
        )


def _text(line: Lettering) -> str:
    extra = ' font-weight="600"' if line.bold else ""
    extra += f' text-anchor="{line.anchor}"' if line.anchor != "start" else ""
    return (
        f'<text x="{spelled(line.x)}" y="{spelled(line.y)}" font-size="{spelled(line.size)}"'
        f' fill="{line.colour}"{extra}>{escape(line.text)}</text>'
    )


def spelled(value: float) -> str:
    """Spell a number in the fewest characters, the same on any machine."""
    return f"{round(value, 1) or 0.0:.1f}".removesuffix(".0")


def move(*points: tuple[float, float]) -> str:
    """Spell a line through points."""
    return "M" + "L".join(f"{spelled(x)} {spelled(y)}" for x, y in points)
