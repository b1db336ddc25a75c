import subprocess
import sys
from pathlib import Path

import pytest

from advisor.loading import load_rulebook
from advisor.opening import opening_words
from advisor.places import own_rules
from tests.keyboard import CTRL_C, Terminal

FIRST_WORDS = "Who should run your operations?"
HEAVY = ["questionary", "prompt_toolkit", "rich", "pydantic", "platformdirs", "jinja2", "tomllib"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def terminal_running(code: str, home: Path) -> Terminal:
    return Terminal([sys.executable, "-c", f"import sys\n{code}"], home, columns=120)


def imported_by(code: str) -> list[str]:
    """Return what a fresh Python has imported after running some code."""
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.__stdout__)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return printed.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("quick", [False, True])
def test_the_minutes_told_are_those_of_the_rulebook(quick: bool) -> None:
    rulebook = load_rulebook()
    minutes = rulebook.questionnaires["quick" if quick else rulebook.questionnaire].minutes

    assert f"About {minutes} minutes." in " ".join(opening_words(quick=quick))


def test_of_another_rulebook_no_minutes_are_told() -> None:
    assert "minutes" not in " ".join(opening_words(quick=False, own_rulebook=False))


def test_the_own_rulebook_is_found_from_any_folder(tmp_path: Path) -> None:
    code = "from advisor.places import own_rules; print(own_rules())"

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == own_rules()
    assert Path(own_rules(), "rulebook.toml").is_file()


def test_the_version_is_told_before_anything_is_imported() -> None:
    code = "import sys; sys.argv = ['advisor', '--version']\nfrom advisor.__main__ import run; run()"

    assert [name for name in imported_by(code) if name.startswith("advisor")] == [
        "advisor",
        "advisor.__main__",
    ]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['advisor', '--help']\n"
        "from advisor.__main__ import run\n"
        "try: run()\nexcept SystemExit: pass"
    )

    assert not set(imported_by(code)) & set(HEAVY)


def test_the_opening_words_need_hardly_more_than_python_itself(home: Path) -> None:
    terminal = terminal_running(
        "import advisor.opening as o; o.said_at_once([]) or 1/0; print(*sys.modules)", home
    )
    terminal.end()

    loaded = terminal.raw.decode().split()
    assert FIRST_WORDS in terminal.text()
    assert "advisor.opening" in loaded
    assert not {"argparse", "re", "typing", "pathlib", "dataclasses", "textwrap"} & set(loaded)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("arguments", [["interview"], ["interview", "--quick"]])
def test_the_words_are_the_same_when_they_come_later(arguments: list[str], columns: int, home: Path) -> None:
    def words(*more: str) -> str:
        terminal = Terminal([sys.executable, "-m", "advisor", *arguments, *more], home, columns=columns)
        terminal.wait_for("called?")
        text = terminal.text()
        terminal.press(CTRL_C)
        assert terminal.end() == 130
        return text

    assert words() == words("--no-color")


@pytest.mark.parametrize(
    "line", [["--json"], ["interview", "--accessible"], ["demo"], ["interview", "--client", "x"]]
)
def test_only_a_plain_command_line_is_welcomed_at_once(line: list[str], home: Path) -> None:
    terminal = terminal_running(
        f"from advisor.opening import said_at_once; print(said_at_once({line}))", home
    )
    terminal.end()

    assert terminal.text() == "False"


@pytest.mark.parametrize(("name", "value"), [("ACCESSIBLE", "1"), ("TERM", "dumb")])
def test_a_plain_terminal_is_told_first_that_it_is_plain(
    name: str, value: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "")
    terminal = Terminal(
        [sys.executable, "-m", "advisor"], home, columns=80, rows=40, patience=20.0, **{name: value}
    )
    terminal.wait_for("called?")

    assert terminal.text().index("lain") < terminal.text().index(FIRST_WORDS)
    assert terminal.text().count(FIRST_WORDS) == 1
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_without_a_terminal_nothing_is_said_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "advisor"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 10
    assert FIRST_WORDS not in done.stdout + done.stderr
