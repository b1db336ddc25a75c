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
SHOWN = 100
LONGEST_ID = 60
SUM, LEAST, MOST = 20, 2, 10

T = TypeVar("T")


def lines_of_key(text: str, key: str) -> list[int]:
    """Return the lines on which a key seems to be given a value, in TOML or JSON, or to be a heading."""
    name = rf'"?{re.escape(key)}"?'
    pattern = re.compile(rf"(?<![\w-]){name}[ \t]*[=:]|^[ \t]*\[{{1,2}}[ \t]*{name}[ \t]*\]")
    return [number for number, line in enumerate(text.split("\n"), 1) if pattern.search(line.split("#")[0])]


def strange_letter(key: str) -> str:
    """Name the first character of a key that only looks like one of ours, or nothing."""
    found = next((character for character in key if not character.isascii()), "")
    return f"; U+{ord(found):04X} in it is no plain letter" if found else ""


@dataclass(slots=True)
class Problems:
    """Collects mistakes, each with its line where the key can be found in the text.

    A person gets all of them at once; past a hundred they are only counted, since a hostile file may
    hold thousands.
    """

    where: str
    text: str
    found: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, key: str, what: str, known: Iterable[str] = ()) -> None:
        """Note one mistake; `known` are the names that the key may have been meant for."""
        if len(self.found) == SHOWN:
            self.more += 1
            return
        near = strange_letter(key) + (did_you_mean(key, known) if len(key) <= LONGEST_ID else "")
        lines = lines_of_key(self.text, key)
        place = f" line {lines[0]}" if lines else ""
        name = shown(key)[1:-1] or "''"
        self.found.append(f"{self.where}{place}: {name} {what}{near}")

    def refuse_if_any(self, hint: str) -> None:
        """Raise AnswersRefused with the first hundred mistakes and how many more there are."""
        if self.found:
            last = (f"{self.where}: and {self.more:,} more",) if self.more else ()
            raise AnswersRefused(self.found[0], hint, (*self.found, *last))


def read_case(document: dict[str, object], rulebook: Rulebook, problems: Problems) -> Case:
    """Return the case of a document, leaving out what has a mistake after noting it."""
    for key in document:
        if key not in TOP:
            if key in rulebook.facts:
                problems.add(key, "is an unknown key; answers stand under [facts]")
            else:
                problems.add(key, "is an unknown key", TOP)
    schema = document.get("schema", "advisor.answers/1")
    if schema != "advisor.answers/1":
        problems.add(
            "schema", f"is {shown(str(schema))}; this version reads advisor.answers/1 and case files"
        )
    _insist_on_a_rate(document, problems)
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


def _insist_on_a_rate(document: dict[str, object], problems: Problems) -> None:
    """Refuse money in another currency that would be read as so many dollars."""
    foreign = document.get("currency", "USD") != "USD"
    if foreign and "dollars-per-unit" not in document:
        problems.add("currency", "needs dollars-per-unit beside it: how many US dollars one unit is")
    if not foreign and document.get("dollars-per-unit", 1) != 1:
        problems.add("dollars-per-unit", "needs currency beside it: which money the figures are in")


def _facts(given: object, rulebook: Rulebook, problems: Problems) -> dict[str, Answer | Absence]:
    if not isinstance(given, dict):
        problems.add("facts", "must be a table of answers")
        return {}
    found: dict[str, Answer | Absence] = {}
    askable = [fact.id for fact in rulebook.asked_facts()]
    for name, value in given.items():
        if name not in askable:
            fact = rulebook.facts.get(name)
            if fact:
                problems.add(
                    name,
                    f"is no question; it is looked up and cannot be given: give {fact.source} and {fact.by}",
                )
            else:
                problems.add(name, "is an unknown fact", askable)
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
