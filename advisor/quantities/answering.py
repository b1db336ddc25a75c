"""A typed number held against the question it answers: the same at a prompt and on the command line."""

import re
from typing import TYPE_CHECKING

from advisor.quantities.numbers import Reading, read_number

if TYPE_CHECKING:
    from advisor.rulebook import Fact

LEAST_SUM = 1000
"""What a sum without money or size comes to at least; fewer were probably meant in thousands or millions."""
SHORT_SUM = 6
"""Characters up to which a sum with a point in it was probably meant in millions or thousands."""

_NONE = {"none", "no", "nobody", "no one", "noone", "nothing", "zero", "nil", "nought"}
_SHARES = {
    "half": 50, "½": 50, "quarter": 25, "¼": 25, "third": 33, "⅓": 33, "two thirds": 67, "⅔": 67,
    "three quarters": 75, "¾": 75,
}  # fmt: skip
"""Words for a part of the whole, in percent."""
_ABOUT = re.compile(r"(?:(?:about|around|roughly|nearly|almost)\s+)?(?:(?:an?|one)\s+)?")


def read_for(fact: "Fact", typed: str) -> Reading:
    """Read the number that answers a question. Words count too: "none", and "half" for a percent.

    Raises ValueError with a sentence on what to type.
    """
    word = " ".join(typed.casefold().replace("-", " ").split()).rstrip(".!")
    share = _SHARES.get(word[_about(word) :]) if fact.unit == "percent" else None
    if word in _NONE:
        reading = Reading(0, "= 0")
    elif share is not None:
        reading = Reading(share, f"= {share}", unit="percent")
    else:
        reading = _read(fact, typed)
    if reading.currencies and not fact.money:
        raise ValueError("This is not a sum of money. Give the number alone.")
    if not fact.least <= reading.value <= fact.most:
        raise ValueError(f"Type a number from {fact.least:,} to {fact.most:,}, or dk if you do not know.")
    return reading


def _about(word: str) -> int:
    """Return how many characters of the words before a part of the whole say nothing of it."""
    found = _ABOUT.match(word)
    return found.end() if found else 0


def _read(fact: "Fact", typed: str) -> Reading:
    size = _with_size(typed) if fact.money else ""
    try:
        reading = read_number(typed, fact.unit, money=fact.money)
    except ValueError as error:
        if not any(character.isnumeric() for character in typed) and typed.strip():
            none = ", 0 if there is none" if fact.least <= 0 else ""
            raise ValueError(
                f"Type a number in digits, such as 12{none}, or dk if you do not know."
            ) from None
        raise ValueError(size or str(error)) from None
    digits = "".join(filter(str.isdigit, typed))
    if not fact.money or reading.value >= LEAST_SUM or not digits.strip("0"):
        return reading
    if size and ("." in typed or "," in typed):
        raise ValueError(size)
    if digits == f"{reading.value}" and not reading.currencies:
        raise ValueError(_with_size(digits))
    return reading


def _with_size(typed: str) -> str:
    """Say how to write a sum of a few digits and a point, which lacks its size; "" for any other text."""
    *before, last = typed.split() or [""]
    if any(map(str.isdigit, "".join(before))):
        return ""
    bare = last.lstrip("$\u20ac\u00a3")
    if len(bare) <= SHORT_SUM and bare.replace(".", "", 1).replace(",", "", 1).isdigit():
        return f"{bare} of what? Type {bare}m for millions, or {bare}k for thousands."
    return ""
