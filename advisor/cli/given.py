"""What was given on the command line: which questions to ask, and answers in files and options."""

import argparse
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from advisor.case import Case
from advisor.cli.arriving import is_quick
from advisor.errors import AnswersRefused, CommandError, did_you_mean, raise_all
from advisor.opening import QUICK

if TYPE_CHECKING:
    from advisor.rulebook import Questionnaire, Rulebook

MOST_NAMED = 6
"""Facts that one line names before it counts the rest."""


def questionnaire_of(options: argparse.Namespace, rulebook: "Rulebook", saved: str = "") -> "Questionnaire":
    """Return the questionnaire to ask: what an option says, else the one `saved` with the client.

    Raises CommandError if this rulebook has no quick one.
    """
    if options.quick is None and saved in rulebook.questionnaires:
        return rulebook.questionnaires[saved]
    name = QUICK if is_quick(options) else rulebook.questionnaire
    if name not in rulebook.questionnaires:
        raise CommandError("advisor: this rulebook has no quick questionnaire", "leave out --quick")
    return rulebook.questionnaires[name]


def asked_again(
    options: argparse.Namespace, rulebook: "Rulebook", questionnaire: "Questionnaire"
) -> frozenset[str]:
    """Return the facts that `--ask` wants asked again. Raises CommandError for a pattern that meets none."""
    asked = [question.fact for question in questionnaire.questions()]
    whole = [question.fact for question in rulebook.questionnaires[rulebook.questionnaire].questions()]
    found: set[str] = set()
    unmet: list[CommandError] = []
    for pattern in options.asks:
        met = {fact for fact in asked if fnmatchcase(fact, pattern)}
        found |= met
        if not met:
            unmet.append(_unmet(pattern[:60], asked, whole))
    raise_all(unmet, "name facts or patterns, such as: --ask 'need-*'")
    return frozenset(found)


def _unmet(pattern: str, asked: list[str], whole: list[str]) -> CommandError:
    """Return the error for a pattern that meets no question asked; one of the `whole` it may meet."""
    if any(fnmatchcase(fact, pattern) for fact in whole):
        return CommandError(
            f"--ask '{pattern}': is not among the questions that were chosen for this company",
            f"add --no-quick: then all {len(whole)} are asked",
        )
    return CommandError(
        f"--ask '{pattern}': no question goes by that{did_you_mean(pattern, asked)}",
        "name a fact or a pattern, such as: --ask 'need-*'",
    )


def answers_in_file(options: argparse.Namespace, rulebook: "Rulebook") -> Case | None:
    """Return the case in the file of `--answers`, None without one. Raises as `read_answers`."""
    from advisor.answers import read_answers
    from advisor.cli.assessing import standard_input

    if options.answers is None:
        return None
    return read_answers(options.answers, rulebook, standard_input())


def laid_over(saved: Case, in_file: Case | None, options: argparse.Namespace, rulebook: "Rulebook") -> Case:
    """Return a saved case with what was given now: `--set` wins over the file, and that over the saved.

    Raises AnswersRefused for a value that cannot be used, or for two kinds of money in one case.
    """
    from advisor.answers import apply_sets

    case = saved if in_file is None else _over(saved, in_file, rulebook)
    return apply_sets(case, options.sets, rulebook)


def _over(saved: Case, given: Case, rulebook: "Rulebook") -> Case:
    named = set(given.facts) | given.dont_know | given.not_applicable
    kept = {fact: answer for fact, answer in saved.facts.items() if fact not in named}
    money = _money(given, rulebook)
    staying = [fact for fact in _money(saved, rulebook) if fact in kept]
    in_file, before = (given.currency, given.dollars_per_unit), (saved.currency, saved.dollars_per_unit)
    if in_file != before and money and staying:
        raise AnswersRefused(
            f"--answers: {money[0]} is counted in {given.currency} there, and {staying[0]} is saved in "
            f"{saved.currency} at another rate",
            f"give {', '.join(staying)} in the file too, or use one currency and rate",
        )
    foreign = in_file != (Case().currency, Case().dollars_per_unit)
    currency, rate = in_file if not staying and (money or foreign) else before
    return replace(
        saved,
        name=saved.name or given.name,
        facts={**kept, **given.facts},
        dont_know=(saved.dont_know - named) | given.dont_know,
        not_applicable=(saved.not_applicable - named) | given.not_applicable,
        date=given.date or saved.date,
        currency=currency,
        dollars_per_unit=rate,
        weights=given.weights or saved.weights,
        respondent=given.respondent or saved.respondent,
        notes=(*saved.notes, *(note for note in given.notes if note not in saved.notes)),
    )


def _money(case: Case, rulebook: "Rulebook") -> list[str]:
    return [fact for fact in case.facts if rulebook.facts[fact].money]


def overwritten(saved: Case, now: Case, rulebook: "Rulebook") -> str:
    """Say in one line which saved answers were given anew and changed; nothing if none was."""
    from advisor.report.wording import given_in_words

    changed = [
        f"{rulebook.facts[fact].title}: {given_in_words(rulebook.facts[fact], saved)}, "
        f"now {given_in_words(rulebook.facts[fact], now) if now.answered(fact) else 'not asked'}"
        for fact in (*saved.facts, *sorted(saved.dont_know | saved.not_applicable))
        if saved.state(fact) != now.state(fact)
    ]
    if not changed:
        return ""
    more = f"; and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
    return f"Given anew, and changed: {'; '.join(changed[:MOST_NAMED])}{more}."
