import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.case import Case, Note, RulebookMark
from advisor.case_document import dumps, loads
from advisor.errors import FileTrouble, InUse, NoSuchClient, SavedDataDamaged
from advisor.interview.conversation import with_answer
from advisor.storage import OpenCase, Workspace

MARK = RulebookMark("toy", "1", "0" * 64)
CASE = Case(
    name="Two-site bakery",
    facts={"headcount": 60, "tools": ("list",), "team": True},
    dont_know=frozenset({"stage"}),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "clients")


@pytest.fixture
def opened(workspace: Workspace) -> Iterator[OpenCase]:
    held = workspace.create(CASE, MARK, "full")
    yield held
    held.close()


def only_file(workspace: Workspace) -> Path:
    (path,) = workspace.folder.glob("*.json")
    return path


def test_a_case_comes_back_as_it_was_saved(workspace: Workspace, opened: OpenCase) -> None:
    noted = replace(CASE, notes=(Note("Ask again", "stage"),), respondent="The owner", date="2026-11-02")
    opened.save(noted)

    assert workspace.read("Two-site bakery").case == noted
    assert opened.saved.revision == 2


def test_each_answer_is_on_the_disk_when_save_returns(workspace: Workspace, opened: OpenCase) -> None:
    for people in range(1, 6):
        opened.save(with_answer(opened.case, "headcount", people))
        assert loads(only_file(workspace).read_bytes(), "x").case.facts["headcount"] == people


def test_reports_that_went_out_are_remembered_once_a_day_and_outlast_later_answers(
    workspace: Workspace, opened: OpenCase
) -> None:
    before = opened.saved
    for timing in ("now", "now", "soon"):
        opened.delivered(MARK, "coo", timing)
    after = workspace.read("Two-site bakery")
    opened.save(with_answer(opened.case, "headcount", 61))

    assert [(one.rulebook, one.recommendation, one.timing) for one in after.deliveries] == [
        (MARK.digest, "coo", "now"),
        (MARK.digest, "coo", "soon"),
    ]
    assert (after.case, after.changed, after.revision) == (before.case, before.changed, before.revision + 2)
    assert workspace.read("Two-site bakery").deliveries == after.deliveries


def test_a_report_is_not_noted_in_a_file_changed_behind_our_back(
    workspace: Workspace, opened: OpenCase
) -> None:
    theirs = only_file(workspace).read_bytes().replace(b"bakery", b"Bakery")
    only_file(workspace).write_bytes(theirs)

    with pytest.raises(InUse):
        opened.delivered(MARK, "coo", "now")

    assert only_file(workspace).read_bytes() == theirs


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_files_and_folders_are_for_their_owner_alone(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        workspace = Workspace(tmp_path / "clients")
        workspace.create(CASE, MARK, "full").close()
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in workspace.folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE(workspace.folder.stat().st_mode) == 0o700


def test_a_second_process_is_told_who_holds_the_case(workspace: Workspace, opened: OpenCase) -> None:
    with pytest.raises(InUse, match=rf"process {os.getpid()}"):
        workspace.open(workspace.find("Two-site bakery"))
    opened.close()
    workspace.open(workspace.find("Two-site bakery")).close()


def test_a_file_changed_behind_our_back_is_not_overwritten(workspace: Workspace, opened: OpenCase) -> None:
    path = only_file(workspace)
    theirs = dumps(replace(opened.saved, revision=9))
    path.write_bytes(theirs)

    with pytest.raises(InUse, match="changed this file meanwhile"):
        opened.save(CASE)
    assert path.read_bytes() == theirs


def test_every_cut_is_noticed(workspace: Workspace, opened: OpenCase) -> None:
    whole = only_file(workspace).read_bytes()

    for length in range(len(whole)):
        with pytest.raises(SavedDataDamaged):
            loads(whole[:length], "x")


def test_every_flipped_bit_is_noticed(opened: OpenCase) -> None:
    whole = dumps(replace(opened.saved, case=Case(name="A")))

    for place in range(len(whole)):
        for bit in range(8):
            raw = bytearray(whole)
            raw[place] ^= 1 << bit
            with pytest.raises(SavedDataDamaged):
                loads(bytes(raw), "x")


def test_a_newer_format_is_left_alone(workspace: Workspace, opened: OpenCase) -> None:
    document = json.loads(only_file(workspace).read_bytes())
    document["schema"] = "advisor.case/2"
    only_file(workspace).write_text(json.dumps(document) + "\n")

    with pytest.raises(SavedDataDamaged, match="newer advisor"):
        workspace.read(opened.saved.id[:8]) if workspace.listed() else Workspace._read(only_file(workspace))


def test_one_damaged_file_does_not_hide_the_others(workspace: Workspace) -> None:
    workspace.create(CASE, MARK, "full").close()
    (workspace.folder / "broken-00000000.json").write_text("{")

    assert [item.name for item in workspace.listed()] == ["Two-site bakery"]
    assert len(workspace.damaged) == 1


NAMES = ["../../x", "/etc/passwd", "CON", "nul.txt", "-rf", "~", "👩‍💼", "株式会社例", "a" * 120, "."]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_makes_a_harmless_file(workspace: Workspace, name: str) -> None:
    workspace.create(Case(name=name), MARK, "full").close()

    assert only_file(workspace).parent == workspace.folder
    assert workspace.find(name).name == name


def test_two_clients_of_one_name_are_told_apart_by_id(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.create(CASE, MARK, "full").close()

    with pytest.raises(NoSuchClient, match="2 clients go by"):
        workspace.find("Two-site bakery")
    assert workspace.find(workspace.listed()[0].id[:8]).name == "Two-site bakery"


def test_a_folder_that_cannot_be_made_is_told_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(FileTrouble, match="answers cannot be saved there"):
        Workspace(tmp_path / "taken" / "clients").create(CASE, MARK, "full")


SAVER = """
import sys
from pathlib import Path
from advisor.interview.conversation import with_answer
from advisor.storage import Workspace
w = Workspace(Path(sys.argv[1]))
held = w.open(w.listed()[0])
for people in range(1, 10**6):
    held.save(with_answer(held.case, "headcount", people))
    print(people, flush=True)
"""


def test_a_kill_at_any_moment_leaves_every_acknowledged_answer(workspace: Workspace) -> None:
    workspace.create(CASE, MARK, "full").close()
    for number in range(40):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(workspace.folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.0007 * number)
        process.send_signal(signal.SIGKILL)
        told = [int(line) for line in process.stdout.read().split()] or [1]
        process.wait()

        kept = workspace.read("Two-site bakery").case.facts["headcount"]
        assert isinstance(kept, int)
        assert told[-1] <= kept <= told[-1] + 1
    assert all(
        re.fullmatch(r"\.[0-9a-f]{12}-[0-9a-f]{16}\.tmp", left.name) for left in workspace.folder.glob(".*")
    )


SHORT = """
import resource, signal, sys
from pathlib import Path
from dataclasses import replace
from advisor.case import Note
from advisor.storage import Workspace
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
w = Workspace(Path(sys.argv[1]))
held = w.open(w.listed()[0])
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
held.save(replace(held.case, notes=(Note("x" * 3900),)))
"""


def test_a_write_that_falls_short_leaves_the_version_before(workspace: Workspace) -> None:
    workspace.create(CASE, MARK, "full").close()
    before = only_file(workspace).read_bytes()

    done = subprocess.run(
        [sys.executable, "-c", SHORT, str(workspace.folder)], capture_output=True, text=True, check=False
    )

    assert "FileTrouble" in done.stderr
    assert only_file(workspace).read_bytes() == before
    assert not list(workspace.folder.glob(".*.tmp"))
