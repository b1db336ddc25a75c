from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.assessment import Choice
from advisor.engine.exact.board import Board
from advisor.engine.exact.tables import compile_rulebook
from advisor.engine.verdict import choose
from advisor.rulebook import Effect, Rulebook
from tests.exact.drawing import tries
from tests.toybook import at_least, book, gate, role, rule, scale

NAMES = ("doer", "chief", "helper")
PARTS = 6
"""Rests are drawn in sixths of a step."""


def board(roles: int, orders: tuple[int, ...], needed: int, near: int) -> Board:
    rulebook = book(
        [scale("daily")],
        [rule(f"{name}/scope/daily", 25, at_least("daily", "partly")) for name in NAMES[:roles]],
        [gate(f"no-{name}", 1, f"block {name}", at_least("daily", "covered")) for name in NAMES[:roles]],
        [role(name, order) for name, order in zip(NAMES[:roles], orders, strict=False)],
        needed=needed,
        near=near,
    )
    return Board(compile_rulebook(rulebook), {"scope": 1})


def chosen(rulebook: Rulebook, totals: list[Fraction], effects: list[Effect]) -> Choice:
    """Return the verdict of totals in steps of four points."""
    policy = rulebook.policies[rulebook.policy]
    exact = {name: 4 * total for name, total in zip(rulebook.roles, totals, strict=True)}
    return choose(policy, rulebook.roles.values(), exact, effects)


@pytest.mark.parametrize("roles", [2, 3])
@given(
    orders=st.permutations(range(3)),
    marks=st.lists(st.integers(1, 100), min_size=2, max_size=2).map(sorted),
    rests=st.lists(st.lists(st.integers(0, PARTS - 1), min_size=3, max_size=3), min_size=1, max_size=4),
)
@tries(8)
def test_every_slot_has_the_verdict_of_its_totals_and_what_they_hold_beyond_whole_steps(
    roles: int, orders: list[int], marks: list[int], rests: list[list[int]]
) -> None:
    near, needed = marks
    found = board(roles, tuple(orders), needed, near)
    tried = sorted({mark * 25 // 100 + d for mark in marks for d in (-1, 0, 1, 2)} & set(range(26)))
    for sixths in [[0] * roles, *(rest[:roles] for rest in rests)]:
        rest = tuple(Fraction(part, PARTS) for part in sixths)
        regions = found.regions(1, rest)
        assert sum(mask for _, mask in regions) == (1 << found.slots) - 1
        for steps in product(tried, repeat=roles):
            slot = sum(step * stride for step, stride in zip(steps, found.strides, strict=True))
            assert found.totals(slot) == steps
            (signature,) = (one for one, mask in regions if mask >> slot & 1)
            totals = [step + part for step, part in zip(steps, rest, strict=True)]
            for effects in ([], [Effect("block", NAMES[0])], [Effect("defer", "soon")]):
                label = 0
                for effect in effects:
                    label |= found.label_of(effect)
                assert found.verdict(signature, label) == chosen(found.rulebook, totals, effects)


def test_equal_rests_and_unequal_ones_are_told_apart_whichever_comes_first() -> None:
    found = board(2, (0, 1), needed=100, near=20)
    for rest in ([2, 3], [3, 2], [3, 3], [2, 3]):
        parts = tuple(Fraction(part, PARTS) for part in rest)
        slot = sum(10 * stride for stride in found.strides)
        (signature,) = (one for one, mask in found.regions(1, parts) if mask >> slot & 1)
        totals = [10 + part for part in parts]
        assert found.verdict(signature, 0) == chosen(found.rulebook, totals, [])


def test_labels_of_gates_put_together_are_the_label_of_all_of_them() -> None:
    found = board(3, (0, 1, 2), needed=60, near=40)
    deferring = [Effect("defer", timing) for timing in ("now", "soon", "not-yet")]
    blocking = [Effect("block", name) for name in NAMES]
    for acting in product([False, True], repeat=6):
        effects = [e for e, acts in zip([*deferring, *blocking], acting, strict=True) if acts]
        label = 0
        for effect in [*effects, Effect("form", "fractional")]:
            label |= found.label_of(effect)
        for steps in product((0, 10, 25), repeat=3):
            totals = [Fraction(step) for step in steps]
            assert found.verdict_of(totals, label) == chosen(found.rulebook, totals, effects)
