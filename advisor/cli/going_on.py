"""The command that goes on with a stopped interview, ready to be pasted."""

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.storage import OpenCase

PROGRAM = "advisor"


def resume_line(opened: "OpenCase", options: argparse.Namespace) -> str:
    """Return the lines to show after stopping, with the command that goes on."""
    return f"Stopped. Your answers are saved.\nTo go on:\n  {resume_command(opened, options)}"


def resume_command(opened: "OpenCase", options: argparse.Namespace) -> str:
    """Return the exact command that goes on with a case, ready to be pasted."""
    from advisor.storage import Workspace

    name = opened.case.name
    try:
        plain = bool(name) and Workspace().find(name).id == opened.saved.id
    except AdvisorError:  # several of that name, or none at all
        plain = False
    words = [_program(), "interview", *_client_words(name if plain else opened.saved.id[:8])]
    if options.rules:
        words += ["--rules", _quoted(str(Path(options.rules).resolve()))]
    if options.preview:
        words.append("--preview")
    if options.accessible:
        words.append("--accessible")
    return " ".join(words)


def _program() -> str:
    """Return the word that starts this program in this shell: its path, where the bare name does not."""
    from shutil import which

    started = Path(sys.argv[0])
    if started.name.removesuffix(".exe") != PROGRAM or not started.exists():
        return PROGRAM
    found = which(PROGRAM)
    return PROGRAM if found and Path(found).samefile(started) else _quoted(sys.argv[0])


def _client_words(name: str) -> list[str]:
    return [f"--client={_quoted(name)}"] if name.startswith("-") else ["--client", _quoted(name)]


def _quoted(word: str) -> str:
    """Quote a word for the shell of this system; Windows has two, which agree on double quotes alone."""
    if sys.platform == "win32":
        return f'"{word}"' if " " in word else word
    if "'" in word and not set(word) & set('"$`\\!'):
        return f'"{word}"'
    return shlex.quote(word)
