"""The fewest changes to another verdict, and the proof where there is no way to it.

Every variable may stay as it is, or change at a price. The price is one more total beside those of
the roles, so the cheapest way falls out of the same program that tells what can be reached. Answers
that are not known stay at their mean unless they are filled in, which is a change like any other. A mark
holds the label of gates and what means leave beyond whole steps, so nothing is rounded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, product
from math import lcm

from advisor.assessment import Choice
from advisor.conditions import Absence
from advisor.engine.exact.board import Board
from advisor.engine.exact.elimination import (
    Combination,
    Effect,
    Factor,
    Mark,
    States,
    Step,
    layers,
    plan,
    walk_back,
)
from advisor.engine.exact.means import Means
from advisor.engine.exact.sheets import refusal
from advisor.engine.exact.tables import OPEN
from advisor.engine.verdict import UNDECIDED

MOST_STATES = 600
"""States of the search at which it stops; only sheets with many open answers come near it."""

MOST_BITS = 1_000_000_000
"""Bits in all states together at which it stops too; only rulebooks of three roles or more come near it."""

Way = tuple[tuple[int, int], ...]
"""Changes, as (variable, new option), in the order of the facts."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The cheapest way to each verdict that has one for `price` or less.

    `complete` says that nothing was left out: a verdict that is missing cannot be reached at all.
    """

    to: Mapping[Choice, Way]
    price: int
    complete: bool


class Search:
    """Looks for ways from a sheet; `prices` has what a change costs, 1 or more, where one is possible.

    `allowed` narrows what a variable may change to; without it to any answer that counts.
    """

    def __init__(
        self,
        means: Means,
        sheet: Sequence[int],
        prices: Mapping[int, int],
        allowed: Mapping[int, Sequence[int]] | None = None,
    ) -> None:
        self._means, self._sheet, self._prices = means, sheet, prices
        open_to = allowed or {variable: means.board.tables.variables[variable].open for variable in prices}
        self._options = {variable: self._by_distance(variable, open_to[variable]) for variable in prices}
        self._steps = [step for part in self._planned() for step in part]

    @property
    def _board(self) -> Board:
        return self._means.board

    def _by_distance(self, variable: int, allowed: Sequence[int]) -> tuple[int, ...]:
        """Return the options of a variable: the present one first, then near ones before far ones.

        An answer that is not known is filled in from the middle outwards, so that no extreme is named
        where a moderate answer will do. That something does not apply is no step from any answer.
        """
        here, values = self._sheet[variable], self._board.tables.variables[variable].values
        others = [option for option in allowed if option != here]
        centre = Fraction(sum(others), len(others)) if here == OPEN and others else Fraction(here)

        def distance(option: int) -> tuple[bool, Fraction, int]:
            return values[option] is Absence.DOES_NOT_APPLY, abs(option - centre), option

        return (here, *sorted(others, key=distance))

    def _planned(self) -> list[tuple[Step, ...]]:
        """Work out what every combination adds and return the steps; sets the start and parts of a step."""
        added = []
        for place, table in enumerate(self._board.tables.tables):
            free = tuple(variable for variable in table.scope if variable in self._options)
            found = {}
            for combination in product(*(self._options[variable] for variable in free)):
                chosen = dict(zip(free, combination, strict=True))
                whole = tuple(chosen.get(variable, self._sheet[variable]) for variable in table.scope)
                found[combination] = self._means.added(place, whole)
            added.append((free, found))
        self._parts = lcm(
            *(t.denominator for _, found in added for totals, _ in found.values() for t in totals)
        )
        none = () if self._parts == 1 else (0,) * len(self._board.roles)
        self._nothing = Effect(0, (0, none))
        self._start, factors = self._nothing, []
        for free, found in added:
            effects = {combination: self._effect(*what) for combination, what in found.items()}
            if free:
                factors.append(Factor(free, effects))
            else:
                self._start = self._join(self._start, effects[()])
        for variable, price in self._prices.items():
            here, *others = self._options[variable]
            paid = Effect(price * self._board.slots, self._nothing.mark)
            effects = {(here,): self._nothing, **{(option,): paid for option in others}}
            factors.append(Factor((variable,), effects))
        return plan(
            self._options,
            factors,
            self._join,
            self._nothing,
            lambda scope: refusal(self._board.tables, scope),
        )

    def _effect(self, totals: Sequence[Fraction], label: int) -> Effect:
        parts, slots, rest = self._parts, 0, []
        for total, stride in zip(totals, self._board.strides, strict=True):
            steps, left = divmod(total.numerator * (parts // total.denominator), parts)
            slots += steps * stride
            rest.append(left)
        return Effect(slots, (label, tuple(rest) if parts > 1 else ()))

    def _join(self, one: Effect, other: Effect) -> Effect:
        (label, rest), (more, beyond) = one.mark, other.mark
        slots = one.slots + other.slots
        if not rest:
            return Effect(slots, (label | more, rest))
        sums = []
        for a, b, stride in zip(rest, beyond, self._board.strides, strict=True):
            if a + b >= self._parts:
                slots += stride
                sums.append(a + b - self._parts)
            else:
                sums.append(a + b)
        return Effect(slots, (label | more, tuple(sums)))

    def ways(self, wanted: frozenset[Choice], *, thorough: bool = False) -> Ways:
        """Return the cheapest way to each wanted verdict, looking at low prices first.

        No change of a way can be brought nearer to the present answer while the others stay, and a way of
        one change is the nearest of that price. `thorough` goes on however many states the search takes.
        """
        dearest = sum(self._prices.values())
        found: dict[Choice, Way] = {}
        price = 0
        for limit in _limits(dearest):
            reached = self._reached(limit, thorough)
            if reached is None:
                return Ways(found, price, complete=False)
            price = limit
            for verdict in wanted - set(found):
                end = self._cheapest(reached[-1], verdict)
                if end:
                    chosen = walk_back(self._steps, reached, self._join, end, self._options)
                    way = tuple(sorted((v, o) for v, o in chosen.items() if o != self._sheet[v]))
                    found[verdict] = self._nearest(verdict, way)
            if wanted <= set(found):
                break
        return Ways(found, price, complete=price == dearest)

    def _reached(self, price: int, thorough: bool) -> list[States] | None:
        """Return what can be reached after each step for this price or less, or None if it is too much."""
        within = (1 << ((price + 1) * self._board.slots)) - 1
        start: States = {((), self._start.mark): 1 << self._start.slots}
        found = []
        for states in layers(self._steps, self._join, start, within):
            bits = sum(value.bit_length() for value in states.values())
            if (len(states) > MOST_STATES or bits > MOST_BITS) and not thorough:
                return None
            found.append(states)
        return found

    def _cheapest(self, layer: States, verdict: Choice) -> tuple[tuple[Combination, Mark], int] | None:
        """Return the end with this verdict at the lowest price, and its bit."""
        best = None
        for state, value in layer.items():
            for mask in self._masks(verdict, state[1]):
                left, price = value, 0
                while left:
                    there = left & mask
                    if there:
                        bit = price * self._board.slots + (there & -there).bit_length() - 1
                        if best is None or (price, bit) < best[0]:
                            best = (price, bit), state
                        break
                    left >>= self._board.slots
                    price += 1
        return (best[1], best[0][1]) if best else None

    def _nearest(self, verdict: Choice, way: Way) -> Way:
        """Bring every change of a way as near to the present answer as still leads to the verdict."""
        if len(way) == 1:
            return self._nearest_alone(verdict, self._prices[way[0][0]])
        sheet = list(self._sheet)
        for variable, option in way:
            sheet[variable] = option
        moved = True
        while moved:
            moved = False
            for variable, _ in way:
                near = self._first_to(verdict, sheet, variable)
                moved |= near != sheet[variable]
                sheet[variable] = near
        return tuple((variable, sheet[variable]) for variable, _ in way)

    def _nearest_alone(self, verdict: Choice, price: int) -> Way:
        """Return the nearest single change of a price that leads to a verdict; there is one."""
        return next(
            ((variable, options[distance]),)
            for distance in count(1)
            for variable, options in self._options.items()
            if distance < len(options) and self._prices[variable] == price
            if self._means.with_one_changed(self._sheet, variable, options[distance]) == verdict
        )

    def _first_to(self, verdict: Choice, sheet: Sequence[int], variable: int) -> int:
        """Return the option nearest to the present answer to a verdict, the others as in `sheet`."""
        return next(
            option
            for option in self._options[variable][1:]
            if self._means.with_one_changed(sheet, variable, option) == verdict
        )

    def _masks(self, verdict: Choice, mark: Mark) -> Iterator[int]:
        """Yield the slots that have a verdict under a mark; without a settled rule none is given."""
        label, parts = mark
        if label & self._board.settled:
            rest = tuple(Fraction(part, self._parts) for part in parts)
            for signature, mask in self._board.regions(1, rest):
                if self._board.verdict(signature, label) == verdict:
                    yield mask
        elif verdict == UNDECIDED:
            yield (1 << self._board.slots) - 1


def _limits(dearest: int) -> Iterator[int]:
    """Yield rising limits to a price, the last one the dearest possible."""
    limit = 1
    while limit < dearest:
        yield limit
        limit = limit * 2 if limit > 1 else 2
    yield dearest
