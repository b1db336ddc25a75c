"""Strict reading of documents: UTF-8 only, every key once, no numbers that are none, 20 levels deep.

Raises ValueError with the rest of a sentence ("is nested deeper than 20 levels").
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

DEEPEST = 20

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TOML_PARTS = re.compile(
    r"#[^\n]*"
    r'|"""(?:\\.|[^\\]|\\\Z)*?(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:\\.|[^"\\\n])*"?'
    r"|'[^'\n]*'?",
    re.DOTALL,
)
"""Comments and texts, closed or not, in which dots mean nothing."""

_DEEP_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")


class DuplicateKeyError(ValueError):
    """A key stands twice in one table; `key` is that key."""

    def __init__(self, key: str) -> None:
        super().__init__("holds the same key twice")
        self.key = key


def decode(data: bytes) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark, with "\\n" for line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("is saved as UTF-16; save it as UTF-8")
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"is not saved as UTF-8: the first wrong byte (0x{data[error.start]:02x}) is on line {line}"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ValueError(f"is not a text file: there is a zero byte on line {line}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_json(text: str, number: Callable[[str], object] = float) -> object:
    """Parse JSON; `number` makes the values of numbers that are not whole.

    Raises json.JSONDecodeError for what is no JSON, DuplicateKeyError, and ValueError.
    """
    try:
        document: object = json.loads(
            text, parse_float=number, parse_constant=_refuse_constant, object_pairs_hook=_once_each
        )
    except RecursionError:
        raise ValueError(f"is nested deeper than {DEEPEST} levels") from None
    refuse_deep(document)
    return document


def exact(text: str) -> Decimal:
    """Return a decimal number as written; one past all bounds becomes infinite."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def refuse_deep(document: object) -> None:
    """Raise ValueError if tables and lists are nested deeper than 20 levels."""
    level: list[object] = [document]
    for _ in range(DEEPEST + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    if level:
        raise ValueError(f"is nested deeper than {DEEPEST} levels")


def refuse_deep_toml(text: str) -> None:
    """Raise ValueError if a dotted TOML key has more than 20 parts; to be called before parsing.

    Python's parser needs time and memory that grow with the square of the parts of a key: 64 KiB of
    "a.a.a" take gigabytes.
    """
    if _DEEP_KEY.search(_TOML_PARTS.sub(lambda part: "" if part[0][0] == "#" else "x", text)):
        raise ValueError(f"is nested deeper than {DEEPEST} levels")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table: dict[str, object] = {}
    for key, value in pairs:
        if key in table:
            raise DuplicateKeyError(key)
        table[key] = value
    return table


def _refuse_constant(word: str) -> object:
    raise ValueError(f"holds {word}, which is not a number")
