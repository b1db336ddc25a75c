"""The case file: one client's case as saved, with a digest over everything else in it."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from advisor.case import Case, RulebookMark
from advisor.case_document.shape import from_document, text, to_document
from advisor.case_document.strict import DuplicateKeyError, decode, parse_json
from advisor.errors import SavedDataDamaged
from advisor.plaintext import shown

SCHEMA = "advisor.case/1"
LIMIT = 4 * 1024 * 1024
"""Bytes of the largest case file."""

_VERSION = 1
_ID = re.compile("[0-9a-f]{32}")
_SCHEMA = re.compile(r"advisor\.case/([1-9][0-9]{0,5})")
_KEYS = {
    "schema", "id", "revision", "created", "changed", "program", "rulebook", "questionnaire", "finished",
    "case", "upheld", "deliveries", "digest",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delivery:
    """A report that went out: the day (UTC), and what it said. Never read back as a result."""

    date: str
    rulebook: str
    recommendation: str
    timing: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One client's case and what goes with it.

    `id` is 32 hexadecimal digits; `revision` counts saves from 1; `created` and `changed` are UTC
    times ("2026-11-02T16:10:05Z"); `rulebook` is the one it was last answered under, and
    `questionnaire` the one that was asked last; `upheld` are the contradictions whose answers the
    person called right.
    """

    id: str
    revision: int
    created: str
    changed: str
    program: str
    rulebook: RulebookMark
    questionnaire: str
    finished: bool
    case: Case
    upheld: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


def dumps(saved: CaseFile) -> bytes:
    """Return the bytes of a case file: UTF-8, indented by two, ending in a line break.

    Raises ValueError with the rest of a sentence for a case that `loads` would refuse: what is
    written can be read.
    """
    document: dict[str, object] = {
        "schema": SCHEMA,
        "id": saved.id,
        "revision": saved.revision,
        "created": saved.created,
        "changed": saved.changed,
        "program": saved.program,
        "rulebook": _mark(saved.rulebook),
        "questionnaire": saved.questionnaire,
        "finished": saved.finished,
        "case": to_document(saved.case),
        "upheld": list(saved.upheld),
        "deliveries": [_delivered(delivery) for delivery in saved.deliveries],
    }
    from_document(document["case"])
    document["digest"] = _digest(document)
    data = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2).encode() + b"\n"
    if len(data) > LIMIT:
        raise ValueError(f"is larger than {LIMIT // 1024 // 1024} MiB")
    return data


class _WrittenLaterError(ValueError):
    """A case file of a format that this program does not know yet."""


def loads(data: bytes, where: str) -> CaseFile:
    """Return the case file in some bytes, believed only if its digest is right.

    Raises SavedDataDamaged, naming `where`, for anything but a whole case file that this program
    knows how to read.
    """
    try:
        return _read(data)
    except json.JSONDecodeError:
        raise SavedDataDamaged(
            f"{where}: the case file is damaged: it ends too early or is garbled"
        ) from None
    except DuplicateKeyError as error:
        raise SavedDataDamaged(
            f"{where}: the case file is damaged: {shown(error.key)} is there twice"
        ) from None
    except _WrittenLaterError as error:
        raise SavedDataDamaged(
            f"{where}: the case file {error}", "nothing is amiss with it: update advisor"
        ) from None
    except ValueError as error:
        raise SavedDataDamaged(f"{where}: the case file {error}") from None


def _read(data: bytes) -> CaseFile:
    if len(data) > LIMIT:
        raise ValueError(f"is larger than {LIMIT // 1024 // 1024} MiB")
    if not data.strip(b"\0 \r\n\t"):
        raise ValueError("is damaged: it is empty")
    document = parse_json(decode(data))
    if not isinstance(document, dict):
        raise ValueError("is not one that advisor wrote")
    _insist_on_version(document.get("schema"))
    if document.pop("digest", None) != _digest(document) or not data.endswith(b"\n"):
        raise ValueError("was changed outside advisor, or is damaged: its digest does not match")
    if set(document) != _KEYS - {"digest"}:
        raise ValueError("is not one that advisor wrote: it has other keys")
    return _case_file(document)


def _insist_on_version(schema: object) -> None:
    found = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if not found:
        raise ValueError("is not one that advisor wrote")
    if int(found[1]) != _VERSION:
        raise _WrittenLaterError(
            f"was written by a newer advisor (format {found[1]}; this one reads {_VERSION})"
        )


def _case_file(document: dict[str, object]) -> CaseFile:
    identity, revision, rulebook = document["id"], document["revision"], document["rulebook"]
    finished, upheld, deliveries = document["finished"], document["upheld"], document["deliveries"]
    if not isinstance(identity, str) or not _ID.fullmatch(identity):
        raise ValueError("has no proper id")
    if isinstance(revision, bool) or not isinstance(revision, int) or not 1 <= revision < 10**9:
        raise ValueError("has no proper revision")
    if not isinstance(finished, bool) or not isinstance(rulebook, dict):
        raise ValueError("has the wrong shape")
    if not isinstance(upheld, list) or not isinstance(deliveries, list):
        raise ValueError("has the wrong shape")
    return CaseFile(
        id=identity,
        revision=revision,
        created=_time(document, "created"),
        changed=_time(document, "changed"),
        program=text(document["program"]),
        rulebook=RulebookMark(**_texts(rulebook, ("id", "version", "digest"))),
        questionnaire=_optional(document["questionnaire"]),
        finished=finished,
        case=from_document(document["case"]),
        upheld=tuple(text(name) for name in upheld),
        deliveries=tuple(
            Delivery(**_texts(item, ("date", "rulebook", "recommendation", "timing"))) for item in deliveries
        ),
    )


def _time(document: dict[str, object], key: Literal["created", "changed"]) -> str:
    value = document[key]
    if not isinstance(value, str) or not value.endswith("Z"):
        raise ValueError(f"has no proper time for '{key}'")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"has no proper time for '{key}'") from None
    return value


def _texts(table: object, keys: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(table, dict) or set(table) != set(keys):
        raise ValueError("has the wrong shape")
    return {key: _optional(table[key]) for key in keys}


def _optional(value: object) -> str:
    return "" if value == "" else text(value)


def _mark(mark: RulebookMark) -> dict[str, str]:
    return {"id": mark.id, "version": mark.version, "digest": mark.digest}


def _delivered(delivery: Delivery) -> dict[str, str]:
    return {
        "date": delivery.date,
        "rulebook": delivery.rulebook,
        "recommendation": delivery.recommendation,
        "timing": delivery.timing,
    }


def _digest(document: dict[str, object]) -> str:
    canonical = json.dumps(
        document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
