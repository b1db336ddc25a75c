"""A logo as a person hands it in: held to be a whole, small PNG or JPEG before any renderer sees it."""

import struct
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

DAMAGED = "is a damaged PNG picture"
_HEADER = struct.Struct(">IIBBBBB")
_PALETTE = 3
_SAMPLES = {0: 1, 2: 3, _PALETTE: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), _PALETTE: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Samples of a pixel and bits of a sample, by the kind of colours."""

_PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
"""Where the pixels of each pass of an interlaced PNG begin, and how far apart they are."""

_PACKED = frozenset({b"iCCP", b"zTXt"})
"""Parts that hold a name, a nought, a byte, and what some readers unpack whole."""

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
    """Return width and height of a PNG whose every part is whole, of the size it claims, and no bomb."""
    chunks = list(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    pixels = b"".join(body for kind, body in chunks if kind == b"IDAT")
    if not pixels or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or len(chunks[0][1]) != _HEADER.size:
        raise ValueError(DAMAGED)
    width, height, depth, colours, *_, passes = _HEADER.unpack(chunks[0][1])
    if not (1 <= width <= WIDEST and 1 <= height <= WIDEST):
        return width, height
    if depth not in _DEPTHS.get(colours, ()) or (colours == _PALETTE and b"PLTE" not in kinds):
        raise ValueError(DAMAGED)
    size = _unfolded(width, height, depth * _SAMPLES[colours], interlaced=passes == 1)
    if passes > 1 or _unpacked(pixels, size) < size:
        raise ValueError(DAMAGED)
    for kind, body in chunks:
        if kind in _PACKED and _unpacked(body.partition(b"\0")[2][1:], LARGEST) > LARGEST:
            raise ValueError(DAMAGED)
    return width, height


def _unfolded(width: int, height: int, bits: int, *, interlaced: bool) -> int:
    """Return how many bytes the pixels of a PNG take before they are packed: rows with a byte before each."""
    total = 0
    for left, top, across, down in _PASSES if interlaced else [(0, 0, 1, 1)]:
        columns, rows = -(-max(width - left, 0) // across), -(-max(height - top, 0) // down)
        if columns:
            total += rows * (1 + -(-columns * bits // 8))
    return total


def _unpacked(data: bytes, most: int) -> int:
    """Return how many bytes packed ones unfold to, counting no further than one past `most`; -1 for none."""
    unpacking, count = zlib.decompressobj(), 0
    try:
        while data and count <= most:
            count += len(unpacking.decompress(data, min(1 << 20, most + 1 - count)))
            data = unpacking.unconsumed_tail
    except zlib.error:
        return -1
    return count


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
