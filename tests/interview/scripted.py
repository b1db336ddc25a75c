"""Prompters without a person: one follows drawn moves, one gives the answers of a finished case."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from advisor.case import Case
from advisor.conditions import Absence, Answer, State
from advisor.interview.conversation import DONE, STOP
from advisor.interview.prompter import Answered, Back, Draft, Reply, Review, SaveAndStop, Screen, WriteNote
from advisor.rulebook import Fact, Rulebook

PROGRESS = re.compile(r"Question (\d+) of about (\d+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put, and the answers confirmed by then."""

    fact: str
    place: int
    total: int


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was confirmed."""

    fact: str
    value: Answer | Absence


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice between lines, and which was picked."""

    message: str
    keys: tuple[str, ...]
    picked: str


Event = Asked | Given | Chosen


def kind_of(keys: Sequence[str]) -> str:
    """Say which of the conversation's choices this is: the review, the settled offer, a note, a contradiction."""
    if STOP in keys:
        return "review"
    if "anew" in keys:
        return "note"
    return "settled" if DONE in keys else "contradiction"


def answer_from(rulebook: Rulebook, fact: Fact, seed: int) -> Answer:
    """Return an answer to a fact; different seeds reach every answer that the rulebook tells apart."""
    if fact.kind == "number":
        starts = (fact.least, fact.most, *rulebook.interval_starts[fact.id])
        return starts[seed % len(starts)]
    if fact.kind == "yes-no":
        return seed % 2 == 0
    words = tuple(fact.values)
    if fact.kind == "many":
        return tuple(word for place, word in enumerate(words) if seed >> place & 1)
    return words[seed % len(words)]


@dataclass(slots=True)
class Follower:
    """Does as the moves say; with no move left it answers, declines what is offered, and finishes."""

    rulebook: Rulebook
    moves: Iterator[tuple[str, int]]
    events: list[Event] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Nobody reads."""

    def taken(self, screen: Screen, given: Answered) -> None:
        """Nobody reads."""

    def ask(self, screen: Screen) -> Reply:
        """Take the next move. Raises KeyboardInterrupt and EOFError where the move is to leave so."""
        self.events.append(asked(screen))
        move, seed = next(self.moves, ("answer", len(self.events)))
        match move:
            case "back":
                return Back("half-typed" if seed % 2 else "")
            case "review":
                return Review()
            case "note":
                return WriteNote("half-typed")
            case "stop":
                return SaveAndStop()
            case "interrupt":
                raise KeyboardInterrupt
            case "end":
                raise EOFError
            case "keep" if screen.current is not Absence.NOT_ASKED:
                return self._answered(screen, screen.current)
            case "dont-know":
                return self._answered(screen, Absence.DONT_KNOW)
            case "does-not-apply" if screen.fact.may_not_apply:
                return self._answered(screen, Absence.DOES_NOT_APPLY)
        return self._answered(screen, answer_from(self.rulebook, screen.fact, seed))

    def _answered(self, screen: Screen, value: State) -> Reply:
        self.events.append(Given(screen.fact.id, value))
        return Answered(value)

    def choose(
        self,
        message: str,
        options: Sequence[tuple[str, str]],
        default: str | None = None,
        *,
        back: str | None = None,
        careful: bool = False,
        lead: str = "",
    ) -> str:
        """Pick as the next move says; decline, or finish, where there is none."""
        keys = tuple(key for key, _ in options)
        move, seed = next(self.moves, ("leave", 0))
        review = kind_of(keys) == "review"
        if move == "interrupt":
            raise KeyboardInterrupt
        picked = (
            self._line(keys, seed)
            if move != "leave"
            else DONE
            if review
            else (back or "")
            if kind_of(keys) == "note"
            else ""
        )
        assert default is None or default in keys
        self.events.append(Chosen(f"{lead} {message}".strip(), keys, picked))
        return picked

    def _line(self, keys: Sequence[str], seed: int) -> str:
        """Pick a line; from the review often one that other questions hang on, and never the end."""
        if kind_of(keys) != "review":
            return keys[seed % len(keys)]
        facts = self.rulebook.facts.values()
        above = {demand.fact for fact in facts for demand in fact.applies_when}
        knots = [key for key in keys if key in above]
        others = knots if knots and seed % 2 else [key for key in keys if key != DONE]
        return others[seed // 2 % len(others)]

    def tick(
        self, message: str, options: Sequence[tuple[str, str]], ticked: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Never asked for by the conversation itself."""
        raise AssertionError(message)

    def write(self, message: str) -> str:
        """Never asked for by the conversation itself."""
        raise AssertionError(message)

    def write_or_leave(
        self, message: str, begun: str = "", *, blank: str = "", wrong: Callable[[str], str] = lambda _: ""
    ) -> str | Back:
        """Write another name for the company. Leave a note half-typed at first, and write it the next time."""
        if "called" in message:
            return "Renamed"
        return begun or Back("a line of a note")


@dataclass(slots=True)
class Straight:
    """Gives the answers of a finished case, each once and in the order asked, and changes nothing."""

    final: Case
    given: dict[str, State] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Nobody reads."""

    def taken(self, screen: Screen, given: Answered) -> None:
        """Nobody reads."""

    def ask(self, screen: Screen) -> Reply:
        """Answer, or go to the review where the finished case has no answer."""
        name = screen.fact.id
        state = self.final.state(name)
        self.asked.append(asked(screen))
        assert name not in self.given, f"{name} is asked twice"
        if state is Absence.NOT_ASKED:
            return Review()
        self.given[name] = state
        return Answered(state)

    def choose(
        self,
        message: str,
        options: Sequence[tuple[str, str]],
        default: str | None = None,
        *,
        back: str | None = None,
        careful: bool = False,
        lead: str = "",
    ) -> str:
        """Pick an answered question not yet given from the review; decline everything else."""
        keys = [key for key, _ in options]
        if kind_of(keys) != "review":
            return ""
        left = (key for key in keys if key not in self.given and self.final.answered(key))
        return next(left, DONE)

    def tick(
        self, message: str, options: Sequence[tuple[str, str]], ticked: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Never asked for by the conversation itself."""
        raise AssertionError(message)

    def write(self, message: str) -> str:
        """Never asked for by the conversation itself."""
        raise AssertionError(message)

    def write_or_leave(
        self, message: str, begun: str = "", *, blank: str = "", wrong: Callable[[str], str] = lambda _: ""
    ) -> str | Back:
        """Never asked for by the conversation itself."""
        raise AssertionError(message)


def asked(screen: Screen) -> Asked:
    found = PROGRESS.search(screen.progress)
    assert found, screen.progress
    return Asked(screen.fact.id, int(found[1]), int(found[2]))


@dataclass(slots=True)
class Lines(Straight):
    """Replies with the lines given, one after the other, to questions and choices alike.

    Whether to finish early is declined, and is no line of these.
    """

    lines: Iterator[Reply | str] = field(default_factory=lambda: iter(()))
    said: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def taken(self, screen: Screen, given: Answered) -> None:
        """Nobody reads."""

    def ask(self, screen: Screen) -> Reply:
        self.said.append(screen.fact.id)
        self.drafts.append(screen.draft)
        reply = next(self.lines)
        assert not isinstance(reply, str), f"{screen.fact.id} is asked, where '{reply}' was to be picked"
        return reply

    def choose(
        self,
        message: str,
        options: Sequence[tuple[str, str]],
        default: str | None = None,
        *,
        back: str | None = None,
        careful: bool = False,
        lead: str = "",
    ) -> str:
        kind = kind_of([key for key, _ in options])
        if kind == "settled":
            return ""
        self.said.append(kind)
        picked = next(self.lines)
        assert isinstance(picked, str), f"{picked} was to come, where one is to pick: {message}"
        return picked
