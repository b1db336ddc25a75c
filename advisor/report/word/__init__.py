"""A report as a Word file that a consultant can finish: real headings, tables, captions and charts."""

from advisor.errors import MissingExtra
from advisor.report.blocks import Report

try:
    from advisor.report.word.firm import check
    from advisor.report.word.writing import written
except ModuleNotFoundError as missing:
    if missing.name not in {"docx", "lxml"}:
        raise
    raise MissingExtra("word") from missing


def draw(report: Report, template: bytes | None = None) -> bytes:
    """Return the file. The same report makes the same bytes.

    With a firm's own `template` (a .docx) its styles, fonts, colours, headers, footers and page stay
    as they are, and what it lacks is added; the brand's colour, logo and paper are not used then.
    Raises BrandRefused where the template cannot be used.
    """
    return written(report, template)


def check_template(template: bytes) -> tuple[str, ...]:
    """Return what a person should know of a firm's file: what it would fetch from elsewhere.

    Raises BrandRefused where it cannot be used: it is no .docx, is far too large, or holds macros.
    """
    return check(template)
