"""A rulebook that was read, checked and compiled before, so that the same files need not be read again.

The wheel carries its own rulebook in this form, made when it is built; others are kept in the cache
folder. It is data and never code: a head line that says for which files, by which code and with
what contents it was made, and then one JSON document. What does not match its head in every respect
counts as not there.
"""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from advisor.errors import RulebookRefused
from advisor.loading.plain_form import reader_of, spelled
from advisor.operating_system import (
    NotAPlainFile,
    make_private_folder,
    read_plain_file,
    replace_file,
    write_new_file,
)
from advisor.places import PACKAGE, cache_folder
from advisor.rulebook import Rulebook

FORMAT = "advisor.compiled/1"
IN_WHEEL = "rules.compiled"
"""Beside the modules of an installed package."""

LARGEST = 16 * 1024 * 1024
MOST_KEPT = 8
MADE_BY = ("loading", "engine", "engine/exact", "rulebook")
MADE_OF = ("conditions.py", "plaintext.py", "errors.py", "case_document/strict.py")
"""The code that decides what the compiled form of given files is."""


def find_compiled(digest: str) -> Rulebook | None:
    """Return the rulebook whose files have this digest, if its compiled form is at hand and whole."""
    code = code_digest()
    if not code:
        return None
    return _at(Path(PACKAGE, IN_WHEEL), digest, code) or _at(_kept_at(digest, code), digest, code)


def _at(path: Path, digest: str, code: str) -> Rulebook | None:
    try:
        data = read_plain_file(path, LARGEST)
    except (OSError, NotAPlainFile):
        return None
    return read_compiled(data, digest, code)


def keep_compiled(rulebook: Rulebook) -> None:
    """Keep the compiled form in the cache folder, where that can be written; the newest few are kept."""
    code = code_digest()
    if not code:
        return
    path = _kept_at(rulebook.digest, code)
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    with suppress(OSError, RulebookRefused):  # too much tied together: said once the tables are needed
        data = compiled(rulebook)
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        make_private_folder(path.parent)
        write_new_file(temporary, data)
        replace_file(temporary, path)
        _sweep(path.parent)
    with suppress(OSError):
        temporary.unlink()


def compiled(rulebook: Rulebook) -> bytes:
    """Return the compiled form: the same bytes for the same files and code.

    Raises RulebookRefused where a rule ties too many questions together to be compiled.
    """
    from advisor.engine import outcomes_of

    document = {"rulebook": spelled(rulebook), "outcomes": outcomes_of(rulebook)}
    body = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return _head(rulebook.digest, code_digest(), body) + body


def read_compiled(data: bytes, digest: str, code: str) -> Rulebook | None:
    """Return the rulebook of a compiled form made of these files by this code; None if it is another."""
    mark, end, body = data.partition(b"\n")
    if mark + end != _head(digest, code, body):
        return None
    from advisor.engine import keep_outcomes

    document = json.loads(body)
    read = reader_of(Rulebook)
    rulebook = read(document["rulebook"]) if read else None
    if not isinstance(rulebook, Rulebook):
        return None
    keep_outcomes(rulebook, document["outcomes"])
    return rulebook


def code_digest() -> str:
    """Return the digest of the code that a compiled form hangs on; "" where its sources are not there."""
    digest = sha256()
    try:
        paths = [Path(PACKAGE, name) for name in MADE_OF]
        paths += [path for room in MADE_BY for path in Path(PACKAGE, room).glob("*.py")]
        for path in sorted(paths):
            source = path.read_bytes()
            digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0{len(source)}\0".encode())
            digest.update(source)
    except OSError:
        return ""
    return digest.hexdigest()


def _head(digest: str, code: str, body: bytes) -> bytes:
    return f"{FORMAT} {digest} {code} {sha256(body).hexdigest()}\n".encode()


def _kept_at(digest: str, code: str) -> Path:
    return Path(cache_folder(), f"{digest[:24]}-{code[:8]}.compiled")


def _sweep(folder: Path) -> None:
    """Remove the oldest, and what a killed process left; whoever is just writing it writes in vain."""
    kept = sorted(folder.glob("*.compiled"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in (*kept[MOST_KEPT:], *folder.glob(".*.tmp")):
        with suppress(OSError):
            path.unlink()
