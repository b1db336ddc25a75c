"""`advisor rules diff`: two releases of a rulebook, answer sheet by answer sheet."""

import argparse
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.proving import (
    MOST_SHOWN,
    in_json,
    off_the_first,
    progress,
    refuse_if_any,
    telling,
    wrapped,
)
from advisor.cli.results import print_json
from advisor.errors import CommandError, FileTrouble

if TYPE_CHECKING:
    from advisor.assessment import Choice
    from advisor.engine.exact.releases import Comparison
    from advisor.rulebook import Rulebook

Records = tuple[tuple[str, str], ...]
"""Records that the advice depends on, as (file, id)."""


def run_diff(options: argparse.Namespace) -> int:
    """Compare two rulebooks. Raises RulebookRefused if the new change log leaves out what turns advice."""
    from advisor.engine.exact.releases import changed_records, compare
    from advisor.loading import load_rulebook

    if len(options.more) != 2:
        raise CommandError("advisor rules diff: name two folders", "run: advisor rules diff OLD NEW")
    folders = [Path(name) for name in options.more]
    old, new = (load_rulebook(folder) for folder in folders)
    changed = changed_records(old, new)
    with telling():
        if not options.quiet:
            progress("comparing every answer sheet")
        comparison = compare(old, new)
    silent = _unmentioned(changed, *folders) if comparison.changed else []
    if options.json:
        print_json(_document(comparison, changed, silent))
    else:
        sys.stdout.write("\n".join(_lines(comparison, changed, old, new)) + "\n")
    refuse_if_any(
        [f"{folders[1] / 'CHANGELOG.md'}: does not mention '{name}', which changed" for name in silent],
        "say in the change log what changed in the advice, and for whom",
    )
    return 0


def _unmentioned(changed: Records, old: Path, new: Path) -> list[str]:
    """Return the changed records that the lines added to the change log do not name."""
    known = set(_log(old).splitlines())
    added = "\n".join(line for line in _log(new).splitlines() if line not in known)
    return [name for _, name in changed if not _names(added, name.rsplit("/", 1)[-1])]


def _names(text: str, heading: str) -> bool:
    """Say whether a text has a heading as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(heading)}(?![\w-])", text) is not None


def _log(folder: Path) -> str:
    path = folder / "CHANGELOG.md"
    if not path.is_file():
        return ""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise FileTrouble(f"{path}: cannot be read as text", "save the change log as UTF-8") from None


def _lines(comparison: "Comparison", changed: Records, old: "Rulebook", new: "Rulebook") -> list[str]:
    from advisor.report.formats import SCREEN
    from advisor.report.wording import choice_in_words

    share = SCREEN.percent(comparison.share)
    lines = [
        f"{old.id} {old.version} and {new.id} {new.version}",
        "",
        f"Of {comparison.sheets:,} answer sheets {comparison.changed:,} get other advice ({share}).",
    ]
    for turned in comparison.turned[:MOST_SHOWN]:
        share = SCREEN.percent(Fraction(turned.sheets, comparison.sheets))
        before, after = choice_in_words(turned.before, old), choice_in_words(turned.after, new)
        lines.append(f"  {before} becomes {after}: {share}")
    example = comparison.example
    if example:
        before, after = choice_in_words(example.before, old), choice_in_words(example.after, new)
        lines += [
            "",
            f"The smallest example: {before} becomes {after}",
            *wrapped(off_the_first(example.answers, new) or ["the first answer to every question"]),
            f"  behind it: {', '.join(example.clauses) or 'the marks of the policy'}",
        ]
    lines += ["", "Changed" if changed else "Nothing that the advice depends on has changed."]
    return [*lines, *(f"  {file}: {name}" for file, name in changed)]


def _document(comparison: "Comparison", changed: Records, silent: list[str]) -> dict[str, object]:
    example = comparison.example
    return {
        "sheets": str(comparison.sheets),
        "changed": str(comparison.changed),
        "share": float(round(comparison.share, 6)),
        "turned": [
            {"from": _choice(t.before), "to": _choice(t.after), "sheets": str(t.sheets)}
            for t in comparison.turned
        ],
        "example": example
        and {
            "answers": {fact: in_json(state) for fact, state in example.answers.items()},
            "from": _choice(example.before),
            "to": _choice(example.after),
            "behind": list(example.clauses),
        },
        "records": [{"file": file, "id": name} for file, name in changed],
        "not_mentioned": silent,
    }


def _choice(choice: "Choice") -> dict[str, object]:
    return {"recommendation": choice.recommendation, "timing": choice.timing}
