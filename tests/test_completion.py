import subprocess
import sys
from pathlib import Path

import pytest

from advisor.cli.parser import SHELLS
from tests.from_parser import FOLDER, drawn
from tests.keyboard import TAB, Terminal

COMPLETES = {"advisor rep": "advisor report", "advisor interview --ac": "advisor interview --accessible"}
LOADS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source {file}"),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(cat {file})"'),
    "tcsh": (["tcsh", "-f"], "source {file}"),
    "fish": (["fish", "--no-config", "-i"], "source {file}"),
}


def test_the_files_are_those_that_the_parser_gives() -> None:
    ships = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}

    assert ships == drawn(), "the parser has changed: python -m tests.from_parser"


@pytest.mark.parametrize("shell", SHELLS)
def test_each_file_is_printed_as_it_ships(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "advisor", "completion", shell], capture_output=True, check=True
    )

    name = "advisor.1" if shell == "man" else f"advisor.{shell}"
    assert done.stdout == (FOLDER / name).read_bytes()
    assert b"http" not in done.stdout


def in_shell(shell: str, home: Path, typed: str, wanted: str) -> None:
    command, load = LOADS[shell]
    terminal = Terminal(command, home, columns=120, PS1="ready> ", HOME=str(home))
    terminal.settle()
    terminal.press(load.format(file=FOLDER / f"advisor.{shell}") + "\r", "clear\r")
    terminal.press(typed, TAB)
    terminal.wait_for(wanted)
    terminal.process.close(force=True)


@pytest.mark.parametrize("typed", COMPLETES)
def test_bash_completes(tmp_path: Path, typed: str) -> None:
    in_shell("bash", tmp_path, typed, COMPLETES[typed])


@pytest.mark.system
@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh"])
@pytest.mark.parametrize("typed", COMPLETES)
def test_other_shells_complete(tmp_path: Path, shell: str, typed: str) -> None:
    in_shell(shell, tmp_path, typed, COMPLETES[typed])


@pytest.mark.system
def test_the_manual_page_is_drawn_without_a_complaint() -> None:
    done = subprocess.run(
        ["man", "--warnings", "-l", str(FOLDER / "advisor.1")], capture_output=True, text=True, check=True
    )

    assert done.stderr == ""
    assert "OPTIONS OF EVERY COMMAND" in done.stdout
