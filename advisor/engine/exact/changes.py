"""The fewest changes to another verdict, and the proof where there is no way to it.

Every variable may stay as it is, or change at a price. The price is one more total beside those of
the roles, so the cheapest way falls out of the same program that tells what can be reached. Answers
that are not known stay at their mean unless they are filled in, which is a change like any other.
What means leave beyond whole steps travels with the label, so nothing is rounded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm

from advisor.assessment import Choice
from advisor.engine.exact.board import Board
from advisor.engine.exact.elimination import Combination, Effect, Factor, Move, Step, plan
from advisor.engine.exact.means import Means
from advisor.engine.exact.sheets import refusal

MOST_STATES = 1_000
"""States of the search at which it stops; only sheets with many open answers come near it."""

Way = tuple[tuple[int, int], ...]
"""Changes, as (variable, new option), in the order of the facts."""


Mark = tuple[int, tuple[int, ...]]
"""The label of a sheet's gates, and what each role's total holds beyond whole steps, in parts."""

State = tuple[Combination, Mark]
Layer = Mapping[State, int]
"""For each state the (price, slot) pairs that can be reached, a bit for each."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The cheapest way to each verdict that has one for `price` or less.

    `complete` says that nothing was left out: a verdict that is missing cannot be reached at all.
    """

    to: Mapping[Choice, Way]
    price: int
    complete: bool


class Search:
    """Looks for ways from a sheet; `prices` has what a change costs, 1 or more, where one is allowed."""

    def __init__(self, means: Means, sheet: Sequence[int], prices: Mapping[int, int]) -> None:
        self._means, self._sheet, self._prices = means, sheet, prices
        self._options = {variable: self._by_distance(variable) for variable in prices}
        self._steps = [step for part in self._planned() for step in part]

    @property
    def _board(self) -> Board:
        return self._means.board

    def _by_distance(self, variable: int) -> tuple[int, ...]:
        """Return the options of a variable: the present one first, then near ones before far ones."""
        here = self._sheet[variable]
        others = (option for option in self._board.tables.variables[variable].open if option != here)
        return (here, *sorted(others, key=lambda option: (abs(option - here), option)))

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

    def ways(self, wanted: frozenset[Choice]) -> Ways:
        """Return the cheapest way to each wanted verdict, looking at low prices first."""
        dearest = sum(self._prices.values())
        found: dict[Choice, Way] = {}
        price = 0
        for limit in _limits(dearest):
            layers = self._layers(limit)
            if layers is None:
                return Ways(found, price, complete=False)
            price = limit
            for verdict in wanted - set(found):
                end = self._cheapest(layers[-1], verdict)
                if end:
                    found[verdict] = self._walked_back(layers, *end)
            if wanted <= set(found):
                break
        return Ways(found, price, complete=price == dearest)

    def _layers(self, price: int) -> list[Layer] | None:
        """Return what can be reached after each step for this price or less, or None if it is too much."""
        within = (1 << ((price + 1) * self._board.slots)) - 1
        layers: list[Layer] = [{((), self._start.mark): 1 << self._start.slots}]
        for step in self._steps:
            after: dict[State, int] = {}
            for (remembered, mark), value in layers[-1].items():
                for move, to, slots in self._moves(step, remembered, mark):
                    reached = (value << slots) & within
                    if reached:
                        after[move.kept, to] = after.get((move.kept, to), 0) | reached
            if len(after) > MOST_STATES:
                return None
            layers.append(after)
        return layers

    def _moves(self, step: Step, remembered: Combination, mark: Mark) -> Iterator[tuple[Move, Mark, int]]:
        so_far = Effect(0, mark)
        for move in step.moves[remembered]:
            slots, joined = self._join(so_far, move.effect)
            yield move, joined, slots

    def _cheapest(self, layer: Layer, verdict: Choice) -> tuple[State, int] | None:
        """Return the end with this verdict at the lowest price, and its bit."""
        board, best = self._board, None
        for (kept, mark), value in layer.items():
            rest = tuple(Fraction(part, self._parts) for part in mark[1])
            for signature, mask in board.regions(1, rest):
                if board.verdict(signature, mark[0]) != verdict:
                    continue
                left, price = value, 0
                while left:
                    there = left & mask
                    if there:
                        bit = price * board.slots + (there & -there).bit_length() - 1
                        if best is None or (price, bit) < best[0]:
                            best = (price, bit), (kept, mark)
                        break
                    left >>= board.slots
                    price += 1
        return (best[1], best[0][1]) if best else None

    def _walked_back(self, layers: Sequence[Layer], state: State, bit: int) -> Way:
        """Return the changes that lead to a bit of the last layer, staying wherever that is possible."""
        way = []
        for step, before in zip(reversed(self._steps), reversed(layers[:-1]), strict=True):
            here, order = self._sheet[step.variable], self._options[step.variable]
            option, state, bit = min(
                (
                    (min(move.options, key=order.index), (remembered, mark), bit - slots)
                    for (remembered, mark), value in before.items()
                    if mark[0] | state[1][0] == state[1][0]
                    for move, to, slots in self._moves(step, remembered, mark)
                    if (move.kept, to) == state and bit >= slots and value >> (bit - slots) & 1
                ),
                key=lambda found: (order.index(found[0]), found[1:]),
            )
            if option != here:
                way.append((step.variable, option))
        return tuple(sorted(way))


def _limits(dearest: int) -> Iterator[int]:
    """Yield rising limits to a price, the last one the dearest possible."""
    limit = 1
    while limit < dearest:
        yield limit
        limit = limit * 2 if limit > 1 else 2
    yield dearest
