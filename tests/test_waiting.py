"""What keeps a person from waiting: what is loaded when, and when garbage is collected."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.loading import load_rulebook
from benchmarks.startup.starting import Start, cost_of
from tests.keyboard import CTRL_C, ENTER, Terminal

LIBRARIES = ["questionary", "prompt_toolkit", "rich", "pydantic", "jinja2", "platformdirs"]
STARTED = [sys.executable, "-X", "importtime", "-m", "advisor"]


def imported(screen: bytes) -> set[str]:
    """Return the packages that a Python which tells its imports on the screen has imported."""
    return {name.split(".")[0] for name in re.findall(r"\| +([\w.]+)\r", screen.decode())}


def read_until(terminal: Terminal, there: Callable[[], bool]) -> None:
    """Read what comes, whatever has scrolled away meanwhile."""
    end = time.monotonic() + 30
    while not there():
        assert time.monotonic() < end
        terminal.read()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which the rulebook was read before, as every later start finds it."""
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    load_rulebook()
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("options", "needed"), [([], {"questionary", "prompt_toolkit"}), (["--accessible"], set())]
)
def test_the_first_question_needs_nothing_but_what_draws_it(
    options: list[str], needed: set[str], home: Path
) -> None:
    terminal = Terminal([*STARTED, *options], home, columns=200)
    read_until(terminal, lambda: b"called?" in terminal.raw)

    before = imported(terminal.raw.partition(b"called?")[0])
    assert "advisor" in before
    assert before & set(LIBRARIES) == needed
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_what_draws_the_result_is_loaded_while_the_first_question_is_read(home: Path) -> None:
    terminal = Terminal(STARTED, home, columns=200)
    read_until(terminal, lambda: b"called?" in terminal.raw)
    terminal.press(ENTER)

    read_until(terminal, lambda: "rich" in imported(terminal.raw))
    terminal.press(CTRL_C)
    assert terminal.end() == 130


@pytest.mark.parametrize("package", ["advisor", "advisor.cli", "advisor.interview", "advisor.loading"])
def test_importing_the_package_imports_none_of_its_libraries(package: str) -> None:
    code = f"import {package}, sys; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not set(done.stdout.split()) & set(LIBRARIES)


def test_garbage_is_collected_after_an_answer_and_not_before(tmp_path: Path) -> None:
    code = """
import time, weakref
from advisor.cli.tidying import READING, Tidying

class Knot:
    def __init__(self):
        self.self = self

tidying, begun = Tidying(), time.monotonic()
knots = [weakref.ref(Knot()) for _ in range(5000)]
tidying.soon()
assert all(knot() for knot in knots), "collected while somebody waits"
while any(knot() for knot in knots) and time.monotonic() < begun + 20:
    time.sleep(0.01)
print(not any(knot() for knot in knots), time.monotonic() - begun >= READING)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True"]


def test_a_start_is_measured_until_its_words_stand_there(tmp_path: Path) -> None:
    code = "import sys; print('some', 'words'); sys.stdin.readline()"

    cost = cost_of(Start("a test", (sys.executable, "-c", code), "some words"), tmp_path / "home")

    assert 0 < cost.processor < 20_000
    assert 1 < cost.peak < 500


def test_a_start_that_ends_without_its_words_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with"):
        cost_of(Start("a test", (sys.executable, "-c", "print('other')"), "some words"), tmp_path / "home")
