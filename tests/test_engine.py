from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.assessment import Assessment, Cell, Choice
from advisor.case import Case
from advisor.conditions import Absence, Answer, Demand, State
from advisor.engine import assess, resolve
from advisor.engine.sheets import domain
from advisor.rulebook import Fact, Gate, Rulebook
from tests.toybook import at_least, book, choice, derived, gate, number, role, rule, scale

TWO_DEPARTMENTS = (Demand("departments", least=2),)


def toy(gates: Iterable[Gate] = (), needed: int = 60, near: int = 40) -> Rulebook:
    """A doer for daily work and small firms, a chief for large firms with many departments."""
    return book(
        facts=[
            number("headcount", least=1),
            number("departments", most=50),
            scale("daily"),
            replace(choice("ties", "owner", "leads", "nobody"), applies_when=TWO_DEPARTMENTS),
        ],
        rules=[
            rule("doer/scope/gaps", 15, at_least("daily", "partly"), claim="daily"),
            rule("doer/scope/nobody", 10, Demand("daily", among=("uncovered",)), claim="daily"),
            rule("doer/rank/small", 25, Demand("headcount", least=8, most=49)),
            rule("chief/scope/four", 10, Demand("departments", least=4), claim="functions"),
            rule("chief/scope/six", 5, Demand("departments", least=6), claim="functions"),
            rule("chief/scope/bridge", 10, Demand("ties", among=("owner", "nobody"))),
            rule("chief/rank/large", 25, Demand("headcount", least=50)),
        ],
        gates=gates,
        needed=needed,
        near=near,
    )


SMALL: dict[str, Answer] = {"headcount": 20, "departments": 5, "daily": "uncovered", "ties": "owner"}


def totals(assessment: Assessment) -> dict[str, Fraction]:
    return {score.role: score.total for score in assessment.scores}


def cell(assessment: Assessment, role_id: str, dimension: str) -> Cell:
    return next(
        c for s in assessment.scores for c in s.cells if (c.role, c.dimension) == (role_id, dimension)
    )


def test_a_full_sheet_adds_up_as_by_hand() -> None:
    found = assess(toy(), Case(facts=SMALL))

    assert totals(found) == {"doer": 100, "chief": 40}
    assert [(c.points, c.of, c.low, c.high) for s in found.scores for c in s.cells] == [
        (25, 25, 25, 25),
        (25, 25, 25, 25),
        (20, 25, 20, 20),
        (0, 25, 0, 0),
    ]


def test_weights_count_each_dimension_by_its_twentieths() -> None:
    found = assess(toy(), Case(facts=SMALL, weights={"scope": 15, "rank": 5}))

    assert totals(found)["chief"] == Fraction(100 * 15 * 20, 25 * 20)


@pytest.mark.parametrize("absence", ["not asked", "dont_know"])
def test_an_unknown_rule_counts_for_the_share_of_its_open_answers_that_meet_it(absence: str) -> None:
    facts = {name: value for name, value in SMALL.items() if name != "daily"}
    unsure = frozenset({"daily"}) if absence == "dont_know" else frozenset[str]()

    found = assess(toy(), Case(facts=facts, dont_know=unsure))

    daily = cell(found, "doer", "scope")
    assert daily.expected == 15 * Fraction(2, 4) + 10 * Fraction(1, 4)
    assert (daily.points, daily.low, daily.high) == (0, 0, 25)
    assert totals(found)["doer"] == 2 * (10 + 25)


def test_does_not_apply_settles_a_demand_as_unmet_and_rescales_nothing() -> None:
    facts = {name: value for name, value in SMALL.items() if name != "daily"}

    found = assess(toy(), Case(facts=facts, not_applicable=frozenset({"daily"})))

    assert totals(found)["doer"] == 50
    assert cell(found, "doer", "scope").high == 0


def test_an_answer_to_a_question_that_does_not_apply_is_parked_and_not_scored() -> None:
    found = assess(toy(), Case(facts={**SMALL, "departments": 1}))

    assert found.parked == ("ties",)
    assert found.states["ties"] is Absence.DOES_NOT_APPLY
    assert totals(found)["chief"] == 0


def test_a_fact_that_may_or_may_not_apply_counts_both_ways() -> None:
    found = assess(toy(), Case(facts={"headcount": 20, "ties": "owner"}))

    bridge = next(f for f in found.findings if f.rule == "chief/scope/bridge")
    assert bridge.share == Fraction(3, 4), "departments fall into 0, 2, 4 and 6, and three of them have ties"


def test_with_nothing_settled_there_is_no_advice() -> None:
    for case in (Case(), Case(dont_know=frozenset(SMALL)), Case(facts={"ties": "owner"})):
        verdict = assess(toy(), case).verdict

        assert (verdict.choice, verdict.seats, verdict.form) == (Choice(None, (), None), (), None)
        assert verdict.standing == "open"


def test_all_not_applicable_is_settled_and_gives_the_first_role_not_yet() -> None:
    found = assess(toy(), Case(not_applicable=frozenset(SMALL)))

    assert totals(found) == {"doer": 0, "chief": 0}
    assert found.verdict.choice == Choice("doer", ("doer",), "not-yet")


def test_a_single_answer_is_enough_to_advise() -> None:
    assert assess(toy(), Case(facts={"headcount": 60})).verdict.choice.recommendation == "chief"


def in_bands() -> Rulebook:
    bands = derived(
        "band", "headcount", "trade", ["low", "high"], {"shop": (10,), "office": (10,), "plant": (40,)}
    )
    return book(
        facts=[number("headcount", least=1), choice("trade", "shop", "office", "plant"), bands],
        rules=[rule("doer/scope/band", 25, Demand("band", among=("high",), least="high"))],
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"headcount": 9, "trade": "shop"}, "low"),
        ({"headcount": 10, "trade": "shop"}, "high"),
        ({"headcount": 10, "trade": "plant"}, "low"),
        ({"headcount": 5}, "low"),
        ({"headcount": 40}, "high"),
        ({"headcount": 20}, Absence.NOT_ASKED),
        ({"trade": "shop"}, Absence.NOT_ASKED),
    ],
)
def test_a_derived_fact_is_known_when_all_open_rows_agree(facts: dict[str, Answer], expected: State) -> None:
    assert resolve(in_bands(), Case(facts=facts))["band"] == expected


def test_a_derived_fact_counts_over_its_own_open_answers() -> None:
    found = assess(in_bands(), Case(facts={"headcount": 20}))

    assert found.findings[0].share == Fraction(2, 3)


def test_a_fact_may_apply_only_in_some_bands() -> None:
    rulebook = in_bands()
    extra = replace(
        choice("shift", "early", "late"), applies_when=(Demand("band", among=("high",), least="high"),)
    )
    late = rule("doer/scope/late", 0, Demand("shift", among=("late",)))
    wider = replace(rulebook, facts={**rulebook.facts, "shift": extra}, rules=(*rulebook.rules, late))

    small = assess(wider, Case(facts={"headcount": 5, "trade": "shop", "shift": "late"}))
    large = assess(wider, Case(facts={"headcount": 15, "trade": "shop", "shift": "late"}))

    assert small.parked == ("shift",)
    assert [f.outcome for f in (small.findings[1], large.findings[1])] == ["unmet", "met"]


def test_money_is_held_against_thresholds_in_dollars() -> None:
    rich = book(
        facts=[replace(number("revenue", most=10**9), money=True)],
        rules=[rule("doer/scope/rich", 25, Demand("revenue", least=1_000_000))],
    )
    euros = Case(facts={"revenue": 900_000}, currency="EUR", dollars_per_unit=Fraction("1.12"))

    assert assess(rich, euros).findings[0].outcome == "met"
    assert assess(rich, replace(euros, dollars_per_unit=Fraction("1.11"))).findings[0].outcome == "unmet"


OWNER_KEEPS = Demand("ties", among=("nobody",))


@pytest.mark.parametrize(
    ("effects", "choice"),
    [
        ([], ("doer", "now")),
        (["defer to soon"], ("doer", "soon")),
        (["defer to soon", "defer to not-yet"], ("doer", "not-yet")),
        (["block doer"], ("doer", "not-yet")),
        (["block chief"], ("doer", "now")),
        (["form fractional"], ("doer", "now")),
    ],
)
def test_gates_block_defer_or_set_a_form_and_never_add_points(
    effects: list[str], choice: tuple[str, str]
) -> None:
    gates = [gate(f"g{place}", place, effect, OWNER_KEEPS) for place, effect in enumerate(effects)]

    found = assess(toy(gates), Case(facts={**SMALL, "ties": "nobody"}))

    assert (found.verdict.choice.recommendation, found.verdict.choice.timing) == choice
    assert found.verdict.on_merits == Choice("doer", ("doer",), "now")
    assert totals(found) == totals(assess(toy(), Case(facts={**SMALL, "ties": "nobody"})))


def test_a_gate_says_what_the_verdict_would_be_without_it_alone() -> None:
    gates = [gate("a", 1, "defer to soon", OWNER_KEEPS), gate("b", 2, "defer to not-yet", OWNER_KEEPS)]

    found = assess(toy(gates), Case(facts={**SMALL, "ties": "nobody"}))

    without = {g.gate: g.without.timing for g in found.gates if g.without}
    assert without == {"a": "not-yet", "b": "soon"}


def test_a_gate_that_is_unknown_does_not_act_and_is_listed_as_unknown() -> None:
    facts = {name: value for name, value in SMALL.items() if name != "ties"}

    found = assess(toy([gate("a", 1, "defer to not-yet", OWNER_KEEPS)]), Case(facts=facts))

    assert found.verdict.choice.timing == "now"
    assert [(g.outcome, g.without) for g in found.gates] == [("unknown", None)]


def test_the_form_of_the_first_acting_gate_wins() -> None:
    gates = [gate("late", 2, "form fractional", OWNER_KEEPS), gate("early", 1, "form full-time", OWNER_KEEPS)]
    ordered = sorted(gates, key=lambda g: g.order)

    found = assess(toy(ordered), Case(facts={**SMALL, "ties": "nobody"}))

    assert found.verdict.form == "full-time"


def test_a_role_already_filled_is_kept_and_has_no_form() -> None:
    filled = role("doer", 1, in_place_when=(Demand("ties", among=("leads",)),))
    rulebook = replace(toy(), roles={**toy().roles, "doer": filled})

    verdict = assess(rulebook, Case(facts={**SMALL, "ties": "leads"})).verdict

    assert verdict.seats[0].in_place
    assert verdict.headline.startswith("Keep your Doer.")


PARTIAL = st.fixed_dictionaries(
    {},
    optional={
        "headcount": st.sampled_from([1, 7, 8, 49, 50, 100]),
        "departments": st.sampled_from([0, 1, 2, 3, 4, 5, 6, 50]),
        "daily": st.sampled_from(["not-needed", "covered", "partly", "uncovered"]),
        "ties": st.sampled_from(["owner", "leads", "nobody"]),
    },
)


def _answers(rulebook: Rulebook, fact: Fact) -> list[Answer]:
    return [value for value in domain(rulebook, fact) if not isinstance(value, Absence)]


@given(PARTIAL)
@settings(deadline=None, max_examples=60)
def test_a_total_is_the_mean_over_all_completions_and_its_bounds_are_reached(
    facts: dict[str, Answer],
) -> None:
    rulebook = toy()
    left = [fact for fact in rulebook.asked_facts() if fact.id not in facts]

    found = assess(rulebook, Case(facts=facts))

    sheets = [
        totals(
            assess(rulebook, Case(facts={**facts, **dict(zip([f.id for f in left], values, strict=True))}))
        )
        for values in product(*(_answers(rulebook, fact) for fact in left))
    ]
    for score in found.scores:
        reached = [sheet[score.role] for sheet in sheets]
        assert score.total == sum(reached) / len(reached)
        assert (score.low, score.high) == (min(reached), max(reached))


@given(PARTIAL, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_of_rules_and_facts_changes_nothing(facts: dict[str, Answer], random: object) -> None:
    rulebook = toy()
    rules = list(rulebook.rules)
    random.shuffle(rules)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random

    shuffled = assess(replace(rulebook, rules=tuple(rules)), Case(facts=facts))

    assert totals(shuffled) == totals(assess(rulebook, Case(facts=facts)))
    assert shuffled.verdict == assess(rulebook, Case(facts=facts)).verdict
