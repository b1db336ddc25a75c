"""What each open question is worth: how much its answer is expected to narrow the verdict down."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2

from advisor.assessment import Choice
from advisor.engine.exact.elimination import (
    LISTING,
    Component,
    Sets,
    counting,
    each_left_out,
    is_short,
    value_to_go,
    with_each_option,
)
from advisor.engine.exact.sheets import Sheets, join, tally

MOST_LISTED = 30_000
"""Numbers that listing a component may hold; the gains of one that needs more are left open."""

MANY_ENDS = 250
"""Past so many different ends of a component it pays to find what every slot is worth at once."""

MOST_BITS = 10_000_000
"""Bits of a number for every slot, past which all gains are left open: a person waits for them."""

End = tuple[int, int]
"""What the answers of a component add: a label and slots."""

Ends = dict[End, int]
"""Every end of a component, and on how many sheets it comes about."""


def gains(sheets: Sheets, counts: Mapping[Choice, int]) -> dict[int, int]:
    """Map open variables to their gain in thousandths of a bit, 0 or more.

    The gain is the entropy of the verdict over all sheets less the mean entropy once the answer is
    known (Shannon, Bell System Technical Journal 27, 1948). `counts` are the sheets by verdict. Left out
    are variables that rules tie together with too many others, and all of them where three roles or more
    make the numbers too long; the shipped rulebook has neither.
    """
    here = _entropy(counts.values())
    return {
        variable: max(0, round(1000 * (here - sum(map(_entropy, split)) / len(split))))
        for variable, split in splits(sheets, list(counts)).items()
    }


def splits(sheets: Sheets, verdicts: Sequence[Choice]) -> dict[int, list[list[int]]]:
    """Map open variables to the sheets of each of their options, in order, by verdict; as for `gains`."""
    found: dict[int, list[list[int]]] = {}
    if sheets.board.slots * sheets.width > MOST_BITS:
        return found
    start = sheets.start(sheets.width)
    for part, others in each_left_out(sheets.parts, counting(sheets.width), join, start):
        if not is_short(part, join, {0: {0: 1}}, MOST_LISTED):
            continue
        ends: dict[int, list[Ends]] = {step.variable: [] for step in part}
        for variable, _, listed in with_each_option(part, sheets.open, LISTING, join, {0: {0: 1}}):
            ends[variable].append(
                {(label, slots): n for label, by_slot in listed.items() for slots, n in by_slot.items()}
            )
        different = {end for by_option in ends.values() for one in by_option for end in one}
        if len(different) > MANY_ENDS:
            known = _worth_of_slots(sheets, [p for p in sheets.parts if p is not part], verdicts, different)
        else:
            known = {end: _worth(sheets, others, verdicts, end) for end in different}
        for variable, by_option in ends.items():
            found[variable] = [_split(option_ends, known) for option_ends in by_option]
    return found


def _split(ends: Ends, known: Mapping[End, Sequence[int]]) -> list[int]:
    """Return the sheets by verdict of one answer."""
    return [
        sum(column)
        for column in zip(*([n * count for n in known[end]] for end, count in ends.items()), strict=True)
    ]


def _worth(sheets: Sheets, others: Sets, verdicts: Sequence[Choice], end: End) -> list[int]:
    """Return, by verdict, the sheets of all other components after this end."""
    label, slots = end
    found: dict[Choice, int] = {}
    for other, counts in others.items():
        moved = {label | other: counts << (slots * sheets.width)}
        for choice, count in tally(sheets.board, moved, sheets.width).items():
            found[choice] = found.get(choice, 0) + count
    return [found.get(choice, 0) for choice in verdicts]


def _worth_of_slots(
    sheets: Sheets, others: Sequence[Component], verdicts: Sequence[Choice], ends: set[End]
) -> dict[End, list[int]]:
    """Return the same for many ends: what every slot is worth, worked out once for each verdict."""
    board, width = sheets.board, sheets.width
    settled = sheets.settled
    highest = settled.slots + max(slots for _, slots in ends)
    known: dict[End, list[int]] = {end: [] for end in ends}
    for verdict in verdicts:
        worth = {
            label: sum(
                mask for signature, mask in board.units(width) if board.verdict(signature, label) == verdict
            )
            for label in board.labels
        }
        ahead = value_to_go(others, width, join, worth, highest)
        fields = {
            label: value.to_bytes(board.slots * width // 8 + 1, "little") for label, value in ahead.items()
        }
        for (label, slots), row in known.items():
            at = (slots + settled.slots) * width // 8
            row.append(int.from_bytes(fields[label | settled.mark][at : at + width // 8], "little"))
    return known


def _entropy(counts: Iterable[int]) -> float:
    there = [count for count in counts if count]
    whole = sum(there)
    return sum(count / whole * (log2(whole) - log2(count)) for count in there)
