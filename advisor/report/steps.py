"""What to do next, as rows of a table: within what time, the step, who, done when."""

from collections.abc import Collection, Iterable

from advisor.conditions import holds
from advisor.report.formats import Formats
from advisor.report.holding import holding
from advisor.report.matter import Matter
from advisor.report.outlook import questions_in_words
from advisor.report.wording import capital, days_in_words, lower_first
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


def soonest(steps: Iterable[Step], most: int = MOST_STEPS, kept: Collection[Step] = ()) -> tuple[Step, ...]:
    """Return the steps that come first, each once, the earliest first.

    Those that settle a doubt, and those `kept`, are not left out for room.
    """
    chosen = sorted(
        dict.fromkeys(steps), key=lambda step: (not step.doubt, step not in kept, step.within_days)
    )[:most]
    return tuple(sorted(chosen, key=lambda step: step.within_days))


def seat_steps(matter: Matter) -> list[Step]:
    """Return the steps to fill the seats advised, or, where somebody holds each, those for a seat kept."""
    if not matter.kept():
        return [*doubt_steps(matter), *(preparing_steps(matter) or hiring_steps(matter))]
    return [
        step
        for role in matter.assessment.verdict.choice.roles
        for step in matter.rulebook.roles[role].kept_steps
        if holds(step.when, matter.assessment.states) == "met"
    ]


def hiring_steps(matter: Matter) -> list[Step]:
    """Return the steps of its form, of what several seats share, then those of the seat filled first."""
    first = seats_to_fill(matter)[:1]
    own = [step for role in first for step in own_steps(matter, role)]
    of_form = [step for role in first for step in form_steps(matter, role)]
    return [*of_form, *shared_steps(matter), *own]


def own_steps(matter: Matter, role: str) -> list[Step]:
    """Return the steps to fill the seat of a role that this company may need."""
    states = matter.assessment.states
    return [step for step in matter.rulebook.roles[role].first_steps if holds(step.when, states) != "unmet"]


def preparing_steps(matter: Matter) -> list[Step]:
    """Return the steps that get a seat ready which is needed soon; none for another time."""
    if matter.assessment.verdict.choice.timing != "soon":
        return []
    return [step for role in seats_to_fill(matter)[:1] for step in matter.rulebook.roles[role].soon_steps]


def form_steps(matter: Matter, role: str) -> list[Step]:
    """Return what the form of a seat that is to be filled asks for."""
    forms = {seat.role: seat.form for seat in matter.assessment.verdict.to_fill()}
    shown = {note.note for note in matter.assessment.forms if note.role == role and note.form == forms[role]}
    return [step for note in matter.rulebook.notes if note.id in shown for step in note.first]


def doubt_steps(matter: Matter) -> list[Step]:
    """Return the steps for what was told against how seats that are filled are held.

    What has to be right first for the same answer has steps of its own, which stand for these.
    """
    read = [one.reads for one in holding(matter)]
    return [
        step
        for role in matter.assessment.verdict.choice.roles
        for step in matter.rulebook.roles[role].doubts(matter.assessment.states)
        if not any(facts.issuperset(demand.fact for demand in step.when) for facts in read)
    ]


def seats_to_fill(matter: Matter) -> list[str]:
    """Return the roles advised for which somebody is to be found, the one to fill first in front."""
    seats = sorted(matter.assessment.verdict.to_fill(), key=lambda seat: seat.order)
    return [seat.role for seat in seats]


def then_in_words(matter: Matter) -> str:
    """Say from when on the seats after the first are filled, ("once ..."); empty where that is at once."""
    sequence = matter.assessment.sequence
    return sequence.then if sequence and len(seats_to_fill(matter)) > 1 else ""


def shared_steps(matter: Matter) -> list[Step]:
    """Return the steps of what several seats share, as long as one of them is to be filled."""
    roles = set(matter.assessment.verdict.choice.roles)
    shared = [step for p in matter.rulebook.pairings if set(p.roles) == roles for step in p.first_steps]
    return shared if seats_to_fill(matter) else []


def find_out(matter: Matter) -> list[Step]:
    """Return the one step of who has to know more first: the open questions most worth an answer."""
    questions = questions_in_words(matter.assessment, matter.rulebook)
    if not questions:
        return []
    text = f"Find out what matters most here: {'; '.join(map(lower_first, questions))}."
    return [Step(does=text, who="You", done="each of these has an answer", within_days=7)]
