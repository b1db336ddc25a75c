"""One company for each kind of advice, under the shipped rules and under rules with more roles and dimensions."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.assessment import Assessment
from advisor.case import Case, Note
from advisor.engine import advise
from advisor.loading import load_rulebook
from advisor.loading.places import rules_folder
from advisor.rulebook import Rulebook
from tests.companies import companies, read_again

CITES = 'cites = ["house-judgement#a6"]\n'
ROLE = f"""\
title = "Chief of Staff"
short = "Chief of Staff"
order = 30
summary = "Keeps the owner's agenda."
mandate = "Keep the agenda. Follow up."
reports-to = "You."
{CITES}"""
CELL = f"""\
says = "So it is."
{CITES}
[stalls]
title = "Decisions stall"
points = 25
when.waiting = "all"
because = "They stall."
{CITES}"""
DIMENSION = f"""\
title = "Culture"
asks = "How?"
order = 50
because = "So."
{CITES}"""
COO, DIRECTOR, STAFF = "coo", "director-of-operations", "chief-of-staff"
FOUR = ("scope", "authority", "hierarchy", "strategy")


@dataclass(frozen=True)
class Told:
    """A company as it was advised, and the rules it was advised by."""

    assessment: Assessment
    rulebook: Rulebook


@cache
def _widened(*parts: str) -> Rulebook:
    """The shipped rules with a third role, a fifth dimension, or both, as new files."""
    new: dict[str, str] = {}
    if "role" in parts:
        new["roles/chief-of-staff.toml"] = ROLE
        new |= {f"roles/{STAFF}/{name}.toml": CELL for name in FOUR}
    if "dimension" in parts:
        new["dimensions/culture.toml"] = DIMENSION
        roles = [COO, DIRECTOR, *([STAFF] if "role" in parts else [])]
        new |= {f"roles/{role}/culture.toml": CELL for role in roles}
    with TemporaryDirectory() as folder:
        root = shutil.copytree(rules_folder(), Path(folder) / "rules")
        for name, text in new.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, "utf-8")
        return load_rulebook(root)


@cache
def _shipped() -> Rulebook:
    return load_rulebook()


def _company(name: str) -> Case:
    return next(one for one in companies(_shipped()) if one.id == name).case


def _answered(name: str) -> Case:
    """The same company with every question answered: three roles take long to analyse with many open."""
    return next(one for one in read_again(_shipped(), "answered-in-full") if one.id == name).case


def _unsure(case: Case) -> Case:
    """The same company with half of its answers unknown."""
    names = sorted(case.facts)
    return replace(
        case,
        facts={name: case.facts[name] for name in names[::2]},
        dont_know=frozenset(names[1::2]),
    )


def _noted(case: Case) -> Case:
    notes = (
        Note("Bluefin Bakery Ltd has two owners; BLUEFIN BAKERY was bought in spring."),
        Note("Ms Okonkwo says it is worse in summer.", "waiting"),
    )
    return replace(
        case, name="Bluefin Bakery Ltd", respondent="Adaeze Okonkwo", date="2026-11-03", notes=notes
    )


GROWING: Mapping[str, str | int] = {
    "industry": "professional",
    "headcount": 85,
    "revenue": 12000000,
    "departments": 5,
    "layers": 2,
    "direct-reports": 7,
    "sites": 2,
    "ops-leader": "director",
    "ops-leader-result": "works-well",
    "owner-time": 35,
    "waiting": "most",
    "ties": "owner",
    "delegation": "lets-stand",
    "hand-over": "company",
    "owner-wants": "grow",
    "owner-nature": "visionary",
    "plan": "in-head",
    "market-watch": "when-time",
    "basics": "written",
    "seat-money": "executive",
    "stage": "take-off",
    "growth-last": 45,
    "growth-plan": "fast",
    "demand": "repeats",
    "funding": "none",
    "need-daily": "partly",
    "need-procedures": "partly",
    "need-workflow": "partly",
    "need-measures": "uncovered",
    "need-compliance": "covered",
    "need-team": "covered",
    "need-operating-plan": "uncovered",
    "need-initiatives": "uncovered",
    "need-partners": "partly",
}
"""A firm that needs both and whose director does well."""

OUTGROWN: Mapping[str, str | int] = {
    "industry": "nonprofit",
    "ops-leader": "coo",
    "ops-leader-result": "outgrown",
    "ties": "number-two",
}
"""What makes of it a charity whose COO the job has outgrown."""


TOLD: Mapping[str, Callable[[], tuple[Case, Rulebook]]] = {
    "director-now": lambda: (_noted(_company("dir-first-ops-hire-30")), _shipped()),
    "coo-soon": lambda: (_company("coo-freedom-solar"), _shipped()),
    "both-now": lambda: (_company("both-director-hit-ceiling"), _shipped()),
    "director-kept": lambda: (_company("dir-hartman-majewski"), _shipped()),
    "director-promoted": lambda: (Case(name="Larch and Rowan", facts=dict(GROWING)), _shipped()),
    "coo-in-doubt": lambda: (Case(name="Open Table", facts={**GROWING, **OUTGROWN}), _shipped()),
    "not-yet-with-gates": lambda: (_company("coo-not-yet-sub-1m"), _shipped()),
    "many-unknowns": lambda: (_unsure(_company("dir-trades-ten-reports")), _shipped()),
    "close-call": lambda: (_company("coo-remodeler-gm"), _shipped()),
    "third-role": lambda: (_answered("dir-trades-ten-reports"), _widened("role")),
    "fifth-dimension": lambda: (_answered("coo-new-market-decision"), _widened("role", "dimension")),
    "no-advice": lambda: (Case(name="Nothing said yet", facts={"industry": "other"}), _shipped()),
}


@cache
def told(name: str) -> Told:
    """Advise one of the companies."""
    case, rulebook = TOLD[name]()
    return Told(advise(rulebook, case), rulebook)
