"""A report as one HTML file: no script, no request, and every text escaped by the template."""

import re
import unicodedata
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from advisor.report import colours
from advisor.report.blocks import (
    SIGNED,
    Bullets,
    Callout,
    Figure,
    KeyFacts,
    Paragraph,
    Report,
    Section,
    Table,
)
from advisor.report.charts import SMALL, WIDE, svg
from advisor.report.colours import Palette

KINDS = {
    "paragraph": Paragraph, "bullets": Bullets, "table": Table, "keyfacts": KeyFacts, "callout": Callout,
    "figure": Figure,
}  # fmt: skip
PAPERS = {"a4": "A4", "letter": "letter"}
FROM_CHAPTERS = 4
"""Chapters past the first page from which on a list of contents helps."""

LONGEST_WORD = 28
"""Letters of a word that a table's cell is wide enough for; only longer ones are broken."""

SHORTEST = 5
"""Rows of a table that is kept on one printed page, where it is not broad."""

MOST_COLUMNS = 3
LONGEST_CELL = 60
"""What a telephone has room for: so many columns, if no cell is longer than this."""

FEWEST_ITEMS, LONGEST_ITEM = 4, 80
"""Of a list that may stand in two columns: its items, and the letters of each."""

_VARIABLES = Palette(**{name.name: f"var(--{name.name})" for name in fields(Palette)})
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of level 2 with those of level 3 below it, and the id that links lead to."""

    id: str
    opening: Section
    below: tuple[Section, ...]


def draw(report: Report) -> str:
    """Return the whole page, ending in one line break.

    Raises ValueError where the brand's colour is not "#RRGGBB".
    """
    style = _style(report)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    sources = f"default-src 'none'; style-src 'sha256-{digest}'"
    images = "; img-src data:" if report.brand.logo else ""
    return (
        _environment()
        .get_template("page")
        .render(
            report=report,
            parts=_parts(report),
            style=style,
            policy=f"{sources}{images}; base-uri 'none'; form-action 'none'",
            logo=_data(report.brand.logo),
            signed=SIGNED,
            charts=lambda figure: _charts(figure, report.brand.language),
            split=_splitter(report.client),
            label=_labels(),
            contents_from=FROM_CHAPTERS,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader({"page": _file("page.html.jinja")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name, kind in KINDS.items():
        environment.tests[name] = _test_for(kind)
    environment.tests["long"] = lambda text: any(len(word) > LONGEST_WORD for word in text.split())
    environment.tests["broad"] = _is_broad
    environment.tests["compact"] = _is_compact
    environment.tests["short"] = lambda table: len(table.rows) <= SHORTEST
    return environment


def _is_compact(bullets: Bullets) -> bool:
    """Say whether a list is of several short items, which two columns hold better than one."""
    short = all(len(text) <= LONGEST_ITEM and not below for text, below in bullets.items)
    return not bullets.numbered and len(bullets.items) >= FEWEST_ITEMS and short


def _is_broad(table: Table) -> bool:
    """Say whether a table is more than a telephone can show: it is told row by row there."""
    columns = len(table.head)
    return columns > MOST_COLUMNS or (
        columns == MOST_COLUMNS and any(len(cell) > LONGEST_CELL for row in table.rows for cell in row)
    )


def _file(name: str) -> str:
    return (files("advisor.report") / name).read_text("utf-8")


def _test_for(kind: type) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kind)


def _parts(report: Report) -> dict[str, list[Chapter]]:
    """Gather sections into chapters by part, in reading order."""
    gathered: list[list[Section]] = []
    for section in report.sections:
        if section.level == 2 or not gathered:
            gathered.append([])
        gathered[-1].append(section)
    parts: dict[str, list[Chapter]] = {"summary": [], "body": [], "appendix": []}
    for number, (opening, *below) in enumerate(gathered, start=1):
        parts[opening.part].append(Chapter(f"s{number}", opening, tuple(below)))
    return parts


def _style(report: Report) -> str:
    """Return the style sheet: the brand's colours, the paper, and what stands on the edge of each page."""
    brand = report.brand
    light, dark = colours.light(brand.colour), colours.dark(brand.colour)
    edges = {
        "top-left": (report.client or report.title, light.soft),
        "top-right": ("Draft" if report.draft else "", light.second),
        "bottom-left": (brand.footer, light.soft),
    }
    boxes = "".join(
        f"@{place} {{ content: {_quoted(text)}; color: {colour}; }}\n"
        for place, (text, colour) in edges.items()
        if text
    )
    widths = sorted({width for table in _tables(report) for width in _hundredths(table)})
    return (
        f":root {{ color-scheme: light dark; {_declared(light)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_declared(dark)} }} }}\n"
        f"@page {{ size: {PAPERS[brand.paper]}; {boxes}"
        f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); color: {light.soft}; }} }}\n'
        + "".join(f".w{width} {{ width: {width}%; }}\n" for width in widths)
        + _file("page.css")
    )


def _declared(palette: Palette) -> str:
    return " ".join(f"--{name.name}: {getattr(palette, name.name)};" for name in fields(palette))


def _quoted(text: str) -> str:
    """Spell a text as a string of a style sheet; whatever could end it or the sheet is escaped."""
    safe = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(safe)}"'


def _tables(report: Report) -> list[Table]:
    blocks = [block for section in report.sections for block in section.blocks]
    return [b.table if isinstance(b, Figure) else b for b in blocks if isinstance(b, Table | Figure)]


def _hundredths(table: Table) -> list[int]:
    whole = sum(table.widths)
    return [round(100 * width / whole) for width in table.widths]


def _data(logo: bytes) -> str:
    if not logo:
        return ""
    kind = "png" if logo.startswith(_PNG) else "jpeg"
    return f"data:image/{kind};base64,{b64encode(logo).decode()}"


def _charts(figure: Figure, language: str) -> list[tuple[str, str]]:
    """Draw a chart for a page and for a telephone; the style sheet shows one of them."""
    return [
        (name, svg(figure, _VARIABLES, f"{figure.id}-{name}", width=width, language=language))
        for name, width in (("wide", WIDE), ("small", SMALL))
    ]


def _splitter(client: str) -> Callable[[str], list[str]]:
    """Return what splits a text around the client's name where that reads from the right.

    Every second part is then the name, which the page keeps from moving the words around it.
    """
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in client):
        return lambda text: [text]
    name = re.compile(rf"(?<!\w)({re.escape(client)})(?!\w)")
    return name.split


def _labels() -> Callable[[str], str]:
    """Return what makes labels of regions differ: the second "Size" becomes "Size (2)"."""
    seen: Counter[str] = Counter()

    def label(text: str) -> str:
        seen[text] += 1
        return text if seen[text] == 1 else label(f"{text} ({seen[text]})")

    return label
