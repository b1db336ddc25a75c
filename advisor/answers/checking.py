"""An answers document held against the rulebook."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from advisor.answers.values import check_answer
from advisor.case import Case, Note
from advisor.case_document import shape
from advisor.conditions import Absence, Answer
from advisor.errors import AnswersRefused, did_you_mean
from advisor.plaintext import shown
from advisor.rulebook import Rulebook

TOP = ("schema", "name", "date", "currency", "dollars-per-unit", "weights", "respondent", "notes", "facts")
SHOWN = 10
SUM, LEAST, MOST = 20, 2, 10

T = TypeVar("T")


@dataclass(slots=True)
class Problems:
    """Collects mistakes, each with its line where the key can be found in the text."""

    where: str
    text: str
    found: list[str] = field(default_factory=list)

    def add(self, key: str, what: str) -> None:
        """Note one mistake."""
        match = re.search(rf'(?m)^[ \t{{,]*"?{re.escape(key)}"?[ \t]*[=:]', self.text) if key else None
        line = f" line {self.text.count(chr(10), 0, match.start()) + 1}" if match else ""
        name = f"{shown(key)[1:-1]} " if key else ""
        self.found.append(f"{self.where}{line}: {name}{what}")

    def refuse_if_any(self, hint: str) -> None:
        """Raise AnswersRefused with the first ten mistakes and how many more there are."""
        if not self.found:
            return
        more = len(self.found) - SHOWN
        lines = (*self.found[:SHOWN], *([f"{self.where}: and {more} more"] if more > 0 else []))
        raise AnswersRefused(self.found[0], hint, tuple(lines))


def read_case(document: dict[str, object], rulebook: Rulebook, problems: Problems) -> Case:
    """Return the case of a document, leaving out what has a mistake after noting it."""
    for key in document:
        if key not in TOP:
            inside = "; answers stand under [facts]" if key in rulebook.facts else did_you_mean(key, TOP)
            problems.add(key, f"is an unknown key{inside}")
    schema = document.get("schema", "advisor.answers/1")
    if schema != "advisor.answers/1":
        problems.add(
            "schema", f"is {shown(str(schema))}; this version reads advisor.answers/1 and case files"
        )
    facts = _facts(document.get("facts", {}), rulebook, problems)
    return Case(
        name=_part(document, "name", shape.text, "", problems),
        facts=MappingProxyType({k: v for k, v in facts.items() if not isinstance(v, Absence)}),
        dont_know=frozenset(k for k, v in facts.items() if v is Absence.DONT_KNOW),
        not_applicable=frozenset(k for k, v in facts.items() if v is Absence.DOES_NOT_APPLY),
        date=_part(document, "date", shape.day, "", problems),
        currency=_part(document, "currency", shape.currency, "USD", problems),
        dollars_per_unit=_part(document, "dollars-per-unit", shape.rate, Fraction(1), problems),
        weights=_part(
            document,
            "weights",
            lambda value: _weights(value, rulebook.dimensions),
            MappingProxyType({}),
            problems,
        ),
        respondent=_part(document, "respondent", shape.text, "", problems),
        notes=_part(document, "notes", lambda value: _notes(value, rulebook), (), problems),
    )


def _facts(given: object, rulebook: Rulebook, problems: Problems) -> dict[str, Answer | Absence]:
    if not isinstance(given, dict):
        problems.add("facts", "must be a table of answers")
        return {}
    found: dict[str, Answer | Absence] = {}
    askable = [fact.id for fact in rulebook.asked_facts()]
    for name, value in given.items():
        if name not in askable:
            looked_up = name in rulebook.facts
            near = "; it is looked up and cannot be given" if looked_up else did_you_mean(name, askable)
            problems.add(name, f"is an unknown fact{near}")
            continue
        try:
            found[name] = check_answer(rulebook.facts[name], value)
        except ValueError as error:
            problems.add(name, str(error))
    return found


def _weights(value: object, dimensions: Iterable[str]) -> MappingProxyType[str, int]:
    if not isinstance(value, dict) or set(value) != set(dimensions):
        raise ValueError(f"must give each of {', '.join(dimensions)} its twentieths")
    for weight in value.values():
        if isinstance(weight, bool) or not isinstance(weight, int) or not LEAST <= weight <= MOST:
            raise ValueError(f"must be whole twentieths from {LEAST} to {MOST}")
    if sum(value.values()) != SUM:
        raise ValueError(f"must sum to {SUM}, and sum to {sum(value.values())}")
    return MappingProxyType({name: value[name] for name in dimensions})


def _notes(value: object, rulebook: Rulebook) -> tuple[Note, ...]:
    notes = shape.notes(value)
    for note in notes:
        if note.fact and note.fact not in rulebook.facts:
            raise ValueError(f"name an unknown fact '{note.fact}'{did_you_mean(note.fact, rulebook.facts)}")
    return notes


def _part(
    document: dict[str, object], key: str, read: Callable[[object], T], otherwise: T, problems: Problems
) -> T:
    if key not in document:
        return otherwise
    try:
        return read(document[key])
    except ValueError as error:
        problems.add(key, str(error))
        return otherwise
