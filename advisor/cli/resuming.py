"""Which case file an interview works on: the client named, an unfinished one, or a new one."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.case import Case, RulebookMark
from advisor.cli.given import given_answers, laid_over, questionnaire_of

if TYPE_CHECKING:
    from advisor.cli.ahead import LoadedAhead
    from advisor.interview import Prompter
    from advisor.rulebook import Rulebook
    from advisor.storage import OpenCase, Workspace

MOST_OFFERED = 5


def begin(
    options: argparse.Namespace, ahead: "LoadedAhead", prompter: "Prompter", workspace: "Workspace"
) -> "tuple[OpenCase, Rulebook]":
    """Return the case file to work on (the client named, an unfinished one, or a new one) and the rulebook.

    A person who is new here is asked for a name while the rulebook loads.
    """
    name = ""
    if not (options.client or options.answers or options.sets or options.rules) and workspace.is_empty():
        name = _ask_name(prompter)
        return _create(workspace, ahead.rulebook(), Case(name=name)), ahead.rulebook()
    rulebook = ahead.rulebook()
    questionnaire_of(options, rulebook)
    given = given_answers(options, rulebook)
    if options.client:
        return _client(options.client, given, rulebook, prompter, workspace), rulebook
    if not given.facts:
        going_on = _unfinished(prompter, workspace)
        if going_on:
            return _up_to_date(going_on, rulebook), rulebook
    name = given.name or _ask_name(prompter)
    return _create(workspace, rulebook, replace(given, name=name)), rulebook


def _client(
    name: str, given: Case, rulebook: "Rulebook", prompter: "Prompter", workspace: "Workspace"
) -> "OpenCase":
    """Return the case file of the client with this name, made if there is none."""
    from advisor.errors import NoSuchClient

    try:
        opened = workspace.open(workspace.find(name))
    except NoSuchClient as error:
        if "go by" in str(error):
            raise
        return _create(workspace, rulebook, replace(given, name=name))
    prompter.say(f"Going on with {opened.case.name}.")
    return _merged(_up_to_date(opened, rulebook), given)


def _unfinished(prompter: "Prompter", workspace: "Workspace") -> "OpenCase | None":
    """Offer the unfinished interviews; return the one picked."""
    unfinished = [item for item in workspace.listed() if not item.finished][:MOST_OFFERED]
    if not unfinished:
        return None
    options = [
        (item.id, f"Go on with {item.name or 'no name'}, {_when(item.changed)}, {item.answers} answers")
        for item in unfinished
    ]
    picked = prompter.choose("There are unfinished questions.", [*options, ("", "Start a new company")])
    return workspace.open(next(item for item in unfinished if item.id == picked)) if picked else None


def _ask_name(prompter: "Prompter") -> str:
    from advisor.plaintext import NAME_LIMIT, clean

    return clean(prompter.write("What is the company called? (Enter to leave it out)"), NAME_LIMIT)


def _when(changed: str) -> str:
    return changed.replace("T", " ").removesuffix("Z")[:16] + " UTC"


def _create(workspace: "Workspace", rulebook: "Rulebook", case: Case) -> "OpenCase":

    mark = RulebookMark(rulebook.id, rulebook.version, rulebook.digest)
    return workspace.create(case, mark, rulebook.questionnaire)


def _up_to_date(opened: "OpenCase", rulebook: "Rulebook") -> "OpenCase":
    """Lay a saved case against the rulebook of today; what no longer fits is told and asked again."""
    from advisor.cli.assessing import fitted

    fitting = fitted(opened.case, rulebook)
    if fitting != opened.case:
        opened.save(fitting)
    return opened


def _merged(opened: "OpenCase", given: Case) -> "OpenCase":
    """Save answers from the command line over those saved before."""
    merged = laid_over(opened.case, given)
    if merged != opened.case:
        opened.save(merged)
    return opened
