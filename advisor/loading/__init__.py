"""From a folder of TOML files to a `Rulebook`, or every mistake in it at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import FileTrouble
from advisor.loading.places import rules_folder

if TYPE_CHECKING:
    from advisor.loading.problems import Problems
    from advisor.loading.raw_files import RawFiles
    from advisor.rulebook import Rulebook

__all__ = ["load_rulebook", "read_rulebook", "rules_folder"]


def load_rulebook(folder: str | Path | None = None) -> "Rulebook":
    """Return the rulebook in a folder; without one, the rulebook that belongs to this program.

    Files that were read and checked before, by this very code, come from their compiled form.
    Raises as `read_rulebook` does.
    """
    from advisor.loading.compiled import find_compiled, keep_compiled

    raw_files, problems = _raw_files(folder)
    found = None if problems.found else find_compiled(raw_files.digest)
    if found is None:
        found = _read(raw_files, problems)
        keep_compiled(found)
    return found


def read_rulebook(folder: str | Path | None = None) -> "Rulebook":
    """Read and check every file of a rulebook anew.

    Raises RulebookRefused, whose `problems` name every mistake, or FileTrouble where the folder
    cannot be read.
    """
    return _read(*_raw_files(folder))


def _raw_files(folder: str | Path | None) -> "tuple[RawFiles, Problems]":
    from advisor.loading.problems import Problems
    from advisor.loading.raw_files import read_raw

    place = Path(folder) if folder is not None else rules_folder()
    why = _why_no_folder(place)
    if why:
        from advisor.plaintext import shown_path

        raise FileTrouble(f"{shown_path(str(place))}: {why}", "name the folder that holds rulebook.toml")
    problems = Problems(place.resolve().name or "rules")
    return read_raw(place, problems), problems


def _why_no_folder(place: Path) -> str:
    """Say why this is no folder of ours; nothing if it is one."""
    try:
        return "" if place.is_dir() else "there is no such folder"
    except OSError as error:
        from advisor.operating_system import reason

        return f"cannot be read: {reason(error)}"


def _read(raw_files: "RawFiles", problems: "Problems") -> "Rulebook":
    from advisor.loading.assembling import assemble
    from advisor.loading.checking import check
    from advisor.loading.files import read_files

    rulebook = assemble(read_files(raw_files, problems), raw_files.digest, problems)
    if rulebook is not None:
        check(rulebook, problems)
    problems.refuse_if_any()
    if rulebook is None:
        raise AssertionError("a rulebook without problems has been assembled")
    return rulebook
