"""The compiled rulebook: from the number of each answer to packed points, gates and rules met.

Every scoring rule and every gate is a *clause* that reads a few facts. Clauses with the same facts
share a table with one entry for each combination of their answers. An entry is one integer of
fields that never carry into each other: a field of points for every cell, then a bit for every
clause. Adding up the entries of a sheet gives its eight cells, the gates that act and the rules
that are met in one sum.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from operator import getitem
from typing import NamedTuple

from advisor.case import Case
from advisor.conditions import Absence, Condition, State, holds
from advisor.engine.sheets import OPEN as UNKNOWN
from advisor.engine.sheets import answers_of, domain, read_by, settle
from advisor.errors import RulebookRefused
from advisor.rulebook import CELL_POINTS, Rulebook

MOST_ENTRIES = 20_000
"""Entries of one table; a rule or gate that needs more ties too many questions together."""

FIELD = CELL_POINTS.bit_length()
"""Bits of a cell's field: room for all the points that a cell hands out."""


OPEN = -1
"""The number of an answer that is not known."""


class Variable(NamedTuple):
    """A fact as the tables see it: its answers by number, "does not apply" always the last.

    `open` are the numbers that count while the answer is not known.
    """

    fact: str
    values: tuple[State, ...]
    open: tuple[int, ...]


class Clause(NamedTuple):
    """A scoring rule or a gate: the variables it reads and, for each combination, whether it is met."""

    id: str
    scope: tuple[int, ...]
    met: tuple[bool, ...]

    def written(self) -> str:
        """Return `met` as one hexadecimal number: a leading 1, then a bit for each combination."""
        return f"{int('1' + ''.join('01'[is_met] for is_met in self.met), 2):x}"


class Table(NamedTuple):
    """All clauses of one scope: an entry for each combination of answers, the last variable fastest."""

    scope: tuple[int, ...]
    strides: tuple[int, ...]
    entries: tuple[int, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Tables:
    """A rulebook, compiled. Cells and clauses are numbered in the order of the rulebook."""

    rulebook: Rulebook
    variables: tuple[Variable, ...]
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...]

    @cached_property
    def number(self) -> dict[str, int]:
        """Map each fact to the number of its variable."""
        return {variable.fact: place for place, variable in enumerate(self.variables)}

    @cached_property
    def clause(self) -> dict[str, Clause]:
        """Map each clause's id to the clause."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Return (role, dimension) of each field of points, lowest field first."""
        return tuple(self.rulebook.cells)

    @cached_property
    def clause_bit(self) -> dict[str, int]:
        """Map each clause to its bit in an entry."""
        first = FIELD * len(self.cells)
        return {clause.id: 1 << (first + place) for place, clause in enumerate(self.clauses)}

    @cached_property
    def worth(self) -> dict[str, int]:
        """Map each clause to what it adds to an entry where it is met: its points, if any, and its bit."""
        return worth_of(self.rulebook, [clause.id for clause in self.clauses])

    @cached_property
    def cells_mask(self) -> int:
        """Return the bits of an entry that hold points."""
        return (1 << (FIELD * len(self.cells))) - 1

    @property
    def size(self) -> int:
        """Return the number of answer sheets: the product of the domains."""
        return prod(len(variable.open) for variable in self.variables)

    def answer(self, place: int, state: State) -> int:
        """Return the number of a known answer; a number falls into its interval."""
        variable = self.variables[place]
        if isinstance(state, int) and not isinstance(state, bool):
            starts = self.rulebook.interval_starts[variable.fact]
            return bisect_right(starts, state) - 1
        if isinstance(state, tuple):
            order = list(self.rulebook.facts[variable.fact].values)
            state = tuple(sorted(state, key=order.index))
        return variable.values.index(state)

    def nearest(self, place: int, option: int, here: int) -> State:
        """Return the answer with a number; of an interval, the value nearest to the option `here`."""
        variable = self.variables[place]
        state = variable.values[option]
        is_number = isinstance(state, int) and not isinstance(state, bool)
        if is_number and 0 <= option < here and variable.values[here] is not Absence.DOES_NOT_APPLY:
            above = variable.values[option + 1]
            return above - 1 if isinstance(above, int) else state
        return state

    def sheet(self, case: Case) -> list[int]:
        """Return for each variable the number of its answer, or OPEN."""
        given = answers_of(self.rulebook, case)
        return [
            OPEN if given[variable.fact] in UNKNOWN else self.answer(place, given[variable.fact])
            for place, variable in enumerate(self.variables)
        ]

    def options(self, case: Case) -> list[tuple[int, ...]]:
        """Return for each variable the numbers still possible: one if it is known."""
        return [
            variable.open if answer == OPEN else (answer,)
            for variable, answer in zip(self.variables, self.sheet(case), strict=True)
        ]

    def numbers(self, answers: Mapping[str, State]) -> list[int]:
        """Return the number of every answer of a sheet that gives one to each fact."""
        found = []
        for place, (fact, starts, known) in enumerate(self._readers):
            state = answers[fact]
            if starts and isinstance(state, int):
                found.append(bisect_right(starts, state) - 1)
            else:
                found.append(known[state] if state in known else self.answer(place, state))
        return found

    @cached_property
    def _readers(self) -> list[tuple[str, tuple[int, ...], dict[State, int]]]:
        """Return for each variable its fact, the starts of its intervals, and the number of each answer."""
        starts = self.rulebook.interval_starts
        return [
            (v.fact, starts.get(v.fact, ()), {state: number for number, state in enumerate(v.values)})
            for v in self.variables
        ]

    def evaluate(self, sheet: Sequence[int]) -> int:
        """Return the packed sum for a sheet that gives a number to every variable."""
        total = sum(map(getitem, self._singles, sheet))
        for one, other, stride, entries in self._pairs:
            total += entries[sheet[one] * stride + sheet[other]]
        for scope, strides, entries in self._wider:
            total += entries[sum(sheet[v] * stride for v, stride in zip(scope, strides, strict=True))]
        return total

    @cached_property
    def _singles(self) -> list[tuple[int, ...]]:
        """Return for each variable the entries of the table that reads it alone, zeros if none does."""
        alone = {table.scope: table.entries for table in self.tables}
        return [alone.get((n,), (0,) * len(v.values)) for n, v in enumerate(self.variables)]

    @cached_property
    def _pairs(self) -> list[tuple[int, int, int, tuple[int, ...]]]:
        pairs = [table for table in self.tables if len(table.scope) == 2]
        return [(table.scope[0], table.scope[1], table.strides[0], table.entries) for table in pairs]

    @cached_property
    def _wider(self) -> list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
        others = [table for table in self.tables if len(table.scope) not in {1, 2}]
        return [(table.scope, table.strides, table.entries) for table in others]

    def points(self, packed: int) -> dict[tuple[str, str], int]:
        """Unpack the points of every cell."""
        field = (1 << FIELD) - 1
        return {cell: packed >> at & field for cell, at in self._cell_places}

    @cached_property
    def _cell_places(self) -> list[tuple[tuple[str, str], int]]:
        return [(cell, FIELD * place) for place, cell in enumerate(self.cells)]

    def met(self, packed: int) -> frozenset[str]:
        """Unpack the ids of the rules and gates that are met."""
        bits = packed >> (FIELD * len(self.cells))
        octets = bits.to_bytes(len(self._met_by_octet), "little")
        return frozenset().union(*map(getitem, self._met_by_octet, octets))

    @cached_property
    def _met_by_octet(self) -> list[list[tuple[str, ...]]]:
        """Return for each eight clauses, and each way they can be met together, the ids of those that are."""
        names = [clause.id for clause in self.clauses]
        groups = [names[start : start + 8] for start in range(0, len(names), 8)]
        return [
            [tuple(name for place, name in enumerate(group) if octet >> place & 1) for octet in range(256)]
            for group in groups
        ]


def compile_rulebook(
    rulebook: Rulebook,
    answers: Mapping[str, tuple[State, ...]] | None = None,
    outcomes: Mapping[str, str] | None = None,
) -> Tables:
    """Return the tables of a rulebook.

    `answers` are the answers that count for each fact, where they are not the rulebook's own: to
    compare two rulebooks both are compiled over the same. `outcomes` are the clauses as `written`
    when this rulebook was compiled before, over its own answers; holding every combination against
    every clause is what takes the time.

    Raises `RulebookRefused` where a rule or gate reads more facts than a table can hold.
    """
    variables = tuple(
        _variable(fact.id, answers[fact.id] if answers else domain(rulebook, fact))
        for fact in rulebook.asked_facts()
    )
    number = {variable.fact: place for place, variable in enumerate(variables)}
    scoring = [(rule.id, rule.when, rule.file) for rule in rulebook.rules if rule.points]
    gating = [(gate.id, gate.when, gate.file) for gate in rulebook.gates]
    clauses = tuple(
        _clause(rulebook, variables, number, name, when, file, outcomes)
        for name, when, file in scoring + gating
    )
    worth = worth_of(rulebook, [clause.id for clause in clauses])
    scopes = sorted({clause.scope for clause in clauses})
    tables = tuple(_table(variables, s, [c for c in clauses if c.scope == s], worth) for s in scopes)
    return Tables(rulebook, variables, clauses, tables)


def worth_of(rulebook: Rulebook, clauses: Sequence[str]) -> dict[str, int]:
    """Return what each clause adds to an entry: points in its cell's field, and a bit of its own."""
    cells = list(rulebook.cells)
    bits = {name: 1 << (FIELD * len(cells) + place) for place, name in enumerate(clauses)}
    points = {
        rule.id: rule.points << (FIELD * cells.index((rule.role, rule.dimension))) for rule in rulebook.rules
    }
    return {name: bit | points.get(name, 0) for name, bit in bits.items()}


def _variable(name: str, values: tuple[State, ...]) -> Variable:
    counted = tuple(range(len(values)))
    if Absence.DOES_NOT_APPLY not in values:
        values = (*values, Absence.DOES_NOT_APPLY)
    return Variable(name, values, counted)


def _clause(
    rulebook: Rulebook,
    variables: Sequence[Variable],
    number: Mapping[str, int],
    name: str,
    when: Condition,
    file: str,
    outcomes: Mapping[str, str] | None,
) -> Clause:
    facts = read_by(rulebook, when)
    scope = tuple(number[fact] for fact in facts if fact in number)
    if prod(len(variables[place].values) for place in scope) > MOST_ENTRIES:
        raise glued(name, file, [variables[place].fact for place in scope])
    if outcomes is not None:
        return Clause(name, scope, tuple(bit == "1" for bit in f"{int(outcomes[name], 16):b}"[1:]))
    met = []
    for values in product(*(variables[place].values for place in scope)):
        answers = {variables[place].fact: value for place, value in zip(scope, values, strict=True)}
        met.append(holds(when, settle(rulebook, facts, answers)) == "met")
    return Clause(name, scope, tuple(met))


def glued(name: str, file: str, facts: Iterable[str]) -> RulebookRefused:
    """Return the refusal of a rule or gate that ties more questions together than can be counted."""
    return RulebookRefused(
        f"{file}: [{name.rsplit('/', 1)[-1]}] ties too many questions together to count every answer sheet"
        f" ({', '.join(facts)})",
        "let it read fewer facts, or give the facts fewer values",
    )


def _table(
    variables: Sequence[Variable], scope: tuple[int, ...], clauses: list[Clause], worth: Mapping[str, int]
) -> Table:
    sizes = [len(variables[place].values) for place in scope]
    entries = tuple(
        sum(worth[clause.id] for clause, is_met in zip(clauses, row, strict=True) if is_met)
        for row in zip(*(clause.met for clause in clauses), strict=True)
    )
    return Table(scope, strides_of(sizes), entries, tuple(clause.id for clause in clauses))


def strides_of(sizes: Sequence[int]) -> tuple[int, ...]:
    """Return how far one step of each variable moves in a table, the last variable fastest."""
    return tuple(prod(sizes[place + 1 :]) for place in range(len(sizes)))
