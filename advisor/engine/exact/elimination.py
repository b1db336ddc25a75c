"""One dynamic program over the answer sheets: variables are brought in one by one, and forgotten.

Each variable has options, and factors tie variables together: every combination of options of a
factor has an *effect*: slots to move, and a mark. A *state* is what later factors still need to know
of the variables brought in, and the mark so far; its value is a set of sheets held by slot. What a
set of sheets is, the arithmetic says: numbers of sheets, or bits for "there is one". Variables that
no factor ties together fall into components, worked through one after another.

This is bucket elimination along one order (Dechter, Artificial Intelligence 113, 1999). Options
that all later factors treat alike are one state.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, NamedTuple

Combination = tuple[int, ...]
"""One option for each of several variables."""

Mark = Any
"""What an effect does besides moving slots, hashable: for most uses the label of gates, an integer."""

Sets = dict[Mark, Any]
"""For each mark the set of sheets that carry it, as the arithmetic holds sets."""

States = dict[tuple[Combination, Mark], Any]
"""For each state the set of sheets that are in it."""

MOST_MOVES = 400_000
"""Moves of one step; a factor that needs more ties too many variables together."""


class Effect(NamedTuple):
    """What a combination of options adds."""

    slots: int
    mark: Mark


Join = Callable[[Effect, Effect], Effect]
"""Puts two effects together; neither order nor grouping matters."""


class Factor(NamedTuple):
    """A table over the options of a few variables; combinations left out do not exist."""

    scope: tuple[int, ...]
    effects: Mapping[Combination, Effect]


class Move(NamedTuple):
    """A way to bring a variable in: the options that do, what is remembered after it, its effect."""

    options: tuple[int, ...]
    kept: Combination
    effect: Effect


@dataclass(frozen=True, slots=True)
class Step:
    """Bringing in one variable: for each remembered combination its moves."""

    variable: int
    moves: Mapping[Combination, Sequence[Move]]


Component = tuple[Step, ...]


class Arithmetic(NamedTuple):
    """What a set of sheets is, put together by `add`.

    `moved(set, slots, count)` is the set with every sheet moved up by so many slots, `count` times over.
    """

    add: Callable[[Any, Any], Any]
    moved: Callable[[Any, int, int], Any]


def counting(width: int) -> Arithmetic:
    """Return the arithmetic that counts sheets: an integer with a field of `width` bits a slot."""
    return Arithmetic(
        add=lambda one, other: one + other,
        moved=lambda value, slots, count: (value << (slots * width)) * count,
    )


REACHING = Arithmetic(
    add=lambda one, other: one | other,
    moved=lambda value, slots, _: value << slots,
)
"""The arithmetic that only tells whether there is a sheet: an integer with a bit a slot."""


def _listed_together(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    for slot, count in other.items():
        one[slot] = one.get(slot, 0) + count
    return one


LISTING = Arithmetic(
    add=_listed_together,
    moved=lambda value, slots, count: {slot + slots: count * there for slot, there in value.items()},
)
"""The arithmetic that counts sheets where there are few: a number for each slot that has any."""


def plan(
    options: Mapping[int, Sequence[int]],
    factors: Sequence[Factor],
    join: Join,
    nothing: Effect,
    refuse: Callable[[tuple[int, ...]], Exception],
) -> list[Component]:
    """Return the steps of every component, those with most variables first.

    Raises what `refuse` makes of the variables of a factor where a step would need too many moves.
    """
    parts = [
        _steps(group, options, [f for f in factors if f.scope[0] in group], join, nothing, refuse)
        for group in tied_together(options, [factor.scope for factor in factors])
    ]
    return sorted(parts, key=lambda part: (-len(part), part[0].variable))


def run(parts: Iterable[Component], arithmetic: Arithmetic, join: Join, start: Sets) -> Sets:
    """Work through components, and return the sets of sheets by mark."""
    sets = start
    for part in parts:
        states: States = {((), mark): value for mark, value in sets.items()}
        for step in part:
            states = _advance(step, states, arithmetic, join)
        sets = {mark: value for (_, mark), value in states.items()}
    return sets


def with_each_option(
    part: Component, options: Mapping[int, Sequence[int]], arithmetic: Arithmetic, join: Join, start: Sets
) -> Iterator[tuple[int, int, Sets]]:
    """Yield each variable of a component with each of its options, and the sets that have that option."""
    states: States = {((), mark): value for mark, value in start.items()}
    for place, step in enumerate(part):
        for option in options[step.variable]:
            pinned = _advance(step, states, arithmetic, join, option)
            for later in part[place + 1 :]:
                pinned = _advance(later, pinned, arithmetic, join)
            yield step.variable, option, {mark: value for (_, mark), value in pinned.items()}
        states = _advance(step, states, arithmetic, join)


def _advance(
    step: Step, states: States, arithmetic: Arithmetic, join: Join, only: int | None = None
) -> States:
    """Bring a variable in, with all its options or with one of them only."""
    add, moved = arithmetic
    after: States = {}
    for (remembered, mark), value in states.items():
        for options, kept, effect in step.moves[remembered]:
            if only is not None and only not in options:
                continue
            slots, joined = join(Effect(0, mark), effect)
            key = kept, joined
            shifted = moved(value, slots, 1 if only is not None else len(options))
            after[key] = add(after[key], shifted) if key in after else shifted
    return after


def is_short(part: Component, join: Join, start: Sets, most: int) -> bool:
    """Say whether a component can be listed without ever holding more than so many numbers."""
    states: States = {((), mark): value for mark, value in start.items()}
    for step in part:
        states = _advance(step, states, LISTING, join)
        if sum(map(len, states.values())) > most:
            return False
    return True


def value_to_go(
    parts: Sequence[Component], width: int, join: Join, worth: Mapping[Mark, int], highest: int
) -> dict[Mark, int]:
    """Return for each mark and slot up to `highest` what the sheets of these components are worth from there.

    `worth` has for each mark the value of ending in a slot, in fields of `width` bits; every mark
    that can come about must be in it.
    """
    tops = [highest]
    for part in parts:
        reached = run([part], REACHING, join, dict.fromkeys(worth, 1))
        tops.append(tops[-1] + max(value.bit_length() for value in reached.values()))
    ahead = {mark: _up_to(value, tops[-1], width) for mark, value in worth.items()}
    for part, top in zip(reversed(parts), reversed(tops[:-1]), strict=True):
        after: States = {((), mark): value for mark, value in ahead.items()}
        for step in reversed(part):
            before = {}
            for remembered, moves in step.moves.items():
                for mark in worth:
                    value = 0
                    for options, kept, effect in moves:
                        slots, joined = join(Effect(0, mark), effect)
                        value += (after[kept, joined] >> (slots * width)) * len(options)
                    before[remembered, mark] = value
            after = before
        ahead = {mark: _up_to(after[(), mark], top, width) for mark in worth}
    return ahead


def _up_to(fields: int, slot: int, width: int) -> int:
    return fields & ((1 << ((slot + 1) * width)) - 1)


def layers(steps: Sequence[Step], join: Join, start: States, within: int) -> Iterator[States]:
    """Yield what can be reached before the first step and after each, no slot beyond the bits of `within`."""
    states = start
    yield states
    for step in steps:
        after: States = {}
        for (remembered, mark), value in states.items():
            so_far = Effect(0, mark)
            for _, kept, effect in step.moves[remembered]:
                slots, joined = join(so_far, effect)
                reached = (value << slots) & within
                if reached:
                    after[kept, joined] = after.get((kept, joined), 0) | reached
        states = after
        yield states


def walk_back(
    steps: Sequence[Step],
    reached: Sequence[States],
    join: Join,
    end: tuple[tuple[Combination, Mark], int],
    order: Mapping[int, Sequence[int]],
) -> dict[int, int]:
    """Return options that lead to a bit of the last layer; `order` says which are tried first."""
    state, bit = end
    chosen = {}
    for step, before in zip(reversed(steps), reversed(reached[:-1]), strict=True):
        place = order[step.variable].index
        option, state, bit = min(
            (
                (min(options, key=place), (remembered, mark), bit - slots)
                for (remembered, mark), value in before.items()
                for options, kept, effect in step.moves[remembered]
                if kept == state[0]
                for slots, joined in [join(Effect(0, mark), effect)]
                if joined == state[1] and bit >= slots and value >> (bit - slots) & 1
            ),
            key=lambda found: (place(found[0]), found[1:]),
        )
        chosen[step.variable] = option
    return chosen


def each_left_out(
    parts: Sequence[Component], arithmetic: Arithmetic, join: Join, start: Sets
) -> Iterator[tuple[Component, Sets]]:
    """Yield every component with the sets of all the others, each component run about log2(n) times."""
    if len(parts) == 1:
        yield parts[0], start
    elif parts:
        half = len(parts) // 2
        first, second = parts[:half], parts[half:]
        yield from each_left_out(first, arithmetic, join, run(second, arithmetic, join, start))
        yield from each_left_out(second, arithmetic, join, run(first, arithmetic, join, start))


def tied_together(variables: Iterable[int], scopes: Iterable[Sequence[int]]) -> list[set[int]]:
    """Return the variables in groups that no scope reaches across."""
    groups: list[set[int]] = []
    for scope in [*((variable,) for variable in variables), *scopes]:
        touched = [group for group in groups if group & set(scope)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(scope).union(*touched))
    return groups


def _steps(
    group: set[int],
    options: Mapping[int, Sequence[int]],
    factors: Sequence[Factor],
    join: Join,
    nothing: Effect,
    refuse: Callable[[tuple[int, ...]], Exception],
) -> Component:
    slices = [_slices(factor, options) for factor in factors]
    left = list(range(len(factors)))
    steps: list[Step] = []
    live: tuple[int, ...] = ()
    reached: set[Combination] = {()}
    for variable in _order(group, options, factors):
        brought = (*live, variable)
        whole = [place for place in left if set(factors[place].scope) <= set(brought)]
        left = [place for place in left if place not in whole]
        if len(reached) * len(options[variable]) > MOST_MOVES:
            raise refuse(max((factors[p].scope for p in [*whole, *left]), key=len))
        alike = {
            other: {
                option: min(
                    same
                    for same in options[other]
                    if all(
                        slices[p][other][same] == slices[p][other][option] for p in left if other in slices[p]
                    )
                )
                for option in options[other]
            }
            for other in brought
            if any(other in factors[p].scope for p in left)
        }
        moves = {}
        for remembered in reached:
            chosen = dict(zip(live, remembered, strict=True))
            same_move: dict[tuple[Combination, Effect], list[int]] = defaultdict(list)
            for option in options[variable]:
                chosen[variable] = option
                effect: Effect | None = nothing
                for place in whole:
                    factor = factors[place]
                    more = factor.effects.get(tuple(chosen[other] for other in factor.scope))
                    effect = join(effect, more) if effect and more else None
                if effect is None:
                    continue
                kept = tuple(alike[other][chosen[other]] for other in brought if other in alike)
                same_move[kept, effect].append(option)
            moves[remembered] = [
                Move(tuple(same), kept, effect) for (kept, effect), same in same_move.items()
            ]
        live = tuple(other for other in brought if other in alike)
        reached = {move.kept for found in moves.values() for move in found}
        steps.append(Step(variable, moves))
    return tuple(steps)


def _slices(factor: Factor, options: Mapping[int, Sequence[int]]) -> dict[int, dict[int, object]]:
    """Map each variable of a factor and each of its options to what the factor does then."""
    found: dict[int, dict[int, object]] = {}
    for place, variable in enumerate(factor.scope):
        others = [options[other] for other in factor.scope if other != variable]
        found[variable] = {
            option: tuple(factor.effects.get((*c[:place], option, *c[place:])) for c in product(*others))
            for option in options[variable]
        }
    return found


def _order(group: set[int], options: Mapping[int, Sequence[int]], factors: Sequence[Factor]) -> Iterator[int]:
    """Yield the variables so that few combinations have to be remembered at a time (greedy)."""
    waiting, brought = sorted(group), set[int]()

    def remembered(variable: int) -> tuple[int, int]:
        there = brought | {variable}
        live = {v for f in factors if not set(f.scope) <= there for v in f.scope if v in there}
        return prod(len(options[v]) for v in live), variable

    while waiting:
        variable = min(waiting, key=remembered)
        waiting.remove(variable)
        brought.add(variable)
        yield variable
