"""What a Word file says about itself: title, author and dates, from the report and from nowhere else."""

from lxml.etree import Element, SubElement, tostring

from advisor.report.blocks import Report
from advisor.report.word.markup import fit

SPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def properties(report: Report, language: str) -> bytes:
    """Return the part of the core properties. Without a day it has no dates: nothing reads the clock."""
    root = Element(f"{{{SPACES['cp']}}}coreProperties", nsmap=SPACES)
    author = report.author or report.brand.firm
    for prefix, tag, said in (
        ("dc", "title", report.title),
        ("dc", "creator", author),
        ("dc", "language", language),
        ("cp", "lastModifiedBy", author),
        ("cp", "contentStatus", "Draft" if report.draft else "Final"),
    ):
        if said:
            SubElement(root, f"{{{SPACES[prefix]}}}{tag}").text = fit(" ".join(said.split()))
    if report.day:
        for tag in ("created", "modified"):
            made = SubElement(root, f"{{{SPACES['dcterms']}}}{tag}")
            made.set(f"{{{SPACES['xsi']}}}type", "dcterms:W3CDTF")
            made.text = f"{report.day}T00:00:00Z"
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
