"""A saved case laid against the rulebook of today: what still fits, what is new, and what is told of it."""

import argparse
from typing import TYPE_CHECKING

from advisor.case import Case, RulebookMark
from advisor.cli.given import MOST_NAMED, questionnaire_of

if TYPE_CHECKING:
    from advisor.interview.prompter import Prompter
    from advisor.rulebook import Question, Questionnaire, Rulebook
    from advisor.storage import OpenCase


def mark_of(rulebook: "Rulebook") -> RulebookMark:
    """Return what a case file says of the rulebook it was answered under."""
    return RulebookMark(rulebook.id, rulebook.version, rulebook.digest)


def bring_up_to_date(
    opened: "OpenCase", options: argparse.Namespace, rulebook: "Rulebook", prompter: "Prompter"
) -> "OpenCase":
    """Lay a saved case against the rulebook of today, and tell what that changes; what fits is kept.

    The questionnaire that an option names is saved in its file, so that a bare start goes on with it.

    Raises AnswersRefused for a case answered under a rulebook of another id, which stays as it is.
    """
    from advisor.answers import fit, insist_on_rulebook

    before, mark = opened.saved.rulebook, mark_of(rulebook)
    insist_on_rulebook(before, rulebook, _named_file(opened))
    questionnaire = questionnaire_of(options, rulebook, opened.saved.questionnaire)
    if opened.saved.questionnaire != questionnaire.id:
        opened.save(opened.case, questionnaire=questionnaire.id)
    case, left_out = fit(opened.case, rulebook)
    if before == mark and not left_out:
        return opened
    new = _passed_over(case, rulebook, questionnaire, finished=opened.saved.finished)
    version = f"{before.version}, now {mark.version}" if before.version != mark.version else mark.version
    if before != mark:
        prompter.say(f"The questions have changed since these answers were saved ({version}).")
    prompter.say(*(f"Left out, since it does not fit any more: {line}." for line in left_out))
    if new:
        titles = "; ".join(rulebook.facts[question.fact].title for question in new[:MOST_NAMED])
        more = f"; and {len(new) - MOST_NAMED} more" if len(new) > MOST_NAMED else ""
        prompter.say(f"Without an answer, and asked first: {titles}{more}.")
    if not (left_out or new):
        prompter.say("All your answers still fit.")
    opened.save(case, finished=opened.saved.finished and not new, rulebook=mark)
    return opened


def _named_file(opened: "OpenCase") -> str:
    return f"client '{opened.case.name}'" if opened.case.name else f"client {opened.saved.id[:8]}"


def _passed_over(
    case: Case, rulebook: "Rulebook", questionnaire: "Questionnaire", *, finished: bool
) -> "list[Question]":
    """Return questions without an answer that the person has been past: new, or left out just now."""
    from advisor.engine import resolve
    from advisor.interview.relevance import relevant

    questions = relevant(rulebook, questionnaire, case, resolve(rulebook, case))
    reached = [place for place, question in enumerate(questions) if case.answered(question.fact)]
    end = len(questions) if finished else max(reached, default=0)
    return [question for question in questions[:end] if not case.answered(question.fact)]
