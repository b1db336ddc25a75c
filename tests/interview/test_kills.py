"""Whenever it is killed, and however it is stopped, no confirmed answer is lost and the terminal is whole."""

import asyncio
import json
import os
import pty
import signal
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest

from advisor.case import Case
from advisor.errors import Interrupted
from advisor.rulebook import Rulebook
from tests.companies import read_again
from tests.interview.person import REVIEW, SETTLED, Person
from tests.keyboard import CTRL_C, CTRL_D, ENTER, PATIENCE, SPACE, TAB, Terminal

ADVISOR = [sys.executable, "-m", "advisor", "interview"]
COMPANY, SETTLES = "dir-essence-of-email", "hand-over"
"""Every question applies to this company, and with this answer nothing can change the advice any more."""
CHAINS = 4
CURSOR, AUTOWRAP = 25, 7
"""The private modes that a terminal has on when nobody has touched it."""


@pytest.fixture(scope="module")
def case(rulebook: Rulebook) -> Case:
    """A company that every question of the shipped questionnaire applies to."""
    full = read_again(rulebook, "answered-in-full")
    return next(company.case for company in full if company.id == COMPANY)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def saved(home: Path) -> dict[str, object]:
    (path,) = (home / "clients").glob("*.json")
    document: dict[str, dict[str, dict[str, object]]] = json.loads(path.read_text("utf-8"))
    return document["case"]["facts"]


def fresh_modes() -> list[object]:
    """Return the modes of a terminal that nobody has touched."""
    master, slave = pty.openpty()
    try:
        return termios.tcgetattr(slave)
    finally:
        os.close(master)
        os.close(slave)


def answers_file(folder: Path, facts: Mapping[str, object]) -> Path:
    """Write an answers file with these facts."""
    path = folder / "answers.json"
    path.write_text(json.dumps({"facts": facts}), "utf-8")
    return path


@pytest.mark.parametrize("chain", range(CHAINS))
def test_a_kill_after_any_answer_keeps_it_and_the_next_start_asks_the_next(
    rulebook: Rulebook, case: Case, home: Path, tmp_path: Path, chain: int
) -> None:
    facts = [q.fact for q in rulebook.questionnaires[rulebook.questionnaire].questions()]
    assert set(facts) == set(case.facts)
    first, last = len(facts) * chain // CHAINS, len(facts) * (chain + 1) // CHAINS
    given: dict[str, object] = {name: case.facts[name] for name in facts[:first]}
    arguments = ["--client", "Chain"]
    if given:
        arguments += ["--answers", str(answers_file(tmp_path, given))]
    for fact in facts[first:last]:
        terminal = Terminal([*ADVISOR, *arguments], home)
        person = Person(terminal, rulebook, case)
        person.wait_for(fact)
        terminal.wait_for("Tab menu")
        person.answer(fact)
        person.wait_beyond(fact)
        terminal.process.kill(signal.SIGKILL)
        terminal.end()

        given[fact] = case.facts[fact]
        assert saved(home) == given
        arguments = ["--client", "Chain"]


class Company:
    """A person at a terminal, and the ways to every place where the person can be when it ends."""

    def __init__(self, home: Path, rulebook: Rulebook, case: Case) -> None:
        self._home, self._rulebook, self._case = home, rulebook, case
        self.given: dict[str, object] = {}

    def _start(self, *given: str) -> tuple[Terminal, Person]:
        self.given = {name: self._case.facts[name] for name in given}
        arguments = ["--client", "Ended"]
        if given:
            arguments += ["--answers", str(answers_file(self._home.parent, self.given))]
        terminal = Terminal([*ADVISOR, *arguments], self._home)
        return terminal, Person(terminal, self._rulebook, self._case)

    def at_the_name(self) -> Terminal:
        terminal = Terminal(ADVISOR, self._home)
        terminal.wait_for("called?")
        return terminal

    def at_a_list(self) -> Terminal:
        terminal, person = self._start()
        person.wait_for("industry")
        terminal.wait_for("Tab menu")
        return terminal

    def at_a_number(self) -> Terminal:
        terminal, person = self._start("industry")
        person.wait_for("headcount")
        terminal.wait_for("Tab menu")
        return terminal

    def in_a_number(self) -> Terminal:
        terminal = self.at_a_number()
        terminal.press("12")
        return terminal

    def in_the_menu(self) -> Terminal:
        terminal = self.in_a_number()
        terminal.press(TAB)
        terminal.wait_for("What would you like to do?")
        return terminal

    def in_a_note(self) -> Terminal:
        terminal, person = self._start("industry")
        person.wait_for("headcount")
        person.choose_from_menu("Write a note on this question")
        terminal.wait_for("Your note")
        return terminal

    def in_the_review(self) -> Terminal:
        _, person = self._start("industry")
        person.wait_for("headcount")
        person.choose_from_menu("See all answers")
        person.wait_for(REVIEW)
        return person.terminal

    def at_the_offer_to_finish(self) -> Terminal:
        names = list(self._case.facts)
        _, person = self._start(*names[: names.index(SETTLES)])
        person.wait_for(SETTLES)
        person.answer(SETTLES)
        person.wait_for(SETTLED)
        self.given[SETTLES] = self._case.facts[SETTLES]
        return person.terminal

    def at_the_report(self) -> Terminal:
        terminal, person = self._start(*self._case.facts)
        person.wait_for(REVIEW)
        terminal.press(ENTER)
        terminal.wait_for("Save the report?")
        terminal.wait_for("JSON")
        return terminal

    def at_the_folder(self) -> Terminal:
        terminal = self.at_the_report()
        terminal.press(SPACE, ENTER)
        terminal.wait_for("Which folder?")
        return terminal


PLACES = [name for name in vars(Company) if name.startswith(("at_", "in_"))]
SIGNALS = {"sigterm": signal.SIGTERM, "sighup": signal.SIGHUP, "sigint": signal.SIGINT}
CODES = {"ctrl-c": 130, "ctrl-d": 130, "sigint": 130, "sigterm": 143, "sighup": 129, "closed": 129}
EVERYWHERE = [(place, how) for place in PLACES for how in CODES if (place, how) != ("in_a_number", "ctrl-d")]
"""Ctrl-D ends where nothing is typed, as everywhere at a terminal."""
OFTEN = [(p, how) for p, how in EVERYWHERE if (PLACES.index(p) + list(CODES).index(how)) % 3 == 0]
"""Every place twice, and every way to end at a third of the places."""


def insist_on_the_end(company: Company, terminal: Terminal, how: str, home: Path) -> None:
    """End it in this way, and look at what is left: exit code, terminal, words, answers."""
    if how == "closed":
        assert terminal.hang_up() == CODES[how]
    else:
        if how in SIGNALS:
            terminal.process.kill(SIGNALS[how])
        else:
            terminal.process.send({"ctrl-c": CTRL_C, "ctrl-d": CTRL_D}[how])
        terminal.wait_for_the_end()
        assert terminal.modes() == fresh_modes()
        assert terminal.end() == CODES[how]
        assert "Traceback" not in terminal.text()
        assert "Stopped" in terminal.text()
        assert not terminal.cursor_is_hidden()
        assert terminal.switched_on() <= {CURSOR, AUTOWRAP}
    if company.given:
        assert saved(home) == company.given


@pytest.mark.parametrize(("place", "how"), OFTEN)
def test_every_end_keeps_the_answers_and_leaves_the_terminal_as_it_was(
    rulebook: Rulebook, case: Case, home: Path, place: str, how: str
) -> None:
    company = Company(home, rulebook, case)

    insist_on_the_end(company, getattr(company, place)(), how, home)


@pytest.mark.heavy
@pytest.mark.parametrize(("place", "how"), [pair for pair in EVERYWHERE if pair not in OFTEN])
def test_every_end_at_every_place_keeps_the_answers_and_leaves_the_terminal_as_it_was(
    rulebook: Rulebook, case: Case, home: Path, place: str, how: str
) -> None:
    company = Company(home, rulebook, case)

    insist_on_the_end(company, getattr(company, place)(), how, home)


TWICE = """
import subprocess, sys, signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
for _ in range(2):
    child = subprocess.Popen(sys.argv[2:], preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    open(sys.argv[1], "w").write(str(child.pid))
    child.wait()
"""


def test_a_terminal_left_raw_by_a_kill_is_whole_after_the_next_start(home: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    again = [sys.executable, "-c", TWICE, str(pid), *ADVISOR, "--client", "Killed"]
    terminal = Terminal(again, home)
    terminal.wait_for("Tab menu")
    raw = terminal.modes()
    os.kill(int(pid.read_text()), signal.SIGKILL)
    terminal.wait_until(lambda: terminal.raw.count(b"Tab menu") > 1 or None, "the question once more")
    terminal.press(CTRL_C)

    terminal.wait_for_the_end()
    assert raw != fresh_modes()
    assert terminal.modes() == fresh_modes()
    terminal.end()
    assert not terminal.cursor_is_hidden()
    assert terminal.switched_on() <= {CURSOR, AUTOWRAP}


def test_an_interruption_in_the_middle_of_the_event_loop_is_not_swallowed() -> None:
    def stop() -> None:
        raise Interrupted("", 143)

    async def draw() -> None:
        asyncio.get_running_loop().call_soon(stop)
        await asyncio.sleep(PATIENCE)

    with pytest.raises(Interrupted):
        asyncio.run(draw())
