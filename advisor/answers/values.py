"""One answer: as a document holds it, and as a person types it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from advisor.absences import read_absence
from advisor.case import Case
from advisor.case_document.shape import ABSENT_WORDS
from advisor.conditions import Absence, Answer
from advisor.errors import AnswersRefused, did_you_mean, raise_all
from advisor.plaintext import shown
from advisor.quantities import read_for
from advisor.rulebook import Fact, Rulebook

_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class OtherMoney(ValueError):
    """A sum is in another money than the case."""


def check_answer(fact: Fact, value: object) -> Answer | Absence:
    """Return an answer from a document, nothing converted. Raises ValueError with the rest of a sentence."""
    if isinstance(value, str) and value in ABSENT_WORDS:
        return ABSENT_WORDS[value]
    meant = read_absence(value) if isinstance(value, str) and value not in fact.values else None
    if meant and fact.kind != "many":
        raise ValueError(f"must be written '{meant.value}' for that, not {shown(str(value))}")
    match fact.kind:
        case "number":
            return _number(fact, value)
        case "yes-no":
            if isinstance(value, bool):
                return value
            raise ValueError(f"must be true or false, without quotes, not {_named(value)}{_near(value)}")
        case "many":
            return _many(fact, value)
        case _:
            return _word(fact, value)


def _number(fact: Fact, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and fact.least <= value <= fact.most:
        return value
    wanted = f"must be a whole number from {fact.least:,} to {fact.most:,}"
    if isinstance(value, (float, Decimal)):
        raise ValueError(f"{wanted}, without a decimal point")
    quotes = "; write it without quotes" if isinstance(value, str) and value.strip().isdigit() else ""
    raise ValueError(f"{wanted}, not {'text' if quotes else _named(value)}{quotes or _near(value)}")


def _word(fact: Fact, value: object) -> str:
    if isinstance(value, str) and value in fact.values:
        return value
    raise ValueError(
        f"must be one of {', '.join(fact.values)}, not {_named(value)}{_near(value, *fact.values)}"
    )


def _near(value: object, *known: str) -> str:
    """Name the nearest word that a text may have been meant for; those for no answer are always known."""
    return did_you_mean(value[:60], [*known, *ABSENT_WORDS]) if isinstance(value, str) else ""


def _many(fact: Fact, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"must be a list in [ ] of {', '.join(fact.values)}, not {_named(value)}")
    words = [_word(fact, item) for item in value]
    if len(set(words)) < len(words):
        raise ValueError("names a word twice")
    return tuple(word for word in fact.values if word in words)


def _named(value: object) -> str:
    """Name a value that does not fit, in words that cannot grow long or act on a screen."""
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "null; leave the line out if it was not asked"
        case int() if value.bit_length() > 60:
            return "such a large number"
        case int():
            return f"'{value:,}'"
        case Decimal() | float():
            return shown(str(value))
        case str():
            return f"the text {shown(value)}"
        case list():
            return "a list"
        case date() | time():
            return f"the day or time {value.isoformat()}; write text in quotes"
        case _:
            return "a table"


def read_value(fact: Fact, typed: str, currency: str = "") -> Answer | Absence:
    """Return an answer as the prompt reads it: "1.2m", a word or its label, "don't know", "n/a".

    Where the case's `currency` is given, a sum typed in another is refused. Raises ValueError with a
    sentence, or the rest of one; OtherMoney for that sum.
    """
    typed = typed.strip()
    absence = read_absence(typed)
    if absence and typed not in fact.values:
        return absence
    match fact.kind:
        case "number":
            return _typed_number(fact, typed, currency)
        case "yes-no":
            if typed.casefold() in _YES_NO:
                return _YES_NO[typed.casefold()]
            raise ValueError(f"must be yes or no, not {shown(typed)}{_near(typed)}")
        case "many":
            parts = [part.strip() for part in typed.split(",") if part.strip()]
            return _many(fact, [_by_label(fact, part) for part in parts])
        case _:
            return _word(fact, _by_label(fact, typed))


def _typed_number(fact: Fact, typed: str, currency: str) -> int:
    reading = read_for(fact, typed)
    if reading.currencies and currency and currency not in reading.currencies:
        raise OtherMoney(f"is counted in {currency} here, not in {reading.currencies[0]}")
    return reading.value


def _by_label(fact: Fact, typed: str) -> str:
    for word, label in fact.values.items():
        if typed.casefold() in {word, label.casefold()}:
            return word
    return typed


def apply_sets(case: Case, assignments: Iterable[str], rulebook: Rulebook) -> Case:
    """Return a case with answers changed one after the other. Raises AnswersRefused with every mistake."""
    refused: list[AnswersRefused] = []
    for assignment in assignments:
        try:
            case = apply_set(case, assignment, rulebook)
        except AnswersRefused as error:
            refused.append(error)
    raise_all(refused, "advisor rules FACT tells what the answer to it may be")
    return case


def apply_set(case: Case, assignment: str, rulebook: Rulebook) -> Case:
    """Return a case with one answer changed as "fact=value" says; "not-asked" takes one away.

    Raises AnswersRefused.
    """
    name, mark, typed = assignment.partition("=")
    name = name.strip()
    if not mark:
        raise AnswersRefused(f"--set {shown(assignment)}: has no '='", "write it like: --set headcount=40")
    fact = _askable(name, rulebook)
    try:
        value = Absence.NOT_ASKED if typed.strip() == "not-asked" else read_value(fact, typed, case.currency)
    except OtherMoney as error:
        hint = f"give it in {case.currency}, or set currency and dollars-per-unit in a file for --answers"
        raise AnswersRefused(f"--set {name}: {error}", hint) from None
    except ValueError as error:
        raise AnswersRefused(f"--set {name}: {error}", f"run: advisor rules {name}") from None
    facts = {fact: answer for fact, answer in case.facts.items() if fact != name}
    if not isinstance(value, Absence):
        facts[name] = value
    return replace(
        case,
        facts=MappingProxyType(facts),
        dont_know=_with(case.dont_know, name, present=value is Absence.DONT_KNOW),
        not_applicable=_with(case.not_applicable, name, present=value is Absence.DOES_NOT_APPLY),
    )


def _askable(name: str, rulebook: Rulebook) -> Fact:
    fact = rulebook.facts.get(name)
    if fact is None:
        near = did_you_mean(name[:60], [fact.id for fact in rulebook.asked_facts()])
        raise AnswersRefused(
            f"--set {shown(name)}: there is no such fact{near}", "write it like: --set headcount=40"
        )
    if fact.kind == "derived":
        raise AnswersRefused(
            f"--set {name}: it is looked up from {fact.source} by {fact.by}, and cannot be given",
            f"run: advisor rules {name}",
        )
    return fact


def _with(names: frozenset[str], name: str, *, present: bool) -> frozenset[str]:
    return names | {name} if present else names - {name}
