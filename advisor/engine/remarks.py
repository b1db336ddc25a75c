"""What is read from the facts after the verdict: notes, forms, sequence. Never part of the arithmetic."""

from collections.abc import Iterable, Mapping, Set

from advisor.assessment import FROM_WITHIN, Choice, NoteShown, Seat, SequenceShown, to_fill
from advisor.conditions import State, holds
from advisor.rulebook import NoteKind, NoteRule, Rulebook


def notes_met(
    rulebook: Rulebook,
    kind: NoteKind,
    choice: Choice,
    states: Mapping[str, State],
    seats: Iterable[Seat] = (),
) -> tuple[NoteShown, ...]:
    """Return the notes of one kind that this company meets, in their order.

    `seats` are those of the choice; without them what speaks of filling a seat is left out.
    """
    filling = to_fill(seats)
    fitting = [note for note in rulebook.notes if note.kind == kind and _fits(note, choice, states, filling)]
    return tuple(_shown(note) for note in sorted(fitting, key=lambda note: (note.order, note.id)))


def first_per_role(notes: tuple[NoteShown, ...]) -> tuple[NoteShown, ...]:
    """Keep the first note of each role: forms and reasons give one answer a role."""
    kept: dict[str, NoteShown] = {}
    for note in notes:
        kept.setdefault(note.role, note)
    return tuple(kept.values())


def _fits(note: NoteRule, choice: Choice, states: Mapping[str, State], filling: Iterable[Seat]) -> bool:
    if note.role and note.role not in choice.roles:
        return False
    if note.for_roles and not set(note.for_roles) & set(choice.roles):
        return False
    if note.for_one_role and len(choice.roles) > 1:
        return False
    if note.for_timings and choice.timing not in note.for_timings:
        return False
    meant = [seat for seat in filling if not note.for_roles or seat.role in note.for_roles]
    if note.for_hires and not meant:
        return False
    if note.for_newcomers and all(seat.form == FROM_WITHIN for seat in meant):
        return False
    return holds(note.when, states) == "met"


def _shown(note: NoteRule) -> NoteShown:
    return NoteShown(
        note=note.id,
        role=note.role,
        form=note.form,
        promotes=note.promotes,
        title=note.title,
        says=note.says,
        because=note.because,
        sign=note.sign,
        do=note.do,
        facts=tuple(demand.fact for demand in note.when),
        cites=note.cites,
    )


def sequence_of(
    rulebook: Rulebook, choice: Choice, states: Mapping[str, State], leaving: Set[str] = frozenset()
) -> SequenceShown | None:
    """Say who comes first and who reports to whom, where a pairing covers the roles recommended.

    `leaving` are the roles whose holders move up to another seat.
    """
    for pairing in rulebook.pairings:
        if set(pairing.roles) != set(choice.roles):
            continue
        for sequence in pairing.sequences:
            if sequence.promotes and sequence.promotes not in leaving:
                continue
            if holds(sequence.when, states) == "met":
                return SequenceShown(
                    first=sequence.first,
                    says=sequence.says,
                    because=sequence.because,
                    reports=pairing.reports,
                    cites=sequence.cites,
                    then=sequence.then,
                    then_who=sequence.then_who,
                )
    return None
