import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
import readability
from hypothesis import given
from hypothesis import strategies as st

from advisor.assessment import Assessment, form_in_words
from advisor.case import Case
from advisor.engine import advise
from advisor.loading.plain_form import spelled
from advisor.report import compose, document, html, markdown, terminal
from advisor.report.anonymity import without_names
from advisor.report.blocks import (
    Brand,
    Bullets,
    Callout,
    Figure,
    KeyFacts,
    OrganisationChart,
    Paragraph,
    Post,
    Report,
    ScoreChart,
    Section,
    ShareChart,
    Table,
    TippingChart,
)
from advisor.report.formats import formats_for
from advisor.report.sections import LENGTHS
from advisor.report.wording import state_in_words
from advisor.rulebook import Rulebook, Step
from tests.companies import companies, read_again
from tests.exact.drawing import Drawn, books_and_cases, tries
from tests.population import stratified
from tests.report.companies_told import TOLD, Told, told

GOLDENS = Path(__file__).parent / "goldens"
ADVISED = sorted(set(TOLD) - {"no-advice"})


def texts(value: object) -> Iterator[str]:
    """Yield every text of a report, or of any noun."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*texts(key), *texts(inner))


def figures(report: Report) -> dict[str, Figure]:
    return {
        block.id: block
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Figure)
    }


def composed(one: Told, length: str = "standard", *, answers: bool = True, anonymous: bool = False) -> Report:
    return compose(one.assessment, one.rulebook, length, answers=answers, anonymous=anonymous)


def half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def total_shown(value: Fraction, rulebook: Rulebook) -> int:
    """A half goes up, but never to a mark that is not reached."""
    policy, shown = rulebook.policies[rulebook.policy], half_up(value)
    return shown - (shown in {policy.needed.points, policy.near.points} and value < shown)


@pytest.mark.parametrize("length", sorted(LENGTHS))
@pytest.mark.parametrize("name", sorted(TOLD))
def test_the_words_that_leave_the_building_are_those_approved(
    name: str, length: str, pytestconfig: pytest.Config
) -> None:
    drawn = markdown.draw(composed(told(name), length))
    golden = GOLDENS / f"{name}.{length}.md"
    if pytestconfig.getoption("--approve"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(drawn, "utf-8", newline="\n")

    rulebook = told(name).rulebook.digest[:16]
    assert _without_digest(drawn, rulebook) == _without_digest(golden.read_text("utf-8"), rulebook)


def _without_digest(text: str, digest: str) -> str:
    """Leave out what changes with any change of the rules, even one that no report shows."""
    text = text.replace(digest, "")
    return re.sub(r"(digest|Fingerprint of the answers) ?[0-9a-f]*", r"\1", text)


@pytest.mark.parametrize("name", ADVISED)
def test_charts_hold_the_numbers_of_the_assessment(name: str) -> None:
    one = told(name)
    found, drawn = one.assessment, figures(composed(one))
    chart = drawn["scores"].chart
    assert isinstance(chart, ScoreChart)
    assert [series.total for series in chart.series] == [
        total_shown(score.total, one.rulebook) for score in found.scores
    ]
    for series, score in zip(chart.series, found.scores, strict=True):
        expected = [(half_up(c.expected), c.low, c.high, c.of) for c in score.cells]
        assert [(bar.value, bar.low, bar.high, bar.of) for bar in series.bars] == expected
    analysis = found.analysis
    assert analysis is not None
    assert analysis.robustness is not None
    if "weightings" in drawn:
        chart = drawn["weightings"].chart
        assert isinstance(chart, ShareChart)
        assert (sum(s.count for s in chart.shares), chart.of) == (analysis.robustness.weightings,) * 2
        assert [s.count for s in chart.shares if s.given] in ([analysis.robustness.holds], [])
    if "possible" in drawn:
        chart = drawn["possible"].chart
        assert isinstance(chart, ShareChart)
        assert abs(sum(s.count for s in chart.shares) - chart.of) <= len(analysis.possible)
    if "tipping" in drawn:
        chart = drawn["tipping"].chart
        assert isinstance(chart, TippingChart)
        beyond = {
            value
            for t in analysis.thresholds
            for value, choice in ((t.below, t.verdict_below), (t.above, t.verdict_above))
            if choice is not None
        }
        assert {point.value for line in chart.lines for point in line.points} == beyond
        assert all(line.low <= point.value <= line.high for line in chart.lines for point in line.points)


@pytest.mark.parametrize("name", ADVISED)
def test_the_key_facts_are_those_of_the_assessment(name: str) -> None:
    one = told(name)
    report, found = composed(one, "one-page"), one.assessment
    facts = next(b for s in report.sections for b in s.blocks if isinstance(b, KeyFacts)).items
    given = [
        total_shown(score.total, one.rulebook)
        for role in found.verdict.choice.roles
        for score in found.scores
        if score.role == role
    ]
    rows = {fact.label: fact for fact in facts}
    asked = one.rulebook.facts_as_asked()
    states = [str(getattr(found.states[fact.id], "value", "given")) for fact in asked]

    assert len(facts) == 4
    assert [int(n) for n in re.findall(r"\d+", facts[0].value)] == given
    assert found.analysis is not None
    assert found.analysis.robustness is not None
    held = [found.analysis.robustness.holds, found.analysis.robustness.weightings]
    assert [int(n) for n in re.findall(r"\d+", rows["How sure"].note)][:2] == held
    known = [
        states.count("given"),
        len(states) - states.count("not-applicable") - states.count("does-not-apply"),
    ]
    assert [int(n) for n in re.findall(r"\d+", rows["Questions answered"].value)] == known


@pytest.mark.parametrize("length", sorted(LENGTHS))
@pytest.mark.parametrize("name", sorted(TOLD))
def test_no_number_is_told_that_neither_result_nor_rules_hold(name: str, length: str) -> None:
    one = told(name)
    result = document.result(one.assessment, one.rulebook)
    held = {int(n) for n in _numbers(json.dumps([result, spelled(one.rulebook)], ensure_ascii=False))}
    scores = list(one.assessment.scores)
    held |= {half_up(value) for s in scores for value in (s.total, s.low, s.high)}
    held |= {half_up(cell.expected) for s in scores for cell in s.cells}
    held |= {abs(a - b) for a in list(held) for b in list(held) if 0 <= a <= 100 and 0 <= b <= 100}
    analysis = one.assessment.analysis
    assert analysis is not None
    held |= {half_up(100 * possible.share) for possible in analysis.possible}
    if analysis.robustness:
        whole = analysis.robustness.weightings
        held |= {half_up(Fraction(100 * w.weightings, whole)) for w in analysis.robustness.verdicts}
    pays = [{n for pay in role.pay for n in (pay.low, pay.high)} for role in one.rulebook.roles.values()]
    held |= {a + b for these, those in combinations(pays, 2) for a in these for b in those}
    people, pace = (one.assessment.states.get(name) for name in ("headcount", "growth-last"))
    if isinstance(people, int) and isinstance(pace, int):
        held |= {half_up(people * (1 + Fraction(pace, 100)) ** 3)}
    growth = composed(one, length)
    held |= {m.value for f in figures(growth).values() for m in getattr(f.chart, "moments", ())}
    day, policy = one.assessment.case.date, one.rulebook.policies[one.rulebook.policy]
    if day:
        latest = [date.fromisoformat(day) + timedelta(days=t.within_days) for t in policy.times.values()]
        held |= {later.year for later in latest}
    quoted = " ".join(texts(growth)).replace(one.assessment.rulebook.digest[:16], "")
    quoted = quoted.replace(document.fingerprint(one.assessment)[:16], "")

    told_numbers = {int(n) for n in _numbers(quoted)}

    assert {n for n in told_numbers if n > 100} <= held


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"(?<=\d)[,_](?=\d{3})", "", text))


@pytest.mark.parametrize("name", sorted(TOLD))
def test_the_summary_comes_first_and_the_appendix_last(name: str) -> None:
    for length in LENGTHS:
        parts = [section.part for section in composed(told(name), length).sections]
        assert parts == sorted(parts, key=["summary", "body", "appendix"].index)
        assert parts[0] == "summary"
        assert {section.level for section in composed(told(name), length).sections[:1]} == {2}


@pytest.mark.parametrize("name", sorted(TOLD))
def test_every_table_is_whole_and_every_figure_has_its_own_name(name: str) -> None:
    report = composed(told(name), "full")
    drawn = [b for s in report.sections for b in s.blocks if isinstance(b, Figure)]
    tables = [b for s in report.sections for b in s.blocks if isinstance(b, Table)] + [f.table for f in drawn]

    assert len({figure.id for figure in drawn}) == len(drawn)
    assert all(len(row) == len(table.head) for table in tables for row in table.rows)
    assert all(len(table.widths) in {0, len(table.head)} for table in tables)
    assert all(figure.alternative.endswith(".") for figure in drawn)
    assert all(section.blocks for section in report.sections if section.level == 3)


def test_who_waits_reads_what_comes_first_and_when_to_look_again(rulebook: Rulebook) -> None:
    report = composed(told("not-yet-with-gates"), "one-page")
    gates = {gate.id: gate for gate in rulebook.gates}
    acting = [gates[f.gate] for f in told("not-yet-with-gates").assessment.gates if f.without is not None]
    callouts = [b for s in report.sections for b in s.blocks if isinstance(b, Callout)]
    said = " ".join(texts(report))

    assert len(acting) == 4
    assert [callout.tone for callout in callouts] == ["caution"]
    assert all(gate.title.casefold() in said.casefold() for gate in acting)
    assert acting[0].first[0].does in said
    assert f"Look at this again when {acting[0].again}" in said


def _first_page(case: Case, rulebook: Rulebook) -> tuple[Assessment, str]:
    found = advise(rulebook, case)
    return found, " ".join(texts(compose(found, rulebook, "one-page")))


def _answered_in_full(rulebook: Rulebook) -> dict[str, Case]:
    return {one.id: one.case for one in read_again(rulebook, "answered-in-full")}


def test_only_what_holds_the_advice_back_has_to_be_right_first(rulebook: Rulebook) -> None:
    gates, seen = {gate.id: gate for gate in rulebook.gates}, set()
    for case in _answered_in_full(rulebook).values():
        found, said = _first_page(case, rulebook)
        verdict = found.verdict
        for one in found.gates:
            if one.without is None or verdict.choice.timing is None:
                continue
            gate = gates[one.gate]
            named = gate.effect.target in {*verdict.choice.roles, *verdict.on_merits.roles}
            holds = gate.effect.kind == "defer" or named or one.without != verdict.choice
            seen.add((gate.effect.kind, holds))
            told_of = re.search(rf"{re.escape(gate.title)}[.;]", said, re.IGNORECASE)
            assert bool(told_of) == holds, (case.name, gate.id)
    assert {("block", False), ("block", True), ("defer", True)} <= seen


def test_the_mark_to_look_again_at_is_that_of_a_gate_which_alone_changes_the_advice(
    rulebook: Rulebook,
) -> None:
    gates, seen = {gate.id: gate for gate in rulebook.gates}, 0
    for case in _answered_in_full(rulebook).values():
        found, said = _first_page(case, rulebook)
        alone = [g.gate for g in found.gates if g.without not in {None, found.verdict.choice}]
        if alone and found.verdict.choice.timing != "now":
            seen += 1
            gate = gates[alone[0]]
            assert f"Look at this again when {gate.again}." in said, case.name
            assert re.search(rf"right first(?: for .*?)? {re.escape(gate.title)}\.", said), case.name
    assert seen


def test_putting_a_gate_right_is_not_said_to_change_nothing_where_its_own_answer_leads_on(
    rulebook: Rulebook,
) -> None:
    case = next(one.case for one in companies(rulebook) if one.id == "dir-affiliate-first-hire")
    found, said = _first_page(case, rulebook)
    people = found.states["headcount"]

    assert found.verdict.on_merits == found.verdict.choice
    assert isinstance(people, int)
    assert people <= 5
    assert "moves points as well: it would be “Director, soon” with one other answer (People who work" in said


@pytest.mark.parametrize("name", ["kept-now", "kept-not-yet"])
def test_where_the_seat_is_filled_nothing_is_said_of_a_hire_and_there_is_something_to_do(name: str) -> None:
    one = _kept(name)
    report = composed(one, "full")
    verdict = one.assessment.verdict
    tables = [b for s in report.sections for b in s.blocks if isinstance(b, Table)]
    options = next(b for b in tables if b.head[-1].startswith("As it is today"))
    said = " ".join(t for s in report.sections if s.part != "appendix" for t in texts(s.blocks)).casefold()
    page = list(texts(composed(one, "one-page")))

    assert [seat.in_place for seat in verdict.seats] == [True]
    assert verdict.choice.timing == ("now" if name == "kept-now" else "not-yet")
    assert "What to do next" in page
    assert any(step.done in " ".join(page).casefold() for step in _steps_told(one))
    assert ("COO, in place" in options.head) == (name == "kept-not-yet")
    assert options.rows[3][-1] == "No more than today"
    for words in (
        "once the time comes",
        "holds a hire back",
        "when you hire",
        "new person",
        "keep the coo seat free",
    ):
        assert words not in said, words


def test_a_warning_about_a_hire_is_left_out_where_the_seat_is_filled(rulebook: Rulebook) -> None:
    kept, about_hires = (
        _kept("kept-not-yet").assessment,
        {n.id for n in rulebook.notes if n.for_hires or n.for_newcomers},
    )
    facts = {**kept.case.facts, "basics": "in-heads"}
    filled, empty = (
        {
            note.note
            for note in advise(rulebook, replace(kept.case, facts=facts | {"ops-leader": who})).warnings
        }
        for who in ("coo", "none")
    )

    assert "builder-not-runner" in empty
    assert not filled & about_hires


@pytest.mark.parametrize("result", ["outgrown", "no-say", "own-area"])
@pytest.mark.parametrize("who", ["director", "coo"])
def test_what_the_owner_told_of_whoever_holds_the_seat_is_dealt_with_and_only_the_seat_is_kept(
    rulebook: Rulebook, who: str, result: str
) -> None:
    case = told("director-promoted").assessment.case
    facts = {**case.facts, "ops-leader": who, "ops-leader-result": result}
    if who == "director":
        facts |= {"hand-over": "area", "plan": "slips", "need-operating-plan": "covered", "ties": "leads"}
    found = advise(rulebook, replace(case, facts=facts))
    seat = next(seat for seat in found.verdict.seats if seat.in_place)
    steps = [
        step
        for step in rulebook.roles[seat.role].kept_steps
        if [(demand.fact, demand.among) for demand in step.when] == [("ops-leader-result", (result,))]
    ]
    screen = StringIO()
    terminal.draw(found, rulebook, screen, width=400, colour=False, accessible=True)
    drawn = [*(" ".join(texts(compose(found, rulebook, length))) for length in LENGTHS), screen.getvalue()]

    assert len(steps) == 1
    assert all(steps[0].does.rstrip(".") in said for said in drawn if steps[0].doubt or seat.role == "coo")
    assert seat.in_doubt == bool(steps[0].doubt) == ((who, result) != ("director", "own-area"))
    assert all(steps[0].doubt in said for said in drawn)
    assert ("Keep your" in found.verdict.headline) == (not seat.in_doubt)
    assert ("Keep the seat of the" in found.verdict.headline) == seat.in_doubt
    shown = document.result(found, rulebook)["verdict"]
    assert isinstance(shown, dict)
    assert [one["in_doubt"] for one in shown["roles"] if one["in_place"]] == [seat.in_doubt]


def test_what_has_to_be_right_first_and_a_doubt_of_the_same_answer_are_told_once(rulebook: Rulebook) -> None:
    case = told("coo-in-doubt").assessment.case
    facts = {**case.facts, "ops-leader-result": "no-say", "delegation": "keeps"}
    found = advise(rulebook, replace(case, facts=facts))
    said = " ".join(texts(compose(found, rulebook, "one-page")))
    doubt = next(
        s for s in rulebook.roles["coo"].kept_steps if s.doubt.startswith("You said that the decisions")
    )

    assert found.verdict.seats[0].in_doubt
    assert found.verdict.headline.startswith("Keep the seat of the")
    assert "operations leader has no say" in said
    assert "Write down what your present leader may decide alone" in said
    assert doubt.does not in said
    assert doubt.doubt not in said


@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_whoever_moves_up_is_not_kept_in_the_first_seat_and_that_is_to_be_filled(length: str) -> None:
    one = told("director-promoted")
    verdict, report = one.assessment.verdict, composed(one, length)
    said = " ".join(texts(report))

    assert [(seat.role, seat.promotes) for seat in verdict.seats] == [
        ("coo", "director-of-operations"),
        ("director-of-operations", ""),
    ]
    assert verdict.headline.startswith("Promote your Director of Operations to Chief Operating Officer")
    assert verdict.headline.endswith("Then fill that first seat anew.")
    assert "Keep your Director" not in said
    assert "Your director does well, so try the director as COO for half a year." in said
    assert "Add the COO above" not in said
    if length != "one-page":
        headings = [section.heading for section in report.sections]
        assert [h for h in headings if h.startswith("The seat: ")] == [
            "The seat: Chief Operating Officer (COO), promoted from within",
            "The seat: Director of Operations, full-time, once the half year on trial is over",
        ]
        chart = figures(report)["organisation"].chart
        assert isinstance(chart, OrganisationChart)
        assert {"To fill anew", "New; for your Director of today"} <= {p.note for p in posts(chart.after)}


def test_with_money_for_some_days_nobody_moves_up_and_the_director_stays(rulebook: Rulebook) -> None:
    case = told("director-promoted").assessment.case
    found = advise(rulebook, replace(case, facts={**case.facts, "seat-money": "manager"}))

    assert not [seat for seat in found.verdict.seats if seat.promotes]
    assert found.verdict.headline.startswith("Keep your Director of Operations. Hire a Chief")
    assert found.sequence is not None
    assert found.sequence.says.startswith("The director is there. Add the COO above")


@pytest.mark.parametrize("who", ["none", "director"])
def test_a_job_description_speaks_the_language_of_a_charity(rulebook: Rulebook, who: str) -> None:
    facts = {**told("director-promoted").assessment.case.facts, "industry": "nonprofit", "ops-leader": who}
    facts["need-compliance"] = "uncovered"
    if who == "none":
        facts |= {"need-daily": "uncovered", "owner-time": 60, "hand-over": "area", "plan": "slips"}
        del facts["ops-leader-result"]
    found = advise(rulebook, Case(facts=facts))
    described = _job_descriptions(compose(found, rulebook))

    assert described
    for text in described.values():
        assert not re.search(r"\b(owner|trade|customers?|sales|order|sold)\b", text), text
        assert "the executive director." in text or "the Chief Operating Officer" in text
    charity = " ".join(described.values())
    assert ("the law for charities" in charity) == ("Director" in " ".join(described))
    shop = _job_descriptions(compose(advise(rulebook, Case(facts=facts | {"industry": "other"})), rulebook))
    assert "Reports to: the owner." in " ".join(shop.values())


def test_a_job_description_for_whoever_moves_up_is_no_advertisement() -> None:
    described = _job_descriptions(composed(told("director-promoted")))

    inside = described["The seat: Chief Operating Officer (COO), promoted from within"]
    outside = described["The seat: Director of Operations, full-time, once the half year on trial is over"]
    assert "to agree on with whoever moves up" in inside
    assert "What the seat asks of you" in inside
    assert "ready to post" not in inside
    assert "ready to post" in outside


def _job_descriptions(report: Report) -> dict[str, str]:
    """Map the heading of each seat to its job description."""
    found, chapter = {}, ""
    for section in report.sections:
        chapter = section.heading if section.level == 2 else chapter
        if section.heading.startswith("Job description"):
            found[chapter] = " ".join(texts(section))
    return found


def _kept(name: str) -> Told:
    if name == "kept-now":
        return told("director-kept")
    one = told("both-now")
    facts = {**one.assessment.case.facts, "ops-leader": "coo", "delegation": "keeps"}
    return Told(advise(one.rulebook, replace(one.assessment.case, facts=facts)), one.rulebook)


def _steps_told(one: Told) -> list[Step]:
    roles = one.assessment.verdict.choice.roles
    acting = {found.gate for found in one.assessment.gates if found.without is not None}
    return [
        *(step for role in roles for step in one.rulebook.roles[role].kept_steps),
        *(step for gate in one.rulebook.gates if gate.id in acting for step in gate.first),
    ]


@pytest.mark.parametrize("name", ADVISED)
def test_every_decision_on_the_map_is_made_by_somebody_named(name: str) -> None:
    tables = [
        block
        for section in composed(told(name)).sections
        for block in section.blocks
        if isinstance(block, Table) and block.head[0] == "Decision"
    ]
    for table in tables:
        parties = len(table.head) - 1 - ("Who decides today" in table.head)
        for row in table.rows:
            assert len([cell for cell in row[-parties:] if re.fullmatch("Decides?", cell)]) == 1, row


def test_for_both_the_first_page_says_who_reports_to_whom_and_who_comes_first() -> None:
    found = told("both-now").assessment.sequence
    assert found is not None
    said = " ".join(texts(composed(told("both-now"), "one-page")))

    assert found.reports in said
    assert found.says in said


@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_a_total_that_does_not_reach_a_mark_is_nowhere_shown_as_if_it_did(length: str) -> None:
    one, screen = told("close-call"), StringIO()
    total = one.assessment.scores[0].total
    report = composed(one, length)
    terminal.draw(one.assessment, one.rulebook, screen, width=200, colour=False, accessible=True)
    facts = next(b for s in report.sections for b in s.blocks if isinstance(b, KeyFacts)).items
    said = " ".join(texts(report))

    assert half_up(total) == 41 > total
    assert facts[0].value == "40"
    assert "Director 40, COO 40" in said
    assert "Director 41" not in said
    assert "just under" not in said
    assert "Director of Operations: 40 of 100" in screen.getvalue()
    if length != "one-page":
        chart = figures(report)["scores"].chart
        assert isinstance(chart, ScoreChart)
        assert chart.series[0].total == 40


def test_a_question_is_named_once_among_what_is_not_known(rulebook: Rulebook) -> None:
    seen = 0
    for company in companies(rulebook)[::6]:
        found = advise(rulebook, company.case)
        assert found.analysis is not None
        useful = [rulebook.facts[gain.fact].title for gain in found.analysis.find_out[:3]]
        for accessible in (True, False):
            screen = StringIO()
            terminal.draw(found, rulebook, screen, width=400, colour=False, accessible=accessible)
            told_last = screen.getvalue().partition("What would change it")[2] or screen.getvalue()
            told_last = re.sub(r"^.*\n", "", told_last) if accessible else told_last.partition("\n\n")[2]
            for title in useful:
                seen += 1
                assert told_last.casefold().count(title.casefold()) <= 1, (company.id, title)
                assert screen.getvalue().casefold().count(title.casefold()) >= 1
        sections = [
            s for s in compose(found, rulebook).sections if re.search(r"answers? (is|are) missing", s.heading)
        ]
        if useful:
            text, table = sections[0].blocks
            assert isinstance(text, Paragraph)
            assert isinstance(table, Table)
            assert "the most useful to find out next" in text.text
            assert [row[0] for row in table.rows[: len(useful)]] == useful
        listed = [t for t in texts(compose(found, rulebook)) if t.startswith("Most useful to find out")]
        assert not listed
    assert seen


def test_a_close_call_is_called_one_beside_not_yet() -> None:
    report = composed(told("director-promoted"))
    said = list(texts(report))

    assert any(text.startswith("A close call: ") for text in said)
    assert "What makes it a close call: the Director is 2\u00a0points over the mark of 50." in said
    heads = [b.head for section in report.sections for b in section.blocks if isinstance(b, Table)]
    assert any(cell.startswith("Not yet") for head in heads for cell in head)


def test_a_close_call_tells_what_makes_it_one() -> None:
    report = composed(told("third-role"), "one-page")

    assert "It is a close call: one step in any of 15 answers changes it." in " ".join(texts(report))


def test_scores_far_apart_are_no_close_call(rulebook: Rulebook) -> None:
    answered = read_again(rulebook, "answered-in-full")
    company = next(one for one in answered if one.id == "dir-d2c-india-builder")
    found = advise(rulebook, company.case)
    headings = [section.heading for section in compose(found, rulebook).sections]

    assert found.verdict.firmness == "toss-up"
    assert not [heading for heading in headings if heading.startswith("A close call")]


def test_for_two_seats_to_fill_the_first_page_tells_each_form_and_the_money_for_both(
    rulebook: Rulebook,
) -> None:
    answered = [one for one in read_again(rulebook, "answered-in-full") if one.id.startswith("both-")]
    facts = [{**one.case.facts, "ops-leader": "manager", "ops-leader-result": "own-area"} for one in answered]
    advised = [advise(rulebook, Case(facts=known)) for known in facts[:8]]
    double = [
        found
        for found in advised
        if found.verdict.choice.timing != "not-yet"
        and sum(not seat.in_place for seat in found.verdict.seats) == 2
    ]
    assert double
    for found in double:
        said = " ".join(texts(compose(found, rulebook, "one-page")))
        forms = {seat.role: seat.form for seat in found.verdict.seats}
        pay = [
            next(line for line in rulebook.roles[role].pay if line.form == form)
            for role, form in forms.items()
        ]

        assert "For one seat, you said, the company could pay:" in said
        assert all(form_in_words(form) in said for form in forms.values())
        assert f"{sum(line.low for line in pay):,} to {sum(line.high for line in pay):,} a year" in said


LITTLE = Case(facts={"headcount": 25, "waiting": "most"})


def test_how_sure_it_is_has_one_word_on_every_page(rulebook: Rulebook) -> None:
    for one in (Told(advise(rulebook, LITTLE), rulebook), *map(told, ADVISED)):
        found, report = one.assessment, composed(one)
        box = next(b for s in report.sections for b in s.blocks if isinstance(b, KeyFacts)).items
        word = next(fact.value for fact in box if fact.label == "How sure")

        assert (word == "Still open") == (found.verdict.standing == "open")
        assert f"How sure this is: {word.lower()}" in [section.heading for section in report.sections]


def test_who_should_find_out_more_first_is_told_what_and_is_sent_to_hire_nobody(rulebook: Rulebook) -> None:
    unknown = frozenset(fact.id for fact in rulebook.asked_facts()) - set(LITTLE.facts)
    for case in (LITTLE, replace(LITTLE, dont_know=unknown)):
        found = advise(rulebook, case)
        assert found.analysis is not None
        assert found.verdict.standing == "open"
        page, whole = (compose(found, rulebook, length) for length in ("one-page", "standard"))
        steps = next(b for s in page.sections for b in s.blocks if isinstance(b, Table)).rows

        useful = [rulebook.facts[gain.fact].title for gain in found.analysis.find_out[:3]]
        assert all(title.casefold() in steps[0][1].casefold() for title in useful)
        assert len(steps) == 1
        assert not [section for section in whole.sections if "ready to post" in section.heading]


def test_a_follow_up_is_no_question_to_answer_before_the_one_it_follows(rulebook: Rulebook) -> None:
    follows = {fact.id for fact in rulebook.asked_facts() if fact.applies_when}
    everything = frozenset(fact.id for fact in rulebook.asked_facts()) - follows
    for case in (Case(), Case(dont_know=everything), Case(dont_know=everything, facts={"waiting": "most"})):
        found = advise(rulebook, case).analysis
        assert found is not None
        assert not follows & {gain.fact for gain in found.find_out}
        asked = texts(compose(advise(rulebook, case), rulebook, "one-page"))
        assert "And how does that work out?" not in asked


def test_an_answer_whose_question_does_not_apply_is_told_as_such(rulebook: Rulebook) -> None:
    case = Case(facts={"headcount": 30, "departments": 1, "ties": "owner", "ops-leader": "none"})
    found = advise(rulebook, case)
    said = [text for text in texts(compose(found, rulebook, "full")) if "I do, every time" in text]

    assert found.parked == ("ties",)
    assert said == ["I do, every time (does not apply, not counted)"]


def test_amounts_in_other_money_are_told_with_their_rate_and_no_others() -> None:
    one = told("director-now")
    assert not [text for text in texts(composed(one)) if "was counted as" in text]
    case = replace(one.assessment.case, currency="EUR", dollars_per_unit=Fraction(11, 10))
    abroad = advise(one.rulebook, case)
    for length in ("standard", "full"):
        told_again = " ".join(texts(compose(abroad, one.rulebook, length)))
        assert "One EUR was counted as 1.1 US dollars." in told_again
        assert "USD 75,000 to 143,000 (about EUR\u00a068,000 to 130,000)" in told_again.replace(
            "USD\u00a0", "USD "
        )
        assert "Pay: put in what you will offer." in told_again


def test_sums_that_answers_name_are_told_in_the_money_of_the_case_too() -> None:
    one = told("director-now")
    facts = {**one.assessment.case.facts, "seat-money": "manager"}
    pounds = replace(
        one.assessment.case,
        facts=facts,
        currency="GBP",
        dollars_per_unit=Fraction(127, 100),
        dont_know=frozenset(),
    )
    label = one.rulebook.facts["seat-money"].values["manager"]

    said = texts(compose(advise(one.rulebook, pounds), one.rulebook, "full"))

    assert f"{label} (about GBP\u00a063,000 to GBP\u00a0142,000)" in said
    fact = one.rulebook.facts["seat-money"]
    assert state_in_words(fact, "manager", pounds, formats_for("de")) == (
        f"{label} (about 63.000\u00a0GBP to 142.000\u00a0GBP)"
    )


def test_a_note_keeps_its_lines_in_markdown() -> None:
    note = Bullets((("first\n# second\n\n    third", "on the whole"),))
    section = Section("Notes", (note,))
    drawn = markdown.draw(Report("R", "", (section,)))

    assert "- first  \n  \\# second  \n  third  \n  *on the whole*" in drawn


@pytest.mark.parametrize("name", ADVISED)
def test_every_step_of_a_seat_to_fill_stands_on_the_first_page_or_in_its_brief(name: str) -> None:
    one = told(name)
    said = set(texts(composed(one)))
    if one.assessment.verdict.calls_for_nobody():
        return
    for seat in one.assessment.verdict.seats:
        if not seat.in_place:
            assert {step.does for step in one.rulebook.roles[seat.role].first_steps} <= said


@pytest.mark.parametrize("name", ADVISED)
def test_what_nothing_leads_to_is_told_by_whom_it_recommends_and_in_one_breath(name: str) -> None:
    one = told(name)
    said = [text for text in texts(composed(one, "full")) if text.startswith("Nothing you could change")]
    analysis = one.assessment.analysis
    assert analysis is not None
    shut = [way.to for way in analysis.ways if way.kind == "action" and way.impossible]

    counted = 0
    for part in said[0].partition(":")[2].rstrip(".").split(";") if said else []:
        more = re.search(r"and (\d+) more", part)
        times = 3 if "at any time" in part else sum(word in part for word in ("now", "soon", "not yet"))
        counted += int(more[1]) if more else times
    assert counted == len(shut)
    assert all(len(line) < 280 and line.count(";") <= 4 for line in said)
    assert not said or max(Counter(re.findall("“(.+?)”", said[0])).values()) == 1


def test_without_advice_the_questions_to_answer_first_are_named(rulebook: Rulebook) -> None:
    report = composed(told("no-advice"), "one-page")
    asks = [q.asks for q in rulebook.questionnaires["full"].questions()]
    named = [text for s in report.sections for b in s.blocks if isinstance(b, Bullets) for text, _ in b.items]

    assert report.sections[0].heading == "Too little is known to advise yet"
    assert len(named) == 6
    assert set(named) <= set(asks)


def test_an_organisation_keeps_everybody_it_counts() -> None:
    chart = figures(composed(told("both-now")))["organisation"].chart
    assert isinstance(chart, OrganisationChart)

    assert titles(chart.before) | {"Chief Operating Officer (COO)"} == titles(chart.after)
    assert [post.title for post in posts(chart.after) if post.new] == ["Chief Operating Officer (COO)"]


def test_whoever_runs_operations_and_moves_up_is_not_drawn_below_the_own_seat(rulebook: Rulebook) -> None:
    facts = {**told("director-promoted").assessment.case.facts, "ops-leader": "manager", "plan": "slips"}
    facts |= {"hand-over": "area", "need-operating-plan": "covered", "need-daily": "uncovered"}
    drawn = {}
    for result in ("outgrown", "own-area"):
        found = advise(rulebook, Case(facts=facts | {"ops-leader-result": result}))
        forms = {seat.role: seat.form for seat in found.verdict.seats}
        chart = figures(compose(found, rulebook))["organisation"].chart
        assert isinstance(chart, OrganisationChart)
        assert "Whoever runs operations today" in titles(chart.before)
        drawn[forms["director-of-operations"]] = chart.after
        said = " ".join(texts(compose(found, rulebook, "one-page")))
        assert ("Talk openly with the person who runs operations today" in said) == (result == "outgrown")

    assert "Whoever runs operations today" not in titles(drawn["internal-promotion"])
    assert "New; for whoever runs operations today" in {
        post.note for post in posts(drawn["internal-promotion"])
    }
    assert "Whoever runs operations today" in titles(drawn["full-time"])


def test_what_leads_elsewhere_is_told_once_and_a_long_way_takes_no_column(rulebook: Rulebook) -> None:
    seen = 0
    for case in list(_answered_in_full(rulebook).values())[::4]:
        found = advise(rulebook, case)
        report = compose(found, rulebook)
        tables = [b for s in report.sections for b in s.blocks if isinstance(b, Table)]
        options = next(b for b in tables if b.rows[0][0] == "Fit, of 100")
        assert options.rows[-1][-1].count("(now:") <= 2
        own = "What you could change yourself"
        for section in report.sections:
            if section.heading == "What it takes to change the advice":
                bullets = [b for b in section.blocks if isinstance(b, Bullets)]
                ways = [text for block in bullets for text, _ in block.items]
                watched = [t for t in texts(section) if t.startswith("What to watch for.")]
                assert not [way for way in ways if watched and way in watched[0]]
                if Paragraph(own, strong=True) in section.blocks:
                    seen += 1
                    below = section.blocks[section.blocks.index(Paragraph(own, strong=True)) + 1]
                    assert not [text for text in texts(below) if "not yet”" in text]
    assert seen


def posts(post: Post) -> Iterator[Post]:
    yield post
    for below in post.reports:
        yield from posts(below)


def titles(post: Post) -> set[str]:
    return {one.title for one in posts(post)}


@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_an_anonymous_report_names_nobody(length: str) -> None:
    one = told("director-now")
    plain, hidden = composed(one, length), composed(one, length, anonymous=True)
    result = document.dumps(document.result(without_names(one.assessment), one.rulebook))
    drawn = [*texts(hidden), markdown.draw(hidden), html.draw(hidden), result]

    assert "bluefin" in " ".join(texts(plain)).casefold()
    for name in ("bluefin", "okonkwo", "adaeze"):
        assert not [text for text in drawn if name in text.casefold()]
    assert hidden.client == "The company"


def test_without_answers_the_lists_of_them_stay_out(rulebook: Rulebook) -> None:
    one = told("both-now")
    headings = [s.heading for s in composed(one, "full").sections]
    fewer = composed(one, "full", answers=False)

    assert {"Your answers", "How each point arose"} <= set(headings)
    assert not {"Your answers", "How each point arose"} & {s.heading for s in fewer.sections}
    assert not {q.asks for q in rulebook.questionnaires["full"].questions()} & set(texts(fewer))


def test_all_answers_are_listed_with_their_numbers_and_what_they_count_towards(rulebook: Rulebook) -> None:
    one = told("many-unknowns")
    tables = [
        b
        for s in composed(one, "full").sections
        for b in s.blocks
        if isinstance(b, Table) and b.head[:2] == ("No.", "Question")
    ]
    rows = [row for table in tables for row in table.rows]
    questions = rulebook.questionnaires["full"].questions()

    assert [int(row[0]) for row in rows] == list(range(1, len(questions) + 1))
    assert [row[1] for row in rows] == [question.asks for question in questions]
    unsure = {q.asks for q in questions if q.fact in one.assessment.case.dont_know}
    assert {row[1] for row in rows if row[2] == "Not sure"} == unsure


def test_the_fingerprint_follows_the_answers_and_no_name() -> None:
    found = told("director-now").assessment
    case = found.case
    other = replace(case, facts={**case.facts, "headcount": 31})

    assert document.fingerprint(found) == document.fingerprint(without_names(found))
    assert document.fingerprint(found) != document.fingerprint(replace(found, case=other))


@pytest.mark.parametrize(
    ("language", "date", "money"),
    [
        ("en", "3 November 2026", "USD 75,000"),
        ("en-US", "November 3, 2026", "USD 75,000"),
        ("de", "3. November 2026", "USD 75.000"),
        ("fr-BE", "3 novembre 2026", "75 000 USD"),
        ("xx", "3 November 2026", "USD 75,000"),
    ],
)
def test_dates_and_amounts_are_written_as_the_client_writes_them(
    language: str, date: str, money: str
) -> None:
    one = told("director-now")
    report = compose(one.assessment, one.rulebook, brand=Brand(language=language))
    said = " ".join(texts(report)).replace("\u00a0", " ")
    if language == "de":
        money = "75.000 USD"

    assert report.date.replace("\u00a0", " ") == date
    assert report.day == "2026-11-03"
    assert money in said


def test_a_number_and_its_unit_are_never_parted() -> None:
    said = " ".join(texts(composed(told("both-now"))))

    assert re.search("\\d\u00a0percent", said)
    assert not re.findall(r"\d (?:percent|people|departments|layers|sites|points)\b", _own_words(said))


def _own_words(text: str) -> str:
    """Leave out sentences of the rules, which write as they please."""
    for told_once in sorted(
        {t for t in texts(spelled(told("both-now").rulebook)) if " " in t}, key=len, reverse=True
    ):
        text = text.replace(told_once, "")
    return text


@pytest.mark.parametrize(
    "word", ["probability", "probably", "likelihood", "chance", "KPI", "SOP", "RACI", "FTE"]
)
def test_no_report_promises_what_it_cannot_or_uses_words_of_the_trade(word: str) -> None:
    for name in TOLD:
        assert not re.search(rf"\b{word}\b", " ".join(texts(composed(told(name), "full"))), re.IGNORECASE), (
            name
        )


@pytest.mark.parametrize("name", sorted(TOLD))
def test_every_chapter_reads_at_no_more_than_twelve_years_of_schooling(name: str) -> None:
    for section in composed(told(name)).sections:
        prose = [
            text
            for block in section.blocks
            for text in (
                [block.text]
                if isinstance(block, Paragraph)
                else [inner.text for inner in block.blocks if isinstance(inner, Paragraph)]
                if isinstance(block, Callout)
                else []
            )
            if not text.startswith(
                ("Rests on:", "The advice would be", "What to watch for.", "The nearest other")
            )
        ]
        split = [s for text in prose for s in re.split(r"(?<=[.?:;])\s+", text)]
        spaced = "\n".join(" ".join(re.findall(r"[\w'-]+|[.,?:;]", sentence)) for sentence in split)
        if len(spaced.split()) > 60:
            grade = readability.getmeasures(spaced, lang="en")["readability grades"]["Kincaid"]
            assert grade <= 12, (section.heading, grade)


def test_the_first_page_is_short_for_every_company_of_the_test_cases(rulebook: Rulebook) -> None:
    for company in companies(rulebook)[::4]:
        report = compose(advise(rulebook, company.case), rulebook, "one-page")
        assert len(" ".join(texts(report)).split()) <= 560, company.id


def test_every_company_can_be_reported_on_however_little_is_known(rulebook: Rulebook) -> None:
    for place, (_, case) in enumerate(stratified(2)):
        names = sorted(case.facts)
        for step in (1, 2, 5):
            kept = {name: case.facts[name] for name in names[place % step :: step]}
            found = advise(
                rulebook, replace(case, facts=kept, dont_know=frozenset(set(names[::3]) - set(kept)))
            )
            for length in LENGTHS:
                assert markdown.draw(compose(found, rulebook, length, anonymous=bool(place % 2)))


@given(books_and_cases(most_sheets=100), st.sampled_from(sorted(LENGTHS)))
@tries(25)
def test_every_drawn_rulebook_can_be_reported_on(drawn: Drawn, length: str) -> None:
    rulebook, case = drawn
    assert markdown.draw(compose(advise(rulebook, case), rulebook, length))


def test_an_empty_case_can_be_reported_on(rulebook: Rulebook) -> None:
    for length in LENGTHS:
        assert compose(advise(rulebook, Case()), rulebook, length).sections
