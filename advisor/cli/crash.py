"""A note about a mistake of ours: where it happened and of what kind, and nothing a person typed."""

import os
import sys
import tempfile
import traceback
from pathlib import Path

from advisor import __version__
from advisor.errors import AdvisorError, FileTrouble, is_for_want_of_memory


class OurMistake(AdvisorError):
    """A part of the work met a bug of ours and was left out, so that the rest could be done."""

    exit_code = 1


def our_mistake(what: str, error: Exception) -> AdvisorError:
    """Note an error that nobody was meant to meet; return what to tell of it. Never raises.

    That there was not enough memory is nobody's mistake.
    """
    if is_for_want_of_memory(error):
        said = f"{what}: left out, there is not enough memory for it"
        return FileTrouble(said, "close other programs, or raise the limit")
    said = f"{what}: left out by a mistake in advisor ({type(error).__name__}), not yours"
    return OurMistake(said, write_crash_note(error))


def write_crash_note(error: Exception) -> str:
    """Write the note beside other temporary files and say where it is; never raise.

    The note holds types, modules, functions and line numbers. Values and messages are left out,
    since they may quote a client's answers.
    """
    package = Path(__file__).parent.parent
    lines = [f"advisor {__version__}, Python {sys.version.split()[0]}, {sys.platform}", type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        where = path.relative_to(package) if path.is_relative_to(package) else path.name
        lines.append(f"  {where}:{frame.lineno} in {frame.name}")
    try:
        handle, name = tempfile.mkstemp(prefix="advisor-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as note:
            note.write("\n".join(lines) + "\n")
    except OSError:
        return "your confirmed answers are saved; run the same command again"
    return f"your confirmed answers are saved; a note without any of them is in {name}"
