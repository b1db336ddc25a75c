"""The files of a rulebook as bytes, with their digest: what there is, how much of it, and what may not be."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from advisor.loading.problems import Problems, quoted

LARGEST_FILE = 256 * 1024
LARGEST_BOOK = 1024 * 1024
MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class RawFiles:
    """Every file of a rulebook by its path within it, in order of path, and the digest of them all."""

    files: tuple[tuple[str, bytes], ...]
    digest: str


def read_raw(folder: Path, problems: Problems) -> RawFiles:
    """Return the files of a rulebook; those that cannot belong to one are noted and left out."""
    digest, total, found = hashlib.sha256(), 0, []
    for path in _toml_files(folder, problems):
        name = path.relative_to(folder).as_posix()
        raw = _read(path, name, problems)
        if raw is None:
            continue
        total += len(raw)
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
        if total > LARGEST_BOOK:
            problems.add("", f"larger than {LARGEST_BOOK // 1024} KiB in all")
            break
        found.append((name, raw))
    return RawFiles(tuple(found), digest.hexdigest())


def _toml_files(folder: Path, problems: Problems) -> Iterator[Path]:
    root = folder.resolve()
    names = sorted(
        Path(at, name).relative_to(folder).as_posix()
        for at, _, files in os.walk(folder)
        for name in files
        if name.lower().endswith(".toml")
    )
    if len(names) > MOST_FILES:
        problems.add("", f"more than {MOST_FILES} files")
    for name in names[:MOST_FILES]:
        path = folder / name
        if not name.isprintable():
            problems.add(quoted(name)[1:-1], "has a name that cannot be shown; call it otherwise")
        elif path.is_symlink() and not path.resolve().is_relative_to(root):
            problems.add(name, "leads out of the rulebook's folder; put the file itself here")
        elif not path.is_file():
            problems.add(name, "is not an ordinary file")
        else:
            yield path


def _read(path: Path, name: str, problems: Problems) -> bytes | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        problems.add(name, f"cannot be read ({error.strerror})")
        return None
    if len(raw) > LARGEST_FILE:
        problems.add(name, f"larger than {LARGEST_FILE // 1024} KiB")
        return None
    return raw
