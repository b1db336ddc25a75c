import re
import struct
import zlib
from pathlib import Path

import pytest

from advisor.errors import BrandRefused, FileTrouble
from advisor.report.brand_file import BrandFile, read_stationery
from advisor.report.formats import LANGUAGES

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x20\x00\x40\x01\x01\x11\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
)
"""64 by 32 pixels."""


def png(
    width: int = 8,
    height: int = 8,
    *,
    depth: int = 8,
    colours: int = 2,
    interlaced: bool = False,
    rows: bytes | None = None,
    part: tuple[bytes, bytes] | None = None,
) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, interlaced)
    rows = (b"\0" + b"\x1f\x4e\x79" * width) * height if rows is None else rows
    more = chunk(*part) if part else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def brand(folder: Path, text: str) -> Path:
    path = folder / "brand.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(BrandRefused) as caught:
        read_stationery(brand(folder, text))
    assert caught.value.exit_code == 3
    assert caught.value.hint
    return caught.value.problems


def test_a_whole_brand_file_is_read_with_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(64, 32))
    (tmp_path / "firm.docx").write_bytes(b"PK")
    text = (
        'firm = "Alder & Söhne"\nlogo = "logo.png"\ncolour = "#c4841d"\nfooter = "Confidential – for the client"\n'
        'language = "de-ch"\npaper = "letter"\nword_template = "firm.docx"\n'
    )

    found = read_stationery(brand(tmp_path, text))

    assert (found.brand.firm, found.brand.footer) == ("Alder & Söhne", "Confidential – for the client")
    assert (found.brand.colour, found.brand.language, found.brand.paper) == ("#C4841D", "de-CH", "letter")
    assert found.brand.logo == png(64, 32)
    assert found.word_template == b"PK"
    (remark,) = found.remarks
    assert remark.startswith(
        "brand.toml: #C4841D is too light to read on white (contrast 3.2 of the 4.5 needed)"
    )


def test_an_empty_brand_file_changes_nothing(tmp_path: Path) -> None:
    found = read_stationery(brand(tmp_path, ""))

    assert found.brand.colour == "#1F4E79"
    assert found.remarks == ()
    assert found.word_template is None


def test_every_mistake_is_named_at_once_with_its_line_and_the_nearest_word(tmp_path: Path) -> None:
    text = (
        'firm = "x\\u0007"\ncolor = "#1F4E79"\ncolour = "blue"\npaper = "a3"\nlanguage = "klingon"\n'
        'footer = 7\nlogo = "none.png"\nword-template = "a.docx"\n'
    )

    assert refused(tmp_path, text) == (
        "brand.toml line 1: firm holds a control character (U+0007)",
        "brand.toml line 2: there is no key 'color'; did you mean 'colour'?",
        "brand.toml line 3: colour is 'blue'; write it like #1F4E79: a # and six digits or letters A to F",
        "brand.toml line 4: paper must be one of 'a4' or 'letter'",
        f"brand.toml line 5: language is 'klingon'; dates can be written in any of {', '.join(LANGUAGES)}",
        "brand.toml line 6: footer must be text, in quotes",
        "brand.toml line 7: logo names 'none.png', and there is no such file beside the brand file",
        "brand.toml line 8: there is no key 'word-template'; did you mean 'word_template'?",
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<?xml version="1.0"?><svg><script/></svg>', "is an SVG drawing"),
        (b"\n <svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing"),
        (b"GIF89a", "is neither a PNG nor a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n" + b"junk" * 9, "is a damaged PNG picture"),
        (png()[:-20], "is a damaged PNG picture"),
        (png().replace(b"IDAT", b"IDAX"), "is a damaged PNG picture"),
        (png(4001, 8), "is 4,001 by 8 pixels large"),
        (png(0, 8), "is 0 by 8 pixels large"),
        (png(part=(b"teXt", b"\0" * 1_000_000)), "is larger than 1 MB"),
        (b"", "is empty"),
        (png(colours=9), "is a damaged PNG picture"),
        (png(depth=3), "is a damaged PNG picture"),
        (png(colours=3), "is a damaged PNG picture"),
        (png(rows=(b"\0" + b"\x1f\x4e\x79" * 8) * 7), "is a damaged PNG picture"),
        (png(rows=b"\0" * 206, interlaced=True), "is a damaged PNG picture"),
        (png(part=(b"iCCP", b"name\0\0" + zlib.compress(b"\0" * 2_000_000))), "is a damaged PNG picture"),
        (JPEG[:-2], "is a damaged JPEG picture"),
        (JPEG[:22], "is a damaged JPEG picture"),
        (b"\xff\xd8\xff", "is a damaged JPEG picture"),
    ],
)
def test_a_logo_that_is_no_small_whole_picture_is_refused_with_what_to_do(
    tmp_path: Path, data: bytes, said: str
) -> None:
    (tmp_path / "logo.png").write_bytes(data)

    (line,) = refused(tmp_path, 'logo = "logo.png"')

    assert line.startswith(f"brand.toml line 1: logo 'logo.png' {said}")
    assert line.endswith("; save it as a PNG or JPEG of at most 1 MB and 4,000 pixels a side")


TAKEN = {
    "png": png(),
    "large png": png(4000, 4000),
    "one bit a pixel": png(9, 2, depth=1, colours=0, rows=b"\0\xff\x80" * 2),
    "a palette": png(colours=3, part=(b"PLTE", b"\0\0\0"), rows=b"\0" * 72),
    "interlaced": png(rows=b"\0" * 207, interlaced=True),
    "a profile": png(part=(b"iCCP", b"name\0\0" + zlib.compress(b"\0" * 500_000))),
    "jpeg": JPEG,
}


@pytest.mark.parametrize("data", TAKEN.values(), ids=TAKEN)
def test_a_logo_within_the_limits_is_taken_as_it_is_where_nothing_is_hidden_in_it(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "logo").write_bytes(data)

    assert read_stationery(brand(tmp_path, 'logo = "logo"')).brand.logo == data


@pytest.mark.parametrize(
    "text",
    ['firm = ""', f'firm = "{"x" * 121}"', 'firm = "a\\u202eb"', 'footer = "two\\nlines"', "firm = [1]", "[firm]"],
)  # fmt: skip
def test_texts_that_are_no_plain_line_are_refused(tmp_path: Path, text: str) -> None:
    (line,) = refused(tmp_path, text)

    assert line.isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfef\0",
        b"firm = \xff",
        b"firm = 'a",
        b"firm = 'a'\nfirm = 'b'",
        b"x" * 70_000,
        b"a." * 5000 + b"a=1",
    ],
)
def test_what_is_no_brand_file_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "brand.toml"
    path.write_bytes(data)

    with pytest.raises(BrandRefused) as caught:
        read_stationery(path)

    assert str(caught.value).startswith("brand.toml")
    assert str(caught.value).isprintable()


def test_a_brand_file_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="there is no such brand file"):
        read_stationery(tmp_path / "none.toml")
    with pytest.raises(FileTrouble, match="is a folder"):
        read_stationery(tmp_path)


def test_the_brand_file_of_the_readme_is_read(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (shown,) = re.findall(r"```toml\n(firm = .*?)```", readme, re.DOTALL)
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "firm.docx").write_bytes(b"PK")

    found = read_stationery(brand(tmp_path, shown))

    assert found.brand.firm == "Alder & Partners"
    assert {line.split(" ")[0] for line in shown.splitlines()} == set(BrandFile.model_fields)
