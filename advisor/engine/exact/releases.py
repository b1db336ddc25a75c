"""Two releases of a rulebook: on how many answer sheets their advice differs, and what is behind it.

Sheets are counted over the answers that both know: numbers in the intervals of both together, words
that are in both. A fact that only one of them asks for makes no difference to the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod

from advisor.assessment import Choice
from advisor.conditions import Absence, State
from advisor.engine.exact.board import Board
from advisor.engine.exact.elimination import (
    Combination,
    Effect,
    Factor,
    Mark,
    States,
    counting,
    layers,
    plan,
    run,
    walk_back,
)
from advisor.engine.exact.sheets import total
from advisor.engine.exact.tables import Table, Tables, compile_rulebook
from advisor.engine.exact.worlds import Apart, join_apart
from advisor.engine.sheets import domain
from advisor.errors import RulebookRefused
from advisor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Turned:
    """A verdict of the old release that the new one turns into another, on so many sheets."""

    before: Choice
    after: Choice
    sheets: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sheet with other advice: most of its answers are the first there is. `clauses` are behind it."""

    answers: Mapping[str, State]
    before: Choice
    after: Choice
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two releases differ; `turned` has the most frequent change first."""

    sheets: int
    changed: int
    turned: tuple[Turned, ...]
    example: Example | None

    @property
    def share(self) -> Fraction:
        """Return the share of sheets with other advice; 0 where the releases have no sheet in common."""
        return Fraction(self.changed, self.sheets) if self.sheets else Fraction(0)


def compare(old: Rulebook, new: Rulebook) -> Comparison:
    """Compare two rulebooks with equal roles and dimensions, both under equal weights.

    Raises `RulebookRefused` where roles or dimensions differ.
    """
    if list(old.roles) != list(new.roles) or set(old.dimensions) != set(new.dimensions):
        raise RulebookRefused(
            "the two rulebooks do not score the same roles on the same dimensions",
            "compare releases of one rulebook; a new role or dimension makes it another one",
        )
    if not all(common_answers(old, new).values()):
        return Comparison(sheets=0, changed=0, turned=(), example=None)
    return _Pair(old, new).compare()


def common_answers(old: Rulebook, new: Rulebook) -> dict[str, tuple[State, ...]]:
    """Map each fact of either rulebook to the answers that count in a comparison."""
    found: dict[str, tuple[State, ...]] = {}
    for book, other in ((old, new), (new, old)):
        for fact in book.asked_facts():
            there = other.facts.get(fact.id)
            own = domain(book, fact)
            if there is None or there.kind != fact.kind:
                found.setdefault(fact.id, own)
                continue
            theirs = {_unordered(state) for state in domain(other, there)}
            if fact.kind == "number":
                least, most = max(fact.least, there.least), min(fact.most, there.most)
                cuts = {least, *book.interval_starts[fact.id], *other.interval_starts[fact.id]}
                numbers = tuple(sorted(cut for cut in cuts if least <= cut <= most))
                absent = Absence.DOES_NOT_APPLY in own and Absence.DOES_NOT_APPLY in theirs
                found[fact.id] = (*numbers, Absence.DOES_NOT_APPLY) if absent else numbers
            else:
                found[fact.id] = tuple(state for state in own if _unordered(state) in theirs)
    return found


def _unordered(state: State) -> object:
    return frozenset(state) if isinstance(state, tuple) else state


class _Pair:
    """Both releases over the same answers: the old one in the slots, the new one so far ahead of it."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self._answers = common_answers(old, new)
        self._facts = list(self._answers)
        weights = dict.fromkeys(old.dimensions, 1)
        self._boards = [Board(compile_rulebook(book, self._answers), weights) for book in (old, new)]
        self._level = Apart(0, 0, (0,) * len(old.roles))
        self._options = {n: range(len(self._answers[fact])) for n, fact in enumerate(self._facts)}
        factors = [self._factor(scope) for scope in self._scopes]
        self._parts = plan(self._options, factors, join_apart, Effect(0, self._level), self._too_large)

    def _too_large(self, scope: tuple[int, ...]) -> Exception:
        named = ", ".join(self._facts[place] for place in scope)
        return RulebookRefused(
            f"the two rulebooks together tie too many questions to count every answer sheet ({named})",
            "compare releases that lie closer together",
        )

    def _scope(self, tables: Tables, table: Table) -> tuple[int, ...]:
        return tuple(sorted(self._facts.index(tables.variables[variable].fact) for variable in table.scope))

    @cached_property
    def _scopes(self) -> list[tuple[int, ...]]:
        """Return the scopes of all tables of both releases."""
        return sorted(
            {self._scope(board.tables, table) for board in self._boards for table in board.tables.tables}
        )

    def _factor(self, scope: tuple[int, ...]) -> Factor:
        entries = [dict(self._rows(board.tables, scope)) for board in self._boards]
        effects = {}
        for combination in product(*(self._options[place] for place in scope)):
            here, there = (found.get(combination, 0) for found in entries)
            old, new = self._boards[0], self._boards[1]
            slots, beyond = old.slot(here), new.slot(there)
            ahead = tuple(b - a for a, b in zip(old.totals(slots), new.totals(beyond), strict=True))
            effects[combination] = Effect(slots, Apart(old.label(here), new.label(there), ahead))
        return Factor(scope, effects)

    def _rows(self, tables: Tables, scope: tuple[int, ...]) -> Iterator[tuple[Combination, int]]:
        """Yield the entries of the table with this scope, if any, by options in order of the scope."""
        for table in tables.tables:
            if self._scope(tables, table) != scope:
                continue
            order = [self._facts.index(tables.variables[variable].fact) for variable in table.scope]
            for combination in product(*(self._options[place] for place in order)):
                row = sum(option * stride for option, stride in zip(combination, table.strides, strict=True))
                chosen = dict(zip(order, combination, strict=True))
                yield tuple(chosen[place] for place in scope), table.entries[row]

    def compare(self) -> Comparison:
        sheets = prod(len(options) for options in self._options.values())
        width = -(-sheets.bit_length() // 8) * 8
        counts = run(self._parts, counting(width), join_apart, {self._level: 1})
        turned: dict[tuple[Choice, Choice], int] = {}
        for apart, fields in counts.items():
            for before, after, mask in self._masks(apart):
                if before != after:
                    digits = {ord("0"): "0" * (width // 4), ord("1"): "f" * (width // 4)}
                    count = total(fields & int(f"{mask:b}".translate(digits), 16), width)
                    turned[before, after] = turned.get((before, after), 0) + count
        found = [Turned(*pair, count) for pair, count in turned.items() if count]
        return Comparison(
            sheets=sheets,
            changed=sum(one.sheets for one in found),
            turned=tuple(sorted(found, key=lambda one: -one.sheets)),
            example=self._example() if found else None,
        )

    def _masks(self, apart: Apart) -> Iterator[tuple[Choice, Choice, int]]:
        """Yield both verdicts with the slots of the old release from which they come about."""
        old, new = self._boards
        ahead = sum(steps * stride for steps, stride in zip(apart.ahead, old.strides, strict=True))
        for one, mask in old.regions(1):
            for other, beyond in new.regions(1):
                both = mask & (beyond >> ahead if ahead >= 0 else beyond << -ahead)
                if both:
                    yield old.verdict(one, apart.label), new.verdict(other, apart.other), both

    def _example(self) -> Example:
        """Return the sheet with other advice that has the fewest answers after the first one of each fact."""
        slots = self._boards[0].slots
        level = Effect(0, self._level)
        prices = [
            Factor((place,), {(o,): Effect(slots if o else 0, self._level) for o in options})
            for place, options in self._options.items()
        ]
        factors = [self._factor(scope) for scope in self._scopes]
        parts = plan(self._options, [*factors, *prices], join_apart, level, self._too_large)
        steps = [step for part in parts for step in part]
        price = 0
        while True:
            within = (1 << ((price + 1) * slots)) - 1
            reached = list(layers(steps, join_apart, {((), self._level): 1}, within))
            end = self._changed(reached[-1], price * slots)
            if end:
                return self._spelled(walk_back(steps, reached, join_apart, end, self._options))
            price += 1

    def _changed(self, states: States, beyond: int) -> tuple[tuple[Combination, Mark], int] | None:
        """Return a state with other advice at the highest price looked at, and its bit."""
        for state, value in sorted(states.items(), key=lambda item: item[0]):
            for before, after, mask in self._masks(state[1]):
                there = (value >> beyond) & mask
                if before != after and there:
                    return state, beyond + (there & -there).bit_length() - 1
        return None

    def _spelled(self, chosen: Mapping[int, int]) -> Example:
        answers = {fact: self._answers[fact][chosen[place]] for place, fact in enumerate(self._facts)}
        verdicts, met = [], []
        for board in self._boards:
            tables = board.tables
            sheet = [variable.values.index(answers[variable.fact]) for variable in tables.variables]
            packed = tables.evaluate(sheet)
            signature = board.signature(board.totals(board.slot(packed)))
            verdicts.append(board.verdict(signature, board.label(packed)))
            effects = {gate.id: str(gate.effect) for gate in board.rulebook.gates}
            worth = {name: tables.worth[name] & tables.cells_mask for name in tables.met(packed)}
            met.append({name: (points, effects.get(name)) for name, points in worth.items()})
        behind = {name for name in {*met[0], *met[1]} if met[0].get(name) != met[1].get(name)}
        return Example(answers, verdicts[0], verdicts[1], tuple(sorted(behind)))


def changed_records(old: Rulebook, new: Rulebook) -> tuple[tuple[str, str], ...]:
    """Return (file, id) of every fact, rule, gate and mark that the advice may depend on and that differs."""
    before, after = dict(_scoring(old)), dict(_scoring(new))
    return tuple(
        (after.get(name, before.get(name, ("",)))[0], name)
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _scoring(book: Rulebook) -> Iterator[tuple[str, tuple[str, object]]]:
    """Yield the id of each record with its file and all that the advice can depend on."""
    for fact in book.facts.values():
        rows = fact.source, fact.by, tuple((row.by, row.starts) for row in fact.rows)
        answers = (fact.kind, fact.least, fact.most, tuple(fact.values), fact.may_not_apply)
        yield fact.id, (fact.file, (answers, fact.applies_when, rows))
    for rule in book.rules:
        if rule.points:
            yield rule.id, (rule.file, (rule.points, rule.when))
    for gate in book.gates:
        yield gate.id, (gate.file, (gate.effect, gate.when))
    policy = book.policies[book.policy]
    yield "needed", (policy.file, policy.needed.points)
    yield "near", (policy.file, policy.near.points)
