"""The Word file being made: its parts, styles, lists, pictures and charts, and its bytes at the end."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from docx.document import Document as Opened
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart

from advisor.report.logo import size_on_paper
from advisor.report.word.archive import zipped
from advisor.report.word.look import Look
from advisor.report.word.markup import SPACES, Markup, element, in_bytes, name, value, wrapped
from advisor.report.word.skeleton import filled

EMU_PER_MM = 36000


class Package:
    """An opened package. What the report needs and the file lacks is added to it; nothing is replaced."""

    def __init__(self, opened: Opened, look: Look) -> None:
        self.part = opened.part
        self.package = self.part.package
        self.body = self.part.element.body
        self.look = look
        self._ids = 0
        self._styles = self._known_styles()
        self._add_missing_styles()
        self._bullets = self._list_of("list bullet")
        self._numbers = self._list_of("list number")

    @property
    def section(self) -> Markup:
        """The properties of the last section, which hold for all that is written."""
        return self.body.find(name("w:sectPr"))

    def next_id(self) -> int:
        """Return a number that no drawing or bookmark of this file has yet."""
        self._ids += 1
        return self._ids

    def style(self, called: str) -> str:
        """Return the id of the style of that name, as Word spells names in English."""
        return self._styles[called.lower()]

    def bullets(self) -> int | None:
        """Return the list that bulleted paragraphs belong to; None where their style says it already."""
        return None if self._in_style("list bullet") else self._bullets

    def fresh_numbers(self) -> int:
        """Return a list that counts from 1."""
        root = self._numbering()
        made = self._next("w:num", "w:numId")
        restart = element("w:lvlOverride", {"ilvl": 0}, value("w:startOverride", 1))
        kind = value("w:abstractNumId", self._abstract(self._numbers) or 0)
        root.append(element("w:num", {"numId": made}, kind, restart))
        return made

    def picture(self, data: bytes) -> tuple[str, int, int]:
        """Add a logo; return its relationship, and its width and height as it is to be drawn.

        Raises ValueError for what is neither a PNG nor a JPEG picture.
        """
        width, height = size_on_paper(data)
        kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
        place = self.package.next_partname(f"/word/media/image%d.{kind}")
        part = Part(place, f"image/{kind}", data, self.package)
        number = str(self.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
        return number, round(width * EMU_PER_MM), round(height * EMU_PER_MM)

    def chart(self, space: Markup, workbook: bytes) -> str:
        """Add a chart with the workbook its numbers are edited in; return its relationship."""
        sheet = Part(
            self.package.next_partname("/word/embeddings/workbook%d.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            workbook,
            self.package,
        )
        place = self.package.next_partname("/word/charts/chart%d.xml")
        part = Part(place, CONTENT_TYPE.DML_CHART, b"", self.package)
        reference = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
        space.append(element("c:externalData", {"r:id": reference}, value("c:autoUpdate", 0)))
        part._blob = in_bytes(space)
        return str(self.part.relate_to(part, RELATIONSHIP_TYPE.CHART))

    def header_or_footer(self, kind: str, place: str, *content: Markup) -> None:
        """Add a "header" or "footer" in a place ("default", "first") where the section has none yet."""
        root = wrapped(f"w:{'hdr' if kind == 'header' else 'ftr'}", SPACES, *content)
        upper = kind.upper()
        part = Part(
            self.package.next_partname(f"/word/{kind}%d.xml"),
            getattr(CONTENT_TYPE, f"WML_{upper}"),
            in_bytes(root),
            self.package,
        )
        number = self.part.relate_to(part, getattr(RELATIONSHIP_TYPE, upper))
        self.section.insert(0, element(f"w:{kind}Reference", {"type": place, "r:id": number}))

    def has(self, kind: str) -> bool:
        """Tell whether the section has any "header" or "footer"."""
        return self.section.find(name(f"w:{kind}Reference")) is not None

    def every(self, kind: str) -> list[Markup]:
        """Return the roots of all headers or footers of the section."""
        references = self.section.findall(name(f"w:{kind}Reference"))
        return [_root(self.part.related_parts[one.get(name("r:id"))]) for one in references]

    def save(self, properties: bytes) -> bytes:
        """Return the file; the same content is the same bytes wherever it is made."""
        for number, relationship in list(self.package.rels.items()):
            if relationship.reltype in {RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL}:
                del self.package.rels[number]
        place = PackURI("/docProps/core.xml")
        part = Part(place, CONTENT_TYPE.OPC_CORE_PROPERTIES, properties, self.package)
        self.package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        made = BytesIO()
        self.package.save(made)
        return zipped({one.filename: data for one, data in _entries(made)})

    def _known_styles(self) -> dict[str, str]:
        return {
            one.find(name("w:name")).get(name("w:val")).lower(): one.get(name("w:styleId"))
            for one in self.part.styles.element.iterchildren(name("w:style"))
            if one.find(name("w:name")) is not None
        }

    def _add_missing_styles(self) -> None:
        root = self.part.styles.element
        ours = filled("styles", self.look)
        names = {
            one.get(name("w:styleId")): one.find(name("w:name")).get(name("w:val")).lower()
            for one in ours.iterchildren(name("w:style"))
        }
        taken = set(self._styles.values())
        missing = [
            one
            for one in ours.iterchildren(name("w:style"))
            if names[one.get(name("w:styleId"))] not in self._styles
        ]
        for one in missing:
            own = one.get(name("w:styleId"))
            self._styles[names[own]] = own if own not in taken else f"{own}OfReport"
        for one in missing:
            one.set(name("w:styleId"), self._styles[names[one.get(name("w:styleId"))]])
            one.attrib.pop(name("w:default"), None)
            for tag in ("w:basedOn", "w:next"):
                for other in one.findall(name(tag)):
                    other.set(name("w:val"), self._styles[names[other.get(name("w:val"))]])
            for numbered in one.iter(name("w:numPr")):
                numbered.getparent().remove(numbered)
            root.append(one)

    def _in_style(self, called: str) -> bool:
        return self._number_in_style(called) is not None

    def _number_in_style(self, called: str) -> int | None:
        for one in self.part.styles.element.iterchildren(name("w:style")):
            if one.get(name("w:styleId")) == self._styles[called]:
                found = one.find("/".join(name(tag) for tag in ("w:pPr", "w:numPr", "w:numId")))
                return None if found is None else int(found.get(name("w:val")))
        return None

    def _list_of(self, called: str) -> int:
        """Return the list of a style, or one of ours put into the file."""
        said = self._number_in_style(called)
        if said is not None and self._abstract(said) is not None:
            return said
        root = self._numbering()
        ours = filled("numbering", self.look)
        wanted = "bullet" if called == "list bullet" else "decimal"
        kind = next(one for one in ours.iter(name("w:abstractNum")) if wanted in _formats(one))
        number, made = self._next("w:abstractNum", "w:abstractNumId"), self._next("w:num", "w:numId")
        kind.set(name("w:abstractNumId"), str(number))
        first = root.find(name("w:num"))
        root.insert(len(root) if first is None else root.index(first), kind)
        root.append(element("w:num", {"numId": made}, value("w:abstractNumId", number)))
        return made

    def _numbering(self) -> Markup:
        for relationship in self.part.rels.values():
            if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
                return _root(relationship.target_part)
        place = PackURI("/word/numbering.xml")
        empty = in_bytes(wrapped("w:numbering", ["w"]))
        made = XmlPart.load(place, CONTENT_TYPE.WML_NUMBERING, empty, self.package)
        self.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return _root(made)

    def _next(self, tag: str, key: str) -> int:
        return (
            max((int(one.get(name(key))) for one in self._numbering().iterchildren(name(tag))), default=0) + 1
        )

    def _abstract(self, number: int) -> int | None:
        for one in self._numbering().iterchildren(name("w:num")):
            if int(one.get(name("w:numId"))) == number:
                return int(one.find(name("w:abstractNumId")).get(name("w:val")))
        return None


def _root(part: Part) -> Markup:
    """Return the root element of a part that python-docx keeps as elements."""
    if not isinstance(part, XmlPart):
        raise TypeError(f"{part.partname} is not kept as elements")
    return part.element


def _formats(kind: Markup) -> set[str]:
    return {one.get(name("w:val")) for one in kind.iter(name("w:numFmt"))}


def _entries(archive: BytesIO) -> list[tuple[ZipInfo, bytes]]:
    with ZipFile(archive) as package:
        return [(one, package.read(one)) for one in package.infolist()]
