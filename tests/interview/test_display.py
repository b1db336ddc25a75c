"""What stands on a real terminal: small ones, resized ones, ones with few characters, and pasted text."""

import json
import os
import re
import signal
import sys
from pathlib import Path

import pytest

from advisor.interview.reading import choices_of
from advisor.rulebook import Questionnaire, Rulebook
from tests.keyboard import CTRL_C, DOWN, ENTER, ESC, PATIENCE, TAB, UP, Terminal
from tests.test_keyboard_interview import four

EXAMPLE = Path(__file__).parents[2] / "advisor" / "demo.toml"
ADVISOR = [sys.executable, "-m", "advisor", "interview"]
PAGE_DOWN, HOME, END, CTRL_Z = "\x1b[6~", "\x1b[H", "\x1b[F", "\x1a"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def start(home: Path, name: str = "Acme", columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
    terminal = Terminal(ADVISOR, home, columns, rows, PATIENCE, **environment)
    terminal.wait_for("called?")
    terminal.press(name, ENTER)
    terminal.wait_for("Tab menu")
    return terminal


def saved(home: Path) -> dict[str, object]:
    (path,) = (home / "clients").glob("*.json")
    found: dict[str, object] = json.loads(path.read_text("utf-8"))["case"]
    return found


def flat(terminal: Terminal) -> str:
    """Return the words of the screen, however they are broken into lines."""
    return " ".join(terminal.text().split())


def questions(rulebook: Rulebook) -> Questionnaire:
    return rulebook.questionnaires[rulebook.questionnaire]


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (60, 15)])
def test_every_question_is_whole_on_a_small_terminal(
    home: Path, rulebook: Rulebook, columns: int, rows: int
) -> None:
    terminal = start(home, columns=columns, rows=rows)
    asked = {question.asks: question for question in questions(rulebook).questions()}
    seen = set()
    for place in range(1, len(asked) + 1):
        asides = {"Finish now, or": (ENTER,), "Is one of the answers wrong?": (UP, ENTER)}
        while (
            found := terminal.wait_for(f"Question {place} of", "Pick one to change it", *asides)
        ) in asides:
            terminal.press(*asides[found])
        terminal.settle()
        if "Pick one to change it" in terminal.text():
            break
        now = flat(terminal).rpartition(f"Question {place} of")[2]
        (asks,) = (asks for asks in asked if asks in now)
        seen.add(asks)
        fact = rulebook.facts[asked[asks].fact]
        assert rows < 15 or asked[asks].help in flat(terminal)
        if fact.kind == "number":
            terminal.press(four(terminal), ENTER)
            continue
        first, *_, last = (label for _, label in choices_of(fact))
        terminal.wait_for_words(f"» {first}")
        terminal.press(UP)
        terminal.wait_for_words(f"» {last}")
        terminal.press(HOME, DOWN, ENTER)
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert len(seen) >= 24


def test_what_lies_beyond_the_screen_is_marked_and_reached_by_page_keys(home: Path) -> None:
    terminal = start(home, columns=40, rows=12)

    terminal.wait_for("... more below")
    terminal.press(PAGE_DOWN, PAGE_DOWN, PAGE_DOWN)
    terminal.wait_for("» I don't know")
    terminal.settle()
    assert "more below" not in terminal.text()
    terminal.press(HOME)
    terminal.wait_for("» Contracting or trades")
    terminal.press(END)
    terminal.wait_for("» I don't know")
    terminal.press(CTRL_C)
    terminal.end()


def open_review(terminal: Terminal) -> None:
    terminal.press(TAB)
    terminal.wait_for("What would you like to do?")
    terminal.press(DOWN, DOWN, DOWN, DOWN, DOWN, ENTER)
    terminal.wait_for("Pick one to change it")
    terminal.settle()


def test_a_long_list_is_searched_whatever_case_and_accents(home: Path) -> None:
    terminal = start(home)
    open_review(terminal)
    terminal.press("S", "í", "t")
    assert "» Sites you work from" in terminal.text()
    terminal.press("z", "z", ENTER)
    assert "Nothing here matches" in terminal.text()
    terminal.press("\x7f", "\x7f", ENTER)
    terminal.wait_for("From how many sites")
    terminal.press("2", ENTER)
    terminal.wait_for("Pick one to change it")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"sites": 2}


def test_escape_leads_from_the_review_to_where_one_came_from(home: Path) -> None:
    terminal = start(home)
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Question 2 of")
    open_review(terminal)
    terminal.press(ESC)
    terminal.wait_for("Question 2 of")
    terminal.press(CTRL_C)
    terminal.end()


@pytest.mark.parametrize("prompt", ["list", "line", "menu", "review"])
def test_a_change_of_size_breaks_no_prompt(home: Path, prompt: str) -> None:
    terminal = start(home, columns=100, rows=30)
    if prompt == "line":
        terminal.press(ENTER)
        terminal.wait_for("How many people")
        terminal.press("12")
    elif prompt == "menu":
        terminal.press(TAB)
        terminal.wait_for("What would you like to do?")
    elif prompt == "review":
        open_review(terminal)
    else:
        terminal.press(DOWN, DOWN)
    for columns, rows in ((40, 12), (120, 40), (60, 15), (36, 24), (90, 24)):
        terminal.resize(columns, rows)
        terminal.settle()
    wanted = {
        "list": "» A firm led by its experts: law, accounting, design, wealth advice",
        "line": "»  12",
        "menu": "» Go on with the question",
        "review": "» Go on: ",
    }
    assert wanted[prompt] in terminal.text()
    assert terminal.text().count(wanted[prompt]) == 1
    terminal.press(CTRL_C)
    assert terminal.end() == 130


@pytest.mark.parametrize("columns", [(40,), (70, 55, 44), (44, 90, 50)])
def test_a_window_made_narrower_shows_the_question_once(home: Path, columns: tuple[int, ...]) -> None:
    terminal = start(home, columns=100)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("12")
    for narrower in columns:
        terminal.resize(narrower, 24)
        terminal.settle()

    assert terminal.text().count("Part 1 of") == 1
    said, _, _ = terminal.text().partition("\nPart 1 of")
    assert re.search(r"field\s+crews\n$", said)
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_a_window_whose_lines_are_cut_keeps_what_stands_above_the_question(home: Path) -> None:
    terminal = start(home, columns=100, XTERM_VERSION="XTerm(388)")
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.resize(60, 24, cuts=True)
    terminal.settle()

    said, _, _ = terminal.text().partition("\nPart 1 of")
    assert said.rstrip().endswith("field crews")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_the_cursor_is_visible_and_on_the_highlighted_row(home: Path) -> None:
    terminal = start(home)
    for _ in range(3):
        terminal.press(DOWN)
        row, hidden = terminal.cursor()
        assert terminal.text().splitlines()[row].startswith(" » ")
        assert not hidden
    terminal.press(CTRL_C)
    terminal.end()


def test_the_process_can_be_suspended_and_goes_on_with_the_question(home: Path) -> None:
    shell = Terminal(["bash", "--norc", "-i"], home, PS1="ready$ ")
    shell.wait_for("ready$")
    shell.press(f"{sys.executable} -m advisor interview", ENTER)
    shell.wait_for("called?")
    shell.press("Acme", ENTER)
    shell.wait_for("Tab menu")
    shell.press(DOWN, DOWN, CTRL_Z)
    shell.wait_for("Stopped")
    shell.press("fg", ENTER)
    shell.wait_for("» A firm led by its experts")
    shell.press(ENTER)
    shell.wait_for("Question 2 of")
    shell.press(CTRL_C)
    shell.wait_for("Your answers are saved")
    shell.press("exit", ENTER)
    shell.end()

    assert saved(home)["facts"] == {"industry": "professional"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437"])
@pytest.mark.parametrize("mode", ["", "--accessible"])
def test_no_console_is_too_poor(home: Path, encoding: str, mode: str) -> None:
    terminal = Terminal([*ADVISOR, *filter(None, [mode])], home, PYTHONIOENCODING=encoding)
    terminal.wait_for("called?")
    terminal.press("Cafe", ENTER)
    terminal.wait_for("Question 1 of")
    terminal.press(*(("2", ENTER) if mode else (DOWN, ENTER)))
    terminal.wait_for("Question 2 of")
    terminal.press("40", ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert "Traceback" not in terminal.text()
    assert saved(home)["facts"] == {"industry": "multi-site", "headcount": 40}


def test_meaning_needs_no_characters_beyond_ascii(home: Path) -> None:
    terminal = start(home, PYTHONIOENCODING="ascii")

    assert "> Contracting or trades" in terminal.text()
    assert "Tab menu - ? why - Esc back" in terminal.text()
    assert terminal.text().isascii()
    terminal.press(CTRL_C)
    terminal.end()


def test_lines_pasted_into_a_line_become_one(home: Path) -> None:
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("called?")
    terminal.press("\x1b[200~Acme\nTwo-site\x07 \x1b[31mbakery\n\x1b[201~")
    terminal.press(ENTER)
    terminal.wait_for("Question 1 of")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["name"] == "Acme Two-site bakery"
    assert saved(home)["facts"] == {}


@pytest.mark.parametrize("place", ["line", "list"])
@pytest.mark.parametrize(
    "parts",
    [("\x1b[200~40\n7",), ("\x1b[200~40\x1b[201~\x1b[200~7", "abc")],
)
def test_ctrl_c_stops_the_questions_where_the_end_of_a_paste_is_lost(
    home: Path, place: str, parts: tuple[str, ...]
) -> None:
    terminal = start(home)
    if place == "line":
        terminal.press(ENTER)
        terminal.wait_for("Question 2 of")
    terminal.press(*parts, ENTER, "x")
    assert "Question 2 of" in terminal.text() if place == "line" else "Question 1 of" in terminal.text()
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert "Stopped. Your answers are saved." in terminal.text()
    assert saved(home)["facts"] == ({"industry": "contracting"} if place == "line" else {})


def test_lines_pasted_without_brackets_answer_no_question(home: Path) -> None:
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("called?")
    terminal.settle()
    terminal.press("Acme\r2\r40\r7\r")
    terminal.wait_for("Question 1 of")
    terminal.settle()
    assert "What you pasted has more lines. Only the first one is taken." in terminal.text()
    assert "Question 1 of" in terminal.text()
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["name"] == "Acme"
    assert saved(home)["facts"] == {}


@pytest.mark.parametrize("first", ["12", "a dozen"])
def test_numbers_pasted_at_a_number_answer_one_question_and_the_rest_is_told(home: Path, first: str) -> None:
    terminal = start(home)
    terminal.press(ENTER)
    terminal.wait_for("How many people")
    terminal.settle()
    terminal.press(f"{first}\r13\r14\r")
    terminal.wait_for("What you pasted")
    terminal.settle()
    assert "What you pasted has more lines. Only the first one is taken." in flat(terminal)
    assert ("Question 3 of" if first == "12" else "Question 2 of") in terminal.text()
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "contracting"} | ({"headcount": 12} if first == "12" else {})


def test_an_enter_pressed_twice_is_no_paste(home: Path) -> None:
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("called?")
    terminal.settle()
    terminal.press("Acme\r\r")
    terminal.wait_for("Question 1 of")
    terminal.settle()
    assert "pasted" not in terminal.text()
    terminal.press(CTRL_C)
    terminal.end()


def test_a_paste_into_a_list_does_nothing(home: Path) -> None:
    terminal = start(home)
    before = terminal.text()
    terminal.press("\x1b[200~40\n7\n\x1b[201~")
    assert terminal.text() == before
    terminal.press("forty people")
    terminal.wait_for("Nothing is typed here")
    terminal.press(ENTER)
    assert terminal.text() == before
    terminal.press("forty people\r")
    assert "Question 1 of" in terminal.text()
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {}


NAMES = ("Bäckerei Größe", "株式会社パン屋", "مخبز الميناء", "👩‍💼 Bakery 🥖", "Ἀρτοποιεῖον")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_all_scripts_survive_entry_and_resuming(home: Path, name: str) -> None:
    terminal = start(home, name=name)
    terminal.press(CTRL_C)
    terminal.end()
    assert saved(home)["name"] == name

    again = Terminal([*ADVISOR, "--client", name], home)
    again.wait_for("Question 1 of")
    again.press(CTRL_C)
    assert again.end() == 130
    assert len(list((home / "clients").glob("*.json"))) == 1


def test_alt_and_enter_count_as_enter_and_escape_goes_back_once(home: Path) -> None:
    terminal = start(home)
    terminal.press(DOWN)
    terminal.press(ESC + ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("40", ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press(ESC)
    terminal.wait_for("Question 2 of")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "multi-site", "headcount": 40}


@pytest.mark.parametrize("key", ["a", "i", "j", "k", "\x0e", "\x12", "\x13", "\x11", "\x16"])
def test_no_letter_and_no_stray_key_picks_moves_or_leaves(home: Path, key: str) -> None:
    terminal = start(home)
    before = terminal.text()
    terminal.press(key)

    if key.isprintable():
        terminal.wait_for("Nothing is typed here: move with the arrow keys")
    assert key == "\x0e" or before.splitlines()[:12] == terminal.text().splitlines()[:12]
    assert terminal.process.isalive()
    terminal.process.kill(signal.SIGKILL)
    terminal.end()


BREAKS = {
    "at its start": ("prompt_toolkit.application", "Application.run", "len(calls) == 3"),
    "at a key": ("prompt_toolkit.key_binding.key_processor", "KeyProcessor._call_handler", "len(calls) == 8"),
    "while it draws": ("advisor.interview.reading", "read_typed", "given[1] == '4'"),
}
"""What fails, and when: each at or after the second question, and before "4" is typed there."""


@pytest.mark.parametrize("breaks", BREAKS)
def test_a_prompt_that_breaks_goes_on_in_plain_lines(home: Path, tmp_path: Path, breaks: str) -> None:
    module, name, when = BREAKS[breaks]
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        f"import {module} as module\n"
        f"works, calls = module.{name}, []\n"
        "def fails(*given, **named):\n"
        "    calls.append(1)\n"
        f"    if {when}:\n"
        "        raise AttributeError('moved')\n"
        "    return works(*given, **named)\n"
        f"module.{name} = fails\n"
    )
    paths = os.pathsep.join(filter(None, [str(broken), os.environ.get("PYTHONPATH", "")]))
    terminal = start(home, PYTHONPATH=paths)
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Question 2 of")
    if "Plain lines" not in terminal.text():
        terminal.press("4")
    terminal.wait_for("Plain lines from here on.")
    assert "Traceback" not in terminal.text()
    terminal.wait_for("Question 2 of")
    terminal.press("40", ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press("save", ENTER)

    assert terminal.end() == 0
    assert saved(home)["facts"] == {"industry": "multi-site", "headcount": 40}


def test_the_name_can_be_corrected_from_the_review(home: Path) -> None:
    terminal = start(home, name="Acme Bakrey")
    open_review(terminal)
    terminal.press("Acme", ENTER)
    terminal.wait_for("What is the company called?")
    terminal.press("\x15", "Acme Bakery", ENTER)
    terminal.wait_for("Company: Acme Bakery")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["name"] == "Acme Bakery"


@pytest.mark.parametrize("words", [(), ("--accessible",)])
def test_the_way_back_from_correcting_the_name_keeps_it_and_leads_to_the_review(
    home: Path, words: tuple[str, ...]
) -> None:
    terminal = Terminal([*ADVISOR, "--client", "Acme", *words], home, rows=60)
    terminal.wait_for("Question 1 of")
    if words:
        terminal.press("review" + ENTER)
        terminal.wait_for("3. Company: Acme")
        terminal.press("3" + ENTER)
        terminal.wait_for("What is the company called? (press Enter to keep Acme, or type back)")
        terminal.press("back" + ENTER)
        terminal.wait_for("Company: Acme")
    else:
        open_review(terminal)
        terminal.press("Acme", ENTER)
        terminal.wait_for("What is the company called?")
        terminal.wait_for("Enter goes on · Esc back")
        terminal.press(" Bak", ESC)
        terminal.wait_for("Company: Acme")
    terminal.wait_for("Pick one to change it")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["name"] == "Acme"


def test_a_note_and_a_rate_can_be_left_with_escape(home: Path) -> None:
    terminal = start(home)
    terminal.press(TAB)
    terminal.wait_for("What would you like to do?")
    terminal.press(DOWN, DOWN, DOWN, DOWN, ENTER)
    terminal.wait_for("Your note:")
    terminal.press("no, rather not", ESC)
    terminal.wait_for("Question 1 of")
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("40", ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press("4.6", ENTER)
    terminal.wait_for("4.6 of what? Type 4.6m for millions, or 4.6k for thousands.")
    terminal.press("\x15", "€500k", ENTER)
    terminal.wait_for("How many US dollars is one EUR?")
    terminal.press(ESC)
    terminal.wait_for("Left aside. Give the figure in USD")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "contracting", "headcount": 40}
    assert "notes" not in saved(home)


def test_a_note_left_half_typed_is_there_again(home: Path) -> None:
    terminal = start(home)
    for typed in ("ask the accou", "ntant"):
        terminal.press(TAB)
        terminal.wait_for("What would you like to do?")
        terminal.press(DOWN, DOWN, DOWN, DOWN, ENTER)
        terminal.wait_for("Your note:")
        terminal.press(typed, ESC if typed.startswith("ask") else ENTER)
        terminal.wait_for("Question 1 of")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["notes"] == [{"fact": "industry", "text": "ask the accountant"}]


@pytest.mark.parametrize(
    ("typed", "bare", "thousands"),
    [
        ("850", "850", "850,000"),
        ("2", "2", "2,000"),
        ("about 12", "12", "12,000"),
        ("about 4.6", "4.6", "4,600"),
    ],
)
def test_a_sum_of_few_digits_is_asked_of_what(home: Path, typed: str, bare: str, thousands: str) -> None:
    terminal = start(home)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("40", ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press(typed, ENTER)
    terminal.wait_for(f"{bare} of what? Type {bare}m for millions, or {bare}k for thousands.")
    terminal.press("k")
    terminal.wait_for(f"= USD {thousands} a year")
    terminal.press(CTRL_C)
    terminal.end()


def test_the_terminal_is_not_asked_where_its_cursor_is(home: Path) -> None:
    terminal = start(home)
    terminal.press(CTRL_C)
    terminal.end()

    assert b"\x1b[6n" not in terminal.raw


def test_no_advice_is_seen_coming_where_nothing_is_known(home: Path) -> None:
    terminal = Terminal([*ADVISOR, "--quick", "--preview", "--accessible"], home, rows=60)
    terminal.wait_for("called?")
    terminal.press(ENTER)
    terminal.wait_for("Question 1 of")
    while "The advice:" not in terminal.text() and "Your answers. Pick one" not in terminal.text():
        terminal.press("dk", ENTER)
    terminal.process.kill(signal.SIGKILL)
    terminal.end()

    assert b"So far:" not in terminal.raw


def test_a_name_known_already_is_offered_and_not_begun_anew(home: Path) -> None:
    terminal = start(home)
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press(CTRL_C)
    terminal.end()

    again = Terminal(ADVISOR, home)
    again.wait_for("Start a new company")
    again.press(DOWN, ENTER)
    again.wait_for("called?")
    again.press("acme", ENTER)
    again.wait_for("You have a company of that name already.")
    again.press(ENTER)
    again.wait_for("Question 2 of")
    again.press(CTRL_C)

    assert again.end() == 130
    assert len(list((home / "clients").glob("*.json"))) == 1


def test_a_number_not_known_is_kept_by_enter_and_typed_over_freely(home: Path) -> None:
    terminal = start(home)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("dk", ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press(ESC)
    terminal.wait_for("Enter keeps: I don't know")
    terminal.press(ENTER)
    terminal.wait_for("Question 3 of")
    assert saved(home)["facts"] == {"industry": "contracting", "headcount": "dont-know"}
    terminal.press(ESC)
    terminal.wait_for("Question 2 of")
    terminal.press("40", "?")
    terminal.wait_for("Why we ask:")
    terminal.press(ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "contracting", "headcount": 40}


def test_an_answer_that_is_being_saved_is_kept_whatever_comes(home: Path, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(
        "import os, time\n"
        "flush = os.fsync\n"
        "def slowly(handle):\n"
        "    time.sleep(0.6)\n"
        "    flush(handle)\n"
        "os.fsync = slowly\n"
    )
    paths = os.pathsep.join(filter(None, [str(slow), os.environ.get("PYTHONPATH", "")]))
    terminal = start(home, PYTHONPATH=paths)
    terminal.process.send(DOWN + ENTER)
    terminal.wait_for("What kind of business is it? Many similar sites")
    terminal.process.kill(signal.SIGTERM)

    assert terminal.end() == 143
    assert saved(home)["facts"] == {"industry": "multi-site"}


def test_a_burst_cannot_discard_what_nobody_saw_the_question_for(home: Path) -> None:
    terminal = start(home)
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press(CTRL_C)
    terminal.end()

    again = Terminal(ADVISOR, home)
    again.wait_for("Discard")
    again.settle()
    again.press(DOWN + DOWN + ENTER + DOWN + ENTER)
    again.wait_for("No, keep it")
    again.settle()
    assert "» No, keep it" in again.text()
    again.press(CTRL_C)
    again.end()

    assert saved(home)["facts"] == {"industry": "multi-site"}


@pytest.mark.parametrize("key", ["\x0e", "\x10", UP, DOWN, HOME, END, PAGE_DOWN, ENTER])
def test_no_key_hangs_where_a_search_matches_nothing(home: Path, key: str) -> None:
    terminal = start(home)
    open_review(terminal)
    terminal.press("z", "z", "z")
    terminal.wait_for("Nothing here matches")
    terminal.press(key, "\x7f", "\x7f", "\x7f")
    terminal.wait_for("Kind of business")
    terminal.press(CTRL_C)

    assert terminal.end() == 130


def test_a_paste_into_the_review_changes_no_answer(home: Path) -> None:
    terminal = start(home)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("40", ENTER)
    terminal.wait_for("Question 3 of")
    open_review(terminal)
    terminal.press("people\r7\r")
    terminal.wait_for("Search: people")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "contracting", "headcount": 40}


@pytest.mark.parametrize("pasted", ["9\r\r", "9\r\r\r", "9\r7\r\r"])
def test_a_paste_that_ends_in_several_lines_answers_one_question(home: Path, pasted: str) -> None:
    terminal = start(home)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press(pasted)
    terminal.wait_for("Question 3 of")
    terminal.settle()
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "contracting", "headcount": 9}


def test_two_enters_in_one_burst_answer_one_question(home: Path) -> None:
    terminal = start(home)
    terminal.press(ENTER + ENTER + ENTER)
    terminal.wait_for("Question 2 of")
    terminal.settle()
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {"industry": "contracting"}


def test_lines_pasted_into_a_plain_note_answer_no_question(home: Path) -> None:
    terminal = Terminal([*ADVISOR, "--accessible"], home)
    terminal.wait_for("called?")
    terminal.press("Acme", ENTER)
    terminal.wait_for("Question 1 of")
    terminal.press("note", ENTER)
    terminal.wait_for("Your note:")
    terminal.press("They said:\n3\n")
    terminal.wait_for("Your note: They said:")
    terminal.settle()
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home)["facts"] == {}


def test_no_row_of_a_long_list_is_passed_over_by_the_page_keys(home: Path) -> None:
    terminal = start(home, columns=40, rows=12)
    open_review(terminal)
    seen = terminal.text()
    for _ in range(20):
        terminal.press(PAGE_DOWN)
        seen += terminal.text()
    terminal.press(CTRL_C)
    terminal.end()

    words = " ".join(seen.split())
    for title in (
        "Departments with a lead",
        "Where the company stands",
        "Decisions that wait",
        "The basics:",
    ):
        assert title in words


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (60, 15), (80, 24)])
@pytest.mark.parametrize("words", [(), ("--accessible",)])
def test_the_way_back_from_the_first_question_says_so_where_it_is_seen(
    home: Path, columns: int, rows: int, words: tuple[str, ...]
) -> None:
    terminal = Terminal([*ADVISOR, "--client", "Acme", *words], home, columns, rows)
    terminal.wait_for("\n>" if words else "Tab menu")
    terminal.settle()
    terminal.press("back" + ENTER if words else ESC)
    terminal.wait_for("This is the first question.")
    terminal.settle()

    assert "This is the first question." in terminal.text()
    if not words:
        assert "Question 1 of" in terminal.text()
        assert "Tab menu" in terminal.text()
    terminal.press(CTRL_C)
    terminal.end()


def test_a_number_has_its_help_on_a_small_screen_too_where_there_is_room(
    home: Path, rulebook: Rulebook
) -> None:
    questions = [
        question
        for question in rulebook.questionnaires["full"].questions()
        if question.help and rulebook.facts[question.fact].kind == "number"
    ]
    for question in questions[:3]:
        words = ["--client", question.fact, "--ask", question.fact, "--answers", str(EXAMPLE)]
        terminal = Terminal([*ADVISOR, *words], home, 40, 12)
        terminal.wait_for_words(question.help)
        assert question.asks in flat(terminal)
        terminal.press(CTRL_C)
        terminal.end()
    assert questions


def test_esc_puts_the_reasons_away_and_leaves_the_question(home: Path) -> None:
    terminal = Terminal([*ADVISOR, "--client", "Acme"], home, 80, 24)
    terminal.wait_for("Question 1 of")
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of")
    terminal.press("?")
    terminal.wait_for("Why we ask")
    terminal.press(ESC)
    terminal.wait_until(lambda: "Why we ask" not in terminal.text(), "no reasons")
    assert "Question 2 of" in terminal.text()
    terminal.press(ESC)
    terminal.wait_for("Question 1 of")
    terminal.press(CTRL_C)
    terminal.end()
