"""What was given on the command line: the questionnaire to ask, and answers in files and options."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.case import Case
from advisor.errors import CommandError
from advisor.opening import QUICK

if TYPE_CHECKING:
    from advisor.rulebook import Questionnaire, Rulebook


def questionnaire_of(options: argparse.Namespace, rulebook: "Rulebook") -> "Questionnaire":
    """Return the questionnaire to ask. Raises CommandError if this rulebook has no quick one."""
    name = QUICK if options.quick else rulebook.questionnaire
    if name not in rulebook.questionnaires:
        raise CommandError("advisor: this rulebook has no quick questionnaire", "leave out --quick")
    return rulebook.questionnaires[name]


def given_answers(options: argparse.Namespace, rulebook: "Rulebook") -> Case:
    """Return the answers given on the command line."""
    from advisor.answers import apply_set
    from advisor.cli.assessing import read_case

    if options.answers:
        return read_case(options.answers, options, rulebook)
    case = Case()
    for assignment in options.sets:
        case = apply_set(case, assignment, rulebook)
    return case


def laid_over(saved: Case, given: Case) -> Case:
    """Return a saved case with the answers given now, which win."""
    named = set(given.facts) | given.dont_know | given.not_applicable
    return replace(
        saved,
        facts={**{k: v for k, v in saved.facts.items() if k not in named}, **given.facts},
        dont_know=(saved.dont_know - named) | given.dont_know,
        not_applicable=(saved.not_applicable - named) | given.not_applicable,
    )
