"""`advisor rules check`, `diff` and `docs`, as they are typed."""

import html
import io
import json
import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pexpect
import pytest

from advisor.loading import load_rulebook
from advisor.loading.places import rules_folder
from advisor.report.markdown import escape
from advisor.rulebook import Rulebook
from tests.faults.test_planted_faults import write_sound_book
from tests.test_cli import advisor
from tests.test_loading import break_it

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>"&|`'
SEEDS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "40"},
)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Give a folder that holds a tiny rulebook without faults in "rules"."""
    write_sound_book(tmp_path)
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def proved() -> dict[str, Any]:
    """Give the proofs of the shipped rulebook as JSON."""
    done = advisor("rules", "check", "--json", cwd=None, text="", **SEEDS[0])
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def releases(sound: Path) -> Path:
    """Give a folder that holds two equal rulebooks, "old" and "rules"."""
    shutil.copytree(sound / "rules", sound / "old")
    return sound


def mend(folder: Path, file: str, old: str, new: str) -> None:
    break_it(folder / "rules", {"file": file, "replace": old, "with": new})


def refusal(folder: Path, *arguments: str) -> tuple[int, str]:
    """Return the exit code and the error of a command that must end in one line and one hint."""
    done = advisor(*arguments, cwd=folder)
    assert len(done.stderr.splitlines()) == 2, done.stderr
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, error.removeprefix("error: ")


def test_the_shipped_rulebook_has_no_faults(rulebook: Rulebook) -> None:
    done = advisor("rules", "check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{rulebook.title} ({rulebook.id} {rulebook.version})\n")
    assert "9,205,287,269,601,116,160,000 answer sheets" in done.stdout
    assert done.stdout.endswith("\nFaults: none\n")


def test_the_proofs_as_json_hold_every_verdict_weight_and_question(
    proved: dict[str, Any], rulebook: Rulebook
) -> None:
    found = proved

    assert list(found) == ["rulebook", "sheets", "verdicts", "weights", "moves", "faults"]
    assert found["rulebook"] == {"id": rulebook.id, "version": rulebook.version, "digest": rulebook.digest}
    assert found["faults"] == []
    sheets = [int(verdict["sheets"]) for verdict in found["verdicts"]]
    assert sum(sheets) == int(found["sheets"])
    assert sheets == sorted(sheets, reverse=True)
    for verdict, count in zip(found["verdicts"], sheets, strict=True):
        assert list(verdict) == ["recommendation", "timing", "sheets", "share", "example"]
        assert verdict["share"] == pytest.approx(count / sum(sheets), abs=1e-6)
        assert set(verdict["example"]) == {fact.id for fact in rulebook.asked_facts()}
    assert {(one["role"], one["dimension"]) for one in found["weights"]} == set(rulebook.cells)
    for role in rulebook.roles:
        assert sum(one["nominal"] for one in found["weights"] if one["role"] == role) == pytest.approx(1)
        assert sum(one["effective"] for one in found["weights"] if one["role"] == role) == pytest.approx(1)
    assert set(found["moves"]) <= {fact.id for fact in rulebook.asked_facts()}
    assert all(0 <= share <= 1 for share in found["moves"].values())


def test_every_example_in_the_proofs_gets_its_verdict_as_an_answers_file(
    proved: dict[str, Any], tmp_path: Path
) -> None:
    verdicts = proved["verdicts"]
    for place, verdict in enumerate(verdicts):
        facts = {fact: answer for fact, answer in verdict["example"].items() if answer != "not-applicable"}
        (tmp_path / f"{place}.json").write_text(json.dumps({"facts": facts}), "utf-8")

    done = advisor("assess", *(f"{place}.json" for place in range(len(verdicts))), "--json", cwd=tmp_path)

    got = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    assert [(v["recommendation"], v["timing"]) for v in got] == [
        (v["recommendation"], v["timing"]) for v in verdicts
    ]


def test_faults_are_in_the_json_and_on_standard_error_alike(sound: Path) -> None:
    mend(sound, "policies/default.toml", "points = 40", "points = 60")

    done = advisor("--rules", "rules", "rules", "check", "--json", cwd=sound)

    faults = json.loads(done.stdout)["faults"]
    places = [f"{f['file']} [{f['heading']}]" if f["heading"] else f["file"] for f in faults]
    told = [f"error: {place}: {f['says']}" for place, f in zip(places, faults, strict=True)]
    assert done.returncode == 4
    assert len(told) == 3
    assert done.stderr.splitlines()[:-1] == told


def test_the_smallest_example_names_only_answers_that_are_not_the_first(sound: Path) -> None:
    shown = advisor("--rules", "rules", "rules", "check", cwd=sound).stdout

    examples = shown.split("Verdicts over all")[1].split("Weight of each")[0]
    assert "tools = ()" not in examples
    assert examples.count("the first answer to every question") == 1


@pytest.mark.parametrize("word", ["True", "False", "('board',)"])
def test_answers_are_spelled_as_rule_files_write_them_and_not_as_python_does(
    releases: Path, word: str
) -> None:
    mend(releases, "roles/chief/rank.toml", "{ at-least = 100 }", "{ at-least = 90 }")

    shown = advisor("--rules", "rules", "rules", "check", cwd=releases).stdout
    shown += advisor("rules", "diff", "old", "rules", cwd=releases).stdout

    assert word not in shown


def answers(folder: Path, name: str, text: str) -> None:
    path = folder / "cases" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


FIRST = 'headcount = 8\ntrade = "shop"\ngap = "large"\nteam = true\ntools = ["board"]\n'
SECOND = 'headcount = 200\ntrade = "office"\ngap = "small"\nteam = false\ntools = []\n'


def check_cases(folder: Path) -> tuple[int, str]:
    done = advisor("--rules", "rules", "rules", "check", "--cases", "cases", cwd=folder)
    return done.returncode, done.stderr


def test_example_cases_in_folders_below_count_and_what_they_expect_is_left_aside(sound: Path) -> None:
    answers(sound, "first.toml", f'[facts]\n{FIRST}\n[expect]\nrecommendation = "doer"\n')
    answers(sound, "deep/down/second.toml", f"[facts]\n{SECOND}")
    answers(sound, "README.md", "No case.")

    assert check_cases(sound) == (0, "")


def test_what_a_case_expects_may_stand_above_its_facts(sound: Path) -> None:
    answers(sound, "first.toml", f'name = "First"\n\n[expect]\nrecommendation = "doer"\n\n[facts]\n{FIRST}')
    answers(sound, "second.toml", f'[expect]\nrecommendation = "chief"\n\n[facts]\n{SECOND}')

    assert check_cases(sound) == (0, "")


def test_a_wrong_example_case_is_refused_with_its_place(sound: Path) -> None:
    answers(sound, "first.toml", "[facts]\nheadcout = 8\n")

    arguments = ("--rules", "rules", "rules", "check", "--cases", "cases")
    code, error = refusal(sound, *arguments)

    assert code == 3
    assert "first.toml line 2: headcout is an unknown fact; did you mean 'headcount'?" in error


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_example_cases_is_told(folder: str, sound: Path) -> None:
    code, error = refusal(sound, "--rules", "rules", "rules", "check", "--cases", folder)

    assert code == 6
    assert folder in error


def test_an_example_case_that_is_no_text_is_refused_and_no_mistake_of_ours(sound: Path) -> None:
    answers(sound, "first.toml", "[facts]\n")
    (sound / "cases" / "second.toml").write_bytes(b'name = "\xff"\n')

    code, error = refusal(sound, "--rules", "rules", "rules", "check", "--cases", "cases")

    assert code == 3
    assert "second.toml" in error


def test_a_folder_among_the_example_cases_with_the_name_of_a_file_is_no_mistake_of_ours(sound: Path) -> None:
    answers(sound, "first.toml", f"[facts]\n{FIRST}")
    answers(sound, "second.toml/second.toml", f"[facts]\n{SECOND}")

    code, _ = check_cases(sound)

    assert code in {0, 3, 6}


@pytest.mark.parametrize("command", ["check", "docs"])
def test_a_folder_named_where_none_is_taken_is_refused_and_not_passed_over(command: str, sound: Path) -> None:
    code, error = refusal(sound, "--rules", "rules", "rules", command, "elsewhere", "-o", "out")

    assert code == 2
    assert "'elsewhere' is one word too many" in error


WRONG = {
    "no folder": (["diff"], 2, "name two folders"),
    "one folder": (["diff", "rules"], 2, "name two folders"),
    "three folders": (["diff", "rules", "rules", "rules"], 2, "name two folders"),
    "unknown new folder": (["diff", "rules", "nowhere"], 6, "nowhere: there is no such folder"),
    "unknown old folder": (["diff", "nowhere", "rules"], 6, "nowhere: there is no such folder"),
    "no rulebook there": (["diff", "rules", "empty"], 4, "rulebook.toml: there is no such file"),
    "unknown format": (["docs", "-f", "htm"], 2, "does not write 'htm'; did you mean 'html'?"),
    "no format": (["docs", "-f", ","], 2, "no format named"),
    "a file for a folder": (
        ["docs", "--rules", "rules", "-o", "rules/rulebook.toml"],
        6,
        "cannot be written",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_command_gets_one_line_one_hint_and_its_code(name: str, sound: Path) -> None:
    arguments, code, says = WRONG[name]

    got, error = refusal(sound, "rules", *arguments)

    assert (got, says in error) == (code, True), error


def test_a_comparison_as_json_counts_names_and_shows_what_changed(releases: Path) -> None:
    mend(releases, "roles/chief/rank.toml", "{ at-least = 100 }", "{ at-least = 90 }")

    done = advisor("rules", "diff", "old", "rules", "--json", cwd=releases)
    found = json.loads(done.stdout)

    assert done.returncode == 4
    assert list(found) == [
        "sheets", "changed", "share", "turned", "example", "records", "not_mentioned",
    ]  # fmt: skip
    assert sum(int(one["sheets"]) for one in found["turned"]) == int(found["changed"]) > 0
    assert found["share"] == pytest.approx(int(found["changed"]) / int(found["sheets"]), abs=1e-6)
    assert found["example"]["answers"]["headcount"] == 90
    assert found["example"]["from"] != found["example"]["to"]
    assert found["example"]["behind"] == ["chief/rank/many-people"]
    assert found["records"] == [{"file": "roles/chief/rank.toml", "id": "chief/rank/many-people"}]
    assert found["not_mentioned"] == ["chief/rank/many-people"]


def test_a_rulebook_compared_with_itself_has_not_changed(releases: Path) -> None:
    done = advisor("rules", "diff", "old", "rules", cwd=releases)

    assert (done.returncode, done.stderr) == (0, "")
    assert "0 get other advice (0 percent)" in done.stdout
    assert "Nothing that the advice depends on has changed." in done.stdout
    assert (
        json.loads(advisor("rules", "diff", "old", "rules", "--json", cwd=releases).stdout)["example"] is None
    )


def test_a_change_log_that_is_no_text_is_no_mistake_of_ours(releases: Path) -> None:
    mend(releases, "policies/default.toml", "points = 60", "points = 50")
    (releases / "rules" / "CHANGELOG.md").write_bytes(b"\xff\xfe needed")

    done = advisor("rules", "diff", "old", "rules", cwd=releases)

    assert done.returncode in {4, 6}
    assert "mistake in advisor" not in done.stderr


def test_a_release_with_other_words_throughout_is_no_mistake_of_ours(releases: Path) -> None:
    text = (releases / "rules" / "facts" / "all.toml").read_text("utf-8")
    text = text.replace("shop", "store").replace("office", "bureau")
    (releases / "rules" / "facts" / "all.toml").write_text(text, "utf-8")

    done = advisor("rules", "diff", "old", "rules", cwd=releases)

    assert done.returncode in {0, 4}
    assert "mistake in advisor" not in done.stderr


def test_a_gate_with_another_effect_is_named_and_not_the_marks_of_the_policy(releases: Path) -> None:
    mend(releases, "gates/early.toml", "block chief", "defer to not-yet")

    shown = advisor("rules", "diff", "old", "rules", cwd=releases).stdout

    assert "behind it: too-small" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_an_error_on_a_terminal_stands_on_a_line_of_its_own(releases: Path) -> None:
    cites = 'cites = ["ours#guess"]\n'
    (releases / "rules" / "dimensions" / "plan.toml").write_text(
        f'title = "Plan"\nasks = "How?"\norder = 3\nbecause = "So."\n{cites}', "utf-8"
    )
    for role in ("doer", "chief"):
        (releases / "rules" / "roles" / role / "plan.toml").write_text(
            f'says = "So."\n{cites}\n[plans]\ntitle = "Plans"\npoints = 25\nwhen.gap = "small"\n'
            f'because = "So."\n{cites}',
            "utf-8",
        )
    command = f"{sys.executable} -m advisor rules diff old rules"

    shown = pexpect.run(command, cwd=str(releases), encoding="utf-8", timeout=60, env=None)

    assert "do not score the same roles" in shown
    lines = [line.rsplit("\x1b[K", 1)[-1] for line in shown.splitlines()]
    (error,) = (line for line in lines if "do not score" in line)
    assert error.startswith("error: ")


def test_progress_is_told_on_a_terminal_only(sound: Path) -> None:
    assert advisor("--rules", "rules", "rules", "check", cwd=sound).stderr == ""


class Reader(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = io.StringIO()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.write(data)


def written(folder: Path, *more: str) -> tuple[str, str]:
    """Write the document of "rules" or of the shipped rulebook, and return its Markdown and its HTML."""
    done = advisor("rules", "docs", "-o", "out", *more, cwd=folder)
    assert done.returncode == 0, done.stderr
    paths = sorted((folder / "out").iterdir())
    assert [path.suffix for path in paths] == [".html", ".md"]
    return paths[1].read_text("utf-8"), paths[0].read_text("utf-8")


def assert_requests_nothing(page: str) -> None:
    reader = Reader(page)
    for tag, attributes in reader.tags:
        assert tag not in {"script", "iframe", "object", "embed", "link", "base", "img", "form"}
        assert not [
            name for name in attributes if name.startswith("on") or name in {"src", "srcset", "style"}
        ]
        assert (attributes.get("href") or "#").startswith("#")
        refresh = (attributes.get("http-equiv") or "").lower()
        assert refresh in {"", "content-security-policy"}
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import|expression\(", style[1], re.IGNORECASE)
    assert "default-src 'none'" in page


def test_the_document_of_the_shipped_rulebook_says_every_rule_in_both_formats(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    plain, page = written(tmp_path)

    assert_requests_nothing(page)
    titles = [rule.title for rule in rulebook.rules] + [gate.title for gate in rulebook.gates]
    titles += [note.title for note in rulebook.notes] + [s.title for s in rulebook.sources.values()]
    for title in titles:
        assert html.escape(title, quote=False) in page.replace("&#39;", "'").replace("&#34;", '"')
        assert escape(title) in plain
    for question in rulebook.questionnaires["full"].questions():
        assert escape(question.asks) in plain
    assert rulebook.digest[:16] in plain
    assert rulebook.digest[:16] in page
    assert "9,205,287,269,601,116,160,000" in plain


def test_one_format_writes_one_file_and_json_names_it(sound: Path) -> None:
    done = advisor("--rules", "rules", "rules", "docs", "-f", "HTML,html", "-o", "out", "--json", cwd=sound)

    assert json.loads(done.stdout) == {"written": [str(Path("out") / "tiny.html")]}
    assert [path.name for path in (sound / "out").iterdir()] == ["tiny.html"]


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("roles/doer/rank.toml", "There is a team"),
        ("gates/early.toml", "Too small"),
        ("sources/ours.toml", "Ours"),
        ("rulebook.toml", "A tiny rulebook"),
        ("facts/all.toml", "The gap"),
        ("dimensions/scope.toml", "Scope"),
    ],
)
def test_a_hostile_title_is_shown_as_it_is_and_does_nothing(file: str, old: str, sound: Path) -> None:
    mend(sound, file, f'title = "{old}"', f"title = '{HOSTILE}'")
    assert load_rulebook(sound / "rules")

    plain, page = written(sound, "--rules", "rules")

    assert_requests_nothing(page)
    assert HOSTILE in Reader(page).text.getvalue()
    assert "<script" not in plain.replace("\\<", "")
    assert "<img" not in plain.replace("\\<", "")


def test_a_document_that_is_there_already_is_not_replaced_without_force(sound: Path) -> None:
    arguments = ("--rules", "rules", "rules", "docs", "-o", "out")
    assert advisor(*arguments, cwd=sound).returncode == 0
    for path in (sound / "out").iterdir():
        path.write_text("mine", "utf-8")

    code, error = refusal(sound, *arguments)

    assert code == 6
    assert "is there already" in error
    assert {path.read_text("utf-8") for path in (sound / "out").iterdir()} == {"mine"}
    assert advisor(*arguments, "--force", cwd=sound).returncode == 0
    assert "mine" not in {path.read_text("utf-8") for path in (sound / "out").iterdir()}


def test_the_proofs_of_the_shipped_rulebook_are_the_same_under_another_hash_seed(
    proved: dict[str, Any],
) -> None:
    again = advisor("rules", "check", "--json", cwd=None, text="", **SEEDS[2]).stdout

    assert json.dumps(proved, ensure_ascii=False, indent=2) + "\n" == again


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--json"), ("diff", "old", "rules"), ("diff", "old", "rules", "--json")],
    ids=" ".join,
)
def test_the_same_rulebooks_give_the_same_bytes_on_every_run(
    arguments: tuple[str, ...], releases: Path
) -> None:
    mend(releases, "roles/chief/rank.toml", "{ at-least = 100 }", "{ at-least = 90 }")
    mend(releases, "policies/default.toml", "points = 40", "points = 60")
    found = {
        (done.returncode, done.stdout, done.stderr)
        for place in SEEDS
        for done in [advisor("--rules", "rules", "rules", *arguments, cwd=releases, **place)]
    }

    assert len(found) == 1
    assert found.pop()[0] == 4


def test_the_same_rulebook_gives_the_same_document_on_every_run(sound: Path) -> None:
    found = {written(sound, "--rules", "rules", "--force") for _ in range(2)}
    done = advisor("--rules", "rules", "rules", "docs", "-o", "again", cwd=sound, **SEEDS[2])

    assert done.returncode == 0
    found.add(tuple(path.read_text("utf-8") for path in sorted((sound / "again").iterdir(), reverse=True)))  # type: ignore[arg-type]  # two files
    assert len(found) == 1


def test_the_shipped_rules_are_compared_with_a_copy_of_themselves(tmp_path: Path) -> None:
    shutil.copytree(rules_folder(), tmp_path / "copy")

    done = advisor("rules", "diff", str(rules_folder()), "copy", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "0 get other advice" in done.stdout
