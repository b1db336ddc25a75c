"""Elements of Office's markup. Text that goes in comes out as that text and nothing else."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from lxml.etree import Element, _Element, tostring

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Markup: TypeAlias = _Element
"""One element with all below it."""


def element(
    tag: str, attributes: Mapping[str, str | float] | None = None, /, *children: Markup, text: str = ""
) -> Markup:
    """Make an element; `tag` is "prefix:name", and attributes of a "w:" element need no prefix.

    What XML cannot hold (control characters, lone surrogates) is left out of texts.
    """
    prefix = tag.partition(":")[0]
    made = Element(name(tag), nsmap={prefix: SPACES[prefix]})
    for key, said in (attributes or {}).items():
        full = f"w:{key}" if prefix == "w" and ":" not in key else key
        made.set(name(full), fit(str(said)))
    if text:
        made.text = fit(text)
        if text != text.strip() and prefix == "w":
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.extend(children)
    return made


def name(tag: str) -> str:
    """Return the full name of "prefix:name"."""
    prefix, _, local = tag.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if local else tag


def fit(text: str) -> str:
    """Return the text without what no XML file can hold."""
    return _UNFIT.sub("", text)


def value(tag: str, said: str | float) -> Markup:
    """Make the kind of element that has one attribute, `val`."""
    return element(tag, {"val": said})


def in_bytes(root: Markup) -> bytes:
    """Return a whole part of a package."""
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def wrapped(tag: str, spaces: Iterable[str], *children: Markup) -> Markup:
    """Make an element that declares several name spaces at once, as the root of a part does."""
    made = Element(name(tag), nsmap={prefix: SPACES[prefix] for prefix in spaces})
    made.extend(children)
    return made
