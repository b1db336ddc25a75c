"""A paste whose end never comes. prompt_toolkit waits for it for ever, and takes every key into it."""

from collections.abc import Callable

from prompt_toolkit.input import Input

START, END, CTRL_C = "\x1b[200~", "\x1b[201~", "\x03"
"""What a terminal sends around a paste, and for the key that stops."""


def let_ctrl_c_end_a_paste(keys: Input) -> None:
    """End a paste at Ctrl-C, where a lost connection or a poor terminal has swallowed its end.

    A whole paste comes without a key in between. On Windows prompt_toolkit reads keys in another way,
    which stays as it is.
    """
    reader = getattr(keys, "stdin_reader", None)
    if reader is not None:
        reader.read = ending_at_ctrl_c(reader.read)


def ending_at_ctrl_c(read: Callable[[], str]) -> Callable[[], str]:
    """Return what reads as `read` does, with the end of a paste put before a Ctrl-C that comes within it."""
    last, within = "", False

    def read_on() -> str:
        nonlocal last, within
        came = read()
        seen = last + came
        start, end = seen.rfind(START), seen.rfind(END)
        if start != end:
            within = start > end
        last = seen[1 - len(END) :]
        if within and came.endswith(CTRL_C):
            last, within = "", False
            return came.removesuffix(CTRL_C) + END + CTRL_C
        return came

    return read_on
