"""How wide text will be, and where it breaks, without a font at hand: widths on the safe side.

Widths are those of a wide sans serif (Inter, DejaVu), so that a narrower one leaves air, never a cut.
"""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_WIDTHS = {
    **dict.fromkeys("iljI|!.,:;'`’‘·", 0.31),
    **dict.fromkeys('ftr()[]{}-/\\"°“” \u00a0', 0.42),
    **dict.fromkeys("sczkvxyJ?", 0.58),
    **dict.fromkeys("mwMW@%&–—…→←", 0.98),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ+=<>~#", 0.74),
}
_LOWER = 0.63
_OTHER = 0.72
_WIDE = 1.05
_PICTURE = 1.35
_BOLD = 1.07
_HIDDEN = {"Mn", "Me", "Cf"}
_CHOOSERS = dict.fromkeys((0xFE0E, 0xFE0F))
"""What chooses between a coloured and a plain sign; one text engine fails on them inside a drawing."""


def plain(text: str) -> str:
    """Return text as a drawing holds it: on one line, without signs that only choose a font."""
    return " ".join(text.translate(_CHOOSERS).split())


def apart(name: str) -> str:
    """Return a name that figures may follow: after one read from the right they would change sides."""
    from_the_right = any(unicodedata.bidirectional(character) in {"R", "AL"} for character in name)
    return f"{name}\u200e" if from_the_right else name


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is at most, in the units of its size."""
    found = sum(map(_em, text)) * size
    return found * _BOLD if bold else found


def fits(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> bool:
    """Say whether a text fits into so many lines without a word being broken."""
    if any(width(word, size, bold=bold) > room for word in _pieces(plain(text))):
        return False
    return len(wrapped(text, size, room, bold=bold)) <= lines


def wrapped(text: str, size: float, room: float, *, lines: int = 0, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `room`; past `lines` (0 is any number) it ends in "…".

    A word wider than the room is broken, but never inside one sign.
    """
    found: list[str] = []
    line = ""
    for piece in _pieces(plain(text)):
        tried = line + piece
        if width(tried.rstrip(), size, bold=bold) <= room:
            line = tried
            continue
        if line:
            found.append(line.rstrip())
        *whole, line = _chopped(piece.lstrip(), size, room, bold)
        found += whole
    if line.strip() or not found:
        found.append(line.rstrip())
    if lines and len(found) > lines:
        return [*found[: lines - 1], _shortened(" ".join(found[lines - 1 :]), size, room, bold)]
    return found


def _pieces(text: str) -> Iterator[str]:
    """Split where a line may break: after a blank, and between signs of scripts that have none."""
    piece = ""
    for sign in _signs(text):
        if piece and (piece[-1] == " " or _is_wide(sign) or _is_wide(piece[-1])):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _signs(text: str) -> Iterator[str]:
    """Yield what is seen as one sign: a letter with its marks, a picture made of several."""
    start = 0
    for place, (before, here) in enumerate(pairwise(text), start=1):
        joined = "\u200d" in (before, here) or unicodedata.category(here) in _HIDDEN
        if not joined and not "\U0001f3fb" <= here <= "\U0001f3ff":
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _chopped(word: str, size: float, room: float, bold: bool) -> list[str]:
    found = [""]
    for sign in _signs(word):
        if found[-1] and width((found[-1] + sign).rstrip(), size, bold=bold) > room:
            found.append("")
        found[-1] += sign
    return found


def _shortened(text: str, size: float, room: float, bold: bool) -> str:
    if width(text, size, bold=bold) <= room:
        return text
    kept = ""
    for sign in _signs(text):
        if width(f"{kept}{sign}…", size, bold=bold) > room:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign[0]) in {"W", "F"}


def _em(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if "a" <= character <= "z" or "0" <= character <= "9":
        return _LOWER
    if unicodedata.category(character) in _HIDDEN:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _PICTURE if character >= "\U0001f000" else _WIDE
    return _OTHER
