"""Colours of a report: measured contrasts, and what is derived from a firm's own colour.

Pure: a colour is text as "#RRGGBB", and every derived one is found by mixing with black or white.
"""

import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text to its ground, after the accessibility guidelines' level AA."""

VISIBLE = 3.0
"""The least contrast of a bar or a rule to its ground."""

_STEPS = 64
_SPELLING = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """What a chart and a page are drawn in. Values are colours, or whatever the format puts in their place.

    `accent` is the first series; `emphasis` is the same hue with enough contrast to read as text on
    `paper` and `tint`, and to carry `paper` as text on it; `second` is the second series and cautions.
    """

    ink: str
    soft: str
    line: str
    paper: str
    tint: str
    accent: str
    emphasis: str
    second: str


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as the brand file spells it, "#RRGGBB"."""
    return _SPELLING.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def light(brand: str) -> Palette:
    """Return the palette on white paper. Raises ValueError for what is not "#RRGGBB"."""
    paper, tint = "#FFFFFF", "#EEF3F8"
    return Palette(
        ink="#1B1F24",
        soft="#57606A",
        line="#D0D7DE",
        paper=paper,
        tint=tint,
        accent=_until(brand, "#000000", VISIBLE, paper),
        emphasis=_until(brand, "#000000", READABLE, paper, tint),
        second="#9A6212",
    )


def dark(brand: str) -> Palette:
    """Return the palette on a dark screen. Raises ValueError for what is not "#RRGGBB"."""
    paper, tint = "#10151B", "#1B2530"
    found = _until(brand, "#FFFFFF", READABLE, paper, tint)
    return Palette(
        ink="#E6EDF3",
        soft="#9AA7B4",
        line="#3A444F",
        paper=paper,
        tint=tint,
        accent=found,
        emphasis=found,
        second="#E0A84A",
    )


def _until(colour: str, towards: str, least: float, *grounds: str) -> str:
    """Mix a colour with another, as little as is needed for this contrast to every ground."""
    if not is_colour(colour):
        raise ValueError(f"'{colour}' is no colour; write it as #RRGGBB")
    for step in range(_STEPS):
        mixed = _mix(colour, towards, step)
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed
    return towards


def _mix(colour: str, towards: str, step: int) -> str:
    parts = zip(_channels(colour), _channels(towards), strict=True)
    mixed = ((one * (_STEPS - step) + other * step + _STEPS // 2) // _STEPS for one, other in parts)
    return "#" + "".join(f"{value:02X}" for value in mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
