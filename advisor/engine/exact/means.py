"""Totals where answers are missing: an open rule counts for the share of its own answers that meet it.

The same arithmetic as the specification's, on the tables: used to try one sheet with a few answers
changed, of a thousand such sheets, without holding every rule against every one.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product

from advisor.assessment import Choice
from advisor.engine.exact.board import Board
from advisor.engine.exact.tables import OPEN, Clause, Table, strides_of
from advisor.engine.verdict import UNDECIDED

Totals = tuple[Fraction, ...]
"""Each role's total in steps of the board."""


class Means:
    """Mean totals of sheets in which some answers may be open, on one board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._added: dict[tuple[int, tuple[int, ...]], tuple[Totals, int]] = {}
        self._last: tuple[tuple[int, ...], tuple[Totals, int]] | None = None

    @cached_property
    def _rules(self) -> Mapping[str, tuple[int, int]]:
        """Map each scoring rule to its role's number and its points in steps."""
        board = self.board
        return {
            rule.id: (board.roles.index(rule.role), rule.points * board.step_weights[rule.dimension])
            for rule in board.rulebook.rules
        }

    @cached_property
    def _gates(self) -> Mapping[str, int]:
        return {gate.id: self.board.label_of(gate.effect) for gate in self.board.rulebook.gates}

    def added(self, place: int, combination: tuple[int, ...]) -> tuple[Totals, int]:
        """Return what a table adds to the totals, and its label: a gate acts if all open answers say so.

        The label also says whether a scoring rule of the table is settled.
        """
        if (place, combination) not in self._added:
            self._added[place, combination] = self._add(self.board.tables.tables[place], combination)
        return self._added[place, combination]

    def _add(self, table: Table, combination: tuple[int, ...]) -> tuple[Totals, int]:
        tables = self.board.tables
        options = [
            tables.variables[variable].open if option == OPEN else (option,)
            for variable, option in zip(table.scope, combination, strict=True)
        ]
        rows = [
            sum(option * stride for option, stride in zip(c, table.strides, strict=True))
            for c in product(*options)
        ]
        totals, label = [Fraction(0)] * len(self.board.roles), 0
        for name in table.clauses:
            met = tables.clause[name].met
            share = sum(met[row] for row in rows)
            if name in self._gates:
                label |= self._gates[name] if share == len(rows) else 0
                continue
            role, points = self._rules[name]
            totals[role] += Fraction(points * share, len(rows))
            label |= self.board.settled if share in (0, len(rows)) else 0
        return tuple(totals), label

    def settled(self, clause: Clause, sheet: Sequence[int]) -> bool | None:
        """Say whether a sheet meets a clause, or None where its open answers leave that open."""
        variables = self.board.tables.variables
        options = [variables[v].open if sheet[v] == OPEN else (sheet[v],) for v in clause.scope]
        strides = strides_of([len(variables[v].values) for v in clause.scope])
        found = {
            clause.met[sum(option * stride for option, stride in zip(c, strides, strict=True))]
            for c in product(*options)
        }
        return found.pop() if len(found) == 1 else None

    def of(self, sheet: Sequence[int]) -> tuple[Totals, int]:
        """Return the totals and the label of a sheet that gives an option or OPEN to every variable."""
        if self._last and self._last[0] == tuple(sheet):
            return self._last[1]
        totals, label = [Fraction(0)] * len(self.board.roles), 0
        for place, table in enumerate(self.board.tables.tables):
            added, own = self.added(place, tuple(sheet[variable] for variable in table.scope))
            label |= own
            for role, amount in enumerate(added):
                totals[role] += amount
        self._last = tuple(sheet), (tuple(totals), label)
        return self._last[1]

    def verdict(self, sheet: Sequence[int]) -> Choice:
        """Return the verdict of a sheet."""
        return self._verdict(*self.of(sheet))

    def with_one_changed(self, sheet: Sequence[int], variable: int, option: int) -> Choice:
        """Return the verdict of a sheet with one answer changed."""
        (totals, _), label = self.of(sheet), 0
        sums = list(totals)
        for place, table in enumerate(self.board.tables.tables):
            before = tuple(sheet[other] for other in table.scope)
            after = before
            if variable in table.scope:
                after = tuple(option if other == variable else sheet[other] for other in table.scope)
                lost, gained = self.added(place, before)[0], self.added(place, after)[0]
                sums = [a - b + c for a, b, c in zip(sums, lost, gained, strict=True)]
            label |= self.added(place, after)[1]
        return self._verdict(sums, label)

    def _verdict(self, totals: Sequence[Fraction], label: int) -> Choice:
        return self.board.verdict_of(totals, label) if label & self.board.settled else UNDECIDED
