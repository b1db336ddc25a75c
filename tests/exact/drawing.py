"""Small rulebooks and cases, drawn: small enough to try every answer sheet."""

import os
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from advisor.case import Case
from advisor.conditions import Condition, Demand, State
from advisor.engine.sheets import domain
from advisor.rulebook import Fact, Gate, Rule, Rulebook
from tests.toybook import book, choice, derived, gate, number, role, rule, scale

TIMES = int(os.environ.get("EXACT_TIMES", "1"))
"""How many times as many examples are drawn; with more than one time, what fails is also made small."""

NAMES = ("a", "b", "c", "d", "e", "f")
ROLES = ("doer", "chief", "helper")
DIMENSIONS = ("scope", "rank", "plan")
SPLITS = ((25,), (15, 10), (13, 12), (10, 10, 5), (20, 5, 0))
SIZES = {"number": 3, "money": 3, "scale": 3, "choice": 3, "yes-no": 2, "many": 4}
"""Answers that can count, at most, by kind."""

RATES = (Fraction(1), Fraction(9, 10), Fraction(1, 150), Fraction(13, 4))
WEIGHTS: Mapping[int, tuple[tuple[int, ...], ...]] = {
    1: ((), (20,)),
    2: ((), (10, 10), (5, 15), (8, 12)),
    3: ((), (10, 5, 5), (8, 8, 4), (4, 6, 10)),
}


def tries(examples: int) -> settings:
    """Return settings that draw so many examples; shrinking a rulebook can take minutes."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate, *((Phase.shrink,) if TIMES > 1 else ())),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


def _fact(draw: st.DrawFn, name: str, kind: str) -> Fact:
    words = {word: word for word in ("low", "middle", "high")}
    match kind:
        case "number":
            fact = number(name, least=draw(st.sampled_from([-2, 0, 1])), most=9)
        case "money":
            fact = replace(number(name, most=90_000), money=True)
        case "scale":
            fact = scale(name, words)
        case "choice":
            fact = choice(name, "x", "y", "z")
        case "many":
            fact = Fact(name, name, "many", "facts/toy.toml", values={"p": "p", "q": "q"})
        case _:
            fact = Fact(name, name, "yes-no", "facts/toy.toml")
    changeable = draw(st.sampled_from(("easy", "hard", "no")))
    ordered = fact.kind in {"number", "scale"} and changeable != "no"
    return replace(
        fact,
        may_not_apply=draw(st.integers(0, 4)) == 0,
        changeable=changeable,  # type: ignore[arg-type]  # drawn from its three words
        better=draw(st.sampled_from(("", "up", "down"))) if ordered else "",
    )


def _cuts(fact: Fact) -> tuple[int, ...]:
    return (30_000, 60_000) if fact.money else (3, 6)


def _demand(draw: st.DrawFn, fact: Fact) -> Demand:
    words = tuple(fact.values)
    if fact.kind == "number":
        low, high = _cuts(fact)
        ends = [(low, None), (high, None), (None, low - 1), (None, high - 1), (low, high - 1)]
        least, most = draw(st.sampled_from(ends))
        return Demand(fact.id, least=least, most=most)
    if fact.kind == "yes-no":
        return Demand(fact.id, among=(draw(st.booleans()),))
    if fact.kind == "many":
        return Demand(fact.id, includes=draw(st.sampled_from(words)))
    return Demand(fact.id, among=tuple(draw(st.lists(st.sampled_from(words), min_size=1, unique=True))))


def _facts(draw: st.DrawFn, most_sheets: int) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    size = 1
    for name in NAMES[: draw(st.sampled_from((3, 4, 5, 5, 6, 6)))]:
        fact = _fact(draw, name, draw(st.sampled_from(tuple(SIZES))))
        size *= SIZES["money" if fact.money else fact.kind] + fact.may_not_apply
        if size > most_sheets and len(facts) > 1:
            break
        if facts and draw(st.integers(0, 3)) == 0:
            fact = replace(fact, applies_when=(_demand(draw, draw(st.sampled_from(list(facts.values())))),))
        facts[name] = fact
        numbers = [fact for fact in facts.values() if fact.kind == "number"]
        choosers = [fact for fact in facts.values() if fact.kind == "choice"]
        if numbers and choosers and "band" not in facts and draw(st.booleans()):
            source, by = draw(st.sampled_from(numbers)), draw(st.sampled_from(choosers))
            starts = st.sampled_from(_cuts(source))
            rows = {word: (draw(starts),) for word in by.values}
            facts["band"] = derived("band", source.id, by.id, ("small", "large"), rows)
    return facts


def _when(draw: st.DrawFn, facts: Mapping[str, Fact]) -> list[Demand]:
    read = draw(st.lists(st.sampled_from(list(facts.values())), min_size=1, max_size=3))
    return [_demand(draw, fact) for fact in read]


def _rules(draw: st.DrawFn, facts: Mapping[str, Fact], roles: int, dimensions: int) -> list[Rule]:
    return [
        rule(f"{name}/{dimension}/{place}", points, *_when(draw, facts))
        for name in ROLES[:roles]
        for dimension in DIMENSIONS[:dimensions]
        for place, points in enumerate(draw(st.sampled_from(SPLITS)))
    ]


def _gates(draw: st.DrawFn, facts: Mapping[str, Fact], roles: int) -> list[Gate]:
    does = [f"block {name}" for name in ROLES[:roles]]
    does += ["defer to now", "defer to soon", "defer to not-yet", "form fractional"]
    effects = draw(st.lists(st.sampled_from(does), max_size=3))
    return [gate(f"g{place}", place, effect, *_when(draw, facts)) for place, effect in enumerate(effects)]


@st.composite
def rulebooks(draw: st.DrawFn, most_sheets: int = 700, most_dimensions: int = 2) -> Rulebook:
    """Draw a rulebook of at most so many answer sheets, with two roles or three.

    Three roles have at most so many dimensions, two roles one more.
    """
    roles = draw(st.sampled_from((2, 2, 2, 3)))
    dimensions = draw(st.integers(1, most_dimensions + (roles == 2)))
    facts = _facts(draw, most_sheets)
    orders = draw(st.permutations(range(roles)))
    near = draw(st.sampled_from((10, 25, 40, 50)))
    found = book(
        facts.values(),
        _rules(draw, facts, roles, dimensions),
        _gates(draw, facts, roles),
        [role(name, order) for name, order in zip(ROLES, orders, strict=False)],
        needed=draw(st.sampled_from([mark for mark in (25, 40, 50, 60, 75) if mark >= near])),
        near=near,
    )
    assert size_of(found) <= most_sheets
    return found


def size_of(rulebook: Rulebook) -> int:
    return prod(len(domain(rulebook, fact)) for fact in rulebook.asked_facts())


def _value(draw: st.DrawFn, fact: Fact) -> State:
    match fact.kind:
        case "number":
            return draw(st.integers(fact.least, fact.most))
        case "yes-no":
            return draw(st.booleans())
        case "many":
            return tuple(word for word in fact.values if draw(st.booleans()))
        case _:
            return draw(st.sampled_from(tuple(fact.values)))


@st.composite
def cases(draw: st.DrawFn, rulebook: Rulebook, *, complete: bool = False) -> Case:
    """Draw a case: each fact answered, not asked, not known, or said not to apply."""
    facts, dont_know, not_applicable = {}, set(), set()
    ways = "vvvva" if complete else draw(st.sampled_from(("ovvda", "oodva", "ooooodva")))
    for fact in rulebook.asked_facts():
        how = draw(st.sampled_from(ways))
        if how == "v":
            facts[fact.id] = _value(draw, fact)
        elif how == "a":
            not_applicable.add(fact.id)
        elif how == "d":
            dont_know.add(fact.id)
    weights: tuple[int, ...] = ()
    if len(rulebook.roles) < 3:
        weights = draw(st.sampled_from(WEIGHTS[len(rulebook.dimensions)]))
    return Case(
        facts=facts,  # type: ignore[arg-type]  # no absence is drawn as a value
        dont_know=frozenset(dont_know),
        not_applicable=frozenset(not_applicable),
        dollars_per_unit=draw(st.sampled_from(RATES)),
        weights=dict(zip(rulebook.dimensions, weights, strict=False)),
    )


class Drawn(NamedTuple):
    """A rulebook and a case of it, shown in few lines when a test fails."""

    rulebook: Rulebook
    case: Case

    def __repr__(self) -> str:
        book, case = self
        policy = book.policies[book.policy]
        lines = [f"needed {policy.needed.points}, near {policy.near.points}"]
        lines += [f"role {role.id}, order {role.order}" for role in book.roles.values()]
        for fact in book.facts.values():
            shown = [f"fact {fact.id}: {fact.kind} {list(fact.values) or (fact.least, fact.most)}"]
            shown += [fact.changeable] * (fact.changeable != "no") + [f"better {fact.better}"] * bool(
                fact.better
            )
            shown += ["money"] * fact.money + ["may not apply"] * fact.may_not_apply
            shown += [f"if {_shown(fact.applies_when)}"] if fact.applies_when else []
            shown += [f"from {fact.source} by {fact.by} {[row.starts for row in fact.rows]}"] * bool(
                fact.source
            )
            lines.append(", ".join(shown))
        lines += [f"rule {rule.id}, {rule.points}: {_shown(rule.when)}" for rule in book.rules]
        lines += [f"gate {gate.id}, {gate.effect}: {_shown(gate.when)}" for gate in book.gates]
        lines += [f"given {dict(case.facts)}, don't know {sorted(case.dont_know)}"]
        lines += [f"does not apply {sorted(case.not_applicable)}, weights {dict(case.weights)}"]
        return "\n".join([*lines, f"a unit is {case.dollars_per_unit} dollars"])


def _shown(when: Condition) -> str:
    return " and ".join(
        f"{d.fact} in {d.least}..{d.most}"
        if not d.among and not d.includes
        else f"{d.fact} has {d.among or d.includes}"
        for d in when
    )


@st.composite
def books_and_cases(
    draw: st.DrawFn, most_sheets: int = 700, most_dimensions: int = 2, *, complete: bool = False
) -> Drawn:
    """Draw a rulebook and a case of it."""
    rulebook = draw(rulebooks(most_sheets, most_dimensions))
    return Drawn(rulebook, draw(cases(rulebook, complete=complete)))
