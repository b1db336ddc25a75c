"""What other programs, other accounts and a full disk do to case files, done for real."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from advisor.case import Case, Note, RulebookMark
from advisor.case_document import dumps, loads
from advisor.errors import AnswersRefused, FileTrouble, InUse, NoSuchClient, SavedDataDamaged
from advisor.storage import OpenCase, Workspace, write_whole

MARK = RulebookMark("toy", "1", "0" * 64)
OURS = Case(name="Ours", facts={"headcount": 60})
THEIRS = Case(name="Theirs")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "home" / "clients")


@pytest.fixture
def opened(workspace: Workspace) -> Iterator[OpenCase]:
    held = workspace.create(Case(name="Acme"), MARK, "full")
    yield held
    held.close()


@pytest.fixture
def path(workspace: Workspace, opened: OpenCase) -> Path:
    (found,) = workspace.folder.glob("*.json")
    return found


def names(workspace: Workspace) -> list[str]:
    return sorted(item.name for item in workspace.listed())


# Changed behind our back


def test_another_version_with_our_revision_is_not_overwritten(
    workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    theirs = dumps(replace(opened.saved, case=THEIRS))
    path.write_bytes(theirs)

    with pytest.raises(InUse, match=r"your answers are kept in acme-\w+-kept-\w+\.json"):
        opened.save(OURS)

    assert path.read_bytes() == theirs
    assert names(workspace) == ["Ours", "Theirs"]


def test_two_versions_of_one_client_are_told_apart_by_file(
    workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    path.write_bytes(dumps(replace(opened.saved, case=THEIRS)))
    with pytest.raises(InUse):
        opened.save(OURS)

    with pytest.raises(NoSuchClient) as caught:
        workspace.find(opened.saved.id)
    assert path.stem in caught.value.hint
    assert workspace.find(path.stem).name == "Theirs"


def test_what_broke_the_file_does_not_take_our_answers_along(
    workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    path.write_text("{")

    with pytest.raises(InUse, match="your answers are kept in"):
        opened.save(OURS)
    assert names(workspace) == ["Ours"]


def test_a_file_taken_away_is_written_anew(workspace: Workspace, opened: OpenCase, path: Path) -> None:
    path.unlink()

    opened.save(OURS)

    assert names(workspace) == ["Ours"]


def test_a_folder_taken_away_is_trouble_and_no_answer_is_called_saved(
    workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    workspace.folder.rename(workspace.folder.with_name("elsewhere"))

    with pytest.raises(FileTrouble, match="the last answer is not saved: there is no such file or folder"):
        opened.save(OURS)
    assert opened.case == Case(name="Acme")


def test_what_took_the_place_of_the_file_is_neither_followed_nor_replaced(
    opened: OpenCase, path: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    path.rename(victim)
    path.symlink_to(victim)
    before = victim.read_bytes()

    with pytest.raises(FileTrouble, match="it is a link"):
        opened.save(OURS)
    assert victim.read_bytes() == before

    path.unlink()
    path.mkdir()
    with pytest.raises(FileTrouble, match="it is a folder"):
        opened.save(OURS)


def test_an_interruption_at_any_moment_of_a_save_does_not_make_our_own_file_foreign(
    workspace: Workspace, opened: OpenCase
) -> None:
    class Rung(Exception):
        pass

    def ring(number: int, _: FrameType | None) -> None:
        raise Rung

    before = signal.signal(signal.SIGALRM, ring)
    rung = 0
    try:
        for people in range(300):
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.00001 * (people + 1))
                opened.save(replace(OURS, facts={"headcount": people}))
                signal.setitimer(signal.ITIMER_REAL, 0)
            except Rung:
                rung += 1
    finally:
        signal.signal(signal.SIGALRM, before)
    opened.save(OURS)

    assert rung > 20
    assert workspace.read("Ours").case == OURS
    assert not list(workspace.folder.glob("*-kept-*"))


# What could not be read back is not written

UNREADABLE = {
    "an escape code": (Case(name="a\x1b[31m"), "control character"),
    "half a character": (Case(name="a\udcff"), "broken character"),
    "a long name": (Case(name="x" * 121), "longer than 120"),
    "a long note": (Case(notes=(Note("x" * 4001),)), "longer than 4,000"),
    "too much": (Case(notes=(Note("x" * 4000),) * 1100), "larger than 4 MiB"),
    "no such day": (Case(date="2026-02-30"), "no such day"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_case_that_could_not_be_opened_again_is_refused(
    name: str, workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    case, says = UNREADABLE[name]
    before = path.read_bytes()

    for save in (lambda: opened.save(case), lambda: workspace.create(case, MARK, "full")):
        with pytest.raises(AnswersRefused, match=says) as caught:
            save()
        assert str(caught.value).isprintable()

    assert path.read_bytes() == before
    assert names(workspace) == ["Acme"]
    opened.save(OURS)


# The version before, and what is left over


def test_the_version_before_is_kept_and_named_when_the_file_is_damaged(
    workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    opened.save(OURS)
    opened.save(THEIRS)
    previous = path.with_name(path.name + ".prev")
    assert loads(previous.read_bytes(), "x").case == OURS

    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SavedDataDamaged) as caught:
        Workspace._read(path)
    assert str(previous) in caught.value.hint

    previous.write_text("{")
    with pytest.raises(SavedDataDamaged) as caught:
        Workspace._read(path)
    assert caught.value.hint == "put back a copy of the file"


def test_a_link_planted_for_the_version_before_is_not_followed(
    opened: OpenCase, path: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    path.with_name(path.name + ".prev").symlink_to(victim)

    opened.save(OURS)

    assert victim.read_text() == "theirs"


def test_what_a_killed_process_left_is_swept_when_the_case_is_opened(
    workspace: Workspace, opened: OpenCase, path: Path
) -> None:
    killer = """
import os, signal, sys
from pathlib import Path
from advisor.storage import Workspace
held = (w := Workspace(Path(sys.argv[1]))).open(w.listed()[0])
real = os.fsync
sys.setprofile(lambda frame, event, what: event == "c_call" and what is real and os.kill(os.getpid(), signal.SIGKILL))
held.save(held.case)
"""
    opened.close()
    subprocess.run([sys.executable, "-c", killer, str(workspace.folder)], check=False)
    (left,) = workspace.folder.glob(".*.tmp")
    assert "acme" not in left.name
    other = workspace.folder / ".0123456789ab-0.tmp"
    other.write_text("of another case")

    workspace.open(workspace.find("Acme")).close()

    assert not left.exists()
    assert other.exists()


# Locks

HOLDER = """
import sys
from pathlib import Path
from advisor.storage import Workspace
w = Workspace(Path(sys.argv[1]))
held = w.open(w.listed()[0])
print("held", flush=True)
sys.stdin.read()
"""


def test_another_process_is_named_and_its_death_frees_the_case_at_once(
    workspace: Workspace, opened: OpenCase
) -> None:
    opened.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(workspace.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()

        with pytest.raises(InUse, match=rf"process {holder.pid}, since 20\d\d-"):
            workspace.open(workspace.find("Acme"))
        assert workspace.read("Acme").case == Case(name="Acme")

        holder.kill()
        holder.wait()
        workspace.open(workspace.find("Acme")).close()


def test_locks_lie_beside_the_clients_and_hold_no_name(workspace: Workspace, opened: OpenCase) -> None:
    (lock,) = (workspace.folder.parent / "locks").iterdir()

    assert lock.name == f"{opened.saved.id}.lock"
    assert "Acme" not in lock.read_text()
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    assert stat.S_IMODE(lock.parent.stat().st_mode) == 0o700


def test_a_link_planted_for_the_lock_is_not_followed(
    workspace: Workspace, opened: OpenCase, tmp_path: Path
) -> None:
    opened.close()
    (lock,) = (workspace.folder.parent / "locks").iterdir()
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    lock.unlink()
    lock.symlink_to(victim)

    with pytest.raises(FileTrouble, match="it is a link"):
        workspace.open(workspace.find("Acme"))
    assert victim.read_text() == "theirs"


def test_a_lock_file_with_anything_in_it_still_names_a_holder(workspace: Workspace, opened: OpenCase) -> None:
    (lock,) = (workspace.folder.parent / "locks").iterdir()
    for text in ("", "{", "[]", '{"pid": "x"}', '{"pid": 1, "since": "\\u001b[31m"}', "\x1b" * 5000):
        lock.write_text(text)
        with pytest.raises(InUse, match="is open in another advisor") as caught:
            workspace.open(workspace.find("Acme"))
        assert str(caught.value).isprintable()


# Other accounts: run without the rights of an administrator

AS_NOBODY = """
import os, sys
from pathlib import Path
from advisor.case import RulebookMark
from advisor.case import Case
from advisor.errors import AdvisorError
from advisor.storage import Workspace
w = Workspace(Path(sys.argv[1]) / "home" / "clients")
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
def create(name):
    w.create(Case(name=name), RulebookMark("toy", "1", "0"), "full").close()
def tell(work):
    try:
        print(work())
    except AdvisorError as error:
        print(error.exit_code, str(error).split(": ", 1)[1])
"""


@pytest.fixture
def public() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        for path in (folder, folder / "home", folder / "home" / "clients"):
            if path.exists():
                path.chmod(0o777)


def as_nobody(folder: Path, script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY + script, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_folder_that_cannot_be_written_is_told_before_the_first_question(public: Path) -> None:
    told = as_nobody(
        public,
        """
create("Acme")
listed = w.listed()[0]
w.folder.chmod(0o500)
tell(lambda: w.open(listed))
tell(lambda: create("Other"))
tell(lambda: [item.name for item in w.listed()])
w.folder.chmod(0o000)
tell(w.listed)
""",
    )

    assert told == [
        "6 answers cannot be saved there: it can only be read",
        "6 answers cannot be saved there: this account may not",
        "['Acme']",
        "6 cannot be read: this account may not",
    ]


def test_one_unreadable_file_does_not_hide_the_others(public: Path) -> None:
    told = as_nobody(
        public,
        """
create("Acme")
create("Closed")
next(w.folder.glob("closed-*")).chmod(0)
tell(lambda: [item.name for item in w.listed()])
tell(lambda: [str(error).split(": ", 1)[1] for error in w.damaged.values()])
""",
    )

    assert told == ["['Acme']", "['cannot be read: this account may not']"]


def test_a_folder_of_another_account_is_not_trusted(tmp_path: Path) -> None:
    folder = Path("/usr")
    if os.geteuid() == 0:  # who could write anywhere, and would leave files the owner cannot read
        folder = tmp_path / "clients"
        folder.mkdir(mode=0o700)
        os.chown(folder, 65534, 65534)

    with pytest.raises(FileTrouble, match="this account may not"):
        Workspace(folder).create(OURS, MARK, "full")


def test_a_folder_open_to_others_is_closed(workspace: Workspace) -> None:
    workspace.folder.mkdir(parents=True)
    workspace.folder.chmod(0o775)

    workspace.create(OURS, MARK, "full").close()

    assert stat.S_IMODE(workspace.folder.stat().st_mode) == 0o700


# Foreign things in the folder


def test_what_is_no_case_file_is_named_and_hides_nothing(
    workspace: Workspace, opened: OpenCase, tmp_path: Path
) -> None:
    (workspace.folder / "folder.json").mkdir()
    (tmp_path / "elsewhere.json").write_bytes(dumps(replace(opened.saved, case=THEIRS)))
    (workspace.folder / "link.json").symlink_to(tmp_path / "elsewhere.json")
    (workspace.folder / "empty.json").touch()
    (workspace.folder / "zeros.json").write_bytes(b"\0" * 500)
    (workspace.folder / "other.json").write_text('{"a": 1}')
    (workspace.folder / "twice.json").write_text('{"schema": "advisor.case/1", "schema": "advisor.case/1"}')
    (workspace.folder / "deep.json").write_text("[" * 100_000)
    (workspace.folder / "bad\x1b[31m.json").write_text("{")
    os.mkfifo(workspace.folder / "pipe.json")
    (workspace.folder / "notes.txt").write_text("not looked at")

    assert names(workspace) == ["Acme"]
    assert len(workspace.damaged) == 9
    assert all(line.isprintable() for line in map(str, workspace.damaged.values()))


def test_a_client_nearly_named_right_is_suggested(workspace: Workspace, opened: OpenCase) -> None:
    with pytest.raises(NoSuchClient, match="did you mean 'Acme'"):
        workspace.find("Acne")


# Files a person takes away


def test_a_report_replaces_a_link_and_not_its_target(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    target = tmp_path / "out" / "report.md"
    target.parent.mkdir()
    target.symlink_to(victim)

    with pytest.raises(FileTrouble, match="is there already"):
        write_whole(target, b"ours", replace=False)
    write_whole(target, b"ours", replace=True)

    assert victim.read_text() == "theirs"
    assert target.read_bytes() == b"ours"
    assert stat.S_IMODE(target.lstat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]
