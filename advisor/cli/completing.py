"""`advisor completion`: files made from the parser when the program was built, printed as they are."""

import argparse
import sys
from importlib.resources import files

from advisor.cli.results import print_json


def run(options: argparse.Namespace) -> int:
    """Print the completion file of a shell, or the manual page."""
    kept = files("advisor") / "completions"
    name = "advisor.1" if options.shell == "man" else f"advisor.{options.shell}"
    text = (kept / name).read_text("utf-8")
    if options.json:
        print_json({"shell": options.shell, "text": text})
    else:
        sys.stdout.buffer.write(text.encode())
    return 0
