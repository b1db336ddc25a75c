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

MOST_MOVES = 400_000
"""Moves of one step; a factor that needs more ties too many variables together."""


class Effect(NamedTuple):
    """What a combination of options adds."""

    slots: int
    mark: Mark


Join = Callable[[Effect, Effect], Effect]
"""Puts two effects together; neither order nor grouping matters."""


class Factor(NamedTuple):
    """A table over the options of a few variables; every combination has an effect."""

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
        for group in _tied_together(options, factors)
    ]
    return sorted(parts, key=lambda part: (-len(part), part[0].variable))


def run(
    parts: Iterable[Component],
    arithmetic: Arithmetic,
    join: Join,
    start: Sets,
    pinned: tuple[int, int] | None = None,
) -> Sets:
    """Work through components, and return the sets of sheets by mark.

    `pinned` is a variable with the one option that counts.
    """
    sets = start
    for part in parts:
        states: dict[tuple[Combination, Mark], int] = {((), mark): value for mark, value in sets.items()}
        for step in part:
            states = _advance(step, states, arithmetic, join, pinned)
        sets = {mark: value for (_, mark), value in states.items()}
    return sets


def _advance(
    step: Step,
    states: Mapping[tuple[Combination, Mark], int],
    arithmetic: Arithmetic,
    join: Join,
    pinned: tuple[int, int] | None,
) -> dict[tuple[Combination, Mark], int]:
    add, moved = arithmetic
    after: dict[tuple[Combination, Mark], int] = {}
    only = pinned[1] if pinned and pinned[0] == step.variable else None
    for (remembered, mark), value in states.items():
        for options, kept, effect in step.moves[remembered]:
            if only is not None and only not in options:
                continue
            slots, joined = join(Effect(0, mark), effect)
            key = kept, joined
            shifted = moved(value, slots, 1 if only is not None else len(options))
            after[key] = add(after[key], shifted) if key in after else shifted
    return after


def value_to_go(
    parts: Iterable[Component], width: int, join: Join, worth: Mapping[Mark, int]
) -> dict[Mark, int]:
    """Return for each mark and slot what the sheets of these components are worth from there.

    `worth` has for each mark the value of ending in a slot, in fields of `width` bits; every mark
    that can come about must be in it.
    """
    marks = list(worth)
    ahead = dict(worth)
    for part in reversed(list(parts)):
        after: dict[tuple[Combination, Mark], int] = {((), mark): value for mark, value in ahead.items()}
        for step in reversed(part):
            before = {}
            for remembered, moves in step.moves.items():
                for mark in marks:
                    value = 0
                    for options, kept, effect in moves:
                        slots, joined = join(Effect(0, mark), effect)
                        value += (after[kept, joined] >> (slots * width)) * len(options)
                    before[remembered, mark] = value
            after = before
        ahead = {mark: after[(), mark] for mark in marks}
    return ahead


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


def _tied_together(options: Mapping[int, Sequence[int]], factors: Sequence[Factor]) -> list[set[int]]:
    groups: list[set[int]] = []
    for scope in [*((variable,) for variable in options), *(factor.scope for factor in factors)]:
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
                effect = nothing
                for place in whole:
                    factor = factors[place]
                    effect = join(effect, factor.effects[tuple(chosen[other] for other in factor.scope)])
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
            option: tuple(factor.effects[(*c[:place], option, *c[place:])] for c in product(*others))
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
