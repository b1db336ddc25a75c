"""A report as plain data for the layout: lists, texts and numbers, and charts already drawn.

Pure: no files and no fonts.
"""

import re
from dataclasses import asdict

from advisor.report.blocks import (
    Block,
    Brand,
    Callout,
    Figure,
    Paragraph,
    Report,
    Section,
)
from advisor.report.charts import layers
from advisor.report.colours import Palette, light
from advisor.report.logo import ROOM, size_on_paper

CHART = 680.0
"""How wide a chart is drawn, in units of which text is 13 tall: on the page it is a little over 9 points."""

LONG = 1500
"""Characters; a longer passage that is set apart may go on overleaf."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""No face has them, and some are no text at all; the gates refuse them, but a file must not break."""

_PAPERS = {"a4": "a4", "letter": "us-letter"}
_WORDS = {
    "contents": "Contents",
    "page": "Page {page} of {pages}",
    "draft": "DRAFT",
    "attached": "The result this report is drawn from",
}


def as_data(report: Report, families: list[str]) -> dict[str, object]:
    """Return what the layout needs to know of a report, ready to be written as JSON."""
    palette = light(report.brand.colour)
    data = {
        "title": report.title,
        "under": [line for line in (report.subtitle, report.line) if line],
        "authors": report.signers,
        "draft": report.draft,
        "firm": report.brand.firm,
        "footer": report.brand.footer,
        "logo": _logo(report.brand),
        "paper": _PAPERS[report.brand.paper],
        "region": _region(report.brand.language),
        "families": families,
        "palette": asdict(palette),
        "words": _WORDS,
        "sections": [_section(section, report, palette) for section in report.sections],
    }
    return {name: _fit(value) for name, value in data.items()}


def _logo(brand: Brand) -> dict[str, object] | None:
    if not brand.logo:
        return None
    try:
        width, height = size_on_paper(brand.logo)
    except ValueError:  # the compiler says so too, and the report then goes without
        width, height = ROOM
    return {"data": list(brand.logo), "width": width, "height": height, "said": brand.logo_in_words}


def _fit(value: object) -> object:
    """Leave out of every text what cannot be set."""
    match value:
        case str():
            return _UNFIT.sub("", value)
        case dict():
            return {name: _fit(inner) for name, inner in value.items()}
        case list() | tuple() if not (value and isinstance(value[0], int)):
            return [_fit(inner) for inner in value]
        case _:
            return value


def _region(language: str) -> str | None:
    """Return the country English is written for; the words of a report are English under any brand."""
    name, _, country = language.partition("-")
    return country.lower() if name == "en" and len(country) == 2 else None


def _section(section: Section, report: Report, palette: Palette) -> dict[str, object]:
    blocks = [
        _figure(block, palette, report.brand.language) if isinstance(block, Figure) else _block(block)
        for block in section.blocks
    ]
    return {
        "heading": section.heading,
        "level": section.level,
        "part": section.part,
        "blocks": blocks,
    }


def _block(block: Block) -> dict[str, object]:
    kind = type(block).__name__.lower()
    match block:
        case Paragraph():
            lines = [line for line in block.text.split("\n") if line.strip()]
            return {"kind": kind, "lines": lines, "strong": block.strong, "small": block.small}
        case Callout():
            inner = [_block(one) for one in block.blocks]
            return {
                "kind": kind,
                "title": block.title,
                "tone": block.tone,
                "blocks": inner,
                "long": _long(block),
            }
        case _:
            return {"kind": kind} | asdict(block)


def _long(callout: Callout) -> bool:
    said = 0
    for block in callout.blocks:
        texts = (
            [block.text] if isinstance(block, Paragraph) else [text for pair in block.items for text in pair]
        )
        said += sum(map(len, texts))
    return said > LONG


def _figure(figure: Figure, palette: Palette, language: str) -> dict[str, object]:
    drawn = layers(figure, palette, figure.id, width=CHART, language=language)
    return {
        "kind": "figure",
        "alternative": figure.alternative,
        "caption": figure.caption,
        "table": _block(figure.table),
        "drawing": asdict(drawn),
    }
