"""A report as a PDF: tagged for who hears it, fit for an archive, with the result inside.

The layout is a constant file that the report reaches as data only. Nothing is fetched, and nothing
is read but the bundled fonts and, for scripts they do not cover, those of the system.
"""

import json
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from advisor.report.blocks import Report
from advisor.report.pdf.setting import as_data

_ROOM = Path(__file__).parent

_BUNDLED = "Inter"
_SYSTEM = (
    "Noto Sans", "Segoe UI", "Helvetica Neue", "Noto Sans Arabic", "Geeza Pro", "Noto Sans Hebrew",
    "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans Devanagari", "Noto Sans Thai",
    "Nirmala UI", "Leelawadee UI", "DejaVu Sans", "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji",
)  # fmt: skip
"""Plain faces of Linux, macOS and Windows, asked in this order before any other that has the character."""

_PANICS = "pyo3_runtime"
"""Where a library in Rust that gives up raises from: no Exception, so that it would end the program."""

_UNSHOWN = re.compile(r'the (?:text|PDF contains the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_FONTS = re.compile(rb"/BaseFont/[A-Z]{6}\+([A-Za-z0-9]+)")
_TOO_LONG = "more than one page"
"""What the layout says where the summary does not fit the first page in a size that can be read."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished file, and what its sender should know about it, each in one sentence."""

    content: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a report is drawn: the best way first, and one thing given up where that fails."""

    one_page: bool = True
    system_fonts: bool = False
    standards: bool = True


def draw(report: Report, result: bytes = b"") -> Drawing:
    """Return the report as a PDF with the result's JSON attached, where there is any.

    With the bundled fonts the same report gives the same bytes anywhere. Where they lack a
    character those of the system help out and a warning names them; where these do too, the file
    keeps no standard and a warning names the characters. Importing this module raises ImportError
    where typst is not installed.
    """
    way = Way()
    warnings: list[str] = []
    while True:
        try:
            content = _compiled(report, result, way)
        except typst.TypstError as error:
            missing = _unshown(error)
            if way.one_page and _TOO_LONG in error.message:
                way = replace(way, one_page=False)
                warnings.append("The first page runs on to the next: its texts are too long for one page.")
            elif missing and not way.system_fonts:
                way = replace(way, system_fonts=True)
            elif missing and way.standards:
                way = replace(way, standards=False)
                warnings.append(
                    f"No font here shows {', '.join(missing)}: the PDF has boxes there, and is marked"
                    " neither as accessible nor as fit for an archive."
                )
            elif report.brand.logo:
                report = replace(report, brand=replace(report.brand, logo=b""))
                warnings.append("The PDF goes without the logo, which cannot be drawn.")
            else:
                raise
        else:
            if way.system_fonts and way.standards:
                warnings.append(
                    f"Some characters are set in this computer's own fonts ({_foreign_fonts(content)}): on"
                    " another the file may come out differently."
                )
            return Drawing(content, tuple(warnings))


def _foreign_fonts(content: bytes) -> str:
    """Name the families in a file beside the bundled one, as the file names them."""
    found = {name.decode() for name in _FONTS.findall(content)} - {_BUNDLED}
    drawn = {"one in colours"} if b"/Type3" in content else set()
    return ", ".join([*sorted(found), *drawn])


def _unshown(error: typst.TypstError) -> list[str]:
    """Return the characters an attempt failed on, in the order met, or nothing for another failure.

    What is not seen by itself is told by its number, and left out beside what is.
    """
    found = [_ESCAPED.sub(_character, text) for text in _UNSHOWN.findall(error.diagnostic)]
    seen = [text for text in found if text.isprintable()]
    return list(dict.fromkeys(seen or [f"U+{ord(text[0]):04X}" for text in found]))


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _compiled(report: Report, result: bytes, way: Way) -> bytes:
    fonts = _fonts(system=way.system_fonts)
    known = set(fonts.families()) if way.system_fonts else set()
    families = [_BUNDLED, *(name for name in _SYSTEM if name in known)]
    inputs = {
        "report": json.dumps(as_data(report, families) | {"onePage": way.one_page}),
        "result": result.decode("utf-8"),
    }
    with tempfile.TemporaryDirectory() as empty:
        try:
            compiler = typst.Compiler(_layout(), root=empty, font_paths=fonts, sys_inputs=inputs)
            drawn = compiler.compile(
                format="pdf",
                pdf_standards=["ua-1", "a-3a"] if way.standards else [],
                timestamp=_moment(report.day),
            )
        except BaseException as error:
            if type(error).__module__ == _PANICS:
                raise RuntimeError("typst gave up") from error
            raise
    if not isinstance(drawn, bytes):
        raise TypeError("one PDF was asked for")
    return drawn


@cache
def _layout() -> bytes:
    return (_ROOM / "page.typ").read_bytes()


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=system, font_paths=[_ROOM / "fonts"]
    )


def _moment(day: str) -> int:
    """Return the day's first second; without a day the first of all, so that no clock is read."""
    return int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp()) if day else 0
