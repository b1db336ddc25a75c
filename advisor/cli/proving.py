"""`advisor rules check`: a rulebook proved, or its faults told."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from advisor.cli.results import print_json
from advisor.conditions import Absence, written
from advisor.errors import CommandError, FileTrouble, RulebookRefused

if TYPE_CHECKING:
    from advisor.case import Case
    from advisor.conditions import State
    from advisor.engine.exact.proofs import Proofs
    from advisor.rulebook import Fact, Rulebook

MOST_SHOWN = 8
WIDTH = 96


def run_check(options: argparse.Namespace) -> int:
    """Prove the rulebook and say what was proved. Raises RulebookRefused if it has faults."""
    from advisor.loading import load_rulebook

    refuse_folders(options)
    rulebook = load_rulebook(options.rules)
    examples = _examples(Path(options.cases), rulebook) if options.cases else []
    proofs = prove(rulebook, examples, quiet=options.quiet)
    if options.json:
        print_json(_document(proofs, rulebook))
    else:
        sys.stdout.write("\n".join(_lines(proofs, rulebook, len(examples))) + "\n")
    refuse_if_any([str(fault) for fault in proofs.faults], "mend the files that are named, then check again")
    return 0


def refuse_folders(options: argparse.Namespace) -> None:
    """Raise CommandError for a folder named where none is taken."""
    if options.more:
        raise CommandError(
            f"advisor rules {options.what}: '{options.more[0][:60]}' is one word too many",
            f"for another rulebook, run: advisor --rules FOLDER rules {options.what}",
        )


def prove(rulebook: "Rulebook", examples: "Sequence[Case]" = (), *, quiet: bool = False) -> "Proofs":
    """Return the proofs of a rulebook, telling a terminal what is going on."""
    from advisor.engine import board_of
    from advisor.engine.exact.proofs import Prover

    with telling():
        return Prover(board_of(rulebook, {}), (lambda _: None) if quiet else progress).prove(examples)


@contextmanager
def telling() -> Iterator[None]:
    """Clear the line that progress was told on, however the work ends."""
    try:
        yield
    finally:
        progress("")


def progress(stage: str) -> None:
    """Say on a terminal what is going on; the next stage takes the line over, and "" clears it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{stage}")
        sys.stderr.flush()


def refuse_if_any(problems: Sequence[str], hint: str) -> None:
    """Raise RulebookRefused with all problems, if there are any."""
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise RulebookRefused(problems[0] + more, hint, tuple(problems))


def in_json(state: "State") -> object:
    """Return an answer as JSON holds it."""
    return state.value if isinstance(state, Absence) else state


def off_the_first(answers: "Mapping[str, State]", rulebook: "Rulebook") -> list[str]:
    """Return the answers that are not the first there is, as answers files write them."""
    first = {fact.id: _first(fact) for fact in rulebook.asked_facts()}
    return [f"{name} = {written(state)}" for name, state in answers.items() if state != first.get(name)]


def _first(fact: "Fact") -> "State":
    if fact.kind == "number":
        return fact.least
    if fact.kind in {"many", "yes-no"}:
        return () if fact.kind == "many" else False
    return next(iter(fact.values))


def wrapped(parts: Sequence[str]) -> list[str]:
    """Return parts separated by commas, in indented lines."""
    lines = wrap(", ".join(parts), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"    {line}" for line in lines]


def _examples(folder: Path, rulebook: "Rulebook") -> list["Case"]:
    """Return the example cases in a folder: answers files, whose `[expect]` tables are left aside."""
    from advisor.answers import parse_answers
    from advisor.answers.files import LIMIT
    from advisor.operating_system import read_plain_file

    if not folder.is_dir():
        raise FileTrouble(f"{folder}: there is no such folder", "name a folder of answers files")
    found = []
    for path in sorted(path for path in folder.rglob("*.toml") if path.is_file()):
        data = re.sub(rb"(?m)^\[expect\][^\n]*\n(?:(?!\[).*\n?)*", b"", read_plain_file(path, LIMIT))
        found.append(parse_answers(data, str(path), rulebook))
    if not found:
        raise FileTrouble(f"{folder}: holds no answers files", "name a folder of .toml files")
    return found


def _lines(proofs: "Proofs", rulebook: "Rulebook", examples: int) -> list[str]:
    from advisor.report.formats import SCREEN
    from advisor.report.wording import choice_in_words

    scoring = sum(1 for rule in rulebook.rules if rule.points)
    directions = sum(len(f.never_lowers) + len(f.never_raises) for f in rulebook.facts.values())
    tried = f"{scoring} rules with points, {len(rulebook.gates)} gates, {len(proofs.moves)} questions"
    lines = [
        f"{rulebook.title} ({rulebook.id} {rulebook.version})",
        f"digest {rulebook.digest}",
        "",
        f"Counted: {proofs.sheets:,} answer sheets.",
        f"Tried: {tried}, {directions} directions{f', {examples} example cases' if examples else ''}.",
        f"Sources: {len(rulebook.sources)}, and every citation leads to one.",
        "",
        "Verdicts over all answer sheets, and the smallest example of each (all other answers are the first)",
    ]
    for outcome in proofs.outcomes:
        lines.append(f"  {choice_in_words(outcome.choice, rulebook)}: {SCREEN.percent(outcome.share)}")
        lines += wrapped(off_the_first(outcome.witness, rulebook) or ["the first answer to every question"])
    lines += ["", "Weight of each dimension, as set and in effect"]
    for weight in proofs.weights:
        name = f"{rulebook.roles[weight.role].short}, {rulebook.dimensions[weight.dimension].title}"
        lines.append(
            f"  {name}: {SCREEN.percent(weight.nominal)} as set, {SCREEN.percent(weight.effective)} in effect"
        )
    lines += ["", "Questions that move most: answer sheets that one step of the answer brings other advice"]
    moving = sorted(proofs.moves.items(), key=lambda item: -item[1])
    lines += [f"  {fact}: {SCREEN.percent(share)}" for fact, share in moving[:MOST_SHOWN]]
    return [*lines, "", f"Faults: {len(proofs.faults) or 'none'}"]


def _document(proofs: "Proofs", rulebook: "Rulebook") -> dict[str, object]:
    return {
        "rulebook": {"id": rulebook.id, "version": rulebook.version, "digest": rulebook.digest},
        "sheets": str(proofs.sheets),
        "verdicts": [
            {
                "recommendation": outcome.choice.recommendation,
                "timing": outcome.choice.timing,
                "sheets": str(outcome.sheets),
                "share": float(round(outcome.share, 6)),
                "example": {fact: in_json(state) for fact, state in outcome.witness.items()},
            }
            for outcome in proofs.outcomes
        ],
        "weights": [
            {
                "role": weight.role,
                "dimension": weight.dimension,
                "nominal": float(round(weight.nominal, 6)),
                "effective": float(round(weight.effective, 6)),
            }
            for weight in proofs.weights
        ],
        "moves": {fact: float(round(share, 6)) for fact, share in proofs.moves.items()},
        "faults": [{"file": f.file, "heading": f.heading, "says": f.says} for f in proofs.faults],
    }
