"""What a seat is paid: US figures, said once what they are and what they come to in the client's money."""

from fractions import Fraction

from advisor.report.formats import Formats
from advisor.report.matter import Matter
from advisor.rulebook import Pay, Role

ROUNDED_TO = 2
"""Figures that an amount turned into other money keeps: the rate is no more exact than that."""


def pay_line(role: Role, form: str | None) -> Pay | None:
    """Return the pay of a role for a form, else for the first form there is."""
    return next((line for line in role.pay if line.form == form), next(iter(role.pay), None))


def range_in_words(formats: Formats, line: Pay) -> str:
    """Say a range of pay as bare numbers; the money is told beside it."""
    return f"{formats.number(line.low)} to {formats.number(line.high)}"


def pay_in_words(matter: Matter) -> str:
    """Say, near the figures, that they are paid in the US, and in dollars of which year."""
    years = sorted({line.year for role in matter.rulebook.roles.values() for line in role.pay})
    if not years:
        return ""
    year = str(years[-1]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return f"Pay is what is paid in the US, in US dollars of {year}; elsewhere it may be far from that."


def rate_in_words(matter: Matter) -> str:
    """Say how amounts in other money were counted; empty where all are in US dollars."""
    case = matter.assessment.case
    if case.currency == "USD":
        return ""
    return f"One {case.currency} was counted as {matter.formats.fraction(case.dollars_per_unit)} US dollars."


def own_money(matter: Matter, line: Pay) -> str:
    """Say a range of pay in the client's own money, rounded; empty where that is US dollars."""
    case = matter.assessment.case
    if case.currency == "USD":
        return ""
    low, high = (_rounded(amount / case.dollars_per_unit) for amount in (line.low, line.high))
    return f"about {matter.formats.money(low, case.currency)} to {matter.formats.number(high)}"


def _rounded(amount: Fraction) -> int:
    """Round to the figures that are kept."""
    whole = round(amount)
    return int(round(whole, ROUNDED_TO - len(str(whole))))
