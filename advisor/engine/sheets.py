"""What a case leaves open: the state of every fact, and all the ways to complete the open ones.

An *answer sheet* gives a value to every fact a person can answer. A number counts once per
interval that the rulebook tells apart; a fact that may not apply has "does not apply" among its
answers.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from advisor.case import Case
from advisor.conditions import Absence, Answer, Condition, State, holds
from advisor.rulebook import Fact, Rulebook

OPEN = (Absence.NOT_ASKED, Absence.DONT_KNOW)


def resolve(rulebook: Rulebook, case: Case) -> dict[str, State]:
    """Say what is known of every fact, derived ones included, once `applies-when` has spoken.

    A derived fact whose number is known and whose row is not has a value if all open rows agree.
    """
    return settle(rulebook, rulebook.facts, answers_of(rulebook, case))


def answers_of(rulebook: Rulebook, case: Case) -> dict[str, State]:
    """Return what was given for each fact a person can answer, with money in whole US dollars."""
    return {fact.id: _in_dollars(fact, case) for fact in rulebook.asked_facts()}


def _in_dollars(fact: Fact, case: Case) -> State:
    """Return what was given; a sum outside the bounds of its fact, once in dollars, counts as the bound."""
    state = case.state(fact.id)
    if fact.money and isinstance(state, int):
        return min(max(int(state * case.dollars_per_unit), fact.least), fact.most)
    return state


def settle(rulebook: Rulebook, facts: Iterable[str], answers: Mapping[str, State]) -> dict[str, State]:
    """Return the state of each of `facts`, which must come with all they depend on, in rulebook order."""
    states: dict[str, State] = {}
    for name in facts:
        fact = rulebook.facts[name]
        if holds(fact.applies_when, states) == "unmet":
            states[name] = Absence.DOES_NOT_APPLY
        elif fact.kind == "derived":
            states[name] = _look_up(fact, states[fact.source], states[fact.by])
        else:
            states[name] = answers[name]
    return states


def _look_up(fact: Fact, number: State, by: State) -> State:
    if Absence.DOES_NOT_APPLY in (number, by):
        return Absence.DOES_NOT_APPLY
    if not isinstance(number, int):
        return Absence.NOT_ASKED
    rows = [row for row in fact.rows if isinstance(by, Absence) or row.by == by]
    words = list(fact.values)
    found = {words[bisect_right(row.starts, number)] for row in rows}
    return found.pop() if len(found) == 1 else Absence.NOT_ASKED


def domain(rulebook: Rulebook, fact: Fact) -> tuple[State, ...]:
    """Return every answer to a fact that the verdict could tell apart from the others."""
    values: tuple[Answer, ...]
    match fact.kind:
        case "number":
            values = rulebook.interval_starts[fact.id]
        case "yes-no":
            values = (False, True)
        case "many":
            words = tuple(fact.values)
            values = tuple(ticked for size in range(len(words) + 1) for ticked in combinations(words, size))
        case _:
            values = tuple(fact.values)
    return (*values, Absence.DOES_NOT_APPLY) if fact.may_not_apply else values


def read_by(rulebook: Rulebook, condition: Condition) -> list[str]:
    """Return the facts a condition depends on, directly or not, in rulebook order."""
    wanted = frozenset[str]().union(*(rulebook.hangs_on[demand.fact] for demand in condition))
    return [name for name in rulebook.facts if name in wanted]


def completions(
    rulebook: Rulebook, facts: Iterable[str], answers: Mapping[str, State]
) -> Iterator[dict[str, State]]:
    """Yield the states of `facts` under every way to answer those of them that are still open."""
    facts = list(facts)
    left = [name for name in facts if name in answers and answers[name] in OPEN]
    for values in product(*(domain(rulebook, rulebook.facts[name]) for name in left)):
        yield settle(rulebook, facts, {**answers, **dict(zip(left, values, strict=True))})
