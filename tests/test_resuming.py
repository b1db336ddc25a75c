"""Which case an interview works on, seen at a real terminal."""

import argparse
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import pytest

from advisor.case import Case, RulebookMark
from advisor.case_document import CaseFile, dumps
from advisor.cli.clock import in_local_words
from advisor.cli.given import laid_over
from advisor.conditions import Answer
from advisor.engine import contradictions_in
from advisor.errors import AnswersRefused
from advisor.plaintext import slug
from advisor.rulebook import Rulebook
from advisor.storage import Workspace
from tests.keyboard import CTRL_C, DOWN, ENTER, ESC, Terminal

ROOT = Path(__file__).parent.parent
ADVISOR = [sys.executable, "-m", "advisor"]
TWO_ANSWERS: Mapping[str, Answer] = {"industry": "multi-site", "headcount": 40}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def save(
    home: Path,
    rulebook: Rulebook,
    name: str = "Acme",
    facts: Mapping[str, Answer] = TWO_ANSWERS,
    changed: str = "2026-11-02T16:10:05Z",
    mark: RulebookMark | None = None,
    finished: bool = False,
) -> Path:
    """Write a case file as another day's advisor left it."""
    identity, case = os.urandom(16).hex(), Case(name=name, facts=facts)
    saved = CaseFile(
        id=identity,
        revision=3,
        created=changed,
        changed=changed,
        program="0.0.1",
        rulebook=mark or RulebookMark(rulebook.id, rulebook.version, rulebook.digest),
        questionnaire=rulebook.questionnaire,
        finished=finished,
        case=case,
        upheld=tuple(sorted(note.note for note in contradictions_in(rulebook, case))) if finished else (),
    )
    folder = home / "clients"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug(name) or 'case'}-{identity[:8]}.json"
    path.write_bytes(dumps(saved))
    return path


def clients(home: Path) -> list[str]:
    return sorted(item.name for item in Workspace(home / "clients").listed())


def full_answers(rulebook: Rulebook) -> dict[str, Answer]:
    """Answer every question with the first there is, so that none is left to ask."""
    answers: dict[str, Answer] = {}
    for fact in rulebook.asked_facts():
        if fact.kind == "number":
            answers[fact.id] = max(fact.least, 9)
        elif fact.kind == "yes-no":
            answers[fact.id] = True
        else:
            first = next(iter(fact.values))
            answers[fact.id] = (first,) if fact.kind == "many" else first
    return answers


# The offer

HERE = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 3, 8, 0, tzinfo=HERE)
TIMES = {
    "2026-11-02T23:30:00Z": "today 08:30",
    "2026-11-02T15:00:00Z": "today 00:00",
    "2026-11-02T14:59:59Z": "yesterday 23:59",
    "2026-11-01T15:00:00Z": "yesterday 00:00",
    "2026-11-01T14:59:59Z": "1 November 2026",
    "2025-12-31T15:00:00Z": "1 January 2026",
    "9999-12-31T23:59:59Z": "31 December 9999",
}


@pytest.mark.parametrize("saved", TIMES)
def test_times_are_said_as_people_say_them_where_they_are(saved: str) -> None:
    assert in_local_words(saved, NOW) == TIMES[saved]


def test_a_clock_that_once_stood_at_the_first_day_of_all_stops_nobody() -> None:
    west = datetime(2026, 11, 3, 8, 0, tzinfo=timezone(timedelta(hours=-8)))

    assert in_local_words("0001-01-01T00:00:00Z", west) == "1 January 1"


def test_an_unfinished_interview_is_offered_by_name_time_and_count(home: Path, rulebook: Rulebook) -> None:
    before = datetime.now(UTC) - timedelta(days=1)
    save(home, rulebook, changed=before.strftime("%Y-%m-%dT%H:%M:%SZ"))
    terminal = Terminal(ADVISOR, home, columns=100, TZ="Asia/Tokyo")
    local = before.astimezone(HERE)

    terminal.wait_for("Start a new company")
    assert re.search(rf"Go on with Acme, yesterday {local:%H:%M}, 2 of about 3\d", terminal.text())
    assert "Discard it" in terminal.text()
    terminal.press(ENTER)
    terminal.wait_for("What was your revenue")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_of_many_unfinished_ones_the_newest_are_offered_and_all_others_one_step_on(
    home: Path, rulebook: Rulebook
) -> None:
    for number in range(12):
        save(home, rulebook, name=f"Company {number:02}", changed=f"2026-10-{number + 1:02}T10:00:00Z")
    (home / "clients" / "broken.json").write_text("{")
    terminal = Terminal(ADVISOR, home, columns=100)

    terminal.wait_for("Start a new company")
    seen = terminal.text()
    assert "Company 11" in seen
    assert "Company 06" not in seen
    assert "Left aside: broken.json: the case file is damaged" in seen
    terminal.press(*[DOWN] * 5)
    terminal.wait_for("» Show the 7 others")
    terminal.press(ENTER)
    terminal.wait_for("Go on with which one?")
    terminal.press(ESC)
    terminal.wait_for("Start a new company")
    terminal.press(*[DOWN] * 5, ENTER)
    terminal.wait_for("Go on with which one?")
    terminal.press("company 03", ENTER)
    terminal.wait_for("What was your revenue")
    terminal.press(CTRL_C)
    assert "Company 03" in terminal.text()
    assert terminal.end() == 130


def test_each_of_many_unfinished_ones_can_be_discarded(home: Path, rulebook: Rulebook) -> None:
    for number in range(12):
        save(home, rulebook, name=f"Company {number:02}", changed=f"2026-10-{number + 1:02}T10:00:00Z")
    terminal = Terminal(ADVISOR, home, columns=100)

    terminal.wait_for("Discard one of them")
    terminal.press(*[DOWN] * 7, ENTER)
    terminal.wait_for("Discard which one?")
    terminal.press("company 00", ENTER)
    terminal.wait_for("Yes, discard it")
    terminal.press(DOWN, ENTER)
    terminal.wait_for("Company 00 is discarded")
    terminal.wait_for("Show the 6 others")
    terminal.press(CTRL_C)
    terminal.end()

    assert "Company 00" not in clients(home)
    assert len(clients(home)) == 11


def discard(home: Path) -> Terminal:
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("Discard it")
    terminal.press(DOWN, DOWN, ENTER)
    terminal.wait_for("Yes, discard it")
    return terminal


def test_two_quick_enters_discard_nothing(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("Discard it")
    terminal.press(DOWN, DOWN)
    terminal.process.send(ENTER + ENTER)

    terminal.settle()
    terminal.press(CTRL_C)
    terminal.end()
    assert clients(home) == ["Acme"]


def test_what_was_discarded_is_offered_back_once_at_the_next_start(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    first = discard(home)
    first.press(DOWN, ENTER)
    first.wait_for("Acme is discarded. The next start offers once to bring it back.")
    first.wait_for("called?")
    first.press(CTRL_C)
    first.end()
    assert clients(home) == []

    second = Terminal(ADVISOR, home)
    second.wait_for("Let it go for good")
    assert "You discarded Acme (2 answers)." in " ".join(second.text().split())
    second.press(ENTER)
    second.wait_for("Go on with Acme")
    second.press(CTRL_C)
    second.end()
    assert clients(home) == ["Acme"]


def test_what_is_not_brought_back_is_gone_for_good(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    first = discard(home)
    first.press(DOWN, ENTER)
    first.wait_for("called?")
    first.press(CTRL_C)
    first.end()

    second = Terminal(ADVISOR, home)
    second.wait_for("Let it go for good")
    second.press(DOWN, ENTER)
    second.wait_for("called?")
    second.press(CTRL_C)
    second.end()

    assert clients(home) == []
    assert not list((home / "discarded").iterdir())
    third = Terminal(ADVISOR, home)
    third.wait_for("called?")
    third.press(CTRL_C)
    third.end()


def test_an_interruption_of_the_offer_decides_nothing(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    workspace = Workspace(home / "clients")
    workspace.discard(workspace.find("Acme"))
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("Let it go for good")
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert [item.name for item in workspace.discarded().listed()] == ["Acme"]


def test_what_is_in_use_elsewhere_is_not_discarded(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    workspace = Workspace(home / "clients")
    held = workspace.open(workspace.find("Acme"))
    terminal = discard(home)
    terminal.press(DOWN, ENTER)

    terminal.wait_for("is open in another advisor")
    terminal.wait_for("Hint: close it there first.")
    terminal.press(CTRL_C)
    terminal.end()
    held.close()
    assert clients(home) == ["Acme"]


# Other rulebooks


def test_answers_under_an_older_rulebook_are_kept_where_they_fit_and_the_rest_is_told(
    home: Path, rulebook: Rulebook
) -> None:
    facts: dict[str, Answer] = {
        "industry": "multi-site",
        "headcount": -4,
        "gone": "x",
        "revenue": 900_000,
        "sites": 3,
    }
    path = save(home, rulebook, facts=facts, mark=RulebookMark(rulebook.id, "2025.01", "0" * 64))
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme"], home, columns=110)

    terminal.wait_for("How many people work")
    seen = " ".join(terminal.text().split())
    assert (
        f"The questions have changed since these answers were saved (2025.01, now {rulebook.version})" in seen
    )
    assert "does not fit any more: headcount must be" in seen
    assert "does not fit any more: gone is not asked any more" in seen
    assert f"Without an answer, and asked first: {rulebook.facts['headcount'].title}" in seen
    terminal.press(CTRL_C)
    terminal.end()
    document = json.loads(path.read_bytes())
    assert document["rulebook"]["digest"] == rulebook.digest
    assert document["case"]["facts"] == {"industry": "multi-site", "revenue": 900_000, "sites": 3}

    again = Terminal([*ADVISOR, "interview", "--client", "Acme"], home)
    again.wait_for("How many people work")
    assert "have changed" not in again.text()
    again.press(CTRL_C)
    again.end()


def test_a_case_of_another_rulebook_is_refused_and_left_as_it_was(home: Path, rulebook: Rulebook) -> None:
    path = save(home, rulebook, mark=RulebookMark("theirs", "1", "0" * 64))
    before = path.read_bytes()
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme"], home, columns=110)

    assert terminal.end() == 3
    assert "was answered under the rulebook 'theirs'" in terminal.text()
    assert path.read_bytes() == before


def test_a_company_open_elsewhere_is_told_and_the_offer_stands_again(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    other = Terminal([*ADVISOR, "interview", "--client", "Acme"], home)
    other.wait_for("Tab menu")
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("Start a new company")
    terminal.press(ENTER)

    terminal.wait_for("Acme is open in another advisor.")
    terminal.wait_for("Hint: close it there first.")
    other.press(CTRL_C)
    other.end()
    terminal.press(ENTER)
    terminal.wait_for("Tab menu")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


def test_lines_from_a_pipe_bring_back_and_let_go_of_nothing(home: Path, rulebook: Rulebook) -> None:
    path = save(home, rulebook, name="Precious")
    workspace = Workspace(home / "clients")
    workspace.discard(workspace.find("Precious"))

    done = subprocess.run(
        [*ADVISOR, "interview", "--client", "Acme", "--plain-input"],
        input="2\n40\n",
        text=True,
        capture_output=True,
        env={**os.environ, "ADVISOR_HOME": str(home)},
        check=False,
    )

    assert done.returncode == 130
    assert Workspace(home / "clients").read("Acme").case.facts == {"industry": "multi-site", "headcount": 40}
    assert (home / "discarded" / path.name).exists()


def test_a_case_file_of_a_newer_advisor_is_never_to_be_replaced(home: Path, rulebook: Rulebook) -> None:
    path = save(home, rulebook)
    path.with_name(path.name + ".prev").write_bytes(path.read_bytes())
    path.write_text(path.read_text("utf-8").replace("advisor.case/1", "advisor.case/9"), "utf-8")
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme"], home, columns=110)

    assert terminal.end() == 8
    assert "nothing is amiss with it: update advisor" in terminal.text()
    assert "in its place" not in terminal.text()


def test_a_case_of_another_rulebook_is_named_and_not_offered(home: Path, rulebook: Rulebook) -> None:
    path = save(home, rulebook, mark=RulebookMark("theirs", "1", "0" * 64))
    before = path.read_bytes()
    terminal = Terminal(ADVISOR, home, columns=110)

    terminal.wait_for("called?")
    assert "Left aside, answered under another rulebook: Acme." in terminal.text()
    terminal.press("Acme", ENTER)
    terminal.wait_for("Tab menu")
    terminal.press(CTRL_C)
    terminal.end()
    assert clients(home) == ["Acme", "Acme"]
    assert path.read_bytes() == before


# Options over what is saved


def test_answers_given_anew_are_told_in_one_line(home: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    path = save(home, rulebook)
    (tmp_path / "more.toml").write_text('[facts]\nheadcount = 55\nsites = 2\nindustry = "multi-site"\n')
    more = ["--answers", str(tmp_path / "more.toml"), "--set", "headcount=60"]
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme", *more], home, columns=110)

    terminal.wait_for("What was your revenue")
    title = rulebook.facts["headcount"].title
    seen = " ".join(terminal.text().split())
    assert f"Given anew, and changed: {title}: 40 people, now 60 people." in seen
    terminal.press(CTRL_C)
    terminal.end()
    assert json.loads(path.read_bytes())["case"]["facts"] == {**TWO_ANSWERS, "headcount": 60, "sites": 2}


def options(*sets: str) -> argparse.Namespace:
    return argparse.Namespace(sets=list(sets))


def test_money_saved_in_one_currency_is_not_mixed_with_another(rulebook: Rulebook) -> None:
    facts = {**rulebook.facts, "sites": replace(rulebook.facts["sites"], money=True)}
    two = replace(rulebook, facts=facts)
    saved = Case(facts={"revenue": 900_000})
    euros = Case(facts={"sites": 5}, currency="EUR", dollars_per_unit=Fraction(11, 10))

    with pytest.raises(AnswersRefused, match="sites is counted in EUR there, and revenue is saved in USD"):
        laid_over(saved, euros, options(), two)
    both = replace(euros, facts={"sites": 5, "revenue": 800_000})
    assert laid_over(saved, both, options(), two).currency == "EUR"
    assert laid_over(replace(euros, facts={}), Case(facts={"headcount": 4}), options(), two).currency == "EUR"


def test_a_sum_set_over_what_is_saved_is_read_in_the_currency_of_the_client(rulebook: Rulebook) -> None:
    saved = Case(currency="EUR", dollars_per_unit=Fraction(11, 10))

    assert laid_over(saved, None, options("revenue=\u20ac500k"), rulebook).facts["revenue"] == 500_000
    with pytest.raises(AnswersRefused, match="counted in EUR here"):
        laid_over(saved, None, options("revenue=$500k"), rulebook)


def test_an_answer_can_be_taken_away_from_what_is_saved(rulebook: Rulebook) -> None:
    case = laid_over(Case(facts=TWO_ANSWERS), None, options("headcount=not-asked"), rulebook)

    assert case.facts == {"industry": "multi-site"}


def test_what_a_pattern_names_is_asked_again_with_the_earlier_answer(home: Path, rulebook: Rulebook) -> None:
    path = save(home, rulebook, facts=full_answers(rulebook), finished=True)
    before = json.loads(path.read_bytes())["case"]
    asked = ["--ask", "head*", "--ask", "sites"]
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme", *asked], home)

    terminal.wait_for("How many people work")
    terminal.wait_for("»  9")
    terminal.press(ENTER)
    terminal.wait_for("From how many sites")
    terminal.press(ENTER)
    terminal.wait_for("Pick one to change it")
    terminal.press(CTRL_C)
    terminal.end()
    assert json.loads(path.read_bytes())["case"] == before


def test_a_finished_client_opens_at_the_review(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook, facts=full_answers(rulebook), finished=True)
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme"], home)

    terminal.wait_for("Pick one to change it")
    assert "Question 1 of" not in terminal.text()
    terminal.press(CTRL_C)
    assert terminal.end() == 130


# Refusals


def test_a_name_that_several_clients_go_by_is_refused_with_their_ids(home: Path, rulebook: Rulebook) -> None:
    stems = [save(home, rulebook).stem for _ in range(2)]
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme"], home, columns=110)

    assert terminal.end() == 5
    assert "2 clients go by 'Acme'" in terminal.text()
    assert all(stem in terminal.text() for stem in stems)


def test_a_client_in_use_elsewhere_is_refused(home: Path, rulebook: Rulebook) -> None:
    save(home, rulebook)
    workspace = Workspace(home / "clients")
    held = workspace.open(workspace.find("Acme"))
    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme"], home, columns=110)

    assert terminal.end() == 7
    assert f"process {os.getpid()}" in terminal.text()
    held.close()


@pytest.mark.parametrize("by", ["name", "file"])
def test_a_damaged_client_is_refused_and_no_new_one_takes_its_place(
    home: Path, rulebook: Rulebook, by: str
) -> None:
    path = save(home, rulebook)
    called = "Acme" if by == "name" else path.stem
    path.write_bytes(path.read_bytes().replace(b": 40", b": 41"))
    terminal = Terminal([*ADVISOR, "interview", "--client", called], home, columns=110)

    assert terminal.end() == 8
    assert "its digest does not match" in terminal.text()
    assert list(path.parent.iterdir()) == [path]


# The command to go on with

NAMES = [
    "Two-site bakery", "--x", "-rf", "O'Neill & Söhne", 'Say "cheese"', "$HOME", "a`id`b", "back\\slash",
    "O'Neill's $1 shop", "株式会社例", "tab*?[x]", "Ha!ha", "~root", "#1", "a;b|c",
]  # fmt: skip


def test_a_name_with_an_apostrophe_stands_in_the_command_as_people_would_type_it(home: Path) -> None:
    terminal = Terminal([*ADVISOR, "interview", "--client=Ruth's Garden"], home)
    terminal.wait_for("Tab menu")
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert 'advisor interview --client "Ruth\'s Garden"' in terminal.text()


@pytest.mark.parametrize("name", NAMES)
def test_the_command_shown_after_stopping_works_when_pasted(home: Path, name: str) -> None:
    terminal = Terminal([*ADVISOR, "interview", f"--client={name}"], home, columns=120)
    terminal.wait_for("Tab menu")
    terminal.press(DOWN, ENTER)
    terminal.wait_for("How many people work")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    (line,) = [line for line in terminal.text().splitlines() if line.strip().startswith("advisor interview")]
    assert shlex.split(line) == ["advisor", "interview", *(
        [f"--client={name}"] if name.startswith("-") else ["--client", name]
    )]  # fmt: skip

    program = " ".join(map(shlex.quote, ADVISOR))
    again = Terminal(["bash", "-c", line.replace("advisor", program, 1)], home, columns=120)
    again.wait_for("How many people work")
    again.press(CTRL_C)
    again.end()
    assert clients(home) == [name]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_every_end_shows_the_command_to_go_on(home: Path, number: int, code: int) -> None:
    terminal = Terminal([*ADVISOR, "interview", "--client", "Two sites"], home, columns=120)
    terminal.wait_for("Tab menu")
    terminal.settle()  # all of the question is drawn, and what comes next stands below it
    terminal.process.kill(number)

    assert terminal.end() == code
    assert "Stopped. Your answers are saved.\nTo go on:" in terminal.text()
    assert "  advisor interview --client 'Two sites'" in terminal.text().splitlines()


def test_the_command_to_go_on_is_not_broken_over_lines(home: Path) -> None:
    name = "A company with a name so long that a line of eighty columns cannot hold it, and longer"
    done = subprocess.run(
        [*ADVISOR, "interview", "--plain-input", "--client", name],
        input="save\n",
        text=True,
        capture_output=True,
        env={**os.environ, "ADVISOR_HOME": str(home)},
        check=True,
    )

    assert done.stderr.splitlines()[-1] == f"  advisor interview --client '{name}'"


def test_a_rulebook_named_at_the_start_is_named_in_the_command_to_go_on(home: Path, tmp_path: Path) -> None:
    rules = tmp_path / "my rules"
    shutil.copytree(ROOT / "rules", rules)
    words = ["interview", "--client", "Acme", "--rules", os.path.relpath(rules)]
    terminal = Terminal([*ADVISOR, *words], home, columns=160)
    terminal.wait_for("Tab menu")
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    command = next(line for line in terminal.text().splitlines() if "--client Acme --rules" in line)
    told = Path(shlex.split(command)[-1])
    assert told.is_absolute()
    assert told.resolve() == rules.resolve()


# The questionnaire that was chosen


def stopped(home: Path, *words: str) -> str:
    """Answer a question or go on, stop, and return what stood on the screen before."""
    terminal = Terminal([*ADVISOR, *words], home, rows=60)
    if terminal.wait_for("Go on with", "called?", "Tab menu") == "Go on with":
        terminal.press(ENTER)
    elif "called?" in terminal.text():
        terminal.press("Acme" + ENTER)
    terminal.wait_for("Tab menu")
    terminal.settle()
    seen = terminal.text()
    terminal.press(CTRL_C)
    terminal.end()
    return seen


def test_a_quick_interview_goes_on_with_the_quick_questions(home: Path) -> None:
    stopped(home, "interview", "--quick")

    again = stopped(home)

    assert re.search(r"Go on with Acme, .*, 0 of about 1\d", again)
    assert re.search(r"Question 1 of about 1\d", again)
    assert re.search(r"Question 1 of about 1\d", stopped(home, "interview", "--client", "Acme"))


def test_an_option_chooses_other_questions_and_that_choice_stays(home: Path) -> None:
    stopped(home, "interview", "--quick")

    assert re.search(r"Question 1 of about 3\d", stopped(home, "interview", "--no-quick"))
    assert re.search(r"0 of about 3\d", stopped(home))
    assert re.search(r"Question 1 of about 1\d", stopped(home, "interview", "--quick", "--client", "Acme"))
    assert re.search(r"0 of about 1\d", stopped(home))


def test_the_questions_chosen_for_a_company_win_over_the_settings(home: Path) -> None:
    stopped(home)
    (home / "settings.toml").write_text("quick = true\n")

    assert re.search(r"Question 1 of about 3\d", stopped(home))


@pytest.mark.parametrize("unknown", ["", "long-gone"])
def test_a_questionnaire_that_is_not_known_leaves_the_choice_to_options_and_settings(
    home: Path, rulebook: Rulebook, unknown: str
) -> None:
    mark = RulebookMark(rulebook.id, rulebook.version, rulebook.digest)
    Workspace(home / "clients").create(Case(name="Acme"), mark, unknown).close()

    assert re.search(r"0 of about 3\d", stopped(home))
    (saved,) = Workspace(home / "clients").listed()
    assert Workspace(home / "clients").look_at(saved).questionnaire == rulebook.questionnaire


def test_without_a_terminal_only_the_questions_chosen_are_missing(home: Path, rulebook: Rulebook) -> None:
    stopped(home, "interview", "--quick")

    def missing(*words: str) -> int:
        done = subprocess.run(
            [*ADVISOR, "interview", "--no-input", "--client", "Acme", *words],
            env={**os.environ, "ADVISOR_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 10
        found = re.search(r"(\d+) answers are missing", done.stderr)
        assert found
        return int(found[1])

    assert missing() <= len(rulebook.questionnaires["quick"].questions()) < missing("--no-quick")


def test_a_question_that_was_not_chosen_is_asked_again_only_with_all_of_them(
    home: Path, rulebook: Rulebook
) -> None:
    stopped(home, "interview", "--quick")
    quick = {question.fact for question in rulebook.questionnaires["quick"].questions()}
    other = next(
        question.fact
        for question in rulebook.questionnaires["full"].questions()
        if question.fact not in quick
    )

    terminal = Terminal([*ADVISOR, "interview", "--client", "Acme", "--ask", other], home, columns=120)

    assert terminal.end() == 2
    assert f"--ask '{other}': is not among the questions that were chosen for this company" in terminal.text()
    assert "add --no-quick" in terminal.text()


def test_a_company_without_a_name_is_gone_on_with_by_its_id(home: Path) -> None:
    terminal = Terminal(ADVISOR, home)
    terminal.wait_for("called?")
    terminal.press(ENTER)
    terminal.wait_for("Tab menu")
    terminal.press(CTRL_C)
    terminal.end()

    (item,) = Workspace(home / "clients").listed()
    assert f"advisor interview --client {item.id[:8]}" in terminal.text()
    again = Terminal([*ADVISOR, "interview", "--client", item.id[:8]], home)
    again.wait_for("Tab menu")
    again.press(CTRL_C)
    again.end()
    assert len(clients(home)) == 1
