"""What a report says of options, alternatives, firmness, pay and sources holds for every company, not just the usual."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from advisor.assessment import FROM_WITHIN, Assessment
from advisor.case import Case
from advisor.conditions import Absence, Answer, holds
from advisor.engine import advise, assess
from advisor.report import compose
from advisor.report.blocks import Bullets, KeyFacts, Section, Table
from advisor.report.holding import Acting, frees, holding
from advisor.report.matter import Matter
from advisor.rulebook import Rulebook
from tests.companies import companies, read_again
from tests.report.companies_told import TOLD, told
from tests.report.test_content import texts

MONEY = ("nothing", "part", "manager", "executive")
LEADERS = ("none", "manager", "director", "coo")
NOTHING = "Nothing that you told us."


@cache
def _advised(rulebook: Rulebook) -> tuple[Assessment, ...]:
    """Companies that answered in full, each with other money for the seat and another in charge."""
    found = []
    for place, one in enumerate(read_again(rulebook, "answered-in-full")):
        facts = {**one.case.facts, "seat-money": MONEY[place % 4], "ops-leader": LEADERS[place // 4 % 4]}
        if facts["ops-leader"] == "none":
            facts.pop("ops-leader-result", None)
        else:
            facts.setdefault("ops-leader-result", "works-well")
        found.append(advise(rulebook, Case(facts=facts)))
    return tuple(found)


def _options(found: Assessment, rulebook: Rulebook) -> dict[str, dict[str, str]]:
    """Map the title of each option to its cells by the head of the row."""
    sections = compose(found, rulebook).sections
    table = next(
        b for s in sections for b in s.blocks if isinstance(b, Table) and b.rows[0][0] == "Fit, of 100"
    )
    return {
        title: {row[0]: row[place] for row in table.rows}
        for place, title in enumerate(table.head[1:], start=1)
    }


def _roles(title: str, rulebook: Rulebook) -> list[str]:
    name = re.sub(r" \(advised\)|, in place", "", title)
    return [role.id for role in rulebook.roles.values() if role.short in name.split(" and ")]


def test_of_no_option_it_is_said_that_nothing_speaks_against_it_where_pay_or_points_do(
    rulebook: Rulebook,
) -> None:
    needed = rulebook.policies[rulebook.policy].needed.points
    most = {"part": 80_000, "manager": 180_000}
    seen = {"dear": 0, "low": 0, "nothing": 0}
    for found in _advised(rulebook):
        totals = {score.role: score.total for score in found.scores}
        money = most.get(str(found.states["seat-money"]))
        for title, cells in _options(found, rulebook).items():
            roles, said = _roles(title, rulebook), cells["What speaks against it"]
            pay = cells["US pay a year, in dollars"]
            if not roles:
                continue
            amounts = [int(text.replace(",", "")) for text in re.findall(r"\d+,\d{3}", pay)]
            if money is not None and amounts and "promoted" not in pay and max(amounts) > money:
                seen["dear"] += 1
                assert said != NOTHING, (title, pay, said)
                assert "money" in said or " more." in said, (title, pay, said)
            if any(totals[role] < needed for role in roles):
                seen["low"] += 1
                assert said != NOTHING, (title, said)
            seen["nothing"] += said == NOTHING
    assert all(seen.values()), seen


def test_an_option_has_the_form_and_the_pay_it_would_have_if_it_were_taken(rulebook: Rulebook) -> None:
    seen = set()
    for found in _advised(rulebook):
        for title, cells in _options(found, rulebook).items():
            pay = cells["US pay a year, in dollars"]
            if "COO" in _short(title) and found.states["ops-leader"] == "coo":
                seen.add("filled")
                assert "as today" in pay.casefold()
            elif title.startswith("COO") and found.states["seat-money"] in {"part", "manager"}:
                seen.add("some days")
                assert "for some days a week" in pay, (title, pay)
    assert seen == {"filled", "some days"}


def _short(title: str) -> list[str]:
    return re.sub(r" \(advised\)|, in place", "", title).split(" and ")


def _instead(sections: tuple[Section, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the chapter of each seat and what is named in its place."""
    chapter = ""
    for section in sections:
        chapter = section.heading if section.level == 2 else chapter
        if section.heading.startswith("Instead of this"):
            yield chapter, [text for b in section.blocks if isinstance(b, Bullets) for text, _ in b.items]


def test_nothing_is_named_instead_of_a_seat_that_is_the_very_thing_advised(rulebook: Rulebook) -> None:
    seen = set()
    for found in _advised(rulebook):
        for chapter, named in _instead(compose(found, rulebook).sections):
            role = next(one for one in rulebook.roles.values() if one.title in chapter)
            form = next(seat.form for seat in found.verdict.seats if seat.role == role.id)
            taken = {
                *found.verdict.choice.roles,
                *(r.id for r in rulebook.roles.values() if r.filled(found.states)),
            }
            for one in role.alternatives:
                if one.is_form and one.is_form == form:
                    seen.add(form)
                    assert one.says not in named, (chapter, one.says)
                if one.is_role in taken:
                    seen.add(one.is_role)
                    assert one.says not in named, (chapter, one.says)
            assert named
    assert {"fractional", FROM_WITHIN, "director-of-operations"} <= seen


HIRING = re.compile(
    r"\bhired?\b|\bhiring\b|\bcandidates?\b|\bnew person\b|\bnewcomer\b|\bthe new manager\b", re.I
)


def test_what_has_to_be_right_first_presumes_no_hire(rulebook: Rulebook) -> None:
    for gate in rulebook.gates:
        said = " ".join([gate.title, gate.because, *(f"{step.does} {step.done}" for step in gate.first)])
        assert not HIRING.search(said), (gate.id, said)


def test_a_warning_speaks_of_candidates_only_where_somebody_comes_from_outside(rulebook: Rulebook) -> None:
    for note in rulebook.notes:
        if note.kind == "warning" and not note.for_newcomers:
            said = " ".join([note.says, note.sign, note.do])
            assert not HIRING.search(said), (note.id, said)


def test_to_whoever_moves_up_nothing_is_said_of_candidates(rulebook: Rulebook) -> None:
    seen = 0
    for found in _advised(rulebook):
        seats = found.verdict.to_fill()
        if seats and all(seat.form == FROM_WITHIN for seat in seats):
            seen += 1
            sections = compose(found, rulebook, "standard").sections
            said = " ".join(texts([s for s in sections if s.heading not in {"Sources"}]))
            for words in ("candidate", "the new person", "this hire", "For any such hire", "A hire who"):
                assert words not in said, words
    assert seen


def test_who_is_hired_and_who_moves_up_are_told_apart_in_the_headline(rulebook: Rulebook) -> None:
    seen = 0
    for found in _advised(rulebook):
        forms = {seat.form == FROM_WITHIN for seat in found.verdict.to_fill() if not seat.promotes}
        if len(forms) == 2 and found.verdict.choice.timing == "now":
            seen += not any(seat.in_place for seat in found.verdict.seats)
            said = found.verdict.headline.casefold()
            assert "appoint a director of operations" in said
            assert "hire a chief operating officer" in said
    assert seen


@pytest.mark.parametrize("name", sorted(set(TOLD) - {"no-advice"}))
def test_firmness_speaks_of_answers_given_and_standing_of_those_missing(name: str) -> None:
    one = told(name)
    found, analysis = one.assessment, one.assessment.analysis
    assert analysis is not None
    report = compose(found, one.rulebook)
    said = " ".join(texts(report))
    steps = sum(flip.near for flip in analysis.flips)
    missing = [s for s in found.states.values() if s in {Absence.DONT_KNOW, Absence.NOT_ASKED}]

    assert "By the answers you gave" in said
    assert ("No answer is missing." in said) == (not missing)
    assert ("By the answers still missing" in said) == bool(missing)
    assert ("no single step in an answer changes it" in said) == (steps == 0)
    box = next(b for s in report.sections for b in s.blocks if isinstance(b, KeyFacts)).items
    note = next(fact.note for fact in box if fact.label == "How sure")
    assert ("no single step" in note) == (steps == 0)


def test_what_would_change_the_advice_never_belies_what_is_said_of_single_steps(rulebook: Rulebook) -> None:
    seen = {"step": 0, "larger": 0, "together": 0}
    for found in _advised(rulebook):
        assert found.analysis is not None
        page = compose(found, rulebook, "one-page").sections
        said = " ".join(texts([s for s in page if s.heading == "What would change this advice"]))
        near = {flip.fact for flip in found.analysis.flips if flip.near}
        first = said.partition(" (now: ")[0]
        if "No single step in an answer changes it; a larger change would." in said:
            seen["larger"] += 1
            assert not near
        elif "No single step" in said:
            seen["together"] += 1
            assert not near
        elif near and found.verdict.choice.timing == "now":
            seen["step"] += 1
            assert any(rulebook.facts[name].title in first for name in near), said
    assert all(seen.values()), seen


def test_no_way_is_named_as_a_mark_to_wait_for_that_makes_it_another_kind_of_company(
    rulebook: Rulebook,
) -> None:
    kinds = [fact.title for fact in rulebook.facts.values() if fact.id == "industry"]
    seen = 0
    for found in _advised(rulebook):
        if found.verdict.choice.timing == "not-yet":
            seen += 1
            for cells in _options(found, rulebook).values():
                assert not any(kind in cells["What speaks against it"] for kind in kinds)
    assert seen


@pytest.mark.parametrize("length", ["standard", "full"])
@pytest.mark.parametrize("name", sorted(set(TOLD) - {"no-advice"}))
def test_every_source_named_on_a_page_is_found_in_the_list_of_sources(name: str, length: str) -> None:
    one = told(name)
    sections = compose(one.assessment, one.rulebook, length).sections
    table = next(b for s in sections if s.heading == "Sources" for b in s.blocks if isinstance(b, Table))
    listed = [row[0] for row in table.rows]
    authors = {source.author: source.basis for source in one.rulebook.sources.values()}
    in_order = [author for author in sorted(authors, key=str.casefold) if authors[author] != "article"]

    places = [next(in_order.index(a) for a in in_order if row.startswith(f"{a}: ")) for row in listed[1:]]
    assert places == sorted(places)
    named = [text for text in texts(sections) if text.startswith("Sources: ")]
    assert len(set(listed)) == len(listed)
    for text in named:
        for part in re.split(r"; (?=[A-Z\dumtp])", text.removeprefix("Sources: ").rstrip(".")):
            author = re.sub(r", \d{4}$", "", part)
            assert any(author in row for row in listed), author


def test_pay_is_said_to_be_american_wherever_a_figure_of_it_stands(rulebook: Rulebook) -> None:
    for company in companies(rulebook)[::9]:
        for currency, rate in (("USD", 1), ("EUR", 2)):
            case = replace(
                company.case, currency=currency, dollars_per_unit=type(company.case.dollars_per_unit)(rate)
            )
            sections = compose(advise(rulebook, case), rulebook).sections
            for section in sections:
                figures = [
                    b for b in section.blocks if isinstance(b, Table) and "in the US" in " ".join(b.head)
                ]
                said = " ".join(texts(section))
                assert ("US dollars" in said or "in the US" in said) if figures else True
                if figures and currency == "EUR":
                    assert "EUR" in said
                if section.heading.startswith("Job description"):
                    assert ("Pay: USD" in said) == (currency == "USD"), said


def test_a_risk_is_not_told_again_of_the_answers_that_have_to_be_right_first(rulebook: Rulebook) -> None:
    seen = 0
    for found in _advised(rulebook):
        sections = compose(found, rulebook).sections
        first = [s.heading for s in sections]
        acting = [g for g in rulebook.gates if g.title in first and holds(g.when, found.states) == "met"]
        read = {demand.fact for gate in acting for demand in gate.when}
        rows = [
            row[0]
            for s in sections
            for b in s.blocks
            if isinstance(b, Table) and b.head[0] == "Risk"
            for row in b.rows
        ]
        for note in found.warnings:
            if note.facts and read.issuperset(note.facts):
                seen += 1
                assert note.title not in rows, note.title
    assert seen


ALL_STAYS_WITH_THE_OWNER: dict[str, Answer] = {
    "delegation": "keeps",
    "waiting": "all",
    "ties": "owner",
    "hand-over": "area",
    "need-daily": "uncovered",
    "need-team": "uncovered",
    "owner-time": 85,
}
"""Answers that bring up gates which share them."""


def test_one_thing_alone_is_out_of_the_way_only_where_it_can_be_without_the_others(
    rulebook: Rulebook,
) -> None:
    bound = free = 0
    for one, plan in product(read_again(rulebook, "answered-in-full"), ("open", "in-head", "slips")):
        case = Case(facts={**one.case.facts, **ALL_STAYS_WITH_THE_OWNER, "plan": plan})
        matter = Matter(advise(rulebook, case), rulebook)
        gates = holding(matter)
        if len(gates) < 2:
            continue
        alone = [gate for gate in gates if frees(gate, matter)]
        said = "\n".join(texts(compose(matter.assessment, rulebook)))
        assert ("alone out of the way" in said) == bool(alone)
        for gate in alone:
            others = {other.gate.id for other in gates if other != gate}
            lifted = [_acting(case, gate, change, rulebook) for change in _changes(gate, rulebook)]
            assert any(others <= acting for acting in lifted)
        free += len(alone)
        bound += sum(gate.without != matter.assessment.verdict.choice for gate in gates) - len(alone)

    assert free
    assert bound


def _changes(one: Acting, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for demand in one.gate.when:
        for name in rulebook.hangs_on[demand.fact]:
            yield from ((name, value) for value in rulebook.facts[name].values)


def _acting(case: Case, freed: Acting, change: tuple[str, str], rulebook: Rulebook) -> set[str]:
    """Return the gates that act after a change; none where the one to be freed is among them."""
    after = assess(rulebook, replace(case, facts={**case.facts, change[0]: change[1]}))
    acting = {found.gate for found in after.gates if found.outcome == "met"}
    return set() if freed.gate.id in acting else acting


FEW_ANSWERS: dict[str, Answer] = {"headcount": 22, "owner-time": 55, "waiting": "most", "plan": "slips"}


@pytest.mark.parametrize(
    ("more", "headline"),
    [
        ({}, "Too early to say. So far the points speak for a Director of Operations now."),
        (
            {"ops-leader": "director", "ops-leader-result": "works-well"},
            "Too early to say. So far the points speak for your Director of Operations now.",
        ),
    ],
)
def test_where_other_advice_comes_out_more_often_nobody_is_sent_to_hire(
    more: dict[str, Answer], headline: str, rulebook: Rulebook
) -> None:
    found = advise(rulebook, Case(facts={**FEW_ANSWERS, **more}))
    said = "\n".join(texts(compose(found, rulebook)))

    assert found.analysis
    assert found.analysis.possible[0].choice != found.verdict.choice
    assert found.verdict.headline == headline
    assert "Look at this again as soon as you can answer more." in said
    assert "Look at this again when" not in said
