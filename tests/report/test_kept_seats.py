"""A seat that somebody holds and keeps: its risks, an agreement on it, how to tell that it works; and who stays."""

import pytest

from advisor.assessment import Assessment
from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import advise
from advisor.report import compose
from advisor.report.blocks import Callout, Report, Table
from advisor.rulebook import Rulebook
from tests.report.test_content import texts
from tests.report.test_organisation import DIRECTOR

COO: dict[str, Answer] = {
    "industry": "funded-startup", "headcount": 140, "revenue": 18_000_000, "departments": 8, "layers": 3,
    "direct-reports": 7, "ops-leader": "coo", "ops-leader-result": "own-area", "stage": "take-off",
    "growth-plan": "double", "demand": "repeats", "funding": "large", "need-daily": "partly",
    "need-procedures": "uncovered", "need-workflow": "uncovered", "need-team": "uncovered",
    "need-operating-plan": "uncovered", "owner-time": 15, "waiting": "some", "delegation": "owns-area",
    "hand-over": "direction", "owner-wants": "grow", "plan": "slips", "basics": "partly",
}  # fmt: skip
"""A company whose COO is there, with much that is not covered all the same."""


def told(rulebook: Rulebook, facts: dict[str, Answer], length: str = "standard") -> tuple[Assessment, Report]:
    found = advise(rulebook, Case(facts=facts))
    return found, compose(found, rulebook, length)


def under(report: Report, heading: str) -> str:
    return " ".join(text for s in report.sections if s.heading.startswith(heading) for text in texts(s))


@pytest.mark.parametrize("result", ["works-well", "own-area"])
def test_a_seat_that_is_kept_has_its_risks_an_agreement_and_its_measures(
    rulebook: Rulebook, result: str
) -> None:
    found, report = told(rulebook, COO | {"ops-leader-result": result})
    role = rulebook.roles["coo"]
    risks = next(b for s in report.sections for b in s.blocks if isinstance(b, Table) and b.head[0] == "Risk")
    agreement = under(report, "An agreement with your COO")

    assert [(seat.role, seat.in_place) for seat in found.verdict.seats] == [("coo", True)]
    assert found.warnings
    named = {row[0] for row in risks.rows}
    assert named == {note.title for note in found.warnings if note.facts}
    assert {
        "Growth may outrun whoever runs operations",
        "A COO is there, and procedures are not covered",
    } <= named
    for note in found.warnings:
        assert note.title in " ".join(texts(report))
    assert "Disputes between sales and operations" in agreement
    assert "Bring in the processes and systems that the next size needs" in agreement
    assert role.measures[0].casefold() in under(report, "How to tell that it works").casefold()
    for words in ("ready to post", "Interview guide", "employment lawyer", "What we ask for"):
        assert words not in " ".join(texts(report))


def test_of_a_seat_that_is_kept_nothing_says_that_nobody_does_its_work(rulebook: Rulebook) -> None:
    _, report = told(rulebook, COO, "full")
    said = " ".join(texts(report))

    assert "Procedures and systems are not covered" in said
    assert "obody but you" not in said.replace("nobody but you runs operations", "")


def test_where_one_seat_is_kept_and_one_is_new_each_has_its_own_chapter(rulebook: Rulebook) -> None:
    facts = COO | {"need-daily": "uncovered", "ops-leader": "director", "ops-leader-result": "outgrown"}
    found, report = told(rulebook, facts)
    headings = [section.heading for section in report.sections]

    assert [(seat.role, seat.in_place) for seat in found.verdict.seats] == [
        ("coo", False),
        ("director-of-operations", True),
    ]
    assert "An agreement with your Director" in headings
    assert "An agreement with your COO" not in headings
    assert [h for h in headings if h.startswith("Job description")] == ["Job description, ready to post"]


@pytest.mark.parametrize("wants", ["stay", "step-back"])
def test_who_wants_to_stay_in_the_middle_reads_of_the_conflict_on_the_first_page_and_among_the_risks(
    rulebook: Rulebook, wants: str
) -> None:
    found, report = told(rulebook, DIRECTOR | {"owner-wants": wants})
    warned = [
        (section.part, block.tone)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Callout) and block.title == "You want to stay in the middle"
    ]

    assert found.verdict.choice.timing in {"now", "soon"}
    assert warned == ([("summary", "caution")] if wants == "stay" else [])
    risks = " ".join(t for s in report.sections if "look out for" in s.heading for t in texts(s))
    assert ("You want to stay in the middle" in risks) == (wants == "stay")
