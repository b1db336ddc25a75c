"""Reading a whole number the way people type one: "1,200", "1.2m", "€500k", "about 40", "40+".

What is clear is read; what can be read in two ways, or is not one number, is refused with a sentence
that says how to write it. Sums of money, percents and people are rounded to the nearest whole one,
halves away from zero: thresholds are whole numbers, and so the figure judged is never further than a
half from the one typed. People may be parts, since two who work half the week count as one. Whatever
else is counted has to be whole. How a comma and a point are told apart:

- both present: the last one is the decimal sign ("1,200.00" and "1.200,00" are 1200);
- the same one several times: it groups thousands ("1.200.000");
- once, before exactly three digits: it groups thousands ("1,200" and "1.200" are 1200);
- once, elsewhere: it is the decimal sign ("1,2m" and "1.2m" are 1,200,000);
- once, before a word of size: a point is the decimal sign ("1.125m" is 1,125,000), while a comma
  before three digits ("1,125k") is refused, since it is read both ways.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from advisor.plaintext import shown

LARGEST = 10**15
_LONGEST = 60

_SIZES = {
    "k": 3, "thousand": 3, "thousands": 3, "tsd": 3,
    "lakh": 5, "lakhs": 5,
    "m": 6, "mm": 6, "mn": 6, "mio": 6, "mln": 6, "mill": 6, "million": 6, "millions": 6,
    "crore": 7, "crores": 7,
    "b": 9, "bn": 9, "bln": 9, "mrd": 9, "milliard": 9, "billion": 9, "billions": 9,
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
_ROUNDED = {"a year", "percent", "people"}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NEAR = r"(?:just|slightly|a\s(?:bit|little))\s(?:under|over|below|above|less\sthan|more\sthan)"
_ABOUT = (
    rf"(?:(?:about|around|approx\.?|approximately|roughly|circa|ca\.?|some|nearly|almost|{_NEAR}"
    r"|over|above|more\sthan|at\sleast)\s|[~≈>≥])"
)
_UNDER = re.compile(r"(?:under|below|(?:less|fewer)\sthan|up\sto|at\smost|(?:no|not)\smore\sthan)\s|[<≤]")
_AND_MORE = r"(?:\s*(?:\+|(?:plus|or\smore|or\sso)(?![a-z])))?"
_MONEY = rf"(?:{_any_of(_CURRENCIES)})(?![a-z])"
_NUMBER = re.compile(
    rf"(?:{_ABOUT}\s*)?(?P<sign>[-+]?)\s*(?P<before>{_MONEY})?\s*(?P<sign_after>[-+]?)\s*"
    r"(?:(?P<power>\d+(?:[.,]\d+)?e[-+]?\d{1,2})(?!\w)|(?P<body>[.,]?\d(?:[\d.,' ]*\d)?))"
    rf"\s*(?:(?P<size>{_any_of(_SIZES)})(?![a-z])\.?)?"
    rf"{_AND_MORE}\s*(?P<after>{_MONEY})?\s*(?P<rest>.*)"
)
_RANGE = re.compile(rf"\d\s*(?:%|{_any_of(_SIZES)})?\s*(?:[-–—…]|\.\.|\b(?:to|or|and)\b)\s*[^\w\s]?\s*\d")
_GROUPED = re.compile(r"\d{1,3}(?P<by>[,. '])\d{3}(?:(?P=by)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_ALIKE = str.maketrans(
    "\u00a0\u2007\u2009\u202f\u3000\u2212\uff0d\u2019\u02bc\u066c\u066b\uff0c\uff0e\u066a\uff05\uff04\uffe1\uffe5",
    "     --'''.,.%%$\u00a3\u00a5",
)
"""Spaces, signs and marks that text programs put in, or that go with other digits, in plain ones."""
_PARTS = {
    "½": ".5", "1/2": ".5", "¼": ".25", "1/4": ".25", "¾": ".75", "3/4": ".75", "⅓": ".3333333333",
    "⅔": ".6666666667",
}  # fmt: skip
_PART = re.compile(r"(?:(?<![\d.,/])(\d+) ?)?([½¼¾⅓⅔])|(?<![\d.,/])(\d+) ([13]/[24])(?![\d/])")
_GROUPED_BY_CODE = re.compile(r"(?<=\d)_(?=\d)")
_LEFT_OUT = re.compile(r"[.,] ?-{1,2}$")
"""How bookkeepers say that there are no cents ("1.200,-")."""
_SIZE_ALONE = re.compile(rf"(?P<half>half )?an? (?={_any_of(word for word in _SIZES if len(word) > 2)})")


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


def read_number(typed: str, unit: str = "", *, money: bool = False) -> Reading:
    """Read one whole number.

    `unit` is what is being counted ("people"); naming it is allowed, naming another is refused. With
    `money` it is a sum. Raises ValueError with a plain sentence on how to write the number.
    """
    text = _in_plain_digits(typed)
    _refuse_at_once(text)
    found = _NUMBER.fullmatch(text)
    if not found or (found["sign"] and found["sign_after"]):
        raise ValueError(
            f"I cannot read {shown(typed.strip())} as a number. Write it plainly, such as 40 or 1.2m."
        )
    sign = found["before"] or found["after"] or ""
    unit_named = _unit(found["rest"], sign, unit)
    amount = _amount(found["power"], found["body"], found["size"], typed.strip())
    counted = unit_named or _UNITS.get(unit.casefold(), unit.casefold())
    value = _whole(amount, rounds=money or bool(sign) or counted in _ROUNDED)
    if "-" in (found["sign"], found["sign_after"]):
        value = -value
    if abs(value) > LARGEST:
        raise ValueError("That is more than I can take. Check the number of zeros.")
    return Reading(value, f"= {value:,}", _CURRENCIES.get(sign, ()), unit_named)


def _in_plain_digits(typed: str) -> str:
    """Return typed text in small letters, its digits of any script as 0 to 9, its parts as decimals."""
    text = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in typed[: _LONGEST + 1].translate(_ALIKE)
    )
    text = _PART.sub(lambda part: f"{part[1] or part[3] or 0}{_PARTS[part[2] or part[4]]}", text.casefold())
    text = _GROUPED_BY_CODE.sub("'", _LEFT_OUT.sub("", " ".join(text.split(" ")).strip()))
    return _SIZE_ALONE.sub(lambda found: "0.5 " if found["half"] else "1 ", text)


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
    if _UNDER.match(text):
        raise ValueError("Give your best guess as one number, such as 40, or dk if you do not know.")


def _amount(power: str | None, body: str | None, size: str | None, typed: str) -> Fraction:
    """Return what digits, separators and size come to; `power` is a number as spreadsheets write one."""
    zeros = Fraction(10 ** _SIZES.get(size or "", 0))
    if body is None:
        return Fraction((power or "").replace(",", ".")) * zeros
    digits, decimals = _split(body, size, typed)
    return Fraction(int(digits + decimals), 10 ** len(decimals)) * zeros


def _whole(amount: Fraction, *, rounds: bool) -> int:
    """Return an amount above zero as a whole number: rounded, a half upwards, or refused."""
    if amount.denominator != 1 and not rounds:
        below = int(amount)
        raise ValueError(f"Give a whole number, such as {below:,} or {below + 1:,}.")
    return int(amount + Fraction(1, 2))


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
        if not unit and rest.split()[0].rstrip(".") == "mil":
            raise ValueError("'mil' is thousands to some and millions to others. Write k or m, such as 2m.")
        if not unit and re.match(r"e[-+]?\d+", rest):
            raise ValueError("That is more than I can take. Check the number of zeros.")
        if not unit and any(character.isdigit() for character in rest):
            raise ValueError("Work it out to one number: I see two here.")
        if not unit and rest.rstrip(".") != wanted:
            raise ValueError(f"Give the number alone, without {shown(rest)}.")
    if money and (counted in _NOT_MONEY or unit in _NOT_MONEY):
        raise ValueError(f"This is counted in {wanted or rest}, not in money.")
    if unit and counted and unit != counted:
        raise ValueError(f"This is not counted in {shown(rest)}. Give the number alone.")
    return unit or (counted if rest else "")
