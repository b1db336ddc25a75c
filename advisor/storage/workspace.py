"""The folder of case files: one file a client, found by name or id."""

import errno
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from advisor import __version__, places
from advisor.case import Case, RulebookMark
from advisor.case_document import CaseFile, loads
from advisor.case_document.case_file import LIMIT
from advisor.errors import (
    FileTrouble,
    InUse,
    NoSuchClient,
    SavedDataDamaged,
    SeveralClients,
    did_you_mean,
)
from advisor.operating_system import (
    PRIVATE_FOLDER,
    NotAPlainFile,
    flush_folder,
    make_private_folder,
    read_plain_file,
    reason,
    replace_file,
    take_lock,
)
from advisor.plaintext import shown, slug
from advisor.storage.open_case import OpenCase, bytes_of, now
from advisor.storage.whole_files import previous_of, put, sweep


def clients_folder() -> Path:
    """Return the folder of case files: under ADVISOR_HOME if that is set, else in the user's data folder."""
    return Path(places.clients_folder())


_ELSEWHERE = "set ADVISOR_HOME to a folder that you may write to"


@dataclass(frozen=True, slots=True)
class Listed:
    """A case file as a list shows it.

    `changed` is a UTC time; `answers` counts what was answered; `rulebook` is the id of the one answered.
    """

    id: str
    name: str
    rulebook: str
    changed: str
    finished: bool
    answers: int
    path: Path


class Workspace:
    """All case files in one folder, which is made, for this account alone, when first written to."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or clients_folder()
        self.damaged: dict[Path, SavedDataDamaged | FileTrouble] = {}

    def create(self, case: Case, rulebook: RulebookMark, questionnaire: str) -> OpenCase:
        """Begin a case file and hold it. Raises FileTrouble, before any question, where that fails."""
        identity = os.urandom(16).hex()
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
        data = bytes_of(saved)
        try:
            self.folder.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            make_private_folder(self.folder)
            put(path, data)
        except OSError as error:
            raise FileTrouble(
                f"{self.folder}: answers cannot be saved there: {reason(error)}",
                "make room for them" if error.errno == errno.ENOSPC else _ELSEWHERE,
            ) from None
        return self._hold(path)

    def open(self, listed: Listed) -> OpenCase:
        """Hold a case file.

        Raises InUse if somebody else does, SavedDataDamaged if it is damaged, and FileTrouble, before
        any question, where answers could not be saved.
        """
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise FileTrouble(
                f"{self.folder}: answers cannot be saved there: it can only be read",
                _ELSEWHERE,
            )
        return self._hold(listed.path)

    def _hold(self, path: Path) -> OpenCase:
        identity = self._read(path)[0].id
        locks = self.folder.parent / "locks"  # beside the clients, who may be in a synchronised folder
        note = json.dumps({"pid": os.getpid(), "since": now()}).encode()
        try:
            make_private_folder(locks)
            lock = take_lock(locks / f"{identity}.lock", note)
        except (OSError, NotAPlainFile) as error:
            why = reason(error) if isinstance(error, OSError) else f"it is {error}"
            raise FileTrouble(
                f"{locks}: cannot be used: {why}", "look at the folder: advisor paths"
            ) from None
        if lock is None:
            raise InUse(f"{path.name}: {self._holder(locks / f'{identity}.lock')}", "close it there first")
        try:
            sweep(path)
            return OpenCase(path, *self._read(path), lock)
        except BaseException:
            lock.release()
            raise

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
        self.damaged = {}
        found = []
        for path in self._paths():
            try:
                saved, _ = self._read(path)
            except (SavedDataDamaged, FileTrouble) as error:
                self.damaged[path] = error
                continue
            case, answers = saved.case, _answers_in(saved.case)
            found.append(
                Listed(saved.id, case.name, saved.rulebook.id, saved.changed, saved.finished, answers, path)
            )
        return sorted(found, key=lambda item: (item.changed, item.id), reverse=True)

    def _paths(self) -> list[Path]:
        try:
            paths = sorted(self.folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise FileTrouble(
                f"{self.folder}: cannot be read: {reason(error)}", "set ADVISOR_HOME to another folder"
            ) from None
        return [path for path in paths if path.suffix == ".json" and not path.name.startswith(".")]

    @staticmethod
    def _read(path: Path) -> tuple[CaseFile, bytes]:
        where = shown(path.name)[1:-1]
        try:
            data = read_plain_file(path, LIMIT, follow=False)
            return loads(data, where), data
        except SavedDataDamaged as error:
            raise SavedDataDamaged(str(error), error.hint or _way_back(path)) from None
        except NotAPlainFile as error:
            raise SavedDataDamaged(
                f"{where}: is {error}, no case file", "take it out of the folder"
            ) from None
        except OSError as error:
            raise FileTrouble(
                f"{where}: cannot be read: {reason(error)}", "look at the folder: advisor paths"
            ) from None

    def find(self, wanted: str) -> Listed:
        """Return the one client with this name, id or beginning of an id.

        Raises NoSuchClient or SeveralClients; and what is wrong with a damaged file that is called so,
        lest a new client take its place.
        """
        listed = self.listed()
        exact = [item for item in listed if wanted in {item.name, item.id, item.path.stem, item.path.name}]
        loose = [
            item
            for item in listed
            if item.name.casefold() == wanted.casefold()
            or (slug(wanted) and slug(item.name) == slug(wanted))
            or (len(wanted) >= 4 and item.id.startswith(wanted))
        ]
        found = exact or loose
        if not found:
            for path, error in self.damaged.items():
                if wanted in {path.stem, path.name} or path.stem.rpartition("-")[0] == slug(wanted) != "":
                    raise error
            near = did_you_mean(wanted[:60], {item.name for item in listed})
            raise NoSuchClient(
                f"advisor: there is no client {shown(wanted)}{near}", "run: advisor interview --client NAME"
            )
        if len(found) > 1:
            apart = ", ".join(shown(item.path.stem)[1:-1] for item in found[:10])
            raise SeveralClients(
                f"advisor: {len(found)} clients go by {shown(wanted)}", f"name one of them: {apart}"
            )
        return found[0]

    def read(self, wanted: str) -> CaseFile:
        """Return the case file of a client without holding it. Raises as `find`, and SavedDataDamaged."""
        return self.look_at(self.find(wanted))

    def look_at(self, listed: Listed) -> CaseFile:
        """Return a case file without holding it. Raises SavedDataDamaged and FileTrouble."""
        return self._read(listed.path)[0]

    def discarded(self) -> "Workspace":
        """Return the case files that were discarded and can still be brought back."""
        return Workspace(self.folder.with_name(places.DISCARDED))

    def discard(self, listed: Listed) -> None:
        """Put a case file where `bring_back` finds it, in one step that lasts through a power cut.

        Raises as `open`, so that what is in use elsewhere stays; FileTrouble where it cannot be moved.
        """
        _move(self.open(listed), listed.path, self.folder.with_name(places.DISCARDED))

    def bring_back(self, listed: Listed) -> None:
        """Put a discarded case file back among the clients. Raises as `discard`."""
        _move(self.discarded().open(listed), listed.path, self.folder)

    def forget(self, listed: Listed) -> None:
        """Remove a discarded case file for good, with the version before. Raises as `discard`."""
        held = self.discarded().open(listed)
        try:
            listed.path.unlink()
            for place in (listed.path, self.folder / listed.path.name):
                previous_of(place).unlink(missing_ok=True)
            flush_folder(listed.path.parent)
        except OSError as error:
            raise FileTrouble(
                f"{listed.path.name}: cannot be removed: {reason(error)}", "look at the folder: advisor paths"
            ) from None
        finally:
            held.close()


def _move(held: OpenCase, path: Path, folder: Path) -> None:
    """Move a case file that is held, and the version before, to another private folder; let go of it."""
    target = folder / path.name
    try:
        make_private_folder(folder)
        if target.exists() or target.is_symlink():
            raise FileExistsError(errno.EEXIST, "", str(target))
        replace_file(path, target)
        with suppress(FileNotFoundError):
            replace_file(previous_of(path), previous_of(target))
        flush_folder(folder)
        flush_folder(path.parent)
    except OSError as error:
        raise FileTrouble(
            f"{path.name}: cannot be moved to {folder}: {reason(error)}", "look at the folder: advisor paths"
        ) from None
    finally:
        held.close()


def _answers_in(case: Case) -> int:
    return len(case.facts) + len(case.dont_know) + len(case.not_applicable)


def answers_in_words(count: int) -> str:
    """Say how many answers there are."""
    return "1 answer" if count == 1 else f"{count} answers"


def _way_back(path: Path) -> str:
    """Say how to get the version before, if there is a whole one."""
    previous = previous_of(path)
    try:
        case = loads(read_plain_file(previous, LIMIT, follow=False), previous.name).case
    except (OSError, NotAPlainFile, SavedDataDamaged):
        return "put back a copy of the file"
    held = answers_in_words(_answers_in(case))
    return f"the version before is whole and holds {held}: put {previous} in its place"
