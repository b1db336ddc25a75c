"""One answer: as a document holds it, and as a person types it."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from advisor.case import Case
from advisor.case_document.shape import ABSENT_WORDS
from advisor.conditions import Absence, Answer
from advisor.errors import AnswersRefused, did_you_mean
from advisor.plaintext import shown
from advisor.quantities import read_number
from advisor.rulebook import Fact, Rulebook


def check_answer(fact: Fact, value: object) -> Answer | Absence:
    """Return an answer from a document, nothing converted. Raises ValueError with the rest of a sentence."""
    if isinstance(value, str) and value in ABSENT_WORDS:
        return ABSENT_WORDS[value]
    match fact.kind:
        case "number":
            return _number(fact, value)
        case "yes-no":
            if isinstance(value, bool):
                return value
            raise ValueError(f"must be true or false, not {shown(str(value))}")
        case "many":
            return _many(fact, value)
        case _:
            return _word(fact, value)


def _number(fact: Fact, value: object) -> int:
    wanted = f"must be a whole number from {fact.least:,} to {fact.most:,}"
    if isinstance(value, bool):
        raise ValueError(f"{wanted}, not {str(value).lower()}")
    if isinstance(value, str):
        quotes = "; write it without quotes" if value.strip().isdigit() else ""
        raise ValueError(f"{wanted}, not text{quotes}")
    if isinstance(value, (float, Decimal)):
        raise ValueError(f"{wanted}, without a decimal point")
    if not isinstance(value, int) or not fact.least <= value <= fact.most:
        raise ValueError(f"{wanted}, not {shown(_short(value))}")
    return value


def _short(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 200:
        return "a much larger number" if value > 0 else "a much smaller number"
    return str(value)


def _word(fact: Fact, value: object) -> str:
    if isinstance(value, str) and value in fact.values:
        return value
    near = did_you_mean(value, fact.values) if isinstance(value, str) else ""
    raise ValueError(f"must be one of {', '.join(fact.values)}, not {shown(_short(value))}{near}")


def _many(fact: Fact, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"must be a list of words out of {', '.join(fact.values)}")
    words = [_word(fact, item) for item in value]
    if len(set(words)) < len(words):
        raise ValueError("names a word twice")
    return tuple(word for word in fact.values if word in words)


def read_value(fact: Fact, typed: str) -> Answer | Absence:
    """Return an answer as the prompt reads it ("1.2m", a word, or a label). Raises ValueError."""
    typed = typed.strip()
    if typed in ABSENT_WORDS:
        return ABSENT_WORDS[typed]
    match fact.kind:
        case "number":
            reading = read_number(typed, fact.unit)
            return _number(fact, reading.value)
        case "yes-no":
            words = {"yes": True, "true": True, "no": False, "false": False}
            if typed.lower() in words:
                return words[typed.lower()]
            raise ValueError(f"must be yes or no, not {shown(typed)}")
        case "many":
            parts = [part.strip() for part in typed.split(",") if part.strip()]
            return _many(fact, [_by_label(fact, part) for part in parts])
        case _:
            return _word(fact, _by_label(fact, typed))


def _by_label(fact: Fact, typed: str) -> str:
    for word, label in fact.values.items():
        if typed.casefold() in {word, label.casefold()}:
            return word
    return typed


def apply_set(case: Case, assignment: str, rulebook: Rulebook) -> Case:
    """Return a case with one answer changed as "fact=value" says. Raises AnswersRefused."""
    name, mark, typed = assignment.partition("=")
    name = name.strip()
    askable = [fact.id for fact in rulebook.asked_facts()]
    if not mark or name not in askable:
        what = f"there is no fact {shown(name)}{did_you_mean(name, askable)}" if mark else "has no '='"
        raise AnswersRefused(f"--set {shown(assignment)[1:-1]}: {what}", "write it like: --set headcount=40")
    try:
        value = read_value(rulebook.facts[name], typed)
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


def _with(names: frozenset[str], name: str, *, present: bool) -> frozenset[str]:
    return names | {name} if present else names - {name}
