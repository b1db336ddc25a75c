"""An empty document of our own: the few parts that Word needs, with the report's styles."""

from importlib.resources import files

from lxml.etree import fromstring

from advisor.report.word.archive import content_types, relationships, zipped
from advisor.report.word.fitting import FITS, Fit
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
LEAST = 15
"""Half points below which no type is made smaller."""


def empty(look: Look, paper: str, fit: Fit) -> bytes:
    """Return the package; `fit` makes type and the space between paragraphs smaller."""
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
    parts = {f"word/{part}.xml": in_bytes(filled(part, look, fit)) for part in PARTS}
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


def filled(part: str, look: Look, fit: Fit = FITS[0]) -> Markup:
    """Return one of our own parts with the look's colours and measures in it."""
    root = fromstring((files("advisor.report.word") / "parts" / f"{part}.xml").read_bytes())
    for one in root.iter():
        for key, said in one.attrib.items():
            if said in look.words:
                one.set(key, look.words[said])
    for tag, keys, share in (
        ("w:sz", ("w:val",), fit.type),
        ("w:szCs", ("w:val",), fit.type),
        ("w:spacing", ("w:before", "w:after"), fit.type * fit.air),
    ):
        for one in root.iter(name(tag)):
            for key in keys:
                said = one.get(name(key))
                if said and share < 1:
                    least = min(LEAST, int(said)) if tag != "w:spacing" else 0
                    one.set(name(key), str(max(least, round(int(said) * share))))
    return root
