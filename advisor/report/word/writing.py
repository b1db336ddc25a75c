"""A report as a Word file: laid out, signed with its headers and properties, and packed."""

from io import BytesIO

from docx import Document

from advisor.report.blocks import Report
from advisor.report.word.document import Layout
from advisor.report.word.firm import ground
from advisor.report.word.fitting import scale_for
from advisor.report.word.look import MARGIN, PAGES, look
from advisor.report.word.markup import Markup, fit
from advisor.report.word.package import Package
from advisor.report.word.properties import properties
from advisor.report.word.skeleton import empty
from advisor.report.word.text import field, paragraph, runs


def written(report: Report, template: bytes | None) -> bytes:
    """Return the file. See `advisor.report.word.draw`."""
    brand = report.brand
    language = _language(report)
    if template is None:
        own = look(brand.colour, PAGES[brand.paper][0] - 2 * MARGIN, language, brand.language)
        opened = Document(BytesIO(empty(own, brand.paper, scale_for(report, own))))
        package = Package(opened, own)
    else:
        package = Package(*ground(template, language, brand.language))
    Layout(report, package, letterhead=template is None).write()
    _headers(report, package)
    return package.save(properties(report, language))


def _language(report: Report) -> str:
    """Return the language of the report's sentences, which are English; the paper tells which."""
    if report.brand.language.lower().startswith("en-"):
        return fit(report.brand.language)
    return "en-US" if report.brand.paper == "letter" else "en-GB"


def _headers(report: Report, package: Package) -> None:
    """Add a header from the second page on and a footer, where the file has none; mark a draft on all."""
    mark = runs("Draft", package.style("report draft")) if report.draft else []
    if package.has("header"):
        for header in package.every("header") if mark else []:
            header.append(_line(package, "header", mark))
    else:
        title = runs(" ".join(report.title.split()))
        package.header_or_footer("header", "default", _line(package, "header", [*title, *_tab(mark)]))
        package.header_or_footer("header", "first", _line(package, "header", _tab(mark)))
    if not package.has("footer"):
        pages = [*runs("Page "), field("PAGE", "1"), *runs(" of "), field("NUMPAGES", "1")]
        for place in ("default", "first"):
            package.header_or_footer(
                "footer", place, _line(package, "footer", [*runs(report.brand.footer), *_tab(pages)])
            )


def _tab(content: list[Markup]) -> list[Markup]:
    return [*runs("\t"), *content] if content else []


def _line(package: Package, style: str, content: list[Markup]) -> Markup:
    return paragraph(package.style(style), *content)
