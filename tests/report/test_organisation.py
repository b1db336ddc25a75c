"""The outline of who reports to whom: a proposal that counts everybody once and leaves no new seat alone."""

from collections.abc import Iterator

import pytest

from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import advise
from advisor.report import compose, html, markdown
from advisor.report.blocks import Figure, OrganisationChart, Paragraph, Post, Report, Section
from advisor.rulebook import Rulebook

DIRECTOR: dict[str, Answer] = {
    "industry": "other", "headcount": 30, "departments": 6, "direct-reports": 9, "ops-leader": "none",
    "stage": "growing", "growth-plan": "some", "demand": "repeats", "need-daily": "uncovered",
    "need-procedures": "uncovered", "need-workflow": "uncovered", "need-measures": "uncovered",
    "need-team": "uncovered", "owner-time": 70, "waiting": "most", "hand-over": "area",
    "delegation": "lets-stand", "owner-wants": "step-back", "plan": "slips", "basics": "partly",
    "seat-money": "manager",
}  # fmt: skip
"""A company that needs a Director of Operations now, from outside."""

BOTH: dict[str, Answer] = {
    "headcount": 120, "hand-over": "company", "ties": "owner", "need-operating-plan": "uncovered",
    "need-initiatives": "uncovered", "need-partners": "uncovered", "layers": 2, "revenue": 20_000_000,
    "seat-money": "executive", "growth-plan": "double", "market-watch": "nobody", "ops-leader": "director",
    "ops-leader-result": "own-area",
}  # fmt: skip


def told(rulebook: Rulebook, **changes: Answer | None) -> tuple[list[str], Section, OrganisationChart]:
    """The roles advised, the chapter on the organisation, and its chart."""
    facts = DIRECTOR | {name.replace("_", "-"): value for name, value in changes.items()}
    case = Case(facts={name: value for name, value in facts.items() if value is not None})
    found = advise(rulebook, case)
    report = compose(found, rulebook)
    section = next(s for s in report.sections for b in s.blocks if getattr(b, "id", "") == "organisation")
    figure = next(block for block in section.blocks if isinstance(block, Figure))
    assert isinstance(figure.chart, OrganisationChart)
    return list(found.verdict.choice.roles), section, figure.chart


def posts(post: Post) -> Iterator[Post]:
    yield post
    for below in post.reports:
        yield from posts(below)


def below(chart: OrganisationChart, title: str) -> list[tuple[str, str]]:
    """Who stands below a post afterwards, with the note of each."""
    return next(
        [(p.title, p.note.replace("\N{NO-BREAK SPACE}", " ")) for p in one.reports]
        for one in posts(chart.after)
        if one.title == title
    )


def said(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def test_the_leads_go_to_a_director_and_the_number_left_is_a_proposal(rulebook: Rulebook) -> None:
    roles, section, chart = told(rulebook)

    assert roles == ["director-of-operations"]
    assert below(chart, "Director of Operations") == [("Department leads", "6 leads")]
    assert below(chart, "You") == [
        ("Director of Operations", "New"),
        ("Others who report to you", "3 people"),
    ]
    assert section.heading == "Nine people report to you today; it could be about four"
    assert "This is a proposal" in said(section)
    assert "Each who stays with you makes it one more." in said(section)


def test_whoever_moves_up_from_among_the_leads_is_counted_once(rulebook: Rulebook) -> None:
    roles, section, chart = told(rulebook, seat_money="part")

    assert roles == ["director-of-operations"]
    assert ("Director of Operations", "New; for one of the leads") in below(chart, "You")
    assert below(chart, "Director of Operations") == [("Department leads", "5 leads, 1 place to fill")]
    assert section.heading == "Nine people report to you today; it could be about four"


def test_the_only_lead_who_moves_up_leaves_a_place(rulebook: Rulebook) -> None:
    _, section, chart = told(rulebook, seat_money="part", departments=1)

    assert below(chart, "Director of Operations") == [("Department leads", "1 place to fill")]
    assert section.heading == "Nine people report to you today, and about as many with the Director"


def test_whoever_runs_operations_and_moves_up_is_counted_once(rulebook: Rulebook) -> None:
    _, section, chart = told(rulebook, ops_leader="manager", ops_leader_result="works-well")

    assert ("Director of Operations", "New; for whoever runs operations today") in below(chart, "You")
    assert below(chart, "Director of Operations") == [("Department leads", "6 leads")]
    assert section.heading == "Nine people report to you today; it could be about three"


def test_where_both_seats_take_leads_over_those_of_daily_work_go_to_the_director(rulebook: Rulebook) -> None:
    roles, section, chart = told(rulebook, **{name.replace("-", "_"): v for name, v in BOTH.items()})

    assert set(roles) == {"director-of-operations", "coo"}
    assert below(chart, "Director of Operations") == [("Department leads", "Those of daily work")]
    assert ("Department leads", "The others of 6 leads") in below(chart, "Chief Operating Officer (COO)")
    assert "How many are which was not told." in said(section)
    assert below(chart, "You")[0][0] == "Chief Operating Officer (COO)"


@pytest.mark.parametrize(("leads", "why"), [(0, "No department has a lead"), (None, "was not told")])
def test_without_leads_it_says_what_is_not_known_and_draws_no_number(
    rulebook: Rulebook, leads: int | None, why: str
) -> None:
    _, section, chart = told(rulebook, departments=leads)

    assert why in said(section)
    assert section.heading == "Whoever does daily work could report to the Director in your place"
    assert below(chart, "Director of Operations") == [("Those who report to you", "Those of daily work")]
    assert ("Those who report to you", "The others of 9 people") in below(chart, "You")
    assert chart.after.note == ""


def test_without_the_number_of_reports_only_the_leads_are_told(rulebook: Rulebook) -> None:
    _, section, chart = told(rulebook, direct_reports=None)

    assert section.heading == "Six leads of departments could report to the Director"
    assert below(chart, "You") == [("Director of Operations", "New")]


@pytest.mark.parametrize("changes", [{}, {"seat-money": "part"}, BOTH, {"departments": 0}])
def test_chart_table_and_text_tell_the_same_in_every_format(
    rulebook: Rulebook, changes: dict[str, Answer]
) -> None:
    case = Case(facts=DIRECTOR | changes)
    report = compose(advise(rulebook, case), rulebook)
    figure = next(b for s in report.sections for b in s.blocks if getattr(b, "id", "") == "organisation")
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, OrganisationChart)

    for tree, column in ((figure.chart.before, 1), (figure.chart.after, 2)):
        drawn = sorted((p.title, boss.title) for boss in posts(tree) for p in boss.reports)
        listed = sorted(
            (r[0], b.capitalize() if b == "you" else b)
            for r in figure.table.rows
            for b in r[column].split(" or ")
            if b not in {"–", "moves up"}
        )
        assert drawn == listed
    for post in [*posts(figure.chart.before), *posts(figure.chart.after)]:
        if post.title != "You":
            assert f"{post.title} ({post.note})" in figure.alternative
    for text in _drawn(report):
        assert all(row[0] in text for row in figure.table.rows)
        assert "A proposal: who reports to whom today" in text


def _drawn(report: Report) -> Iterator[str]:
    yield markdown.draw(report)
    yield html.draw(report)
