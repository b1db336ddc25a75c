"""The advice in one sentence."""

from collections.abc import Sequence

from advisor.assessment import Choice, Seat
from advisor.rulebook import Rulebook

FORMS = {
    "full-time": "full-time",
    "fractional": "for some days a week",
    "internal-promotion": "promoted from within",
}


def headline(rulebook: Rulebook, choice: Choice, seats: Sequence[Seat]) -> str:
    """Say the recommendation, its timing and its form in one or two short sentences."""
    if choice.timing is None:
        return "Too little is known to advise yet."
    keep = [rulebook.roles[seat.role].title for seat in seats if seat.in_place]
    add = [_with_article(rulebook.roles[seat.role].title) for seat in seats if not seat.in_place]
    form = next((seat.form for seat in seats if not seat.in_place and seat.form), None)
    detail = f", {FORMS.get(form, form.replace('-', ' '))}" if form and len(add) == 1 else ""
    if not add:
        return f"Keep your {_listed(keep)}. {_KEEPING[choice.timing]}"
    sentence = _OPENINGS[choice.timing].format(roles=_listed(add), detail=detail)
    return f"Keep your {_listed(keep)}. {sentence}" if keep else sentence


_OPENINGS = {
    "now": "Hire {roles} now{detail}.",
    "soon": "You will soon need {roles}{detail}.",
    "not-yet": "Not yet. When the time comes, look for {roles}.",
}
_KEEPING = {
    "now": "The seat is the right one, and it is filled.",
    "soon": "The seat will soon be needed in full, and it is filled.",
    "not-yet": "Do not add to it yet.",
}


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)


def _with_article(title: str) -> str:
    return f"{'an' if title[:1] in 'AEIOU' else 'a'} {title}"
