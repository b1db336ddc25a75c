"""A result without names: what may be shown to others or kept as an example."""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from advisor.assessment import Assessment

COMPANY = "The company"
RESPONDENT = "the respondent"

_LEGAL_FORM = re.compile(
    r"(?i)[\s,]+(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|co|company|gmbh|ag|kg|ug|se"
    r"|s\.?a\.?s?|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|a/s|aps|oy|as|pty)\.?$"
)
_SHORTEST_PART = 3
"""Letters of a part of a person's name that is taken for the person in a note."""

_SHORTEST_WORD = 4
"""Letters of a first word that is taken for the client in a note; a short one is too often another word."""

_ORDINARY = "ordinary_words.txt"
"""Words that a name may begin with and that a note says of other things; not all of them, which is why
whoever hands out free text reads it first."""


def without_names(assessment: Assessment) -> Assessment:
    """Return the same result with the client's name as "The company", and nobody named in it.

    In notes the names go too, as whole words in any case: the client's, with or without its legal form,
    and each part of the respondent's. So do the first words of the client's name, as written or all in
    capitals, as long as they are no ordinary words. Other names in notes stay. Doing it twice changes
    nothing.
    """
    case = assessment.case
    if (case.name, case.respondent) == (COMPANY, ""):
        return assessment
    notes = tuple(replace(note, text=_nameless(note.text, case.name, case.respondent)) for note in case.notes)
    return replace(assessment, case=replace(case, name=COMPANY, respondent="", notes=notes))


def _nameless(text: str, client: str, respondent: str) -> str:
    shorter = client
    while _LEGAL_FORM.search(shorter):
        shorter = _LEGAL_FORM.sub("", shorter)
    shorter = client if shorter.casefold() == "the" else shorter
    people = [respondent, *(part for part in respondent.split() if len(part) >= _SHORTEST_PART)]
    for names, said in (([client, shorter], COMPANY), (people, RESPONDENT)):
        for name in names:
            if name:
                text = _whole(name).sub(said, text)
    for name in _beginnings(shorter):
        text = re.sub(f"{_words(name)}|{_words(name.upper())}", COMPANY, text)
    return text


def _beginnings(name: str) -> list[str]:
    """Return the first words of a name that may stand for all of it, many words before few.

    One word has to be no ordinary one; of several, one of them.
    """
    words = [word.rstrip(",;:") for word in name.split()]
    if words and words[0].casefold() == "the":
        words = words[1:]
    found = []
    for count in range(len(words) - 1, 0, -1):
        part = words[:count]
        if part[-1].isalpha() or count == 1:
            telling = [word for word in part if len(word) >= _SHORTEST_WORD and not _is_ordinary(word)]
            found += [" ".join(part)] if telling and part[0][:1].isupper() else []
    return found


def _is_ordinary(word: str) -> bool:
    """Say whether a word, as it stands or in the plural, is one that notes say of other things."""
    bare = re.sub(r"['’]s?$", "", word.casefold()).strip(".,;:!&+-")
    return not _ordinary_words().isdisjoint({bare, bare.removesuffix("s")})


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset((files("advisor.report") / _ORDINARY).read_text("utf-8").split())


def _whole(name: str) -> re.Pattern[str]:
    """Match a name as whole words, in any case."""
    return re.compile(_words(name), re.IGNORECASE)


def _words(name: str) -> str:
    """Return what matches a name as whole words, however its blanks are written."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)"
