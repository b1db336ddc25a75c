"""A logo as a person hands it in: held to be a whole, small PNG or JPEG before any renderer sees it."""

from advisor.report.logo import jpeg, png

LARGEST = 1_000_000
"""Bytes."""

WIDEST = 4000
"""Pixels along either side."""

ROOM = 60.0, 14.0
"""Width and height in millimetres that a logo may take on a page."""

THINNEST = 3.0
"""Millimetres along the shorter side below which nobody makes a logo out."""

_MM_PER_PIXEL = 25.4 / 96
"""What a picture says of its own resolution is often wrong, and may be nought."""

HINT = "save it as a PNG or JPEG of at most 1 MB and 4,000 pixels a side"


def check_logo(data: bytes) -> None:
    """Raise ValueError with the rest of a sentence for what is no PNG or JPEG within the limits.

    What passes is drawn alike by browsers, PDF viewers and Word: nothing is left to their taste.
    """
    if len(data) > LARGEST:
        raise ValueError("is larger than 1 MB")
    width, height = size(data)
    if not (1 <= width <= WIDEST and 1 <= height <= WIDEST):
        raise ValueError(f"is {width:,} by {height:,} pixels large")
    if data.startswith(png.START):
        png.check(data, most=LARGEST)
    else:
        jpeg.check(data)


def bare(data: bytes) -> bytes:
    """Return a logo that was checked without all that is not seen: notes, where it was taken, movement."""
    return png.bare(data) if data.startswith(png.START) else jpeg.bare(data)


def remark_on(data: bytes) -> str:
    """Return the rest of a sentence on a logo that comes out too thin to be read, or nothing."""
    width, height = size_on_paper(data)
    if min(width, height) >= THINNEST:
        return ""
    return f"comes out {width:.1f} by {height:.1f} mm on the page, which hardly anybody can read"


def size_on_paper(data: bytes) -> tuple[float, float]:
    """Return width and height in millimetres: 96 pixels to the inch, or smaller where there is no room.

    Raises ValueError as `size` does.
    """
    width, height = (pixels * _MM_PER_PIXEL for pixels in size(data))
    share = min(ROOM[0] / width, ROOM[1] / height, 1)
    return width * share, height * share


def size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels, as the picture claims them.

    Raises ValueError with the rest of a sentence for no picture.
    """
    if data.startswith(png.START):
        return png.size(data)
    if data.startswith(jpeg.START):
        return jpeg.size(data)
    raise ValueError(f"is {_kind(data)}")


def _kind(data: bytes) -> str:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return "an SVG drawing, which can hold programs and links"
    return "neither a PNG nor a JPEG picture" if data else "empty"
