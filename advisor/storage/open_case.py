"""One client's case file while somebody works on it: locked, checked before each save."""

import os
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from advisor import __version__
from advisor.case import Case, RulebookMark
from advisor.case_document import CaseFile, dumps
from advisor.case_document.case_file import LIMIT, Delivery
from advisor.errors import AnswersRefused, FileTrouble, InUse
from advisor.operating_system import Lock, NotAPlainFile, read_plain_file, reason, signals_wait
from advisor.storage.whole_files import put


def now() -> str:
    """Return the time in UTC, to the second. Case files are the only place that may know it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def bytes_of(saved: CaseFile) -> bytes:
    """Return the bytes of a case file. Raises AnswersRefused for texts that could not be read back."""
    try:
        return dumps(saved)
    except ValueError as error:
        raise AnswersRefused(
            f"advisor: this cannot be saved: the case {error}", "shorten or reword it"
        ) from None


class OpenCase:
    """A case file held under a kernel lock until `close`, or until the process ends however it ends."""

    def __init__(self, path: Path, saved: CaseFile, on_disk: bytes, lock: Lock) -> None:
        self._path, self._saved, self._lock = path, saved, lock
        self._ours = {on_disk}

    @property
    def saved(self) -> CaseFile:
        """The case file as it was last read or written."""
        return self._saved

    @property
    def case(self) -> Case:
        """The case as it was last read or saved."""
        return self._saved.case

    def save(
        self,
        case: Case,
        *,
        finished: bool | None = None,
        rulebook: RulebookMark | None = None,
        questionnaire: str | None = None,
        upheld: Collection[str] | None = None,
    ) -> None:
        """Write the case; it is on the disk when this returns. What is None stays as it was.

        Raises InUse if the file was changed behind our back (this case is kept beside it then),
        FileTrouble if it cannot be written, AnswersRefused if it could not be read back. In each
        case the file that was there stays as it was.
        """
        newer = replace(
            self._saved,
            changed=max(now(), self._saved.changed),
            case=case,
            finished=self._saved.finished if finished is None else finished,
            rulebook=rulebook or self._saved.rulebook,
            questionnaire=self._saved.questionnaire if questionnaire is None else questionnaire,
            upheld=self._saved.upheld if upheld is None else tuple(sorted(upheld)),
        )
        self._write(newer, "the last answer is not saved")

    def delivered(self, rulebook: RulebookMark, recommendation: str, timing: str) -> None:
        """Note that a report with this advice went out today (UTC); the same once a day.

        Raises as `save`. The time of the last change stays: nothing was answered.
        """
        delivery = Delivery(now()[:10], rulebook.digest, recommendation, timing)
        if delivery not in self._saved.deliveries:
            deliveries = (*self._saved.deliveries, delivery)
            self._write(replace(self._saved, deliveries=deliveries), "the report is not noted in it")

    def _write(self, changed: CaseFile, lost: str) -> None:
        newer = replace(changed, revision=self._saved.revision + 1, program=__version__)
        data = bytes_of(newer)
        self._insist_on_ours(data if changed.deliveries == self._saved.deliveries else None)
        self._ours.add(data)  # an interruption may come after the new file is in place
        try:
            with signals_wait():  # an answer that stands on the screen is on the disk
                put(self._path, data, keep_previous=True)
        except OSError as error:
            raise FileTrouble(
                f"{self._path.name}: {lost}: {reason(error)}",
                "make room or mend the folder, then run the same command again",
            ) from None
        self._saved, self._ours = newer, {data}

    def _insist_on_ours(self, answers: bytes | None) -> None:
        """Look again: the lock keeps other advisors out, but editors and sync programs ignore it.

        `answers` are bytes to keep beside a file that is no longer ours.
        """
        try:
            found = read_plain_file(self._path, LIMIT, follow=False)
        except FileNotFoundError:
            return  # taken away; writing it anew overwrites nothing
        except (OSError, NotAPlainFile) as error:
            why = reason(error) if isinstance(error, OSError) else f"it is {error}"
            raise FileTrouble(
                f"{self._path.name}: cannot be read back: {why}", "look at the folder: advisor paths"
            ) from None
        if found not in self._ours:
            said = f"{self._path.name}: another program has changed this file meanwhile"
            if answers is None:
                raise InUse(said, "run the same command again")
            raise InUse(
                f"{said}; {self._keep_apart(answers)}",
                "compare the two files, and move one of them elsewhere",
            )

    def _keep_apart(self, data: bytes) -> str:
        apart = self._path.with_name(f"{self._path.stem}-kept-{os.urandom(3).hex()}.json")
        try:
            put(apart, data)
        except OSError as error:
            return f"your last answer could not be kept: {reason(error)}"
        return f"your answers are kept in {apart.name}"

    def close(self) -> None:
        """Let go of the lock."""
        self._lock.release()
