"""The rulebook in the plain words that every rule language has, for the adapters of the peers.

A clause is a scoring rule or a gate. Its condition is written out: what a fact applies to is demanded
along with the fact, and a band becomes one alternative for each kind of company with its own steps. At
most one alternative holds at a time. What a clause is worth is one whole number, so that a peer only
has to add up: points of the first role, of the second, then a count for each effect that gates have.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from advisor.assessment import Choice
from advisor.conditions import Condition, Demand, State
from advisor.engine.exact.tables import Tables
from advisor.engine.verdict import choose
from advisor.rulebook import Effect, Fact, Rulebook

ROLE_STEP = 1_000
EFFECT_STEP = 100

Evaluate = Callable[[Mapping[str, Any]], Choice]
"""What an adapter builds: from a sheet under plain names to the verdict."""


class Test(NamedTuple):
    """What one fact must be: among words, or a number within both ends; an end may be open."""

    fact: str
    words: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    def accepts(self, value: State) -> bool:
        """Say whether a value passes."""
        if self.words:
            return value in self.words
        assert isinstance(value, int)
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


Alternative = tuple[Test, ...]
"""Tests that must all pass."""


class Clause(NamedTuple):
    """A rule or gate: one of the alternatives must hold."""

    id: str
    alternatives: tuple[Alternative, ...]
    worth: int


class Verdicts(dict[int, Choice]):
    """Maps a sum of worths to the verdict; each sum is worked out by the policy once, then looked up."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__()
        self._rulebook = rulebook
        self._effects = effects_of(rulebook)

    def __missing__(self, packed: int) -> Choice:
        rulebook, left = self._rulebook, packed
        totals, acting = {}, []
        for role in rulebook.roles:
            left, totals[role] = divmod(left, ROLE_STEP)
        for effect in self._effects:
            left, count = divmod(left, EFFECT_STEP)
            acting += [effect] if count else []
        found = choose(rulebook.policies[rulebook.policy], rulebook.roles.values(), totals, acting)
        self[packed] = found
        return found


def effects_of(rulebook: Rulebook) -> list[Effect]:
    """Return the different effects of gates that the verdict depends on."""
    return list(dict.fromkeys(gate.effect for gate in rulebook.gates if gate.effect.kind != "form"))


def clauses_of(rulebook: Rulebook) -> list[Clause]:
    """Return every clause that adds something."""
    worth = {r: ROLE_STEP**place for place, r in enumerate(rulebook.roles)}
    first = ROLE_STEP ** len(worth)
    effects = {effect: first * EFFECT_STEP**place for place, effect in enumerate(effects_of(rulebook))}
    found = [(r.id, r.when, r.points * worth[r.role]) for r in rulebook.rules]
    found += [(g.id, g.when, effects.get(g.effect, 0)) for g in rulebook.gates]
    return [Clause(name, tuple(alternatives(rulebook, when)), worth) for name, when, worth in found if worth]


def alternatives(rulebook: Rulebook, when: Condition) -> Iterator[Alternative]:
    """Yield the alternatives of a condition."""
    demands = list(_with_what_they_apply_to(rulebook, when))
    bands = [d for d in demands if rulebook.facts[d.fact].kind == "derived"]
    tests = [test for d in demands if d not in bands for test in [_test(rulebook.facts[d.fact], d)]]
    by = {rulebook.facts[d.fact].by for d in bands}
    if not bands:
        yield from _joined(tests)
        return
    assert len(by) == 1, "bands of one condition that hang on several facts are not written out"
    words_for: dict[tuple[Test, ...], list[str]] = {}
    kind = by.pop()
    for word in rulebook.facts[kind].values:
        for ranges in product(*(_ranges(rulebook.facts[d.fact], d, word) for d in bands)):
            words_for.setdefault(ranges, []).append(word)
    for ranges, words in words_for.items():
        yield from _joined([*tests, Test(kind, tuple(words)), *ranges])


def _with_what_they_apply_to(rulebook: Rulebook, when: Condition) -> Iterator[Demand]:
    for demand in when:
        fact = rulebook.facts[demand.fact]
        yield from _with_what_they_apply_to(rulebook, fact.applies_when)
        for parent in {fact.source, fact.by} - {""}:
            yield from _with_what_they_apply_to(rulebook, rulebook.facts[parent].applies_when)
        yield demand


def _test(fact: Fact, demand: Demand) -> Test:
    assert fact.kind not in {"many", "yes-no"}, "no adapter knows this kind of fact yet"
    assert not fact.may_not_apply, "no adapter knows facts that may not apply yet"
    if fact.kind == "number":
        least = demand.least if isinstance(demand.least, int) else None
        most = demand.most if isinstance(demand.most, int) else None
        return Test(fact.id, least=least, most=most)
    return Test(fact.id, tuple(str(word) for word in demand.among))


def _ranges(band: Fact, demand: Demand, word: str) -> list[Test]:
    """Return the ranges of the number that a band is read from, neighbouring steps put together."""
    starts = next(row.starts for row in band.rows if row.by == word)
    ends: list[tuple[int | None, int | None]] = []
    for step, name in enumerate(band.values):
        if name not in demand.among:
            continue
        least = starts[step - 1] if step else None
        most = starts[step] - 1 if step < len(starts) else None
        if ends and least is not None and ends[-1][1] == least - 1:
            ends[-1] = ends[-1][0], most
        else:
            ends.append((least, most))
    return [Test(band.source, least=least, most=most) for least, most in ends]


def _joined(tests: list[Test]) -> Iterator[Alternative]:
    """Yield the tests with those of one fact put together, unless no answer can pass them."""
    found: dict[str, Test] = {}
    for test in tests:
        before = found.get(test.fact, test)
        least = [end for end in (before.least, test.least) if end is not None]
        most = [end for end in (before.most, test.most) if end is not None]
        words = tuple(word for word in before.words if word in test.words)
        if before.words and not words:
            return
        found[test.fact] = Test(test.fact, words, max(least, default=None), min(most, default=None))
    yield tuple(test for test in found.values() if test != Test(test.fact))


def name_of(fact: str) -> str:
    """Return a fact's id as every peer can write a variable."""
    return fact.replace("-", "_")


def named(sheet: Mapping[str, State]) -> dict[str, Any]:
    """Return a sheet under names that every peer can write."""
    return {name_of(fact): value for fact, value in sheet.items()}


def split(rulebook: Rulebook, worth: int) -> tuple[list[int], int | None]:
    """Return the points of each role in what a clause is worth, and the number of its effect if any."""
    points = []
    for _ in rulebook.roles:
        worth, own = divmod(worth, ROLE_STEP)
        points.append(own)
    effects = len(effects_of(rulebook))
    return points, next((e for e in range(effects) if worth == EFFECT_STEP**e), None)


def options_of(tables: Tables, alternative: Alternative) -> dict[int, list[int]]:
    """Map each variable that an alternative tests to the numbers of the answers that pass."""
    return {
        place: [option for option in variable.open if test.accepts(variable.values[option])]
        for test in alternative
        for place in [tables.number[test.fact]]
        for variable in [tables.variables[place]]
    }
