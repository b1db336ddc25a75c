"""Reading a whole number the way people type one: "1,200", "1.2m", "€500k", "about 40".

What is clear is read; what can be read in two ways, or is not one whole number, is refused with a
sentence that says how to write it. How a comma and a point are told apart:

- both present: the last one is the decimal sign ("1,200.00" and "1.200,00" are 1200);
- the same one several times: it groups thousands ("1.200.000");
- once, before exactly three digits: it groups thousands ("1,200" and "1.200" are 1200);
- once, elsewhere: it is the decimal sign ("1,2m" and "1.2m" are 1,200,000);
- once, before a word of size: a point is the decimal sign ("1.125m" is 1,125,000), while a comma
  before three digits ("1,125k") is refused, since it is read both ways.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from advisor.plaintext import shown

LARGEST = 10**15
_LONGEST = 60

_SIZES = {
    "k": 3, "thousand": 3, "tsd": 3,
    "lakh": 5,
    "m": 6, "mm": 6, "mn": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6,
    "crore": 7,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9,
}  # fmt: skip
"""Words of size, and the zeros each stands for."""

_CODES = (
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS",
    "INR", "JPY", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "USD", "ZAR",
)  # fmt: skip
_DOLLARS = ("USD", "AUD", "BRL", "CAD", "HKD", "MXN", "NZD", "SGD")
_CURRENCIES = {code.lower(): (code,) for code in _CODES} | {
    "$": _DOLLARS, "dollar": _DOLLARS, "dollars": _DOLLARS,
    "us$": ("USD",), "c$": ("CAD",), "ca$": ("CAD",), "a$": ("AUD",), "au$": ("AUD",), "nz$": ("NZD",),
    "€": ("EUR",), "euro": ("EUR",), "euros": ("EUR",), "£": ("GBP",), "pound": ("GBP",), "pounds": ("GBP",),
    "¥": ("JPY", "CNY"), "yen": ("JPY",), "₹": ("INR",), "kr": ("SEK", "NOK", "DKK"), "fr": ("CHF",),
    "zł": ("PLN",), "kč": ("CZK",),
}  # fmt: skip
"""Signs and words of money, and the currencies that go by each."""

_UNITS = {
    "percent": "percent", "per cent": "percent", "pct": "percent", "%": "percent",
    "people": "people", "persons": "people", "person": "people", "employees": "people", "employee": "people",
    "staff": "people", "heads": "people", "fte": "people", "ftes": "people",
    "sites": "sites", "site": "sites", "places": "sites", "locations": "sites", "location": "sites",
    "departments": "departments", "department": "departments",
    "layers": "layers", "layer": "layers", "levels": "layers", "level": "layers",
    "a year": "a year", "per year": "a year", "/year": "a year", "yearly": "a year", "per annum": "a year",
    "p.a.": "a year", "p.a": "a year", "annually": "a year",
}  # fmt: skip
"""Ways to name a unit, and the unit as rulebooks write it."""

_NOT_MONEY = set(_UNITS.values()) - {"a year"}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NEAR = r"(?:just|slightly|a\s(?:bit|little))\s(?:under|over|below|above|less\sthan|more\sthan)"
_ABOUT = (
    rf"(?:(?:about|around|approx\.?|approximately|roughly|circa|ca\.?|some|nearly|almost|{_NEAR})\s|[~≈])"
)
_MONEY = rf"(?:{_any_of(_CURRENCIES)})(?![a-z])"
_NUMBER = re.compile(
    rf"(?:{_ABOUT}\s*)?(?P<sign>[-+]?)\s*(?P<before>{_MONEY})?\s*(?P<sign_after>[-+]?)\s*"
    rf"(?P<body>[.,]?\d(?:[\d.,' ]*\d)?)\s*(?:(?P<size>{_any_of(_SIZES)})(?![a-z]))?"
    rf"\s*(?P<after>{_MONEY})?\s*(?P<rest>.*)"
)
_RANGE = re.compile(rf"\d\s*(?:%|{_any_of(_SIZES)})?\s*(?:[-–—…]|\.\.|\b(?:to|or|and)\b)\s*[^\w\s]?\s*\d")
_GROUPED = re.compile(r"\d{1,3}(?P<by>[,. '])\d{3}(?:(?P=by)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_ALIKE = str.maketrans("\u00a0\u2007\u2009\u202f\u2212\u2019\u02bc", "    -''")
"""Spaces, minus signs and apostrophes that text programs put in, and what they stand for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was understood. `echo` shows it ("= 1,200,000").

    `currencies` are the codes of money that go by the sign typed with it ("€": EUR), `unit` is the
    unit ("percent"); both are empty where none was typed.
    """

    value: int
    echo: str
    currencies: tuple[str, ...] = ()
    unit: str = ""


def read_number(typed: str, unit: str = "") -> Reading:
    """Read one whole number.

    `unit` is what is being counted ("people"); naming it is allowed, naming another is refused.
    Raises ValueError with a plain sentence on how to write the number.
    """
    text = typed.translate(_ALIKE).strip().casefold()
    _refuse_at_once(text)
    found = _NUMBER.fullmatch(text)
    if not found or (found["sign"] and found["sign_after"]):
        raise ValueError(
            f"I cannot read {shown(typed.strip())} as a number. Write it plainly, such as 40 or 1.2m."
        )
    unit_named = _unit(found["rest"], found["before"] or found["after"] or "", unit)
    value = _whole(found["body"], found["size"], typed.strip())
    if "-" in (found["sign"], found["sign_after"]):
        value = -value
    if abs(value) > LARGEST:
        raise ValueError("That is more than I can take. Check the number of zeros.")
    money = found["before"] or found["after"] or ""
    return Reading(value, f"= {value:,}", _CURRENCIES.get(money, ()), unit_named)


def _refuse_at_once(text: str) -> None:
    if not text:
        raise ValueError("Type a number, such as 40 or 1.2m.")
    if len(text) > _LONGEST:
        raise ValueError("That is too long for a number. Write it plainly, such as 40 or 1.2m.")
    if any(character.isnumeric() and not character.isascii() for character in text):
        raise ValueError("Write the number with the digits 0 to 9.")
    if not any(character.isdigit() for character in text):
        raise ValueError("Write the number in digits, such as 12.")
    if _RANGE.search(text):
        raise ValueError("Give one number, not a range. Your best guess will do.")


def _whole(body: str, size: str | None, typed: str) -> int:
    """Return the number that digits, separators and a word of size come to."""
    digits, decimals = _split(body, size, typed)
    value = Fraction(int(digits + decimals), 10 ** len(decimals)) * 10 ** _SIZES.get(size or "", 0)
    if value.denominator != 1:
        raise ValueError(f"Give a whole number; {shown(typed)} is not whole.")
    return int(value)


def _split(body: str, size: str | None, typed: str) -> tuple[str, str]:
    """Return the digits before and after the decimal sign, without separators."""
    signs = [character for character in body if character in ",."]
    last = signs[-1] if signs else ""
    grouping = not signs or signs.count(last) > 1
    if len(signs) == 1 and re.fullmatch(r"[1-9]\d{0,2}[,.]\d{3}", body):
        if size and last == ",":
            raise ValueError(
                f"I can read {shown(typed)} in two ways. Write the number out in full, without '{size}'."
            )
        grouping = not size
    whole, _, decimals = (body, "", "") if grouping else body.rpartition(last)
    fits = not whole or whole.isdigit() or _GROUPED.fullmatch(whole)
    if not fits or not (grouping or decimals.isdigit()):
        raise ValueError(f"I cannot tell where the thousands are in {shown(typed)}. Write it like 1,200,000.")
    return re.sub(r"\D", "", whole) or "0", decimals


def _unit(rest: str, money: str, wanted: str) -> str:
    """Return the unit named after the number; refuse one that is not known or not the wanted one."""
    wanted = wanted.casefold()
    counted = _UNITS.get(wanted, wanted)
    rest = rest.strip()
    if rest in {"", "."}:
        rest = unit = ""
    else:
        unit = _UNITS.get(rest) or _UNITS.get(rest.rstrip("."), "")
        if not unit and any(character.isdigit() for character in rest):
            raise ValueError("Work it out to one number: I see two here.")
        if not unit and rest.rstrip(".") != wanted:
            raise ValueError(f"Give the number alone, without {shown(rest)}.")
    if money and (counted in _NOT_MONEY or unit in _NOT_MONEY):
        raise ValueError(f"This is counted in {wanted or rest}, not in money.")
    if unit and counted and unit != counted:
        raise ValueError(f"This is not counted in {shown(rest)}. Give the number alone.")
    return unit or (counted if rest else "")
