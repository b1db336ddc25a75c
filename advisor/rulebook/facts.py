"""What can be known of a company, and how it is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
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
class Dollars:
    """The sums that a word of a choice stands for, in US dollars; None where there is no bound."""

    least: int | None
    most: int | None


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
    `dollars` are the sums that some words name in their label.
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
    dollars: dict[str, Dollars] = field(default_factory=dict)
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

    def told_in(
        self, currency: str, dollars_per_unit: Fraction, say: Callable[[int], str] | None = None
    ) -> "Fact":
        """Return this fact with the sums of its words in another money too, as round as people say them.

        `say` writes a sum in that money. Sums of less than one unit of it stay in dollars alone.
        """
        if not self.dollars or currency == "USD":
            return self
        write = say or (lambda amount: f"{currency} {amount:,}")
        told = {
            word: f"{self.values[word]} ({_span(sums, dollars_per_unit, write)})"
            for word, sums in self.dollars.items()
            if min(filter(None, (sums.least, sums.most))) >= dollars_per_unit
        }
        return replace(self, values=self.values | told)


def _span(sums: Dollars, dollars_per_unit: Fraction, write: Callable[[int], str]) -> str:
    least, most = (
        "" if bound is None else write(_as_said(bound / dollars_per_unit))
        for bound in (sums.least, sums.most)
    )
    if least and most:
        return f"about {least} to {most}"
    return f"more than about {least}" if least else f"up to about {most}"


def _as_said(amount: Fraction) -> int:
    """Round to two figures, or to three behind a 1, where two would be off by up to a twentieth."""
    whole = int(amount + Fraction(1, 2))
    step = int("1" + "0" * (len(str(whole)) - (3 if str(whole).startswith("1") else 2)))
    return (whole + step // 2) // step * step


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
