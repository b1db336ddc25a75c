"""The words of the command line."""

import argparse
import sys
from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from advisor import __version__
from advisor.cli.outlets import OUTLETS
from advisor.errors import CommandError, did_you_mean

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS = ("interview", "demo", "assess", "report", "rules", "paths", "completion", "help")
LENGTHS = ("one-page", "standard", "full")
SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh", "man")
EXIT_CODES = """\
exit codes: 0 done, 1 our mistake, 2 wrong command, 3 answers or brand refused, 4 rulebook refused,
5 no such client or several, 6 cannot read or write, 7 in use elsewhere, 8 saved data damaged,
9 partly done, 10 needs a terminal, 129/130/143 interrupted and saved, 141 reader went away.
The advice itself never changes the exit code."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in plain words, and knows its `options`, its `commands` and what it is `about`."""

    def __init__(self, **settings: Any) -> None:  # passed on as they come
        self.options: dict[str, argparse.Action] = {}
        self.commands: dict[str, Parser] = {}
        self.about = ""
        super().__init__(allow_abbrev=False, **settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add an option or argument as argparse does, and remember it by each of its names."""
        return self.remembered(super().add_argument(*names, **settings))

    def remembered(self, action: argparse.Action) -> argparse.Action:
        """Return an option or argument of ours, remembered by each of its names."""
        names = action.option_strings or [str(action.metavar or action.dest)]
        self.options |= dict.fromkeys(names, action)
        return action

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Write the help. Raises OSError where it cannot be written, of which argparse would say nothing."""
        (file or sys.stdout).write(self.format_help())
        sys.stdout.flush()

    def error(self, message: str) -> NoReturn:
        """Raise CommandError with the message in plain words."""
        from advisor.cli.wrong_words import explain

        raise explain(message, self.prog, self.options)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line; `run` names what carries it out, as "module:function".

    Raises CommandError.
    """
    words = list(arguments)
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    helped = {"-h", "--help"}.intersection(words)
    parser = build_parser(COMMANDS if helped else [word for word in words if word in COMMANDS])
    _insist_on_command(words, parser)
    options, unknown = parser.parse_known_args(words)
    if unknown:
        from advisor.cli.wrong_words import unknown_word

        raise unknown_word(unknown[0], options.command or "", _known(build_parser()))
    _insist_on_names(options, parser.commands.get(options.command, parser))
    return _with_settings(options)


def _insist_on_names(options: argparse.Namespace, parser: Parser) -> None:
    """Refuse an option given with an empty name, as an unset variable of a shell has it.

    As a path it would be the folder we are in, and as a file or a client none at all.
    """
    for action in parser.options.values():
        named = action.option_strings and action.metavar in {"DIR", "FILE", "NAME"}
        if named and action.default != "" and getattr(options, action.dest, None) == "":
            parser.error(f"argument {'/'.join(action.option_strings)}: expected one argument")


def _insist_on_command(words: list[str], parser: Parser) -> None:
    """Refuse what stands before or in the place of the command and is neither an option nor a command."""
    left = iter(words)
    for word in left:
        if not word.startswith("-"):
            if word not in COMMANDS:
                raise CommandError(
                    f"advisor: there is no command '{word[:40]}'{did_you_mean(word[:60], COMMANDS)}",
                    "run: advisor --help",
                )
            return
        if word.partition("=")[0] not in parser.options:
            from advisor.cli.wrong_words import unknown_word

            raise unknown_word(word, "", _known(build_parser()))
        if word == "--rules":
            next(left, "")


def _known(parser: Parser) -> dict[str, list[str]]:
    return {"": list(parser.options)} | {name: list(room.options) for name, room in parser.commands.items()}


def _with_settings(options: argparse.Namespace) -> argparse.Namespace:
    """Fill in what no option has said from the settings; what the environment may say is asked later."""
    if options.run == INTERVIEW:
        from advisor.settings import read_settings

        switches = read_settings()
        options.usually_quick = switches.get("quick", False)  # beside the option: a saved choice wins over it
        if options.preview is None:
            options.preview = switches.get("preview", False)
    return options


INTERVIEW = "interviewing:run"


def build_parser(commands: Container[str] = COMMANDS) -> Parser:
    """Return the parser of these commands; help, completion and manual are drawn from the whole.

    Adding the options of every command takes half as long as Python takes to start.
    """
    parser = Parser(
        prog="advisor",
        description="Tells a small business who should run its operations: a Director of Operations, "
        "a COO (chief operating officer), both, or nobody yet. Without a command it asks you "
        "questions, for about fifteen minutes. Answers stay on this computer.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_common(parser)
    parser.set_defaults(
        run=INTERVIEW, rules=None, json=False, accessible=None, no_color=False, no_input=False, quiet=False,
        client=None, answers=None, quick=None, preview=None, plain_input=False, sets=[], asks=[],
    )  # fmt: skip
    rooms = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", parser_class=Parser)
    parser.commands = {name: add(rooms) for name, add in _ADD.items() if name in commands}
    for room in parser.commands.values():
        _add_common(room)
    return parser


Rooms = Any
"""What argparse hands out for adding commands; it has no public name."""


def _command(rooms: Rooms, name: str, about: str, example: str) -> Parser:
    command: Parser = rooms.add_parser(name, help=about, description=example)
    command.about = about
    return command


def _interview(rooms: Rooms) -> Parser:
    interview = _command(
        rooms, "interview", "ask the questions and give the advice",
        "Example: advisor interview --client 'Two-site bakery'",
    )  # fmt: skip
    interview.add_argument("--client", metavar="NAME", help="start or go on with this client")
    interview.add_argument("--answers", metavar="FILE", help="take answers from this file first")
    _add_sets(interview)
    interview.add_argument(
        "--ask", action="append", dest="asks", default=[], metavar="PATTERN",
        help="ask these facts again, such as 'need-*', though they have an answer; may be repeated",
    )  # fmt: skip
    interview.add_argument(
        "--quick", action=argparse.BooleanOptionalAction, help="ask only the questions that matter most"
    )
    interview.add_argument(
        "--preview", action=argparse.BooleanOptionalAction,
        help="once half of the questions are answered, show after each answer where the advice stands",
    )  # fmt: skip
    interview.add_argument(
        "--plain-input", action="store_true",
        help="read what would be typed from standard input, a line for each question, as --accessible has it",
    )  # fmt: skip
    interview.set_defaults(run=INTERVIEW)
    return interview


def _demo(rooms: Rooms) -> Parser:
    demo = _command(
        rooms, "demo", "show a finished example; no terminal needed",
        "Example: advisor demo -o example",
    )  # fmt: skip
    demo.add_argument("-o", "--output", metavar="DIR", help="also write the report files there")
    demo.add_argument("--force", action="store_true", help="replace files that are there")
    demo.set_defaults(run="reporting:run_demo", length="standard")
    return demo


def _assess(rooms: Rooms) -> Parser:
    assess = _command(
        rooms, "assess", "give the advice for answers in files, without questions",
        "Example: advisor assess bakery.toml --set headcount=40",
    )  # fmt: skip
    assess.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="answers in TOML or JSON, or a case file; - is standard input",
    )
    assess.add_argument("--explain", action="store_true", help="show how every point arose")
    _add_sets(assess)
    assess.set_defaults(run="assessing:run")
    return assess


def _report(rooms: Rooms) -> Parser:
    report = _command(
        rooms, "report", "write the report for a file or a client",
        "Examples: advisor report bakery.toml -f html,pdf -o reports; "
        "advisor report 'Two-site bakery' 'Harbour Street' -f docx --brand brand.toml",
    )  # fmt: skip
    report.add_argument(
        "cases", metavar="FILE|CLIENT", nargs="+",
        help="files (the name has a / or ends in .toml or .json; - is standard input) and clients",
    )  # fmt: skip
    report.add_argument("-f", "--format", dest="formats", default="html", metavar="LIST",
                        help=f"any of {','.join(OUTLETS)} (default: html)")  # fmt: skip
    report.add_argument(
        "-o", "--output", default=".", metavar="DIR", help="folder to write to (default: here)"
    )
    report.add_argument(
        "--length", choices=LENGTHS, default="standard", metavar="LENGTH",
        help="one-page, standard or full (default: standard)",
    )  # fmt: skip
    report.add_argument(
        "--brand", metavar="FILE", help="a TOML file with your firm's name, logo, colour, footer and more"
    )
    report.add_argument(
        "--word-template", metavar="FILE", help="a .docx whose styles, header and footer the Word file takes"
    )
    report.add_argument("--author", default="", metavar="NAME", help="who signs the report")
    report.add_argument(
        "--status", choices=("draft", "final"), default="final", metavar="STATUS",
        help="draft marks every page, and the client's case file does not count it as delivered; or final",
    )  # fmt: skip
    report.add_argument(
        "--no-answers", action="store_true", help="leave out the appendices that quote every answer"
    )
    report.add_argument(
        "--anonymous",
        action="store_true",
        help="leave out the names of client and respondent, in notes too; read notes before they go out",
    )
    report.add_argument(
        "--no-notes", action="store_true", help="leave out the notes, for a copy that goes to the client"
    )
    report.add_argument("--force", action="store_true", help="replace files that are there")
    report.set_defaults(run="reporting:run_report")
    return report


def _rules(rooms: Rooms) -> Parser:
    rules = _command(
        rooms, "rules", "look at the rulebook, prove one, or compare two",
        "Examples: advisor rules coo/scope/owner-is-the-bridge; advisor rules check; "
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
    return rules


def _paths(rooms: Rooms) -> Parser:
    paths = _command(
        rooms, "paths", "say where rules, case files and settings are",
        "Example: advisor paths --json",
    )  # fmt: skip
    paths.set_defaults(run="places:run")
    return paths


def _completion(rooms: Rooms) -> Parser:
    completion = _command(
        rooms, "completion", "print what makes the Tab key complete commands in your shell, or the manual",
        "Example: advisor completion bash",
    )  # fmt: skip
    completion.add_argument(
        "shell",
        metavar="SHELL",
        choices=SHELLS,
        help=f"{', '.join(SHELLS[:-1])}; 'man' prints the manual page",
    )
    completion.set_defaults(run="completing:run")
    return completion


def _help(rooms: Rooms) -> Parser:
    helped = _command(
        rooms, "help", "show the help of a command",
        "Example: advisor help report",
    )  # fmt: skip
    helped.add_argument(
        "topic", metavar="COMMAND", nargs="?", choices=COMMANDS, help="the command to explain"
    )
    return helped


_ADD: dict[str, Callable[[Rooms], Parser]] = {
    "interview": _interview, "demo": _demo, "assess": _assess, "report": _report, "rules": _rules,
    "paths": _paths, "completion": _completion, "help": _help,
}  # fmt: skip


def _add_common(parser: Parser) -> None:
    """Add the options that every command takes, before and after its name, with one meaning everywhere."""
    group = parser.add_argument_group("options of every command")

    def add(*names: str, **settings: Any) -> None:
        parser.remembered(group.add_argument(*names, **settings))

    hidden = argparse.SUPPRESS
    add("--rules", metavar="DIR", default=hidden, help="use the rulebook in this folder")
    add("--json", action="store_true", default=hidden, help="print the result as JSON on standard output")
    add(
        "--accessible", action=argparse.BooleanOptionalAction, default=hidden,
        help="plain lines, for screen readers and simple terminals",
    )  # fmt: skip
    add("--no-color", action="store_true", default=hidden, help="no colour")
    add(
        "--no-input", action="store_true", default=hidden, help="never ask anything; what is missing is named"
    )
    add(
        "-q", "--quiet", action="store_true", default=hidden,
        help="say nothing on standard error but errors, warnings and questions",
    )  # fmt: skip
    add("--version", action="version", version=f"advisor {__version__}", help="show the version")


def _add_sets(parser: Parser) -> None:
    parser.add_argument(
        "--set", action="append", dest="sets", default=[], metavar="FACT=VALUE",
        help="give or change one answer; may be repeated",
    )  # fmt: skip
