"""The one gate for text that comes from a person: names, notes, and whatever a message quotes.

Files are held to `check`, which refuses; prompts use `clean`, which takes out. What passes is the
same either way: NFC, no control or direction-changing characters, nothing that shows as nothing,
and at most four marks on a letter. Every script and every emoji is welcome.
"""

import re
import unicodedata

NAME_LIMIT = 120
FREE_TEXT_LIMIT = 4000
"""Characters, counted after normalising."""

SHOWN_LIMIT = 40
"""Characters of foreign text that a message quotes at most."""

MOST_MARKS = 4
"""Combining marks in a row; Hebrew with vowels and accents needs up to four."""

PATH_LIMIT = 200
"""Characters of a path that a message tells at most: of a longer one, its end."""

_BREAKS = re.compile("\r\n|[\n\r\u2028\u2029]")
_ESCAPE_SEQUENCES = re.compile(
    # colours and cursor movements
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    # links, titles, the clipboard
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
_UNFIT = re.compile(
    "(?P<control>[\x00-\x1f\x7f-\x9f\u2028\u2029])"
    "|(?P<direction>[\u202a-\u202e\u2066-\u206f])"
    "|(?P<broken>[\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff])"
)
_TAGS = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|(?P<stray>[\U000e0000-\U000e007f])"
)
_LEFTOVERS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"))
"""Traces of typesetting that show nothing; two names must not differ by them alone."""

_SHOWS_NOTHING = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters and symbols, by their class, that are drawn as a blank."""

_DEVICES = {"con", "prn", "aux", "nul", "conin", "conout"} | {
    f"{d}{n}" for d in ("com", "lpt") for n in range(10)
}
_SLUG_LIMIT = 40
_BARE_LETTERS: dict[int, str] = str.maketrans({
    **dict.fromkeys("'’‘ʼʹ`´", ""),
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
})  # fmt: skip
"""Letters that do not come apart into a plain one and a mark; and signs within a word."""

_INITIALS = re.compile(r"(?<![a-z0-9])([a-z])\.(?=[a-z](?![a-z0-9]))")
"""Dots between single letters ("s.a.s.")."""


def check(text: str, limit: int, *, lines: bool = False) -> str:
    """Return text from a file as it will be kept: NFC, without blanks at either end.

    `lines` allows line breaks. Raises ValueError with the rest of a sentence ("is longer than 120
    characters") for text that is empty, too long, or holds what cannot be kept.
    """
    if len(text) > 4 * limit:  # before normalising, which takes quadratic time on heaps of marks
        raise ValueError(f"is longer than {limit:,} characters")
    if text.isascii() and text.isprintable() and 0 < len(text.strip()) <= limit:
        return text.strip()  # most text is plain, and lists read thousands of files
    text = _one_kind_of_break(text) if lines else text
    found = _unfit(text, lines=lines)
    if found:
        raise ValueError(found)
    text = _normalise(text)
    if _piled(text) is not None:
        raise ValueError(f"has more than {MOST_MARKS} marks on one letter")
    if _is_blank(text):
        raise ValueError("is empty")
    if len(text) > limit:
        raise ValueError(f"is longer than {limit:,} characters (it has {len(text):,})")
    return text


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """Return typed or pasted text with everything taken out that `check` would refuse; never raises.

    Line breaks become spaces unless `lines` allows them. Text past the limit is cut, and ends in
    "…" then. The result may be empty.
    """
    text = _ESCAPE_SEQUENCES.sub("", text[: 4 * limit])
    text = _one_kind_of_break(text) if lines else _BREAKS.sub(" ", text).replace("\t", " ")
    text = _UNFIT.sub(lambda found: "\n" if lines and found[0] == "\n" else "", text)
    text = _TAGS.sub(lambda found: found["flag"] or "", text)
    text = _normalise(_without_piles(text))
    text = _normalise(_without_piles(text))  # a letter may come apart into its marks when normalised
    if _is_blank(text):
        return ""
    return text if len(text) <= limit else _cut(text, limit)


def shown(text: str) -> str:
    """Quote foreign text for a message: at most 40 characters, and nothing in it can act on a screen."""
    quoted = ""
    marks = 0
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        plain = character.isprintable() and marks <= MOST_MARKS
        part = character if plain else character.encode("unicode_escape").decode("ascii")
        if len(quoted) + len(part) > SHOWN_LIMIT:
            return f"'{quoted[: SHOWN_LIMIT - 1]}…'"
        quoted += part
    return f"'{quoted}'"


def harmless(line: str) -> str:
    """Return a line for a screen with everything in it escaped that is not seen, or could act there."""
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)


def shown_path(path: str) -> str:
    """Return a path for a message; a long one loses its beginning, since its end tells it from others."""
    plain = harmless(path)
    return plain if len(plain) <= PATH_LIMIT else f"…{plain[1 - PATH_LIMIT :]}"


def slug(name: str) -> str:
    """Return a short form of a name that is a safe part of a file name everywhere, or nothing.

    Lower-case ASCII letters, digits and single hyphens, at most 40; never a device name. What belongs
    to one word stays one ("Ruth's", "S.A.S.").
    """
    small = name[: 4 * NAME_LIMIT].casefold().translate(_BARE_LETTERS)
    bare = unicodedata.normalize("NFKD", small).encode("ascii", "ignore").decode("ascii")
    bare = _INITIALS.sub(r"\1", bare)
    short = re.sub("[^a-z0-9]+", "-", bare).strip("-")
    if len(short) > _SLUG_LIMIT:
        whole = short[: _SLUG_LIMIT + 1].rpartition("-")[0]
        short = whole if len(whole) > _SLUG_LIMIT // 2 else short[:_SLUG_LIMIT].strip("-")
    return f"client-{short}" if short in _DEVICES else short


def _one_kind_of_break(text: str) -> str:
    return _BREAKS.sub("\n", text).replace("\t", " ")


def _unfit(text: str, *, lines: bool) -> str:
    for found in _UNFIT.finditer(text):
        if lines and found[0] == "\n":
            continue
        code = f"U+{ord(found[0]):04X}"
        if found["control"]:
            return f"holds a control character ({code})" if found[0] != "\n" else "holds a line break"
        if found["direction"]:
            return f"holds a character that changes the direction of reading ({code})"
        return f"holds a broken character ({code})"
    if any(found["stray"] for found in _TAGS.finditer(text)):
        return "holds hidden characters"
    return ""


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_LEFTOVERS)).strip()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"}


def _piled(text: str) -> int | None:
    """Return where the first mark too many in a row stands."""
    if text.isascii():
        return None
    marks = 0
    for place, character in enumerate(text):
        marks = marks + 1 if _is_mark(character) else 0
        if marks > MOST_MARKS:
            return place
    return None


def _without_piles(text: str) -> str:
    if _piled(text) is None:
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _is_blank(text: str) -> bool:
    return all(
        character in _SHOWS_NOTHING or unicodedata.category(character) in {"Cf", "Mn", "Me", "Zs", "Cc"}
        for character in text
    )


def _cut(text: str, limit: int) -> str:
    end = limit - 1
    while end > 1 and (_is_mark(text[end]) or "\u200d" in text[end - 1 : end + 1]):
        end -= 1
    return text[:end].rstrip() + "…"
