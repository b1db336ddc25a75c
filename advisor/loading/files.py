"""The files of a rulebook: which belong to it, and what they hold."""

import re
import tomllib
from dataclasses import dataclass

from advisor.case_document.strict import refuse_deep_toml
from advisor.errors import did_you_mean
from advisor.loading.problems import Problems
from advisor.loading.raw_files import RawFiles

DEEPEST = 8

KINDS = {
    "rulebook": r"rulebook\.toml",
    "facts": r"facts/[^/]+\.toml",
    "questionnaire": r"questionnaires/([^/]+)\.toml",
    "page": r"questionnaires/([^/]+)/([^/]+)\.toml",
    "dimension": r"dimensions/([^/]+)\.toml",
    "role": r"roles/([^/]+)\.toml",
    "cell": r"roles/([^/]+)/([^/]+)\.toml",
    "gates": r"gates/[^/]+\.toml",
    "warnings": r"notes/warnings/[^/]+\.toml",
    "contradictions": r"notes/contradictions/[^/]+\.toml",
    "forms": r"notes/forms/[^/]+\.toml",
    "reasons": r"notes/reasons/[^/]+\.toml",
    "policy": r"policies/([^/]+)\.toml",
    "pairing": r"pairings/([^/]+)\.toml",
    "sources": r"sources/[^/]+\.toml",
}
"""What a file is, by where it stands; the groups are the ids that its path gives."""

FOLDERS = (
    "facts",
    "questionnaires",
    "dimensions",
    "roles",
    "gates",
    "notes",
    "policies",
    "pairings",
    "sources",
)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file as read: its path within the rulebook, its kind, the ids its path gives, its contents."""

    path: str
    kind: str
    ids: tuple[str, ...]
    data: dict[str, object]


def read_files(raw_files: RawFiles, problems: Problems) -> list[RuleFile]:
    """Return every file of a rulebook with its contents, in order of path."""
    found = []
    for name, raw in raw_files.files:
        kind, ids = _kind_of(name, problems)
        data = _parse(raw, name, problems)
        if kind and data is not None:
            found.append(RuleFile(name, kind, ids, data))
    return found


def _kind_of(name: str, problems: Problems) -> tuple[str, tuple[str, ...]]:
    for kind, pattern in KINDS.items():
        match = re.fullmatch(pattern, name)
        if match:
            ids = match.groups()
            for part in (part for given in ids for part in given.split("+")):
                if not ID.fullmatch(part):
                    problems.add(name, "a file's name is an id: small letters, digits and single dashes")
            return kind, ids
    near = did_you_mean(name.split("/", maxsplit=1)[0], (*FOLDERS, "rulebook.toml"))
    problems.add(name, f"no such file belongs to a rulebook{near}")
    return "", ()


def _parse(raw: bytes, name: str, problems: Problems) -> dict[str, object] | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(name, f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8")
        return None
    try:
        refuse_deep_toml(text)  # before parsing, which takes gigabytes for some hundred dots
    except ValueError:
        problems.add(name, f"nested deeper than {DEEPEST}")
        return None
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        problems.add(name, f"is not valid TOML: {_sentence(error)}")
        return None
    if _depth(data) > DEEPEST:
        problems.add(name, f"nested deeper than {DEEPEST}")
        return None
    return data


def _depth(value: object) -> int:
    deepest, left = 0, [(value, 1)]
    while left:
        item, depth = left.pop()
        deepest = max(deepest, depth)
        if depth <= DEEPEST and isinstance(item, dict):
            left += [(inner, depth + 1) for inner in item.values()]
        elif depth <= DEEPEST and isinstance(item, list):
            left += [(inner, depth + 1) for inner in item]
    return deepest


def _sentence(error: Exception) -> str:
    return "".join(c if c.isprintable() else " " for c in str(error))[:160]
