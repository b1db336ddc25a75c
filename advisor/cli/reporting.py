"""`advisor report` and `advisor demo`: the files a person takes away."""

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from advisor.assessment import Assessment
from advisor.case import Case
from advisor.cli.assessing import fitted
from advisor.cli.results import print_json, print_result
from advisor.errors import CommandError, did_you_mean
from advisor.rulebook import Rulebook

FORMATS = ("md", "json")


def run_report(options: argparse.Namespace) -> int:
    """Write the report for one answers file or client, in every format asked for."""
    from advisor.engine import advise
    from advisor.loading import load_rulebook

    formats = read_formats(options.formats)
    rulebook = load_rulebook(options.rules)
    assessment = advise(rulebook, _case_of(options.case, rulebook))
    folder = Path(options.output)
    say_written(write_report(assessment, rulebook, formats, folder, options), options)
    return 0


def run_demo(options: argparse.Namespace) -> int:
    """Show the bundled example, and with -o write its report in every format."""
    from advisor.answers import parse_answers
    from advisor.engine import advise
    from advisor.loading import load_rulebook

    rulebook = load_rulebook(options.rules)
    example = (files("advisor") / "demo.toml").read_bytes()
    assessment = advise(rulebook, parse_answers(example, "demo.toml", rulebook))
    print_result(assessment, rulebook, options)
    if options.output:
        written = write_report(assessment, rulebook, FORMATS, Path(options.output), options)
        if not options.quiet:
            sys.stderr.writelines(f"wrote {path}\n" for path in written)
    return 0


def read_formats(
    typed: str, known: Sequence[str] = FORMATS, command: str = "advisor report"
) -> tuple[str, ...]:
    """Return the formats in a comma-separated list, each once. Raises CommandError for an unknown one."""
    formats = tuple(dict.fromkeys(word.strip().lower() for word in typed.split(",") if word.strip()))
    hint = f"use any of: {', '.join(known)}"
    for word in formats:
        if word not in known:
            raise CommandError(
                f"{command}: this version does not write '{word[:20]}'{did_you_mean(word, known)}", hint
            )
    if not formats:
        raise CommandError(f"{command}: no format named", hint)
    return formats


def write_report(
    assessment: Assessment,
    rulebook: Rulebook,
    formats: Sequence[str],
    folder: Path,
    options: argparse.Namespace,
) -> list[Path]:
    """Write one file per format into a folder, made if need be; return their paths.

    Nothing is replaced without `--force`, and no file is ever seen half written. Raises FileTrouble.
    """
    from advisor.plaintext import slug
    from advisor.storage import write_whole

    stem = slug(assessment.case.name) or "company"
    written = []
    for name in formats:
        path = folder / f"{stem}-operations-advice.{name}"
        write_whole(path, _drawn(assessment, rulebook, name, options), replace=options.force)
        written.append(path)
    return written


def _drawn(assessment: Assessment, rulebook: Rulebook, name: str, options: argparse.Namespace) -> bytes:
    from advisor.report import compose, document, markdown

    if name == "json":
        return document.dumps(document.result(assessment, rulebook)).encode()
    return markdown.draw(compose(assessment, rulebook, options.length)).encode()


def say_written(written: Sequence[Path], options: argparse.Namespace) -> None:
    """Tell which files were written: on standard output as JSON, else on standard error."""
    if options.json:
        print_json({"written": [str(path) for path in written]})
    elif not options.quiet:
        sys.stderr.writelines(f"wrote {path}\n" for path in written)


def _case_of(named: str, rulebook: Rulebook) -> Case:
    """Return the case of a FILE (it has a path separator or ends in .toml or .json) or of a CLIENT."""
    from advisor.answers import read_answers
    from advisor.storage import Workspace

    if "/" in named or "\\" in named or named == "-" or named.endswith((".toml", ".json")):
        return read_answers(named, rulebook, sys.stdin.buffer)
    return fitted(Workspace().read(named), rulebook)
