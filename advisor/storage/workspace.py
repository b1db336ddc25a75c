"""The folder of case files: one file a client, found by name or id."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from advisor import __version__
from advisor.assessment import RulebookMark
from advisor.case import Case
from advisor.case_document import CaseFile, dumps, loads
from advisor.case_document.case_file import LIMIT
from advisor.errors import FileTrouble, InUse, NoSuchClient, SavedDataDamaged
from advisor.operating_system import NotAPlainFile, make_private_folder, read_plain_file, reason, take_lock
from advisor.plaintext import shown, slug
from advisor.storage.open_case import OpenCase, now
from advisor.storage.whole_files import put


def clients_folder() -> Path:
    """Return the folder of case files: under ADVISOR_HOME if that is set, else in the user's data folder."""
    home = os.environ.get("ADVISOR_HOME")
    if home:
        return Path(home).expanduser().absolute() / "clients"
    from platformdirs import user_data_dir  # noqa: PLC0415  (loaded where used)

    return Path(user_data_dir("advisor", appauthor=False)) / "clients"


@dataclass(frozen=True, slots=True)
class Listed:
    """A case file as a list shows it. `changed` is a UTC time; `answers` counts what was answered."""

    id: str
    name: str
    changed: str
    finished: bool
    answers: int
    path: Path


class Workspace:
    """All case files in one folder, which is made, for this account alone, when first written to."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or clients_folder()
        self.damaged: list[str] = []

    def create(self, case: Case, rulebook: RulebookMark, questionnaire: str) -> OpenCase:
        """Begin a case file and hold it. Raises FileTrouble, before any question, where that fails."""
        identity = secrets.token_hex(16)
        time = now()
        saved = CaseFile(
            id=identity,
            revision=1,
            created=time,
            changed=time,
            program=__version__,
            rulebook=rulebook,
            questionnaire=questionnaire,
            finished=False,
            case=case,
        )
        path = self.folder / f"{slug(case.name) or 'case'}-{identity[:8]}.json"
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            make_private_folder(self.folder)
            put(path, dumps(saved))
        except OSError as error:
            raise FileTrouble(
                f"{self.folder}: answers cannot be saved there: {reason(error)}",
                "set ADVISOR_HOME to a folder that you may write to",
            ) from None
        return self._hold(path)

    def open(self, listed: Listed) -> OpenCase:
        """Hold a case file. Raises InUse if somebody else does, SavedDataDamaged if it is damaged."""
        return self._hold(listed.path)

    def _hold(self, path: Path) -> OpenCase:
        locks = self.folder / "locks"
        note = json.dumps({"pid": os.getpid(), "since": now()}).encode()
        saved = self._read(path)
        try:
            make_private_folder(locks)
            lock = take_lock(locks / f"{saved.id}.lock", note)
        except (OSError, NotAPlainFile) as error:
            why = reason(error) if isinstance(error, OSError) else f"it is {error}"
            raise FileTrouble(
                f"{locks}: cannot be used: {why}", "look at the folder: advisor paths"
            ) from None
        if lock is None:
            raise InUse(f"{path.name}: {self._holder(locks / f'{saved.id}.lock')}", "close it there first")
        return OpenCase(path, self._read(path), lock)

    @staticmethod
    def _holder(path: Path) -> str:
        try:
            note = json.loads(read_plain_file(path, 1000))
            since = shown(str(note["since"]))[1:-1]
            return f"is open in another advisor (process {int(note['pid'])}, since {since})"
        except (OSError, NotAPlainFile, ValueError, KeyError, TypeError):
            return "is open in another advisor"

    def listed(self) -> list[Listed]:
        """Return every case file, newest change first; damaged ones are named in `damaged` instead."""
        self.damaged = []
        found = []
        for path in self._paths():
            try:
                saved = self._read(path)
            except SavedDataDamaged as error:
                self.damaged.append(str(error))
                continue
            case = saved.case
            answers = len(case.facts) + len(case.dont_know) + len(case.not_applicable)
            found.append(Listed(saved.id, case.name, saved.changed, saved.finished, answers, path))
        return sorted(found, key=lambda item: (item.changed, item.id), reverse=True)

    def _paths(self) -> list[Path]:
        try:
            return sorted(p for p in self.folder.glob("*.json") if not p.name.startswith("."))
        except OSError as error:
            raise FileTrouble(
                f"{self.folder}: cannot be read: {reason(error)}", "set ADVISOR_HOME to another folder"
            ) from None

    @staticmethod
    def _read(path: Path) -> CaseFile:
        try:
            return loads(read_plain_file(path, LIMIT, follow=False), path.name)
        except SavedDataDamaged as error:
            previous = path.with_name(path.name + ".prev")
            hint = (
                f"the version before is in {previous}" if previous.exists() else "put back a copy of the file"
            )
            raise SavedDataDamaged(str(error), hint) from None
        except NotAPlainFile as error:
            raise SavedDataDamaged(
                f"{path.name}: is {error}, no case file", "take it out of the folder"
            ) from None
        except OSError as error:
            raise FileTrouble(
                f"{path.name}: cannot be read: {reason(error)}", "look at the folder: advisor paths"
            ) from None

    def find(self, wanted: str) -> Listed:
        """Return the one client with this name, id or beginning of an id. Raises NoSuchClient."""
        listed = self.listed()
        exact = [item for item in listed if wanted in {item.name, item.id}]
        loose = [
            item
            for item in listed
            if item.name.casefold() == wanted.casefold()
            or (slug(wanted) and slug(item.name) == slug(wanted))
            or (len(wanted) >= 4 and item.id.startswith(wanted))
        ]
        found = exact or loose
        if not found:
            raise NoSuchClient(
                f"advisor: there is no client {shown(wanted)}", "run: advisor interview --client NAME"
            )
        if len(found) > 1:
            ids = ", ".join(item.id[:8] for item in found)
            raise NoSuchClient(
                f"advisor: {len(found)} clients go by {shown(wanted)}", f"name one by its id: {ids}"
            )
        return found[0]

    def read(self, wanted: str) -> Case:
        """Return the case of a client without holding it. Raises as `find`, and SavedDataDamaged."""
        return self._read(self.find(wanted).path).case
