"""Who decides today as far as told, which needs an option leaves, and headings that state what was found."""

from dataclasses import replace

import pytest

from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import advise
from advisor.report import compose
from advisor.report.blocks import Report, Table
from advisor.report.reasons import is_need
from advisor.rulebook import Rulebook
from tests.report.test_kept_seats import COO
from tests.report.test_organisation import DIRECTOR
from tests.report.test_times import BOTH, SOON


def told(rulebook: Rulebook, facts: dict[str, Answer]) -> Report:
    return compose(advise(rulebook, Case(facts=facts)), rulebook)


def table(report: Report, head: str) -> tuple[str, Table]:
    """The heading above a table with a word in its head, and the table."""
    return next(
        (section.heading, block)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Table) and (block.head[0] == head or block.rows[0][0] == head)
    )


def test_today_names_who_decides_and_else_says_that_it_was_not_told(rulebook: Rulebook) -> None:
    _, decisions = table(told(rulebook, DIRECTOR | {"ties": "nobody", "plan": "in-head"}), "Decision")
    today = {row[0]: row[1] for row in decisions.rows}

    assert decisions.head[1] == "Who decides today"
    assert today["Yearly goals, budget, prices"] == "You, in your head"
    assert today["Procedures, tools and suppliers up to the limit"] == "You, mostly"
    assert today["Disputes between sales and operations"] == "Nobody; it drags on"
    assert today["Daily schedule, capacity, quality"] == "You or your partners"
    assert today["Hiring or dismissing in operations"] == "not told"
    persons = {words for fact in rulebook.facts.values() for words in fact.who.values()}
    assert {cell.casefold() for cell in today.values()} <= {
        words.casefold() for words in (*persons, "not told")
    }


def test_too_little_told_of_today_leaves_the_column_out(rulebook: Rulebook) -> None:
    facts = {name: value for name, value in DIRECTOR.items() if name not in {"waiting", "ops-leader"}}
    _, decisions = table(told(rulebook, facts), "Decision")

    assert decisions.head[1] == "You"


@pytest.mark.parametrize("facts", [DIRECTOR, SOON, COO, BOTH, DIRECTOR | {"owner-nature": "visionary"}])
def test_an_option_leaves_needs_only_and_none_that_its_own_seats_answer(
    rulebook: Rulebook, facts: dict[str, Answer]
) -> None:
    dispositions = {rule.title for rule in rulebook.rules if not is_need(rule, rulebook)}
    needs = {rule.title for rule in rulebook.rules if is_need(rule, rulebook)}
    _, options = table(told(rulebook, facts), "Fit, of 100")
    row = next(row for row in options.rows if row[0] == "What it does not answer")

    assert "You would hand over daily work and keep direction" in dispositions
    assert "The company has the size for its first operations lead" in dispositions
    assert "The direction is decided" in dispositions
    assert {
        "Daily work is not covered",
        "Most decisions wait for you",
        "Where to go is an open question",
    } <= needs
    assert "Only you, or nobody, settles it between departments" in needs
    for cell in row[1:]:
        named = [part for part in cell.rstrip(".").split("; ") if not part.startswith("and ")]
        for name in named:
            assert name.casefold() not in {title.casefold() for title in dispositions - needs}
    both = next(place for place, head in enumerate(options.head) if head.startswith("Director and COO"))
    assert row[both] == "Nothing that your answers show."


def test_what_is_read_for_a_seat_too_is_left_open_by_no_option_with_it(rulebook: Rulebook) -> None:
    _, options = table(told(rulebook, DIRECTOR | {"direct-reports": 7}), "Fit, of 100")
    row = next(row for row in options.rows if row[0] == "What it does not answer")

    assert "report to you" not in row[1]
    assert "report" in row[-1] or "more" in row[-1]


@pytest.mark.parametrize(
    ("facts", "decisions", "option"),
    [
        (
            DIRECTOR,
            "Of seven kinds of decision, you would keep four and the Director would take three",
            "Of four options, the Director is the one to take",
        ),
        (SOON, "", "Of four options, the Director is the one to get ready for"),
        (
            COO,
            "Of seven kinds of decision, two are yours, three the COO's and two the leads'",
            "Of four options, keeping things as they are is the one to take",
        ),
        (
            BOTH,
            "Of seven kinds of decision, you would keep two, the Director would take three and the COO would take two",
            "Of four options, the Director and the COO together are the ones to take",
        ),
        (DIRECTOR | {"headcount": 4}, "", "Of four options, waiting is the one to take"),
    ],
)
def test_headings_state_what_was_found(
    rulebook: Rulebook, facts: dict[str, Answer], decisions: str, option: str
) -> None:
    report = told(rulebook, facts)
    headings = [section.heading for section in report.sections]

    assert option in headings
    assert not decisions or decisions in headings
    for topic in ("Who would decide what", "Where the new seat would stand", "When to look again"):
        assert not [heading for heading in headings if heading.startswith(topic)]
    assert not [heading for heading in headings if "side by side" in heading]


def test_counts_in_the_heading_are_those_of_the_map(rulebook: Rulebook) -> None:
    role = rulebook.roles["director-of-operations"]
    fewer = replace(role, decisions=role.decisions[:1] + role.decisions[-1:])
    changed = replace(rulebook, roles=rulebook.roles | {role.id: fewer})
    heading, _ = table(told(changed, DIRECTOR), "Decision")

    assert heading == "Of two kinds of decision, you would keep one and the Director would take one"
