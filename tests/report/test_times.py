"""What now, soon and not yet mean: steps of their own, a sequence that steps follow, and when to look again."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from advisor.assessment import Assessment
from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import advise
from advisor.report import compose, document
from advisor.report.blocks import Figure, Report, Section, Table, TimelineChart
from advisor.rulebook import Rulebook
from tests.report.test_content import texts
from tests.report.test_kept_seats import COO
from tests.report.test_organisation import DIRECTOR

SOON: dict[str, Answer] = DIRECTOR | {"stage": "survival"}
"""A company that needs a Director of Operations, and whose money is tight from month to month."""

BOTH: dict[str, Answer] = DIRECTOR | {
    "headcount": 120, "hand-over": "company", "ties": "owner", "need-operating-plan": "uncovered",
    "need-initiatives": "uncovered", "need-partners": "uncovered", "layers": 2, "revenue": 20_000_000,
    "seat-money": "executive", "growth-plan": "double", "market-watch": "nobody", "ops-leader": "none",
    "direct-reports": 12, "sites": 3,
}  # fmt: skip
"""A company that needs both, and whose owner would hand over decisions for the whole company."""


def told(
    rulebook: Rulebook, facts: dict[str, Answer], length: str = "standard", date: str = ""
) -> tuple[Assessment, Report]:
    case = Case(facts=facts, date=date)
    found = advise(rulebook, case)
    return found, compose(found, rulebook, length)


def tables(section: Section, head: str) -> Iterator[Table]:
    yield from (block for block in section.blocks if isinstance(block, Table) and block.head[0] == head)


def section(report: Report, heading: str) -> Section:
    return next(one for one in report.sections if one.heading.startswith(heading))


def said(report: Report) -> str:
    return " ".join(texts(report)).replace("\N{NO-BREAK SPACE}", " ")


def test_soon_is_defined_once_and_has_steps_that_prepare_and_none_that_hire(rulebook: Rulebook) -> None:
    facts = DIRECTOR | {"need-measures": "covered", "owner-time": 20, "need-team": "covered"}
    facts |= {"plan": "carried", "need-workflow": "covered"}
    found, report = told(rulebook, facts)
    role = rulebook.roles["director-of-operations"]
    steps = next(tables(section(report, "What to do next"), "Within"))
    first = {step.does for step in role.first_steps}

    assert (found.verdict.choice.roles, found.verdict.choice.timing) == ((role.id,), "soon")
    assert said(report).count("“Soon” means: get ready, and hire nobody yet.") == 1
    assert {row[1] for row in steps.rows} == {step.does for step in role.soon_steps}
    assert not first & {row[1] for row in steps.rows}
    later = section(report, "Your steps to fill it, once the time has come")
    assert first == {row[1] for row in next(tables(later, "Within")).rows}
    assert "Job description, to agree on, not to post yet" in [one.heading for one in report.sections]
    assert "ready to post" not in said(report)


def test_where_money_is_tight_the_steps_that_mend_it_come_before_others(rulebook: Rulebook) -> None:
    found, report = told(rulebook, SOON)
    steps = next(tables(section(report, "What to do next"), "Within"))
    gate = next(gate for gate in rulebook.gates if gate.id == "money-is-tight")

    assert found.verdict.choice.timing == "soon"
    assert {step.does for step in gate.first} <= {row[1] for row in steps.rows}
    role = rulebook.roles["director-of-operations"]
    assert all(step.does in said(report) for step in role.soon_steps)


def test_with_a_sequence_only_the_first_seat_is_filled_now_and_the_second_in_its_turn(
    rulebook: Rulebook,
) -> None:
    found, report = told(rulebook, BOTH)
    headings = [one.heading for one in report.sections]
    sequence = found.sequence

    assert sequence is not None
    assert (sequence.first, sequence.then) == ("coo", "once the COO has been there for ninety days")
    assert found.verdict.headline == (
        "Hire a Chief Operating Officer (COO) now, then a Director of Operations."
    )
    assert f"The seat: Director of Operations, full-time, {sequence.then}" in headings
    assert "The seat: Chief Operating Officer (COO), full-time" in headings
    page = next(tables(section(report, "What to do next"), "Within"))
    director = {step.does for step in rulebook.roles["director-of-operations"].first_steps}
    assert not director & {row[1] for row in page.rows}
    turn = section(report, f"Your steps to fill it, {sequence.then}")
    assert "The times below count from then." in " ".join(texts(turn))
    assert {row[2] for row in next(tables(turn, "Within")).rows} == {"You and the COO"}
    shown = document.result(found, rulebook)["sequence"]
    assert isinstance(shown, dict)
    assert shown["then"] == sequence.then


def test_who_moves_up_in_turn_is_appointed_and_not_hired(rulebook: Rulebook) -> None:
    found, _ = told(rulebook, BOTH | {"ops-leader": "manager", "ops-leader-result": "works-well"})

    assert [seat.form for seat in found.verdict.seats] == ["full-time", "internal-promotion"]
    assert found.verdict.headline == (
        "Hire a Chief Operating Officer (COO) now, then appoint a Director of Operations."
    )


def test_where_nothing_is_said_of_a_turn_seats_are_filled_side_by_side(rulebook: Rulebook) -> None:
    pairings = tuple(
        replace(one, sequences=tuple(replace(sequence, then="") for sequence in one.sequences))
        for one in rulebook.pairings
    )
    found = advise(replace(rulebook, pairings=pairings), Case(facts=BOTH))

    assert found.verdict.headline == "Hire a Chief Operating Officer (COO) and a Director of Operations now."


@pytest.mark.parametrize(
    ("facts", "mark", "span", "day"),
    [
        (DIRECTOR, "whoever takes the seat has been in it for ninety days", "9 months", "28 September 2027"),
        (SOON, "two quarters in a row have left enough over to pay for the seat", "6 months", "30 June 2027"),
        (COO, "the results that you agreed on are due", "6 months", "30 June 2027"),
        (
            DIRECTOR | {"headcount": 4},
            "you are about to hire a sixth person",
            "12 months",
            "27 December 2027",
        ),
    ],
)
def test_every_advice_says_at_what_mark_and_when_at_the_latest_to_look_again(
    rulebook: Rulebook, facts: dict[str, Answer], mark: str, span: str, day: str
) -> None:
    _, undated = told(rulebook, facts, "one-page")
    _, dated = told(rulebook, facts, date="2027-01-01")
    _, last = told(rulebook, facts, "one-page", date="9999-12-31")

    assert f"Look at this again when {mark}" in said(undated)
    assert f"At the latest, do so within {span}." in said(undated)
    assert f"At the latest, do so within {span}." in said(last)
    assert f"At the latest, do so by {day}." in said(dated)
    assert (
        next(one.heading for one in dated.sections if one.heading.startswith("Look again"))
        .replace("\N{NO-BREAK SPACE}", " ")
        .startswith(f"Look again by {day}")
    )


def test_a_number_to_watch_says_when_it_is_expected_and_never_leads_to_needing_less(
    rulebook: Rulebook,
) -> None:
    facts = COO | {"ops-leader": "none", "headcount": 40, "growth-last": 20, "funding": "none", "layers": 1}
    seen, title = set(), rulebook.facts["headcount"].title
    for people in range(20, 60, 5):
        _, report = told(rulebook, facts | {"headcount": people, "departments": 3, "revenue": 6_000_000})
        for one in report.sections:
            for table in tables(one, "Watch"):
                for row in table.rows:
                    assert not row[4].endswith("not yet")
                    mark = int(re.match(r"\d+", row[2])[0]) if row[0] == title else 0  # type: ignore[index]  # a number stands there
                    if mark > people:
                        seen.add(row[3])
                        years = re.search(r"In (\d)", row[3])
                        if years:
                            assert people * 1.2 ** int(years[1]) >= mark > people * 1.2 ** (int(years[1]) - 1)
                        else:
                            assert row[3] == "Not within three years"
                            assert people * 1.2**3 < mark
    assert seen


@pytest.mark.parametrize(("pace", "years"), [(12, 3), (33, 3), (34, 1), (90, 1)])
def test_fast_growth_is_followed_for_one_year_only(rulebook: Rulebook, pace: int, years: int) -> None:
    _, report = told(rulebook, COO | {"growth-last": pace})
    figures = [b for s in report.sections for b in s.blocks if isinstance(b, Figure) and b.id == "growth"]
    chart = figures[0].chart
    assert isinstance(chart, TimelineChart)

    assert len(chart.moments) == years + 1
    assert max(moment.value for moment in chart.moments) <= 140 * 2.4
    assert ("seldom lasts" in said(report)) == (years == 1)
