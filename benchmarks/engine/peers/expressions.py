"""One expression that adds up the whole rulebook, in the words of one language or another."""

import json
from typing import NamedTuple

from advisor.rulebook import Rulebook
from benchmarks.engine.plain import Alternative, Clause, Test, clauses_of, name_of


class Words(NamedTuple):
    """How a language writes "and" and "or"."""

    both: str
    either: str


C_LIKE = Words(" && ", " || ")
SPELLED = Words(" and ", " or ")


def sum_of(rulebook: Rulebook, words: Words) -> str:
    """Return the sum of what every clause is worth, halved again and again (some refuse long chains)."""

    def nested(terms: list[str]) -> str:
        half = len(terms) // 2
        return terms[0] if len(terms) == 1 else f"({nested(terms[:half])} + {nested(terms[half:])})"

    return nested([f"({condition(c, words)} ? {c.worth} : 0)" for c in clauses_of(rulebook)])


def condition(clause: Clause, words: Words) -> str:
    """Return the condition of a clause."""
    written = [conjunction(alternative, words) for alternative in clause.alternatives]
    return written[0] if len(written) == 1 else words.either.join(f"({text})" for text in written)


def conjunction(tests: Alternative, words: Words) -> str:
    """Return tests that must all pass."""
    return words.both.join(text for test in tests for text in _texts(test))


def _texts(test: Test) -> list[str]:
    name = name_of(test.fact)
    if test.words:
        one = len(test.words) == 1
        return [f"{name} == {json.dumps(test.words[0])}" if one else f"{name} in {json.dumps(test.words)}"]
    ends = [f"{name} >= {test.least}"] if test.least is not None else []
    return ends + ([f"{name} <= {test.most}"] if test.most is not None else [])
