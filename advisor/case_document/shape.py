"""A case as plain tables, lists, texts and numbers, and back: the shape of an answers file.

    {"name": ..., "date": ..., "currency": ..., "dollars-per-unit": ..., "weights": {...},
     "respondent": ..., "notes": [...], "facts": {"headcount": 60, "board": "dont-know"}}

What is not known is left out. Nothing here looks at a rulebook, so a case can be kept and listed
whatever becomes of the rulebook it was answered under.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from advisor.case import Case, Note
from advisor.conditions import Absence, Answer, State
from advisor.plaintext import FREE_TEXT_LIMIT, NAME_LIMIT, check, shown

LARGEST_NUMBER = 10**15
RATE_BOUNDS = (Decimal("0.0001"), Decimal(1_000_000))
RATE_DIGITS = 12
"""Bounds of `dollars-per-unit`; within them a number in JSON stands for exactly one decimal."""

ABSENT_WORDS = {absence.value: absence for absence in (Absence.DONT_KNOW, Absence.DOES_NOT_APPLY)}

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = ("name", "date", "currency", "dollars-per-unit", "weights", "respondent", "notes", "facts")

_T = TypeVar("_T")


def to_document(case: Case) -> dict[str, object]:
    """Return the document of a case; `from_document` gives back an equal case."""
    absent = dict.fromkeys(case.dont_know, Absence.DONT_KNOW)
    absent |= dict.fromkeys(case.not_applicable, Absence.DOES_NOT_APPLY)
    in_dollars = case.currency == "USD" and case.dollars_per_unit == 1
    document: dict[str, object] = {
        "name": case.name,
        "date": case.date,
        "currency": "" if in_dollars else case.currency,
        "dollars-per-unit": "" if in_dollars else _number(case.dollars_per_unit),
        "weights": dict(case.weights),
        "respondent": case.respondent,
        "notes": [{"fact": note.fact, "text": note.text} if note.fact else note.text for note in case.notes],
    }
    facts = {name: written(answer) for name, answer in case.facts.items()}
    facts |= {name: written(absent[name]) for name in sorted(absent)}
    return {key: value for key, value in document.items() if value} | {"facts": facts}


def written(state: State) -> object:
    """Return an answer, or why there is none, as documents write it."""
    if isinstance(state, Absence):
        return state.value
    return list(state) if isinstance(state, tuple) else state


def from_document(document: object) -> Case:
    """Return the case of a document, its texts held to the gate for plain text.

    Raises ValueError with the rest of a sentence for anything that `to_document` would not write.
    """
    table = _table(document, "the case")
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        raise ValueError(f"has an unknown key {shown(unknown[0])}")
    given = _table(table.get("facts"), "'facts'")
    answers = {_id(name): _answer(name, value) for name, value in given.items()}
    return Case(
        name=_part(table, "name", text, ""),
        facts=MappingProxyType({k: v for k, v in answers.items() if not isinstance(v, Absence)}),
        dont_know=frozenset(k for k, v in answers.items() if v is Absence.DONT_KNOW),
        not_applicable=frozenset(k for k, v in answers.items() if v is Absence.DOES_NOT_APPLY),
        date=_part(table, "date", day, ""),
        currency=_part(table, "currency", currency, "USD"),
        dollars_per_unit=_part(table, "dollars-per-unit", rate, Fraction(1)),
        weights=_part(table, "weights", _weights, MappingProxyType({})),
        respondent=_part(table, "respondent", text, ""),
        notes=_part(table, "notes", notes, ()),
    )


def text(value: object) -> str:
    """Return a one-line text such as a name. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("must be text, in quotes")
    return check(value, NAME_LIMIT)


def day(value: object) -> str:
    """Return a real calendar day, written 2026-11-02. Raises ValueError."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("must be a day, written like 2026-11-02")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"is {shown(value)}, and there is no such day") from None
    return value


def currency(value: object) -> str:
    """Return a currency code of three capital letters. Raises ValueError."""
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        raise ValueError('must be three capital letters, such as "EUR"')
    return value


def rate(value: object) -> Fraction:
    """Return how many US dollars one unit of money is, exactly as written. Raises ValueError."""
    least, most = RATE_BOUNDS
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError("must be a number without quotes, such as 1.08")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not (number.is_finite() and least <= number <= most):
        raise ValueError(f"must be from {least} to {most:,}")
    if len(number.normalize().as_tuple().digits) > RATE_DIGITS:
        raise ValueError(f"may have at most {RATE_DIGITS} digits")
    return Fraction(number)


def notes(value: object) -> tuple[Note, ...]:
    """Return notes from a text, a list of texts and `{fact, text}` tables, or a table of fact to text.

    Raises ValueError.
    """
    if isinstance(value, str):
        return (_note(value, ""),)
    if isinstance(value, dict):
        return tuple(_note(said, _id(fact)) for fact, said in value.items())
    if not isinstance(value, list):
        raise ValueError("must be text, a list of texts, or a table of fact and text")
    found = []
    for item in value:
        if isinstance(item, dict):
            if set(item) != {"fact", "text"}:
                raise ValueError("must have 'fact' and 'text', and nothing else, in each table of the list")
            found.append(_note(item["text"], _id(item["fact"])))
        else:
            found.append(_note(item, ""))
    return tuple(found)


def _note(said: object, fact: str) -> Note:
    if not isinstance(said, str):
        raise ValueError("must be text, in quotes")
    return Note(check(said, FREE_TEXT_LIMIT, lines=True), fact)


def _part(table: dict[str, object], key: str, read: Callable[[object], _T], otherwise: _T) -> _T:
    if key not in table:
        return otherwise
    try:
        return read(table[key])
    except ValueError as error:
        raise ValueError(f"has a '{key}' that {error}") from None


def _table(value: object, what: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"has no table for {what}")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or len(value) > NAME_LIMIT or not _ID.fullmatch(value):
        raise ValueError(f"has an impossible name {shown(str(value))}")
    return value


def _weights(value: object) -> MappingProxyType[str, int]:
    table = _table(value, "'weights'")
    if not all(isinstance(weight, int) and not isinstance(weight, bool) for weight in table.values()):
        raise ValueError("must hold whole numbers")
    return MappingProxyType({_id(key): weight for key, weight in table.items() if isinstance(weight, int)})


def _answer(name: str, value: object) -> Answer | Absence:
    if isinstance(value, str):
        return ABSENT_WORDS.get(value) or text(value)
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) <= LARGEST_NUMBER):
        return value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(text(word) for word in value)
    raise ValueError(f"has an impossible answer for '{name}'")


def _number(value: Fraction) -> int | float:
    """Return the JSON number that stands for exactly this fraction."""
    number = value.numerator / value.denominator
    if Fraction(repr(number)) != value:
        raise ValueError(f"{value} dollars per unit cannot be written as a decimal number")
    return int(number) if number.is_integer() else number
