"""Logos as firms have them: each is drawn alike by every reader, or refused before anything is written."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from advisor.report import html, pdf, word
from advisor.report.brand_file import read_stationery
from advisor.report.logo import HINT, bare, check_logo, size
from tests.report.browser import Browser, browser
from tests.report.samples import everything
from tests.report.test_brand_file import brand, png, refused
from tests.report.test_outlet import advisor, names

LOGOS = Path(__file__).parent / "logos"
"""Each is 48 by 24 pixels: blue, then white and red."""

BLUE = 31, 78, 121
REFUSED = {
    "cmyk.jpg": "is in the colours of print (CMYK), which not every program shows alike",
    "turned.jpg": "is stored on its side or mirrored, and not every program turns it",
    "turned.png": "is stored on its side or mirrored, and not every program turns it",
}
TAKEN = sorted(path.name for path in LOGOS.iterdir() if path.name not in REFUSED)
PLAIN = (LOGOS / "plain.jpg").read_bytes()


def reframed(**changes: int) -> bytes:
    """The plain JPEG with another kind, depth or height in its frame."""
    data = bytearray(PLAIN)
    place = data.index(b"\xff\xc0")
    data[place + 1] = changes.get("kind", 0xC0)
    data[place + 4] = changes.get("bits", 8)
    data[place + 5 : place + 7] = struct.pack(">H", changes.get("height", 24))
    return bytes(data)


def turned(order: str, orientation: int) -> bytes:
    """The plain JPEG with a note of that kind on which way is up, behind another entry."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entries = struct.pack(f"{order}IHHHIHHHHIHH", 8, 2, 0x0110, 3, 1, 0, 0, 0x0112, 3, 1, orientation, 0)
    body = b"Exif\0\0" + mark + entries
    return PLAIN[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + PLAIN[2:]


def pictures(content: bytes) -> list[tuple[int, int]]:
    """The pixels of each picture on the first page of a PDF."""
    page = PdfReader(BytesIO(content)).pages[0]
    found = [one.get_object() for one in page["/Resources"]["/XObject"].values()]  # type: ignore[index]  # pypdf types what is in a page no closer
    return [(one["/Width"], one["/Height"]) for one in found if one["/Subtype"] == "/Image"]


@pytest.mark.parametrize("name", TAKEN)
def test_every_renderer_draws_a_logo_that_was_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((LOGOS / name).read_bytes())
    found = read_stationery(brand(tmp_path, f'logo = "{name}"'))
    report = everything(brand=found.brand)

    drawn = pdf.draw(report)

    assert found.remarks == ()
    assert drawn.warnings == ()
    assert pictures(drawn.content) == [(48, 24)]
    assert name.rpartition(".")[2][:2] in html.draw(report).partition("data:image/")[2][:3]
    assert word.draw(report)


@pytest.mark.parametrize("name", REFUSED)
def test_a_logo_that_readers_show_otherwise_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes((LOGOS / name).read_bytes())
    path = brand(tmp_path, f'firm = "Quay"\nlogo = "{name}"')

    done = advisor("report", "nobody", "--brand", path, "-f", "html,pdf", "-o", "out", cwd=tmp_path)

    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert lines[0] == f"error: brand.toml line 2: logo '{name}' {REFUSED[name]}; {HINT}"
    assert len(lines) == 2
    assert lines[1].startswith("hint: ")
    assert "out" not in names(tmp_path)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_only_a_logo_stored_upright_is_taken_whatever_the_order_of_its_bytes(
    tmp_path: Path, order: str, orientation: int
) -> None:
    (tmp_path / "logo.jpg").write_bytes(turned(order, orientation))
    path = brand(tmp_path, 'logo = "logo.jpg"')

    if orientation == 1:
        assert read_stationery(path).remarks == ()
    else:
        (line,) = refused(tmp_path, path.read_text())
        assert "is stored on its side or mirrored" in line


def whole(name: str, **parts: bytes) -> bytes:
    """A PNG of the gallery with more parts before its pixels."""
    data = (LOGOS / name).read_bytes()
    place = data.index(b"IDAT") - 4
    made = b"".join(
        struct.pack(">I", len(body))
        + kind.encode()
        + body
        + struct.pack(">I", zlib.crc32(kind.encode() + body))
        for kind, body in parts.items()
    )
    return data[:place] + made + data[place:]


DAMAGED = {
    "lossless": (reframed(kind=0xC3), "is a rare kind of JPEG"),
    "arithmetic": (reframed(kind=0xC9), "is a rare kind of JPEG"),
    "twelve bits": (reframed(bits=12), "is a rare kind of JPEG"),
    "claims 60,000 rows": (reframed(height=60_000), "is 48 by 60,000 pixels large"),
    "no height": (reframed(height=0), "is 48 by 0 pixels large"),
    "cut short": (PLAIN[:-30], "is a damaged JPEG picture"),
    "a way to tell rows that there is not": (
        png(rows=(b"\x05" + b"\0" * 24) * 8),
        "is a damaged PNG picture",
    ),
    "the last row is told so": (
        png(rows=(b"\0" + b"\0" * 24) * 7 + b"\x05" + b"\0" * 24),
        "is a damaged PNG picture",
    ),
    "a part nobody knows": (whole("interlaced.png", ABCD=b"x"), "is a damaged PNG picture"),
    "no colours": (png(colours=3, part=(b"PLTE", b""), rows=b"\0" * 72), "is a damaged PNG picture"),
    "half a colour": (png(colours=3, part=(b"PLTE", b"\0\0"), rows=b"\0" * 72), "is a damaged PNG picture"),
}


@pytest.mark.parametrize(("data", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_logo_that_hardly_any_reader_draws_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match="^" + said.replace("(", r"\(")):
        check_logo(data)


def noted(secret: bytes) -> bytes:
    """The plain JPEG with a secret in a comment, in what a camera notes, and behind its end."""
    parts = b"".join(
        b"\xff" + bytes((kind,)) + struct.pack(">H", len(secret) + 2) + secret for kind in (0xE1, 0xED, 0xFE)
    )
    return PLAIN[:2] + parts + PLAIN[2:] + secret


def test_what_is_not_seen_of_a_logo_goes_into_no_report() -> None:
    secret = b"Jane Roe, 47.37 N 8.54 E <script>"
    jpeg = noted(secret)
    picture = whole("interlaced.png", abCd=secret, tEXt=b"Comment\0" + secret, tIME=b"\0" * 7) + secret

    for data, left in ((jpeg, PLAIN), (picture, (LOGOS / "interlaced.png").read_bytes())):
        check_logo(data)

        assert secret in data
        assert bare(data) == left


def test_a_logo_that_moves_stands_still() -> None:
    moving = (LOGOS / "animated.png").read_bytes()

    assert b"acTL" in moving
    assert b"fdAT" in moving
    check_logo(bare(moving))
    assert not {b"acTL", b"fcTL", b"fdAT"} & {
        bare(moving)[place : place + 4] for place in range(len(bare(moving)))
    }


@pytest.mark.parametrize("name", TAKEN)
def test_a_logo_without_its_notes_is_as_whole_as_before(name: str) -> None:
    data = (LOGOS / name).read_bytes()

    check_logo(bare(data))
    assert bare(bare(data)) == bare(data)
    assert size(bare(data)) == size(data)


@pytest.mark.parametrize(("width", "height", "told"), [(4000, 50, "60.0 by 0.8"), (50, 4000, "0.2 by 14.0")])
def test_a_logo_too_thin_to_be_read_is_taken_with_a_remark(
    tmp_path: Path, width: int, height: int, told: str
) -> None:
    (tmp_path / "logo.png").write_bytes(png(width, height))

    (remark,) = read_stationery(brand(tmp_path, 'logo = "logo.png"')).remarks

    assert remark == (
        f"brand.toml: logo 'logo.png' comes out {told} mm on the page, which hardly anybody can read; "
        "take a larger one, or one of another shape"
    )


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.system
@pytest.mark.parametrize("name", TAKEN)
def test_a_browser_shows_a_logo_that_was_taken(window: Browser, tmp_path: Path, name: str) -> None:
    data = (LOGOS / name).read_bytes()
    page = tmp_path / "report.html"
    page.write_text(html.draw(everything(brand=replace(everything().brand, logo=bare(data)))), "utf-8")

    window.show(page)
    red, green, blue = window.run(
        "(() => { const image = document.querySelector('img'), canvas = document.createElement('canvas');"
        "canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;"
        "const drawing = canvas.getContext('2d'); drawing.drawImage(image, 0, 0);"
        "return [...drawing.getImageData(12, 12, 1, 1).data].slice(0, 3) })()"
    )

    assert window.run(
        "[document.querySelector('img').naturalWidth, document.querySelector('img').naturalHeight]"
    ) == list(size(data))
    if "grey" in name:
        assert red == green == blue
    else:
        assert all(abs(one - wanted) <= 12 for one, wanted in zip((red, green, blue), BLUE, strict=True))
