"""The answer sheets that a case leaves open, as a plan for the dynamic program."""

from collections.abc import Sequence
from functools import cached_property, reduce
from itertools import product

from advisor.assessment import Choice
from advisor.engine.exact.board import Board
from advisor.engine.exact.elimination import (
    REACHING,
    Component,
    Effect,
    Factor,
    Sets,
    counting,
    plan,
    run,
    tied_together,
)
from advisor.engine.exact.tables import Table, Tables, glued

NOTHING = Effect(0, 0)

MOST_PLANS = 10_000
"""Plans that a board keeps; an interview needs some dozens, a long run over many cases starts anew."""


def join(one: Effect, other: Effect) -> Effect:
    """Put two effects with labels together."""
    return Effect(one[0] + other[0], one[1] | other[1])


class Sheets:
    """All answer sheets with the given options; `options` has the numbers still possible of each variable."""

    def __init__(self, board: Board, options: Sequence[Sequence[int]]) -> None:
        self.board = board
        self.options = dict(enumerate(options))

    @cached_property
    def size(self) -> int:
        """Return how many sheets there are."""
        size = 1
        for numbers in self.options.values():
            size *= len(numbers)
        return size

    @cached_property
    def width(self) -> int:
        """Return the bits that hold any count of sheets, in whole bytes."""
        return -(-self.size.bit_length() // 8) * 8

    @cached_property
    def open(self) -> dict[int, Sequence[int]]:
        """Return the options of the variables that have several."""
        return {place: numbers for place, numbers in self.options.items() if len(numbers) > 1}

    @cached_property
    def settled(self) -> Effect:
        """Return what the known answers add up to."""
        known = [table for table in self.board.tables.tables if not self._free(table)]
        return reduce(join, (self._effects(table)[()] for table in known), NOTHING)

    def _free(self, table: Table) -> tuple[int, ...]:
        return tuple(place for place in table.scope if place in self.open)

    def _effects(self, table: Table) -> dict[tuple[int, ...], Effect]:
        board, free, steps = self.board, self._free(table), dict(zip(table.scope, table.strides, strict=True))
        base = sum(self.options[place][0] * steps[place] for place in table.scope if place not in free)
        found = {}
        for combination in product(*(self.open[place] for place in free)):
            entry = table.entries[base + sum(o * steps[p] for o, p in zip(combination, free, strict=True))]
            found[combination] = Effect(board.slot(entry), board.label(entry))
        return found

    @cached_property
    def parts(self) -> list[Component]:
        """Return the components of what is open, widest first.

        A component is planned once for each way its own answers are open or known: from one prompt
        to the next only the component just asked about is new.
        """
        tables = [(table, self._free(table)) for table in self.board.tables.tables]
        groups = tied_together(self.open, [free for _, free in tables if free])
        parts = [
            self._part(group, [table for table, free in tables if free and free[0] in group])
            for group in groups
        ]
        return sorted(parts, key=lambda part: (-len(part), part[0].variable))

    def _part(self, group: set[int], tables: list[Table]) -> Component:
        read = sorted(group.union(*(table.scope for table in tables)))
        key = tuple((place, tuple(self.options[place])) for place in read)
        if key not in self.board.plans:
            if len(self.board.plans) >= MOST_PLANS:
                self.board.plans.clear()
            factors = [Factor(self._free(table), self._effects(table)) for table in tables]
            options = {place: self.open[place] for place in sorted(group)}
            (part,) = plan(options, factors, join, NOTHING, self._refusal)
            self.board.plans[key] = part
        return self.board.plans[key]

    def _refusal(self, scope: tuple[int, ...]) -> Exception:
        return refusal(self.board.tables, scope)

    def start(self, width: int) -> Sets:
        """Return the one sheet of known answers, in fields of `width` bits."""
        slots, label = self.settled
        return {label: 1 << (slots * width)}

    def reached(self) -> Sets:
        """Return for each label the slots in which there is a sheet."""
        return run(self.parts, REACHING, join, self.start(1))

    def counted(self) -> Sets:
        """Return for each label the number of sheets in each slot."""
        return run(self.parts, counting(self.width), join, self.start(self.width))

    def possible(self) -> set[Choice]:
        """Return the verdicts of all sheets."""
        found = set()
        for label, reached in self.reached().items():
            for signature, mask in self.board.regions(1):
                if reached & mask:
                    found.add(self.board.verdict(signature, label))
        return found

    def counts(self) -> dict[Choice, int]:
        """Return how many sheets have each verdict."""
        return tally(self.board, self.counted(), self.width)


def tally(board: Board, counted: Sets, width: int) -> dict[Choice, int]:
    """Add up counted sheets by verdict."""
    found: dict[Choice, int] = {}
    for label, counts in counted.items():
        for signature, mask in board.regions(width):
            count = total(counts & mask, width)
            if count:
                choice = board.verdict(signature, label)
                found[choice] = found.get(choice, 0) + count
    return found


def total(fields: int, width: int) -> int:
    """Add up all fields of an integer, none of which may overflow: halves are laid on each other."""
    length = -(-fields.bit_length() // width)
    while length > 1:
        half = (length + 1) // 2
        fields = (fields >> (half * width)) + (fields & ((1 << (half * width)) - 1))
        length = half
    return fields


def refusal(tables: Tables, scope: tuple[int, ...]) -> Exception:
    """Return the refusal that names a rule or gate reading these variables."""
    name = next(clause.id for clause in tables.clauses if set(scope) <= set(clause.scope))
    rulebook = tables.rulebook
    file = (
        rulebook.rule[name].file
        if name in rulebook.rule
        else next(g.file for g in rulebook.gates if g.id == name)
    )
    return glued(name, file, [tables.variables[place].fact for place in scope])
