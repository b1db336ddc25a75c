"""The command line: reads what was typed, runs it, and turns every failure into one line and one code."""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

from advisor.errors import AdvisorError, FileTrouble, Interrupted, is_for_want_of_memory

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
        for stream in (sys.stdout, sys.stderr):
            _write_nowhere(stream)
        return READER_WENT_AWAY
    except Exception as error:
        return _unforeseen(error)
    return int(code)


def _unforeseen(error: Exception) -> int:
    """Tell of a stream that takes nothing more, or of a mistake of ours; return the exit code."""
    if is_for_want_of_memory(error):
        raise MemoryError from error  # told where nothing has to be imported for it
    if isinstance(error, OSError) and error.filename is None:  # of a stream, and no file of ours
        return tell_unwritable(error)
    if isinstance(error, OSError):
        from advisor.operating_system import reason
        from advisor.plaintext import shown_path

        where = shown_path(
            os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else "advisor"
        )
        say_error(FileTrouble(f"{where}: cannot be read or written: {reason(error)}", "look who may use it"))
        return CANNOT_WRITE
    from advisor.cli.crash import write_crash_note

    said = f"error: this is a mistake in advisor ({type(error).__name__}), not yours\n"
    _tell_if_somebody_is_there(f"{said}hint: {write_crash_note(error)}")
    return OUR_BUG


def tell_unwritable(error: OSError) -> int:
    """Say why standard output takes nothing more, and return the exit code."""
    from advisor.operating_system import reason

    _write_nowhere(sys.stdout)
    say_error(FileTrouble(f"the output cannot be written: {reason(error)}", "make room for it"))
    return CANNOT_WRITE


def _tell_if_somebody_is_there(words: str) -> None:
    """Say the last words; a closed window has no terminal left to say them on, a full disk no room."""
    try:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
    except OSError:
        _write_nowhere(sys.stderr)


def _write_nowhere(stream: TextIO) -> None:
    """Python flushes every stream once more at exit; give it somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_error(error: AdvisorError, *, hint: bool = True) -> None:
    """Tell on standard error what is wrong, a line for each problem, and what to do; never raise OSError."""
    from advisor.plaintext import harmless  # a path may hold anything, and any message may hold a path

    lines = [f"error: {harmless(line)}" for line in error.problems or (str(error),)]
    if hint and error.hint:
        lines.append(f"hint: {harmless(error.hint)}")
    _tell_if_somebody_is_there("\n".join(lines))
