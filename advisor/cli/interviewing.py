"""`advisor` and `advisor interview`: the conversation, from the opening words to the saved report."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.case import Case, RulebookMark
from advisor.cli.results import plain_wanted
from advisor.errors import AdvisorError, CommandError, Interrupted, NeedsTerminal

if TYPE_CHECKING:
    from advisor.assessment import Assessment
    from advisor.cli.ahead import LoadedAhead
    from advisor.interview import Contradiction, Prompter
    from advisor.rulebook import Questionnaire, Rulebook
    from advisor.storage import OpenCase, Workspace

CTRL_C = 130
QUICK = "quick"
MOST_OFFERED = 5
MOST_NAMED = 6


def run(options: argparse.Namespace) -> int:
    """Ask the questions, keep every answer, show the advice, and offer to save the report."""
    from advisor.interview import prompter_for
    from advisor.operating_system import stop_signals_raise

    if options.no_input or not _somebody_is_there():
        return _without_questions(options)
    prompter = prompter_for(sys.stdin, sys.stderr, accessible=plain_wanted(options))
    from advisor.cli.ahead import LoadedAhead
    from advisor.storage import Workspace

    with stop_signals_raise("Stopped. Your answers are saved; run advisor again to go on."):
        try:
            _welcome(options, prompter)
            opened, rulebook = _begin(options, LoadedAhead(options.rules), prompter, Workspace())
        except (KeyboardInterrupt, EOFError):
            raise Interrupted("\nStopped before the first answer.", CTRL_C) from None
        try:
            return _hold_interview(options, rulebook, prompter, opened)
        except (KeyboardInterrupt, EOFError, OSError) as error:
            if isinstance(error, OSError) and not isinstance(error, EOFError):
                raise Interrupted(_resume_line(opened), 129) from None
            raise Interrupted("\n" + _resume_line(opened), CTRL_C) from None
        finally:
            opened.close()


def _somebody_is_there() -> bool:
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def _without_questions(options: argparse.Namespace) -> int:
    """Give the advice if every question is answered already. Raises NeedsTerminal naming what is missing."""
    from advisor.conditions import holds
    from advisor.engine import advise, resolve
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(options.rules)
    given = _given(options, rulebook)
    case = _laid_over(_saved(options.client, rulebook), given) if options.client else given
    states = resolve(rulebook, case)
    missing = [
        question.fact
        for question in _questionnaire(options, rulebook).questions()
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
    _show(advise(rulebook, case), rulebook, options)
    return 0


def _welcome(options: argparse.Namespace, prompter: "Prompter") -> None:
    """Say what this is, how long it takes, where answers stay and how to stop; nothing heavy is loaded."""
    from advisor.loading import minutes_told

    takes = "" if options.rules else f"About {minutes_told(QUICK if options.quick else '')} minutes. "
    prompter.say(
        "Who should run your operations? A few questions, then advice with its reasons.",
        f"{takes}Your answers stay on this computer and are saved one by one; "
        "press Ctrl-C to stop at any time and go on later.",
    )


def _resume_line(opened: "OpenCase") -> str:
    name = opened.case.name or opened.saved.id[:8]
    quoted = f"'{name}'" if " " in name else name
    return f"Stopped. Your answers are saved. To go on:\n  advisor interview --client {quoted}"


def _begin(
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
    _questionnaire(options, rulebook)
    given = _given(options, rulebook)
    if options.client:
        return _client(options.client, given, rulebook, prompter, workspace), rulebook
    if not given.facts:
        going_on = _unfinished(prompter, workspace)
        if going_on:
            return _up_to_date(going_on, rulebook), rulebook
    name = given.name or _ask_name(prompter)
    return _create(workspace, rulebook, replace(given, name=name)), rulebook


def _given(options: argparse.Namespace, rulebook: "Rulebook") -> Case:
    """Return the answers given on the command line."""
    from advisor.answers import apply_set
    from advisor.cli.assessing import read_case

    if options.answers:
        return read_case(options.answers, options, rulebook)
    case = Case()
    for assignment in options.sets:
        case = apply_set(case, assignment, rulebook)
    return case


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


def _questionnaire(options: argparse.Namespace, rulebook: "Rulebook") -> "Questionnaire":
    name = QUICK if options.quick else rulebook.questionnaire
    if name not in rulebook.questionnaires:
        raise CommandError("advisor: this rulebook has no quick questionnaire", "leave out --quick")
    return rulebook.questionnaires[name]


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
    merged = _laid_over(opened.case, given)
    if merged != opened.case:
        opened.save(merged)
    return opened


def _laid_over(saved: Case, given: Case) -> Case:
    """Return a saved case with the answers given now, which win."""
    named = set(given.facts) | given.dont_know | given.not_applicable
    return replace(
        saved,
        facts={**{k: v for k, v in saved.facts.items() if k not in named}, **given.facts},
        dont_know=(saved.dont_know - named) | given.dont_know,
        not_applicable=(saved.not_applicable - named) | given.not_applicable,
    )


def _saved(client: str, rulebook: "Rulebook") -> Case:
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


def _hold_interview(
    options: argparse.Namespace, rulebook: "Rulebook", prompter: "Prompter", opened: "OpenCase"
) -> int:
    from advisor.engine import advise, resolve, settled
    from advisor.interview import Conversation
    from advisor.report.wording import given_in_words

    ended = Conversation(
        rulebook,
        _questionnaire(options, rulebook),
        opened.case,
        prompter,
        save=opened.save,
        states=lambda case: resolve(rulebook, case),
        say_answer=lambda fact, case: given_in_words(rulebook.facts[fact], case),
        contradictions=lambda case: _contradictions(rulebook, case),
        settled=lambda case: settled(rulebook, case),
        preview=(lambda case: _so_far(case, rulebook)) if options.preview else (lambda _: ""),
    ).run()
    if not ended.finished:
        prompter.say("", *_resume_line(opened).splitlines())
        return 0
    opened.save(ended.case, finished=True)
    assessment = advise(rulebook, ended.case)
    _show(assessment, rulebook, options)
    _offer_report(assessment, rulebook, prompter, options)
    return 0


def _so_far(case: Case, rulebook: "Rulebook") -> str:
    """Say where the advice stands, once at least half of the questions have an answer."""
    from advisor.engine import outlook
    from advisor.report.wording import choice_in_words, percent

    questions = rulebook.questionnaires[rulebook.questionnaire].questions()
    if 2 * sum(case.answered(question.fact) for question in questions) < len(questions):
        return ""
    leading = outlook(rulebook, case)[0]
    return f"So far: {choice_in_words(leading.choice, rulebook)} on {percent(leading.share)} of what is left."


def _contradictions(rulebook: "Rulebook", case: Case) -> "tuple[Contradiction, ...]":
    from advisor.engine import contradictions_in
    from advisor.interview import Contradiction

    return tuple(Contradiction(n.note, n.says, n.facts) for n in contradictions_in(rulebook, case))


def _show(assessment: "Assessment", rulebook: "Rulebook", options: argparse.Namespace) -> None:
    from advisor.cli.results import show
    from advisor.report import document

    if options.json:
        sys.stdout.buffer.write(document.dumps(document.result(assessment, rulebook)).encode())
        sys.stdout.flush()
    else:
        show(assessment, rulebook, options)


def _offer_report(
    assessment: "Assessment", rulebook: "Rulebook", prompter: "Prompter", options: argparse.Namespace
) -> None:
    """Offer the report; a place that cannot be written is told, and asked for again."""
    from advisor.cli.reporting import write_report

    formats = prompter.tick(
        "Save the report? Tick the kinds of file you want.",
        [("md", "Markdown: text for any editor"), ("json", "JSON: the result for other programs")],
    )
    if not formats:
        return
    options.length, options.force = "standard", False
    while True:
        folder = prompter.write("Which folder? (Enter for this one)") or "."
        try:
            written = write_report(assessment, rulebook, formats, Path(folder).expanduser(), options)
        except AdvisorError as error:
            prompter.say(f"{error}.", f"Hint: {error.hint}.")
            if (
                prompter.choose("Try another folder?", [("yes", "Yes"), ("no", "No, leave it")], "yes")
                == "no"
            ):
                return
            continue
        for path in written:
            prompter.say(f"Wrote {path}")
        return
