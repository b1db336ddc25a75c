"""`advisor paths`."""

import argparse
import sys

from advisor.cli.results import print_json
from advisor.places import cache_folder
from advisor.settings import settings_file


def run(options: argparse.Namespace) -> int:
    """Say where the rulebook, the case files, the settings and what can be made anew are, or will be."""
    from advisor.loading import rules_folder
    from advisor.plaintext import harmless
    from advisor.storage import clients_folder

    found = {
        "rules": str(options.rules or rules_folder()),
        "clients": str(clients_folder()),
        "settings": settings_file(),
        "cache": cache_folder(),
    }
    if options.json:
        print_json(found)
        return 0
    for name, path in found.items():
        sys.stdout.write(f"{name:8} {harmless(path)}\n")
    return 0
