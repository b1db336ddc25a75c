"""How well the advice agrees with labelled companies: `python -m tests.accuracy` prints the tables.

Beside it stands a size-only rule of thumb: 20 or more sites, both; 50 or more people or 8 million
dollars, a COO; under 8 people or 1 million, not yet; else a director.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable

from advisor.assessment import Choice
from advisor.case import Case
from advisor.engine import assess
from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook
from tests.companies import HELD_OUT, READINGS, Company, companies, read_again
from tests.population import SIZE_CLASSES, stratified

Advise = Callable[[Case], Choice]
MEASURES = ("exact", "acceptable", "timing", "exact and timing")


def by_size_alone(case: Case) -> Choice:
    """Return the advice of the rule of thumb; what is not known counts as nothing."""
    people, revenue, sites = (_number(case, name) for name in ("headcount", "revenue", "sites"))
    if (sites or 0) >= 20:
        return Choice("both", ("director-of-operations", "coo"), "now")
    if (people or 0) >= 50 or (revenue or 0) >= 8_000_000:
        return Choice("coo", ("coo",), "now")
    small = (people is not None and people < 8) or (revenue is not None and revenue < 1_000_000)
    return Choice("director-of-operations", ("director-of-operations",), "not-yet" if small else "now")


def _number(case: Case, name: str) -> int | None:
    value = case.facts.get(name)
    return value if isinstance(value, int) else None


def agreement(found: Iterable[Company], advise: Advise) -> Counter[str]:
    """Count companies, and on how many the advice is exact, acceptable, and right on "not yet"."""
    counts = Counter[str]()
    for company in found:
        choice = advise(company.case)
        counts["all"] += 1
        counts["exact"] += company.exact(choice)
        counts["acceptable"] += company.acceptable(choice)
        counts["timing"] += company.waits_rightly(choice)
        counts["exact and timing"] += company.exact(choice) and company.waits_rightly(choice)
    return counts


def groups(rulebook: Rulebook) -> dict[str, list[Company]]:
    """Return the groups that the table tells apart."""
    known = companies(rulebook)
    real = _real(known)
    labels = ("director-of-operations", "coo", "both")
    return {
        "real or published": real,
        **{
            f"  {label}": [c for c in real if c.recommendation == label and c.timing != "not-yet"]
            for label in labels
        },
        "  not yet": [c for c in real if c.timing == "not-yet"],
        **{f"  {reading}": _real(read_again(rulebook, reading)) for reading in READINGS},
        "held out": list(companies(rulebook, HELD_OUT)),
        "  held out, answered-in-full": list(read_again(rulebook, "answered-in-full", HELD_OUT)),
        "restated rules": _restated(known),
        **{f"  rules, {reading}": _restated(read_again(rulebook, reading)) for reading in READINGS},
    }


def _real(found: Iterable[Company]) -> list[Company]:
    return [company for company in found if company.kind != "published-rule"]


def _restated(found: Iterable[Company]) -> list[Company]:
    return [company for company in found if company.kind == "published-rule"]


def shares(rulebook: Rulebook, count: int = 200) -> dict[str, Counter[str]]:
    """Count what plausible companies of each size class hear."""
    found = {size: Counter[str]() for size in SIZE_CLASSES}
    for size, case in stratified(count):
        choice = assess(rulebook, case).verdict.choice
        found[size]["not-yet" if choice.timing == "not-yet" else str(choice.recommendation)] += 1
    return found


def tables(rulebook: Rulebook) -> Iterable[str]:
    """Yield the lines of all tables."""
    yield f"{'':32}{'all':>5}  " + "".join(f"{m:>22}" for m in MEASURES)
    yield f"{'':32}{'':>5}  " + f"{'ours':>14}{'by size':>8}" * len(MEASURES)
    for name, members in groups(rulebook).items():
        ours = agreement(members, lambda case: assess(rulebook, case).verdict.choice)
        size = agreement(members, by_size_alone)
        yield f"{name:32}{ours['all']:>5}  " + "".join(f"{ours[m]:>14}{size[m]:>8}" for m in MEASURES)
    yield ""
    yield "What plausible companies hear, in percent"
    for size_class, counts in shares(rulebook).items():
        total = sum(counts.values())
        told = ", ".join(f"{name} {100 * n // total}" for name, n in counts.most_common())
        yield f"  {size_class:12} {told}"
    yield ""
    yield "Rules met, by company"
    for company in companies(rulebook):
        findings = assess(rulebook, company.case).findings
        met = [f.rule for f in findings if f.outcome == "met" and f.points]
        yield f"  {company.id}: {', '.join(met)}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in tables(load_rulebook()))
