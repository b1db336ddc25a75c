"""One table of a file held against its shape; every mistake becomes a sentence of ours."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from advisor.errors import did_you_mean
from advisor.loading.files import ID, RuleFile
from advisor.loading.problems import Problems, quoted
from advisor.loading.schema import Record

R = TypeVar("R", bound=Record)

SENTENCES = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "list_type": "must be a list in [ ]",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "string_too_short": "is empty",
    "too_short": "is empty",
}


def read_record(model: type[R], raw: object, file: RuleFile, heading: str, problems: Problems) -> R | None:
    """Return the record, or None after noting every mistake in it."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            key = ".".join(str(part) for part in detail["loc"])
            problems.add(file.path, _sentence(model, detail), heading, key)
    return None


def _sentence(model: type[Record], detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in SENTENCES:
        return SENTENCES[kind]
    if kind == "extra_forbidden":
        known = [field.alias or name for name, field in model.model_fields.items()]
        return f"unknown key{did_you_mean(str(detail['loc'][-1]), known)}"
    if kind == "literal_error":
        return f"must be one of {context.get('expected', '')}"
    if kind == "value_error":
        return str(context.get("error", "cannot be used"))
    if kind == "string_too_long":
        return f"is longer than {context.get('max_length')} characters"
    if kind == "greater_than_equal":
        return f"must be at least {context.get('ge')}"
    if kind == "less_than_equal":
        return f"must be at most {context.get('le')}"
    return "cannot be used here"


def headings(model: type[R], file: RuleFile, problems: Problems) -> Iterator[tuple[str, R]]:
    """Yield every heading of a file with its record, past those with mistakes."""
    for name, raw in file.data.items():
        if not isinstance(raw, dict):
            problems.add(file.path, "stands outside any [heading]", key=name)
        elif not ID.fullmatch(name):
            problems.add(file.path, f"{quoted(name)} is no id: small letters, digits and single dashes", name)
        else:
            record = read_record(model, raw, file, name, problems)
            if record is not None:
                yield name, record
