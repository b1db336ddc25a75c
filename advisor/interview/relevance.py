"""Which questions of a questionnaire come up for a case."""

from typing import TYPE_CHECKING

from advisor.conditions import holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.case import Case
    from advisor.conditions import State
    from advisor.rulebook import Question, Questionnaire, Rulebook


def relevant(
    rulebook: "Rulebook", questionnaire: "Questionnaire", case: "Case", states: "Mapping[str, State]"
) -> "list[Question]":
    """Return the questions that apply, in the order asked; `states` is what is known of every fact.

    Where no answer can tell any more whether one does ("I don't know"), it is asked: an answer given
    to it counts.
    """

    def applies(name: str) -> bool:
        outcome = holds(rulebook.facts[name].applies_when, states)
        return outcome == "met" or (outcome == "unknown" and _left_open(rulebook, case, name))

    return [question for question in questionnaire.questions() if applies(question.fact)]


def _left_open(rulebook: "Rulebook", case: "Case", name: str) -> bool:
    """Say whether everything that could tell if a fact applies has its answer."""
    return all(
        case.answered(above) or rulebook.facts[above].kind == "derived"
        for above in rulebook.hangs_on[name] - {name}
    )


def possible(
    rulebook: "Rulebook", questionnaire: "Questionnaire", states: "Mapping[str, State]"
) -> "list[Question]":
    """Return the questions that apply or still may, in the order asked."""
    return [
        question
        for question in questionnaire.questions()
        if holds(rulebook.facts[question.fact].applies_when, states) != "unmet"
    ]
