"""The quick questions come in a fixed order: within a topic the one first whose answers move the advice most."""

from fractions import Fraction
from itertools import pairwise

import pytest

from advisor.case import Case
from advisor.conditions import Answer
from advisor.engine import outlook
from advisor.interview.conversation import with_answer
from advisor.rulebook import Rulebook


def answers(rulebook: Rulebook, name: str) -> list[Answer]:
    fact = rulebook.facts[name]
    if fact.kind == "number":
        return sorted({fact.least, *rulebook.interval_starts[name]})
    return [True, False] if fact.kind == "yes-no" else list(fact.values)


def swing(rulebook: Rulebook, name: str) -> Fraction:
    """Return by how much one answer can move the share of the answer sheets that any one advice has."""
    shares = [
        {one.choice: one.share for one in outlook(rulebook, with_answer(Case(), name, answer))}
        for answer in answers(rulebook, name)
    ]
    choices = {choice for share in shares for choice in share}
    none = Fraction(0)
    return max(
        max(share.get(choice, none) for share in shares) - min(share.get(choice, none) for share in shares)
        for choice in choices
    )


def test_within_a_topic_the_widest_swing_comes_first(rulebook: Rulebook) -> None:
    for page in rulebook.questionnaires["quick"].pages:
        swings = [swing(rulebook, question.fact) for question in page.questions]

        for before, after in pairwise(swings):
            assert before >= after, page.title


def test_a_question_never_comes_before_the_one_it_hangs_on(rulebook: Rulebook) -> None:
    for questionnaire in rulebook.questionnaires.values():
        asked: set[str] = set()
        everything = {question.fact for question in questionnaire.questions()}
        for question in questionnaire.questions():
            above = rulebook.hangs_on[question.fact] - {question.fact}
            assert above & everything <= asked | {f for f in above if rulebook.facts[f].kind == "derived"}
            asked.add(question.fact)


@pytest.mark.parametrize("name", ["quick", "full"])
def test_topics_come_in_the_same_order_in_both(rulebook: Rulebook, name: str) -> None:
    titles = [page.title for page in rulebook.questionnaires[name].pages]

    assert titles == [page.title for page in rulebook.questionnaires["full"].pages]
