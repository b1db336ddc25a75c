"""The first question of a person who is new here; nothing else is loaded before it stands."""

import argparse
from typing import TYPE_CHECKING

from advisor.places import clients_folder, nobody_in

if TYPE_CHECKING:
    from advisor.interview.prompter import Prompter


def is_newcomer(options: argparse.Namespace) -> bool:
    """Say whether there are no clients yet, and nothing on the command line that says more of this one."""
    told = (options.client, options.answers, options.sets, options.asks, options.rules)
    return not any(told) and nobody_in(clients_folder())


def ask_name(prompter: "Prompter") -> str:
    """Ask for the company's name; "" where it is left out."""
    return cleaned_name(prompter.write("What is the company called? (Enter to leave it out)"))


def cleaned_name(name: str) -> str:
    """Return a name as it may be kept."""
    from advisor.plaintext import NAME_LIMIT, clean

    return clean(name, NAME_LIMIT)
