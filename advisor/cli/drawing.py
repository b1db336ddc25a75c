"""One report in one kind of file, as bytes."""

from collections.abc import Sequence

from advisor.assessment import Assessment
from advisor.cli.order import Order
from advisor.report.blocks import Report
from advisor.rulebook import Rulebook

Drawn = tuple[bytes, Sequence[str]]
"""The bytes of a file, and what its sender should be warned of."""


def draw(name: str, report: Report, assessment: Assessment, rulebook: Rulebook, order: Order) -> Drawn:
    """Return a file of a kind that is installed. Raises FileTrouble for a Word template of no use."""
    from advisor.report import document, html, markdown

    if name == "html":
        return html.draw(report).encode(), ()
    if name == "md":
        return markdown.draw(report).encode(), ()
    if name == "docx":
        from advisor.report import word

        return word.draw(report, order.stationery.word_template), ()
    result = document.dumps(document.result(assessment, rulebook)).encode()
    if name == "pdf":
        from advisor.report import pdf

        # the attached result holds every answer, like the appendix that is to be left out
        drawing = pdf.draw(report, result if order.answers else b"")
        return drawing.content, drawing.warnings
    return result, ()
