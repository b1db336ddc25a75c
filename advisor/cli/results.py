"""Putting results on standard output: a screen for people, one JSON document for programs."""

import argparse
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

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
        accessible=plain_wanted(options),
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
    """Say whether to use colour: only on a terminal, unless FORCE_COLOR; never with NO_COLOR."""
    if options.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def plain_wanted(options: argparse.Namespace) -> bool:
    """Say whether to draw plain lines: on request by flag or by ACCESSIBLE, or on a dumb terminal."""
    asked = os.environ.get("ACCESSIBLE", "").lower() not in {"", "0", "false", "no", "off"}
    return options.accessible or asked or os.environ.get("TERM") == "dumb"


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document on standard output, in UTF-8 whatever the locale."""
    import json

    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    sys.stdout.buffer.write(text.encode() + b"\n")
