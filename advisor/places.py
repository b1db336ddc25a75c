"""Where things are: the rulebook of this program, the clients' files, what is kept to start faster.

Needed before the first words are on the screen, so it imports nothing that takes time.
"""

import os

DISCARDED = "discarded"
"""The folder beside the clients where discarded case files wait for the next start."""
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


def clients_folder() -> str:
    """Return the folder of case files: under ADVISOR_HOME if that is set, else in the user's data folder."""
    home = own_home()
    if home:
        return os.path.join(home, "clients")
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("advisor", appauthor=False), "clients")


def nobody_in(folder: str) -> bool:
    """Say whether a folder of case files, and that of the discarded ones, hold no file; none is read."""
    return all(map(_holds_nothing, (folder, os.path.join(os.path.dirname(folder), DISCARDED))))


def _holds_nothing(folder: str) -> bool:
    try:
        return next(os.scandir(folder), None) is None
    except OSError:
        return not os.path.lexists(folder)


def cache_folder() -> str:
    """Return the folder of what can be made anew: under ADVISOR_HOME too, else in the user's cache folder."""
    home = own_home()
    if home:
        return os.path.join(home, "cache")
    from platformdirs import user_cache_dir

    return user_cache_dir("advisor", appauthor=False)


def own_home() -> str:
    """Return the folder that ADVISOR_HOME wants everything in, as a whole path; "" where it is not set."""
    home = os.environ.get("ADVISOR_HOME")
    if not home:
        return ""
    whole = os.path.expanduser(home)
    return whole if os.path.isabs(whole) else os.path.join(os.getcwd(), whole)
