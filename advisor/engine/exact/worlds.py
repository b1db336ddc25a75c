"""Two worlds side by side: every answer sheet with and without a rule, or with one answer or another.

Both worlds share all other answers. What sets them apart is carried beside the slot of the first:
both labels, and how far each role's total is ahead in the second. Components that the difference
does not touch are the same in both worlds, and are run once for all differences.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import combinations, pairwise, product
from typing import NamedTuple

from advisor.assessment import Choice
from advisor.conditions import Absence
from advisor.engine.exact.elimination import (
    LISTING,
    REACHING,
    Effect,
    Factor,
    Sets,
    each_left_out,
    plan,
    run,
)
from advisor.engine.exact.sheets import Sheets, join, refusal


class Apart(NamedTuple):
    """How two worlds differ: the labels of both, and how many steps each role is ahead in the second."""

    label: int
    other: int
    ahead: tuple[int, ...]


Ends = Mapping[Apart, Mapping[int, int]]
"""For each way to be apart, the number of a component's sheets by slot of the first world."""

Entries = Callable[[int, int], tuple[int, int] | None]
"""Gives for a table and a row of it the entries in both worlds; None leaves its sheets out."""


class Worlds:
    """Pairs of worlds over the answer sheets of a rulebook or a case."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets, self.board = sheets, sheets.board
        self._alike: dict[tuple[int, int, int], int] = {}

    def without(self, clause: str) -> tuple[int, Ends]:
        """Compare each sheet that meets a rule or gate with itself without it.

        Returns the place of the component that the clause is in, and how the worlds are apart at its end.
        """
        tables = self.board.tables
        place = next(n for n, table in enumerate(tables.tables) if clause in table.clauses)
        off = tables.worth[clause]

        def entries(table: int, row: int) -> tuple[int, int] | None:
            entry = tables.tables[table].entries[row]
            if table != place:
                return entry, entry
            return (entry, entry - off) if entry & tables.clause_bit[clause] else None

        return self._ends(self._home[tables.tables[place].scope[0]], {}, entries)

    def answers(
        self, variable: int, one: int, other: int, fixed: Mapping[int, int] | None = None
    ) -> tuple[int, Ends]:
        """Compare each sheet with itself under another answer; `fixed` gives options to further variables."""
        tables = self.board.tables

        def entries(table: int, row: int) -> tuple[int, int]:
            where = tables.tables[table]
            if variable not in where.scope:
                return where.entries[row], where.entries[row]
            stride = where.strides[where.scope.index(variable)]
            return where.entries[row], where.entries[row + (other - one) * stride]

        return self._ends(self._home[variable], {**(fixed or {}), variable: one}, entries)

    def companions(self, variable: int) -> list[int]:
        """Return the other variables of a variable's component."""
        part = self.sheets.parts[self._home[variable]]
        return sorted(step.variable for step in part if step.variable != variable)

    def steps(self, variable: int) -> list[tuple[int, int]]:
        """Return the pairs of answers one step apart; where words have no order, every pair."""
        options, known = self.sheets.open[variable], self.board.tables.variables[variable]
        if self.board.rulebook.facts[known.fact].kind not in {"number", "scale"}:
            return list(combinations(options, 2))
        return list(pairwise(o for o in options if known.values[o] is not Absence.DOES_NOT_APPLY))

    def differ(self, place: int, ends: Ends) -> bool:
        """Say whether any sheet has another verdict in the second world."""
        for apart, slots in ends.items():
            for label, others in self._reached[place].items():
                mask = self._mask(label | apart.label, label | apart.other, self._slots_ahead(apart))
                if mask and any(others << slot & mask for slot in slots):
                    return True
        return False

    @cached_property
    def _level(self) -> tuple[int, ...]:
        return (0,) * len(self.board.roles)

    @cached_property
    def _home(self) -> dict[int, int]:
        return {step.variable: place for place, part in enumerate(self.sheets.parts) for step in part}

    @cached_property
    def _reached(self) -> list[Sets]:
        """Return for each component what the sheets of all others reach."""
        parts = self.sheets.parts
        left = {id(part): sets for part, sets in each_left_out(parts, REACHING, join, self.sheets.start(1))}
        return [left[id(part)] for part in parts]

    def _slots_ahead(self, apart: Apart) -> int:
        return sum(steps * stride for steps, stride in zip(apart.ahead, self.board.strides, strict=True))

    def _mask(self, one: int, other: int, ahead: int) -> int:
        """Return the slots of the first world from which the verdicts of both differ."""
        if (one, other, ahead) not in self._alike:
            here, there = self._by_verdict(one), self._by_verdict(other)
            same = 0
            for verdict, mask in here.items():
                beyond = there.get(verdict, 0)
                same |= mask & (beyond >> ahead if ahead >= 0 else beyond << -ahead)
            self._alike[one, other, ahead] = ((1 << self.board.slots) - 1) & ~same
        return self._alike[one, other, ahead]

    def _by_verdict(self, label: int) -> dict[Choice, int]:
        found: dict[Choice, int] = {}
        for signature, mask in self.board.regions(1):
            verdict = self.board.verdict(signature, label)
            found[verdict] = found.get(verdict, 0) | mask
        return found

    def _ends(self, place: int, fixed: Mapping[int, int], entries: Entries) -> tuple[int, Ends]:
        board, sheets = self.board, self.sheets
        free = {s.variable: sheets.open[s.variable] for s in sheets.parts[place] if s.variable not in fixed}
        none = Apart(0, 0, self._level)
        start, factors = Effect(0, none), []
        for number, table in enumerate(board.tables.tables):
            if not any(self._home.get(variable) == place for variable in table.scope):
                continue
            scope = tuple(variable for variable in table.scope if variable in free)
            stride = dict(zip(table.scope, table.strides, strict=True))
            base = sum(fixed.get(v, sheets.options[v][0]) * stride[v] for v in table.scope if v not in free)
            effects = {}
            for combination in product(*(free[variable] for variable in scope)):
                row = base + sum(o * stride[v] for v, o in zip(scope, combination, strict=True))
                both = entries(number, row)
                if both:
                    effects[combination] = self._effect(*both)
            if scope:
                factors.append(Factor(scope, effects))
            else:
                start = join_apart(start, effects[()])
        parts = plan(free, factors, join_apart, Effect(0, none), lambda scope: refusal(board.tables, scope))
        return place, run(parts, LISTING, join_apart, {start.mark: {start.slots: 1}})

    def _effect(self, one: int, other: int) -> Effect:
        board = self.board
        if one == other:
            return Effect(board.slot(one), Apart(board.label(one), board.label(one), self._level))
        here, there = board.slot(one), board.slot(other)
        ahead = tuple(b - a for a, b in zip(board.totals(here), board.totals(there), strict=True))
        return Effect(here, Apart(board.label(one), board.label(other), ahead))


def join_apart(one: Effect, other: Effect) -> Effect:
    """Put two effects of two worlds together."""
    a, b = one.mark, other.mark
    if not any(b.ahead):
        ahead = a.ahead
    elif not any(a.ahead):
        ahead = b.ahead
    else:
        ahead = tuple(x + y for x, y in zip(a.ahead, b.ahead, strict=True))
    return Effect(one.slots + other.slots, Apart(a.label | b.label, a.other | b.other, ahead))
