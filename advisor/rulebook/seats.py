"""The roles a company may need, and what an owner must know to fill a seat or to keep it."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.conditions import Condition, State, holds


@dataclass(frozen=True, slots=True)
class Duty:
    """A responsibility of a role, shown for a company whose facts call for it."""

    says: str
    when: Condition
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the decision-rights map: who decides, recommends, performs or gives input.

    `words` maps "owner", "leads" (whoever leads the work below the seats) and the roles to their part.
    `today` names the fact that tells how it is now.
    """

    decision: str
    words: dict[str, str]
    today: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """A pay range in US dollars a year for one form of a role."""

    form: str
    low: int
    high: int
    year: int
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: who does it, within how many days, and by what one sees that it is done.

    `done` ends a sentence that begins with "Done when". A step of a role belongs only to companies that
    meet `when`, or may meet it. `doubt` says what its owner told of whoever holds the seat: the seat
    stays, and this step deals with it.
    """

    does: str
    who: str
    done: str
    within_days: int
    when: Condition = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for candidates, and what to listen for in the answer."""

    asks: str
    listen_for: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Something smaller that may do in place of a seat, told to companies that meet `when` or may.

    `is_form` names the form of the seat that it is, `is_role` the other role: where that very thing is
    advised, or the role is filled, it is none.
    """

    says: str
    when: Condition = ()
    is_form: str = ""
    is_role: str = ""


@dataclass(frozen=True, slots=True)
class Instead:
    """Other words for a text of a role, `of`, told to companies that meet `when`."""

    of: str
    says: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Role:
    """A seat the company may need, and what a hiring owner must know about it.

    `in_place_when` tells that somebody holds the seat already; empty: nobody ever does. `first_steps`
    lead to filling it, `soon_steps` get one ready that is needed soon, `kept_steps` are for one that is
    filled. `takes_over` names the number of those who report to the owner today and would report to this
    seat. `posted_under` says in a job description whom the seat reports to. Where two of `instead` fit a
    text, the first counts.
    """

    id: str
    title: str
    short: str
    order: int
    summary: str
    mandate: str
    reports_to: str
    duties: tuple[Duty, ...]
    decisions: tuple[Decision, ...]
    measures: tuple[str, ...]
    first_30_days: tuple[str, ...]
    first_60_days: tuple[str, ...]
    first_90_days: tuple[str, ...]
    asks_for: tuple[str, ...]
    interview: tuple[Asked, ...]
    red_flags: tuple[str, ...]
    pay: tuple[Pay, ...]
    alternatives: tuple[Alternative, ...]
    first_steps: tuple[Step, ...]
    kept_steps: tuple[Step, ...]
    in_place_when: Condition
    takes_over: str
    cites: tuple[str, ...]
    file: str
    posted_under: str = "the owner"
    instead: tuple[Instead, ...] = ()
    soon_steps: tuple[Step, ...] = ()

    def filled(self, states: Mapping[str, State]) -> bool:
        """Say whether somebody holds the seat, as far as is known."""
        return bool(self.in_place_when) and holds(self.in_place_when, states) == "met"

    def worded(self, text: str, states: Mapping[str, State]) -> str:
        """Say a text of this role in the words for the company at hand."""
        told = (one.says for one in self.instead if one.of == text and holds(one.when, states) == "met")
        return next(told, text)

    def doubts(self, states: Mapping[str, State]) -> tuple[Step, ...]:
        """Return the steps for what was told against how the seat is held; none where nobody holds it."""
        told = (step for step in self.kept_steps if step.doubt and holds(step.when, states) == "met")
        return tuple(told) if self.filled(states) else ()


@dataclass(frozen=True, slots=True)
class Sequence:
    """Who comes first when several roles are needed, and why.

    With `promotes` it belongs only where whoever holds that role is to move up. `then` says from when on the
    other seats are filled ("once ..."), and `then_who` by whom.
    """

    first: str
    says: str
    when: Condition
    because: str
    cites: tuple[str, ...]
    promotes: str = ""
    then: str = ""
    then_who: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What needing several roles together means: who reports to whom, who comes first.

    `under` maps a role to the one it reports to; the others report to the owner.
    """

    roles: tuple[str, ...]
    title: str
    summary: str
    reports: str
    under: dict[str, str]
    decisions: tuple[Decision, ...]
    first_steps: tuple[Step, ...]
    sequences: tuple[Sequence, ...]
    cites: tuple[str, ...]
    file: str
