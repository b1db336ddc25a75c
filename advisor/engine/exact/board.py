"""The board: one slot for every combination of the roles' totals, and the verdict in each.

Totals are whole numbers of *steps*: points times weight, the weights divided by what they have in
common. Slots are numbered so that adding two sets of points adds their slot numbers. A set of
sheets is then one integer with a field per slot (Kronecker's substitution): shifting it adds points
to every sheet at once. What gates do together is a *label*, a small integer of bits, and putting two
labels together is `|`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from math import ceil, gcd

from advisor.assessment import Choice
from advisor.engine.exact.elimination import Component
from advisor.engine.exact.tables import FIELD, Tables
from advisor.engine.verdict import choose
from advisor.rulebook import CELL_POINTS, TIMINGS, Effect, Rulebook

Signature = tuple[str, tuple[int, ...]]
"""What the totals alone decide: "now" with the roles needed, "soon" with those near, highest first,
or "not-yet" with the highest. Roles are numbered in the order of the rulebook."""

Rest = tuple[Fraction, ...]
"""What each role's total holds beyond whole steps, 0 to below 1; empty where all are whole."""


@dataclass(frozen=True, eq=False)
class Board:
    """The slots of one rulebook under one set of weights."""

    tables: Tables
    weights: Mapping[str, int]

    @property
    def rulebook(self) -> Rulebook:
        """Return the rulebook."""
        return self.tables.rulebook

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Return the roles, in the order of their numbers."""
        return tuple(self.rulebook.roles)

    @cached_property
    def step_weights(self) -> dict[str, int]:
        """Return the weight of each dimension without what all have in common."""
        common = gcd(*self.weights.values())
        return {dimension: weight // common for dimension, weight in self.weights.items()}

    @cached_property
    def most(self) -> int:
        """Return the highest total in steps; it stands for 100."""
        return CELL_POINTS * sum(self.step_weights.values())

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """Return how many slots one step of each role moves."""
        return tuple((self.most + 1) ** place for place in range(len(self.roles)))

    @cached_property
    def slots(self) -> int:
        """Return the number of slots."""
        return int((self.most + 1) ** len(self.roles))

    @cached_property
    def _field_steps(self) -> list[tuple[int, int]]:
        """Return for each cell's field its slots per point."""
        return [
            (FIELD * place, self.step_weights[dimension] * self.strides[self.roles.index(role)])
            for place, (role, dimension) in enumerate(self.tables.cells)
        ]

    @cached_property
    def _slot_of(self) -> dict[int, int]:
        return {}

    @cached_property
    def plans(self) -> dict[object, Component]:
        """Keep the plan of every component met so far, by the options of all variables it reads."""
        return {}

    def slot(self, packed: int) -> int:
        """Return the slot of the points in a packed entry or sum."""
        points = packed & self.tables.cells_mask
        if points not in self._slot_of:
            field = (1 << FIELD) - 1
            self._slot_of[points] = sum((points >> at & field) * steps for at, steps in self._field_steps)
        return self._slot_of[points]

    def totals(self, slot: int) -> tuple[int, ...]:
        """Return each role's total in steps."""
        return tuple(slot // stride % (self.most + 1) for stride in self.strides)

    @cached_property
    def _gate_labels(self) -> list[tuple[int, int]]:
        bits = self.tables.clause_bit
        return [(bits[gate.id], self.label_of(gate.effect)) for gate in self.rulebook.gates]

    @cached_property
    def _label_of(self) -> dict[int, int]:
        return {}

    def label_of(self, effect: Effect) -> int:
        """Return the label of a gate's effect; a later timing includes the earlier ones, a form has none."""
        if effect.kind == "block":
            return 1 << self.roles.index(effect.target)
        if effect.kind == "defer":
            later = TIMINGS.index(next(timing for timing in TIMINGS if timing == effect.target))
            return ((1 << later) - 1) << len(self.roles)
        return 0

    def label(self, packed: int) -> int:
        """Return the label of the gates that act in a packed entry or sum."""
        acting = packed & ~self.tables.cells_mask
        if acting not in self._label_of:
            label = 0
            for bit, own in self._gate_labels:
                if acting & bit:
                    label |= own
            self._label_of[acting] = label
        return self._label_of[acting]

    @cached_property
    def settled(self) -> int:
        """Return the label's bit for "some scoring rule is settled"; without it there is no advice."""
        return 1 << (len(self.roles) + len(TIMINGS) - 1)

    def effects(self, label: int) -> list[Effect]:
        """Return gate effects that come to this label."""
        blocked = [Effect("block", role) for place, role in enumerate(self.roles) if label >> place & 1]
        later = ((label & (self.settled - 1)) >> len(self.roles)).bit_count()
        return blocked + ([Effect("defer", TIMINGS[later])] if later else [])

    @cached_property
    def _verdicts(self) -> dict[tuple[Signature, int], Choice]:
        return {}

    def verdict(self, signature: Signature, label: int) -> Choice:
        """Return the verdict of a signature under gates with this label, by the policy itself."""
        if (signature, label) not in self._verdicts:
            level, roles = signature
            policy = self.rulebook.policies[self.rulebook.policy]
            mark = {"now": policy.needed.points, "soon": policy.near.points, "not-yet": 0}[level]
            totals = {role: Fraction(mark if place in roles else -1) for place, role in enumerate(self.roles)}
            ahead = {self.roles[place]: Fraction(len(roles) - rank, 1000) for rank, place in enumerate(roles)}
            if level == "soon":
                totals |= {role: totals[role] + step for role, step in ahead.items()}
            self._verdicts[signature, label] = choose(
                policy, self.rulebook.roles.values(), totals, self.effects(label)
            )
        return self._verdicts[signature, label]

    def verdict_of(self, totals: Sequence[Fraction], label: int) -> Choice:
        """Return the verdict of exact totals in steps."""
        return self.verdict(self.signature(totals), label)

    def signature(self, totals: Sequence[int | Fraction]) -> Signature:
        """Return the signature of totals in steps."""
        policy = self.rulebook.policies[self.rulebook.policy]
        ranked = sorted(range(len(totals)), key=lambda place: (-totals[place], self._orders[place]))
        needed, near = policy.needed.points * self.most, policy.near.points * self.most
        if 100 * totals[ranked[0]] >= needed:
            return "now", tuple(place for place in range(len(totals)) if 100 * totals[place] >= needed)
        close = tuple(place for place in ranked if 100 * totals[place] >= near)
        return ("soon", close) if close else ("not-yet", (ranked[0],))

    @cached_property
    def _orders(self) -> list[int]:
        return [self.rulebook.roles[role].order for role in self.roles]

    def _ranges(self, rest: Rest) -> Iterator[tuple[Signature, int, int]]:
        """Yield (signature, first slot, slot after the last) of runs of neighbouring slots."""
        policy = self.rulebook.policies[self.rulebook.policy]
        marks = {
            -(-threshold.points * self.most // 100) + d
            for threshold in (policy.needed, policy.near)
            for d in (-1, 0, 1)
        }
        for others in product(range(self.most + 1), repeat=len(self.roles) - 1):
            outer = others[::-1]
            start = sum(total * stride for total, stride in zip(outer, self.strides[1:], strict=True))
            cuts = {0, self.most + 1} | marks | {total + d for total in outer for d in (-1, 0, 1, 2)}
            for low, high in pairwise(sorted(cut for cut in cuts if 0 <= cut <= self.most + 1)):
                totals = (low, *outer)
                exact = [t + r for t, r in zip(totals, rest, strict=True)] if rest else totals
                yield self.signature(exact), start + low, start + high

    @cached_property
    def _regions(self) -> dict[object, list[tuple[Signature, int]]]:
        return {}

    def _shape(self, rest: Rest) -> object:
        """Return what signatures take from the rest: where marks are passed, and which rests are larger."""
        policy = self.rulebook.policies[self.rulebook.policy]
        marks = [Fraction(mark.points * self.most, 100) for mark in (policy.needed, policy.near)]
        ranks = sorted(set(rest))
        return tuple((*(ceil(mark - part) for mark in marks), ranks.index(part)) for part in rest)

    def regions(self, width: int, rest: Rest = ()) -> list[tuple[Signature, int]]:
        """Return for each signature the mask of its slots: all bits of a field of 1 or 4, 8, 12 ... bits."""
        key = width, self._shape(rest) if any(rest) else ()
        if key not in self._regions:
            if width == 1:
                masks: dict[Signature, int] = {}
                for signature, low, high in self._ranges(rest):
                    masks[signature] = masks.get(signature, 0) | ((1 << (high - low)) - 1) << low
                found = sorted(masks.items())
            else:
                digits = {ord("0"): "0" * (width // 4), ord("1"): "f" * (width // 4)}
                found = [(s, int(f"{mask:b}".translate(digits), 16)) for s, mask in self.regions(1, rest)]
            self._regions[key] = found
        return self._regions[key]

    @cached_property
    def _units(self) -> dict[int, list[tuple[Signature, int]]]:
        return {}

    def units(self, width: int) -> list[tuple[Signature, int]]:
        """Return for each signature the number one in each of its slots, in fields of `width` bits."""
        if width not in self._units:
            digits = {ord("0"): "0" * (width // 4), ord("1"): "0" * (width // 4 - 1) + "1"}
            found = [(s, int(f"{mask:b}".translate(digits), 16)) for s, mask in self.regions(1)]
            self._units[width] = found
        return self._units[width]

    @cached_property
    def labels(self) -> frozenset[int]:
        """Return every label that gates can come to together."""
        found = {0}
        for _, own in self._gate_labels:
            found |= {label | own for label in found}
        return frozenset(found)
