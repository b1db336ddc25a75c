"""Colours of a report: measured contrasts, and what is derived from a firm's own colour.

Pure: a colour is text as "#RRGGBB". A derived one keeps its hue and is only lighter or darker.
"""

import colorsys
import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text to its ground, after the accessibility guidelines' level AA."""

VISIBLE = 3.0
"""The least contrast of a bar or a rule to its ground."""

CLEAR = 6.5
"""What is aimed at on a dark screen, where the least looks dull."""

_STEPS = 64
_SPELLING = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """What a chart and a page are drawn in. Values are colours, or whatever the format puts in their place.

    `accent` is the first series; `emphasis` is the same hue with enough contrast to read as text on
    `paper` and `tint`, and to carry `paper` as text on it; `second` is the second series and cautions,
    which stand on `pale`.
    """

    ink: str
    soft: str
    line: str
    paper: str
    tint: str
    accent: str
    emphasis: str
    second: str
    pale: str


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as the brand file spells it, "#RRGGBB"."""
    return _SPELLING.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def light(brand: str) -> Palette:
    """Return the palette on white paper. Raises ValueError for what is not "#RRGGBB"."""
    paper, tint, golden = "#FFFFFF", "#EEF3F8", _is_golden(brand)
    return Palette(
        ink="#1B1F24",
        soft="#57606A",
        line="#D0D7DE",
        paper=paper,
        tint=tint,
        accent=_until(brand, -1, VISIBLE, paper),
        emphasis=_until(brand, -1, READABLE, paper, tint),
        second="#1F4E79" if golden else "#9A6212",
        pale=tint if golden else "#FBF5EA",
    )


def dark(brand: str) -> Palette:
    """Return the palette on a dark screen. Raises ValueError for what is not "#RRGGBB"."""
    paper, tint, golden = "#10151B", "#1B2530", _is_golden(brand)
    found = _until(brand, 1, CLEAR, paper, tint)
    return Palette(
        ink="#E6EDF3",
        soft="#9AA7B4",
        line="#3A444F",
        paper=paper,
        tint=tint,
        accent=found,
        emphasis=found,
        second="#7FB2E5" if golden else "#E0A84A",
        pale=tint if golden else "#2A2318",
    )


def standing_out(*grounds: str) -> str:
    """Return the grey, from black to white, that is best seen on every one of these grounds."""
    greys = (f"#{level:02X}{level:02X}{level:02X}" for level in range(0, 256, 5))
    return max(greys, key=lambda grey: min(contrast(grey, ground) for ground in grounds))


def _is_golden(colour: str) -> bool:
    """Say whether a brand's colour is so near to the usual second one that the two would look alike."""
    hue, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _channels(colour)))
    return saturation > 0.25 and 15 < hue * 360 < 65


def _until(colour: str, towards: int, least: float, *grounds: str) -> str:
    """Make a colour darker (-1) or lighter (1), as little as is needed for this contrast to every ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _channels(colour)))
    found = colour.upper()
    for step in range(1, _STEPS + 1):
        if all(contrast(found, ground) >= least for ground in grounds):
            break
        lighter = min(max(lightness + towards * step / _STEPS, 0), 1)
        found = _spelled(colorsys.hls_to_rgb(hue, lighter, saturation))
    return found


def _spelled(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{int(part * 255 + 0.5):02X}" for part in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        raise ValueError(f"'{colour}' is no colour; write it as #RRGGBB")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
