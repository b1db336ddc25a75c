"""Which prompter suits this terminal; none at all where nobody is at the keyboard."""

import io
from typing import TYPE_CHECKING, TextIO

from advisor.errors import NeedsTerminal
from advisor.interview.plain_prompter import PlainPrompter
from advisor.operating_system import heed_ctrl_c, mend_terminal

if TYPE_CHECKING:
    from advisor.interview.prompter import Prompter


def prompter_for(keyboard: TextIO, screen: TextIO, *, plain_because: str = "") -> "Prompter":
    """Return the prompter to use; `plain_because` says why plain lines are wanted, if they are.

    Raises NeedsTerminal, before anything heavy is imported.
    """
    if keyboard is None or keyboard.closed or not keyboard.isatty() or not screen.isatty():
        raise NeedsTerminal(
            "advisor: the questions need a terminal, and there is none",
            "give your answers in a file: advisor rules template > answers.toml, fill it in, then: "
            "advisor assess answers.toml",
        )
    mend_terminal(keyboard)
    heed_ctrl_c()
    if isinstance(keyboard, io.TextIOWrapper):
        keyboard.reconfigure(errors="replace")  # a stray byte is typed anew, and never a failure of ours
    plain = PlainPrompter(keyboard, screen)
    if plain_because:
        plain.say(f"Plain mode is on ({plain_because}): numbered answers, no colours, no redrawing.")
        return plain
    from advisor.interview.falling_back import FallingBack

    def with_keys() -> "Prompter":
        from advisor.interview.keyboard_prompter import KeyboardPrompter

        return KeyboardPrompter(screen)

    return FallingBack(with_keys, plain)
