"""Paragraphs and runs: scripts told apart, fields with their values filled in, bookmarks."""

import re
from itertools import groupby
from typing import Literal
from unicodedata import bidirectional, east_asian_width

from advisor.report.word.markup import Markup, element, value

Script = Literal["plain", "right-to-left", "east-asian"]

BREAK = re.compile("\r\n|[\r\n]")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_EMOJI_FROM = 0x1F000


def paragraph(
    style: str,
    *content: Markup,
    keep: bool = False,
    new_page: bool = False,
    numbering: int | None = None,
    right_to_left: bool = False,
    centred: bool = False,
    right: bool = False,
) -> Markup:
    """Make a paragraph in the style of that id; `keep` holds it on one page with what follows."""
    properties = [value("w:pStyle", style)]
    if keep:
        properties.append(element("w:keepNext"))
    if new_page:
        properties.append(element("w:pageBreakBefore"))
    if numbering is not None:
        properties.append(element("w:numPr", None, value("w:ilvl", 0), value("w:numId", numbering)))
    if right_to_left:
        properties.append(element("w:bidi"))
    if centred or right:
        properties.append(value("w:jc", "center" if centred else "right"))
    return element("w:p", None, element("w:pPr", None, *properties), *content)


def runs(text: str, style: str = "") -> list[Markup]:
    """Return the runs of a text: one for each script and line, so that Word orders and draws them right."""
    made = []
    for place, line in enumerate(BREAK.split(text)):
        if place:
            made.append(element("w:r", None, element("w:br")))
        made += [_run(script, part, style) for script, part in scripts(line)]
    return made


def _run(script: Script, text: str, style: str) -> Markup:
    properties = []
    if style:
        properties.append(value("w:rStyle", style))
    if script == "east-asian":
        properties.append(element("w:rFonts", {"hint": "eastAsia"}))
    if script == "right-to-left":
        properties.append(element("w:rtl"))
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", None, *properties))
    for place, part in enumerate(text.split("\t")):
        if place:
            made.append(element("w:tab"))
        if part:
            made.append(element("w:t", text=part))
    return made


def scripts(text: str) -> list[tuple[Script, str]]:
    """Split a line where its script changes; what stands between two words of one script stays with it."""
    if runs_right_to_left(text):
        return [("right-to-left", text)]
    kinds = [_script(character) for character in text]
    settled: list[Script] = []
    last: Script = "plain"
    for place, kind in enumerate(kinds):
        if kind is None:
            after = next((later for later in kinds[place:] if later), "plain")
            settled.append(last if after == last else "plain")
        else:
            settled.append(kind)
            last = kind
    pairs = zip(settled, text, strict=True)
    return [
        (script, "".join(character for _, character in group))
        for script, group in groupby(pairs, key=lambda pair: pair[0])
    ]


def _script(character: str) -> Script | None:
    if character.isascii():
        return "plain" if character.isalpha() else None
    direction = bidirectional(character)
    if direction in _RIGHT_TO_LEFT:
        return "right-to-left"
    if east_asian_width(character) in {"W", "F"} and ord(character) < _EMOJI_FROM:
        return "east-asian"
    return "plain" if direction == "L" else None


def runs_right_to_left(text: str) -> bool:
    """Tell whether every letter of the text is of a script written from right to left."""
    found = {_script(character) for character in text} - {None}
    return found == {"right-to-left"}


def field(instruction: str, shown: str, style: str = "") -> Markup:
    """Make a field that shows its value already; `instruction` is ours, never text from outside."""
    return element("w:fldSimple", {"instr": f" {instruction} "}, *runs(shown, style))


def field_mark(kind: Literal["begin", "separate", "end"]) -> Markup:
    """Make one mark of a field that spans several paragraphs."""
    return element("w:r", None, element("w:fldChar", {"fldCharType": kind}))


def instruction(text: str) -> Markup:
    """Make the instruction of such a field; it is ours, never text from outside."""
    return element("w:r", None, element("w:instrText", text=f" {text} "))


def bookmarked(name: str, number: int, content: list[Markup]) -> list[Markup]:
    """Put a bookmark around runs."""
    start = element("w:bookmarkStart", {"id": number, "name": name})
    return [start, *content, element("w:bookmarkEnd", {"id": number})]


def link(bookmark: str, content: list[Markup]) -> Markup:
    """Make a link to a bookmark of the same file."""
    return element("w:hyperlink", {"anchor": bookmark, "history": 1}, *content)
