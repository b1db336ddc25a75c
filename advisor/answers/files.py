"""Reading an answers file or a case file: strict, and every mistake at once."""

import json
import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO

from advisor.answers.checking import Problems, read_case
from advisor.case import Case
from advisor.case_document import loads
from advisor.case_document.case_file import SCHEMA as CASE_FILE
from advisor.case_document.strict import (
    DuplicateKeyError,
    decode,
    exact,
    parse_json,
    refuse_deep,
    refuse_deep_toml,
)
from advisor.errors import AnswersRefused, FileTrouble
from advisor.operating_system import NotAPlainFile, read_plain_file, reason
from advisor.plaintext import shown
from advisor.rulebook import Rulebook

LIMIT = 256 * 1024
CASE_FILE_LIMIT = 4 * 1024 * 1024
HINT = "advisor rules template prints an empty answers file with every question"


def read_answers(path: str, rulebook: Rulebook, standard_input: BinaryIO) -> Case:
    """Read the case in a file; "-" is standard input. The contents decide what kind of file it is.

    Raises FileTrouble where it cannot be read, and AnswersRefused with every mistake in it.
    """
    if path == "-":
        return parse_answers(standard_input.read(CASE_FILE_LIMIT + 1), "standard input", rulebook)
    where = shown(path)[1:-1]
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
    if f'"{CASE_FILE}"'.encode() in data[:200]:
        return loads(data, where).case
    if len(data) > LIMIT:
        raise AnswersRefused(f"{where}: is larger than {LIMIT // 1024} KiB", HINT)
    try:
        text = decode(data)
        document = _parse(text)
        refuse_deep(document)
    except DuplicateKeyError as error:
        raise AnswersRefused(f"{where}: {shown(error.key)} is there twice", "keep one of the two") from None
    except json.JSONDecodeError as error:
        raise AnswersRefused(
            f"{where} line {error.lineno}: is not valid JSON: {error.msg}",
            "check quotes, commas and brackets there",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise AnswersRefused(f"{where}{_toml_place(error)}", _toml_hint(text)) from None
    except (ValueError, RecursionError) as error:
        raise AnswersRefused(f"{where}: {error}", HINT) from None
    if not isinstance(document, dict):
        raise AnswersRefused(f"{where}: holds no table of answers", HINT)
    problems = Problems(where, text)
    case = read_case(document, rulebook, problems)
    problems.refuse_if_any(HINT)
    return case


def _parse(text: str) -> object:
    if text.lstrip()[:1] in {"{", "["} and not re.match(r"\s*\[[\w.\- ]+\]", text):
        return parse_json(text, exact)
    refuse_deep_toml(text)
    return _plain(tomllib.loads(text, parse_float=exact))


def _plain(value: object) -> object:
    """Return a TOML value with days as text, so that both kinds of file hold the same values."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value


def _toml_place(error: tomllib.TOMLDecodeError) -> str:
    found = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error))
    message, line = (found[1], f" line {found[2]}") if found else (str(error), "")
    clean = "".join(c if c.isprintable() else " " for c in message)[:120]
    return f"{line}: is not valid TOML: {clean}"


def _toml_hint(text: str) -> str:
    if ":" in text.split("\n", 1)[0]:
        return "write one answer a line, such as: headcount = 60"
    return 'write words in quotes and numbers without, such as: industry = "other"'
