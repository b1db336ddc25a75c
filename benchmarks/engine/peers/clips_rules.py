"""clipspy: a defrule for each alternative of a clause, over one fact that holds the whole sheet."""

from collections.abc import Mapping
from typing import Any

import clips

from advisor.assessment import Choice
from advisor.rulebook import Rulebook
from benchmarks.engine.plain import Evaluate, Test, Verdicts, clauses_of, name_of


def pattern(test: Test) -> str:
    """Return the demand on one slot."""
    name = name_of(test.fact)
    if test.words:
        return f"({name} {'|'.join(test.words)})"
    ends = [f":(>= ?{name} {test.least})"] if test.least is not None else []
    ends += [f":(<= ?{name} {test.most})"] if test.most is not None else []
    return f"({name} {'&'.join([f'?{name}', *ends])})"


def build(rulebook: Rulebook) -> Evaluate:
    environment = clips.Environment()
    slots = " ".join(f"(slot {name_of(fact.id)})" for fact in rulebook.asked_facts())
    environment.build(f"(deftemplate answers {slots})")
    environment.build("(defglobal ?*sum* = 0)")
    for number, clause in enumerate(clauses_of(rulebook)):
        for place, alternative in enumerate(clause.alternatives):
            patterns = " ".join(pattern(test) for test in alternative)
            adding = f"(bind ?*sum* (+ ?*sum* {clause.worth}))"
            environment.build(f"(defrule r{number}-{place} (answers {patterns}) => {adding})")
    answers, total = environment.find_template("answers"), environment.find_global("sum")
    symbols = {word: clips.Symbol(word) for fact in rulebook.asked_facts() for word in fact.values}
    verdicts = Verdicts(rulebook)

    def evaluate(sheet: Mapping[str, Any]) -> Choice:
        environment.reset()
        answers.assert_fact(**{name: symbols.get(value, value) for name, value in sheet.items()})
        environment.run()
        return verdicts[total.value]

    return evaluate
