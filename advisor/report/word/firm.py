"""A firm's own Word file as the ground a report is written on: its styles, letterhead and page stay."""

import zlib
from copy import deepcopy
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml.etree import XMLSyntaxError, fromstring

from advisor.errors import BrandRefused
from advisor.plaintext import shown
from advisor.report.word.archive import zipped
from advisor.report.word.leftovers import clear
from advisor.report.word.look import PAGES, Look, look
from advisor.report.word.markup import SPACES, Markup, name
from advisor.report.word.package import Package

LARGEST, LARGEST_UNPACKED, MOST_PARTS = 20_000_000, 200_000_000, 2_000
PROGRAMS = ("macroEnabled", "vbaProject", "vbaData", "activeX", "oleObject")
"""What kinds of parts that hold programs, or run them, are called."""

HARMLESS = {"hyperlink", "attachedTemplate"}
"""Links that a person clicks on; and the template a file was made from, which is not taken over."""

NARROWEST = 2000
UNWANTED = (
    "w:mailMerge", "w:attachedTemplate", "w:updateFields", "w:linkStyles", "w:documentProtection",
    "w:writeProtection",
)  # fmt: skip
"""Settings that reach for other files, ask the reader something when the report is opened, or keep
whoever is to finish it from writing."""

LETTERHEAD = ("w:headerReference", "w:footerReference")
OF_OTHER_TEXT = ("w:cols", "w:lnNumType", "w:vAlign", "w:pgNumType", "w:sectPrChange")
"""What a section says of the text that stood in it, and a report is not: columns, numbered lines."""

OF_A_TEMPLATE, OF_A_DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a document behind a password begins, and one of the Word of long ago."""

DAMAGE = (
    BadZipFile, EOFError, OSError, zlib.error,  # the archive is cut short or garbled
    NotImplementedError, RuntimeError,  # zipfile, of a compression it does not know, or of a password
    AttributeError, LookupError, TypeError, ValueError, XMLSyntaxError,  # python-docx, of missing parts
)  # fmt: skip
"""What python-docx and the archive raise where a file is not as Word writes it; neither says so itself."""

UNLOCK = "Open it in Word, take the password off, and save it as a Word document (.docx)."
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
    page = _page(body)
    for one in list(body):
        body.remove(one)
    body.append(page)
    _leave_only(page, document)
    clear(document)
    _quiet(document)
    colour = _accent(document)
    return look(colour, _text_width(page), language, numbers)


def _page(body: Markup) -> Markup:
    """Return the last upright section, or the last of all, with the letterhead it takes over from before.

    A section without a header of its own has that of the one before it.
    """
    inherited: dict[tuple[str, str], Markup] = {}
    found, upright = None, None
    for section in body.iter(name("w:sectPr")):
        if section.getparent().tag == name("w:sectPrChange"):
            continue
        own = {(one.tag, str(one.get(name("w:type")))): one for one in _letterhead(section)}
        inherited |= {which: deepcopy(one) for which, one in own.items()}
        found = deepcopy(section)
        for which, one in inherited.items():
            if which not in own:
                found.insert(0, deepcopy(one))
        upright = found if _is_upright(found) else upright
    page = found if upright is None else upright
    if page is None:
        raise _refused("has no page set up")
    for tag in OF_OTHER_TEXT:
        for one in page.findall(name(tag)):
            page.remove(one)
    return page


def _letterhead(section: Markup) -> list[Markup]:
    return [one for tag in LETTERHEAD for one in section.findall(name(tag))]


def _is_upright(section: Markup) -> bool:
    size = section.find(name("w:pgSz"))
    return size is None or _twips(size.get(name("w:w")), 0) <= _twips(size.get(name("w:h")), 0)


def _leave_only(page: Markup, document: Opened) -> None:
    """Take out headers and footers of other sections, and what even pages had without one of their own."""
    kept = {one.get(name("r:id")) for one in _letterhead(page)}
    for number, relationship in list(document.part.rels.items()):
        if _kind(relationship.reltype) in {"header", "footer"} and number not in kept:
            del document.part.rels[number]
    if not any(one.get(name("w:type")) == "even" for one in _letterhead(page)):
        document.settings.odd_and_even_pages_header_footer = False


def _opened(template: bytes) -> Opened:
    if len(template) > LARGEST:
        raise _refused(f"is larger than {LARGEST // 1_000_000} MB")
    if template.startswith(_LOCKED):
        raise _refused("is locked by a password, or is of an old kind (.doc)", UNLOCK)
    try:
        with ZipFile(BytesIO(template)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
                raise _refused("unpacks to more than a letterhead can need")
            kinds = archive.read("[Content_Types].xml").decode("utf-8", "replace")
            names = " ".join(one.filename for one in entries)
        if any(word in kinds or word in names for word in PROGRAMS):
            raise _refused("holds macros or other programs", "Save it as an ordinary Word document (.docx).")
        return Document(BytesIO(_as_document(template) if OF_A_TEMPLATE.decode() in kinds else template))
    except DAMAGE as error:
        raise _refused("is no Word document (.docx)") from error


def _as_document(template: bytes) -> bytes:
    """Return a template (.dotx) as the document that Word would begin from it."""
    with ZipFile(BytesIO(template)) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    kinds = "[Content_Types].xml"
    return zipped(parts | {kinds: parts[kinds].replace(OF_A_TEMPLATE, OF_A_DOCUMENT)})


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
