"""Putting results on standard output: a screen for people, one JSON document for programs."""

import argparse
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.settings import read_settings

if TYPE_CHECKING:
    from advisor.assessment import Assessment
    from advisor.rulebook import Rulebook

WIDEST = 100
"""Columns past which lines of text get hard to read."""


def show(assessment: "Assessment", rulebook: "Rulebook", options: argparse.Namespace) -> None:
    """Draw the advice on standard output."""
    from shutil import get_terminal_size

    from advisor.report import terminal

    terminal.draw(
        assessment,
        rulebook,
        sys.stdout,
        width=min(get_terminal_size().columns, WIDEST),
        colour=colour_wanted(options),
        accessible=bool(plain_wanted(options)),
        explain=getattr(options, "explain", False),
    )


def print_result(assessment: "Assessment", rulebook: "Rulebook", options: argparse.Namespace) -> None:
    """Put the advice on standard output: as JSON where that is wanted, else drawn."""
    from advisor.report import document

    if options.json:
        sys.stdout.buffer.write(document.dumps(document.result(assessment, rulebook)).encode())
        sys.stdout.flush()
    else:
        show(assessment, rulebook, options)


def colour_wanted(options: argparse.Namespace) -> bool:
    """Say whether to use colour: only on a terminal, unless FORCE_COLOR; never with NO_COLOR.

    An option wins over the environment, and that over the settings. Raises as `read_settings`.
    """
    if options.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and read_settings().get("color", True)


def plain_wanted(options: argparse.Namespace) -> str:
    """Say why to draw plain lines: on request, or on a simple terminal; "" for no reason to.

    An option wins over ACCESSIBLE (set to 0, false, no, off or nothing it says no), and that over
    the settings. Raises as `read_settings`.
    """
    if options.accessible is not None:
        return "--accessible" if options.accessible else ""
    said = os.environ.get("ACCESSIBLE")
    if said is not None and said.strip().lower() not in {"", "0", "false", "no", "off"}:
        return "ACCESSIBLE is set"
    if said is None and read_settings().get("accessible", False):
        return "as your settings say"
    return "this terminal is simple" if os.environ.get("TERM") in {"dumb", "unknown"} else ""


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document on standard output, in UTF-8 whatever the locale."""
    import json

    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    sys.stdout.buffer.write(text.encode() + b"\n")
