"""What lies in a firm's file beside the text that stood there, and may tell of the client it was for."""

from collections.abc import Callable

from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml.etree import fromstring, tostring

from advisor.report.word.markup import Markup, name

OF_THE_TEXT = {
    "aFChunk", "chart", "chartEx", "comments", "commentsExtended", "commentsExtensible", "commentsIds",
    "customXml", "diagramColors", "diagramData", "diagramLayout", "diagramQuickStyle", "frame", "hyperlink",
    "image", "package", "people", "subDocument",
}  # fmt: skip
"""Kinds of parts that only text refers to, or that hold what was filled in for it."""

NOTES = {"footnotes", "endnotes"}
HEADINGS = ("HeadingPairs", "TitlesOfParts", "HyperlinkBase")
"""What the properties of a file say of its headings and links."""

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_BY_NAME = "DOCPROPERTY"
"""A field that shows a property of the file, which a letterhead may need."""


def clear(document: Opened) -> None:
    """Take out of a file without text all parts that only the text had, and what others say of it."""
    relationships = document.part.rels
    for number, relationship in list(relationships.items()):
        kind = relationship.reltype.rpartition("/")[2]
        if kind in OF_THE_TEXT:
            del relationships[number]
        elif kind in NOTES:
            _rewrite(relationship.target_part, _without_notes)
    for variables in document.settings.element.findall(name("w:docVars")):
        document.settings.element.remove(variables)
    _clear_properties(document)


def _clear_properties(document: Opened) -> None:
    relationships = document.part.package.rels
    for number, relationship in list(relationships.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES and not _shows_properties(document):
            del relationships[number]
        elif relationship.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            _rewrite(relationship.target_part, _without_headings)


def _shows_properties(document: Opened) -> bool:
    """Say whether any header or footer shows properties of the file by their names."""
    said = (
        relationship.target_part.blob
        for relationship in document.part.rels.values()
        if _is_letterhead(relationship.reltype)
    )
    return any(_BY_NAME.encode() in one for one in said)


def _is_letterhead(kind: str) -> bool:
    return kind in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}


def _rewrite(part: Part, change: Callable[[Markup], None]) -> None:
    root = fromstring(part.blob)
    change(root)
    part._blob = tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_notes(root: Markup) -> None:
    """Leave the lines between text and notes, which have a type, and no note."""
    for note in list(root):
        if note.get(name("w:type")) in {None, "normal"}:
            root.remove(note)


def _without_headings(root: Markup) -> None:
    for tag in HEADINGS:
        for one in root.findall(f"{{{_PROPERTIES}}}{tag}"):
            root.remove(one)
