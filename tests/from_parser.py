"""The files that are drawn from the parser: completion for each shell, and the manual page.

They ship with the program. After a change of the parser write them anew: python -m tests.from_parser
"""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import shtab

from advisor import __version__
from advisor.cli.parser import SHELLS, Parser, build_parser

FOLDER = Path(__file__).parent.parent / "advisor" / "completions"
ASKED_FOR = {
    "bash": 'In ~/.bashrc write: eval "$(advisor completion bash)"',
    "zsh": "Write this as _advisor into a folder of $fpath: advisor completion zsh > ~/.zfunc/_advisor",
    "fish": "advisor completion fish > ~/.config/fish/completions/advisor.fish",
    "powershell": "In $PROFILE write: advisor completion powershell | Out-String | Invoke-Expression",
    "tcsh": "advisor completion tcsh > ~/.advisor.tcsh, and in ~/.tcshrc write: source ~/.advisor.tcsh",
}
PATHS = {"FILE": shtab.FILE, "FILE|CLIENT": shtab.FILE, "DIR": shtab.DIRECTORY, "FOLDER": shtab.DIRECTORY}


def drawn() -> dict[str, str]:
    """Return every file by its name."""
    files = {f"advisor.{shell}": completion(shell) for shell in SHELLS if shell != "man"}
    return files | {"advisor.1": manual(build_parser())}


def completion(shell: str) -> str:
    parser = build_parser()
    for each in (parser, *parser.commands.values()):
        if each.about:
            each.description = each.about
        for action in each.options.values():
            where = PATHS.get(str(action.metavar))
            if where:
                action.complete = where  # type: ignore[attr-defined]  # where shtab looks for it
    first, *lines = shtab.complete(parser, shell).splitlines()
    marked = [first] if first.startswith("#compdef") else []
    rest = [first, *lines][len(marked) :]
    while rest and (rest[0].startswith("#") or not rest[0].strip()):
        rest.pop(0)
    heading = f"# Completes the commands of advisor in {shell}. {ASKED_FOR[shell]}"
    return "\n".join([*marked, heading, "", *(line.rstrip() for line in rest)]) + "\n"


def manual(parser: Parser) -> str:
    """Return the manual page in the macros that every `man` knows."""
    page = [
        f'.TH ADVISOR 1 "" "advisor {__version__}" "Commands"',
        ".SH NAME",
        r"advisor \- who should run the operations of a small business",
        ".SH SYNOPSIS",
        r".B advisor",
        r"[\fIOPTION\fR]... [\fICOMMAND\fR [\fIOPTION\fR]...]",
        ".SH DESCRIPTION",
        roff(parser.description or ""),
        ".SH COMMANDS",
    ]
    for name, command in parser.commands.items():
        page += [f".SS advisor {name}", roff(command.about[:1].upper() + command.about[1:] + ".")]
        page += [".PP", roff(command.description or "")]
        own = [action for key, action in command.options.items() if key not in parser.options]
        page += entries(own)
    page += [".SH OPTIONS OF EVERY COMMAND", *entries(parser.options.values())]
    codes = " ".join((parser.epilog or "").split()).removeprefix("exit codes: ")
    page += [".SH EXIT STATUS", roff(codes)]
    page += [".SH ENVIRONMENT"]
    for name, says in ENVIRONMENT.items():
        page += [".TP", rf"\fB{name}\fR", roff(says)]
    page += [".SH FILES", roff(FILES)]
    return "\n".join(page) + "\n"


ENVIRONMENT = {
    "ADVISOR_HOME": "The folder of case files and settings, in place of the system's own.",
    "ACCESSIBLE": "Set to 1: plain lines, as with --accessible. Set to 0, false, no, off or nothing: not.",
    "NO_COLOR": "Set to anything: no colour.",
    "FORCE_COLOR": "Set to anything: colour where output is no terminal, too.",
}
FILES = (
    "advisor paths tells where they are. settings.toml may hold accessible, color, quick and preview, each "
    "true or false. An option wins over the environment, and that over the settings."
)


def entries(actions: Iterable[argparse.Action]) -> list[str]:
    lines: list[str] = []
    for action in dict.fromkeys(actions):
        names = ", ".join(rf"\fB{roff(name)}\fR" for name in action.option_strings)
        value = f"{action.metavar or action.dest}" if action.nargs != 0 else ""
        value = rf"\fI{roff(value)}\fR" if value else ""
        lines += [".TP", f"{names} {value}".strip(), roff(action.help or "")]
    return lines


def roff(text: str) -> str:
    """Return text that no macro or escape is read from."""
    safe = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"(?m)^([.'])", r"\\&\1", safe)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in drawn().items():
        (FOLDER / name).write_text(text, "utf-8")
