"""The opening words, which stand on the screen before anything else is imported."""

import os
import sys

from advisor.places import own_rules
from advisor.settings import settings_file

QUICK = "quick"
PLAINLY_THE_QUESTIONS: tuple[list[str], ...] = ([], ["interview"], ["interview", "--quick"])
"""Command lines whose meaning nothing but settings can change."""
NARROWEST, WIDEST = 20, 78
"""Columns that lines are broken for, as the prompters have it."""


def opening_words(*, quick: bool, own_rulebook: bool = True) -> tuple[str, str]:
    """Say what this is, how long it takes, where answers stay and how to stop.

    The minutes are those of our own rulebook; of another, nothing is known yet.
    """
    minutes = _minutes(quick=quick) if own_rulebook else ""
    takes = f"About {minutes} minutes. " if minutes else ""
    promise = "Your answers stay on this computer and are saved one by one"
    return (
        "Who should run your operations? A few questions, then advice with its reasons.",
        f"{takes}{promise}; press Ctrl-C to stop at any time and go on later.",
    )


def said_at_once(arguments: list[str]) -> bool:
    """Say the opening words if this plainly begins the questions, at a terminal that can draw.

    In every other case nothing is said, False is returned, and who reads the whole command line
    says what fits.
    """
    simple = os.environ.get("ACCESSIBLE") or os.environ.get("TERM") in {"dumb", "unknown"}
    if simple or os.path.lexists(settings_file()) or arguments not in PLAINLY_THE_QUESTIONS:
        return False
    try:
        if sys.stdin is None or sys.stderr is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        width = min(WIDEST, max(NARROWEST, os.get_terminal_size(sys.stderr.fileno()).columns) - 1)
        for words in opening_words(quick="--quick" in arguments):
            sys.stderr.write("\n".join(_folded(words, width)) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # no terminal after all, or it is gone; what comes next will say so
        return False
    return True


def _folded(text: str, width: int) -> list[str]:
    """Break text at spaces. `textwrap` would take longer to import than all that comes before it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _minutes(*, quick: bool) -> str:
    rules = own_rules()
    name = QUICK if quick else _written(f"{rules}/rulebook.toml", "questionnaire")
    return _written(f"{rules}/questionnaires/{name}.toml", "minutes")


def _written(file: str, key: str) -> str:
    """Return what a file says of a key at its top, if that stands on a line of its own; else "".

    Our own rulebook is written so. Reading all of TOML would take as long as Python takes to start.
    """
    try:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                name, _, value = line.partition("=")
                if name.strip() == key:
                    return value.partition("#")[0].strip().strip('"')
    except (OSError, ValueError):
        return ""
    return ""
