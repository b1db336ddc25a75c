"""Each kind of file is the one that was approved: the page as it is, Word's own document, a PDF's text page by page."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from advisor.report import compose, document, html, pdf, word
from advisor.report.blocks import Brand
from tests.report.companies_told import Told, told

GOLDENS = Path(__file__).parent / "goldens"
BRAND = Brand(firm="Alder & Partners", colour="#7A3B1D", footer="Confidential", language="en-GB")


def page(one: Told) -> str:
    return html.draw(compose(one.assessment, one.rulebook, brand=BRAND, author="A. Alder", draft=True))


def printed(one: Told) -> str:
    result = document.dumps(document.result(one.assessment, one.rulebook)).encode()
    report = compose(one.assessment, one.rulebook, brand=BRAND, author="A. Alder", draft=True)
    pages = PdfReader(BytesIO(pdf.draw(report, result).content)).pages
    return "\n".join(f"==== page {place}\n{one.extract_text()}" for place, one in enumerate(pages, start=1))


def typed(one: Told) -> str:
    report = compose(one.assessment, one.rulebook, brand=BRAND, author="A. Alder", draft=True)
    with ZipFile(BytesIO(word.draw(report, None))) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return re.sub(r"(<w:(?:p|tbl|tr|sectPr)[ >])", r"\n\1", xml)


KINDS: dict[str, Callable[[Told], str]] = {"html": page, "pdf.txt": printed, "docx.xml": typed}


@pytest.mark.parametrize("name", ["director-now", "not-yet-with-gates"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_the_one_that_was_approved(kind: str, name: str, pytestconfig: pytest.Config) -> None:
    drawn = _without_digests(KINDS[kind](told(name)))
    golden = GOLDENS / f"{name}.standard.{kind}"
    if pytestconfig.getoption("--approve"):
        golden.write_text(drawn, "utf-8", newline="\n")

    assert drawn == golden.read_text("utf-8")


def _without_digests(text: str) -> str:
    """Leave out what changes with any change of the rules, even one that no report shows."""
    return re.sub(r"(digest|Fingerprint of the answers)\s[0-9a-f]{16}", r"\1", text)
