"""Faults planted in the tiny rulebook, one file each, found by the real command.

A file makes one change, written as in `tests/broken`, or several under `changes`; `says` is every
error line that must come of it, each to the letter. The rulebook it starts from has no faults.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.test_loading import break_it
from tests.tinybook import write_tinybook

FAULTS = sorted(Path(__file__).parent.glob("*.toml"))
SILENT = "silent-change"


def write_sound_book(folder: Path) -> Path:
    """Write the tiny rulebook with its one idle gate mended: a chief is blocked where one could be due."""
    root = write_tinybook(folder)
    old, new = "when.headcount = { at-most = 3 }", "when.headcount = { at-most = 50 }"
    break_it(root, {"file": "gates/early.toml", "replace": old, "with": new})
    return root


def rules(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor", *arguments],
        cwd=folder,
        input="",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ADVISOR_HOME": str(folder / "home")},
        timeout=60,
        check=False,
    )


def plant(folder: Path, how: Mapping[str, object]) -> list[str]:
    """Make the changes of a fault and write its example cases; return what to add to the command."""
    root = folder / "rules"
    changes = how.get("changes", [] if "cases" in how else [how])
    assert isinstance(changes, list)
    for change in changes:
        break_it(root, change)
    cases = how.get("cases", [])
    assert isinstance(cases, list)
    for case in cases:
        path = folder / "cases" / case["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["text"], "utf-8")
    return ["--cases", "cases"] if cases else []


def expected(how: Mapping[str, object]) -> list[str]:
    says = how["says"]
    return [f"error: {line}" for line in (says if isinstance(says, list) else [says])]


def test_the_rulebook_that_faults_are_planted_in_has_none(tmp_path: Path) -> None:
    write_sound_book(tmp_path)

    done = rules(tmp_path, "--rules", "rules", "rules", "check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\nFaults: none\n")


@pytest.mark.parametrize("path", [path for path in FAULTS if path.stem != SILENT], ids=lambda path: path.stem)
def test_each_planted_fault_is_told_in_its_sentence_and_the_rulebook_is_refused(
    path: Path, tmp_path: Path
) -> None:
    how = tomllib.loads(path.read_text("utf-8"))
    write_sound_book(tmp_path)
    more = plant(tmp_path, how)

    done = rules(tmp_path, "--rules", "rules", "rules", "check", *more)

    *errors, hint = done.stderr.splitlines()
    assert errors == expected(how)
    assert hint.startswith("hint: ")
    assert done.returncode == 4
    assert "Traceback" not in done.stdout + done.stderr


def compared(folder: Path, log: str | None = None) -> subprocess.CompletedProcess[str]:
    """Compare the sound rulebook with its release that changes in silence, or says `log` about it."""
    how = tomllib.loads((Path(__file__).parent / f"{SILENT}.toml").read_text("utf-8"))
    shutil.copytree(write_sound_book(folder), folder / "old")
    plant(folder, how)
    if log is not None:
        (folder / "rules" / "CHANGELOG.md").write_text(log, "utf-8")
    return rules(folder, "rules", "diff", "old", "rules")


def test_a_release_that_changes_advice_in_silence_is_refused(tmp_path: Path) -> None:
    how = tomllib.loads((Path(__file__).parent / f"{SILENT}.toml").read_text("utf-8"))

    done = compared(tmp_path)

    *errors, hint = done.stderr.splitlines()
    assert errors == expected(how)
    assert hint.startswith("hint: ")
    assert done.returncode == 4


def test_a_release_that_names_what_changed_is_let_through(tmp_path: Path) -> None:
    done = compared(tmp_path, "# Changes\n\n- Companies of 90 people and more hear chief (`many-people`).\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert "roles/chief/rank.toml: chief/rank/many-people" in done.stdout


def test_a_change_log_without_a_change_of_advice_need_not_say_anything(tmp_path: Path) -> None:
    shutil.copytree(write_sound_book(tmp_path), tmp_path / "old")
    because = {"replace": "The gap is large.", "with": "The gap is very large."}
    break_it(tmp_path / "rules", {"file": "roles/doer/scope.toml", **because})

    done = rules(tmp_path, "rules", "diff", "old", "rules")

    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing that the advice depends on has changed." in done.stdout


def test_what_an_older_change_log_said_already_does_not_count_again(tmp_path: Path) -> None:
    text = "# Changes\n\n- Once `many-people` was written anew.\n"
    how = tomllib.loads((Path(__file__).parent / f"{SILENT}.toml").read_text("utf-8"))
    (write_sound_book(tmp_path) / "CHANGELOG.md").write_text(text, "utf-8")
    shutil.copytree(tmp_path / "rules", tmp_path / "old")
    plant(tmp_path, how)
    (tmp_path / "rules" / "CHANGELOG.md").write_text(text + "\nNothing else.\n", "utf-8")

    assert rules(tmp_path, "rules", "diff", "old", "rules").returncode == 4


def test_a_word_that_only_holds_the_name_of_what_changed_does_not_mention_it(tmp_path: Path) -> None:
    root = write_sound_book(tmp_path)
    shutil.copytree(root, tmp_path / "old")
    break_it(root, {"file": "policies/default.toml", "replace": "points = 40", "with": "points = 30"})
    (root / "CHANGELOG.md").write_text("# Changes\n\nCompanies nearly all hear the same.\n", "utf-8")

    done = rules(tmp_path, "rules", "diff", "old", "rules")

    assert done.returncode == 4
    assert "does not mention 'near', which changed" in done.stderr
