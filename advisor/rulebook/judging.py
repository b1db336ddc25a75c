"""What turns answers into advice: sources, rules with points, gates, notes and the policy."""

from dataclasses import dataclass, field
from typing import Literal

from advisor.conditions import Condition
from advisor.rulebook.seats import Step

Basis = Literal["article", "published", "house-judgement"]

Timing = Literal["now", "soon", "not-yet"]

TIMINGS: tuple[Timing, ...] = ("now", "soon", "not-yet")
"""Earliest first; where several apply the latest wins."""

EffectKind = Literal["block", "defer", "form"]

NoteKind = Literal["warning", "contradiction", "form", "reason"]

CELL_POINTS = 25
"""What every cell hands out over its rules, so that no dimension weighs more for having more rules."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where numbers and claims come from. `passages` maps a passage id to our restatement of it."""

    id: str
    title: str
    author: str
    year: int | None
    publisher: str
    url: str
    basis: Basis
    trust: str
    passages: dict[str, str]
    file: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the points on which the roles differ."""

    id: str
    title: str
    asks: str
    order: int
    because: str
    cites: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the article says of one role on one dimension: the sentence its cell stands for."""

    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for one role on one dimension. `points` are whole and at least 0; 0 makes it a note.

    Rules of a cell with the same `claim` are the steps of one staircase: each adds its own points,
    and only the highest met is shown as a reason.
    """

    id: str
    role: str
    dimension: str
    claim: str
    title: str
    points: int
    when: Condition
    because: str
    cites: tuple[str, ...]
    file: str
    rare: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a gate does: block a role, defer to a timing, or set a form."""

    kind: EffectKind
    target: str

    def __str__(self) -> str:
        return f"defer to {self.target}" if self.kind == "defer" else f"{self.kind} {self.target}"


@dataclass(frozen=True, slots=True)
class Gate:
    """Something that must be right before the advice holds. It never adds points.

    `first` is what to do about it, and `again` ends "Look at this again when".
    """

    id: str
    title: str
    order: int
    effect: Effect
    when: Condition
    because: str
    first: tuple[Step, ...]
    again: str
    cites: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class NoteRule:
    """A note read from the facts after the verdict; it never changes the arithmetic.

    `for_roles` and `for_timings` narrow it to verdicts that recommend one of these roles at one of
    these times; empty means any. With `for_one_role` no other role is recommended besides. With
    `for_hires` one of these seats must be there to fill, with `for_newcomers` from outside: the note
    speaks of candidates.
    `form` belongs to form notes; `role` to form and reason notes. A form that `promotes` a role gives
    the seat to whoever holds that one; `first` are the steps that a form asks for.
    `sign` tells by what one sees it coming, `do` what to do about it. `asks_again` names the facts of a
    contradiction that it speaks of, where its other demands only say for whom it is one; empty means all.
    A warning with `first_page` stands on the first page of a report too.
    """

    id: str
    kind: NoteKind
    title: str
    order: int
    when: Condition
    says: str
    because: str
    do: str
    cites: tuple[str, ...]
    file: str
    for_roles: tuple[str, ...] = ()
    for_timings: tuple[Timing, ...] = ()
    for_hires: bool = False
    asks_again: tuple[str, ...] = ()
    for_newcomers: bool = False
    for_one_role: bool = False
    role: str = ""
    form: str = ""
    promotes: str = ""
    first: tuple[Step, ...] = ()
    sign: str = ""
    first_page: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """A total (0 to 100) that a policy asks for, with its reason."""

    points: int
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """What a timing means to people, and when to look at such an advice again.

    `again` ends "Look at this again when"; at the latest it is due within `within_days` of the answers.
    """

    means: str
    again: str
    within_days: int
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound in percent that the rulebook sets itself and `advisor rules check` holds it to."""

    percent: int
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """How totals become a verdict. It knows no role by name.

    `one_answer` bounds how many sheets one step of an answer may move to another verdict,
    `hidden_weight` the ratio between effective and nominal weight of a dimension (150: one and a
    half times), `one_verdict` the share of all sheets that any verdict may have. `times` has "now", "soon",
    "not-yet", and "kept" for advice on seats that are all filled.
    """

    id: str
    title: str
    needed: Threshold
    near: Threshold
    file: str
    one_answer: Limit | None = None
    hidden_weight: Limit | None = None
    one_verdict: Limit | None = None
    times: dict[str, Time] = field(default_factory=dict)
