"""Drawings made of Word's own shapes, whose text and places a person can change."""

from dataclasses import dataclass, field

from advisor.report.word.look import EMU_PER_POINT
from advisor.report.word.markup import SPACES, Markup, element, value, wrapped
from advisor.report.word.strokes import solid
from advisor.report.word.text import runs

GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
INSET = 25400
"""Two points between the edge of a box and its text, in the units of drawings."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with text in it, at places in points; without `fill` and `line` the text stands alone.

    `strong` sets the first line in bold, `on_fill` all of them, and in white."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    fill: str = ""
    line: str = ""
    pattern: str = ""
    on_fill: bool = False
    strong: bool = False
    shape: str = "rect"
    align: str = "center"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line between two points, level or upright."""

    left: float
    top: float
    right: float
    bottom: float
    colour: str
    thick: float = 0.75


@dataclass(slots=True)
class Drawing:
    """Shapes on an area of that many points."""

    width: float
    height: float
    shapes: list[Box | Stroke] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Styles:
    """The style of text in shapes, and the character styles for text on a fill and for the first line."""

    text: str
    on_fill: str
    strong: str


def group(drawing: Drawing, number: int, title: str, alternative: str, styles: Styles) -> Markup:
    """Return a run with the drawing in line with the text.

    Programs older than Word 2010 know no such shapes and show the alternative text.
    """
    extent = {"cx": _emu(drawing.width), "cy": _emu(drawing.height)}
    shapes = [
        _box(shape, number * 1000 + place, styles)
        if isinstance(shape, Box)
        else _stroke(shape, number * 1000 + place)
        for place, shape in enumerate(drawing.shapes, start=1)
    ]
    frame = element(
        "a:xfrm",
        None,
        element("a:off", {"x": 0, "y": 0}),
        element("a:ext", extent),
        element("a:chOff", {"x": 0, "y": 0}),
        element("a:chExt", extent),
    )
    properties = (element("wpg:cNvGrpSpPr"), element("wpg:grpSpPr", None, frame))
    data = element("a:graphicData", {"uri": GROUP}, element("wpg:wgp", None, *properties, *shapes))
    drawn = element("w:drawing", None, inline(extent, number, title, alternative, data))
    choice = element("mc:Choice", {"Requires": "wpg"}, drawn)
    fallback = element("mc:Fallback", None, element("w:t", text=alternative))
    return element("w:r", None, wrapped("mc:AlternateContent", SPACES, choice, fallback))


def inline(extent: dict[str, int], number: int, title: str, alternative: str, data: Markup) -> Markup:
    """Return what places a drawing in line with the text and says in words what it shows."""
    return element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", extent),
        element("wp:docPr", {"id": number, "name": title, "descr": alternative}),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", None, data),
    )


def _box(box: Box, number: int, styles: Styles) -> Markup:
    properties = element(
        "wps:spPr",
        None,
        _frame(box.left, box.top, box.width, box.height),
        element("a:prstGeom", {"prst": box.shape}, element("a:avLst")),
        _filling(box),
        element("a:ln", {"w": 9525}, solid(box.line) if box.line else element("a:noFill")),
    )
    parts: list[Markup] = []
    if box.lines:
        parts.append(element("wps:txbx", None, element("w:txbxContent", None, *_texts(box, styles))))
    inset = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), INSET)
    body: dict[str, str | int] = {"wrap": "square", **inset, "anchor": "ctr", "anchorCtr": 0}
    return element(
        "wps:wsp",
        None,
        element("wps:cNvPr", {"id": number, "name": f"Shape {number}"}),
        element("wps:cNvSpPr"),
        properties,
        *parts,
        element("wps:bodyPr", body, element("a:noAutofit")),
    )


def _texts(box: Box, styles: Styles) -> list[Markup]:
    made = []
    for place, text in enumerate(box.lines):
        style = styles.on_fill if box.on_fill else styles.strong if box.strong and not place else ""
        properties = element("w:pPr", None, value("w:pStyle", styles.text))
        if box.align != "center":
            properties.append(value("w:jc", box.align))
        made.append(element("w:p", None, properties, *runs(text, style)))
    return made


def _stroke(stroke: Stroke, number: int) -> Markup:
    return element(
        "wps:wsp",
        None,
        element("wps:cNvPr", {"id": number, "name": f"Line {number}"}),
        element("wps:cNvCnPr"),
        element(
            "wps:spPr",
            None,
            _frame(stroke.left, stroke.top, stroke.right - stroke.left, stroke.bottom - stroke.top),
            element("a:prstGeom", {"prst": "line"}, element("a:avLst")),
            element("a:ln", {"w": round(stroke.thick * EMU_PER_POINT)}, solid(stroke.colour)),
        ),
        element("wps:bodyPr"),
    )


def _frame(left: float, top: float, width: float, height: float) -> Markup:
    return element(
        "a:xfrm",
        None,
        element("a:off", {"x": _emu(left), "y": _emu(top)}),
        element("a:ext", {"cx": _emu(width), "cy": _emu(height)}),
    )


def _filling(box: Box) -> Markup:
    if not box.fill:
        return element("a:noFill")
    if not box.pattern:
        return solid(box.fill)
    front = element("a:fgClr", None, value("a:srgbClr", box.fill))
    back = element("a:bgClr", None, value("a:srgbClr", "FFFFFF"))
    return element("a:pattFill", {"prst": box.pattern}, front, back)


def _emu(points: float) -> int:
    return max(round(points * EMU_PER_POINT), 0)
