"""durable_rules: a rule for each alternative of a clause; the sheet is asserted as a fact, and retracted."""

from collections.abc import Callable, Mapping
from functools import reduce
from itertools import count
from operator import and_, or_
from typing import Any

from durable.lang import assert_fact, m, retract_fact, ruleset, when_all

from advisor.assessment import Choice
from advisor.rulebook import Rulebook
from benchmarks.engine.plain import Evaluate, Test, Verdicts, clauses_of, name_of


def tested(test: Test) -> Any:
    """Return the test of one fact."""
    value = getattr(m, name_of(test.fact))
    if test.words:
        return reduce(or_, (value == word for word in test.words))
    ends = [value >= test.least] if test.least is not None else []
    return reduce(and_, ends + ([value <= test.most] if test.most is not None else []))


def build(rulebook: Rulebook) -> Evaluate:
    total = [0]

    def adding(worth: int) -> Callable[[Any], None]:
        def act(_: Any) -> None:  # with a second parameter it would be taken for an asynchronous action
            total[0] += worth

        return act

    with ruleset("rulebook"):
        for clause in clauses_of(rulebook):
            for alternative in clause.alternatives:
                when_all(reduce(and_, map(tested, alternative)))(adding(clause.worth))
    verdicts, numbers = Verdicts(rulebook), count(1)

    def evaluate(sheet: Mapping[str, Any]) -> Choice:
        total[0] = 0
        fact = {**sheet, "sid": "1", "id": next(numbers)}
        assert_fact("rulebook", fact)
        retract_fact("rulebook", fact)
        return verdicts[total[0]]

    return evaluate
