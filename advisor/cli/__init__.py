"""The command line: reads what was typed, runs it, and turns every failure into one line and one code."""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from advisor.errors import AdvisorError, FileTrouble, Interrupted

READER_WENT_AWAY = 141
INTERRUPTED = 130
OUR_BUG = 1
CANNOT_WRITE = 6


def main(arguments: Sequence[str], *, welcomed: bool = False) -> int:
    """Run one command and return its exit code (the table is in the README).

    `welcomed` tells that the opening words stand on the screen already.
    """
    if sys.stderr is None:
        return CANNOT_WRITE  # closed by whoever started us: nobody is there to be told anything
    if sys.stdout is None:
        say_error(FileTrouble("the output cannot be written: it is closed", "leave it open"))
        return CANNOT_WRITE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a narrow console must never raise
    try:
        from advisor.cli.parser import parse

        options = parse(arguments)
        options.welcomed = welcomed
        module, function = options.run.split(":")
        code = getattr(import_module(f"advisor.cli.{module}"), function)(options)
        sys.stdout.flush()
    except AdvisorError as error:
        say_error(error)
        return error.exit_code
    except Interrupted as interruption:
        _tell_if_somebody_is_there(str(interruption))
        return interruption.exit_code
    except KeyboardInterrupt:
        _tell_if_somebody_is_there("\nStopped.")
        return INTERRUPTED
    except BrokenPipeError:
        _write_nowhere()
        return READER_WENT_AWAY
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:  # of a stream, and no file of ours
            return tell_unwritable(error)
        from advisor.cli.crash import write_crash_note

        sys.stderr.write(f"error: this is a mistake in advisor ({type(error).__name__}), not yours\n")
        sys.stderr.write(f"hint: {write_crash_note(error)}\n")
        return OUR_BUG
    return int(code)


def tell_unwritable(error: OSError) -> int:
    """Say why standard output takes nothing more, and return the exit code."""
    from advisor.operating_system import reason

    _write_nowhere()
    say_error(FileTrouble(f"the output cannot be written: {reason(error)}", "make room for it"))
    return CANNOT_WRITE


def _tell_if_somebody_is_there(words: str) -> None:
    """Say the last words; after a window was closed there is no terminal left to say them on."""
    try:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # Python flushes once more at exit


def _write_nowhere() -> None:
    """Python flushes standard output once more at exit; give it somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_error(error: AdvisorError, *, hint: bool = True) -> None:
    """Tell on standard error what is wrong, a line for each problem, and what to do."""
    from advisor.plaintext import harmless  # a path may hold anything, and any message may hold a path

    for line in error.problems or (str(error),):
        sys.stderr.write(f"error: {harmless(line)}\n")
    if hint and error.hint:
        sys.stderr.write(f"hint: {harmless(error.hint)}\n")
