"""JPEG pictures: the kinds that every reader draws alike, and nothing cut short."""

from collections.abc import Iterator

from advisor.report.logo.turned import SAID, is_turned

START = b"\xff\xd8\xff"
DAMAGED = "is a damaged JPEG picture"
PRINT = "is in the colours of print (CMYK), which not every program shows alike"
RARE = "is a rare kind of JPEG, which few programs show"

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that begin a frame, and so hold its size."""

_COMMON = frozenset({0xC0, 0xC1, 0xC2})
"""Frames that every reader knows: baseline, extended and progressive."""

_SAYS_NOTHING = frozenset({0xFE, *range(0xE0, 0xF0)}) - {0xE0, 0xE2, 0xEE}
"""Comments and what programs and cameras note; not what tells how colours are meant."""

_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_WITHIN = frozenset(bytes((number,)) for number in (0x00, 0xFF, *range(0xD0, 0xD8)))
"""What follows 0xFF among pixels: a nought that tells it from a marker, or a place to begin anew."""

_EXIF, _SCAN, _END = 0xE1, 0xDA, b"\xff\xd9"
_EXIF_START = b"Exif\0\0"
_GREY, _COLOURS, _INKS = 1, 3, 4


def size(data: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG that reaches its pixels and its end.

    Raises ValueError with the rest of a sentence.
    """
    frame = _frame(data)[1]
    return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")


def check(data: bytes) -> None:
    """Raise ValueError with the rest of a sentence for a JPEG that some reader would show otherwise."""
    marker, frame = _frame(data)
    components = frame[5]
    if components == _INKS:
        raise ValueError(PRINT)
    if marker not in _COMMON or frame[0] != 8 or components not in {_GREY, _COLOURS}:
        raise ValueError(RARE)
    for kind, body in _segments(data):
        if kind == _EXIF and body.startswith(_EXIF_START) and is_turned(body[len(_EXIF_START) :]):
            raise ValueError(SAID)


def bare(data: bytes) -> bytes:
    """Return a JPEG that was checked without all that is not seen."""
    parts = [data[:2]]
    for marker, body in _segments(data):
        if marker == _SCAN:
            parts.append(body[: _end(body)])
        elif marker not in _SAYS_NOTHING:
            parts.append(bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body)
    return b"".join(parts)


def _end(scans: bytes) -> int:
    """Return where the picture ends within its scans and all that follows."""
    place = 0
    while (place := scans.find(b"\xff", place)) >= 0:
        marker = scans[place + 1 : place + 2]
        if marker == _END[1:]:
            return place + 2
        if marker in _WITHIN or not marker:
            place += 1
        else:
            place += 2 + int.from_bytes(scans[place + 2 : place + 4], "big")
    return len(scans)


def _frame(data: bytes) -> tuple[int, bytes]:
    """Return the marker and the body of the frame, which is at least as long as its fixed part."""
    frame = (0, b"")
    for kind, body in _segments(data):
        if kind in _FRAMES and len(body) >= 6:
            frame = kind, body
        if kind == _SCAN and frame[0] and _END in body:
            return frame
    raise ValueError(DAMAGED)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and body of each segment before the pixels; last the scan, with all that follows."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _WITHOUT_LENGTH:
            place += 2
            continue
        if marker == _SCAN:
            yield marker, data[place:]
            return
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        yield marker, data[place + 4 : place + 2 + length]
        place += 2 + length
