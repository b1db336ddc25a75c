"""An empty document of our own: the few parts that Word needs, with the report's styles."""

from importlib.resources import files

from lxml.etree import fromstring

from advisor.report.word.archive import content_types, relationships, zipped
from advisor.report.word.look import MARGIN, PAGES, Look
from advisor.report.word.markup import SPACES, Markup, element, in_bytes, name, wrapped

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "styles": f"{WORD}.styles+xml",
    "numbering": f"{WORD}.numbering+xml",
    "settings": f"{WORD}.settings+xml",
    "fontTable": f"{WORD}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
SCALABLE = ("w:sz", "w:szCs", "w:spacing")


def empty(look: Look, paper: str, scale: float) -> bytes:
    """Return the package; `scale` makes type and the space between paragraphs smaller."""
    width, height = PAGES[paper]
    margins = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
    section = element(
        "w:sectPr",
        None,
        element("w:pgSz", {"w": width, "h": height}),
        element("w:pgMar", margins | {"header": 567, "footer": 567, "gutter": 0}),
        element("w:titlePg"),
    )
    document = wrapped("w:document", SPACES, element("w:body", None, section))
    parts = {f"word/{part}.xml": in_bytes(filled(part, look, scale)) for part in PARTS}
    kinds = {f"word/{part}.xml": kind for part, kind in PARTS.items()}
    return zipped(
        {
            "[Content_Types].xml": content_types({"word/document.xml": f"{WORD}.document.main+xml", **kinds}),
            "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
            "word/document.xml": in_bytes(document),
            "word/_rels/document.xml.rels": relationships({part: f"{part}.xml" for part in PARTS}),
            **parts,
        }
    )


def filled(part: str, look: Look, scale: float = 1) -> Markup:
    """Return one of our own parts with the look's colours and measures in it."""
    root = fromstring((files("advisor.report.word") / "parts" / f"{part}.xml").read_bytes())
    for one in root.iter():
        for key, said in one.attrib.items():
            if said in look.words:
                one.set(key, look.words[said])
    if scale != 1:
        for tag in SCALABLE:
            for one in root.iter(name(tag)):
                for key in ("w:val", "w:before", "w:after"):
                    said = one.get(name(key))
                    if said:
                        one.set(name(key), str(round(int(said) * scale)))
    return root
