"""Reports on their way to the files they become: named, written whole, told, and noted in the case file."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.assessment import Assessment
from advisor.cli import OUR_BUG, say_error
from advisor.cli.order import Order
from advisor.cli.outlets import OUTLETS, is_installed
from advisor.errors import (
    AdvisorError,
    AlreadyThere,
    FileTrouble,
    MissingExtra,
    Obstructed,
    PartlyDone,
    install_command,
)
from advisor.plaintext import harmless
from advisor.rulebook import Rulebook

if TYPE_CHECKING:
    from advisor.cli.drawing import Drawn
    from advisor.report.blocks import Report

READ_NOTES = (
    "read the notes once more before they leave the house, since nicknames, places and other people stay "
    "named, or add --no-notes"
)


SIGN_OTHERWISE = "leave --author, or the brand's firm and logo, out to name nobody"


@dataclass(slots=True)
class Delivery:
    """The files of one command: how many there are to be, those written, and what went wrong."""

    order: Order
    expected: int
    options: argparse.Namespace
    written: list[Path] = field(default_factory=list)
    problems: list[AdvisorError] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    _notes_go_out: bool = False
    _signed: dict[str, None] = field(default_factory=dict)
    _stems: set[str] = field(default_factory=set)
    _hints: set[str] = field(default_factory=set)
    _done: int = 0

    def deliver(self, assessment: Assessment, rulebook: Rulebook) -> bool:
        """Write one report in every format that can be written here; say whether any file came of it.

        Raises FileTrouble where the folder or the disk gives out, so that nothing more is tried.
        """
        before = len(self.written)
        for result in write_files(assessment, rulebook, self.order, self._stems, self.hidden):
            self._done += 1
            if isinstance(result, AdvisorError):
                self.fail(result)
                continue
            path, warnings = result
            self.written.append(path)
            self._say(path, warnings)
        if self.order.anonymous:
            self._signed |= dict.fromkeys(_signers_named_as(assessment, self.order))
        self._notes_go_out |= bool(assessment.case.notes) and _tells_notes(self.order)
        return len(self.written) > before

    def tell_what_was_hidden(self) -> None:
        """Say after the last file of an anonymous report what was replaced, and what is left to a reader."""
        from advisor.report.names import told

        if not (self.order.anonymous and self.written):
            return
        for name in self._signed:
            sys.stderr.write(
                f"warning: who signs is called as the client or the respondent is: {name}; {SIGN_OTHERWISE}\n"
            )
        found = told(self.hidden)
        said = (
            f"replaced in notes and footer: {found}"
            if found
            else "nothing in notes or footer had to be replaced"
        )
        if self._notes_go_out:
            sys.stderr.write(f"note: {said}; {READ_NOTES}\n")
        elif not self.options.quiet:
            sys.stderr.write(f"note: {said}; no notes are in these files\n")

    def skip(self, error: AdvisorError) -> None:
        """Leave out all files of a case that cannot be read."""
        self._done += len(self.order.formats)
        self.fail(error)

    def fail(self, error: AdvisorError) -> None:
        """Tell at once what is left out, each hint only once."""
        told_before = error.hint in self._hints
        self._hints.add(error.hint)
        self.problems.append(error)
        say_error(error, hint=not told_before)

    def _say(self, path: Path, warnings: Sequence[str]) -> None:
        sys.stderr.writelines(f"warning: {path.name}: {line}\n" for line in warnings)
        if self.options.quiet or self.options.json:
            return
        place = f"{self._done} of {self.expected}: " if self.expected > 1 else ""
        sys.stderr.write(f"{place}wrote {harmless(str(path))}\n")

    def stop(self, error: AdvisorError) -> None:
        """Tell why nothing more is tried; this weighs more than what was left out before."""
        self.problems.insert(0, error)
        say_error(error)

    def exit_code(self) -> int:
        """Return 0, 1 after a mistake of ours, 9 where only some files were written, or the first code."""
        if not self.problems:
            return 0
        if any(problem.exit_code == OUR_BUG for problem in self.problems):
            return OUR_BUG
        return PartlyDone.exit_code if self.written else self.problems[0].exit_code

    def as_document(self) -> dict[str, object]:
        """Return what was written and what went wrong, as programs read it."""
        return {
            "written": [str(path) for path in self.written],
            "problems": [
                {"error": line, "hint": error.hint, "exit_code": error.exit_code}
                for error in self.problems
                for line in error.problems or (str(error),)
            ],
        }


def available_formats() -> list[tuple[str, str]]:
    """Return the formats that can be written here, each with its label in plain words."""
    return [(name, outlet.label) for name, outlet in OUTLETS.items() if is_installed(name)]


def _signers_named_as(assessment: Assessment, order: Order) -> list[str]:
    """Return who signs an anonymous report under a name of the client or the respondent, as owners do."""
    from advisor.report.names import Names

    names = Names(assessment.case.name, assessment.case.respondent)
    signers = (order.author, order.stationery.brand.firm)
    return [name for name in signers if names.taken_out_of(name, Counter()) != name]


def _tells_notes(order: Order) -> bool:
    """Say whether any of the files wanted tells notes; the JSON has none."""
    from advisor.report.sections import holds_notes

    return order.notes and holds_notes(order.length) and set(order.formats) != {"json"}


def write_files(
    assessment: Assessment,
    rulebook: Rulebook,
    order: Order,
    stems: set[str],
    hidden: "Counter[str] | None" = None,
) -> Iterator[tuple[Path, Sequence[str]] | AdvisorError]:
    """Write one report; yield for each format its file with warnings, or why it is left out.

    A format that fails, be it by a mistake of ours, keeps no other from being written.
    `stems` are the names taken by the reports before, and grow by this one; `hidden` counts what an
    anonymous one replaces. Raises FileTrouble where the folder or the disk gives out.
    """
    from advisor.report import compose
    from advisor.report.anonymity import without_names
    from advisor.report.names import Names
    from advisor.storage import write_whole

    brand, case = order.stationery.brand, assessment.case
    if not _tells_notes(order):
        assessment = replace(assessment, case=replace(case, notes=()))
    if order.anonymous:
        hidden = Counter() if hidden is None else hidden
        brand = replace(brand, footer=Names(case.name, case.respondent).taken_out_of(brand.footer, hidden))
        assessment = without_names(assessment, hidden)
    report = compose(
        assessment,
        rulebook,
        order.length,
        brand=brand,
        author=order.author,
        draft=order.draft,
        answers=order.answers,
        anonymous=order.anonymous,
    )
    stem = _stem(assessment, order, stems)
    for name in order.in_turn:
        path = order.folder / f"{stem}.{name}"
        drawn = _drawn(name, report, assessment, rulebook, order)
        if isinstance(drawn, AdvisorError):
            yield drawn
            continue
        data, warnings = drawn
        try:
            write_whole(path, data, replace=order.replace)
        except (AlreadyThere, Obstructed) as error:
            yield error
        else:
            yield path, warnings


def _drawn(
    name: str, report: "Report", assessment: Assessment, rulebook: Rulebook, order: Order
) -> "Drawn | AdvisorError":
    """Return the bytes of one format, or why there are none."""
    from advisor.cli.apart import GaveUp, done_apart

    if not is_installed(name):
        return MissingExtra(OUTLETS[name].extra, name)

    def attempt() -> "Drawn | AdvisorError":
        return _attempted(name, report, assessment, rulebook, order)

    if not OUTLETS[name].apart:
        return attempt()
    try:
        return done_apart(attempt)
    except GaveUp:
        return FileTrouble(
            f"{name}: left out: what draws it gave up, as it does where there is too little memory",
            "close other programs, or raise the limit",
        )


def _attempted(
    name: str, report: "Report", assessment: Assessment, rulebook: Rulebook, order: Order
) -> "Drawn | AdvisorError":
    from advisor.cli.crash import our_mistake
    from advisor.cli.drawing import draw
    from advisor.operating_system import reason

    try:
        return draw(name, report, assessment, rulebook, order)
    except AdvisorError as error:
        return error
    except OSError as error:
        return FileTrouble(f"{name}: cannot be made: {reason(error)}", "make room for it")
    except ImportError:  # it is there, as was looked, and yet does not load: damaged, or no memory for it
        bring = install_command(OUTLETS[name].extra)
        return FileTrouble(
            f"{name}: left out: what draws it cannot be loaded",
            f"close other programs, or run: {bring} --force-reinstall",
        )
    except Exception as error:
        return our_mistake(name, error)


def _stem(assessment: Assessment, order: Order, stems: set[str]) -> str:
    """Return the name of a report's files without the ending: client, date and fingerprint.

    Two cases never get one name, not even when they are the same.
    """
    from advisor.report.document import fingerprint

    case = assessment.case
    client = "company" if order.anonymous else _client(case.name)
    parts = (client, case.date, fingerprint(assessment)[:8])
    plain = "-".join(part for part in parts if part)
    stem, count = plain, 1
    while stem in stems:
        count += 1
        stem = f"{plain}-{count}"
    stems.add(stem)
    return stem


def _client(name: str) -> str:
    """Return a client's name in letters that are safe everywhere; other scripts get a code instead."""
    from hashlib import sha256

    from advisor.plaintext import slug

    if not name:
        return "company"
    return slug(name) or f"company-{sha256(name.encode()).hexdigest()[:6]}"
