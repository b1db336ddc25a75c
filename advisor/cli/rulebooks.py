"""`advisor rules`: looking at the rulebook, checking one, and an empty answers file."""

import argparse
import sys
from collections.abc import Mapping

from advisor.cli.entries import contents, look_up
from advisor.cli.results import print_json
from advisor.rulebook import Rulebook


def run(options: argparse.Namespace) -> int:
    """Print the contents, one record, the result of the check, or the template."""
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(options.rules)
    if options.what == "template":
        from advisor.answers import template

        sys.stdout.write(template(rulebook))
        return 0
    if options.what is None:
        found = contents(rulebook)
    elif options.what == "check":
        found = _checked(rulebook)
    else:
        found = look_up(rulebook, options.what)
    if options.json:
        print_json(found)
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def _checked(rulebook: Rulebook) -> dict[str, object]:
    """Say what the loader has made sure of; a rulebook with mistakes never gets here."""
    return {
        "rulebook": f"{rulebook.id} {rulebook.version}",
        "digest": rulebook.digest,
        "faults": [],
        "checked": {
            "facts": len(rulebook.facts),
            "questions": len(rulebook.questionnaires[rulebook.questionnaire].questions()),
            "cells": f"{len(rulebook.cells)}, each handing out 25 points that an answer sheet can reach",
            "rules": len(rulebook.rules),
            "gates": len(rulebook.gates),
            "notes": len(rulebook.notes),
            "sources": f"{len(rulebook.sources)}, and every citation leads to one",
        },
    }


def _lines(found: Mapping[str, object], indent: str = "") -> list[str]:
    """Spell a record out as "key: value" lines, lists and tables indented below their key."""
    lines = []
    for key, value in found.items():
        if value in ("", [], {}, None):
            if key == "faults":
                lines.append(f"{indent}{key}: none")
        elif isinstance(value, Mapping):
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{key}:", *(f"{indent}  {item}" for item in value)]
        else:
            lines.append(f"{indent}{key}: {value}")
    return lines
