import json
import re
import sys
from pathlib import Path

import pytest

from tests.companies import FOLDER
from tests.keyboard import CTRL_C, DOWN, ENTER, ESC, SPACE, TAB, UP, Terminal

ADVISOR = [sys.executable, "-m", "advisor", "interview"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def start(home: Path, *arguments: str, columns: int = 80) -> Terminal:
    terminal = Terminal([*ADVISOR, *arguments], home, columns=columns)
    terminal.wait_for("called?")
    terminal.press("Two-site bakery", ENTER)
    terminal.wait_for("Tab menu", "Or type")
    return terminal


def start_with(home: Path, answers: Path) -> Terminal:
    terminal = Terminal([*ADVISOR, "--answers", str(answers)], home)
    terminal.wait_for("called?")
    terminal.press("Tiny", ENTER)
    terminal.wait_for("Tab menu")
    return terminal


def saved(home: Path) -> dict[str, object]:
    (path,) = (home / "clients").glob("*.json")
    document: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    facts = document["case"]["facts"]
    assert isinstance(facts, dict)
    return facts


def asks_for_a_line(terminal: Terminal) -> bool:
    """Say whether an empty line waits for text; the pointer of a list is indented."""
    return terminal.text().splitlines()[-3:-2] == ["»"]


def four(terminal: Terminal) -> str:
    """Return how to type 4, which goes well with itself; of a bare sum so small one is asked whether thousands are meant."""
    return "$4" if "such as 1.2m" in " ".join(terminal.text().split()) else "4"


def answer_all(terminal: Terminal) -> int:
    """Answer every question with its second choice, or with 4; return how many there were."""
    count, before = 0, ""
    while True:
        terminal.wait_for(
            "Question ", "Pick one to change it", "Is one of the answers wrong?", "Finish now, or"
        )
        terminal.settle()
        seen = terminal.text()
        if seen == before:
            continue
        before = seen
        if "Pick one to change it" in seen:
            return count
        if "Is one of the answers wrong?" in seen:
            terminal.press(UP, ENTER)
        elif "Finish now, or" in seen:
            terminal.press(ENTER)
        else:
            terminal.press(*((four(terminal), ENTER) if asks_for_a_line(terminal) else (DOWN, ENTER)))
            count += 1


def test_a_whole_interview_ends_in_advice_and_a_saved_report(home: Path, tmp_path: Path) -> None:
    terminal = start(home)

    count = answer_all(terminal)
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")
    assert "How sure this is" in terminal.text()
    terminal.press(SPACE, ENTER)
    terminal.wait_for("Which folder?")
    terminal.press(str(tmp_path / "out"), ENTER)

    assert terminal.end() == 0
    assert 24 <= count <= 34
    (page,) = (tmp_path / "out").iterdir()
    assert re.fullmatch(r"two-site-bakery(-[0-9-]+)?-[0-9a-f]{8}\.html", page.name)
    assert "Two-site bakery" in page.read_text("utf-8")
    (client,) = (home / "clients").glob("two-site-bakery-*.json")
    assert len(json.loads(client.read_text("utf-8"))["deliveries"]) == 1


def test_the_quick_questions_are_about_half(home: Path) -> None:
    terminal = start(home, "--quick")

    count = answer_all(terminal)
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")

    assert 12 <= count <= 17
    terminal.press(ENTER, ENTER)
    assert terminal.end() == 0
    assert "To answer all the questions" in terminal.text()
    assert "--client 'Two-site bakery' --no-quick" in terminal.text()


def test_stopping_keeps_every_answer_and_says_how_to_go_on(home: Path) -> None:
    terminal = start(home)
    terminal.press(DOWN, ENTER, "about 40", ENTER)
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert "advisor interview --client 'Two-site bakery'" in terminal.text()
    assert saved(home) == {"industry": "multi-site", "headcount": 40}

    again = Terminal(ADVISOR, home)
    again.wait_for("Go on with Two-site bakery")
    again.press(ENTER)
    again.wait_for("What was your revenue")
    again.press(CTRL_C)
    assert again.end() == 130


def test_back_shows_the_earlier_answer_and_enter_keeps_it(home: Path) -> None:
    terminal = start(home)
    terminal.press(DOWN, DOWN, ENTER, "40", ENTER)
    terminal.wait_for("What was your revenue")
    terminal.press(ESC)
    assert re.search(r"How many people work in the company\?.*40", terminal.text())
    terminal.press(ESC, ENTER, ENTER)
    terminal.wait_for("What was your revenue")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home) == {"industry": "professional", "headcount": 40}


def test_the_menu_offers_i_dont_know_and_the_reason_for_asking(home: Path) -> None:
    terminal = start(home)
    terminal.press("?")
    assert "Why we ask:" in terminal.text()
    terminal.press(TAB)
    terminal.wait_for("What would you like to do?")
    terminal.press(DOWN, DOWN, DOWN, ENTER)
    terminal.wait_for("How many people")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home) == {"industry": "dont-know"}


def test_a_wrong_number_is_asked_again_with_the_range(home: Path) -> None:
    terminal = start(home)
    terminal.press(ENTER, "0", ENTER)

    assert "Type a number from 1 to 100,000, or dk if you do not know." in terminal.text()
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def case_of(home: Path) -> dict[str, object]:
    (path,) = (home / "clients").glob("*.json")
    found: dict[str, object] = json.loads(path.read_text("utf-8"))["case"]
    return found


@pytest.mark.parametrize("mode", ["", "--accessible"])
def test_a_sum_in_another_money_is_counted_in_it_once_its_worth_is_known(home: Path, mode: str) -> None:
    terminal = start(home, *filter(None, [mode]))
    terminal.press("1" if mode else "", ENTER)
    terminal.wait_for("How many people")
    terminal.press("40", ENTER)
    terminal.wait_for("What was your revenue")
    terminal.press("kr 5m", ENTER)
    terminal.wait_for("Which money is that?")
    terminal.press(*([] if mode else ["\x15"]), "\u20ac500k", ENTER)
    terminal.wait_for("How many US dollars is one EUR?")
    terminal.press("a lot", ENTER)
    terminal.wait_for("Type a number, such as 1.1, or dk to leave this.")
    terminal.settle()
    shown = " ".join(terminal.text().split())
    assert shown.count("How many US dollars is one EUR?") == 1
    assert "a lot" in shown
    terminal.press(*([] if mode else ["\x15"]), "1,1", ENTER)
    terminal.wait_for("From how many sites")
    terminal.press(CTRL_C)
    terminal.end()

    assert case_of(home)["currency"] == "EUR"
    assert case_of(home)["dollars-per-unit"] == 1.1
    assert saved(home) == {"industry": "contracting", "headcount": 40, "revenue": 500_000}


def put_the_rate(home: Path, mode: str) -> Terminal:
    terminal = start(home, *filter(None, [mode]))
    terminal.press("1" if mode else "", ENTER)
    terminal.wait_for("How many people")
    terminal.press("40", ENTER)
    terminal.wait_for("What was your revenue")
    terminal.press("£3m", ENTER)
    terminal.wait_for("How many US dollars is one GBP?")
    return terminal


@pytest.mark.parametrize("mode", ["", "--accessible"])
@pytest.mark.parametrize("word", ["?", "I do not know", "dk", "back"])
def test_who_does_not_know_a_rate_leaves_it_with_the_words_of_every_question(
    home: Path, word: str, mode: str
) -> None:
    terminal = put_the_rate(home, mode)
    terminal.press(word, ENTER)
    terminal.wait_for("Left aside. Give the figure in USD, or type dk.")
    terminal.press(CTRL_C)
    terminal.end()

    assert saved(home) == {"industry": "contracting", "headcount": 40}


@pytest.mark.parametrize("mode", ["", "--accessible"])
def test_who_stops_at_the_rate_is_told_that_the_sum_is_not_saved(home: Path, mode: str) -> None:
    terminal = put_the_rate(home, mode)
    terminal.press(CTRL_C)
    assert terminal.end() == 130

    told = " ".join(terminal.text().split())
    assert "The figure in GBP is not saved" in told
    assert told.index("is not saved") < told.index("Stopped. Your answers are saved.")
    assert saved(home) == {"industry": "contracting", "headcount": 40}


@pytest.mark.parametrize("mode", ["", "--accessible"])
def test_what_the_seat_could_be_paid_is_offered_and_reviewed_in_the_money_of_the_case_too(
    home: Path, tmp_path: Path, mode: str
) -> None:
    demo = (Path(__file__).parent.parent / "advisor" / "demo.toml").read_text("utf-8")
    answers = "".join(line for line in demo.splitlines(keepends=True) if not line.startswith("seat-money"))
    (tmp_path / "uk.toml").write_text(f'currency = "GBP"\ndollars-per-unit = 1.27\n{answers}', "utf-8")
    asked = ["--answers", str(tmp_path / "uk.toml"), "--no-quick", *filter(None, [mode])]
    terminal = Terminal([*ADVISOR, *asked], home)
    terminal.wait_for("What could the company pay")
    terminal.settle()
    shown = " ".join(terminal.text().split())
    assert "one to three days a week (up to about GBP 63,000)" in shown
    assert "manager or director (about GBP 63,000 to GBP 142,000)" in shown
    assert "a full-time executive (more than about GBP 142,000)" in shown
    terminal.press("3" if mode else DOWN + DOWN, ENTER)
    terminal.wait_for("Your answers.", "Save and stop here")
    terminal.settle()
    terminal.press("back" if mode else ESC, ENTER if mode else "")
    terminal.wait_for("What could the company pay")
    terminal.settle()
    kept = "Press Enter to keep: " if mode else "» "
    about = "About $80,000 to $180,000: an experienced manager or director (about GBP 63,000 to GBP 142,000)"
    assert f"{kept}{about}" in " ".join(terminal.text().split())
    terminal.press(CTRL_C)
    terminal.end()


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_nothing_is_cut_at_any_width(home: Path, columns: int) -> None:
    terminal = start(home, columns=columns)
    terminal.press("?")

    flat = " ".join(terminal.text().split())
    assert "Anything else: agency, making, trading, online, services" in flat
    assert "sets which size and money bands we compare you with." in flat
    assert "Tab menu" in flat
    terminal.press(CTRL_C)
    terminal.end()


def test_the_plain_questions_write_not_one_escape_code(home: Path) -> None:
    terminal = start(home, "--accessible")
    terminal.press(
        "2" + ENTER, "?" + ENTER, "about 40" + ENTER, "back" + ENTER, ENTER, "dk" + ENTER, "save" + ENTER
    )

    assert terminal.end() == 0
    assert b"\x1b" not in terminal.raw
    assert saved(home) == {"industry": "multi-site", "headcount": 40, "revenue": "dont-know"}


def test_the_preview_tells_where_the_advice_stands_from_the_middle_on(home: Path) -> None:
    terminal = start(home, "--preview")
    for place in range(1, 19):
        terminal.wait_for(f"Question {place} of")
        terminal.settle()
        assert place > 17 or "So far:" not in terminal.text()
        terminal.press(*((four(terminal), ENTER) if asks_for_a_line(terminal) else (DOWN, ENTER)))
    terminal.wait_for("So far:")
    terminal.press(CTRL_C)

    assert terminal.end() == 130


def test_when_nothing_can_change_the_advice_one_may_finish(home: Path, tmp_path: Path) -> None:
    full = (FOLDER / "readings" / "answered-in-full" / "coo-stripe-2014.toml").read_text("utf-8")
    left_out = ("need-measures", "need-compliance", "need-team")
    answers = tmp_path / "nearly.toml"
    answers.write_text("\n".join(line for line in full.splitlines() if not line.startswith(left_out)))
    terminal = start_with(home, answers)
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Settled: nothing you have not answered")
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Pick one to change it")
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")
    terminal.press(ENTER)
    terminal.wait_for("Nothing is ticked")
    terminal.press(ENTER)

    assert terminal.end() == 0


def test_a_note_stands_in_the_review(home: Path) -> None:
    terminal = start(home)
    terminal.press(TAB)
    terminal.wait_for("Write a note")
    terminal.press(DOWN, DOWN, DOWN, DOWN, ENTER)
    terminal.wait_for("Your note:")
    terminal.press("ask the accountant", ENTER)
    terminal.wait_for("Tab menu")
    terminal.press(DOWN, ENTER)
    terminal.wait_for("people")
    terminal.press(TAB)
    terminal.wait_for("See all answers")
    terminal.press(DOWN, DOWN, DOWN, DOWN, DOWN, ENTER)
    terminal.wait_for("note: ask the accountant")
    terminal.press(CTRL_C)

    assert terminal.end() == 130


def save_report(home: Path, folder: Path, *keys: str) -> str:
    """Open the finished client Acme, save its page into a folder, press these keys; return the screen."""
    answers = FOLDER / "readings" / "answered-in-full" / "coo-stripe-2014.toml"
    terminal = Terminal([*ADVISOR, "--answers", str(answers), "--client", "Acme"], home)
    terminal.wait_for("Pick one to change it")
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")
    terminal.press(SPACE, ENTER)
    terminal.wait_for("Which folder?")
    terminal.press(str(folder), ENTER)
    for key in keys:
        terminal.wait_for("there is this report already", "Try another folder?")
        terminal.press(key)
    assert terminal.end() == 0
    return terminal.text()


def test_a_report_that_is_there_is_replaced_only_if_one_says_so(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert "Wrote" in save_report(home, folder)
    (report,) = folder.iterdir()
    whole = report.read_bytes()

    report.write_bytes(b"mine")
    assert "Wrote" not in save_report(home, folder, ENTER, DOWN, ENTER)
    assert report.read_bytes() == b"mine"
    assert "Wrote" in save_report(home, folder, DOWN, ENTER)
    assert report.read_bytes() == whole


@pytest.mark.parametrize(
    ("words", "ticks", "back", "ticked", "keep", "none"),
    [
        ((), [SPACE, ENTER], ESC, "[x] Web page", [ENTER], [SPACE, ENTER, ENTER]),
        (("--accessible",), ["1\r"], "back\r", "Press Enter to keep 1.", [ENTER], ["0\r"]),
    ],
)
def test_the_way_back_from_the_folder_leads_to_the_kinds_of_file_ticked_as_they_were(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], ticks: list[str], back: str, ticked: str, keep: list[str], none: list[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    answers = FOLDER / "readings" / "answered-in-full" / "coo-stripe-2014.toml"
    terminal = Terminal([*ADVISOR, "--answers", str(answers), "--client", "Acme", *words], home, rows=20)
    terminal.wait_for("Pick one to change it", "Press Enter for 1")
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")
    terminal.settle()
    for keys in (ticks, keep):
        terminal.press(*keys)
        terminal.wait_for("Which folder?")
        terminal.press(back)
        terminal.wait_for(ticked)
        terminal.settle()
    terminal.press(*none)

    assert terminal.end() == 0
    assert list(tmp_path.glob("**/*.html")) == []
    assert "To change an answer, or to see this again:" in terminal.text()


def test_a_finished_client_that_is_changed_and_left_is_offered_again(home: Path) -> None:
    answers = FOLDER / "readings" / "answered-in-full" / "coo-stripe-2014.toml"
    done = Terminal([*ADVISOR, "--answers", str(answers), "--client", "Acme"], home)
    done.wait_for("Pick one to change it")
    done.press(ENTER)
    done.wait_for("Save the report?")
    done.press(CTRL_C)
    done.end()
    changed = Terminal([*ADVISOR, "--client", "Acme"], home)
    changed.wait_for("Pick one to change it")
    changed.press("People who work", ENTER)
    changed.wait_for("How many people")
    changed.press("\x15", "90", ENTER)
    changed.wait_for("Pick one to change it")
    changed.press(CTRL_C)
    changed.end()

    again = Terminal(ADVISOR, home)
    again.wait_for("Go on with Acme")
    again.press(CTRL_C)
    assert again.end() == 130


def test_escape_at_the_offer_to_finish_leads_back_to_the_answer(home: Path, tmp_path: Path) -> None:
    full = (FOLDER / "readings" / "answered-in-full" / "coo-stripe-2014.toml").read_text("utf-8")
    left_out = ("need-measures", "need-compliance", "need-team")
    answers = tmp_path / "nearly.toml"
    answers.write_text("\n".join(line for line in full.splitlines() if not line.startswith(left_out)))
    terminal = start_with(home, answers)
    asked = terminal.text().partition("Question ")[2][:2]
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Finish now, or carry on")
    terminal.press(ESC)
    terminal.wait_for(f"Question {asked}")
    terminal.press(ENTER)
    terminal.wait_for("Finish now, or carry on")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
