"""`advisor interview` where nobody is there to ask: advice if nothing is missing, else what is."""

import argparse
import sys
from typing import TYPE_CHECKING

from advisor.case import Case
from advisor.cli.given import (
    answers_in_file,
    asked_again,
    laid_over,
    overwritten,
    questionnaire_of,
)
from advisor.cli.results import print_result
from advisor.errors import NeedsTerminal, NoSuchClient, SeveralClients

if TYPE_CHECKING:
    from advisor.case_document import CaseFile


def advise_without_questions(options: argparse.Namespace) -> int:
    """Give the advice if every question is answered already. Raises NeedsTerminal naming what is missing."""
    from advisor.cli.assessing import fitted
    from advisor.engine import advise, resolve
    from advisor.interview.relevance import relevant
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(options.rules)
    file = _file_of(options.client) if options.client else None
    questionnaire = questionnaire_of(options, rulebook, file.questionnaire if file else "")
    again = asked_again(options, rulebook, questionnaire)
    in_file = answers_in_file(options, rulebook)
    saved = fitted(file, rulebook) if file else Case(name=options.client or "")
    case = laid_over(saved, in_file, options, rulebook)
    questions = relevant(rulebook, questionnaire, case, resolve(rulebook, case))
    missing = [q.fact for q in questions if not case.answered(q.fact) or q.fact in again]
    if missing:
        why = (
            "--no-input is given" if options.no_input else "the questions need a terminal, and there is none"
        )
        are = "answer is" if len(missing) == 1 else "answers are"
        raise NeedsTerminal(
            f"advisor: {why}; {len(missing)} {are} missing: {', '.join(missing)}",
            "give them with --set FACT=VALUE, or fill in a file: advisor rules template > answers.toml, "
            "then: advisor interview --answers answers.toml",
        )
    told = overwritten(saved, case, rulebook)
    if told and not options.quiet:
        sys.stderr.write(f"{told}\n")
    print_result(advise(rulebook, case), rulebook, options)
    return 0


def _file_of(client: str) -> "CaseFile | None":
    """Return what is saved of a client, None of a new one. Raises SeveralClients, and as `Workspace.read`."""
    from advisor.storage import Workspace

    try:
        return Workspace().read(client)
    except SeveralClients:
        raise
    except NoSuchClient:
        return None
