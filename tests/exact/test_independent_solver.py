"""The shipped rulebook held against z3, a solver that shares no code with the exact engine.

Facts, rules, gates and the policy are written out for z3 from the rulebook's conditions and the
design: no table, slot, interval or label of ours is used. A number is any whole number in its range.

z3 is no dependency of the project. To run these: `pip install z3-solver`, then
`pytest -m heavy tests/exact/test_independent_solver.py` (some minutes).
"""

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations
from random import Random
from typing import Any

import pytest

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import Absence, Condition, Demand, State
from advisor.engine import assess
from advisor.engine.analysing import advise, board_of
from advisor.engine.exact.changes import Search
from advisor.engine.exact.means import Means
from advisor.engine.exact.proofs import Prover
from advisor.rulebook import TIMINGS, Fact, Rulebook, Timing
from tests.companies import companies
from tests.exact.brute import answered

z3: Any = import_module("z3") if find_spec("z3") else None

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(900)]

PARTIAL, FULL = 10, 12


class Encoding:
    """A rulebook in z3's terms: a variable for every fact that is asked, a formula for everything else."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.value: dict[str, Any] = {}
        self.there: dict[str, Any] = {}  # does the fact have a value at all
        self.absent: dict[str, Any] = {}  # was "does not apply" given as the answer
        self.allowed: list[Any] = []
        for fact in rulebook.facts.values():
            if fact.kind == "derived":
                self._look_up(fact)
            else:
                self._ask(fact)

    def _ask(self, fact: Fact) -> None:
        name = fact.id
        self.absent[name] = z3.Bool(f"{name}:absent") if fact.may_not_apply else z3.BoolVal(False)
        if fact.kind == "yes-no":
            self.value[name] = z3.Bool(name)
        elif fact.kind == "many":
            self.value[name] = {word: z3.Bool(f"{name}:{word}") for word in fact.values}
        else:
            self.value[name] = z3.Int(name)
            least, most = (fact.least, fact.most) if fact.kind == "number" else (0, len(fact.values) - 1)
            self.allowed += [self.value[name] >= least, self.value[name] <= most]
        self.there[name] = z3.And(self.met(fact.applies_when), z3.Not(self.absent[name]))

    def _look_up(self, fact: Fact) -> None:
        number, by = self.value[fact.source], self.value[fact.by]
        kinds = list(self.rulebook.facts[fact.by].values)
        step: Any = z3.IntVal(0)
        for row in fact.rows:
            passed = z3.Sum([z3.If(number >= start, 1, 0) for start in row.starts])
            step = z3.If(by == kinds.index(row.by), passed, step)
        self.value[fact.id] = step
        applies = [self.met(fact.applies_when), self.there[fact.source], self.there[fact.by]]
        self.there[fact.id] = z3.And(applies)

    def met(self, condition: Condition) -> Any:
        return z3.And([z3.And(self.there[d.fact], self.accepted(d)) for d in condition])

    def accepted(self, demand: Demand) -> Any:
        fact, value = self.rulebook.facts[demand.fact], self.value[demand.fact]
        if demand.includes is not None:
            return value[demand.includes]
        if fact.kind == "yes-no":
            return z3.Or([value if word else z3.Not(value) for word in demand.among])
        if demand.among:
            words = list(fact.values)
            return z3.Or([value == words.index(str(word)) for word in demand.among])
        bounds = [value >= demand.least] if demand.least is not None else []
        bounds += [value <= demand.most] if demand.most is not None else []
        return z3.And(bounds)

    def is_answer(self, name: str, state: State) -> Any:
        """Say that a fact was given this answer."""
        fact, value = self.rulebook.facts[name], self.value[name]
        if state is Absence.DOES_NOT_APPLY:
            return self.absent[name]
        if fact.kind == "many":
            assert isinstance(state, tuple)
            same = z3.And([ticked if word in state else z3.Not(ticked) for word, ticked in value.items()])
        elif fact.kind == "yes-no":
            same = value == bool(state)
        else:
            same = value == (state if fact.kind == "number" else list(fact.values).index(str(state)))
        return z3.And(z3.Not(self.absent[name]), same)

    @cached_property
    def rules(self) -> dict[str, Any]:
        return {one.id: self.met(one.when) for one in self.rulebook.rules if one.points}

    @cached_property
    def gates(self) -> dict[str, Any]:
        return {one.id: self.met(one.when) for one in self.rulebook.gates}

    def verdicts(self, lacking: str = "") -> dict[Choice, Any]:
        """Map every verdict to the formula for getting it, in a rulebook that may lack a rule or gate."""
        book = self.rulebook
        policy = book.policies[book.policy]
        cells = 25 * len(book.dimensions)
        points = {
            role: z3.Sum(
                [z3.If(self.rules[r.id], r.points, 0) for r in book.rules if r.points and r.role == role and r.id != lacking]
            )
            for role in book.roles
        }  # fmt: skip
        acting = [(one.effect, self.gates[one.id]) for one in book.gates if one.id != lacking]
        free = {
            role: z3.Not(z3.Or([met for effect, met in acting if effect.kind == "block" and effect.target == role]))
            for role in book.roles
        }  # fmt: skip
        latest = {
            timing: z3.Or(
                [met for effect, met in acting if effect.kind == "defer" and effect.target == timing]
            )
            for timing in TIMINGS
        }
        needed = {role: 100 * total >= policy.needed.points * cells for role, total in points.items()}
        near = {role: 100 * total >= policy.near.points * cells for role, total in points.items()}

        def both(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
            return {role: z3.And(one[role], other[role]) for role in one}

        def highest(pool: Mapping[str, Any]) -> dict[str, Any]:
            found = {}
            for role, there in pool.items():
                ahead = [
                    z3.Or(
                        z3.Not(pool[other]),
                        points[role] >= points[other]
                        if book.roles[role].order < book.roles[other].order
                        else points[role] > points[other],
                    )
                    for other in pool
                    if other != role
                ]
                found[role] = z3.And(there, *ahead)
            return found

        everyone = {role: z3.BoolVal(True) for role in book.roles}
        ways = [
            (z3.Or(list(needed.values())), both(needed, free), "now", both(needed, free)),
            (z3.Or(list(needed.values())), everyone, "not-yet", needed),
            (z3.Or(list(near.values())), both(near, free), "soon", highest(both(near, free))),
            (z3.Or(list(near.values())), everyone, "not-yet", highest(near)),
            (z3.BoolVal(True), everyone, "not-yet", highest(everyone)),
        ]
        found: dict[Choice, Any] = {}
        for size in range(1, len(book.roles) + 1):
            for roles in combinations(sorted(book.roles, key=lambda name: book.roles[name].order), size):
                for timing in TIMINGS:
                    choice = Choice(roles[0] if size == 1 else "both", roles, timing)
                    found[choice] = self._is(choice, ways, latest)
        return found

    @staticmethod
    def _is(choice: Choice, ways: list[tuple[Any, Any, str, Any]], latest: Mapping[Timing, Any]) -> Any:
        alternatives: list[Any] = []
        before: list[Any] = []
        for when, someone, timing, chosen in ways:
            here = z3.And(when, z3.Or(list(someone.values())))
            exactly = [got if role in choice.roles else z3.Not(got) for role, got in chosen.items()]
            assert choice.timing is not None
            at, base = TIMINGS.index(choice.timing), TIMINGS.index(timing)
            later = z3.And([z3.Not(latest[t]) for t in TIMINGS[at + 1 :]])
            in_time = z3.And(later, z3.BoolVal(True) if at == base else latest[choice.timing])
            if base <= at:
                alternatives.append(z3.And(*(z3.Not(b) for b in before), here, *exactly, in_time))
            before.append(here)
        return z3.Or(alternatives)


@pytest.fixture(scope="module")
def encoding(rulebook: Rulebook) -> Encoding:
    return Encoding(rulebook)


def solver(encoding: Encoding, *more: Any) -> Any:
    found = z3.Solver()
    found.add(*encoding.allowed, *more)
    return found


def answer_in(encoding: Encoding, model: Any, name: str) -> State:
    fact = encoding.rulebook.facts[name]

    def of(formula: Any) -> Any:
        return model.eval(formula, model_completion=True)

    if z3.is_true(of(encoding.absent[name])):
        return Absence.DOES_NOT_APPLY
    value = encoding.value[name]
    if fact.kind == "many":
        return tuple(word for word, ticked in value.items() if z3.is_true(of(ticked)))
    if fact.kind == "yes-no":
        return bool(z3.is_true(of(value)))
    number = int(of(value).as_long())
    return number if fact.kind == "number" else list(fact.values)[number]


def sheet_in(encoding: Encoding, model: Any) -> dict[str, State]:
    return {fact.id: answer_in(encoding, model, fact.id) for fact in encoding.rulebook.asked_facts()}


def some_answer(fact: Fact, random: Random) -> State:
    if fact.may_not_apply and random.random() < 0.1:
        return Absence.DOES_NOT_APPLY
    if fact.kind == "number":
        return min(fact.most, max(fact.least, round(2 ** random.uniform(0, fact.most.bit_length()))))
    if fact.kind == "yes-no":
        return random.random() < 0.5
    if fact.kind == "many":
        return tuple(word for word in fact.values if random.random() < 0.5)
    return random.choice(list(fact.values))


def given(encoding: Encoding, answers: Mapping[str, State]) -> list[Any]:
    return [encoding.is_answer(name, state) for name, state in answers.items()]


def test_the_encoding_gives_the_verdict_of_the_naive_evaluator_on_full_sheets(encoding: Encoding) -> None:
    random, book = Random(11), encoding.rulebook
    verdicts = encoding.verdicts()
    sheets = [{f.id: some_answer(f, random) for f in book.asked_facts()} for _ in range(25)]
    for sheet in sheets:
        found = solver(encoding, *given(encoding, sheet))
        expected = assess(book, answered(Case(), sheet)).verdict.choice
        assert [choice for choice, formula in verdicts.items() if found.check(formula) == z3.sat] == [
            expected
        ]


def partial_cases(rulebook: Rulebook) -> list[dict[str, State]]:
    """Return what is known of ten companies: of five at random, of five from the labelled ones."""
    random = Random(5)
    facts = rulebook.asked_facts()
    found = [
        {fact.id: some_answer(fact, random) for fact in random.sample(facts, known)}
        for known in (3, 8, 14, 20, 26)
    ]
    for company in companies(rulebook)[:: len(companies(rulebook)) // 5][:5]:
        known = list(company.case.facts)
        keep = random.sample(known, 3 * len(known) // 4)
        found.append({name: company.case.facts[name] for name in sorted(keep)})
    return found


@pytest.mark.parametrize("number", range(PARTIAL))
def test_z3_reaches_the_same_verdicts_from_a_partial_case(encoding: Encoding, number: int) -> None:
    known = partial_cases(encoding.rulebook)[number]
    base = solver(encoding, *given(encoding, known))
    reached = {choice for choice, formula in encoding.verdicts().items() if base.check(formula) == z3.sat}

    analysis = advise(encoding.rulebook, answered(Case(), known)).analysis
    assert analysis
    assert {one.choice for one in analysis.possible} == reached


@pytest.mark.parametrize("number", range(FULL))
def test_z3_needs_as_few_changes_from_a_full_sheet_to_every_other_verdict(
    encoding: Encoding, number: int
) -> None:
    random, book = Random(100 + number), encoding.rulebook
    sheet: dict[str, State] = {fact.id: some_answer(fact, random) for fact in book.asked_facts()}
    if number % 2:
        company = companies(book)[number * 3]
        sheet |= company.case.facts
    here = assess(book, answered(Case(), sheet)).verdict.choice
    kept = given(encoding, sheet)
    means = Means(board_of(book, {}))
    start = means.board.tables.sheet(answered(Case(), sheet))
    verdicts = encoding.verdicts()
    ways = Search(means, start, dict.fromkeys(range(len(start)), 1)).ways(frozenset(verdicts))

    for choice, formula in verdicts.items():
        base = solver(encoding, formula)
        if choice == here:
            assert ways.to[choice] == ()
            continue
        if choice not in ways.to:
            assert base.check() == z3.unsat
            continue
        fewest = len(ways.to[choice])
        assert fewest >= 1
        changed = [(z3.Not(same), 1) for same in kept]
        base.push()
        base.add(z3.PbLe(changed, fewest - 1))
        assert base.check() == z3.unsat, (choice, fewest)
        base.pop()
        base.add(z3.PbLe(changed, fewest))
        assert base.check() == z3.sat, (choice, fewest)
        found = sheet_in(encoding, base.model())
        assert assess(book, answered(Case(), found)).verdict.choice == choice


def decides(encoding: Encoding, name: str) -> bool:
    """Say whether some sheet changes its verdict without a rule or gate; what z3 finds is tried out."""
    with_it, without = encoding.verdicts(), encoding.verdicts(lacking=name)
    met = encoding.rules.get(name, encoding.gates.get(name))
    base = solver(encoding, met)
    base.add(z3.Not(z3.And([with_it[choice] == without[choice] for choice in with_it])))
    result = base.check()
    assert result in (z3.sat, z3.unsat)
    if result == z3.sat:
        sheet = sheet_in(encoding, base.model())
        found = assess(encoding.rulebook, answered(Case(), sheet))
        outcomes = {one.rule: one.outcome for one in found.findings}
        outcomes |= {one.gate: one.outcome for one in found.gates}
        assert outcomes[name] == "met"
    return bool(result == z3.sat)


def test_z3_finds_a_sheet_on_which_every_scoring_rule_and_every_gate_decides(encoding: Encoding) -> None:
    book = encoding.rulebook
    names = [one.id for one in book.rules if one.points]
    names += [one.id for one in book.gates if one.effect.kind != "form"]
    idle = {name for name in names if not decides(encoding, name)}

    told = {f.heading for f in Prover(board_of(book, {})).prove().faults if f.says.startswith("never")}
    assert {name.rsplit("/", 1)[-1] for name in idle} == told
