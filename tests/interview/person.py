"""A person at the keyboard prompter or the plain one: reads what stands on the screen, and answers it.

Nothing here knows the order of the questions or of the lines of a list; it is read off the screen.
"""

import re
from collections.abc import Callable

from advisor.case import Case
from advisor.conditions import Absence
from advisor.interview.reading import choices_of
from advisor.rulebook import Question, Rulebook
from tests.keyboard import DOWN, ENTER, TAB, Terminal

REVIEW, SETTLED = "Pick one to change it", "Settled:"
POINTER = "»"


class Person:
    """Somebody with a company's answers in mind, at a terminal where the questions run."""

    def __init__(
        self, terminal: Terminal, rulebook: Rulebook, case: Case, sees: Callable[[], str] | None = None
    ) -> None:
        self.terminal, self._rulebook, self._case = terminal, rulebook, case
        self._sees = sees or terminal.text
        self._asked = {
            question.asks: question
            for questionnaire in rulebook.questionnaires.values()
            for question in questionnaire.questions()
        }

    def question(self) -> Question | None:
        """Return the question that stands last on the screen."""
        flat = " ".join(self._sees().split())
        places = {asks: flat.rfind(asks) for asks in self._asked}
        last = max(places, key=lambda asks: places[asks])
        return self._asked[last] if places[last] >= 0 else None

    def at(self) -> str:
        """Return where the conversation is: the fact asked, or one of its own choices."""
        flat = " ".join(self._sees().split())
        found = self.question()
        for mark in (REVIEW, SETTLED):
            if flat.rfind(mark) > (flat.rfind(found.asks) if found else -1):
                return mark
        return found.fact if found else ""

    def wait_for(self, *places: str) -> str:
        """Wait until the conversation is at one of these places, and return it."""
        return self.terminal.wait_until(lambda: self.at() if self.at() in places else None, f"{places}")

    def wait_beyond(self, place: str) -> str:
        """Wait until the conversation is anywhere but here, and return where."""
        return self.terminal.wait_until(
            lambda: self.at() if self.at() not in {place, ""} else None, f"not {place}"
        )

    def answer(self, fact: str) -> None:
        """Answer the question about a fact, which must stand on the screen."""
        state = self._case.state(fact)
        known = self._rulebook.facts[fact]
        if known.kind == "number":
            self.terminal.press("dk" if isinstance(state, Absence) else str(state), ENTER)
        else:
            self.pick(next(label for value, label in choices_of(known) if value == state))

    def pick(self, label: str) -> None:
        """Move to the line that begins with these words, and press Enter."""
        pick(self.terminal, label)

    def choose_from_menu(self, label: str) -> None:
        """Open the menu and pick the line that begins so."""
        choose_from_menu(self.terminal, label)


def pick(terminal: Terminal, label: str) -> None:
    """Move to the line that begins with these words, wherever the pointer is, and press Enter."""
    wanted = re.compile(rf"{re.escape(' '.join(label.split()))}(?!\w)")
    for _ in range(60):
        if wanted.match(_pointed(terminal)):
            terminal.press(ENTER)
            return
        terminal.press_and_see(DOWN)
    raise AssertionError(f"no line begins with '{label}' on:\n{terminal.text()}")


def choose_from_menu(terminal: Terminal, label: str) -> None:
    """Open the menu and pick the line that begins so."""
    terminal.press(TAB)
    terminal.wait_for("What would you like to do?")
    pick(terminal, label)


def _pointed(terminal: Terminal) -> str:
    """Return the line that the pointer is at, with all that follows it."""
    lines = terminal.text().splitlines()
    places = [place for place, line in enumerate(lines) if line.lstrip().startswith(POINTER)]
    return " ".join(" ".join(lines[places[-1] :]).split()).removeprefix(POINTER).lstrip() if places else ""
