"""What is written: the nouns of `rules/`, as the loader hands them to everyone else.

Pure data, frozen. Every record remembers the file it was read from (`file`, relative to the
rulebook's folder), so that any line on any screen can be traced to a place an author can edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from advisor.conditions import Condition, State, holds

FactKind = Literal["number", "scale", "choice", "many", "yes-no", "derived"]
Basis = Literal["article", "published", "house-judgement"]
Timing = Literal["now", "soon", "not-yet"]
EffectKind = Literal["block", "defer", "form"]
NoteKind = Literal["warning", "contradiction", "form", "reason"]

CELL_POINTS = 25
"""What every cell hands out over its rules, so that no dimension weighs more for having more rules."""

TIMINGS: tuple[Timing, ...] = ("now", "soon", "not-yet")
"""Earliest first; where several apply the latest wins."""


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
class Row:
    """One row of a derived fact: where its steps start for one kind of company.

    `starts` holds the least number of the second step, the third, and so on (one fewer than the
    derived fact has words).
    """

    by: str
    starts: tuple[int, ...]
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be known of a company.

    `values` maps each word to its label, lowest first for a scale or a derived fact. `least` and
    `most` bound a number, both included. `source`, `by` and `rows` belong to derived facts: the
    word is looked up from the number `source` in the row chosen by the word of `by`. As an ordered
    fact goes up, it must never lower the totals of the roles in `never_lowers`, nor raise those in
    `never_raises`: `advisor rules check` proves it. `changeable` says how hard it is for a company
    to change it, and `better` which way it would: up or down an ordered fact.
    """

    id: str
    title: str
    kind: FactKind
    file: str
    unit: str = ""
    least: int = 0
    most: int = 0
    money: bool = False
    values: dict[str, str] = field(default_factory=dict)
    may_not_apply: bool = False
    changeable: Literal["no", "hard", "easy"] = "no"
    better: Literal["", "up", "down"] = ""
    never_lowers: tuple[str, ...] = ()
    never_raises: tuple[str, ...] = ()
    applies_when: Condition = ()
    source: str = ""
    by: str = ""
    rows: tuple[Row, ...] = ()
    because: str = ""
    cites: tuple[str, ...] = ()

    def unit_of(self, number: int) -> str:
        """Return the unit that goes with a number: "1 site", "2 sites"."""
        return self.unit if number != 1 else {"people": "person"}.get(self.unit, self.unit.removesuffix("s"))


@dataclass(frozen=True, slots=True)
class Question:
    """Asks for one fact. `why` says what the answer changes; `help` how to answer."""

    fact: str
    asks: str
    help: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """One topic of a questionnaire."""

    id: str
    title: str
    order: int
    questions: tuple[Question, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An interview: its pages in order. `minutes` is how long it takes a person who knows the answers."""

    id: str
    title: str
    minutes: int
    pages: tuple[Page, ...]
    file: str

    def questions(self) -> tuple[Question, ...]:
        """Return every question, in the order asked."""
        return tuple(question for page in self.pages for question in page.questions)


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

    `done` ends a sentence that begins with "Done when". A step of a seat that is filled belongs only to
    companies that meet `when`. `doubt` says what its owner told of whoever holds the seat: the seat
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
class Instead:
    """Other words for a text of a role, `of`, told to companies that meet `when`."""

    of: str
    says: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Role:
    """A seat the company may need, and what a hiring owner must know about it.

    `in_place_when` tells that somebody holds the seat already; empty: nobody ever does. `first_steps`
    lead to filling it, `kept_steps` are for a seat that is filled. `takes_over` names the number of
    those who report to the owner today and would report to this seat. `posted_under` says in a job
    description whom the seat reports to. Where two of `instead` fit a text, the first counts.
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
    alternatives: tuple[str, ...]
    first_steps: tuple[Step, ...]
    kept_steps: tuple[Step, ...]
    in_place_when: Condition
    takes_over: str
    cites: tuple[str, ...]
    file: str
    posted_under: str = "the owner"
    instead: tuple[Instead, ...] = ()

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

    With `promotes` it belongs only where whoever holds that role is to move up.
    """

    first: str
    says: str
    when: Condition
    because: str
    cites: tuple[str, ...]
    promotes: str = ""


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

    `for_roles` and `for_timings` narrow it to verdicts that recommend one of these roles (all of
    them if `for_all_roles`) at one of these times; empty means any. With `for_hires` one of the seats
    must be open: the note speaks of a hire. `form` belongs to form notes;
    `role` to form and reason notes. A form that `promotes` a role gives the seat to whoever holds that one;
    `first` are the steps that a form asks for.
    `sign` tells by what one sees it coming, `do` what to do about it.
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
    role: str = ""
    form: str = ""
    promotes: str = ""
    first: tuple[Step, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A total (0 to 100) that a policy asks for, with its reason."""

    points: int
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
    half times), `one_verdict` the share of all sheets that any verdict may have.
    """

    id: str
    title: str
    needed: Threshold
    near: Threshold
    file: str
    one_answer: Limit | None = None
    hidden_weight: Limit | None = None
    one_verdict: Limit | None = None


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Which facts of a rulebook are the ones that reports draw pictures of; empty where it has none.

    `people`, `growth` (percent in the last year), `direct_reports` (to the owner) and `departments` (with
    a lead) are numbers; `runs_operations` is a scale whose lowest word is nobody; `seat_money` is what a
    seat may cost in a year.
    """

    people: str = ""
    growth: str = ""
    direct_reports: str = ""
    departments: str = ""
    runs_operations: str = ""
    seat_money: str = ""


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything in `rules/`, checked: ids resolve, cells hand out 25 points, facts are in an order
    in which each depends only on earlier ones.

    `digest` is the SHA-256, in hexadecimal, of all data files; equal digests give equal advice.
    """

    id: str
    title: str
    version: str
    digest: str
    money_year: int
    questionnaire: str
    policy: str
    facts: dict[str, Fact]
    questionnaires: dict[str, Questionnaire]
    dimensions: dict[str, Dimension]
    roles: dict[str, Role]
    rules: tuple[Rule, ...]
    statements: dict[tuple[str, str], Statement]
    gates: tuple[Gate, ...]
    notes: tuple[NoteRule, ...]
    policies: dict[str, Policy]
    pairings: tuple[Pairing, ...]
    sources: dict[str, Source]
    known_as: KnownAs = field(default_factory=KnownAs)

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[Rule, ...]]:
        """Map (role, dimension) to its rules, in the order written."""
        return {
            (role, dimension): tuple(r for r in self.rules if (r.role, r.dimension) == (role, dimension))
            for role in self.roles
            for dimension in self.dimensions
        }

    @cached_property
    def hangs_on(self) -> dict[str, frozenset[str]]:
        """Map each fact to all facts that its state hangs on, directly or not, itself included."""
        found: dict[str, frozenset[str]] = {}
        for fact in self.facts.values():
            parents = {demand.fact for demand in fact.applies_when} | ({fact.source, fact.by} - {""})
            found[fact.id] = frozenset({fact.id}).union(*(found[parent] for parent in parents))
        return found

    @cached_property
    def rule(self) -> dict[str, Rule]:
        """Map each rule's id to the rule."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def interval_starts(self) -> dict[str, tuple[int, ...]]:
        """Map each number to the least value of every interval that this rulebook tells apart.

        Two values of one interval are alike to every rule with points and every gate, so a number
        counts once per interval wherever answer sheets are counted. Notes cut no intervals: a new
        warning must not move a score.
        """
        cuts: dict[str, set[int]] = {f.id: {f.least} for f in self.facts.values() if f.kind == "number"}
        for condition in self.scoring_conditions():
            for demand in condition:
                if demand.fact in cuts:
                    if isinstance(demand.least, int):
                        cuts[demand.fact].add(demand.least)
                    if isinstance(demand.most, int):
                        cuts[demand.fact].add(demand.most + 1)
        scored = {demand.fact for condition in self.scoring_conditions() for demand in condition}
        for fact in self.facts.values():
            if fact.id in scored:
                for row in fact.rows:
                    cuts[fact.source].update(row.starts)
        return {
            number: tuple(sorted(cut for cut in found if fact.least <= cut <= fact.most))
            for number, found in cuts.items()
            for fact in (self.facts[number],)
        }

    def scoring_conditions(self) -> tuple[Condition, ...]:
        """Return the conditions that the verdict depends on: rules with points, gates, applicability."""
        return (
            *(rule.when for rule in self.rules if rule.points),
            *(gate.when for gate in self.gates),
            *(fact.applies_when for fact in self.facts.values()),
        )

    def conditions(self) -> tuple[Condition, ...]:
        """Return every condition written anywhere in the rulebook."""
        return (
            *(rule.when for rule in self.rules),
            *(gate.when for gate in self.gates),
            *(fact.applies_when for fact in self.facts.values()),
            *(note.when for note in self.notes),
            *(duty.when for role in self.roles.values() for duty in role.duties),
            *(role.in_place_when for role in self.roles.values()),
            *(step.when for role in self.roles.values() for step in role.kept_steps),
            *(one.when for role in self.roles.values() for one in role.instead),
            *(sequence.when for pairing in self.pairings for sequence in pairing.sequences),
        )

    def facts_as_asked(self) -> tuple[Fact, ...]:
        """Return the facts that a person can answer, in the order of the default questionnaire."""
        asked = [question.fact for question in self.questionnaires[self.questionnaire].questions()]
        rest = [fact.id for fact in self.asked_facts() if fact.id not in asked]
        return tuple(self.facts[name] for name in (*asked, *rest))

    def asked_facts(self) -> tuple[Fact, ...]:
        """Return the facts that a person can answer (all but derived ones), in dependency order."""
        return tuple(fact for fact in self.facts.values() if fact.kind != "derived")
