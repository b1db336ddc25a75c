"""What to do next, as rows of a table: within what time, the step, who, done when."""

from collections.abc import Iterable

from advisor.report.formats import Formats
from advisor.report.matter import Matter
from advisor.report.wording import capital, days_in_words
from advisor.rulebook import Step

HEAD = ("Within", "Step", "Who", "Done when")
WIDTHS = (3, 10, 3, 8)
MOST_STEPS = 5
FEWER_STEPS = 3
"""Steps that the first page has room for, without and with what has to be right first."""


def step_row(step: Step, formats: Formats) -> tuple[str, str, str, str]:
    """Say one step under `HEAD`."""
    return (
        days_in_words(step.within_days, formats),
        step.does,
        step.who,
        capital(step.done) + ".",
    )


def soonest(steps: Iterable[Step], most: int = MOST_STEPS) -> tuple[Step, ...]:
    """Return the steps that come first, each once, the earliest first."""
    return tuple(sorted(dict.fromkeys(steps), key=lambda step: step.within_days))[:most]


def hiring_steps(matter: Matter) -> list[Step]:
    """Return the steps of what several seats share, then those of the seats in the order they are filled."""
    seats = sorted(matter.assessment.verdict.seats, key=lambda seat: seat.order)
    open_seats = [seat.role for seat in seats if not seat.in_place]
    roles = set(matter.assessment.verdict.choice.roles)
    shared = [step for p in matter.rulebook.pairings if set(p.roles) == roles for step in p.first_steps]
    own = [step for role in open_seats[:1] for step in matter.rulebook.roles[role].first_steps]
    return [*shared, *own] if open_seats else []
