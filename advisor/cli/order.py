"""What is wanted of the reports of one command: kinds of file, folder, length, look and discretion."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from advisor.cli.outlets import OUTLETS, is_installed
from advisor.errors import BrandRefused, CommandError, FileTrouble, did_you_mean, raise_all
from advisor.plaintext import shown_path
from advisor.report.brand_file import LARGEST_TEMPLATE, Stationery


@dataclass(frozen=True, slots=True)
class Order:
    """The wishes that hold for every report of a command.

    `answers` says whether the report quotes all of them, `notes` whether it holds the notes, and
    `replace` whether files may be replaced.
    """

    formats: tuple[str, ...]
    folder: Path
    length: str = "standard"
    stationery: Stationery = field(default_factory=Stationery)
    author: str = ""
    draft: bool = False
    answers: bool = True
    anonymous: bool = False
    notes: bool = True
    replace: bool = False

    @property
    def in_turn(self) -> tuple[str, ...]:
        """The kinds of file as they are to be written: last what could end the program."""
        return tuple(sorted(self.formats, key=lambda name: OUTLETS[name].apart))


def read_order(options: argparse.Namespace) -> Order:
    """Return the order on a command line.

    Raises CommandError, BrandRefused and FileTrouble before any report is begun.
    """
    formats = read_formats(options.formats)
    if options.no_answers and "json" in formats:
        raise CommandError(
            "advisor report: --no-answers and json do not go together: the JSON holds every answer",
            "leave out one of them",
        )
    if options.word_template and "docx" not in formats:
        raise CommandError(
            "advisor report: --word-template is for Word files, and docx is not among the formats",
            "add docx to --format, or leave the template out",
        )
    stationery = _stationery(options)
    if stationery.word_template is not None and "docx" in formats and is_installed("docx"):
        from advisor.report.word import check_template

        try:
            remarks = check_template(stationery.word_template)
        except BrandRefused as error:
            where = shown_path(Path(options.word_template or options.brand).name)
            raise BrandRefused(f"{where}: {error}", error.hint) from None
        stationery = replace(stationery, remarks=(*stationery.remarks, *remarks))
    return Order(
        formats=formats,
        folder=Path(options.output),
        length=options.length,
        stationery=stationery,
        author=_author(options.author),
        draft=options.status == "draft",
        answers=not options.no_answers,
        anonymous=options.anonymous,
        notes=not options.no_notes,
        replace=options.force,
    )


def read_formats(
    typed: str, known: Sequence[str] = tuple(OUTLETS), command: str = "advisor report"
) -> tuple[str, ...]:
    """Return the formats in a comma-separated list, each once. Raises CommandError for an unknown one."""
    formats = tuple(dict.fromkeys(word.strip().lower() for word in typed.split(",") if word.strip()))
    hint = f"use any of: {', '.join(known)}"
    raise_all(
        [
            CommandError(
                f"{command}: this version does not write '{word[:20]}'{did_you_mean(word, known)}", hint
            )
            for word in formats
            if word not in known
        ]
    )
    if not formats:
        raise CommandError(f"{command}: no format named", hint)
    return formats


def _author(typed: str) -> str:
    from advisor.plaintext import NAME_LIMIT, check

    if not typed:
        return ""
    try:
        return check(typed, NAME_LIMIT)
    except ValueError as error:
        raise CommandError(f"advisor report: --author {error}", "write a name on one line") from None


def _stationery(options: argparse.Namespace) -> Stationery:
    from advisor.report.brand_file import read_stationery

    found = read_stationery(Path(options.brand)) if options.brand else Stationery()
    if not options.word_template:
        return found
    return replace(found, word_template=_template(Path(options.word_template)))


def _template(path: Path) -> bytes:
    from advisor.operating_system import NotAPlainFile, read_plain_file, reason
    from advisor.plaintext import shown

    where = shown(path.name)[1:-1]
    try:
        return read_plain_file(path, LARGEST_TEMPLATE)
    except FileNotFoundError:
        raise FileTrouble(f"{where}: there is no such file", "check the name after --word-template") from None
    except NotAPlainFile as error:
        raise FileTrouble(f"{where}: is {error}, not a Word file", "name a .docx file") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "the name cannot be used"
        raise FileTrouble(f"{where}: cannot be read: {why}", "check the name after --word-template") from None
