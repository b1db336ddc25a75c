import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import pytest
import readability

from advisor.engine import assess
from advisor.rulebook import Dollars, Fact, Rulebook, Step
from tests.companies import companies
from tests.population import stratified


def test_the_full_questionnaire_has_at_most_34_prompts(rulebook: Rulebook) -> None:
    assert len(rulebook.questionnaires["full"].questions()) <= 34


def test_every_cell_makes_three_to_seven_claims_with_at_most_twelve_rules(rulebook: Rulebook) -> None:
    for cell, rules in rulebook.cells.items():
        scoring = [rule for rule in rules if rule.points]
        assert 3 <= len({rule.claim for rule in scoring}) <= 7, cell
        assert len(scoring) <= 12, cell


def test_all_fourteen_responsibilities_are_asked_about_and_belong_to_a_role(rulebook: Rulebook) -> None:
    cited = {
        cite.split("#")[1]
        for role in rulebook.roles.values()
        for duty in role.duties
        for cite in duty.cites
        if duty.when[0].fact.startswith("need-")
    }

    assert cited == {f"{role}-{n}" for role in ("director", "coo") for n in range(1, 8)}
    assert len([name for name in rulebook.facts if name.startswith("need-")]) <= 10


def test_every_cell_cites_the_article_on_its_own_statement(rulebook: Rulebook) -> None:
    for (role, dimension), statement in rulebook.statements.items():
        short = "coo" if role == "coo" else "director"
        assert statement.cites == (f"sbm-director-vs-coo#{dimension}-{short}",)


def test_size_alone_scores_a_director_in_one_cell_and_has_an_upper_end(rulebook: Rulebook) -> None:
    sized = [
        rule
        for rule in rulebook.rules
        if rule.role == "director-of-operations" and {d.fact for d in rule.when} & {"team-size", "money-size"}
    ]

    assert {rule.dimension for rule in sized} == {"hierarchy"}
    assert all("huge" not in demand.among for rule in sized for demand in rule.when)


def test_scoring_rules_read_size_and_money_only_as_bands(rulebook: Rulebook) -> None:
    raw = {"headcount", "revenue", "sites"}

    assert not [r.id for r in rulebook.rules if raw & {demand.fact for demand in r.when}]


def test_every_published_source_names_its_trust(rulebook: Rulebook) -> None:
    for source in rulebook.sources.values():
        assert (source.trust == "-") == (source.basis != "published"), source.id


def test_every_need_is_asked_with_the_same_four_answers(rulebook: Rulebook) -> None:
    answers = {tuple(f.values.items()) for name, f in rulebook.facts.items() if name.startswith("need-")}

    assert len(answers) == 1
    assert [word for word, _ in answers.pop()] == ["not-needed", "covered", "partly", "uncovered"]


def test_every_scoring_rule_is_met_by_three_companies_or_says_why_it_is_rare(rulebook: Rulebook) -> None:
    met = Counter[str]()
    cases = [company.case for company in companies(rulebook)] + [case for _, case in stratified(20)]
    for case in cases:
        met.update(f.rule for f in assess(rulebook, case).findings if f.outcome == "met")

    assert [rule.id for rule in rulebook.rules if rule.points and met[rule.id] < 3 and not rule.rare] == []


def texts(rulebook: Rulebook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for page in rulebook.questionnaires["full"].pages:
        found[f"questions on {page.id}"] = [t for q in page.questions for t in (q.asks, q.help, q.why)]
    for (role, dimension), rules in rulebook.cells.items():
        found[f"{role}/{dimension}"] = [rule.because for rule in rules]
    found["gates"] = [t for gate in rulebook.gates for t in (gate.because, *_steps(gate.first))]
    found["first steps"] = [
        text
        for steps in (
            *(role.first_steps for role in rulebook.roles.values()),
            *(role.kept_steps for role in rulebook.roles.values()),
            *(pairing.first_steps for pairing in rulebook.pairings),
        )
        for text in _steps(steps)
    ]
    found["interviews"] = [
        f"{t[0].upper()}{t[1:]}"
        for role in rulebook.roles.values()
        for asked in role.interview
        for t in (asked.asks, f"{asked.listen_for}.")
    ]
    found["what we ask for"] = [t for role in rulebook.roles.values() for t in role.asks_for]
    for kind in ("warning", "contradiction", "form", "reason"):
        found[kind] = [
            t for n in rulebook.notes if n.kind == kind for t in (n.says, n.because, n.sign, n.do) if t
        ]
    return found


def _steps(steps: Iterable[Step]) -> list[str]:
    return [text for step in steps for text in (step.does, f"It is done when {step.done}.")]


def test_every_warning_tells_its_early_sign_and_what_to_do(rulebook: Rulebook) -> None:
    assert not [note.id for note in rulebook.notes if note.kind == "warning" and not (note.sign and note.do)]


def test_every_gate_tells_when_to_look_again(rulebook: Rulebook) -> None:
    assert not [gate.id for gate in rulebook.gates if not gate.again]


def test_texts_read_at_no_more_than_twelve_years_of_schooling(rulebook: Rulebook) -> None:
    for topic, sentences in texts(rulebook).items():
        split = [s for text in sentences for s in re.split(r"(?<=[.?:;])\s+", text)]
        spaced = "\n".join(" ".join(re.findall(r"[\w'-]+|[.,?:;]", sentence)) for sentence in split)
        grade = readability.getmeasures(spaced, lang="en")["readability grades"]["Kincaid"]
        assert grade <= 12, (topic, grade)


@pytest.mark.parametrize("word", ["KPI", "SOP", "ARR", "P&L", "CEO", "FTE", "RACI"])
def test_no_text_for_owners_holds_an_unexplained_abbreviation(rulebook: Rulebook, word: str) -> None:
    for topic, sentences in texts(rulebook).items():
        assert not [s for s in sentences if re.search(rf"\b{re.escape(word)}\b", s)], topic


def test_no_text_shouts_or_trails_off(rulebook: Rulebook) -> None:
    for topic, sentences in texts(rulebook).items():
        for sentence in sentences:
            assert "!" not in sentence, topic
            assert sentence.endswith((".", "?", "'")), (topic, sentence)


SEAT = Fact(
    "pay", "pay", "scale", "", values={"some": "Up to $80,000", "most": "$80,000 to $180,000", "all": "More"},
    dollars={"some": Dollars(None, 80_000), "most": Dollars(80_000, 180_000), "all": Dollars(180_000, None)},
)  # fmt: skip

IN_MONEY = {
    ("GBP", Fraction("1.27")): ("up to about GBP 63,000", "about GBP 63,000 to GBP 142,000", "more than about GBP 142,000"),
    ("EUR", Fraction(1)): ("up to about EUR 80,000", "about EUR 80,000 to EUR 180,000", "more than about EUR 180,000"),
    ("JPY", Fraction("0.0067")): ("up to about JPY 11,900,000", "about JPY 11,900,000 to JPY 27,000,000", "more than about JPY 27,000,000"),
}  # fmt: skip


@pytest.mark.parametrize("money", IN_MONEY)
def test_sums_of_words_are_told_in_another_money_as_round_as_people_say_them(
    money: tuple[str, Fraction],
) -> None:
    told = SEAT.told_in(*money).values

    assert tuple(told.values()) == tuple(
        f"{SEAT.values[word]} ({said})" for word, said in zip(SEAT.values, IN_MONEY[money], strict=True)
    )
    assert SEAT.told_in("USD", Fraction(1)) is SEAT
    assert SEAT.told_in("BTC", Fraction(90_000)).values == SEAT.values | {
        "all": "More (more than about BTC 2)"
    }


def test_the_sums_that_labels_name_stand_beside_them_as_data(rulebook: Rulebook) -> None:
    for fact in rulebook.facts.values():
        for word, label in fact.values.items():
            sums = fact.dollars.get(word, Dollars(None, None))
            bounds = [f"{bound:,}" for bound in (sums.least, sums.most) if bound is not None]
            assert re.findall(r"\$([\d,]+)", label) == bounds, (fact.id, word)
