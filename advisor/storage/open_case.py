"""One client's case file while somebody works on it: locked, checked before each save."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from advisor import __version__
from advisor.assessment import RulebookMark
from advisor.case import Case
from advisor.case_document import CaseFile, dumps, loads
from advisor.case_document.case_file import LIMIT
from advisor.errors import FileTrouble, InUse
from advisor.operating_system import Lock, read_plain_file, reason
from advisor.storage.whole_files import put


def now() -> str:
    """Return the time in UTC, to the second. Case files are the only place that may know it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class OpenCase:
    """A case file held under a kernel lock until `close`, or until the process ends however it ends."""

    def __init__(self, path: Path, saved: CaseFile, lock: Lock) -> None:
        self._path, self._saved, self._lock = path, saved, lock

    @property
    def saved(self) -> CaseFile:
        """The case file as it was last read or written."""
        return self._saved

    @property
    def case(self) -> Case:
        """The case as it was last read or saved."""
        return self._saved.case

    def save(self, case: Case, *, finished: bool | None = None, rulebook: RulebookMark | None = None) -> None:
        """Write the case; it is on the disk when this returns.

        Raises InUse if the file was changed behind our back, FileTrouble if it cannot be written;
        either way the file that was there stays as it was.
        """
        self._insist_on_ours()
        newer = replace(
            self._saved,
            revision=self._saved.revision + 1,
            changed=max(now(), self._saved.changed),
            program=__version__,
            case=case,
            finished=self._saved.finished if finished is None else finished,
            rulebook=rulebook or self._saved.rulebook,
        )
        try:
            put(self._path, dumps(newer), keep_previous=True)
        except OSError as error:
            raise FileTrouble(
                f"{self._path.name}: the last answer is not saved: {reason(error)}",
                "make room or mend the folder, then run the same command again",
            ) from None
        self._saved = newer

    def _insist_on_ours(self) -> None:
        """Look again: the lock keeps other advisors out, but editors and sync programs ignore it."""
        try:
            found = loads(read_plain_file(self._path, LIMIT, follow=False), self._path.name)
        except OSError as error:
            raise FileTrouble(
                f"{self._path.name}: cannot be read back: {reason(error)}",
                "look at the folder: advisor paths",
            ) from None
        if (found.id, found.revision) != (self._saved.id, self._saved.revision):
            raise InUse(
                f"{self._path.name}: another program has changed this file meanwhile",
                "run the same command again to go on with the file as it is now",
            )

    def close(self) -> None:
        """Let go of the lock."""
        self._lock.release()
