"""The words of the command line."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from advisor import __version__
from advisor.errors import CommandError, did_you_mean

COMMANDS = ("interview", "demo", "assess", "report", "rules", "paths")
FORMATS = ("md", "json")
LENGTHS = ("one-page", "standard", "full")
EXIT_CODES = """\
exit codes: 0 done, 1 our mistake, 2 wrong command, 3 answers refused, 4 rulebook refused,
5 no such client or several, 6 cannot read or write, 7 in use elsewhere, 8 saved data damaged,
9 partly done, 10 needs a terminal, 129/130/143 interrupted and saved, 141 reader went away.
The advice itself never changes the exit code."""


class _Parser(argparse.ArgumentParser):
    """Raises our own error in place of printing usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{self.prog}: {message}", f"run: {self.prog} --help")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line; `run` names what carries it out, as "module:function".

    Raises CommandError.
    """
    words = [word for word in arguments if not word.startswith("-")]
    first = next(iter(arguments), "")
    if first and not first.startswith("-") and words[0] not in COMMANDS:
        raise CommandError(
            f"advisor: there is no command '{words[0][:40]}'{did_you_mean(words[0], COMMANDS)}",
            "run: advisor --help",
        )
    return build_parser().parse_args(arguments)


def build_parser() -> argparse.ArgumentParser:
    """Return the whole parser; help, completion and manual are drawn from it."""
    parser = _Parser(
        prog="advisor",
        parents=[_common_options()],
        description="Tells a small business who should run its operations: a Director of Operations, "
        "a COO (chief operating officer), both, or nobody yet. Without a command it asks you "
        "questions, for about ten minutes. Answers stay on this computer.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"advisor {__version__}")
    parser.set_defaults(
        run="interviewing:run", rules=None, json=False, accessible=False, no_color=False, client=None,
        answers=None, quick=False, preview=False, no_input=False, sets=[],
    )  # fmt: skip
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")

    interview = commands.add_parser(
        "interview", parents=[_common_options()], help="ask the questions and give the advice",
        description="Example: advisor interview --client 'Two-site bakery'",
    )  # fmt: skip
    interview.add_argument("--client", metavar="NAME", help="start or go on with this client")
    interview.add_argument("--answers", metavar="FILE", help="take answers from this file first")
    interview.add_argument("--quick", action="store_true", help="ask only the questions that matter most")
    interview.add_argument(
        "--preview", action="store_true", help="show after each answer where the advice stands so far"
    )
    interview.add_argument(
        "--no-input", action="store_true", help="ask nothing: answers come from --answers and --set alone"
    )
    _add_sets(interview)
    interview.set_defaults(run="interviewing:run")

    demo = commands.add_parser(
        "demo", parents=[_common_options()], help="show a finished example; no terminal needed",
        description="Example: advisor demo -o example",
    )  # fmt: skip
    demo.add_argument("-o", "--output", metavar="DIR", help="also write the report files there")
    demo.add_argument("--force", action="store_true", help="replace files that are there")
    demo.set_defaults(run="reporting:run_demo", length="standard")

    assess = commands.add_parser(
        "assess", parents=[_common_options()], help="give the advice for answers in files, without questions",
        description="Example: advisor assess bakery.toml --set headcount=40",
    )  # fmt: skip
    assess.add_argument(
        "files", metavar="FILE", nargs="+", help="answers in TOML or JSON; - is standard input"
    )
    assess.add_argument("--explain", action="store_true", help="show how every point arose")
    _add_sets(assess)
    assess.set_defaults(run="assessing:run")

    report = commands.add_parser(
        "report", parents=[_common_options()], help="write the report for a file or a client",
        description="Example: advisor report bakery.toml -f md,json -o reports",
    )  # fmt: skip
    report.add_argument("case", metavar="FILE|CLIENT")
    report.add_argument("-f", "--format", dest="formats", default="md", metavar="LIST",
                        help=f"any of {','.join(FORMATS)} (default: md)")  # fmt: skip
    report.add_argument(
        "-o", "--output", default=".", metavar="DIR", help="folder to write to (default: here)"
    )
    report.add_argument("--length", choices=LENGTHS, default="standard", help="default: standard")
    report.add_argument("--force", action="store_true", help="replace files that are there")
    report.set_defaults(run="reporting:run_report")

    rules = commands.add_parser(
        "rules", parents=[_common_options()], help="look at the rulebook, prove one, or compare two",
        description="Examples: advisor rules coo/scope/owner-is-the-bridge; advisor rules check; "
        "advisor rules diff OLD NEW; advisor rules docs -o rulebook",
    )  # fmt: skip
    rules.add_argument(
        "what", metavar="ID|check|diff|docs|template", nargs="?",
        help="an id of a rule, fact, gate, note, role, dimension or source; 'check' proves the rulebook; "
        "'diff' compares two; 'docs' writes it as a document; 'template' prints an empty answers file",
    )  # fmt: skip
    rules.add_argument("more", metavar="FOLDER", nargs="*", help="for diff: the old and the new rulebook")
    rules.add_argument(
        "--cases", metavar="DIR", help="for check: answers files that meet and miss every rule"
    )
    rules.add_argument("-f", "--format", dest="formats", default="md,html", metavar="LIST",
                       help="for docs: any of md,html (default: both)")  # fmt: skip
    rules.add_argument(
        "-o", "--output", default=".", metavar="DIR", help="for docs: folder to write to (default: here)"
    )
    rules.add_argument("--force", action="store_true", help="for docs: replace files that are there")
    rules.set_defaults(run="rulebooks:run")

    paths = commands.add_parser(
        "paths", parents=[_common_options()], help="say where rules and case files are"
    )
    paths.set_defaults(run="places:run")
    return parser


def _common_options() -> _Parser:
    """Return options that every command takes; anew each time, since parsers share what they inherit."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--rules", metavar="DIR", help="use the rulebook in this folder")
    common.add_argument("--json", action="store_true", help="print the result as JSON on standard output")
    common.add_argument(
        "--accessible", action="store_true", help="plain lines, for screen readers and simple terminals"
    )
    common.add_argument("--no-color", action="store_true", help="no colour")
    return common


def _add_sets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set", action="append", dest="sets", default=[], metavar="FACT=VALUE",
        help="give or change one answer; may be repeated",
    )  # fmt: skip
