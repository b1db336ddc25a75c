"""What a typed line means for a question. Shared by both prompters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.conditions import Absence, Answer
from advisor.interview.prompter import TYPED_NOT_APPLICABLE, TYPED_UNKNOWN

if TYPE_CHECKING:
    from advisor.rulebook import Fact


LEAST_SUM = 1000
"""What a sum without money or size comes to at least; fewer were probably meant in thousands or millions."""
SHORT_SUM = 6
"""Characters up to which a sum with a point in it was probably meant in millions or thousands."""


@dataclass(frozen=True, slots=True)
class Read:
    """A typed number as understood: its value, how to echo it, and its money if not the case's own."""

    value: Answer | Absence
    echo: str = ""
    currency: str = ""


def read_typed(fact: "Fact", typed: str, currency: str = "USD") -> Read:
    """Return what a typed number, or "dk", means. Raises ValueError with a sentence for the person."""
    word = typed.strip().lower().rstrip(".")
    if word in TYPED_UNKNOWN:
        return Read(Absence.DONT_KNOW)
    if fact.may_not_apply and word in TYPED_NOT_APPLICABLE:
        return Read(Absence.DOES_NOT_APPLY)
    if not word:
        raise ValueError("Type a number. If you do not know, type dk.")
    from advisor.quantities import read_number

    try:
        reading = read_number(typed, fact.unit)
    except ValueError as error:
        raise ValueError(_with_size(typed) or str(error) if fact.money else str(error)) from None
    bare = "".join(filter(str.isdigit, typed))
    if fact.money and 0 < reading.value < LEAST_SUM and bare == f"{reading.value}" and not reading.currencies:
        raise ValueError(_with_size(bare))
    money = _money(reading.currencies, currency) if fact.money else ""
    if not fact.least <= reading.value <= fact.most:
        raise ValueError(f"Type a number from {fact.least:,} to {fact.most:,}, or dk if you do not know.")
    plain = not fact.money and typed.strip().lstrip("-").isdigit() and reading.value < 1000
    return Read(reading.value, "" if plain else f"= {said(fact, reading.value, money or currency)}", money)


def _with_size(typed: str) -> str:
    """Say how to write a sum of a few digits and a point, which lacks its size; "" for any other text."""
    *before, last = typed.split()
    if any(map(str.isdigit, "".join(before))):
        return ""
    bare = last.lstrip("$\u20ac\u00a3")
    if len(bare) <= SHORT_SUM and bare.replace(".", "", 1).replace(",", "", 1).isdigit():
        return f"{bare} of what? Type {bare}m for millions, or {bare}k for thousands."
    return ""


def _money(named: tuple[str, ...], own: str) -> str:
    """Return the money that a sum is in, "" for the case's own. Raises ValueError where it is not clear."""
    if not named or own in named:
        return ""
    if len(named) > 1:
        raise ValueError(
            f"Which money is that? Put its three letters in front, such as {named[0]} or {named[1]}."
        )
    return named[0]


def said(fact: "Fact", number: int, currency: str) -> str:
    """Say a number in its unit, and in its money where it is a sum."""
    if fact.money:
        return f"{currency} {number:,} {fact.unit}"
    return f"{number:,} {fact.unit_of(number)}"


def number_hint(fact: "Fact") -> str:
    """Say what may be typed."""
    if fact.money:
        return "such as 1.2m or 850k"
    return "in percent" if fact.unit == "percent" else fact.unit


def choices_of(fact: "Fact") -> list[tuple[Answer | Absence, str]]:
    """Return the answers to pick from, "I don't know" last; none for numbers."""
    if fact.kind == "number":
        return []
    found: list[tuple[Answer | Absence, str]] = (
        [(True, "Yes"), (False, "No")] if fact.kind == "yes-no" else list(fact.values.items())
    )
    return [*found, *absences_of(fact)]


def absences_of(fact: "Fact") -> list[tuple[Absence, str]]:
    """Return what a person may say in place of an answer."""
    not_ours = [(Absence.DOES_NOT_APPLY, "This does not apply to us")] if fact.may_not_apply else []
    return [*not_ours, (Absence.DONT_KNOW, "I don't know")]


def label_of(fact: "Fact", value: Answer | Absence, currency: str = "USD") -> str:
    """Say an answer as it was understood, so that a slip is seen at once."""
    if isinstance(value, tuple):
        return ", ".join(fact.values[word] for word in value) or "None of these"
    if isinstance(value, int) and not isinstance(value, bool):
        return said(fact, value, currency)
    return next(label for known, label in [*choices_of(fact), *absences_of(fact)] if known == value)
