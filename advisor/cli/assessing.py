"""`advisor assess`: advice for answers in files, without a single question."""

import argparse
import sys
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from advisor.case import Case
from advisor.cli.results import show
from advisor.errors import AdvisorError, raise_all
from advisor.rulebook import Rulebook

if TYPE_CHECKING:
    from advisor.case_document import CaseFile


def run(options: argparse.Namespace) -> int:
    """Assess every file named; several files give one line of JSON each."""
    from advisor.engine import advise
    from advisor.loading import load_rulebook
    from advisor.report import document

    rulebook = load_rulebook(options.rules)
    cases = _read_cases(options, rulebook)
    for position, case in enumerate(cases):
        assessment = advise(rulebook, case)
        if options.json:
            text = document.dumps(document.result(assessment, rulebook), one_line=len(cases) > 1)
            sys.stdout.buffer.write(text.encode())
            continue
        if position:
            sys.stdout.write("\n")
        show(assessment, rulebook, options)
    return 0


def _read_cases(options: argparse.Namespace, rulebook: Rulebook) -> list[Case]:
    """Read every file named. Raises what is wrong with all of them at once, with the code of the first."""
    cases, refused = [], []
    for path in options.files:
        try:
            cases.append(read_case(path, options, rulebook))
        except AdvisorError as error:
            refused.append(error)
    raise_all(refused)
    return cases


def fitted(saved: "CaseFile", rulebook: Rulebook) -> Case:
    """Return a saved case as this rulebook understands it, telling what had to be left out.

    Raises AnswersRefused for one that was answered under a rulebook of another id.
    """
    from advisor.answers import fit, insist_on_rulebook

    insist_on_rulebook(saved.rulebook, rulebook, saved.case.name or saved.id[:8])
    fitting, left_out = fit(saved.case, rulebook)
    sys.stderr.writelines(f"left out: {line}\n" for line in left_out)
    return fitting


def standard_input() -> BinaryIO:
    """Return standard input as bytes; where it is closed there is nothing to read from it."""
    return BytesIO() if sys.stdin is None else sys.stdin.buffer


def read_case(path: str, options: argparse.Namespace, rulebook: Rulebook) -> Case:
    """Read one answers file or case file ("-" is standard input) and apply every --set to it."""
    from advisor.answers import apply_sets, read_answers

    return apply_sets(read_answers(path, rulebook, standard_input()), options.sets, rulebook)
