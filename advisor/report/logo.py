"""A logo as a person hands it in: held to be a whole, small PNG or JPEG before any renderer sees it."""

import zlib
from collections.abc import Iterator

LARGEST = 1_000_000
"""Bytes."""

WIDEST = 4000
"""Pixels along either side."""

ROOM = 60.0, 14.0
"""Width and height in millimetres that a logo may take on a page."""

_MM_PER_PIXEL = 25.4 / 96
"""What a picture says of its own resolution is often wrong, and may be nought."""

HINT = "save it as a PNG or JPEG of at most 1 MB and 4,000 pixels a side"

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame, and so hold its size."""

_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN, _END = 0xDA, b"\xff\xd9"


def check_logo(data: bytes) -> None:
    """Raise ValueError with the rest of a sentence for what is no PNG or JPEG within the limits."""
    if len(data) > LARGEST:
        raise ValueError("is larger than 1 MB")
    width, height = size(data)
    if not (1 <= width <= WIDEST and 1 <= height <= WIDEST):
        raise ValueError(f"is {width:,} by {height:,} pixels large")


def size_on_paper(data: bytes) -> tuple[float, float]:
    """Return width and height in millimetres: 96 pixels to the inch, or smaller where there is no room.

    Raises ValueError as `size` does.
    """
    width, height = (pixels * _MM_PER_PIXEL for pixels in size(data))
    share = min(ROOM[0] / width, ROOM[1] / height, 1)
    return width * share, height * share


def size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels. Raises ValueError with the rest of a sentence for no picture."""
    if data.startswith(_PNG):
        return _png_size(data)
    if data.startswith(_JPEG):
        return _jpeg_size(data)
    raise ValueError(f"is {_kind(data)}")


def _kind(data: bytes) -> str:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return "an SVG drawing, which can hold programs and links"
    return "neither a PNG nor a JPEG picture" if data else "empty"


def _png_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG whose every part is whole."""
    size, pixels, ended = (0, 0), b"", False
    for kind, body in _chunks(data):
        if kind == b"IHDR" and len(body) >= 8:
            size = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
        elif kind == b"IDAT":
            pixels += body
        ended = kind == b"IEND"
    unpacking = zlib.decompressobj()
    try:
        # Past this many bytes the size is refused anyway; a bomb never unfolds.
        unpacking.decompress(pixels, 8 * (WIDEST + 1) * WIDEST)
    except zlib.error:
        pixels = b""
    if not (pixels and ended):
        raise ValueError("is a damaged PNG picture")
    return size


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        end = place + 8 + length
        kind, body = data[place + 4 : place + 8], data[place + 8 : end]
        if zlib.crc32(kind + body) != int.from_bytes(data[end : end + 4], "big"):
            return
        yield kind, body
        place = end + 4


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG that reaches its pixels and its end."""
    place, size = 2, (0, 0)
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _WITHOUT_LENGTH:
            place += 2
            continue
        if marker == _SCAN:
            if size == (0, 0) or _END not in data[place:]:
                break
            return size
        if marker in _FRAMES and place + 9 <= len(data):
            size = (
                int.from_bytes(data[place + 7 : place + 9], "big"),
                int.from_bytes(data[place + 5 : place + 7], "big"),
            )
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    raise ValueError("is a damaged JPEG picture")
