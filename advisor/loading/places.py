"""Where the rulebook of this program is, as a path to read from."""

from pathlib import Path

from advisor.places import own_rules


def rules_folder() -> Path:
    """Return `rules/` of the checkout this package lies in, else the one that the wheel carries."""
    return Path(own_rules())
