"""PNG pictures: every part whole, of the size it claims, and no bomb."""

import struct
import zlib
from collections.abc import Iterator
from itertools import repeat

from advisor.report.logo.turned import SAID, is_turned

START = b"\x89PNG\r\n\x1a\n"
DAMAGED = "is a damaged PNG picture"

_HEADER = struct.Struct(">IIBBBBB")
_PALETTE = 3
_SAMPLES = {0: 1, 2: 3, _PALETTE: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), _PALETTE: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Samples of a pixel and bits of a sample, by the kind of colours."""

_PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
"""Where the pixels of each pass of an interlaced PNG begin, and how far apart they are."""

_FILTERS = 5
"""Ways to tell a row by the one above it, numbered from 0 in the byte before the row."""

_PACKED = frozenset({b"iCCP", b"zTXt"})
"""Parts that hold a name, a nought, a byte, and what some readers unpack whole."""

_OF_COLOURS = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP"})
"""Parts beside the needed ones that say how pixels look."""

_NEEDED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_CAPITALS = range(ord("A"), ord("Z") + 1)


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG claims. Raises ValueError with the rest of a sentence."""
    width, height, *_ = _header(list(_chunks(data)))
    return width, height


def check(data: bytes, *, most: int) -> None:
    """Raise ValueError with the rest of a sentence for a PNG that is not whole, or not shown alike.

    For pictures of a size that was looked at. No more than `most` bytes are unpacked beside the pixels.
    """
    chunks = list(_chunks(data))
    width, height, depth, colours, packing, filtering, passes = _header(chunks)
    kinds = [kind for kind, _ in chunks]
    pixels = b"".join(body for kind, body in chunks if kind == b"IDAT")
    if not pixels or kinds[-1] != b"IEND" or depth not in _DEPTHS.get(colours, ()):
        raise ValueError(DAMAGED)
    if (packing, filtering) != (0, 0) or passes > 1 or any(map(_is_unknown_and_needed, kinds)):
        raise ValueError(DAMAGED)
    if colours == _PALETTE and not _has_palette(chunks):
        raise ValueError(DAMAGED)
    if not _is_filled(pixels, _rows(width, height, depth * _SAMPLES[colours], interlaced=passes == 1)):
        raise ValueError(DAMAGED)
    for kind, body in chunks:
        if kind in _PACKED and _unpacked(body.partition(b"\0")[2][1:], most) > most:
            raise ValueError(DAMAGED)
        if kind == b"eXIf" and is_turned(body):
            raise ValueError(SAID)


def bare(data: bytes) -> bytes:
    """Return a PNG that was checked without all that is not seen, and without movement."""
    kept = (one for one in _chunks(data) if one[0] in _NEEDED | _OF_COLOURS)
    return START + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in kept
    )


def _header(chunks: list[tuple[bytes, bytes]]) -> tuple[int, ...]:
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != _HEADER.size:
        raise ValueError(DAMAGED)
    return _HEADER.unpack(chunks[0][1])


def _is_unknown_and_needed(kind: bytes) -> bool:
    """Say whether a part is one that no reader may pass over, as its first letter tells, and none knows."""
    return kind[0] in _CAPITALS and kind not in _NEEDED


def _has_palette(chunks: list[tuple[bytes, bytes]]) -> bool:
    """Say whether whole colours come before the pixels that point at them."""
    kinds = [kind for kind, _ in chunks]
    if b"PLTE" not in kinds or kinds.index(b"PLTE") > kinds.index(b"IDAT"):
        return False
    colours = chunks[kinds.index(b"PLTE")][1]
    return 3 <= len(colours) <= 768 and len(colours) % 3 == 0


def _rows(width: int, height: int, bits: int, *, interlaced: bool) -> Iterator[int]:
    """Yield how many bytes each row of pixels takes before they are packed, the byte before it included."""
    for left, top, across, down in _PASSES if interlaced else [(0, 0, 1, 1)]:
        columns, rows = -(-max(width - left, 0) // across), -(-max(height - top, 0) // down)
        if columns:
            yield from repeat(1 + -(-columns * bits // 8), rows)


def _is_filled(packed: bytes, rows: Iterator[int]) -> bool:
    """Say whether packed pixels unfold to all these rows, each told in a way that exists."""
    begins, end = 0, 0
    for block in _unfolding(packed):
        end += len(block)
        while begins < end:
            length = next(rows, 0)
            if not length:
                return True
            if block[begins - end] >= _FILTERS:
                return False
            begins += length
    return begins == end and not next(rows, 0)


def _unpacked(data: bytes, most: int) -> int:
    """Return how many bytes packed ones unfold to, counting no further than past `most`."""
    count = 0
    for block in _unfolding(data):
        count += len(block)
        if count > most:
            break
    return count


def _unfolding(data: bytes) -> Iterator[bytes]:
    """Yield what packed bytes unfold to, a megabyte at a time, as far as it can be unfolded."""
    unpacking = zlib.decompressobj()
    try:
        while not unpacking.eof and (block := unpacking.decompress(data, 1 << 20)):
            data = unpacking.unconsumed_tail
            yield block
    except zlib.error:
        return


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(START)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        end = place + 8 + length
        kind, body = data[place + 4 : place + 8], data[place + 8 : end]
        if zlib.crc32(kind + body) != int.from_bytes(data[end : end + 4], "big"):
            return
        yield kind, body
        place = end + 4
