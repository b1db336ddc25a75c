"""What a unit of another money is worth in US dollars, as people type it."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from advisor.absences import read_absence
from advisor.case_document.shape import rate

_AROUND = re.compile(r"^(?:about\s|around\s|roughly\s|[~≈])?\s*(?:us)?\$?|(?:us)?(?:\$|d|dollars?)?\.?$")


def read_rate(typed: str) -> Fraction:
    """Read a rate: "1.1", "1,1", "about $1.10". A comma is a decimal sign. Raises ValueError."""
    bare = _AROUND.sub("", typed.strip().casefold())
    try:
        return rate(Decimal(bare.strip().replace(",", ".")))
    except (ValueError, InvalidOperation):
        raise ValueError("Type a number, such as 1.1, or dk to leave this.") from None


def wrong_rate(typed: str) -> str:
    """Say why a typed line is no rate; "" where it is one, or leaves the question."""
    try:
        if not leaves_rate(typed):
            read_rate(typed)
    except ValueError as error:
        return str(error)
    return ""


def leaves_rate(typed: str) -> bool:
    """Say whether a typed line leaves the question: the way back, or words for no answer."""
    return typed.strip().casefold() in {"back", "b"} or read_absence(typed) is not None
