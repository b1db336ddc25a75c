"""The labelled companies of `tests/cases`, how each was read, and how an advice is held against a label."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from advisor.answers import parse_answers
from advisor.assessment import Choice
from advisor.case import Case
from advisor.rulebook import Rulebook

FOLDER = Path(__file__).parent / "cases"
HELD_OUT = FOLDER / "held-out"
READINGS = ("from-prose-alone", "answered-in-full")


@dataclass(frozen=True, slots=True)
class Company:
    """A company with the advice that its source gives, or that its history bears out."""

    id: str
    case: Case
    kind: str
    recommendation: str
    timing: str
    also: tuple[str, ...]

    def exact(self, choice: Choice) -> bool:
        """Say whether the recommendation is the label's."""
        return choice.recommendation == self.recommendation

    def acceptable(self, choice: Choice) -> bool:
        """Say whether a fair judge could defend it: the label, an alternative, any role for "not yet"."""
        if self.timing == "not-yet":
            return choice.timing == "not-yet" or choice.recommendation in {self.recommendation, *self.also}
        return choice.recommendation in {self.recommendation, *self.also}

    def waits_rightly(self, choice: Choice) -> bool:
        """Say whether "not yet" and "now or soon" are told apart as the label does."""
        return (choice.timing == "not-yet") == (self.timing == "not-yet")


@cache
def companies(rulebook: Rulebook, folder: Path = FOLDER) -> tuple[Company, ...]:
    """Return every company of a folder, in order of id."""
    return tuple(_read(path, rulebook) for path in sorted(folder.glob("*.toml")))


def read_again(rulebook: Rulebook, reading: str, folder: Path = FOLDER) -> tuple[Company, ...]:
    """Return the same companies with the answers of another reading."""
    return tuple(
        replace(company, case=parse_answers(path.read_bytes(), path.name, rulebook))
        for company in companies(rulebook, folder)
        for path in [folder / "readings" / reading / f"{company.id}.toml"]
    )


def _read(path: Path, rulebook: Rulebook) -> Company:
    text = path.read_text("utf-8")
    answers, _ = text.split("[expect]")
    expect = tomllib.loads(text)["expect"]
    return Company(
        id=path.stem,
        case=parse_answers(answers.encode(), path.name, rulebook),
        kind=expect["kind"],
        recommendation=expect["recommendation"],
        timing=expect["timing"],
        also=tuple(expect.get("also", ())),
    )
