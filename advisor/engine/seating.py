"""Which seats a choice of roles means for a company: held or to fill, in what form, and who comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.assessment import Choice, NoteShown, Seat, SequenceShown
from advisor.conditions import State
from advisor.engine.remarks import first_per_role, notes_met, sequence_of
from advisor.rulebook import Gate, Rulebook


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a choice, the one to fill first in front, with the notes that gave them their form."""

    seats: tuple[Seat, ...]
    forms: tuple[NoteShown, ...]
    sequence: SequenceShown | None


def seating(
    rulebook: Rulebook, choice: Choice, states: Mapping[str, State], acting: Iterable[Gate]
) -> Seating:
    """Return what a choice means for the company of these facts, whether or not it is the verdict.

    `acting` are the gates that act. Without a timing there are no seats.
    """
    forms = first_per_role(notes_met(rulebook, "form", choice, states))
    in_force, moves = _forms(rulebook, choice, states, acting, forms)
    sequence = sequence_of(rulebook, choice, states, set(moves.values()))
    seats = _seats(rulebook, choice, states, in_force, moves, sequence.first if sequence else None)
    return Seating(seats, forms, sequence)


def _forms(
    rulebook: Rulebook,
    choice: Choice,
    states: Mapping[str, State],
    acting: Iterable[Gate],
    notes: tuple[NoteShown, ...],
) -> tuple[dict[str, str], dict[str, str]]:
    """Map each recommended role to its form, and each seat to the one from which somebody moves up to it.

    A form is that of the first acting gate that sets one, else that of the role's note.
    """
    by_gate = next((gate.effect.target for gate in acting if gate.effect.kind == "form"), None)
    forms = dict.fromkeys(choice.roles, by_gate) if by_gate else {note.role: note.form for note in notes}
    moves = {
        note.role: note.promotes
        for note in notes
        if note.promotes
        and note.form == forms[note.role]
        and rulebook.roles[note.promotes].filled(states)
        and not rulebook.roles[note.role].filled(states)
    }
    return forms, moves


def _seats(
    rulebook: Rulebook,
    choice: Choice,
    states: Mapping[str, State],
    forms: Mapping[str, str],
    moves: Mapping[str, str],
    first: str | None,
) -> tuple[Seat, ...]:
    """Return the recommended seats, the one to fill first in front."""
    if choice.timing is None:
        return ()
    ranked = sorted(choice.roles, key=lambda role: (role != first, rulebook.roles[role].order))
    filled = {role: rulebook.roles[role].filled(states) for role in choice.roles}
    return tuple(
        Seat(
            role,
            choice.timing,
            form=None if filled[role] and role not in moves.values() else forms.get(role),
            in_place=filled[role],
            order=place,
            in_doubt=bool(rulebook.roles[role].doubts(states)),
            promotes=moves.get(role, ""),
        )
        for place, role in enumerate(ranked, start=1)
    )
