"""The gate for brand files: a firm's name, logo, colour and wording, strict, and every mistake at once.

    firm = "Alder & Co"              colour = "#1F4E79"        paper = "a4"
    logo = "logo.png"                language = "en-GB"        word_template = "firm.docx"
    footer = "Confidential"

Every key may be left out. Files it names are looked for beside the brand file.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import ErrorDetails

from advisor.case_document.strict import decode, refuse_deep_toml
from advisor.errors import BrandRefused, FileTrouble, did_you_mean
from advisor.operating_system import NotAPlainFile, read_plain_file, reason
from advisor.plaintext import NAME_LIMIT, check, shown
from advisor.report.blocks import Brand
from advisor.report.colours import READABLE, contrast, is_colour
from advisor.report.formats import LANGUAGES
from advisor.report.logo import HINT as LOGO_HINT
from advisor.report.logo import LARGEST as LARGEST_LOGO
from advisor.report.logo import bare, check_logo, remark_on

LIMIT = 64 * 1024
FOOTER_LIMIT = 200
"""Characters of the line at the foot of each page."""

LARGEST_TEMPLATE = 20_000_000
"""Bytes of a Word template; what is in it is looked at by who writes Word files."""

HINT = (
    "a brand file holds any of firm, logo, colour, footer, language, paper and word_template, "
    'such as: firm = "Alder"'
)
_WHITE = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Stationery:
    """What a firm's reports are written on: its brand, its Word template if it has one, and remarks.

    `remarks` are sentences for the person who wrote the file; nothing in them is wrong.
    """

    brand: Brand = field(default_factory=Brand)
    word_template: bytes | None = None
    remarks: tuple[str, ...] = ()


class BrandFile(BaseModel):
    """The keys of a brand file, each held to its limits."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    firm: str = ""
    logo: str = ""
    colour: str = Brand().colour
    footer: str = ""
    language: str = Brand().language
    paper: Literal["a4", "letter"] = "a4"
    word_template: str = ""

    @field_validator("firm", "footer")
    @classmethod
    def _is_a_line(cls, value: str, info: object) -> str:
        limit = FOOTER_LIMIT if getattr(info, "field_name", "") == "footer" else NAME_LIMIT
        return check(value, limit)

    @field_validator("colour")
    @classmethod
    def _is_a_colour(cls, value: str) -> str:
        if not is_colour(value):
            raise ValueError(
                f"is {shown(value)}; write it like #1F4E79: a # and six digits or letters A to F"
            )
        return value.upper()

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, value: str) -> str:
        known = {tag.casefold(): tag for tag in LANGUAGES}
        wanted = value.replace("_", "-").casefold()
        found = known.get(wanted) or known.get(wanted.split("-")[0])
        if not found:
            near = did_you_mean(value[:20], LANGUAGES)
            raise ValueError(
                f"is {shown(value)}; dates can be written in any of {', '.join(LANGUAGES)}{near}"
            )
        return found

    @field_validator("logo", "word_template")
    @classmethod
    def _names_a_file(cls, value: str) -> str:
        if not value.strip() or "\0" in value:
            raise ValueError("must be the name of a file")
        return value


def read_stationery(path: Path) -> Stationery:
    """Read a brand file and the files it names.

    Raises FileTrouble where the brand file itself cannot be read, and BrandRefused, with every
    mistake and its line, for anything in it that cannot be used.
    """
    where = shown(path.name)[1:-1]
    text = _text_of(path, where)
    table = _table_of(text, where)
    found: list[tuple[int, str]] = []

    def add(key: str, sentence: str) -> None:
        line = _line_of(key, text)
        found.append((line, f"{where} line {line}: {sentence}" if line else f"{where}: {sentence}"))

    wanted = _checked(table, add)
    logo = _named(wanted.logo, path, LARGEST_LOGO, lambda what: add("logo", f"logo {what}"))
    if logo is not None:
        try:
            check_logo(logo)
        except ValueError as error:
            add("logo", f"logo {shown(wanted.logo)} {error}; {LOGO_HINT}")
    template = _named(
        wanted.word_template,
        path,
        LARGEST_TEMPLATE,
        lambda what: add("word_template", f"word_template {what}"),
    )
    if found:
        problems = tuple(line for _, line in sorted(found))
        raise BrandRefused(problems[0], HINT, problems)
    brand = Brand(
        wanted.firm, bare(logo) if logo else b"", wanted.colour, wanted.footer, wanted.language, wanted.paper
    )
    return Stationery(brand, template, tuple(_remarks(where, wanted, logo)))


def _text_of(path: Path, where: str) -> str:
    try:
        data = read_plain_file(path, LIMIT)
    except FileNotFoundError:
        raise FileTrouble(f"{where}: there is no such brand file", "check the name after --brand") from None
    except NotAPlainFile as error:
        raise FileTrouble(f"{where}: is {error}, not a brand file", HINT) from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "the name cannot be used"
        raise FileTrouble(f"{where}: cannot be read: {why}", "check the name after --brand") from None
    if len(data) > LIMIT:
        raise BrandRefused(f"{where}: is larger than {LIMIT // 1024} KiB", HINT)
    try:
        return decode(data)
    except ValueError as error:
        raise BrandRefused(f"{where}: {error}", HINT) from None


def _table_of(text: str, where: str) -> dict[str, object]:
    try:
        refuse_deep_toml(text)
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrandRefused(f"{where}: is not valid TOML: {error}", HINT) from None
    except (ValueError, RecursionError):
        raise BrandRefused(f'{where}: holds more than lines of the form key = "text"', HINT) from None


def _checked(table: dict[str, object], add: Callable[[str, str], None]) -> BrandFile:
    """Return what is in a table, without the keys in which mistakes were noted."""
    try:
        return BrandFile.model_validate(table)
    except ValidationError as error:
        wrong = set()
        for detail in error.errors(include_url=False, include_input=False):
            key = str(detail["loc"][0])
            wrong.add(key)
            add(key, _sentence(key, detail))
    return BrandFile.model_validate({key: value for key, value in table.items() if key not in wrong})


def _sentence(key: str, detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        return f"there is no key {shown(key)}{did_you_mean(key[:40], BrandFile.model_fields)}"
    if detail["type"] == "literal_error":
        return f"{key} must be one of {context.get('expected', '')}"
    if detail["type"] == "value_error":
        return f"{key} {context.get('error', 'cannot be used')}"
    return f"{key} must be text, in quotes"


def _named(name: str, beside: Path, limit: int, add: Callable[[str], None]) -> bytes | None:
    """Return the bytes of a file that a brand file names, or nothing after noting why not."""
    if not name:
        return None
    try:
        return read_plain_file(beside.parent / name, limit)
    except FileNotFoundError:
        add(f"names {shown(name)}, and there is no such file beside the brand file")
    except NotAPlainFile as error:
        add(f"names {shown(name)}, which is {error}")
    except OSError as error:
        add(f"names {shown(name)}, which cannot be read: {reason(error)}")
    return None


def _line_of(key: str, text: str) -> int:
    """Return the line a key stands on, or 0."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.partition("=")[0].strip().strip("[]\"'") == key:
            return number
    return 0


def _remarks(where: str, wanted: BrandFile, logo: bytes | None) -> Iterator[str]:
    found = contrast(wanted.colour, _WHITE)
    if found < READABLE:
        too_light = (
            f"{wanted.colour} is too light to read on white (contrast {found:.1f} of the {READABLE} needed)"
        )
        yield f"{where}: {too_light}; text is set in a darker shade of it"
    thin = remark_on(logo) if logo else ""
    if thin:
        yield f"{where}: logo {shown(wanted.logo)} {thin}; take a larger one, or one of another shape"
