"""How a report looks in Word: its colours and its measures."""

from dataclasses import dataclass

from advisor.report.colours import light
from advisor.report.formats import Formats, formats_for

PAGES = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height in twentieths of a point."""

MARGIN = 1077
"""19 mm, in twentieths of a point."""

EMU_PER_TWIP = 635
EMU_PER_POINT = 12700
ARIAL = 0.9
"""How long text in Arial is beside the lengths that charts reckon with, which are on the safe side."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as RRGGBB, the width of the text in twentieths of a point, and how numbers are written.

    `text` is the accent dark enough to be read as text; fills and rules take `accent` itself.
    """

    accent: str
    text: str
    tint: str
    ink: str
    muted: str
    line: str
    caution: str
    white: str
    pale: str
    width: int
    language: str
    formats: Formats

    @property
    def words(self) -> dict[str, str]:
        """What stands for a colour or a measure in the style sheet, and what it is here."""
        return {
            "ACCENT": self.accent,
            "TEXT": self.text,
            "TINT": self.tint,
            "INK": self.ink,
            "MUTED": self.muted,
            "LINE": self.line,
            "CAUTION": self.caution,
            "PALE": self.pale,
            "WIDTH": str(self.width),
            "LANGUAGE": self.language,
        }


def look(colour: str, width: int, language: str, numbers: str) -> Look:
    """Return the look with that accent ("#RRGGBB"); `numbers` is the language they are written in."""
    palette = light(colour)
    return Look(
        accent=_bare(palette.accent),
        text=_bare(palette.emphasis),
        tint=_bare(palette.tint),
        ink=_bare(palette.ink),
        muted=_bare(palette.soft),
        line=_bare(palette.line),
        caution=_bare(palette.second),
        white=_bare(palette.paper),
        pale=_bare(palette.pale),
        width=width,
        language=language,
        formats=formats_for(numbers),
    )


def _bare(colour: str) -> str:
    return colour.removeprefix("#")
