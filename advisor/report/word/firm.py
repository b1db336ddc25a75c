"""A firm's own Word file as the ground a report is written on: its styles, letterhead and page stay."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml.etree import XMLSyntaxError, fromstring

from advisor.errors import BrandRefused
from advisor.plaintext import shown
from advisor.report.word.look import PAGES, Look, look
from advisor.report.word.markup import SPACES, Markup, name
from advisor.report.word.package import Package

LARGEST, LARGEST_UNPACKED, MOST_PARTS = 20_000_000, 200_000_000, 2_000
PROGRAMS = ("macroEnabled", "vbaProject", "vbaData", "activeX", "oleObject")
"""What kinds of parts that hold programs, or run them, are called."""

HARMLESS = {"hyperlink", "attachedTemplate"}
"""Links that a person clicks on; and the template a file was made from, which is not taken over."""

OF_THE_BODY = {
    "aFChunk", "chart", "chartEx", "comments", "commentsExtended", "commentsIds", "diagramColors",
    "diagramData", "diagramLayout", "diagramQuickStyle", "frame", "hyperlink", "image", "package",
    "subDocument",
}  # fmt: skip
"""Kinds of parts that only text refers to, which goes with the text."""

NARROWEST = 2000
UNWANTED = ("w:mailMerge", "w:attachedTemplate", "w:updateFields", "w:linkStyles")
"""Settings that reach for other files or ask the reader something when the report is opened."""

DAMAGE = (
    BadZipFile, EOFError, OSError, zlib.error,  # the archive is cut short or garbled
    NotImplementedError, RuntimeError,  # zipfile, of a compression it does not know, or of a password
    AttributeError, LookupError, TypeError, ValueError, XMLSyntaxError,  # python-docx, of missing parts
)  # fmt: skip
"""What python-docx and the archive raise where a file is not as Word writes it; neither says so itself."""

PLAIN_ACCENT = "#1F4E79"
"""The accent of a file that has no theme."""


def check(template: bytes) -> tuple[str, ...]:
    """Return what a person should know of a firm's file before a report is written on it.

    Raises BrandRefused where it cannot be used: no Word document, too large, or with macros.
    """
    ground(template, "en-GB", "en")
    return _outward(_opened(template))


def ground(template: bytes, language: str, numbers: str) -> Package:
    """Open a firm's file, empty its text, and read its look; its styles, headers and page stay.

    Raises BrandRefused as `check` does.
    """
    document = _opened(template)
    try:
        package = Package(document, _emptied(document, language, numbers))
        package.every("header")
        package.fresh_numbers()
        document.save(BytesIO())
    except DAMAGE as error:
        raise _refused("is damaged") from error
    return package


def _emptied(document: Opened, language: str, numbers: str) -> Look:
    """Take out the text with what only it refers to; return the look of the file."""
    body = document.part.element.body
    for one in list(body):
        if one.tag != name("w:sectPr"):
            body.remove(one)
    if body.find(name("w:sectPr")) is None:
        raise _refused("has no page set up")
    for number, relationship in list(document.part.rels.items()):
        if _kind(relationship.reltype) in OF_THE_BODY:
            del document.part.rels[number]
    _quiet(document)
    colour = _accent(document)
    return look(colour, _text_width(body.find(name("w:sectPr"))), language, numbers)


def _opened(template: bytes) -> Opened:
    if len(template) > LARGEST:
        raise _refused(f"is larger than {LARGEST // 1_000_000} MB")
    try:
        with ZipFile(BytesIO(template)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
                raise _refused("unpacks to more than a letterhead can need")
            kinds = archive.read("[Content_Types].xml").decode("utf-8", "replace")
            names = " ".join(one.filename for one in entries)
        if any(word in kinds or word in names for word in PROGRAMS):
            raise _refused("holds macros or other programs", "Save it as an ordinary Word document (.docx).")
        return Document(BytesIO(template))
    except DAMAGE as error:
        raise _refused("is no Word document (.docx)") from error


def _refused(why: str, hint: str = "Open it in Word and save it as a Word document (.docx).") -> BrandRefused:
    return BrandRefused(f"The Word template {why}", hint)


def _outward(document: Opened) -> tuple[str, ...]:
    """Name what the file would fetch from elsewhere when somebody opens it."""
    found = {
        relationship.target_ref
        for relationship in document.part.package.iter_rels()
        if relationship.is_external and _kind(relationship.reltype) not in HARMLESS
    }
    return tuple(f"The Word template fetches from elsewhere: {shown(target)}" for target in sorted(found))


def _kind(relationship: str) -> str:
    return relationship.rpartition("/")[2]


def _quiet(document: Opened) -> None:
    """Take out what reaches for other files or asks something when the report is opened."""
    for relationship in document.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.SETTINGS:
            part = relationship.target_part
            for tag in UNWANTED:
                for one in part.element.findall(name(tag)):
                    part.element.remove(one)
            for number, other in list(part.rels.items()):
                if other.is_external:
                    del part.rels[number]


def _accent(document: Opened) -> str:
    """Return the first accent colour of the firm's theme."""
    try:
        theme: Part = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        found = fromstring(theme.blob).find(f".//{{{SPACES['a']}}}accent1")
    except (KeyError, ValueError, XMLSyntaxError):
        return PLAIN_ACCENT
    for one in found if found is not None else ():
        said = str(one.get("val") or one.get("lastClr") or "")
        if len(said) == 6 and set(said.lower()) <= set("0123456789abcdef"):
            return f"#{said.upper()}"
    return PLAIN_ACCENT


def _text_width(section: Markup) -> int:
    """Return the width between the margins, in twentieths of a point."""
    page, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
    whole = PAGES["a4"][0] if page is None else _twips(page.get(name("w:w")), PAGES["a4"][0])
    sides = ("left", "right", "gutter")
    taken = 0 if margins is None else sum(_twips(margins.get(name(f"w:{side}")), 0) for side in sides)
    return max(whole - taken, NARROWEST)


def _twips(said: str | None, otherwise: int) -> int:
    """Return a measure in twentieths of a point, as nearly every program writes it."""
    try:
        return int(float(said or otherwise))
    except ValueError:
        return otherwise
