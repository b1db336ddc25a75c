"""How far the verdict stands: every weighting of a grid counted, and every single answer tried."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul

from advisor.assessment import Choice, Flip, NearestFlip, Robustness, Score, Weighed
from advisor.conditions import Absence
from advisor.engine.exact.means import Means
from advisor.engine.exact.tables import OPEN, Tables
from advisor.engine.verdict import choose
from advisor.rulebook import CELL_POINTS, Effect, Rulebook

TWENTIETHS = 20
LEAST, MOST = 2, 10
"""A dimension has between 10 and 50 percent of the weight, in steps of 5."""


def weightings(dimensions: int) -> Iterator[tuple[int, ...]]:
    """Yield every weighting of the grid, in twentieths: 375 for four dimensions.

    With two dimensions the upper bound gives way, with more than ten the lower one; a single
    dimension has all the weight, and past twenty there is no weighting.
    """
    least = LEAST if LEAST * dimensions <= TWENTIETHS else 1
    most = max(MOST, TWENTIETHS - 1) if dimensions < 3 else MOST
    if dimensions == 1:
        least, most = TWENTIETHS, TWENTIETHS

    def rest(left: int, places: int) -> Iterator[tuple[int, ...]]:
        if places == 0:
            if left == 0:
                yield ()
            return
        for weight in range(least, min(most, left - least * (places - 1)) + 1):
            for others in rest(left - weight, places - 1):
                yield (weight, *others)

    yield from rest(TWENTIETHS, dimensions)


def under_weightings(
    rulebook: Rulebook,
    scores: Sequence[Score],
    weights: Mapping[str, int],
    effects: Sequence[Effect],
    given: Choice,
) -> Robustness:
    """Count the weightings under which the given verdict holds, and find the nearest that flips it.

    Nearest is the one that moves the least weight from one dimension to others; of equally near
    ones the first in the order of the grid.
    """
    whole = sum(weights.values())
    present = [Fraction(TWENTIETHS * weights[dimension], whole) for dimension in rulebook.dimensions]
    parts = lcm(*(cell.expected.denominator for score in scores for cell in score.cells))
    expected = {score.role: [int(cell.expected * parts) for cell in score.cells] for score in scores}
    policy = rulebook.policies[rulebook.policy]
    counts, nearest = dict[Choice, int](), None
    for grid in weightings(len(present)):
        totals = {
            role: Fraction(100 * sum(map(mul, grid, cells)), CELL_POINTS * TWENTIETHS * parts)
            for role, cells in expected.items()
        }
        choice = choose(policy, rulebook.roles.values(), totals, effects)
        counts[choice] = counts.get(choice, 0) + 1
        if choice == given:
            continue
        moved = sum(abs(w - p) for w, p in zip(grid, present, strict=True)) / 2
        if nearest is None or moved < nearest[0]:
            nearest = moved, grid, choice
    flip = nearest and NearestFlip(dict(zip(rulebook.dimensions, nearest[1], strict=True)), nearest[2])
    verdicts = tuple(Weighed(*one) for one in sorted(counts.items(), key=lambda one: -one[1]))
    return Robustness(sum(counts.values()), counts.get(given, 0), flip, verdicts)


def single_answers(means: Means, sheet: Sequence[int], given: Choice) -> tuple[Flip, ...]:
    """Return every given answer whose change alone flips the verdict, with the nearest change that does.

    A flip is `near` if the answer moves one step: to the next interval of a number, the next word
    of a scale, or any other word where words have no order.
    """
    tables, found = means.board.tables, []
    for place, variable in enumerate(tables.variables):
        here = sheet[place]
        if here == OPEN:
            continue
        ordered = tables.rulebook.facts[variable.fact].kind in {"number", "scale"}
        for option in sorted(variable.open, key=lambda option: (abs(option - here), option)):
            if option == here:
                continue
            choice = means.with_one_changed(sheet, place, option)
            if choice != given:
                near = _is_step(tables, place, here, option) if ordered else True
                found.append(Flip(variable.fact, tables.nearest(place, option, here), choice, near=near))
                break
    return tuple(found)


def _is_step(tables: Tables, place: int, here: int, option: int) -> bool:
    """Say whether two answers of an ordered fact are neighbours; "does not apply" has none."""
    values = tables.variables[place].values
    return abs(option - here) == 1 and Absence.DOES_NOT_APPLY not in (values[here], values[option])
