"""From a folder of TOML files to a `Rulebook`, or every mistake in it at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import FileTrouble
from advisor.loading.places import rules_folder

if TYPE_CHECKING:
    from advisor.rulebook import Rulebook

__all__ = ["load_rulebook", "rules_folder"]


def load_rulebook(folder: str | Path | None = None) -> "Rulebook":
    """Read and check a rulebook; without a folder, the one that belongs to this program.

    Raises RulebookRefused, whose `problems` name every mistake, or FileTrouble where the folder
    cannot be read.
    """
    from advisor.loading.assembling import assemble
    from advisor.loading.checking import check
    from advisor.loading.files import read_folder
    from advisor.loading.problems import Problems

    place = Path(folder) if folder is not None else rules_folder()
    if not place.is_dir():
        raise FileTrouble(f"{place}: there is no such folder", "name the folder that holds rulebook.toml")
    problems = Problems(place.resolve().name or "rules")
    files, digest = read_folder(place, problems)
    rulebook = assemble(files, digest, problems)
    if rulebook is not None:
        check(rulebook, problems)
    problems.refuse_if_any()
    if rulebook is None:
        raise AssertionError("a rulebook without problems has been assembled")
    return rulebook
