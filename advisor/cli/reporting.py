"""`advisor report` and `advisor demo`: the files a person takes away."""

import argparse
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from advisor.assessment import Assessment
from advisor.case import Case
from advisor.cli.assessing import fitted, standard_input
from advisor.cli.crash import our_mistake
from advisor.cli.delivery import Delivery
from advisor.cli.order import Order, read_order
from advisor.cli.outlets import OUTLETS
from advisor.cli.results import print_json, print_result
from advisor.errors import AdvisorError, CommandError, FileTrouble
from advisor.rulebook import Rulebook
from advisor.storage import Listed, Workspace


def run_report(options: argparse.Namespace) -> int:
    """Write the report of every file and client named, in every format asked for.

    A case or format that is left out does not keep the others; the exit code is 9 then.
    """
    from advisor.loading import load_rulebook

    if options.cases.count("-") > 1:
        raise CommandError("advisor report: standard input is named twice", "name it once")
    order = read_order(options)
    if not options.quiet:
        sys.stderr.writelines(f"note: {line}\n" for line in order.stationery.remarks)
    rulebook = load_rulebook(options.rules)
    delivery = Delivery(order, len(options.cases) * len(order.formats), options)
    for named in options.cases:
        try:
            _deliver(named, rulebook, delivery)
        except FileTrouble as error:
            delivery.stop(error)
            break
        except OSError:
            raise
        except Exception as error:
            delivery.skip(our_mistake(named, error))
    delivery.tell_what_was_hidden()
    if options.json:
        print_json(delivery.as_document())
    return delivery.exit_code()


def run_demo(options: argparse.Namespace) -> int:
    """Show the bundled example, and with -o write its report in every format."""
    from advisor.answers import parse_answers
    from advisor.engine import advise
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(options.rules)
    example = (files("advisor") / "demo.toml").read_bytes()
    assessment = advise(rulebook, parse_answers(example, "demo.toml", rulebook))
    print_result(assessment, rulebook, options)
    if not options.output:
        return 0
    order = Order(tuple(OUTLETS), Path(options.output), replace=options.force)
    delivery = Delivery(order, len(order.formats), options)
    try:
        delivery.deliver(assessment, rulebook)
    except FileTrouble as error:
        delivery.stop(error)
    return delivery.exit_code()


def _deliver(named: str, rulebook: Rulebook, delivery: Delivery) -> None:
    """Write the report of one FILE or CLIENT; note it in the client's case file unless it is a draft.

    Raises FileTrouble where nothing more can be written.
    """
    from advisor.engine import advise

    workspace = Workspace()
    try:
        case, listed = _case_of(named, rulebook, workspace)
    except AdvisorError as error:
        delivery.skip(error)
        return
    assessment = advise(rulebook, case)
    if delivery.deliver(assessment, rulebook) and listed and not delivery.order.draft:
        try:
            _note(assessment, workspace, listed)
        except AdvisorError as error:
            delivery.fail(error)


def _case_of(named: str, rulebook: Rulebook, workspace: Workspace) -> tuple[Case, Listed | None]:
    """Return the case of a FILE (it has a path separator or ends in .toml or .json) or of a CLIENT."""
    from advisor.answers import read_answers

    if "/" in named or "\\" in named or named == "-" or named.endswith((".toml", ".json")):
        return read_answers(named, rulebook, standard_input()), None
    listed = workspace.find(named)
    return fitted(workspace.look_at(listed), rulebook), listed


def _note(assessment: Assessment, workspace: Workspace, listed: Listed) -> None:
    choice = assessment.verdict.choice
    with closing(workspace.open(listed)) as opened:
        opened.delivered(assessment.rulebook, choice.recommendation or "", choice.timing or "")
