"""Where this program finds its own rulebook, whatever folder the command is run from.

Needed before the first words are on the screen, so it imports nothing that takes time.
"""

import os

PACKAGE = os.path.dirname(os.path.realpath(__file__))


def own_rules() -> str:
    """Return `rules/` of the checkout this package lies in, else the one that the wheel carries.

    The checkout wins, so that an editable install reads the files a person edits and never a copy.
    """
    checkout = os.path.dirname(PACKAGE)
    rules = os.path.join(checkout, "rules")
    if os.path.isfile(os.path.join(rules, "rulebook.toml")) and os.path.isfile(
        os.path.join(checkout, "pyproject.toml")
    ):
        return rules
    return os.path.join(PACKAGE, "rules")
