"""Whatever a person does on the way, the advice is that of the answers given in the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case import Case, RulebookMark
from advisor.conditions import Absence, Answer, Demand
from advisor.engine import advise, contradictions_in, resolve, settled
from advisor.interview.conversation import DONE, Contradiction, Conversation
from advisor.interview.conversation import with_answer as kept
from advisor.interview.prompter import Answered, Back, Prompter, Reply
from advisor.report import document
from advisor.rulebook import NoteRule, Rulebook
from advisor.storage import OpenCase, Workspace
from tests.exact.drawing import rulebooks, tries
from tests.interview.scripted import Asked, Chosen, Follower, Given, Lines, Straight, kind_of
from tests.toybook import book, number, rule, scale

MOVES = {
    "answer": 12, "back": 4, "review": 4, "dont-know": 4, "keep": 2, "does-not-apply": 1, "note": 1,
    "stop": 1, "interrupt": 1, "end": 1, "leave": 1,
}  # fmt: skip
"""How often each move is drawn; "leave" answers a question, and declines or finishes at a choice."""


def script_of(seed: int) -> list[tuple[str, int]]:
    """Return up to 150 moves, each with a number that says which answer or which line."""
    chance = Random(seed)
    moves = chance.choices(list(MOVES), list(MOVES.values()), k=chance.choice((0, 20, 60, 100, 150)))
    return [(move, chance.randrange(1000)) for move in moves]


scripts = st.integers(0, 2**32).map(script_of)


def conversation(rulebook: Rulebook, case: Case, prompter: Prompter, opened: OpenCase | None) -> Conversation:
    """Return a conversation wired as the command line wires it."""
    return Conversation(
        rulebook,
        rulebook.questionnaires[rulebook.questionnaire],
        case,
        prompter,
        save=opened.save if opened else lambda _: None,
        states=lambda case: resolve(rulebook, case),
        say_answer=lambda fact, case: f"{fact} is {case.state(fact)}",
        contradictions=lambda case: tuple(
            Contradiction(note.note, note.says, note.facts) for note in contradictions_in(rulebook, case)
        ),
        settled=lambda case: settled(rulebook, case),
    )


@dataclass(slots=True)
class Played:
    """What came of following the moves: the case at the end, and each sitting on its own."""

    case: Case
    sittings: list[tuple[Case, Follower]] = field(default_factory=list)


def play(rulebook: Rulebook, script: Iterator[tuple[str, int]], folder: Path) -> Played:
    """Follow the moves to the end, through as many sittings as they take, each read from the disk."""
    workspace = Workspace(folder)
    mark = RulebookMark(rulebook.id, rulebook.version, rulebook.digest)
    opened = workspace.create(Case(name="Drawn"), mark, rulebook.questionnaire)
    sittings: list[tuple[Case, Follower]] = []
    while True:
        follower = Follower(rulebook, script)
        sittings.append((opened.case, follower))
        talk = conversation(rulebook, opened.case, follower, opened)
        try:
            finished = talk.run().finished
        except (KeyboardInterrupt, EOFError):
            finished = False
        opened.close()
        (listed,) = workspace.listed()
        opened = workspace.open(listed)
        assert opened.case == talk.case
        if finished:
            opened.close()
            return Played(opened.case, sittings)


def result(rulebook: Rulebook, case: Case) -> str:
    """Return the result as programs get it, but for the list of answers kept aside."""
    found = document.result(advise(rulebook, replace(case, notes=())), rulebook)
    told = found["case"]
    assert isinstance(told, dict)
    return document.dumps({**found, "case": {key: told[key] for key in told if key != "parked"}})


def straight(rulebook: Rulebook, final: Case) -> tuple[Case, list[Asked]]:
    """Run once through the questions with the answers of a finished case."""
    prompter = Straight(final)
    ended = conversation(rulebook, Case(name=final.name), prompter, None).run()
    assert ended.finished
    return ended.case, prompter.asked


def insist_that_the_way_does_not_matter(rulebook: Rulebook, played: Played) -> None:
    case, asked = straight(rulebook, played.case)

    assert result(rulebook, case) == result(rulebook, played.case)
    for before, after in pairwise(asked):
        assert before.place < before.total, f"{before} was the last, and then came {after}"
    for _, follower in played.sittings:
        seen = [event for event in follower.events if isinstance(event, Asked)]
        assert all(1 <= event.place <= event.total for event in seen)
        offers = [event for event in follower.events if isinstance(event, Chosen)]
        assert sum(kind_of(event.keys) == "settled" for event in offers) <= 1


def insist_that_contradictions_are_raised_at_once(rulebook: Rulebook, played: Played) -> None:
    for case, follower in played.sittings:
        now, known = case, set[str]()
        for event, following in pairwise((*follower.events, None)):
            if isinstance(event, Chosen) and not event.picked:
                known |= {n.note for n in contradictions_in(rulebook, now) if n.says in event.message}
            if not isinstance(event, Given):
                continue
            now = with_answer(now, event)
            standing = contradictions_in(rulebook, now)
            known &= {note.note for note in standing}
            new = [note for note in standing if note.note not in known]
            if new and following is not None:
                assert isinstance(following, Chosen)
                assert new[0].says in following.message


def with_answer(case: Case, given: Given) -> Case:
    return kept(case, given.fact, given.value)


def test_any_way_through_the_shipped_questions_ends_as_the_straight_one(
    rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @tries(25)
    @given(scripts)
    def hold(script: list[tuple[str, int]]) -> None:
        played = play(rulebook, iter(script), tmp_path_factory.mktemp("home") / "clients")

        insist_that_the_way_does_not_matter(rulebook, played)
        insist_that_contradictions_are_raised_at_once(rulebook, played)

    hold()


@tries(120)
@given(rulebooks(most_sheets=300), scripts)
def test_any_way_through_drawn_questions_ends_as_the_straight_one(
    tmp_path_factory: pytest.TempPathFactory, drawn: Rulebook, script: list[tuple[str, int]]
) -> None:
    played = play(drawn, iter(script), tmp_path_factory.mktemp("home") / "clients")

    insist_that_the_way_does_not_matter(drawn, played)


def layered() -> Rulebook:
    """Three questions; the second is asked from 8 people on, and earns all the points there are."""
    return book(
        [
            number("people"),
            replace(scale("layers"), applies_when=(Demand("people", least=8),)),
            scale("last"),
        ],
        [rule("doer/scope/layers", 25, Demand("layers", among=("uncovered",)))],
    )


def hold(rulebook: Rulebook, *lines: Reply | str) -> tuple[Case, list[str]]:
    """Run a conversation with these lines; return the case and what was asked."""
    prompter = Lines(Case(), lines=iter(lines))
    case = conversation(rulebook, Case(), prompter, None).run().case
    assert next(prompter.lines, None) is None
    return case, prompter.said


@pytest.mark.parametrize("answer", ["uncovered", Absence.DONT_KNOW])
def test_an_answer_whose_question_went_away_is_kept_aside_and_not_told(answer: Answer | Absence) -> None:
    rulebook = layered()

    case, asked = hold(
        rulebook, Answered(40), Answered(answer), Answered("covered"), "people", Answered(5), DONE
    )

    assert asked == ["people", "layers", "last", "review", "people", "review"]
    assert case.state("layers") == answer
    found = advise(rulebook, case)
    told = document.result(found, rulebook)["case"]
    assert isinstance(told, dict)
    assert (told["facts"], told["dont_know"]) == ({"people": 5, "last": "covered"}, [])
    assert told["parked"] == ["layers"]
    assert [score.total for score in found.scores] == [0]


def test_an_answer_kept_aside_comes_back_with_its_question() -> None:
    rulebook = layered()

    case, asked = hold(
        rulebook, Answered(40), Answered("uncovered"), Answered("covered"),
        "people", Answered(5), "people", Answered(9), DONE,
    )  # fmt: skip

    assert asked.count("layers") == 1
    assert [score.total for score in advise(rulebook, case).scores] == [100]


def test_a_question_is_asked_where_nobody_can_tell_whether_it_applies() -> None:
    _, asked = hold(layered(), Answered(Absence.DONT_KNOW), Answered("uncovered"), Answered("covered"), DONE)

    assert asked == ["people", "layers", "last", "review"]


def test_what_was_begun_is_there_again_even_where_every_tick_was_taken_away() -> None:
    rulebook = layered()
    replies: list[Reply | str] = [
        Back(()),
        Back("4"),
        Answered(40),
        Answered("covered"),
        Answered("covered"),
        DONE,
    ]
    prompter = Lines(Case(), lines=iter(replies))

    conversation(rulebook, Case(), prompter, None).run()

    assert prompter.drafts[:3] == ["", (), "4"]


def test_what_a_contradiction_asks_to_change_is_asked_next_from_the_review_too() -> None:
    rulebook = replace(layered(), notes=(clash(),))

    case, asked = hold(
        rulebook, Answered(40), Answered("covered"), Answered("covered"),
        "layers", Answered("uncovered"), "last", Answered("partly"), DONE,
    )  # fmt: skip

    assert asked[3:] == ["review", "layers", "contradiction", "last", "review"]
    assert case.facts["last"] == "partly"


def clash() -> NoteRule:
    """A contradiction: layers not covered, and the last point covered."""
    when = (Demand("layers", among=("uncovered",)), Demand("last", among=("covered",)))
    return NoteRule(
        id="clash", kind="contradiction", title="", order=1, when=when, for_roles=(), for_timings=(),
        role="", form="", says="These do not fit.", because="", do="", cites=(), file="",
    )  # fmt: skip


def test_progress_counts_what_may_still_come_and_says_the_last_at_the_last_only() -> None:
    for people, places in ((40, ["1 of 3", "2 of 3", "3 of 3"]), (5, ["1 of 3", "2 of 2"])):
        _, asked = straight(layered(), Case(facts={"people": people, "layers": "covered", "last": "covered"}))

        assert [f"{event.place} of {event.total}" for event in asked] == places


def test_a_contradiction_made_again_is_raised_again_and_one_that_is_right_is_not() -> None:
    rulebook = replace(layered(), notes=(clash(),))

    _, asked = hold(
        rulebook, Answered(40), Answered("uncovered"), Answered("covered"), "last", Answered("partly"),
        "last", Answered("covered"), "", "last", Answered("covered"), DONE,
    )  # fmt: skip

    assert asked[3:] == [
        "contradiction",
        "last",
        "review",
        "last",
        "contradiction",
        "review",
        "last",
        "review",
    ]


def test_a_contradiction_left_undecided_is_raised_before_the_review_of_the_next_sitting() -> None:
    rulebook = replace(layered(), notes=(clash(),))
    prompter = Lines(Case(), lines=iter(["", DONE]))

    conversation(
        rulebook, Case(facts={"people": 40, "layers": "uncovered", "last": "covered"}), prompter, None
    ).run()

    assert prompter.said == ["contradiction", "review"]
