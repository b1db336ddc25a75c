"""Which case file an interview works on: the client named, an unfinished one, or a new one."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.case import Case
from advisor.cli.arriving import ask_name, cleaned_name
from advisor.cli.given import (
    answers_in_file,
    asked_again,
    laid_over,
    overwritten,
    questionnaire_of,
)
from advisor.cli.updating import bring_up_to_date, mark_of
from advisor.errors import AdvisorError, CommandError, InUse, NoSuchClient, SeveralClients

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.interview.prompter import Prompter
    from advisor.rulebook import Questionnaire, Rulebook
    from advisor.storage import Listed, OpenCase, Workspace

MOST_OFFERED = 5
NEW, DISCARD, KEEP, BACK, OTHERS = "", "discard", "keep", "back", "others"


def begin_new(
    options: argparse.Namespace, rulebook: "Rulebook", name: str, workspace: "Workspace"
) -> "OpenCase":
    """Return a new case file under a name."""
    return _create(workspace, rulebook, Case(name=name), questionnaire_of(options, rulebook))


def begin(
    options: argparse.Namespace, rulebook: "Rulebook", prompter: "Prompter", workspace: "Workspace"
) -> "OpenCase":
    """Return the case file to work on: the client named, an unfinished one, or a new one.

    The questionnaire saved in it is the one to ask.
    """
    questionnaire = questionnaire_of(options, rulebook)
    in_file = answers_in_file(options, rulebook)
    client = cleaned_name(options.client) if options.client else ""
    if options.client and not client:
        raise CommandError("--client: the name is blank", "give a name, or leave the option out")
    found = _client_named(client, workspace) if client else None
    chosen = workspace.look_at(found).questionnaire if found else ""
    asked_again(options, rulebook, questionnaire_of(options, rulebook, chosen))
    new = laid_over(Case(), in_file, options, rulebook) if found is None else Case()
    if not options.plain_input:  # a script knows nothing of what a person discarded
        _offer_back(prompter, workspace)
    if not (client or options.answers or options.sets):
        offered = _opened(options, prompter, workspace, rulebook)
        if offered:
            return bring_up_to_date(offered, options, rulebook, prompter)
    if found:
        opened = bring_up_to_date(workspace.open(found), options, rulebook, prompter)
        if not options.quiet:
            prompter.say(f"Going on with {_named(found)}.")
        return _laid_over(opened, in_file, options, rulebook, prompter)
    name = client or new.name or ask_name(prompter)
    known = None if client or options.answers or options.sets else _known(name, prompter, workspace, rulebook)
    if known:
        return bring_up_to_date(workspace.open(known), options, rulebook, prompter)
    return _create(workspace, rulebook, replace(new, name=name), questionnaire)


def _known(name: str, prompter: "Prompter", workspace: "Workspace", rulebook: "Rulebook") -> "Listed | None":
    """Offer the client that goes by this name already; return it if that is the one meant."""
    from advisor.cli.clock import in_local_words

    same = [
        item
        for item in workspace.listed()
        if name and item.name.casefold() == name.casefold() and item.rulebook == rulebook.id
    ]
    offered = {item.id: item for item in same[:MOST_OFFERED]}
    if not offered:
        return None
    options = [
        (
            item.id,
            f"Open {_named(item)}, {'finished' if item.finished else 'begun'} {in_local_words(item.changed)}",
        )
        for item in offered.values()
    ]
    picked = prompter.choose(
        "You have a company of that name already.", [*options, (NEW, "Start another one of that name")]
    )
    return offered.get(picked)


def _client_named(name: str, workspace: "Workspace") -> "Listed | None":
    """Return the client of this name, None if there is none. Raises SeveralClients."""
    try:
        return workspace.find(name)
    except SeveralClients:
        raise
    except NoSuchClient:
        return None


def _offer_back(prompter: "Prompter", workspace: "Workspace") -> None:
    """Offer once to bring back what was discarded before this start; what is not wanted goes for good."""
    from advisor.storage import answers_in_words

    for item in workspace.discarded().listed():
        picked = prompter.choose(
            f"You discarded {_named(item)} ({answers_in_words(item.answers)}). It is gone for good now, "
            "unless you bring it back.",
            [(BACK, "Bring it back"), (DISCARD, "Let it go for good")],
            default=BACK,
            careful=True,
        )
        try:
            if picked == BACK:
                workspace.bring_back(item)
            else:
                workspace.forget(item)
        except AdvisorError as error:
            _tell(prompter, error)


def _opened(
    options: argparse.Namespace, prompter: "Prompter", workspace: "Workspace", rulebook: "Rulebook"
) -> "OpenCase | None":
    """Offer the unfinished interviews until one is picked that nobody else holds; None for a new company."""
    while picked := _offer(options, prompter, workspace, rulebook):
        try:
            return workspace.open(picked)
        except InUse as error:
            prompter.say(f"{_named(picked)} is open in another advisor.", f"Hint: {error.hint}.")
    return None


def _offer(
    options: argparse.Namespace, prompter: "Prompter", workspace: "Workspace", rulebook: "Rulebook"
) -> "Listed | None":
    """Offer the newest unfinished interviews, and the others where asked for; None for a new company."""
    while True:
        unfinished = [item for item in workspace.listed() if not item.finished]
        listed = [item for item in unfinished if item.rulebook == rulebook.id]
        others = [item for item in unfinished if item not in listed]
        if others:
            prompter.say(f"Left aside, answered under another rulebook: {_named_briefly(others)}.")
        for error in workspace.damaged.values():
            prompter.say(f"Left aside: {error}.")
        if not listed:
            return None
        newest = listed if len(listed) <= MOST_OFFERED + 1 else listed[:MOST_OFFERED]
        rows = [(item.id, f"Go on with {_described(item, workspace, rulebook, options)}") for item in newest]
        if len(listed) > len(newest):
            rows.append((OTHERS, f"Show the {len(listed) - len(newest)} others"))
        discard = "Discard it" if len(rows) == 1 else "Discard one of them"
        rows += [(NEW, "Start a new company"), (DISCARD, discard)]
        picked = prompter.choose("There are unfinished questions.", rows)
        if picked == OTHERS:
            told = [(item.id, _described(item, workspace, rulebook, options)) for item in listed]
            picked = prompter.choose("Go on with which one?", told, back=OTHERS)
        if picked == DISCARD:
            _discard(prompter, workspace, listed)
        elif picked != OTHERS:
            return next((item for item in listed if item.id == picked), None)


def _discard(prompter: "Prompter", workspace: "Workspace", offered: "Sequence[Listed]") -> None:
    """Ask which one, and whether really; then put it where the next start can still find it."""
    picked = offered[0].id
    if len(offered) > 1:
        names = [(item.id, _named(item)) for item in offered]
        picked = prompter.choose("Discard which one?", [(KEEP, "None of them"), *names], default=KEEP)
    item = next((item for item in offered if item.id == picked), None)
    if item is None:
        return
    from advisor.storage import answers_in_words

    sure = prompter.choose(
        f"Discard {_named(item)} and {answers_in_words(item.answers)}?",
        [(KEEP, "No, keep it"), (DISCARD, "Yes, discard it")],
        default=KEEP,
        careful=True,
    )
    if sure != DISCARD:
        return
    try:
        workspace.discard(item)
    except AdvisorError as error:
        _tell(prompter, error)
    else:
        prompter.say(f"{_named(item)} is discarded. The next start offers once to bring it back.")


def _described(
    item: "Listed", workspace: "Workspace", rulebook: "Rulebook", options: argparse.Namespace
) -> str:
    """Say name, time and count, such as "Acme, yesterday 16:10, 12 of about 24"."""
    from advisor.answers import fit
    from advisor.cli.clock import in_local_words
    from advisor.engine import resolve
    from advisor.interview.relevance import possible

    saved = workspace.look_at(item)
    case, _ = fit(saved.case, rulebook)
    questionnaire = questionnaire_of(options, rulebook, saved.questionnaire)
    asked = possible(rulebook, questionnaire, resolve(rulebook, case))
    count = f"{sum(case.answered(q.fact) for q in asked)} of about {len(asked)}"
    return f"{_named(item)}, {in_local_words(item.changed)}, {count}"


def _named_briefly(items: "Sequence[Listed]") -> str:
    names = "; ".join(map(_named, items[:MOST_OFFERED]))
    return f"{names}; and {len(items) - MOST_OFFERED} more" if len(items) > MOST_OFFERED else names


def _named(item: "Listed") -> str:
    return item.name or f"the company without a name ({item.id[:8]})"


def _tell(prompter: "Prompter", error: AdvisorError) -> None:
    prompter.say(f"{error}.", f"Hint: {error.hint}.")


def _create(
    workspace: "Workspace", rulebook: "Rulebook", case: Case, questionnaire: "Questionnaire"
) -> "OpenCase":
    return workspace.create(case, mark_of(rulebook), questionnaire.id)


def _laid_over(
    opened: "OpenCase",
    in_file: Case | None,
    options: argparse.Namespace,
    rulebook: "Rulebook",
    prompter: "Prompter",
) -> "OpenCase":
    """Save answers from the command line over those saved before, and tell what that changes."""
    now = laid_over(opened.case, in_file, options, rulebook)
    if now != opened.case:
        told = overwritten(opened.case, now, rulebook)
        if told and not options.quiet:
            prompter.say(told)
        opened.save(now)
    return opened
