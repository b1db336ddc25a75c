import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.case import Case, RulebookMark
from advisor.case_document import loads
from advisor.errors import FileTrouble, InUse
from advisor.interview.conversation import with_answer
from advisor.places import nobody_in
from advisor.storage import Listed, Workspace

MARK = RulebookMark("toy", "1", "0" * 64)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "home" / "clients")


@pytest.fixture
def acme(workspace: Workspace) -> Listed:
    opened = workspace.create(Case(name="Acme"), MARK, "full")
    opened.save(with_answer(opened.case, "headcount", 60))
    opened.close()
    return workspace.find("Acme")


def names(workspace: Workspace) -> list[str]:
    return [item.name for item in workspace.listed()]


def test_what_is_discarded_is_no_client_any_more_and_comes_back_as_it_was(
    workspace: Workspace, acme: Listed
) -> None:
    before = acme.path.read_bytes()

    workspace.discard(acme)
    assert names(workspace) == []
    assert names(workspace.discarded()) == ["Acme"]
    assert not nobody_in(str(workspace.folder))

    workspace.bring_back(workspace.discarded().find("Acme"))
    assert names(workspace) == ["Acme"]
    assert names(workspace.discarded()) == []
    assert acme.path.read_bytes() == before


def test_what_is_forgotten_leaves_not_one_byte(workspace: Workspace, acme: Listed) -> None:
    workspace.discard(acme)

    workspace.forget(workspace.discarded().find("Acme"))

    left = [path for path in workspace.folder.parent.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert left == []
    assert nobody_in(str(workspace.folder))


def test_discarded_files_are_for_their_owner_alone(workspace: Workspace, acme: Listed) -> None:
    before = os.umask(0)
    try:
        workspace.discard(acme)
    finally:
        os.umask(before)

    folder = workspace.discarded().folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_what_is_in_use_is_neither_discarded_nor_brought_back_nor_forgotten(
    workspace: Workspace, acme: Listed
) -> None:
    held = workspace.open(acme)
    with pytest.raises(InUse):
        workspace.discard(acme)
    held.close()
    workspace.discard(acme)

    found = workspace.discarded().find("Acme")
    held = workspace.discarded().open(found)
    with pytest.raises(InUse):
        workspace.bring_back(found)
    with pytest.raises(InUse):
        workspace.forget(found)
    held.close()
    assert names(workspace.discarded()) == ["Acme"]


def test_bringing_back_replaces_nothing(workspace: Workspace, acme: Listed) -> None:
    copy = acme.path.read_bytes()
    workspace.discard(acme)
    acme.path.write_bytes(copy)

    with pytest.raises(FileTrouble, match="something of that name is there already"):
        workspace.bring_back(workspace.discarded().find("Acme"))
    assert names(workspace) == names(workspace.discarded()) == ["Acme"]


def test_what_somebody_else_brought_back_meanwhile_is_told(workspace: Workspace, acme: Listed) -> None:
    workspace.discard(acme)
    seen = workspace.discarded().find("Acme")
    workspace.bring_back(seen)

    with pytest.raises(FileTrouble, match="there is no such file"):
        workspace.forget(seen)
    assert names(workspace) == ["Acme"]


KILLED = """
import os, signal, sys
from pathlib import Path
import advisor.storage.workspace as w
calls = 0
def killing(real):
    def run(*a, **k):
        global calls
        if calls == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1
        return real(*a, **k)
    return run
for name in ("make_private_folder", "replace_file", "flush_folder"):
    setattr(w, name, killing(getattr(w, name)))
workspace = w.Workspace(Path(sys.argv[1]))
workspace.discard(workspace.find("Acme"))
"""


@pytest.mark.parametrize("step", range(7))
def test_a_kill_at_any_step_leaves_the_case_in_one_place(
    workspace: Workspace, acme: Listed, step: int
) -> None:
    before = acme.path.read_bytes()

    subprocess.run([sys.executable, "-c", KILLED, str(workspace.folder), str(step)], check=False)

    places = [*workspace.folder.glob("*.json"), *workspace.discarded().folder.glob("*.json")]
    assert [path.read_bytes() for path in places] == [before]
    assert loads(before, "x").case.name == "Acme"
