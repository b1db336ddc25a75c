"""`advisor paths`."""

import argparse
import sys

from advisor.cli.results import print_json


def run(options: argparse.Namespace) -> int:
    """Say where the rulebook and the case files are."""
    from advisor.loading import rules_folder
    from advisor.storage import clients_folder

    found = {"rules": str(options.rules or rules_folder()), "clients": str(clients_folder())}
    if options.json:
        print_json(found)
        return 0
    for name, path in found.items():
        sys.stdout.write(f"{name:8} {path}\n")
    return 0
