"""`advisor rules`: the contents, one record, and an empty answers file; longer work has its own modules."""

import argparse
import sys
from collections.abc import Mapping

from advisor.cli.comparing import run_diff
from advisor.cli.documenting import run_docs
from advisor.cli.entries import contents, look_up
from advisor.cli.proving import run_check
from advisor.cli.results import print_json
from advisor.errors import CommandError

WITH_FOLDERS = {"check": run_check, "diff": run_diff, "docs": run_docs}


def run(options: argparse.Namespace) -> int:
    """Print the contents, one record, proofs, a comparison, the whole as a document, or the template."""
    from advisor.loading import load_rulebook

    if options.what in WITH_FOLDERS:
        return WITH_FOLDERS[options.what](options)
    if options.more:
        raise CommandError(
            f"advisor rules: '{options.more[0]}' is one word too many", "run: advisor rules --help"
        )

    rulebook = load_rulebook(options.rules)
    if options.what == "template":
        from advisor.answers import template

        sys.stdout.write(template(rulebook))
        return 0
    found = contents(rulebook) if options.what is None else look_up(rulebook, options.what)
    if options.json:
        print_json(found)
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def _lines(found: Mapping[str, object], indent: str = "") -> list[str]:
    """Spell a record out as "key: value" lines, lists and tables indented below their key."""
    lines = []
    for key, value in found.items():
        if value in ("", [], {}, None):
            continue
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{key}:", *(f"{indent}  {item}" for item in value)]
        else:
            lines.append(f"{indent}{key}: {value}")
    return lines
