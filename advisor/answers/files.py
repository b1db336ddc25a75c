"""Reading an answers file or a case file: strict, and every mistake at once."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import BinaryIO

from advisor.answers.checking import SHOWN, Problems, lines_of_key, read_case, strange_letter
from advisor.answers.fitting import fit, insist_on_rulebook
from advisor.case import Case
from advisor.case_document import loads
from advisor.case_document.case_file import LIMIT as CASE_FILE_LIMIT
from advisor.case_document.strict import (
    DEEPEST,
    DuplicateKeyError,
    decode,
    exact,
    parse_json,
    refuse_deep,
    refuse_deep_toml,
)
from advisor.errors import AnswersRefused, FileTrouble, SavedDataDamaged
from advisor.operating_system import NotAPlainFile, read_plain_file, reason
from advisor.plaintext import shown, shown_path
from advisor.rulebook import Rulebook

LIMIT = 256 * 1024
CASE_FILE_START = b'"advisor.case/'
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z_\"'])[0-9][0-9a-fA-F_xob]{1000}")
_HEADING = re.compile(r"\s*\[{1,2}[\w.\- \"']+\]")
_TOML_WORDS = {
    "Expected '=' after a key in a key/value pair": "there is no '=' after the first word",
    "Invalid value": "the value after '=' cannot be read",
    "Expected newline or end of document after a statement": "the line goes on after its answer",
    "Illegal character '\\n'": "a quote is opened and not closed",
    "Unterminated string": "a quote is opened and not closed",
    "Unclosed array": "a list is opened and not closed",
    "Invalid statement": "the line does not start with the name of a fact",
}
HINT = "advisor rules template prints an empty answers file with every question"


def read_answers(path: str, rulebook: Rulebook, standard_input: BinaryIO) -> Case:
    """Read the case in a file; "-" is standard input. The contents decide what kind of file it is.

    Raises FileTrouble where it cannot be read, and AnswersRefused with every mistake in it.
    """
    if path == "-":
        return parse_answers(standard_input.read(CASE_FILE_LIMIT + 1), "standard input", rulebook)
    where = shown_path(path)
    if not path:  # which would be the folder we are in
        raise FileTrouble("advisor: the name of the file is empty", "name a file of answers")
    try:
        data = read_plain_file(Path(path), CASE_FILE_LIMIT)
    except FileNotFoundError:
        raise FileTrouble(
            f"{where}: there is no such file", "check the name, or run: advisor rules template"
        ) from None
    except NotAPlainFile as error:
        raise AnswersRefused(f"{where}: is {error}, not a file of answers", HINT) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "the name cannot be used"
        raise FileTrouble(f"{where}: cannot be read: {why}", "check the name and who may read it") from None
    return parse_answers(data, where, rulebook)


def parse_answers(data: bytes, where: str, rulebook: Rulebook) -> Case:
    """Return the case in some bytes, named `where` in messages. Raises AnswersRefused."""
    if CASE_FILE_START in data[:200]:
        return _saved_case(data, where, rulebook)
    if len(data) > LIMIT:
        raise AnswersRefused(f"{where}: is larger than {LIMIT // 1024} KiB", HINT)
    try:
        text = decode(data)
        document = _parse(text)
    except DuplicateKeyError as error:
        raise AnswersRefused(f"{where}{_twice(text, error.key)}", "keep one of the two") from None
    except json.JSONDecodeError as error:
        raise AnswersRefused(
            f"{where} line {error.lineno}: is not valid JSON: {error.msg}",
            "check quotes, commas and brackets there",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise AnswersRefused(f"{where}{_toml_place(error, text)}", _toml_hint(text)) from None
    except RecursionError:
        raise AnswersRefused(f"{where}: is nested deeper than {DEEPEST} levels", HINT) from None
    except ValueError as error:
        raise AnswersRefused(f"{where}: {error}", HINT) from None
    if not isinstance(document, dict):
        raise AnswersRefused(f"{where}: holds no table of answers", HINT)
    problems = Problems(where, text)
    case = read_case(document, rulebook, problems)
    problems.refuse_if_any(HINT)
    return case


def _saved_case(data: bytes, where: str, rulebook: Rulebook) -> Case:
    try:
        saved = loads(data, where)
    except SavedDataDamaged as error:
        raise SavedDataDamaged(str(error), error.hint or "put back a whole copy of the file") from None
    insist_on_rulebook(saved.rulebook, rulebook, where)
    case, left_out = fit(saved.case, rulebook)
    if left_out:
        raise AnswersRefused(
            f"{where}: {left_out[0]}",
            f"it was answered under rulebook {saved.rulebook.id} {saved.rulebook.version}",
            tuple(f"{where}: {line}" for line in left_out[:SHOWN]),
        )
    return case


def _parse(text: str) -> object:
    if _LONG_NUMBER.search(text):  # before Python refuses it, in words for programmers
        raise ValueError("holds a number of more than 1,000 digits")
    if text.lstrip()[:1] in {"{", "["} and not _HEADING.match(text):
        return parse_json(text, exact)
    refuse_deep_toml(text)
    document = tomllib.loads(text, parse_float=exact)
    refuse_deep(document)
    if isinstance(document.get("date"), date):
        document["date"] = document["date"].isoformat()  # as JSON has it
    return document


def _toml_place(error: tomllib.TOMLDecodeError, text: str) -> str:
    found = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error))
    line = int(found[2]) if found else text.rstrip().count("\n") + 1
    message = (found[1] if found else str(error)).removesuffix(" (at end of document)")
    key = text.split("\n")[line - 1].split("=", 1)[0].strip()
    if message.startswith("Cannot overwrite"):
        return _twice(text, key)
    if message.startswith("Cannot declare"):
        return f" line {line}: the heading is there twice"
    clean = "".join(c if c.isprintable() else " " for c in message)[:120]
    strange = strange_letter(key) if message.startswith("Expected '='") else ""
    return f" line {line}: is not valid TOML: {_TOML_WORDS.get(message, clean)}{strange}"


def _twice(text: str, key: str) -> str:
    lines = lines_of_key(text, key)
    first = f" (first on line {lines[0]})" if len(lines) > 1 else ""
    place = f" line {lines[-1]}" if lines else ""
    return f"{place}: {shown(key)} is there twice{first}"


def _toml_hint(text: str) -> str:
    if ":" in text.split("\n", 1)[0]:
        return "write one answer a line, such as: headcount = 60"
    return 'write words in quotes and numbers without, such as: industry = "other"'
