"""The axes of native charts."""

from advisor.report.word.look import Look
from advisor.report.word.markup import Markup, element, value
from advisor.report.word.strokes import letters, solid, stroke


def lying(look: Look, most: int, step: float, style: str) -> list[Markup]:
    """Return the axes of bars that lie: the scale from 0 to `most` on top, below it the first category.

    `step` is how far its lines are apart, 0 for what Word finds; `style` is how Excel writes its numbers.
    """
    unit = [value("c:majorUnit", step)] if step else []
    scale = _scale(look, "t", most, "", style)
    scale.extend(unit)
    return [_categories(look, "l", "maxMin", "low"), scale]


def bare(look: Look, most: int) -> list[Markup]:
    """Return the axes of bars that lie and have all their numbers beside them: no scale is shown."""
    scale = _scale(look, "t", most, "", "0", shown=False)
    return [_categories(look, "l", "maxMin", "low"), scale]


def upright(look: Look, most: int, title: str, style: str) -> list[Markup]:
    """Return the axes of a line over categories, with room above the highest point."""
    return [
        _categories(look, "b", "minMax", "nextTo"),
        _scale(look, "l", _round_above(most), title, style),
    ]


def _categories(look: Look, side: str, order: str, labels: str) -> Markup:
    return element(
        "c:catAx",
        None,
        value("c:axId", 1),
        element("c:scaling", None, value("c:orientation", order)),
        value("c:delete", 0),
        value("c:axPos", side),
        element("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        value("c:majorTickMark", "none"),
        value("c:minorTickMark", "none"),
        value("c:tickLblPos", labels),
        stroke(look.muted, 9525),
        letters(look.ink, 900),
        value("c:crossAx", 2),
        value("c:crosses", "autoZero"),
        value("c:auto", 1),
        value("c:lblAlgn", "ctr"),
        value("c:lblOffset", 100),
        value("c:noMultiLvlLbl", 0),
    )


def _scale(look: Look, side: str, most: int, title: str, style: str, *, shown: bool = True) -> Markup:
    lines = [element("c:majorGridlines", None, stroke(look.line, 6350))] if shown else []
    bounds = [value("c:orientation", "minMax"), value("c:max", most), value("c:min", 0)]
    return element(
        "c:valAx",
        None,
        value("c:axId", 2),
        element("c:scaling", None, *bounds),
        value("c:delete", int(not shown)),
        value("c:axPos", side),
        *lines,
        *_titled(title, look),
        element("c:numFmt", {"formatCode": style, "sourceLinked": 0}),
        value("c:majorTickMark", "none"),
        value("c:minorTickMark", "none"),
        value("c:tickLblPos", "nextTo"),
        element("c:spPr", None, element("a:ln", None, element("a:noFill"))),
        letters(look.muted, 800),
        value("c:crossAx", 1),
        value("c:crosses", "autoZero"),
        value("c:crossBetween", "between"),
    )


def _titled(text: str, look: Look) -> list[Markup]:
    if not text:
        return []
    letters = element("a:rPr", {"lang": look.language, "sz": 800, "b": 0}, solid(look.muted))
    line = element("a:p", None, element("a:r", None, letters, element("a:t", text=text)))
    rich = element("c:rich", None, element("a:bodyPr"), element("a:lstStyle"), line)
    return [element("c:title", None, element("c:tx", None, rich), value("c:overlay", 0))]


def _round_above(most: int) -> int:
    """Return a number with room for labels above the highest point: 1, 2 or 5 times a power of ten apart."""
    wanted = most * 1.15
    power = 1
    while power * 10 <= wanted:
        power *= 10
    step = next(power * part // 10 or 1 for part in (2, 5, 10, 20) if wanted / (power * part / 10) <= 8)
    return int(-(-wanted // step) * step)
