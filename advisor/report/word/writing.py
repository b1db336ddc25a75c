"""A report as a Word file: laid out, signed with its headers and properties, and packed."""

from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any

from docx import Document

from advisor.report.blocks import Report
from advisor.report.charts.lettering import width
from advisor.report.word.document import Layout
from advisor.report.word.firm import ground
from advisor.report.word.fitting import fit_for
from advisor.report.word.look import MARGIN, PAGES, look
from advisor.report.word.markup import Markup, fit
from advisor.report.word.package import Package
from advisor.report.word.properties import properties
from advisor.report.word.skeleton import empty
from advisor.report.word.text import field, paragraph, runs

SMALL, ASIDE = 8, 70
"""The size of type in headers and footers, and the room for what stands at their right, in points."""


def written(report: Report, template: bytes | None) -> bytes:
    """Return the file. See `advisor.report.word.draw`."""
    report = _fit_for_markup(report)
    brand = report.brand
    language = _language(report)
    if template is None:
        own = look(brand.colour, PAGES[brand.paper][0] - 2 * MARGIN, language, brand.language)
        opened = Document(BytesIO(empty(own, brand.paper, fit_for(report, own))))
        package = Package(opened, own)
    else:
        package = ground(template, language, brand.language)
    Layout(report, package, letterhead=template is None).write()
    _headers(report, package)
    return package.save(properties(report, language))


def _fit_for_markup(part: Any) -> Any:
    """Return a report, or a part of one, without the characters that no XML file can hold."""
    if isinstance(part, str):
        return fit(part)
    if isinstance(part, tuple):
        return tuple(map(_fit_for_markup, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: _fit_for_markup(getattr(part, one.name)) for one in fields(part)})
    return part


def _language(report: Report) -> str:
    """Return the language of the report's sentences, which are English; the paper tells which."""
    if report.brand.language.lower().startswith("en-"):
        return report.brand.language
    return "en-US" if report.brand.paper == "letter" else "en-GB"


def _headers(report: Report, package: Package) -> None:
    """Add a header from the second page on and a footer, where the file has none; mark a draft on all."""
    if package.has("header"):
        for header in package.every("header") if report.draft else []:
            header.append(paragraph(package.style("header"), *_draft(report, package)))
    else:
        for place, title in (("default", " ".join(report.title.split())), ("first", "")):
            package.header_or_footer(
                "header", place, *_line("header", title, _draft(report, package), package)
            )
    if not package.has("footer"):
        for place in ("default", "first"):
            pages = [*runs("Page\u00a0"), field("PAGE", "1"), *runs("\u00a0of\u00a0"), field("NUMPAGES", "1")]
            package.header_or_footer("footer", place, *_line("footer", report.brand.footer, pages, package))


def _draft(report: Report, package: Package) -> list[Markup]:
    return runs("Draft", package.style("report draft")) if report.draft else []


def _line(kind: str, left: str, right: list[Markup], package: Package) -> list[Markup]:
    """Return a header or footer with texts at both sides, below one another where one line is too short."""
    style = package.style(kind)
    if right and width(left, SMALL) > package.look.width / 20 - ASIDE:
        return [paragraph(style, *runs(left)), paragraph(style, *right, right=True)]
    return [paragraph(style, *runs(left), *runs("\t"), *right) if right else paragraph(style, *runs(left))]
