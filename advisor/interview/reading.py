"""What a typed line means for a question. Shared by both prompters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.absences import read_absence
from advisor.conditions import Absence, Answer

if TYPE_CHECKING:
    from advisor.rulebook import Fact


@dataclass(frozen=True, slots=True)
class Read:
    """A typed number as understood: its value, how to echo it, and its money if not the case's own."""

    value: Answer | Absence
    echo: str = ""
    currency: str = ""


def read_typed(fact: "Fact", typed: str, currency: str = "USD") -> Read:
    """Return what a typed number, or "dk", means. Raises ValueError with a sentence for the person."""
    absence = read_absence(typed)
    if absence is Absence.DOES_NOT_APPLY and not fact.may_not_apply:
        zero = (
            "Type 0 if there is none" if fact.least <= 0 else "A number is needed here. Type your best guess"
        )
        raise ValueError(f"{zero}, or dk if you do not know.")
    if absence:
        return Read(absence)
    if not typed.strip():
        raise ValueError("Type a number. If you do not know, type dk.")
    from advisor.quantities import read_for

    reading = read_for(fact, typed)
    money = _money(reading.currencies, currency) if fact.money else ""
    bare = typed.strip().lstrip("-")
    plain = not fact.money and bare.isascii() and bare.isdigit() and reading.value < 1000
    return Read(reading.value, "" if plain else f"= {said(fact, reading.value, money or currency)}", money)


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
