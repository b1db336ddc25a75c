"""What follows: the result that every screen, report and file is drawn from. Pure data, frozen.

Totals are exact fractions. Rounding happens once, in the report.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from advisor.case import Case, RulebookMark
from advisor.conditions import Outcome, State
from advisor.rulebook import Timing

Standing = Literal["settled", "likely", "open"]
Firmness = Literal["firm", "leaning", "toss-up"]
WayKind = Literal["answer", "action"]

FROM_WITHIN = "internal-promotion"
"""The form in which nobody is looked for outside."""

_FORMS = {
    "full-time": "full-time",
    "fractional": "for some days a week",
    FROM_WITHIN: "promoted from within",
}


def form_in_words(form: str | None) -> str:
    """Say a form as it stands in a sentence; an unknown one as written."""
    return _FORMS.get(form, form.replace("-", " ")) if form else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact a rule read: what was known, and whether it met the rule's demand."""

    fact: str
    state: State
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule held against a case.

    `share` is the exact part of the completions of the rule's own open facts that meet it: 1 when
    met, 0 when unmet. The rule counts for `share` times its points.
    """

    rule: str
    claim: str
    outcome: Outcome
    points: int
    share: Fraction
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One role on one dimension. `points` are those of rules met; `expected` is the mean over completions."""

    role: str
    dimension: str
    points: int
    of: int
    expected: Fraction
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Score:
    """One role's total, 0 to 100: the mean over all completions, and its exact lowest and highest."""

    role: str
    total: Fraction
    low: Fraction
    high: Fraction
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A recommendation and its timing. `roles` are those recommended, in the order of the role files."""

    recommendation: str | None
    roles: tuple[str, ...]
    timing: Timing | None


@dataclass(frozen=True, slots=True)
class GateFinding:
    """A gate held against a case. `without` is the verdict with this gate alone lifted, where it acts."""

    gate: str
    outcome: Outcome
    without: Choice | None


@dataclass(frozen=True, slots=True)
class Seat:
    """One recommended role: when, in what form, and whether somebody already holds it (then "keep").

    `in_doubt` tells that the seat is held and the owner told of something against how it is held;
    `promotes` names the role whose holder is to move up into this seat, which leaves that one open.
    """

    role: str
    timing: Timing
    form: str | None
    in_place: bool
    order: int
    in_doubt: bool = False
    promotes: str = ""


def to_fill(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Return the seats for which somebody is to be found, those that a promotion leaves open included."""
    seats = tuple(seats)
    leaving = {seat.promotes for seat in seats}
    return tuple(seat for seat in seats if not seat.in_place or seat.role in leaving)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The advice. With nothing settled, recommendation, timing and form are None and seats empty."""

    choice: Choice
    form: str | None
    seats: tuple[Seat, ...]
    on_merits: Choice
    standing: Standing | None
    firmness: Firmness | None
    headline: str

    def calls_for_nobody(self) -> bool:
        """Say whether no seat is filled, and none would be near on the points alone."""
        waits = self.choice.timing == self.on_merits.timing == "not-yet"
        return waits and not any(seat.in_place for seat in self.seats)

    def to_fill(self) -> tuple[Seat, ...]:
        """Return the seats for which somebody is to be found, those that a promotion leaves open included."""
        return to_fill(self.seats)


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note whose condition this company meets. `role` and `form` are empty where they do not belong."""

    note: str
    role: str
    form: str
    promotes: str
    title: str
    says: str
    because: str
    sign: str
    do: str
    facts: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SequenceShown:
    """Who comes first and who reports to whom, where several roles are recommended.

    `then` says from when on the other seats are filled, and `then_who` by whom; empty: at once, by the owner.
    """

    first: str
    says: str
    because: str
    reports: str
    cites: tuple[str, ...]
    then: str = ""
    then_who: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """A verdict that the open answers still allow, and on how many of the answer sheets left."""

    choice: Choice
    sheets: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Gain:
    """What asking an open question is worth: thousandths of a bit by which it narrows the verdict down.

    None where rules tie it together with too many other questions to say.
    """

    fact: str
    millibits: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed. A number moves to the nearest value that makes the difference."""

    fact: str
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest changes to another verdict ("answer"), or the least effort to bring it about ("action").

    Without changes there is no way: proved, if `impossible`; else none with `searched` changes or fewer.
    """

    to: Choice
    kind: WayKind
    changes: tuple[Change, ...]
    impossible: bool
    searched: int


@dataclass(frozen=True, slots=True)
class NearestFlip:
    """The weighting, in twentieths by dimension, that flips the verdict and moves the least weight."""

    weights: dict[str, int]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Weighed:
    """A verdict, and under how many weightings of the grid it comes out."""

    choice: Choice
    weightings: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """Under how many weightings of the grid the verdict holds.

    `verdicts` are all that come out, the most frequent first; their counts add up to `weightings`.
    """

    weightings: int
    holds: int
    nearest_flip: NearestFlip | None
    verdicts: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A given answer that alone flips the verdict if it is `after` instead; `near` if that is one step."""

    fact: str
    after: State
    choice: Choice
    near: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """The last value below a known number's interval, the first above, and other verdicts there."""

    fact: str
    below: int | None
    above: int | None
    verdict_below: Choice | None
    verdict_above: Choice | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows exactly from all answer sheets a case leaves open.

    `ask_next` are questions nobody was asked; `find_out` has also those that nobody could answer.
    `possible` has the most frequent verdict first. `sufficient` are facts that settle the verdict by
    themselves, None where it is not settled.
    """

    sheets: int
    possible: tuple[Possible, ...]
    ways: tuple[Way, ...]
    robustness: Robustness | None
    flips: tuple[Flip, ...]
    thresholds: tuple[Threshold, ...]
    ask_next: tuple[Gain, ...]
    find_out: tuple[Gain, ...]
    sufficient: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole result. `parked` are facts that were given but do not apply to this company."""

    rulebook: RulebookMark
    case: Case
    states: dict[str, State]
    parked: tuple[str, ...]
    verdict: Verdict
    scores: tuple[Score, ...]
    gates: tuple[GateFinding, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[NoteShown, ...]
    contradictions: tuple[NoteShown, ...]
    forms: tuple[NoteShown, ...]
    reasons: tuple[NoteShown, ...]
    sequence: SequenceShown | None
    analysis: Analysis | None = None
