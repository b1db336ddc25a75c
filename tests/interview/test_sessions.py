"""Whole sessions, screen by screen, as they were approved: `pytest tests/interview/test_sessions.py --approve`.

An owner who is new here, and a consultant with a file of answers, at three widths and in plain lines.
"""

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from advisor.answers import parse_answers
from advisor.case import Case
from advisor.conditions import Absence
from advisor.interview.reading import choices_of
from advisor.loading import load_rulebook
from tests.companies import read_again
from tests.interview.person import REVIEW, Person
from tests.interview.recording import MARKS, Recorder, read, write
from tests.keyboard import PATIENCE, WEIGHTS, Terminal

ROOT = Path(__file__).parent.parent.parent
SESSIONS = Path(__file__).parent / "sessions"
OWNER = (ROOT / "advisor" / "demo.toml").read_bytes()
COMPANY = "coo-nonprofit-5m"
LEFT_OPEN = ("plan", "market-watch", "basics", "seat-money")
WIDTHS = {"40": 40, "80": 80, "120": 120, "plain": 80}
ROWS = 30


class Session:
    """Somebody at a recorded terminal, who knows the answers and reads off the screen where they go."""

    def __init__(self, recorder: Recorder, case: Case, *, plain: bool) -> None:
        self.recorder, self.case, self.plain = recorder, case, plain
        self.rulebook = load_rulebook()
        self.person = Person(recorder.terminal, self.rulebook, case, self._seen)

    def _seen(self) -> str:
        """Return the screen; in plain mode what was written last, and a little of what was before."""
        return "\n".join(step.screen for step in self.recorder.steps[-4 if self.plain else -1 :])

    def do(self, keys: str, line: str | None = None) -> None:
        """Press keys at the keyboard prompter, or type a line at the plain one."""
        typed = f'"{line}" Enter' if line else "Enter"
        self.recorder.press(keys if not self.plain or line is None else typed)

    def menu(self, label: str, word: str) -> None:
        """Do something that the menu offers."""
        if self.plain:
            self.recorder.press(f'"{word}" Enter')
            return
        self.recorder.press("Tab")
        rows = [line.strip() for line in self.recorder.terminal.text().splitlines()]
        first = next(place for place, row in enumerate(rows) if row.startswith("»"))
        wanted = next(place for place, row in enumerate(rows) if row.startswith(label))
        self.recorder.press("Down " * (wanted - first) + "Enter")

    def jump(self, label: str) -> None:
        """Pick a line of the review: by searching for it, or by its number."""
        number = re.search(rf"(\d+)\. {label}", self.recorder.screen_now())
        self.do(f'"{label}" Enter', number[1] if number else "")

    def answer(self) -> None:
        """Answer the question that stands on the screen."""
        question = self.person.question()
        assert question is not None, self._seen()
        fact, state = self.rulebook.facts[question.fact], self.case.state(question.fact)
        if fact.kind == "number":
            self.do(f'"{state}" Enter', f"{state}")
        elif state is Absence.NOT_ASKED:
            self.menu("I don't know", "dk")
        else:
            place = [value for value, _ in choices_of(fact)].index(state)
            self.do("Down " * place + "Enter", f"{place + 1}")

    def answer_on(self, *until: str) -> None:
        """Answer one question after the other, until one of these texts or questions comes."""
        while True:
            screen = " ".join(self.recorder.screen_now().split())
            if "Finish now, or" in screen:
                self.do("Enter", "")
            elif "Is one of the answers wrong?" in screen:
                self.do("Up Enter", "3")
            elif self.person.at() in until:
                return
            else:
                self.answer()

    def finish(self, kinds: str, numbers: str) -> None:
        """Confirm the review, look at the advice, and save the report."""
        self.do("Enter", "")
        self.do(kinds, numbers)
        self.do('"reports" Enter', "reports")


def owner(session: Session) -> None:
    """Somebody new, who looks around before settling down to it."""
    session.do('"Harbour Street Bakery" Enter', "Harbour Street Bakery")
    session.do("?", "?")
    if not session.plain:
        session.do("?")
    session.answer()
    session.do('"lots" Enter', "lots")
    session.do('Backspace Backspace Backspace Backspace "about 64" Enter', "about 64")
    session.do("Esc", "back")
    session.do("Enter", "")
    session.do('"5.2m" Enter', "5.2m")
    session.answer_on("market-watch")
    session.menu("I don't know", "dk")
    session.answer_on(REVIEW)
    session.finish("Space Enter", "1")


def consultant(session: Session) -> None:
    """Somebody with most of the answers in a file, who writes a note, and checks one answer."""
    session.menu("Write a note", "note")
    session.do('"Ask the board about this, too." Enter', "Ask the board about this, too.")
    session.answer()
    session.menu("See all answers", "review")
    session.jump("People who work")
    session.do("Enter", "")
    session.do("Enter", "")
    session.answer_on(REVIEW)
    session.finish("Space Down Space Enter", "1 2")


ACTS: dict[str, Callable[[Session], None]] = {"owner": owner, "consultant": consultant}


def case_of(act: str) -> Case:
    if act == "owner":
        return parse_answers(OWNER, "demo.toml", load_rulebook())
    full = read_again(load_rulebook(), "answered-in-full")
    return next(company.case for company in full if company.id == COMPANY)


def begin(act: str, width: str, folder: Path) -> Recorder:
    """Start the program as this person does, in a folder where the reports go too."""
    arguments: list[str] = []
    if act == "consultant":
        given = {name: value for name, value in case_of(act).facts.items() if name not in LEFT_OPEN}
        (folder / "given.json").write_text(json.dumps({"facts": given}), "utf-8")
        arguments = ["interview", "--client", "Food bank", "--answers", "given.json", "--preview"]
    plain = {"ACCESSIBLE": "1"} if width == "plain" else {}
    terminal = Terminal(
        ["env", "-C", str(folder), sys.executable, "-m", "advisor", *arguments], folder / "home", WIDTHS[width], ROWS,
        PATIENCE, NO_COLOR="", PYTHONUTF8="1", **plain,
    )  # fmt: skip
    return Recorder(terminal, plain=width == "plain")


def left_behind(folder: Path) -> tuple[object, dict[str, bytes]]:
    """Return the case that was saved, and every file of the report."""
    (path,) = (folder / "home" / "clients").glob("*.json")
    return json.loads(path.read_text("utf-8"))["case"], {
        report.name: report.read_bytes() for report in sorted((folder / "reports").iterdir())
    }


@cache
def held(act: str, width: str, folder: Path, *, approve: bool) -> tuple[bytes, object, dict[str, bytes]]:
    """Hold a session as it was approved, or anew; return what was written and what it left behind."""
    folder.mkdir()
    recorder, path = begin(act, width, folder), SESSIONS / f"{act}-{width}.txt"
    if approve:
        recorder.keep("start")
        ACTS[act](Session(recorder, case_of(act), plain=width == "plain"))
        write(path, recorder.steps)
    else:
        recorder.replay(read(path))
    assert recorder.terminal.end() == 0
    return recorder.terminal.raw, *left_behind(folder)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sessions")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_session_looks_as_it_was_approved(
    act: str, width: str, place: Path, pytestconfig: pytest.Config
) -> None:
    held(act, width, place / f"{act}-{width}", approve=bool(pytestconfig.getoption("--approve")))


@pytest.mark.parametrize("act", ACTS)
def test_a_plain_session_has_no_escape_code_and_leaves_the_same_behind(
    act: str, place: Path, pytestconfig: pytest.Config
) -> None:
    approve = bool(pytestconfig.getoption("--approve"))
    raw, case, reports = held(act, "plain", place / f"{act}-plain", approve=approve)
    _, drawn_case, drawn_reports = held(act, "80", place / f"{act}-80", approve=approve)

    assert b"\x1b" not in raw
    assert case == drawn_case
    assert reports == drawn_reports
    assert reports


XTERM = {
    "black": "000000", "red": "cd0000", "green": "00cd00", "brown": "cdcd00", "blue": "0000ee",
    "magenta": "cd00cd", "cyan": "00cdcd", "white": "e5e5e5", "brightblack": "7f7f7f", "brightred": "ff0000",
    "brightgreen": "00ff00", "brightbrown": "ffff00", "brightblue": "5c5cff", "brightmagenta": "ff00ff",
    "brightcyan": "00ffff", "brightwhite": "ffffff",
}  # fmt: skip
"""The colours of a terminal, by the names that the sessions write them with."""
THEMES = {"light": ("000000", "ffffff"), "dark": ("e5e5e5", "000000")}
READABLE = 3.0
"""The contrast that WCAG asks for of large text and of the parts of an interface."""


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: str, theme: str) -> float:
    """Return the contrast of text in a style on a theme, from 1 (none) to 21."""
    words = style.split()
    text, ground = THEMES[theme]
    if "on" in words:
        ground = words[words.index("on") + 1]
        del words[words.index("on") :]
    colours = [word for word in words if word not in WEIGHTS]
    text = colours[0] if colours else text
    light, dark = sorted(
        (luminance(XTERM.get(text, text)), luminance(XTERM.get(ground, ground))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_can_be_read(theme: str) -> None:
    styles = {
        line.split(": ")[1]
        for path in SESSIONS.glob("*.txt")
        for step in read(path)
        for line in step.screen.partition(MARKS)[2].strip().splitlines()
    }

    assert styles
    assert {style: contrast(style, theme) for style in styles if contrast(style, theme) < READABLE} == {}


@pytest.mark.parametrize(
    ("style", "theme"), [("brightbrown", "light"), ("blue", "dark"), ("bold ff9d00", "light")]
)
def test_a_colour_that_cannot_be_read_is_found(style: str, theme: str) -> None:
    assert contrast(style, theme) < READABLE
