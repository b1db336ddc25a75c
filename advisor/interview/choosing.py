"""Which prompter suits this terminal; none at all where nobody is at the keyboard."""

import os
from collections.abc import Mapping
from typing import TextIO

from advisor.errors import NeedsTerminal
from advisor.interview.falling_back import FallingBack
from advisor.interview.plain_prompter import PlainPrompter
from advisor.interview.prompter import Prompter

OFF = {"", "0", "false", "no", "off"}


def prompter_for(
    keyboard: TextIO, screen: TextIO, *, accessible: bool, environment: Mapping[str, str] = os.environ
) -> Prompter:
    """Return the prompter to use. Raises NeedsTerminal, before anything heavy is imported."""
    if keyboard is None or keyboard.closed or not keyboard.isatty() or not screen.isatty():
        raise NeedsTerminal(
            "advisor: the questions need a terminal, and there is none",
            "give your answers in a file: advisor rules template > answers.toml, fill it in, then: "
            "advisor assess answers.toml",
        )
    plain = PlainPrompter(keyboard, screen)
    if accessible:
        plain.say("Plain mode is on: numbered answers, no colours, no redrawing.")
        return plain
    if environment.get("TERM", "") in {"dumb", "unknown"}:
        plain.say("This terminal is simple, so the questions come as plain lines.")
        return plain

    def with_keys() -> Prompter:
        from advisor.interview.keyboard_prompter import KeyboardPrompter

        return KeyboardPrompter(screen)

    return FallingBack(with_keys, plain)
