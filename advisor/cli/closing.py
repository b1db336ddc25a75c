"""The end of the interview: the advice on the screen, and the report in the files a person ticks."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.assessment import Assessment
    from advisor.interview import Prompter
    from advisor.rulebook import Rulebook
    from advisor.storage import OpenCase


def close(
    options: argparse.Namespace, rulebook: "Rulebook", prompter: "Prompter", opened: "OpenCase"
) -> None:
    """Show the advice for a finished case and offer its report. Raises as `advise` and the prompter do."""
    from advisor.cli.results import print_result
    from advisor.cli.resuming import resume_command
    from advisor.engine import advise

    assessment = advise(rulebook, opened.case)
    prompter.say("")
    print_result(assessment, rulebook, options)
    sys.stdout.flush()
    prompter.say("")
    try:
        _offer_report(assessment, rulebook, prompter, opened)
    except EOFError:
        if not options.plain_input:
            raise  # somebody pressed Ctrl-D; a pipe that ends here has simply said all
    if not options.quiet:
        sys.stderr.write(
            f"\nTo change an answer, or to see this again:\n  {resume_command(opened, options)}\n"
        )


def _offer_report(
    assessment: "Assessment", rulebook: "Rulebook", prompter: "Prompter", opened: "OpenCase"
) -> None:
    """Offer the report in what can be written here; a place of no use is told, and asked for again."""
    from advisor.cli.delivery import available_formats

    formats = prompter.tick("Save the report? Tick the kinds of file you want.", available_formats())
    while formats:
        folder = prompter.write("Which folder? (Enter for this one)") or "."
        if _saved(assessment, rulebook, prompter, tuple(formats), Path(folder).expanduser()):
            choice = assessment.verdict.choice
            opened.delivered(assessment.rulebook, choice.recommendation or "", choice.timing or "")
            return
        again = prompter.choose("Try another folder?", [("yes", "Yes"), ("no", "No, leave it")], "yes")
        if again == "no":
            return


def _saved(
    assessment: "Assessment",
    rulebook: "Rulebook",
    prompter: "Prompter",
    formats: tuple[str, ...],
    folder: Path,
) -> bool:
    """Write the report, telling each file and each problem; say whether any file was written."""
    from advisor.cli.delivery import write_files
    from advisor.cli.order import Order

    written = False
    try:
        for result in write_files(assessment, rulebook, Order(formats, folder), set()):
            if isinstance(result, AdvisorError):
                prompter.say(f"{result}.", f"Hint: {result.hint}.")
                continue
            path, warnings = result
            prompter.say(f"Wrote {path}", *warnings)
            written = True
    except AdvisorError as error:
        prompter.say(f"{error}.", f"Hint: {error.hint}.")
    return written
