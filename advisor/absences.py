"""The words in which people say that there is no answer."""

from advisor.conditions import Absence

_UNKNOWN = {
    "?", "dk", "idk", "dont know", "i dont know", "do not know", "i do not know", "dunno", "no idea",
    "not sure", "im not sure", "i am not sure", "unsure", "unknown",
}  # fmt: skip
_NOT_APPLICABLE = {"na", "n/a", "n.a", "not applicable", "does not apply", "doesnt apply"}


def read_absence(typed: str) -> Absence | None:
    """Return what typed words say in place of an answer, if they do. "?" is "I don't know" here."""
    word = " ".join(typed.casefold().replace("-", " ").split()).rstrip(".!")
    word = word.translate({ord(mark): None for mark in "'\u2019\u02bc"})
    if word in _UNKNOWN:
        return Absence.DONT_KNOW
    return Absence.DOES_NOT_APPLY if word in _NOT_APPLICABLE else None
