import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.case import Case, RulebookMark
from advisor.cli.parser import COMMANDS, build_parser
from advisor.rulebook import Rulebook
from advisor.storage import Workspace

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def advisor(
    *arguments: str, cwd: Path | None = None, text: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor", *arguments],
        cwd=cwd,
        input=text if text is not None else "",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    path = tmp_path / "bakery.toml"
    path.write_bytes((ROOT / "advisor" / "demo.toml").read_bytes())
    return path


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"advisor \d+\.\d+\.\d+\n", advisor("--version").stdout)


def test_the_demo_needs_no_terminal_and_writes_its_report(tmp_path: Path) -> None:
    done = advisor("demo", "-o", "out", cwd=tmp_path)

    assert done.returncode == 0
    assert "Hire a Director of Operations now" in done.stdout
    assert list((tmp_path / "out").glob("harbour-street-bakery-2026-11-02-*.md"))


KEYS = [
    "schema", "rulebook", "case", "verdict", "scores", "gates", "findings", "warnings", "contradictions",
    "reason", "sequence", "possible", "changes", "robustness", "ask_next", "find_out",
]  # fmt: skip


def assessed(path: Path, *more: str) -> dict[str, dict[str, object]]:
    done = advisor("assess", str(path), "--json", *more)
    assert done.returncode == 0, done.stderr
    document: dict[str, dict[str, object]] = json.loads(done.stdout)
    assert set(KEYS) <= set(document)
    return document


@pytest.mark.parametrize("text", ["", "[facts]\n", "{}", '{"facts": {}}'])
def test_no_answers_give_no_advice_and_name_what_was_not_asked(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(text)

    found = assessed(path)

    verdict = found["verdict"]
    assert (verdict["recommendation"], verdict["timing"], verdict["form"], verdict["roles"]) == (
        None,
        None,
        None,
        [],
    )
    assert verdict["standing"] == "open"
    assert len(found["case"]["not_asked"]) == 34  # type: ignore[arg-type]  # a list, as the contract says


def filled(word: str) -> str:
    facts = advisor("rules", "template").stdout
    names = re.findall(r"(?m)^# ([a-z-]+) = ", facts.split("[facts]")[1])
    return "[facts]\n" + "".join(f'{name} = "{word}"\n' for name in names)


def test_all_dont_know_gives_no_advice(tmp_path: Path) -> None:
    path = tmp_path / "unsure.toml"
    path.write_text(filled("dont-know"))

    assert assessed(path)["verdict"]["recommendation"] is None


def test_all_not_applicable_is_settled_as_the_first_role_not_yet(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    path.write_text(filled("not-applicable"))

    found = assessed(path)

    assert found["verdict"]["recommendation"] == "director-of-operations"
    assert found["verdict"]["timing"] == "not-yet"
    assert found["scores"]["coo"]["total"] == 0  # type: ignore[index]  # a table, as the contract says


def test_every_line_of_the_template_works_once_uncommented(tmp_path: Path) -> None:
    path = tmp_path / "all.toml"
    path.write_text(
        re.sub(r"(?m)^# ((?:name|date|currency|[a-z-]+) = )", r"\1", advisor("rules", "template").stdout)
    )

    assert assessed(path)["case"]["not_asked"] == []


def test_one_answer_can_be_changed_on_the_command_line(bakery: Path) -> None:
    found = assessed(bakery, "--set", "revenue=1.2m", "--set", "ops-leader=dont-know")

    facts = found["case"]["facts"]
    assert isinstance(facts, dict)
    assert facts["revenue"] == 1_200_000
    assert found["case"]["dont_know"] == ["ops-leader", "seat-money"]
    assert found["case"]["parked"] == []


def test_several_files_give_a_line_each_and_standard_input_is_a_file(bakery: Path) -> None:
    done = advisor("assess", str(bakery), "-", "--json", text=bakery.read_text("utf-8"))

    one, two = (json.loads(line) for line in done.stdout.splitlines())
    assert one == two


ERRORS = {
    "no terminal": ([], 10, "the questions need a terminal"),
    "no terminal for a client": (["interview", "--client", "x"], 10, "the questions need a terminal"),
    "no such command": (["asess", "x"], 2, "there is no command 'asess'; did you mean 'assess'?"),
    "no such option": (["assess", "x", "--jsn"], 2, "there is no option '--jsn'; did you mean '--json'?"),
    "no such file": (["assess", "nowhere.toml"], 6, "nowhere.toml: there is no such file"),
    "a folder for a file": (["assess", "."], 3, "is a folder, not a file of answers"),
    "no such client": (["report", "nobody"], 5, "there is no client 'nobody'"),
    "no such format": (["report", "x.toml", "-f", "pdff"], 2, "this version does not write 'pdff'"),
    "no such id": (
        ["rules", "coo/scope/owner-is-the-brdge"],
        2,
        "did you mean 'coo/scope/owner-is-the-bridge'?",
    ),
    "no such rulebook": (["--rules", "nowhere", "rules"], 6, "nowhere: there is no such folder"),
    "no rulebook there": (["rules", "check", "--rules", "."], 4, "rulebook.toml: there is no such file"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_gets_one_line_one_hint_and_its_code(name: str, tmp_path: Path) -> None:
    arguments, code, says = ERRORS[name]

    done = advisor(*arguments, cwd=tmp_path, ADVISOR_HOME=str(tmp_path / "home"))

    assert done.returncode == code
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: ")
    assert says in error
    assert hint.startswith("hint: ")
    assert done.stdout == ""


WRONG = {
    "broken file": ("headcount 60", "line 1: is not valid TOML"),
    "unknown fact": (
        "[facts]\nheadcout = 60",
        "line 2: headcout is an unknown fact; did you mean 'headcount'?",
    ),
    "unknown value": ('[facts]\nstage = "growin"', "did you mean 'growing'?"),
    "wrong type": ('[facts]\nheadcount = "60"', "not text; write it without quotes"),
    "true for a count": ("[facts]\nsites = true", "must be a whole number from 0 to 10,000, not true"),
    "a fraction": ("[facts]\nsites = 2.0", "without a decimal point"),
    "out of range": ("[facts]\nheadcount = 0", "from 1 to 100,000, not '0'"),
    "not finite": ("[facts]\nsites = nan", "without a decimal point"),
    "a band given": ('[facts]\nteam-size = "small"', "it is looked up and cannot be given"),
    "unknown key": ("nam = 'x'", "nam is an unknown key; did you mean 'name'?"),
    "a fact at the top": ("headcount = 60", "answers stand under [facts]"),
    "no such day": ('date = "2026-02-30"', "there is no such day"),
    "weights": ("[weights]\nscope = 5\nauthority = 5\nhierarchy = 5\nstrategy = 6", "must sum to 20"),
    "twice": ('{"facts": {"sites": 1, "sites": 2}}', "'sites' is there twice"),
    "cut short": ('{"facts": {', "is not valid JSON"),
    "escape code": ('name = "a\\u001b[31m"', "holds a control character (U+001B)"),
    "direction": ('name = "a\\u202eb"', "changes the direction of reading"),
    "nested": ("x = " + "[" * 60 + "]" * 60, "nested deeper than 20 levels"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_answers_are_refused_with_the_place(name: str, tmp_path: Path) -> None:
    text, says = WRONG[name]
    (tmp_path / "wrong.toml").write_text(text)

    done = advisor("assess", "wrong.toml", cwd=tmp_path)

    assert done.returncode == 3
    assert says in done.stderr
    assert done.stderr.splitlines()[-1].startswith("hint: ")
    assert "Traceback" not in done.stderr
    assert done.stderr.isprintable() or done.stderr.replace("\n", "").isprintable()


def test_all_mistakes_in_a_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text(
        'nam = "x"\n[facts]\nheadcount = "24"\nindusty = "other"\nsites = true\n'
    )

    done = advisor("assess", "wrong.toml", cwd=tmp_path)

    assert [line.split(":")[1] for line in done.stderr.splitlines()[:-1]] == [
        " wrong.toml line 1", " wrong.toml line 3", " wrong.toml line 4", " wrong.toml line 5",
    ]  # fmt: skip


def test_a_client_answered_under_an_older_rulebook_is_read_as_far_as_it_fits(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    mark = RulebookMark(rulebook.id, "1", "0" * 64)
    case = Case(name="Old client", facts={"headcount": -4, "gone": "x", "sites": 3})
    Workspace(tmp_path / "home" / "clients").create(case, mark, "full").close()

    done = advisor(
        "report", "Old client", "-f", "json", "-o", "out", cwd=tmp_path, ADVISOR_HOME=str(tmp_path / "home")
    )

    assert done.returncode == 0
    assert "left out: headcount must be" in done.stderr
    assert "left out: gone is not asked any more" in done.stderr
    (path,) = (tmp_path / "out").iterdir()
    assert json.loads(path.read_text("utf-8"))["case"]["facts"] == {"sites": 3}


def test_a_client_of_another_rulebook_is_refused_everywhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    case = Case(name="Other", facts={"sites": 3})
    Workspace(home / "clients").create(case, RulebookMark("theirs", "1", "0" * 64), "full").close()
    (path,) = (home / "clients").glob("*.json")
    before = path.read_bytes()

    for words in (["report", "Other"], ["assess", str(path)], ["interview", "--client", "Other"]):
        done = advisor(*words, cwd=tmp_path, ADVISOR_HOME=str(home))
        assert done.returncode == 3, words
        assert "was answered under the rulebook 'theirs'" in done.stderr
        assert "hint: name the folder of that rulebook" in done.stderr
    assert path.read_bytes() == before


def test_without_a_terminal_the_missing_answers_are_named_and_a_full_file_is_enough(
    bakery: Path, tmp_path: Path
) -> None:
    home = str(tmp_path / "home")
    refused = advisor("interview", "--no-input", "--set", "headcount=30", ADVISOR_HOME=home)
    assert refused.returncode == 10
    assert "industry, revenue" in refused.stderr
    assert "headcount," not in refused.stderr
    assert "--set FACT=VALUE" in refused.stderr

    answered = advisor("interview", "--answers", str(bakery), "--json", ADVISOR_HOME=home)
    assert answered.returncode == 0
    assert answered.stdout == advisor("assess", str(bakery), "--json").stdout


def test_a_reader_that_goes_away_is_no_error_of_ours(bakery: Path) -> None:
    command = f"{sys.executable} -m advisor rules | head -n 1; exit ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.returncode in {0, 141}
    assert done.stderr == ""


PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "99", "TZ": "America/New_York", "PYTHONOPTIMIZE": "2"},
]


def test_the_same_answers_give_the_same_bytes_anywhere(bakery: Path, tmp_path: Path) -> None:
    drawn = set()
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        advisor("report", str(bakery), "-f", "md,json", "-o", str(folder), cwd=tmp_path, **place)
        drawn.add(tuple(path.read_bytes() for path in sorted(folder.iterdir())))

    assert len(drawn) == 1
    assert len(drawn.pop()) == 2


def test_a_rule_is_shown_with_its_sources_spelled_out() -> None:
    shown = advisor("rules", "coo/scope/several-functions").stdout

    assert "departments" in shown
    assert "at least 4" in shown
    assert "[house-judgement, trust -]" in shown
    assert "[published, trust C]" in shown


def test_the_check_and_the_paths_are_told_as_json_too() -> None:
    assert json.loads(advisor("rules", "check", "--json").stdout)["faults"] == []
    assert set(json.loads(advisor("paths", "--json").stdout)) == {"rules", "clients", "settings", "cache"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(command: str) -> None:
    shown = advisor(command, "--help")

    assert shown.returncode == 0
    assert f"advisor {command}" in README


def test_every_command_of_the_readme_table_does_what_it_says(bakery: Path, tmp_path: Path) -> None:
    for name in ("rules", "my-rules"):
        shutil.copytree(ROOT / "rules", tmp_path / name)
    home = {"ADVISOR_HOME": str(tmp_path / "home")}
    for words in re.findall(r"(?m)^\| [^|]+ \| `advisor ?([^`]*)` \|$", README):
        arguments = shlex.split(words.split(">")[0])
        done = advisor(*arguments, cwd=tmp_path, **home)

        asks = not arguments or arguments[0] == "interview"
        assert done.returncode == (10 if asks else 0), (words, done.stderr)


def test_explaining_shows_every_point(bakery: Path) -> None:
    shown = advisor("assess", str(bakery), "--explain").stdout

    assert "Chief Operating Officer (COO): Strategy:" in shown
    assert re.search(r"\d of \d", shown)


def test_every_command_in_the_readme_exists() -> None:
    build_parser()
    for words in re.findall(r"`advisor ([^`]+)`", README):
        named = [word for word in words.split() if word in COMMANDS]
        options = words.split()
        assert named or options[0].startswith("-"), words


def test_the_transcript_in_the_readme_is_the_real_one() -> None:
    shown = re.search(r"```console\n\$ advisor demo\n(.*?)```", README, re.DOTALL)
    assert shown

    real = advisor("demo", COLUMNS="80").stdout
    assert [line.rstrip() for line in shown[1].splitlines()] == [line.rstrip() for line in real.splitlines()]
