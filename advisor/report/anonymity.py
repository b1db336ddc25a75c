"""A result without names: what may be shown to others or kept as an example."""

import re
from dataclasses import replace

from advisor.assessment import Assessment

COMPANY = "The company"
RESPONDENT = "the respondent"

_LEGAL_FORM = re.compile(
    r"(?i)[\s,]+(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|co|company|gmbh|ag|kg|ug|se"
    r"|s\.?a\.?s?|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|a/s|aps|oy|as|pty)\.?$"
)
_SHORTEST_PART = 3
"""Letters of a part of a person's name that is taken for the person in a note."""


def without_names(assessment: Assessment) -> Assessment:
    """Return the same result with the client's name as "The company", and nobody named in it.

    In notes the names go too: the client's, with or without its legal form, and each part of the
    respondent's, as whole words in any case. Other names in notes stay. Doing it twice changes nothing.
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
    return text


def _whole(name: str) -> re.Pattern[str]:
    """Match a name as whole words, however its blanks are written."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
