"""Answers that do not fit, at a real terminal: what is told of them, and what may be changed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.conditions import Absence, Answer
from advisor.interview.reading import choices_of
from advisor.rulebook import Rulebook
from tests.interview.test_display import ADVISOR, END, flat
from tests.keyboard import CTRL_C, DOWN, ENTER, TAB, Terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def companies_that_contradict_themselves(rulebook: Rulebook) -> list[dict[str, Answer]]:
    """Return answers among which every contradiction of the rulebook stands, in few companies."""
    found: list[dict[str, list[Answer]]] = []
    for note in rulebook.notes:
        if note.kind != "contradiction":
            continue
        asked = [demand for read in note.when for demand in rulebook.facts[read.fact].applies_when]
        for company in [*found, {}]:
            merged = dict(company)
            for demand in (*note.when, *asked):
                fact = demand.fact
                merged[fact] = [v for v in merged.get(fact, answers_to(rulebook, fact)) if demand.accepts(v)]
            if all(merged.values()):
                break
        else:
            raise AssertionError(f"no answers come to {note.id}")
        company.update(merged)
        if company not in found:
            found.append(company)
    return [{fact: values[0] for fact, values in company.items()} for company in found]


def answers_to(rulebook: Rulebook, name: str) -> list[Answer]:
    """Return the answers to a fact that notes tell apart."""
    fact = rulebook.facts[name]
    if fact.kind == "number":
        demands = [d for note in rulebook.notes for d in note.when if d.fact == name]
        return sorted({edge for d in demands for edge in (d.least, d.most) if isinstance(edge, int)})
    return [value for value, _ in choices_of(fact) if not isinstance(value, Absence)]


def test_every_contradiction_is_whole_on_a_small_terminal(
    home: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    says = {note.says for note in rulebook.notes if note.kind == "contradiction"}
    seen = set()
    for place, facts in enumerate(companies_that_contradict_themselves(rulebook)):
        answers = tmp_path / f"{place}.json"
        answers.write_text(json.dumps({"facts": facts}), "utf-8")
        terminal = Terminal([*ADVISOR, "--client", f"Acme {place}", "--answers", str(answers)], home, 40, 12)
        terminal.wait_for("Tab menu")
        terminal.press(*(("dk", ENTER) if "»" in terminal.text().splitlines()[-2] else (END, ENTER)))
        while terminal.wait_for("Is one of the answers wrong?", "Question ") != "Question ":
            terminal.wait_for("» Change:")
            terminal.settle()
            seen |= {text for text in says if text in flat(terminal)}
            assert "Enter picks · Esc back" in terminal.text()
            before = len(seen)
            terminal.press(END)
            terminal.wait_for("right; go on")
            seen |= {text for text in says if text in flat(terminal)}
            assert len(seen) == before > 0
            terminal.press(ENTER)
            terminal.settle()
        terminal.press(CTRL_C)
        terminal.end()

    assert seen == says


@pytest.mark.parametrize("words", [(), ("--accessible",)])
def test_only_the_answers_that_a_contradiction_speaks_of_are_offered(
    home: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answers = tmp_path / "slip.json"
    answers.write_text(json.dumps({"facts": {"industry": "other", "headcount": 3}}), "utf-8")
    terminal = Terminal([*ADVISOR, "--client", "Acme", "--answers", str(answers), *words], home)
    terminal.wait_for("Question 3 of")
    terminal.press(*(("review", ENTER, "9", ENTER) if words else (TAB, *[DOWN] * 5, ENTER)))
    if not words:
        terminal.wait_for("Pick one to change it")
        terminal.press("straight to you", ENTER)
    terminal.wait_for("How many people report straight to you?")
    terminal.press("60", ENTER)
    terminal.wait_for("Is one of the answers wrong?")
    terminal.settle()
    offered = terminal.text().rpartition("Is one of the answers wrong?")[2].splitlines()

    lines = [
        "Change: People who work in the company",
        "Change: People who report straight to you",
        "Both are right; go on",
    ]
    assert [line.lstrip(" »0123456789.") for line in offered[1:4]] == lines
    terminal.press(*(("2", ENTER) if words else (DOWN, ENTER)))
    terminal.wait_for("How many people report straight to you?")
    terminal.press(*(("6", ENTER) if words else ("\x15", "6", ENTER)))
    terminal.wait_for_words("People who report straight to you: 6")
    terminal.press(CTRL_C)
    terminal.end()


def test_answers_called_right_are_not_doubted_again_on_another_day_until_they_change(
    home: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "slip.json"
    facts = {"industry": "other", "headcount": 3, "direct-reports": 60}
    answers.write_text(json.dumps({"facts": facts}), "utf-8")

    def stay(*lines: str, words: tuple[str, ...] = ()) -> int:
        """Answer with some lines, save and stop; return how often the answers were doubted."""
        done = subprocess.run(
            [*ADVISOR, "--plain-input", "--client", "Acme", *words],
            input="\n".join([*lines, "save"]) + "\n",
            env={**os.environ, "ADVISOR_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr.count("Is one of the answers wrong?")

    assert stay("dk", "3", words=("--answers", str(answers))) == 1
    assert stay("dk") == 0
    assert stay("dk", words=("--set", "headcount=90")) == 0
    assert stay("dk", "3", words=("--set", "headcount=3")) == 1


CHOOSES = """
import sys
from advisor.interview.keyboard_prompter import KeyboardPrompter
options = [(str(place), f"Line {place}") for place in range(9)]
print(KeyboardPrompter(sys.stderr).choose("Which?", options, lead=sys.argv[1]))
"""


@pytest.mark.parametrize("lines", [1, 5, 6, 7, 12])
def test_what_leads_to_a_choice_is_whole_with_it_or_else_above_it(tmp_path: Path, lines: int) -> None:
    words = [f"word{place:02}" for place in range(5 * lines)]
    terminal = Terminal([sys.executable, "-c", CHOOSES, " ".join(words)], tmp_path, 40, 12)
    terminal.wait_for("» Line 0")
    terminal.settle()

    assert "Which?" in terminal.text()
    assert "Enter picks" in terminal.text()
    if lines <= 6:
        assert flat(terminal).startswith(" ".join(words))
    terminal.press(DOWN, ENTER)
    assert terminal.end() == 0
    written = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.raw).decode()
    assert all(word in written for word in words)
    assert "» Line 1" in terminal.text()
