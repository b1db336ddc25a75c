"""Both prompters, at a real terminal: the same that a person does comes to the same reply."""

import json
import os
import select
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pytest

from advisor.conditions import Absence
from advisor.interview.prompter import Answered, Back, Review, SaveAndStop, WriteNote
from tests.interview.person import choose_from_menu
from tests.keyboard import DOWN, ENTER, ESC, SHIFT_TAB, SPACE, Terminal

ROOT = Path(__file__).parent.parent.parent
ALT_ENTER, BACKSPACES = "\x1b\r", "\x7f" * 12
Step = str | Callable[[Terminal], None]


def menu(label: str) -> Step:
    return lambda terminal: choose_from_menu(terminal, label)


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def see(text: str) -> Step:
    def wait(terminal: Terminal) -> None:
        terminal.wait_for(text)
        terminal.settle()

    return wait


DK, NA = Answered(Absence.DONT_KNOW), Answered(Absence.DOES_NOT_APPLY)

# What is asked, the keys, the typed lines, and the reply that both come to; a draft is left out of it.
TABLE: dict[str, tuple[dict[str, object], list[Step], list[Step], object]] = {
    "a choice": ({"call": "trade"}, [DOWN, ENTER], ["2"], Answered("office")),
    "the first line": ({"call": "gap"}, [ENTER], ["1"], Answered("not-needed")),
    "yes or no": ({"call": "team"}, [DOWN, ENTER], ["2"], Answered(False)),
    "a choice kept": ({"call": "trade", "current": "farm"}, [ENTER], [""], Answered("farm")),
    "no kept": ({"call": "team", "current": False}, [ENTER], [""], Answered(False)),
    "a number kept": ({"call": "people", "current": 12}, [ENTER], [""], Answered(12)),
    "ticks kept": ({"call": "tools", "current": ["board"]}, [ENTER], [""], Answered(("board",))),
    "unknown kept": ({"call": "people", "current": "dont-know"}, [ENTER], [""], DK),
    "a number": ({"call": "people"}, ["1,200", ENTER], ["1,200"], Answered(1200)),
    "about a number": ({"call": "people"}, ["about 40", ENTER], ["about 40"], Answered(40)),
    "a sum": ({"call": "sum"}, ["1.2m", ENTER], ["1.2m"], Answered(1_200_000)),
    "a number out of range, then one in it": (
        {"call": "people"},
        ["99999", ENTER, see("from 0 to 5,000"), BACKSPACES, "40", ENTER],
        ["99999", see("from 0 to 5,000"), "40"],
        Answered(40),
    ),
    "a number typed as unknown": ({"call": "people"}, ["dk", ENTER], ["dk"], DK),
    "a number typed as not applicable": ({"call": "people"}, ["na", ENTER], ["na"], NA),
    "a number left blank twice": ({"call": "people"}, [ENTER, see("once more"), ENTER], ["", see("once more"), ""], DK),
    "a number pasted": ({"call": "people"}, [pasted("4\n"), "0", ENTER], ["40"], Answered(40)),
    "I don't know": ({"call": "trade"}, [menu("I don't know")], ["dk"], DK),
    "does not apply": ({"call": "trade"}, [menu("This does not apply")], ["na"], NA),
    "a number's does not apply": ({"call": "people"}, [menu("This does not apply")], ["n/a"], NA),
    "back from a list": ({"call": "trade"}, [ESC], ["back"], Back()),
    "back with the other key": ({"call": "trade"}, [SHIFT_TAB], ["b"], Back()),
    "back from ticks": ({"call": "tools"}, [SPACE, ESC], ["back"], Back()),
    "back from a number": ({"call": "people"}, [ESC], ["back"], Back()),
    "back from half a number": ({"call": "people"}, ["12", ESC], ["back"], Back()),
    "back from what is no number": (
        {"call": "people"}, ["abc", ENTER, ESC], ["abc", "back"], Back(),
    ),
    "back from the menu": ({"call": "trade"}, [menu("Back to")], ["Back"], Back()),
    "a note": ({"call": "trade"}, [menu("Write a note")], ["note"], WriteNote()),
    "a note at a number": ({"call": "people"}, ["12", menu("Write a note")], ["n"], WriteNote()),
    "the review": ({"call": "gap"}, [menu("See all answers")], ["review"], Review()),
    "save and stop": ({"call": "sum"}, [menu("Save and stop")], ["save"], SaveAndStop()),
    "why, then an answer": (
        {"call": "trade"}, ["?", see("It counts."), ENTER], ["?", see("It counts."), "1"], Answered("shop"),
    ),
    "why at a number": (
        {"call": "people"}, ["?", see("It counts."), "7", ENTER], ["?", see("It counts."), "7"], Answered(7),
    ),
    "ticks": ({"call": "tools"}, [SPACE, DOWN, SPACE, ENTER], ["1 2"], Answered(("list", "board"))),
    "no ticks": ({"call": "tools"}, [ENTER, see("None of these?"), ENTER], ["0"], Answered(())),
    "unknown stands alone": (
        {"call": "tools"}, [SPACE, DOWN, DOWN, SPACE, ENTER], ["1 3", see("stands alone"), "3"], DK,
    ),
    "a choice of the conversation": ({"call": "choose"}, [DOWN, ENTER], ["3"], "c"),
    "its default": ({"call": "choose"}, [ENTER], [""], "b"),
    "its way back": ({"call": "choose"}, [ESC], ["back"], ":back"),
    "a wrong line of it": ({"call": "choose"}, ["9", ENTER, ENTER], ["9", "2"], "b"),
    "kinds ticked": ({"call": "tick"}, [SPACE, DOWN, DOWN, SPACE, ENTER], ["1 3"], ("a", "c")),
    "no kind ticked": ({"call": "tick"}, [ENTER, see("Nothing is ticked."), ENTER], [""], ()),
    "a line of text": ({"call": "write"}, ["Zoë & 東京", ENTER], ["Zoë & 東京"], "Zoë & 東京"),
    "a text left blank": ({"call": "write"}, [ENTER], [""], ""),
}  # fmt: skip

# What only a keyboard can do, and what comes of it.
KEYS_ONLY: dict[str, tuple[dict[str, object], list[Step], object]] = {
    "Alt+Enter counts as Enter": ({"call": "trade"}, [DOWN, ALT_ENTER], Answered("office")),
    "a paste into a list does nothing": ({"call": "trade"}, [pasted("2\nx\n"), ENTER], Answered("shop")),
    "letters that tick everything do nothing": ({"call": "tools"}, ["a", "i", SPACE, see("[x] List"), ENTER], Answered(("list",))),
    "half a number is kept for the way back": ({"call": "people"}, ["12", ESC], Back("12")),
    "half a tick list is kept for the way back": ({"call": "tools"}, [SPACE, ESC], Back(("list",))),
    "half a number is kept under a note": ({"call": "people"}, ["12", menu("Write a note")], WriteNote("12")),
    "a paste becomes one line": ({"call": "write"}, [pasted("one\ntwo\x1b[31m"), ENTER], "one two"),
}  # fmt: skip


class Asked:
    """A prompter of one kind, asked one thing after the other."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self._folder, self._count = kind, folder, 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        requests, replies = self._folder / f"requests-{self._count}", self._folder / f"replies-{self._count}"
        os.mkfifo(requests)
        os.mkfifo(replies)
        command = [
            sys.executable,
            "-m",
            "tests.interview.asked_alone",
            self.kind,
            str(requests),
            str(replies),
        ]
        self.terminal = Terminal(command, self._folder, PYTHONPATH=str(ROOT), PYTHONUTF8="1")
        self._requests: TextIO = requests.open("w")
        self._replies: TextIO = replies.open()

    def reply(self, asked: dict[str, object], steps: list[Step]) -> str:
        """Ask, do the steps, and return the reply as it is written in Python."""
        self._count += 1
        message = f"Number {self._count}?"
        try:
            self._requests.write(json.dumps({**asked, "message": message}) + "\n")
            self._requests.flush()
            self.terminal.wait_for(message)
            self._wait_for_the_prompt(asked)
            for step in steps:
                if not isinstance(step, str):
                    step(self.terminal)
                else:
                    self.terminal.press(step if self.kind == "keyboard" else step + ENTER)
            return self._answer()
        except BaseException:
            self.terminal.process.close(force=True)
            self._begin()
            raise

    def _wait_for_the_prompt(self, asked: dict[str, object]) -> None:
        if self.kind == "plain":
            self.terminal.wait_until(
                lambda: True if self.terminal.text().endswith("\n>") else None, "a line to type"
            )
        else:
            self.terminal.wait_for("Tab menu", "Enter")
            self.terminal.settle()

    def _answer(self) -> str:
        def ready() -> bool | None:
            return True if select.select([self._replies], [], [], 0)[0] else None

        self.terminal.wait_until(ready, "a reply")
        return self._replies.readline().rstrip("\n")

    def close(self) -> None:
        self._requests.close()
        self.terminal.end()
        self._replies.close()


@pytest.fixture(scope="module")
def keyboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    asked = Asked("keyboard", tmp_path_factory.mktemp("keyboard"))
    yield asked
    asked.close()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    asked = Asked("plain", tmp_path_factory.mktemp("plain"))
    yield asked
    asked.close()


def without_draft(reply: str) -> str:
    name = reply.partition("(")[0]
    return f"{name}(draft='')" if "draft=" in reply else reply


@pytest.mark.parametrize("case", TABLE)
def test_keys_come_to_the_reply(keyboard: Asked, case: str) -> None:
    asked, keys, _, reply = TABLE[case]

    assert without_draft(keyboard.reply(asked, keys)) == repr(reply)


@pytest.mark.parametrize("case", TABLE)
def test_typed_lines_come_to_the_same_reply(plain: Asked, case: str) -> None:
    asked, _, lines, reply = TABLE[case]

    assert plain.reply(asked, lines) == repr(reply)
    assert b"\x1b" not in plain.terminal.raw


@pytest.mark.parametrize("case", KEYS_ONLY)
def test_what_only_keys_can_do(keyboard: Asked, case: str) -> None:
    asked, keys, reply = KEYS_ONLY[case]

    assert keyboard.reply(asked, keys) == repr(reply)
