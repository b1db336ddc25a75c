"""Fills, lines and letters of native charts."""

from advisor.report.word.look import Look
from advisor.report.word.markup import Markup, element, value

PATTERNS = ("", "wdUpDiag", "smGrid", "horz", "pct20", "wdDnDiag")
"""How the series differ in grey: the first is solid, the others are patterned."""


def series(place: int, look: Look) -> tuple[str, str]:
    """Return the colour of a series and its pattern, which is empty for a solid one."""
    return (look.accent, look.caution, look.muted)[place % 3], PATTERNS[place % len(PATTERNS)]


def fill(place: int, look: Look) -> Markup:
    """Return the fill of a series, solid or patterned and with an outline: grey print tells them apart."""
    colour, pattern = series(place, look)
    inner = solid(colour)
    if pattern:
        inner = element(
            "a:pattFill",
            {"prst": pattern},
            element("a:fgClr", None, value("a:srgbClr", colour)),
            element("a:bgClr", None, value("a:srgbClr", look.white)),
        )
    return element("c:spPr", None, inner, outline(colour, 9525))


def stroke(colour: str, width: int, dash: str = "") -> Markup:
    """Return properties of a line, its width in the units of drawings."""
    return element("c:spPr", None, outline(colour, width, dash))


def outline(colour: str, width: int, dash: str = "") -> Markup:
    """Return a line, its width in the units of drawings."""
    return element("a:ln", {"w": width}, solid(colour), *([value("a:prstDash", dash)] if dash else []))


def solid(colour: str) -> Markup:
    """Return a plain fill."""
    return element("a:solidFill", None, value("a:srgbClr", colour))


def letters(colour: str, size: int, *, bold: bool = False) -> Markup:
    """Return properties of text, its size in hundredths of a point."""
    look = element("a:defRPr", {"sz": size, "b": int(bold)}, solid(colour))
    return element(
        "c:txPr",
        None,
        element("a:bodyPr", {"wrap": "none"} if bold else None),
        element("a:lstStyle"),
        element("a:p", None, element("a:pPr", None, look), element("a:endParaRPr", {"lang": "en-GB"})),
    )
