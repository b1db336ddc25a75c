"""The end of the interview: the advice on the screen, and the report in the files a person ticks."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.assessment import Assessment
    from advisor.cli.order import Order
    from advisor.interview.prompter import Prompter
    from advisor.rulebook import Rulebook
    from advisor.storage import OpenCase

MANY_OPEN = 8
"""Open answers from which on counting what they allow takes a second or more."""


class Saved(NamedTuple):
    """How saving went: whether any file was written, and whether a mistake of ours left one out."""

    written: bool = False
    mistaken: bool = False


def close(options: argparse.Namespace, rulebook: "Rulebook", prompter: "Prompter", opened: "OpenCase") -> int:
    """Show the advice for a finished case and offer its report; return the exit code.

    Raises as `advise` and the prompter do.
    """
    from advisor.cli import OUR_BUG
    from advisor.cli.going_on import resume_command
    from advisor.cli.results import print_result
    from advisor.engine import advise

    if sum(not opened.case.answered(fact.id) for fact in rulebook.asked_facts()) >= MANY_OPEN:
        prompter.say("", "Counting all that is still possible. This takes a moment.")
    assessment = advise(rulebook, opened.case)
    prompter.say("")
    print_result(assessment, rulebook, options)
    sys.stdout.flush()
    prompter.say("", f"The advice: {assessment.verdict.headline}")
    saved = Saved()
    try:
        saved = _offer_report(assessment, rulebook, prompter, opened)
    except EOFError:
        if not options.plain_input:
            raise  # somebody pressed Ctrl-D; a pipe that ends here has simply said all
    if not options.quiet:
        prompter.say("", "To change an answer, or to see this again:")
        command = resume_command(opened, options)
        sys.stderr.write(f"  {command}\n")  # never folded: it is there to be pasted
        if opened.saved.questionnaire != rulebook.questionnaire:
            prompter.say("To answer all the questions, which makes for a fuller report:")
            sys.stderr.write(f"  {command} --no-quick\n")
    return OUR_BUG if saved.mistaken else 0


def _offer_report(
    assessment: "Assessment", rulebook: "Rulebook", prompter: "Prompter", opened: "OpenCase"
) -> Saved:
    """Offer the report in what can be written here; a place of no use is told, and asked for again.

    The way back from the place leads to the kinds of file, ticked as they were.
    """
    from advisor.cli.delivery import available_formats
    from advisor.cli.order import Order

    _tell_what_is_missing(prompter)
    formats: tuple[str, ...] = ()
    folder: Path | None = None
    while True:
        if folder is None:
            formats = prompter.tick(
                "Save the report? Tick the kinds of file you want.", available_formats(), formats
            )
        if not formats:
            return Saved()
        folder = _ask_folder(prompter)
        if folder is None:
            continue
        saved = _save(assessment, rulebook, prompter, Order(formats, folder))
        if saved.written:
            choice = assessment.verdict.choice
            opened.delivered(assessment.rulebook, choice.recommendation or "", choice.timing or "")
        if saved.written or saved.mistaken:
            return saved
        again = prompter.choose("Try another folder?", [("yes", "Yes"), ("no", "No, leave it")], "yes")
        if again == "no":
            return saved


def _ask_folder(prompter: "Prompter") -> Path | None:
    """Return the folder to write to; None for the way back."""
    while True:
        typed = prompter.write_or_leave("Which folder?", blank="this one")
        if not isinstance(typed, str):
            return None
        try:
            return Path(typed).expanduser()
        except RuntimeError:  # "~somebody", whom this computer does not know
            prompter.say(f"{typed}: there is no such person on this computer.")


def _tell_what_is_missing(prompter: "Prompter") -> None:
    """Say how to get the kinds of file that cannot be written here."""
    from advisor.cli.outlets import OUTLETS, is_installed
    from advisor.errors import install_command

    missing = [outlet for name, outlet in OUTLETS.items() if not is_installed(name)]
    if missing:
        kinds = " and ".join(outlet.label.partition(":")[0] for outlet in missing)
        prompter.say(f"Not among them yet: {kinds}. To have them, run this when you are done here:")
        sys.stderr.write(f"  {install_command(*(outlet.extra for outlet in missing))}\n")


def _save(assessment: "Assessment", rulebook: "Rulebook", prompter: "Prompter", order: "Order") -> Saved:
    """Write the report, telling each file and each problem.

    Files that are there already are replaced only if the person says so.
    """
    from advisor.cli.crash import OurMistake
    from advisor.cli.delivery import write_files
    from advisor.errors import AlreadyThere

    saved, in_the_way = Saved(), []
    try:
        for name, result in zip(order.in_turn, write_files(assessment, rulebook, order, set()), strict=True):
            if isinstance(result, AlreadyThere):
                in_the_way.append(name)
            elif isinstance(result, AdvisorError):
                prompter.say(f"{result}.", f"Hint: {result.hint}.")
                saved = saved._replace(mistaken=saved.mistaken or isinstance(result, OurMistake))
            else:
                path, warnings = result
                prompter.say(f"Wrote {path}", *warnings)
                saved = saved._replace(written=True)
    except AdvisorError as error:
        prompter.say(f"{error}.", f"Hint: {error.hint}.")
        return saved
    if in_the_way and _may_replace(prompter, in_the_way, order):
        order = replace(order, formats=tuple(in_the_way), replace=True)
        more = _save(assessment, rulebook, prompter, order)
        return Saved(saved.written or more.written, saved.mistaken or more.mistaken)
    return saved


def _may_replace(prompter: "Prompter", names: "list[str]", order: "Order") -> bool:
    """Ask whether files that are there already may be replaced."""
    what = f"In {order.folder} there is this report already ({', '.join(names)})."
    options = [("no", "Keep what is there"), ("yes", "Replace it")]
    return prompter.choose(what, options, "no", back="no", careful=True) == "yes"
