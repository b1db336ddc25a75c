"""The first question of a person who is new here; nothing else is loaded before it stands."""

import argparse
from typing import TYPE_CHECKING

from advisor.places import clients_folder, nobody_in

if TYPE_CHECKING:
    from advisor.interview.prompter import Prompter


ASKS_NAME = "What is the company called? (Enter to leave it out)"
LATER = frozenset({"menu", "back", "save", "review", "note", "help", "dk", "quit", "exit"})
"""Words that mean something at a question. Here they would become the company's name."""


def is_newcomer(options: argparse.Namespace) -> bool:
    """Say whether there are no clients yet, and nothing on the command line that says more of this one."""
    told = (options.client, options.answers, options.sets, options.asks, options.rules)
    return not any(told) and nobody_in(clients_folder())


def is_quick(options: argparse.Namespace) -> bool:
    """Say whether who begins now wants the short questionnaire: an option wins over the settings."""
    return bool(options.usually_quick if options.quick is None else options.quick)


def ask_name(prompter: "Prompter") -> str:
    """Ask for the company's name; "" where it is left out."""
    typed, doubted = prompter.write(ASKS_NAME), ""
    while typed in {"?", "why"} or (typed.lower() in LATER and typed != doubted):
        if typed in {"?", "why"}:
            prompter.say("Why we ask: your answers are found again by it, and the report carries it.")
        else:
            doubted = typed
            prompter.say(
                f"Is it called “{typed}”? Then type it once more. Menu and help come after the name."
            )
        typed = prompter.write(ASKS_NAME)
    name = cleaned_name(typed)
    if len(name) < len(typed):
        prompter.say(f"That is long. It is kept as: {name}")
    return name


def cleaned_name(name: str) -> str:
    """Return a name as it may be kept."""
    from advisor.plaintext import NAME_LIMIT, clean

    return clean(name, NAME_LIMIT)
