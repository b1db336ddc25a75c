"""Where the rulebook of this program is, whatever folder the command is run from."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def rules_folder() -> Path:
    """Return `rules/` of the checkout this package lies in, else the one that the wheel carries.

    The checkout wins, so that an editable install reads the files a person edits and never a copy.
    """
    checkout = PACKAGE.parent / "rules"
    if (checkout / "rulebook.toml").is_file() and (PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    return PACKAGE / "rules"
