"""Reports of companies of the test cases, and of hostile ones, for the tests of renderers."""

from collections.abc import Callable
from dataclasses import replace

from advisor.case import Note
from advisor.engine import advise
from advisor.report import compose
from advisor.report.blocks import Brand, Report
from advisor.rulebook import Rulebook
from tests.companies import companies
from tests.report.samples import everything

ADVICE = {
    "director now": "dir-inventory-fix",
    "coo": "coo-pop-promos",
    "both": "both-director-hit-ceiling",
    "not yet": "dir-not-yet-agency-uplift",
    "coo and a gate": "coo-slatwall",
}
"""A company of the test cases for each kind of advice."""

NAMES = {
    "Arabic": "شركة المخابز الحديثة",
    "Japanese": "株式会社ベーカリー",
    "Greek": "Αρτοποιείο Αιγαίου",
    "emoji": "👩‍🍳 Crumb & Sons 🥐",
    "long": "W" * 120,
}

HOSTILE = [
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "javascript:alert(1)", "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}", "${7*7}#{7*7}", "<!-- --><base href=https://example.org>", "]]><![CDATA[", "&lt;b&gt;&amp;#60;",
    "<a href=https://example.org>x</a>", "https://example.org/track.png", "<iframe srcdoc='<b>'></iframe>",
    "\\22 ; } body { display: none } /*", "@import url(https://example.org);", "=cmd|' /C calc'!A0", "…\u202f—\u00a0‘’",
]  # fmt: skip


def real(rulebook: Rulebook, company: str, length: str = "standard", **names: str) -> Report:
    """The report on a company of the test cases, under any name."""
    case = next(one for one in companies(rulebook) if one.id == company).case
    return compose(advise(rulebook, replace(case, **names)), rulebook, length)  # type: ignore[arg-type]  # a test's words


def hostile(rulebook: Rulebook, text: str) -> Report:
    """A report with the same text in every place that a person fills."""
    case = next(one for one in companies(rulebook) if one.id == ADVICE["director now"]).case
    case = replace(case, name=text, respondent=text, notes=(Note(text), Note(text, "headcount")))
    return compose(advise(rulebook, case), rulebook, "full", author=text, brand=Brand(firm=text, footer=text))


REPORTS: dict[str, Callable[[Rulebook], Report]] = {
    "every block and chart": lambda _: everything(draft=True),
    "one page": lambda rulebook: real(rulebook, ADVICE["director now"], "one-page"),
    "full": lambda rulebook: real(rulebook, ADVICE["both"], "full"),
    **{
        name: lambda rulebook, company=company: real(rulebook, company)  # type: ignore[misc]  # bound in its own round
        for name, company in ADVICE.items()
    },
    **{
        f"name in {script}": lambda rulebook, name=name: real(rulebook, ADVICE["coo"], name=name)  # type: ignore[misc]  # likewise
        for script, name in NAMES.items()
    },
    "hostile": lambda rulebook: hostile(rulebook, " ".join(HOSTILE)[:120]),
}
