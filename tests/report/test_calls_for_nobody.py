"""A company that nothing calls for a seat in reads what comes before one, and nothing of filling it."""

from dataclasses import replace

from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import advise
from advisor.report import compose
from advisor.rulebook import Rulebook
from tests.report.test_content import texts
from tests.report.test_organisation import DIRECTOR

TINY: dict[str, Answer] = {
    "industry": "contracting", "headcount": 3, "revenue": 90_000, "departments": 0, "direct-reports": 2,
    "ops-leader": "none", "stage": "existence", "demand": "none", "growth-plan": "hold", "need-daily": "partly",
    "need-procedures": "uncovered", "waiting": "all", "hand-over": "nothing", "delegation": "keeps",
    "owner-wants": "grow", "owner-nature": "operator", "plan": "open", "basics": "undefined",
    "seat-money": "nothing", "owner-time": 20, "need-workflow": "covered", "need-team": "not-needed",
    "need-measures": "covered", "need-compliance": "covered", "need-operating-plan": "not-needed",
    "need-initiatives": "not-needed", "need-partners": "not-needed", "funding": "none", "sites": 1,
    "growth-last": 0, "market-watch": "regular",
}  # fmt: skip
"""Three people, and gates everywhere."""

OF_A_SEAT = (
    "When the time comes, look for",
    "What the seat is for",
    "If the time comes",
    "Your steps to fill it",
    "kinds of decision",
    "reports to you today",
    "report to you today",
    "The need may be real",
    "when you hire",
)


def test_who_needs_nobody_reads_what_comes_first_and_nothing_of_filling_a_seat(rulebook: Rulebook) -> None:
    found = advise(rulebook, Case(facts=TINY))
    report = compose(found, rulebook, "full")
    said = " ".join(t for section in report.sections if section.part != "appendix" for t in texts(section))
    hires = {note.title for note in rulebook.notes if note.for_hires}
    acting = [gate for gate in found.gates if gate.outcome == "met"]

    assert found.verdict.on_merits.timing == "not-yet"
    assert found.verdict.headline == (
        "Not yet. Nothing so far calls for a Director of Operations or a Chief Operating Officer (COO)."
    )
    assert len(acting) >= 6
    assert "What has to be right first" in said
    assert "Look at this again when" in said
    for words in OF_A_SEAT:
        assert words not in said, words
    risks = [t for s in report.sections if "look out for" in s.heading for t in texts(s)]
    assert not hires & set(risks)


def test_who_would_need_a_seat_but_for_what_comes_first_still_reads_of_it(rulebook: Rulebook) -> None:
    found = advise(rulebook, Case(facts=DIRECTOR | {"demand": "none"}))
    said = " ".join(texts(compose(found, rulebook)))

    assert found.verdict.on_merits.timing == "now"
    assert found.verdict.headline == "Not yet. When the time comes, look for a Director of Operations."
    assert "If the time comes: Director of Operations" in said
    assert "kinds of decision" in said


def test_with_other_roles_the_headline_names_those(rulebook: Rulebook) -> None:
    coo = rulebook.roles["coo"]
    alone = replace(
        rulebook,
        roles={"coo": coo},
        rules=tuple(rule for rule in rulebook.rules if rule.role == "coo"),
        pairings=(),
    )

    assert advise(alone, Case(facts=TINY)).verdict.headline == (
        "Not yet. Nothing so far calls for a Chief Operating Officer (COO)."
    )
