"""The advice in one sentence."""

from collections.abc import Sequence

from advisor.assessment import FROM_WITHIN, Choice, Seat, form_in_words
from advisor.rulebook import Rulebook, Timing


def headline(
    rulebook: Rulebook,
    choice: Choice,
    seats: Sequence[Seat],
    *,
    in_turn: bool = False,
    merits: Choice | None = None,
) -> str:
    """Say the recommendation, its timing and its form in one to three short sentences.

    A seat that is held in doubt is kept as a seat, and nothing is said for whoever holds it. Whoever
    moves up to another seat keeps the first one in no sentence. `in_turn`: the seats are filled one after
    the other, in their order. `merits` is the advice on the points alone: where no role is near by them
    either, nobody is to be looked for.
    """
    if choice.timing is None:
        return "Too little is known to advise yet."
    waits = merits is not None and choice.timing == merits.timing == "not-yet"
    if waits and not any(seat.in_place for seat in seats):
        return f"Not yet. Nothing so far calls for {_any_of(rulebook)}."
    leaving = {seat.promotes for seat in seats}
    staying = [seat for seat in seats if seat.in_place and seat.role not in leaving]
    hired = [seat for seat in seats if not seat.in_place and not seat.promotes]
    said = [*_kept(rulebook, staying, choice.timing, alone=len(staying) == len(seats))]
    said += [_promoted(rulebook, seat, choice.timing, seats) for seat in seats if seat.promotes]
    within = [seat for seat in hired if seat.form == FROM_WITHIN]
    outside = [seat for seat in hired if seat.form != FROM_WITHIN]
    if choice.timing == "not-yet" or in_turn or not within or not outside:
        said += [_hired(rulebook, hired, choice.timing, in_turn=in_turn)] if hired else []
    else:
        told = sorted((within, outside), key=lambda some: seats.index(some[0]))
        said += [_hired(rulebook, some, choice.timing, in_turn=in_turn) for some in told]
    return " ".join(said)


def too_early(rulebook: Rulebook, timing: Timing, seats: Sequence[Seat]) -> str:
    """Say where the points stand though other advice comes out more often: nobody is sent to act on it."""
    named = [(seat.in_place, rulebook.roles[seat.role].title) for seat in seats]
    what = " and ".join(f"your {title}" if held else _with_article(title) for held, title in named)
    speaks_for = "waiting" if timing == "not-yet" else f"{what} {timing}"
    return f"Too early to say. So far the points speak for {speaks_for}."


def _kept(rulebook: Rulebook, seats: Sequence[Seat], timing: Timing, *, alone: bool) -> list[str]:
    """Say of the seats that are filled whom to keep, and where only the seat."""
    trusted = [seat for seat in seats if not seat.in_doubt]
    doubted = [seat for seat in seats if seat.in_doubt]
    said = []
    if trusted:
        said.append(f"Keep your {_titles(rulebook, trusted)}.")
    if doubted:
        of = " and of the ".join(rulebook.roles[seat.role].title for seat in doubted)
        said.append(f"Keep the seat{'s' if len(doubted) > 1 else ''} of the {of}.")
    if alone:
        said.append((_CHANGING if doubted else _KEEPING)[timing])
    elif doubted:
        said.append("Change how it is held." if len(doubted) == 1 else "Change how they are held.")
    return said


def _promoted(rulebook: Rulebook, seat: Seat, timing: Timing, seats: Sequence[Seat]) -> str:
    """Say who moves up, and that the seat left behind is to be filled, where that is needed too."""
    role, below = rulebook.roles[seat.role].title, rulebook.roles[seat.promotes].title
    said = _MOVING[timing].format(role=role, a_role=_with_article(role), below=below)
    return f"{said} Then fill that first seat anew." if seat.promotes in {s.role for s in seats} else said


def _hired(rulebook: Rulebook, seats: Sequence[Seat], timing: Timing, *, in_turn: bool) -> str:
    form = seats[0].form if len(seats) == 1 else None
    detail = f", {form_in_words(form)}" if form else ""
    titles = [_with_article(rulebook.roles[seat.role].title) for seat in seats]
    roles = " and ".join(titles)
    if in_turn and timing == "now" and len(seats) > 1:
        verbs = ["appoint" if seat.form == FROM_WITHIN else "hire" for seat in seats]
        turns = [f"{verb} {title}" for verb, title in zip(verbs, titles, strict=True)]
        later = titles[1:] if len(set(verbs)) == 1 else turns[1:]
        return f"{turns[0][:1].upper()}{turns[0][1:]} now, then {' and '.join(later)}."
    verb = "Appoint" if all(seat.form == FROM_WITHIN for seat in seats) else "Hire"
    return _OPENINGS[timing].format(verb=verb, roles=roles, detail=detail)


_OPENINGS = {
    "now": "{verb} {roles} now{detail}.",
    "soon": "You will soon need {roles}{detail}.",
    "not-yet": "Not yet. When the time comes, look for {roles}.",
}
_MOVING = {
    "now": "Promote your {below} to {role} now.",
    "soon": "You will soon need {a_role}: promote your {below}.",
    "not-yet": "Not yet. When the time comes, promote your {below} to {role}.",
}
_KEEPING = {
    "now": "The seat is the right one, and it is filled.",
    "soon": "The seat will soon be needed in full, and it is filled.",
    "not-yet": "Do not add to it yet.",
}
_CHANGING = {
    "now": "It is the right one; how it is held has to change.",
    "soon": "It will soon be needed in full; how it is held has to change.",
    "not-yet": "Do not add to it; change how it is held first.",
}


def _any_of(rulebook: Rulebook) -> str:
    titles = [_with_article(role.title) for role in rulebook.roles.values()]
    return " or ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))


def _titles(rulebook: Rulebook, seats: Sequence[Seat]) -> str:
    return " and ".join(rulebook.roles[seat.role].title for seat in seats)


def _with_article(title: str) -> str:
    return f"{'an' if title[:1] in 'AEIOU' else 'a'} {title}"
