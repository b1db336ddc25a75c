"""`advisor interview` where nobody is there to ask: advice if nothing is missing, else what is."""

import argparse
from typing import TYPE_CHECKING

from advisor.case import Case
from advisor.cli.given import given_answers, laid_over, questionnaire_of
from advisor.cli.results import print_result
from advisor.errors import NeedsTerminal

if TYPE_CHECKING:
    from advisor.rulebook import Rulebook

MOST_NAMED = 6


def advise_without_questions(options: argparse.Namespace) -> int:
    """Give the advice if every question is answered already. Raises NeedsTerminal naming what is missing."""
    from advisor.conditions import holds
    from advisor.engine import advise, resolve
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(options.rules)
    given = given_answers(options, rulebook)
    case = laid_over(_saved_of(options.client, rulebook), given) if options.client else given
    states = resolve(rulebook, case)
    missing = [
        question.fact
        for question in questionnaire_of(options, rulebook).questions()
        if not case.answered(question.fact)
        and holds(rulebook.facts[question.fact].applies_when, states) == "met"
    ]
    if missing:
        named = ", ".join(missing[:MOST_NAMED]) + (", ..." if len(missing) > MOST_NAMED else "")
        why = (
            "--no-input is given" if options.no_input else "the questions need a terminal, and there is none"
        )
        raise NeedsTerminal(
            f"advisor: {why}; {len(missing)} answers are missing: {named}",
            "give them with --set FACT=VALUE, or fill in a file: advisor rules template > answers.toml, "
            "then: advisor interview --answers answers.toml",
        )
    print_result(advise(rulebook, case), rulebook, options)
    return 0


def _saved_of(client: str, rulebook: "Rulebook") -> Case:
    """Return what is saved of a client, or an empty case under that name."""
    from advisor.cli.assessing import fitted
    from advisor.errors import NoSuchClient
    from advisor.storage import Workspace

    try:
        return fitted(Workspace().read(client), rulebook)
    except NoSuchClient as error:
        if "go by" in str(error):
            raise
        return Case(name=client)
