"""The language of `when`: `= word`, `= [words]`, or a table with at-least, at-most, includes."""

from collections.abc import Mapping

from advisor.conditions import Condition, Demand
from advisor.errors import did_you_mean
from advisor.loading.problems import Problems, quoted
from advisor.rulebook import Fact

ORDERED = ("scale", "derived")


def read_condition(
    raw: Mapping[str, object], facts: Mapping[str, Fact], problems: Problems, place: tuple[str, str, str]
) -> Condition:
    """Return the demands written under one key; `place` is the file, heading and key they stand at."""
    file, heading, key = place
    demands = []
    for name, wanted in raw.items():
        at = f"{key}.{name}"
        fact = facts.get(name)
        if fact is None:
            problems.add(file, f"unknown fact{did_you_mean(name, facts)}", heading, at)
            continue
        demand = _read(fact, wanted)
        if isinstance(demand, str):
            problems.add(file, demand, heading, at)
        else:
            demands.append(demand)
    return tuple(demands)


def _read(fact: Fact, wanted: object) -> Demand | str:
    """Return the demand, or what is wrong with it."""
    if isinstance(wanted, dict):
        return _read_table(fact, wanted)
    if fact.kind == "number":
        return _bounds(fact, wanted, wanted)
    if fact.kind == "yes-no":
        return (
            Demand(fact.id, among=(wanted,))
            if isinstance(wanted, bool)
            else "asks yes or no: write true or false"
        )
    if fact.kind == "many":
        return "several words may be ticked: write { includes = 'word' }"
    words: list[str] = []
    for word in wanted if isinstance(wanted, list) else [wanted]:
        if not isinstance(word, str) or word not in fact.values:
            return _no_such_word(fact, word)
        words.append(word)
    if not words or len(set(words)) < len(words):
        return "is an empty list" if not words else "names a word twice"
    if len(words) == len(fact.values):
        return "accepts every word, so it demands nothing"
    return Demand(fact.id, among=tuple(words))


def _read_table(fact: Fact, wanted: Mapping[str, object]) -> Demand | str:
    unknown = [key for key in wanted if key not in {"at-least", "at-most", "includes"}]
    if unknown or not wanted:
        name = unknown[0] if unknown else ""
        return f"unknown demand {quoted(name)}; use at-least, at-most or includes"
    if "includes" in wanted:
        word = wanted["includes"]
        if fact.kind != "many" or len(wanted) > 1:
            return "includes belongs to facts of which several words may be ticked, and stands alone"
        return Demand(fact.id, includes=str(word)) if word in fact.values else _no_such_word(fact, word)
    least, most = wanted.get("at-least"), wanted.get("at-most")
    if fact.kind == "number":
        return _bounds(fact, least, most)
    if fact.kind not in ORDERED:
        return f"at-least and at-most need an order, and a {fact.kind} has none; list the words"
    words = list(fact.values)
    for word in (least, most):
        if word is not None and word not in words:
            return _no_such_word(fact, word)
    first = words.index(str(least)) if least is not None else 0
    last = words.index(str(most)) if most is not None else len(words) - 1
    if first > last:
        return "at-least is above at-most, so nothing meets it"
    if (first, last) == (0, len(words) - 1):
        return "accepts every word, so it demands nothing"
    return Demand(
        fact.id,
        among=tuple(words[first : last + 1]),
        least=str(least) if least is not None else None,
        most=str(most) if most is not None else None,
    )


def _bounds(fact: Fact, least: object, most: object) -> Demand | str:
    for bound in (least, most):
        if bound is not None and (isinstance(bound, bool) or not isinstance(bound, int)):
            return "is a number: write a whole number, or { at-least = 3 }"
        if isinstance(bound, int) and not fact.least <= bound <= fact.most:
            return f"{bound} is outside the fact's range of {fact.least} to {fact.most}"
    low = least if isinstance(least, int) else None
    high = most if isinstance(most, int) else None
    if low is not None and high is not None and low > high:
        return "at-least is above at-most, so nothing meets it"
    return Demand(fact.id, least=low, most=high)


def _no_such_word(fact: Fact, word: object) -> str:
    near = did_you_mean(word, fact.values) if isinstance(word, str) else ""
    return f"unknown value {quoted(word)}{near or '; use one of ' + ', '.join(fact.values)}"
