"""What is proved of a rulebook, against brute force: the naive evaluator on every answer sheet."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import Absence, Demand, State, written
from advisor.engine import assess
from advisor.engine.analysing import board_of
from advisor.engine.exact.proofs import Fault, Proofs, Prover
from advisor.engine.sheets import read_by
from advisor.rulebook import CELL_POINTS, TIMINGS, Fact, Limit, Policy, Rulebook
from tests.exact.brute import Answers, Brute, answered
from tests.exact.drawing import cases, rulebooks, tries
from tests.toybook import at_least, book, choice, gate, number, role, rule, scale

ORDERED = {"number", "scale"}
WORDS = ("low", "middle", "high")


def yes_no(name: str) -> Fact:
    return Fact(name, name, "yes-no", "facts/toy.toml")


def traceable(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with a file of its own for every record, so that a fault tells which it means."""
    policy = rulebook.policies[rulebook.policy]
    return replace(
        rulebook,
        facts={name: replace(fact, file=name) for name, fact in rulebook.facts.items()},
        rules=tuple(replace(one, file=one.id) for one in rulebook.rules),
        gates=tuple(replace(one, file=one.id) for one in rulebook.gates),
        policies={rulebook.policy: replace(policy, file="policy")},
    )


def prove(
    rulebook: Rulebook, weights: Mapping[str, int] | None = None, examples: Sequence[Case] = ()
) -> Proofs:
    return Prover(board_of(rulebook, weights or {})).prove(examples)


def every_sheet(brute: Brute) -> list[Answers]:
    return list(brute.sheets(dict.fromkeys(brute.domains, Absence.NOT_ASKED)))


def without(rulebook: Rulebook, *clauses: str) -> Brute:
    """Return the naive evaluator of a rulebook that lacks some rules or gates."""
    return Brute(
        replace(
            rulebook,
            rules=tuple(one for one in rulebook.rules if one.id not in clauses),
            gates=tuple(one for one in rulebook.gates if one.id not in clauses),
        )
    )


def clauses_of(rulebook: Rulebook) -> list[str]:
    return [r.id for r in rulebook.rules if r.points] + [g.id for g in rulebook.gates]


def said(faults: Sequence[Fault], file: str, *starts: str) -> list[str]:
    return [fault.says for fault in faults if fault.file == file and fault.says.startswith(starts)]


IDLE = ("can never", "is met on every", "never decides", "never changes")


@given(rulebooks(most_sheets=150))
@tries(40)
def test_a_rule_or_gate_is_faulted_just_where_no_sheet_gets_another_verdict_without_it(
    rulebook: Rulebook,
) -> None:
    rulebook = traceable(rulebook)
    brute = Brute(rulebook)
    sheets = every_sheet(brute)
    verdicts = [brute.choice(sheet, {}) for sheet in sheets]
    faults = prove(rulebook).faults
    when = {one.id: one.when for one in rulebook.rules} | {one.id: one.when for one in rulebook.gates}
    gates = {one.id: one for one in rulebook.gates}

    for name in clauses_of(rulebook):
        met = {brute.share(when[name], sheet) == 1 for sheet in sheets}
        lacking = without(rulebook, name)
        decides = any(
            lacking.choice(sheet, {}) != verdict for sheet, verdict in zip(sheets, verdicts, strict=True)
        )
        found = said(faults, name, *IDLE)
        if met == {False}:
            assert found == ["can never act" if name in gates else "can never be met"]
        elif met == {True}:
            assert found == ["is met on every answer sheet, so it tells nothing apart"]
        elif decides or (name in gates and gates[name].effect.kind == "form"):
            assert found == []
        elif name in gates:
            assert len(found) == 1
            assert found[0].startswith("never changes the advice")
            for hider in re.findall(r"gate '(\w+)'", found[0]):
                alone, neither = without(rulebook, hider), without(rulebook, hider, name)
                assert any(alone.choice(sheet, {}) != neither.choice(sheet, {}) for sheet in sheets)
        else:
            assert found == ["never decides: no answer sheet gets other advice without it"]


@given(rulebooks(most_sheets=150))
@tries(40)
def test_a_question_is_faulted_just_where_no_other_answer_to_it_changes_any_verdict(
    rulebook: Rulebook,
) -> None:
    rulebook = traceable(rulebook)
    brute = Brute(rulebook)
    sheets = every_sheet(brute)
    faults = prove(rulebook).faults
    deciding = [one.when for one in rulebook.rules if one.points]
    deciding += [one.when for one in rulebook.gates if one.effect.kind != "form"]
    read = {name for condition in deciding for name in read_by(rulebook, condition)}
    for_forms = {name for one in rulebook.gates for name in read_by(rulebook, one.when)} - read

    for fact, domain in brute.domains.items():
        if fact in for_forms:
            continue
        decides = any(
            len({brute.choice({**sheet, fact: value}, {}) for value in domain}) > 1
            for sheet in sheets
            if sheet[fact] == domain[0]
        )
        faulted = said(faults, fact, "never decides") != []
        assert faulted == (fact in read and len(domain) > 1 and not decides), fact


@given(rulebooks(most_sheets=300), st.data())
@tries(40)
def test_every_verdict_is_counted_and_its_example_is_as_small_as_any(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    weights = data.draw(cases(rulebook)).weights
    brute = Brute(rulebook)
    sheets = every_sheet(brute)
    first = {fact: domain[0] for fact, domain in brute.domains.items()}
    counts, fewest = Counter[Choice](), dict[Choice, int]()
    for sheet in sheets:
        verdict = brute.choice(sheet, weights)
        off = off_first(sheet, first)
        counts[verdict] += 1
        fewest[verdict] = min(off, fewest.get(verdict, off))

    proofs = prove(rulebook, weights)

    assert {outcome.choice: outcome.sheets for outcome in proofs.outcomes} == counts
    assert proofs.sheets == len(sheets)
    assert sum(outcome.share for outcome in proofs.outcomes) == 1
    assert [outcome.sheets for outcome in proofs.outcomes] == sorted(counts.values(), reverse=True)
    for outcome in proofs.outcomes:
        assert outcome.share == Fraction(counts[outcome.choice], len(sheets))
        assert list(outcome.witness) == list(brute.domains)
        assert all(value in brute.domains[fact] for fact, value in outcome.witness.items())
        assert off_first(outcome.witness, first) == fewest[outcome.choice]
        case = replace(answered(Case(), outcome.witness), weights=weights)
        assert assess(rulebook, case).verdict.choice == outcome.choice


def off_first(sheet: Mapping[str, State], first: Mapping[str, State]) -> int:
    return sum(sheet[fact] != first[fact] for fact in first)


@given(rulebooks(most_sheets=300))
@tries(40)
def test_verdicts_that_a_company_must_be_able_to_get_are_missed_where_no_sheet_gets_them(
    rulebook: Rulebook,
) -> None:
    rulebook = traceable(rulebook)
    brute = Brute(rulebook)
    there = {brute.choice(sheet, {}) for sheet in every_sheet(brute)}
    alone = {(choice.roles[0], choice.timing) for choice in there if len(choice.roles) == 1}
    expected = [
        f"no answer sheet gets '{one}, {timing.replace('-', ' ')}'"
        for one in rulebook.roles
        for timing in TIMINGS
        if (one, timing) not in alone
    ]
    if not any(len(choice.roles) > 1 and choice.timing == "now" for choice in there):
        expected.append("no answer sheet gets 'both, now'")

    assert said(prove(rulebook).faults, "policy", "no answer sheet") == expected


def furthest(
    brute: Brute, fact: str, pairs: Sequence[tuple[State, State]], weights: Mapping[str, int]
) -> Fraction:
    """Return the largest total variation distance between the verdicts of two answers."""
    rest = {name: Absence.NOT_ASKED for name in brute.domains if name != fact}
    counts = {value: brute.counts({**rest, fact: value}, weights) for value in brute.domains[fact]}
    most = Fraction(0)
    for one, other in pairs:
        here, there = counts[one], counts[other]
        apart = sum(abs(here[choice] - there[choice]) for choice in {*here, *there})
        most = max(most, Fraction(apart, 2 * here.total()))
    return most


@given(rulebooks(most_sheets=300), st.data())
@tries(40)
def test_the_most_that_one_step_of_an_answer_moves_is_the_largest_distance_between_the_verdicts_of_both(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    weights = data.draw(cases(rulebook)).weights
    brute = Brute(rulebook)
    moves = prove(rulebook, weights).moves

    assert set(moves) == {fact for fact, domain in brute.domains.items() if len(domain) > 1}
    for fact, moved in moves.items():
        domain = brute.domains[fact]
        anywhere = furthest(brute, fact, list(combinations(domain, 2)), weights)
        if rulebook.facts[fact].kind not in ORDERED:
            assert moved == anywhere, fact
            continue
        steps = list(pairwise(value for value in domain if value is not Absence.DOES_NOT_APPLY))
        least = furthest(brute, fact, steps, weights)
        if Absence.DOES_NOT_APPLY in domain:
            assert least <= moved <= anywhere, fact  # "does not apply" has no place in the order
        else:
            assert moved == least, fact


@given(rulebooks(most_sheets=300), st.data())
@tries(40)
def test_a_dimension_weighs_in_effect_its_covariance_with_the_total_over_all_sheets(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    weights = data.draw(cases(rulebook)).weights or dict.fromkeys(rulebook.dimensions, 1)
    brute = Brute(rulebook)
    sheets = every_sheet(brute)
    found = {(one.role, one.dimension): one for one in prove(rulebook, weights).weights}

    assert set(found) == set(rulebook.cells)
    for name in rulebook.roles:
        points = {
            dimension: [
                sum(
                    weights[dimension] * one.points
                    for one in rulebook.cells[name, dimension]
                    if brute.share(one.when, sheet) == 1
                )
                for sheet in sheets
            ]
            for dimension in rulebook.dimensions
        }
        total = [sum(each) for each in zip(*points.values(), strict=True)]
        variance = covariance(total, total)
        for dimension in rulebook.dimensions:
            one = found[name, dimension]
            assert one.nominal == Fraction(weights[dimension], sum(weights.values()))
            share = covariance(points[dimension], total) / variance if variance else Fraction(0)
            assert one.effective == share


def covariance(one: Sequence[int], other: Sequence[int]) -> Fraction:
    many = len(one)
    together = sum(a * b for a, b in zip(one, other, strict=True))
    return Fraction(together, many) - Fraction(sum(one) * sum(other), many * many)


def declared(data: st.DataObject, rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with directions drawn for its ordered facts that always apply."""
    roles = st.lists(st.sampled_from(list(rulebook.roles)), unique=True, max_size=2)
    facts = {
        name: replace(
            fact, never_lowers=tuple(data.draw(roles, name)), never_raises=tuple(data.draw(roles, name))
        )
        if fact.kind in ORDERED and not fact.may_not_apply
        else fact
        for name, fact in rulebook.facts.items()
    }
    return replace(rulebook, facts=facts)


TOLD = re.compile(
    r"never-(lowers|raises) names '(\w+)', and it (lowers|raises) its total "
    r"from (\S+) to (\S+?)(?: \(with (.*)\))?"
)


def totals_over(
    brute: Brute, fact: str, given: Mapping[str, str]
) -> Iterator[dict[State, dict[str, Fraction]]]:
    """Yield, for all other answers that read as given, the totals of every answer to a fact."""
    for sheet in every_sheet(brute):
        if sheet[fact] == brute.domains[fact][0] and all(written(sheet[n]) == v for n, v in given.items()):
            yield {value: brute.totals({**sheet, fact: value}, {}) for value in brute.domains[fact]}


@given(rulebooks(most_sheets=150), st.data())
@tries(50)
def test_a_direction_is_faulted_just_where_a_step_up_breaks_it_and_every_counterexample_is_true(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    rulebook = traceable(declared(data, rulebook))
    brute = Brute(rulebook)
    faults = prove(rulebook).faults

    for name, domain in brute.domains.items():
        fact = rulebook.facts[name]
        broken = set()
        for totals in totals_over(brute, name, {}):
            for one, other in pairwise(domain):
                for names, does in ((fact.never_lowers, "lowers"), (fact.never_raises, "raises")):
                    sign = -1 if does == "lowers" else 1
                    broken |= {(does, r) for r in names if sign * (totals[other][r] - totals[one][r]) > 0}
        told = [TOLD.fullmatch(says) for says in said(faults, name, "never-lowers", "never-raises")]
        assert sorted((m[1], m[2]) for m in told if m) == sorted(broken)
        assert None not in told
        for match in (m for m in told if m):
            given = dict(pair.split(" = ", 1) for pair in re.split(r", (?=\w+ = )", match[6] or "") if pair)
            seen = list(totals_over(brute, name, given))
            assert seen
            words = [str(value) for value in domain]
            step = words.index(match[4])
            assert words[step + 1] == match[5]
            for totals in seen:
                moved = totals[domain[step + 1]][match[2]] - totals[domain[step]][match[2]]
                assert (moved < 0) == (match[1] == "lowers")
                assert moved != 0


def percents() -> st.SearchStrategy[Limit | None]:
    return st.one_of(st.none(), st.builds(Limit, st.integers(1, 100), st.just(""), st.just(())))


@given(rulebooks(most_sheets=300), st.data())
@tries(40)
def test_a_limit_of_the_policy_is_broken_just_by_what_goes_beyond_it(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    rulebook = traceable(rulebook)
    policy: Policy = replace(
        rulebook.policies[rulebook.policy],
        one_answer=data.draw(percents(), "one answer"),
        one_verdict=data.draw(percents(), "one verdict"),
        hidden_weight=data.draw(
            st.one_of(st.none(), st.builds(Limit, st.integers(100, 300), st.just(""), st.just(())))
        ),
    )
    rulebook = replace(rulebook, policies={rulebook.policy: policy})
    proofs = prove(rulebook)
    answer, verdict, hidden = policy.one_answer, policy.one_verdict, policy.hidden_weight

    moved = [f.heading for f in proofs.faults if f.says.startswith("one step of its answer")]
    assert moved == [n for n, share in proofs.moves.items() if answer and 100 * share > answer.percent]
    common = [one for one in proofs.outcomes if verdict and 100 * one.share > verdict.percent]
    assert len([f for f in proofs.faults if f.heading == "one-verdict"]) == len(common)
    outside = [
        f"roles/{one.role}/{one.dimension}.toml"
        for one in proofs.weights
        if hidden
        and not Fraction(100, hidden.percent) <= one.effective / one.nominal <= Fraction(hidden.percent, 100)
    ]
    assert [f.file for f in proofs.faults if f.says.startswith("weighs ")] == outside


@given(rulebooks(), st.data())
@tries(40)
def test_examples_must_meet_and_miss_every_rule_and_what_is_unknown_does_neither(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    rulebook = traceable(rulebook)
    examples = data.draw(st.lists(cases(rulebook), min_size=1, max_size=4))
    outcomes: dict[str, set[str]] = {name: set() for name in clauses_of(rulebook)}
    for case in examples:
        found = assess(rulebook, case)
        for finding in found.findings:
            if finding.points:
                outcomes[finding.rule].add(finding.outcome)
        for acting in found.gates:
            outcomes[acting.gate].add(acting.outcome)
    expected = []
    for name, seen in outcomes.items():
        expected += [(name, "is met by no example case")] * ("met" not in seen)
        expected += [(name, "is missed by no example case")] * ("unmet" not in seen)

    told = [(f.file, f.says) for f in prove(rulebook, None, examples).faults if "example case" in f.says]
    assert sorted(told) == sorted(expected)


def test_without_examples_nothing_is_said_of_examples() -> None:
    rulebook = book(
        [yes_no("a")],
        [
            rule("doer/scope/a", 25, Demand("a", among=(True,))),
            rule("chief/scope/a", 25, Demand("a", among=(False,))),
        ],
    )

    assert not [fault for fault in prove(rulebook).faults if "example" in fault.says]


def test_a_scale_that_may_not_apply_does_not_go_down_by_not_applying() -> None:
    some = replace(scale("x", {w: w for w in WORDS}), may_not_apply=True, never_lowers=("doer",))
    rulebook = book(
        [some],
        [
            rule("doer/scope/some", 15, at_least("x", "middle", WORDS)),
            rule("doer/scope/much", 10, at_least("x", "high", WORDS)),
        ],
        roles=[role("doer", 1), role("chief", 2)],
    )

    assert [str(f) for f in prove(rulebook).faults if "never-lowers" in f.says] == []


def test_a_gate_hidden_by_a_gate_that_reads_other_facts_names_it() -> None:
    yes, no = (True,), (False,)
    rulebook = book(
        [yes_no("a"), yes_no("b"), yes_no("c")],
        [
            rule("chief/scope/b", 25, Demand("b", among=yes)),
            rule("chief/rank/c", 25, Demand("c", among=yes)),
            rule("doer/scope/c", 25, Demand("c", among=no)),
            rule("doer/rank/c", 25, Demand("c", among=no)),
        ],
        [
            gate("hidden", 1, "block chief", Demand("a", among=yes)),
            gate("hiding", 2, "block chief", Demand("b", among=yes)),
        ],
        needed=60,
        near=60,
    )

    (fault,) = [fault for fault in prove(rulebook).faults if fault.heading == "hidden"]
    assert fault.says == "never changes the advice: wherever it would, gate 'hiding' says as much already"


def test_a_question_that_sets_a_form_is_no_fault_for_not_changing_the_verdict() -> None:
    rulebook = book(
        [yes_no("a"), yes_no("budget")],
        [
            rule("doer/scope/a", 25, Demand("a", among=(True,))),
            rule("chief/scope/a", 25, Demand("a", among=(False,))),
        ],
        [gate("tight", 1, "form fractional", Demand("budget", among=(True,)))],
    )

    assert [str(fault) for fault in prove(rulebook).faults if fault.heading in {"tight", "budget"}] == []


def test_a_counterexample_names_no_answer_that_makes_no_difference_to_it() -> None:
    rulebook = book(
        [scale("x", {w: w for w in WORDS}, never_lowers=("doer",)), choice("y", "p", "q")],
        [
            rule("doer/scope/x", 20, Demand("x", among=("middle",))),
            rule("doer/scope/x-and-y", 5, Demand("x", among=("middle",)), Demand("y", among=("p",))),
        ],
        roles=[role("doer", 1), role("chief", 2)],
    )

    (fault,) = [fault for fault in prove(rulebook).faults if "never-lowers" in fault.says]
    assert fault.says == "never-lowers names 'doer', and it lowers its total from middle to high"


def test_a_counterexample_spells_answers_as_rule_files_write_them() -> None:
    rulebook = book(
        [scale("x", {w: w for w in WORDS}, never_lowers=("doer",)), yes_no("team")],
        [
            rule("doer/scope/x", 20, at_least("x", "middle", WORDS)),
            rule("doer/rank/low", 25, Demand("x", among=("low",)), Demand("team", among=(True,))),
            rule("doer/plan/team", 25, at_least("x", "middle", WORDS), Demand("team", among=(False,))),
        ],
        roles=[role("doer", 1), role("chief", 2)],
    )

    (fault,) = [fault for fault in prove(rulebook).faults if "never-lowers" in fault.says]
    assert fault.says.endswith("from low to middle (with team = true)")


def test_many_answers_tied_together_in_pairs_still_get_an_example_of_every_verdict() -> None:
    names, words = "abcdefg", ("p", "q", "r", "s")
    pairs = list(combinations(names, 2))
    rules = [
        rule(
            f"{name}/scope/{place}",
            CELL_POINTS - len(pairs) + 1 if place == 0 else 1,
            at_least(one, words[(place + shift) % 3 + 1], words),
            at_least(other, words[(place + 1) % 3 + 1], words),
        )
        for shift, name in enumerate(("doer", "chief"))
        for place, (one, other) in enumerate(pairs)
    ]
    gates = [
        gate(name, place, effect, Demand(one, among=("s",)), Demand(other, among=("s", "q")))
        for place, (name, effect, one, other) in enumerate(
            (
                ("g", "block doer", "a", "f"),
                ("h", "block chief", "b", "e"),
                ("i", "defer to soon", "c", "d"),
                ("j", "defer to not-yet", "a", "c"),
            )
        )
    ]
    rulebook = book(
        [scale(name, {word: word for word in words}) for name in names], rules, gates, needed=90, near=90
    )

    proofs = prove(rulebook)

    assert sum(outcome.sheets for outcome in proofs.outcomes) == len(words) ** len(names)
    for outcome in proofs.outcomes:
        case = answered(Case(), outcome.witness)
        assert assess(rulebook, case).verdict.choice == outcome.choice


def test_a_number_counts_between_its_bounds_only() -> None:
    rulebook = book(
        [number("people", least=1, most=9)],
        [
            rule("doer/scope/few", 25, Demand("people", most=4)),
            rule("chief/scope/many", 25, Demand("people", least=5)),
        ],
    )

    proofs = prove(rulebook)

    assert proofs.sheets == 2
    assert {(outcome.choice.recommendation, outcome.witness["people"]) for outcome in proofs.outcomes} == {
        ("doer", 1),
        ("chief", 5),
    }
