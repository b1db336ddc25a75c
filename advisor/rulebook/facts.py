"""What can be known of a company, and how it is asked."""

from dataclasses import dataclass, field
from typing import Literal

from advisor.conditions import Condition

FactKind = Literal["number", "scale", "choice", "many", "yes-no", "derived"]


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
    to change it, and `better` which way it would: up or down an ordered fact. `lacks` are the
    words of a choice that tell of something missing, `who` says for some words who decides.
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
    lacks: tuple[str, ...] = ()
    who: dict[str, str] = field(default_factory=dict)
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
