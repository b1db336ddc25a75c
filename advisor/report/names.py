"""Names and addresses in free text, and the plain words that stand for them where nobody is to be named."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

SAID = {
    "mail": ("an e-mail address", "e-mail address", "e-mail addresses"),
    "web": ("a web address", "web address", "web addresses"),
    "account": ("an account name", "account name", "account names"),
    "phone": ("a telephone number", "telephone number", "telephone numbers"),
    "client": ("the company", "name of the client", "names of the client"),
    "titled": ("somebody", "name behind a title", "names behind a title"),
    "person": ("the respondent", "name of the respondent", "names of the respondent"),
}
"""By kind: what stands for it in a text, and what one and several of the kind are called."""

_ORDINARY = "ordinary_words.txt"
"""Words that a name may hold and that a note says of other things; not all of them, which is why
whoever hands out free text reads it first."""

_SHORTEST = 3
"""Letters of a word that is taken for a name by itself; a shorter one is too often another word."""

_LONG = 8
"""Letters of a name from which on it is known although its words are written as one."""

_ALSO_WORDS = frozenset({
    "april", "art", "august", "bill", "bob", "chase", "dean", "drew", "frank", "gene", "grant", "guy",
    "hazel", "iris", "jack", "jay", "jean", "joy", "june", "king", "lance", "mark", "may", "nick", "page",
    "pat", "penny", "pierce", "rich", "rob", "rose", "roy", "ruby", "rusty", "sally", "sandy", "skip",
    "sue", "wade", "ward", "will",
})  # fmt: skip
"""First and last names that are words too: taken for a person only as a name is written."""

_LEGAL_FORM = re.compile(
    r"(?i)[\s,]+(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|co|company|gmbh|ag|kg|ug|se"
    r"|s\.?a\.?s?|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|a/s|aps|oy|as|pty|e\.?\s?k|e\.?\s?v|ohg|gbr"
    r"|&\s*co|mbh|株式会社|有限会社)\.?$"
    r"|^(?:株式会社|有限会社|合同会社|شركة|ООО|ЗАО|ОАО|ПАО|АО|ИП)\s*"
)
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})

_UPPER = "[^\\W\\d_a-zß-öø-ÿ]"
_TITLES = (
    "Mr", "Mrs", "Ms", "Mx", "Miss", "Dr", "Prof", "Professor", "Herr", "Herrn", "Frau", "Monsieur", "Madame",
    "Mme", "Mlle", "Señor", "Señora", "Signor", "Signora", "Dhr", "Mevr",
)  # fmt: skip
_TITLE = f"(?:{'|'.join([*_TITLES, *(title.upper() for title in _TITLES)])})"
_PARTICLES = r"(?:(?:von|van|vom|de|der|den|di|da|la|le|zu|del|della|ten|ter)[ \u00a0]+)*"
_NAME = rf"{_UPPER}(?:\w|['’-](?!s\b)(?=\w))*"
_GAP = "[ \u00a0]+"
_TITLED = rf"\b(?:{_TITLE}\.?{_GAP})+{_PARTICLES}(?:{_UPPER}\.{_GAP}?)*{_NAME}(?:{_GAP}{_NAME}){{0,2}}"

_MAIL = r"(?<![\w.+'’-])(?:mailto:)?[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+"
_ENDINGS = (
    "com|org|net|info|biz|eu|app|dev|shop|store|online|site|tech|agency|gmbh|swiss|berlin|hamburg|wien|koeln|bayern|"
    "cafe|restaurant|bakery|company|group|services|email|[a-z]{2}"
)
_WEB = (
    r"(?:https?|ftp)://[^\s<>\"”»]*[\w/]|\bwww\.[^\s<>\"”»]*[\w/]"
    rf"|(?<![\w.-])(?=[\w-]*[^\W\d_])[\w-]{{2,}}(?:\.[\w-]{{2,}})*\.(?:{_ENDINGS})\b(?:/[^\s<>\"”»]*[\w/])?"
)
_ACCOUNT = r"(?<![\w@])@\w[\w.]*\w"
_DAY = r"(?!\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b)"
_PHONE = rf"(?<![\w.,]){_DAY}(?:\+|\(?0)\d[\d \u00a0()/-]{{6,}}\d(?!\w)"


class Names:
    """The names of one case: whatever in a text tells whose it is, as far as it can be known.

    The client's name in any case, with and without its legal form, and its words as written or in
    capitals unless they are ordinary ones; the respondent's name and each part of it; names behind a
    title; e-mail and web addresses, account names and telephone numbers.
    """

    def __init__(self, client: str, respondent: str) -> None:
        self._client_words = frozenset(word.casefold() for word in _telling(_bare(client)))
        self._person_words = frozenset(word.casefold() for word in _tokens_of_person(respondent))
        kinds = {
            "mail": _MAIL,
            "web": _WEB,
            "account": _ACCOUNT,
            "phone": _PHONE,
            "client": "|".join(_whole_names(client)),
            "titled": "|".join([_TITLED, *_titled_small(self._client_words | self._person_words)]),
            "person": "|".join(_people(respondent)),
            "part": _repeated("|".join(_runs(_bare(client)))),
        }
        self._found = re.compile("|".join(f"(?P<{kind}>{found})" for kind, found in kinds.items() if found))

    def taken_out_of(self, text: str, replaced: "Counter[str]") -> str:
        """Return a text with plain words where a name or an address stood, counting each by its kind."""

        def said(found: re.Match[str]) -> str:
            kind = found.lastgroup or ""
            kind = "client" if kind == "part" else kind
            words = SAID[kind][0]
            if kind == "titled":
                words = self._behind_a_title(found[0])
            replaced[kind] += 1
            before = text[: found.start()]
            ends = r"(?:^|\n|[.!?]\s+)$" if kind in {"client", "titled", "person"} else r"(?:^|\n)$"
            return words[0].upper() + words[1:] if re.search(ends, before) else words

        return self._found.sub(said, text)

    def _behind_a_title(self, found: str) -> str:
        words = {_POSSESSIVE.sub("", word).casefold() for word in _TOKENS.findall(found)}
        if words & self._person_words:
            return SAID["person"][0]
        return "somebody at the company" if words & self._client_words else SAID["titled"][0]


def told(replaced: "Counter[str]") -> str:
    """Say what was replaced and how often, most telling first; nothing for nothing."""
    parts = [
        f"{replaced[kind]} {one if replaced[kind] == 1 else many}"
        for kind, (_, one, many) in SAID.items()
        if replaced[kind]
    ]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _bare(client: str) -> str:
    """Return a client's name without its legal form."""
    bare = client
    while _LEGAL_FORM.search(bare):
        bare = _LEGAL_FORM.sub("", bare)
    return bare if bare.strip() and bare.casefold() != "the" else client


def _whole_names(client: str) -> Iterator[str]:
    """Yield what matches the client's name, with and without its legal form, in any case."""
    for name in dict.fromkeys((client, _bare(client))):
        tokens = _TOKENS.findall(name)
        for spelled in _spellings(tokens):
            yield f"(?i:{_bounded(_joined(spelled), name)})"
            one = "".join(spelled)
            if len(one) >= _LONG and _telling(name):
                yield f"(?i:{_bounded(re.escape(one), name)})"


def _runs(bare: str) -> Iterator[str]:
    """Yield what matches neighbouring words of a name, and each telling one, as written or in capitals."""
    tokens = _TOKENS.findall(bare)
    telling = set(_telling(bare))
    for length in range(len(tokens) - 1, 1, -1):
        for start in range(len(tokens) - length + 1):
            run = tokens[start : start + length]
            if telling.intersection(_POSSESSIVE.sub("", word) for word in run) and not run[0].islower():
                yield from _as_written(run)
    for word in sorted(telling, key=lambda word: (-len(word), word)):
        yield from _as_written([word])


def _as_written(tokens: list[str]) -> Iterator[str]:
    for spelled in _spellings(tokens):
        for words in (spelled, [word.upper() for word in spelled]):
            yield _bounded(_joined(words), words[0])


def _people(respondent: str) -> Iterator[str]:
    """Yield what matches a person's name, and each part of it."""
    tokens = _tokens_of_person(respondent)
    for spelled in _spellings(tokens):
        yield f"(?i:{_bounded(_joined(spelled), respondent)})"
    for part in _parts(respondent):
        if part.casefold() in _ALSO_WORDS:
            yield from _as_written([part])
        else:
            for spelled in _spellings([part]):
                yield f"(?i:{_bounded(_joined(spelled), part)})"


def _tokens_of_person(respondent: str) -> list[str]:
    """Return the words of a person's name; none for what somebody is ("The owner")."""
    tokens = _TOKENS.findall(respondent)
    return [] if tokens and tokens[0].casefold() == "the" else tokens


def _parts(respondent: str) -> list[str]:
    """Return the parts of a person's name that are taken for the person."""
    found = [word for word in _tokens_of_person(respondent) if len(word) >= _SHORTEST]
    return [word for word in found if word.casefold() in _ALSO_WORDS or not _is_ordinary(word)]


def _titled_small(words: Iterable[str]) -> Iterator[str]:
    """Yield what matches a title before a known name, typed in small letters."""
    known = "|".join(re.escape(word) for word in sorted(words))
    if known:
        yield rf"(?i:\b(?:{_TITLE}\.?{_GAP})+(?:{known})\b)"


def _telling(name: str) -> list[str]:
    """Return the words of a name that stand for all of it: no ordinary ones, and two letters in capitals."""
    found = []
    for token in _TOKENS.findall(name):
        word = _POSSESSIVE.sub("", token)
        caseless = not word[:1].islower() and not word[:1].isupper() and word[:1].isalpha()
        enough = len(word) >= _SHORTEST or (len(word) == 2 and (word.isupper() or caseless))
        if enough and (word[0].isupper() or caseless) and not _is_ordinary(word):
            found.append(word)
    return list(dict.fromkeys(found))


def _is_ordinary(word: str) -> bool:
    """Say whether a word, as it stands or in the plural, is one that notes say of other things."""
    bare = _POSSESSIVE.sub("", word.casefold())
    return not _ordinary_words().isdisjoint({bare, bare.removesuffix("s")})


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset((files("advisor.report") / _ORDINARY).read_text("utf-8").split())


def _spellings(tokens: list[str]) -> Iterator[list[str]]:
    """Yield words as written, with "ae" for "ä", and without marks on letters; each spelling once."""
    ways = (tokens, [token.translate(_SPELLED) for token in tokens], [_unmarked(token) for token in tokens])
    for way in dict.fromkeys(map(tuple, ways)):
        if way:
            yield list(way)


def _unmarked(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not "\u0300" <= part <= "\u036f"))


def _joined(words: list[str]) -> str:
    """Return what matches words in a row, whatever blanks, hyphens and signs are between them."""
    return r"[\W_]{1,3}".join(re.sub("['’]", "['’]", re.escape(word)) for word in words)


def _repeated(found: str) -> str:
    """Return what matches a thing once or several times in a row."""
    return rf"(?:{found})(?:[ \u00a0&+-]{{1,3}}(?:{found}))*" if found else ""


def _bounded(found: str, name: str) -> str:
    """Hold a match to whole words, with a final "s" or none, in scripts that set words apart."""
    if any(
        unicodedata.east_asian_width(character) in "WF" or "\u0e00" <= character <= "\u0eff"
        for character in name
    ):
        return found
    return rf"(?<![^\W_]){found}s?(?![^\W_])"
