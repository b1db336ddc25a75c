"""`advisor` and `advisor interview`: the conversation, from the opening words to the saved report."""

import argparse
import errno
import io
import sys
from typing import TYPE_CHECKING

from advisor.cli.arriving import ask_name, is_newcomer, is_quick
from advisor.cli.results import plain_wanted
from advisor.errors import CommandError, Interrupted, NeedsTerminal
from advisor.opening import opening_words

if TYPE_CHECKING:
    from advisor.case import Case
    from advisor.interview.conversation import Contradiction
    from advisor.interview.prompter import Prompter
    from advisor.rulebook import Questionnaire, Rulebook
    from advisor.storage import OpenCase

CTRL_C, HUNG_UP = 130, 129


def run(options: argparse.Namespace) -> int:
    """Ask the questions, keep every answer, show the advice, and offer to save the report."""
    from advisor.operating_system import stop_signals_raise

    if options.no_input or not (options.plain_input or _somebody_is_there()):
        from advisor.cli.unattended import advise_without_questions

        return advise_without_questions(options)
    prompter = _line_reader(options) if options.plain_input else _prompter_for_terminal(options)
    with stop_signals_raise("\nStopped. No answer was lost."):
        try:
            if not (options.welcomed or options.quiet):
                prompter.say(*opening_words(quick=is_quick(options), own_rulebook=not options.rules))
            opened, rulebook = _begin(options, prompter)
        except (KeyboardInterrupt, EOFError):
            raise Interrupted("\nStopped. No answer was lost.", CTRL_C) from None
        except OSError as error:
            raise _hung_up(error, "Stopped. No answer was lost.") from None
        from advisor.cli.going_on import resume_line

        try:
            return _hold_interview(options, rulebook, prompter, opened)
        except Interrupted as interruption:
            raise Interrupted("\n" + resume_line(opened, options), interruption.exit_code) from None
        except (KeyboardInterrupt, EOFError):
            raise Interrupted("\n" + resume_line(opened, options), CTRL_C) from None
        except OSError as error:
            raise _hung_up(error, resume_line(opened, options)) from None
        finally:
            opened.close()


def _begin(options: argparse.Namespace, prompter: "Prompter") -> "tuple[OpenCase, Rulebook]":
    """Return the case file to work on, and the rulebook; who is new here gives a name while it loads."""
    from advisor.cli.ahead import LoadedAhead

    ahead = LoadedAhead(options.rules)
    name = ask_name(prompter) if is_newcomer(options) else None
    from advisor.cli.resuming import begin, begin_new
    from advisor.storage import Workspace

    rulebook, workspace = ahead.rulebook(), Workspace()
    if name is not None:
        return begin_new(options, rulebook, name, workspace), rulebook
    return begin(options, rulebook, prompter, workspace), rulebook


def _hung_up(error: OSError, message: str) -> BaseException:
    """Return what to raise for an error of the system: the terminal may be gone, or something is amiss."""
    gone = error.errno in {errno.EIO, errno.ENXIO} and error.filename is None
    return Interrupted(message, HUNG_UP) if gone else error


def _somebody_is_there() -> bool:
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def _prompter_for_terminal(options: argparse.Namespace) -> "Prompter":
    from advisor.interview import prompter_for

    return prompter_for(sys.stdin, sys.stderr, plain_because=plain_wanted(options))


def _line_reader(options: argparse.Namespace) -> "Prompter":
    """Return the plain prompter on standard input, whatever that is; questions go to standard error."""
    from advisor.interview.plain_prompter import PlainPrompter

    if sys.stdin is None:
        raise NeedsTerminal(
            "advisor: --plain-input reads standard input, and it is closed", "pipe the answers in"
        )
    if options.answers == "-":
        raise CommandError(
            "advisor: standard input cannot be both --answers and --plain-input", "name a file for --answers"
        )
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte is typed anew, and never a failure of ours
    return PlainPrompter(sys.stdin, sys.stderr)


def _hold_interview(
    options: argparse.Namespace, rulebook: "Rulebook", prompter: "Prompter", opened: "OpenCase"
) -> int:
    from advisor.cli.closing import close
    from advisor.cli.given import asked_again
    from advisor.cli.going_on import resume_line
    from advisor.cli.tidying import Tidying
    from advisor.engine import resolve, settled
    from advisor.interview.conversation import Conversation
    from advisor.report.wording import given_in_words

    asked = rulebook.questionnaires[opened.saved.questionnaire]
    tidying = Tidying()

    def save(case: "Case") -> None:
        opened.save(case, finished=False)
        tidying.soon()

    ended = Conversation(
        rulebook,
        asked,
        opened.case,
        prompter,
        again=set(asked_again(options, rulebook, asked)),
        upheld=frozenset(opened.saved.upheld),
        uphold=lambda found: opened.save(opened.case, upheld=found),
        save=save,
        states=lambda case: resolve(rulebook, case),
        say_answer=lambda fact, case: given_in_words(rulebook.facts[fact], case),
        contradictions=lambda case: _contradictions(rulebook, case),
        settled=lambda case: settled(rulebook, case),
        preview=(lambda case: _so_far(case, rulebook, asked)) if options.preview else (lambda _: ""),
    ).run()
    if not ended.finished:
        sys.stderr.write(f"\n{resume_line(opened, options)}\n")  # never folded: it is there to be pasted
        return 0
    opened.save(ended.case, finished=True)
    return close(options, rulebook, prompter, opened)


def _so_far(case: "Case", rulebook: "Rulebook", asked: "Questionnaire") -> str:
    """Say where the advice stands, once half of the questions have an answer and there is any advice.

    "I don't know" is no answer here: nothing can be seen coming from it.
    """
    from advisor.engine import assess, outlook
    from advisor.report.formats import SCREEN
    from advisor.report.wording import choice_in_words

    questions = asked.questions()
    known = sum(question.fact in case.facts for question in questions)
    if 2 * known < len(questions) or assess(rulebook, case).verdict.choice.timing is None:
        return ""
    leading = outlook(rulebook, case)[0]
    choice, share = choice_in_words(leading.choice, rulebook), SCREEN.percent(leading.share)
    return f"So far: {choice}. It comes out on {share} of the ways to answer what is left."


def _contradictions(rulebook: "Rulebook", case: "Case") -> "tuple[Contradiction, ...]":
    from advisor.engine import contradictions_in
    from advisor.interview.conversation import Contradiction

    told = {note.id: note.asks_again for note in rulebook.notes}
    return tuple(
        Contradiction(n.note, n.says, told[n.note] or n.facts) for n in contradictions_in(rulebook, case)
    )
