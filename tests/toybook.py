"""A rulebook small enough to check by hand: two roles, two dimensions, nouns built in place."""

from collections.abc import Iterable, Mapping

from advisor.conditions import Condition, Demand
from advisor.rulebook import (
    Dimension,
    Effect,
    Fact,
    Gate,
    NoteRule,
    Page,
    Policy,
    Question,
    Questionnaire,
    Role,
    Row,
    Rule,
    Rulebook,
    Threshold,
)

NEED = {"not-needed": "Not needed", "covered": "Covered", "partly": "In part", "uncovered": "Not covered"}
ORDERED = tuple(NEED)


def number(name: str, **more: object) -> Fact:
    return Fact(id=name, title=name, kind="number", file="facts/toy.toml", **{"most": 100, **more})  # type: ignore[arg-type]  # keywords of a test


def scale(name: str, values: Mapping[str, str] = NEED, **more: object) -> Fact:
    return Fact(id=name, title=name, kind="scale", file="facts/toy.toml", values=dict(values), **more)  # type: ignore[arg-type]  # keywords of a test


def choice(name: str, *words: str) -> Fact:
    return Fact(id=name, title=name, kind="choice", file="facts/toy.toml", values={w: w for w in words})


def derived(
    name: str, source: str, by: str, words: Iterable[str], rows: Mapping[str, tuple[int, ...]]
) -> Fact:
    return Fact(
        id=name,
        title=name,
        kind="derived",
        file="facts/toy.toml",
        values={word: word for word in words},
        source=source,
        by=by,
        rows=tuple(Row(word, starts, "", ()) for word, starts in rows.items()),
    )


def at_least(fact: str, word: str, words: tuple[str, ...] = ORDERED) -> Demand:
    return Demand(fact, among=words[words.index(word) :], least=word)


def rule(name: str, points: int, *when: Demand, claim: str = "") -> Rule:
    role, dimension, heading = name.split("/")
    return Rule(
        id=name,
        role=role,
        dimension=dimension,
        claim=claim or heading,
        title=heading,
        points=points,
        when=tuple(when),
        because=f"because {heading}",
        cites=(),
        file="",
    )


def gate(name: str, order: int, effect: str, *when: Demand) -> Gate:
    kind, target = effect.replace("defer to", "defer").split()
    return Gate(
        id=name,
        title=name,
        order=order,
        effect=Effect(kind, target),  # type: ignore[arg-type]  # the three words are in the test
        when=tuple(when),
        because="",
        first=(),
        again="",
        cites=(),
        file="",
    )


def role(name: str, order: int, in_place_when: Condition = ()) -> Role:
    return Role(
        id=name,
        title=name.capitalize(),
        short=name,
        order=order,
        summary="",
        mandate="",
        reports_to="",
        duties=(),
        decisions=(),
        measures=(),
        first_30_days=(),
        first_60_days=(),
        first_90_days=(),
        asks_for=(),
        interview=(),
        red_flags=(),
        pay=(),
        alternatives=(),
        first_steps=(),
        kept_steps=(),
        in_place_when=in_place_when,
        takes_over="",
        cites=(),
        file="",
    )


def book(
    facts: Iterable[Fact],
    rules: Iterable[Rule],
    gates: Iterable[Gate] = (),
    roles: Iterable[Role] = (),
    notes: Iterable[NoteRule] = (),
    needed: int = 60,
    near: int = 40,
) -> Rulebook:
    """Return a rulebook over the given facts; roles and dimensions are those the rules name."""
    facts, rules = tuple(facts), tuple(rules)
    given = {r.id: r for r in roles}
    names = list(dict.fromkeys([*given, *(r.role for r in rules)]))
    dimensions = list(dict.fromkeys(r.dimension for r in rules))
    questions = tuple(Question(f.id, f.id, "", "") for f in facts if f.kind != "derived")
    full = Questionnaire("full", "full", 1, (Page("page", "page", 1, questions, ""),), "")
    return Rulebook(
        id="toy",
        title="toy",
        version="1",
        digest="0",
        money_year=2025,
        questionnaire="full",
        policy="default",
        facts={fact.id: fact for fact in facts},
        questionnaires={"full": full},
        dimensions={d: Dimension(d, d, d, place, "", (), "") for place, d in enumerate(dimensions)},
        roles={name: given.get(name) or role(name, place) for place, name in enumerate(names)},
        rules=rules,
        statements={},
        gates=tuple(gates),
        notes=tuple(notes),
        policies={"default": Policy("default", "", Threshold(needed, "", ()), Threshold(near, "", ()), "")},
        pairings=(),
        sources={},
    )
