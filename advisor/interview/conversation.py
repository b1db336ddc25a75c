"""Which question comes next, and what an answer does to the rest. Knows neither keys nor screens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.case import Case, Note
from advisor.conditions import Absence, Answer, State, holds
from advisor.interview.prompter import Answered, Back, Noted, Prompter, Review, SaveAndStop, Screen

if TYPE_CHECKING:
    from advisor.rulebook import Page, Question, Questionnaire, Rulebook

DONE, STOP = "done", "stop"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that do not fit: an id, what to say about them, and the facts to ask again."""

    id: str
    says: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """How the conversation ended: with all answers confirmed, or stopped to go on another day."""

    case: Case
    finished: bool


@dataclass(slots=True)
class Conversation:
    """One interview: asks a person until the questionnaire is answered or the person stops.

    `save` is called after every confirmed answer and before the next question is drawn. Answers to
    questions that stop to apply are kept in the case, where they do not count. `states` says what
    is known of every fact of a case; `settled` whether no open answer can change the advice, and the
    person is then asked once whether to finish. `preview` is a line to show after an answer, or "".
    `again` names facts to ask once more though they have an answer.
    """

    rulebook: "Rulebook"
    questionnaire: "Questionnaire"
    case: Case
    prompter: Prompter
    save: Callable[[Case], None]
    states: Callable[[Case], Mapping[str, State]]
    say_answer: Callable[[str, Case], str]
    contradictions: Callable[[Case], tuple[Contradiction, ...]] = lambda _: ()
    settled: Callable[[Case], bool] = lambda _: False
    preview: Callable[[Case], str] = lambda _: ""
    again: set[str] = field(default_factory=set)
    offered: bool = False
    seen: set[str] = field(default_factory=set)
    drafts: dict[str, str] = field(default_factory=dict)

    def run(self) -> Ended:
        """Ask until every relevant question has an answer and the person is content with the review."""
        self.seen |= {found.id for found in self.contradictions(self.case)}
        page: Page | None = None
        while True:
            here = next((q for q in self.relevant() if self._is_open(q)), None)
            while here is not None:
                page = self._announce(page, here)
                here_or_end = self._put(here)
                if isinstance(here_or_end, Ended):
                    return here_or_end
                here = here_or_end
            picked = self._review()
            if picked == DONE:
                return Ended(self.case, finished=True)
            if picked == STOP:
                return Ended(self.case, finished=False)
            ended = self._put_again(picked)
            if ended:
                return ended

    def relevant(self) -> list["Question"]:
        """Return the questions that apply, in the order asked.

        Where no answer can tell any more whether one does ("I don't know"), it is asked: an answer
        given to it counts.
        """
        states = self.states(self.case)
        return [q for q in self.questionnaire.questions() if self._applies(q.fact, states)]

    def _applies(self, name: str, states: Mapping[str, State]) -> bool:
        outcome = holds(self.rulebook.facts[name].applies_when, states)
        return outcome == "met" or (outcome == "unknown" and self._left_open(name))

    def _left_open(self, name: str) -> bool:
        """Say whether everything that could tell if a fact applies has its answer."""
        facts = self.rulebook.facts
        return all(
            self.case.answered(above) or facts[above].kind == "derived"
            for above in self.rulebook.hangs_on[name] - {name}
        )

    def _is_open(self, question: "Question") -> bool:
        return not self.case.answered(question.fact) or question.fact in self.again

    def progress(self, question: "Question") -> str:
        """Say where we are, counting only questions that may still come up."""
        states = self.states(self.case)
        possible = [
            q
            for q in self.questionnaire.questions()
            if holds(self.rulebook.facts[q.fact].applies_when, states) != "unmet"
        ]
        place = [q.fact for q in possible].index(question.fact) + 1
        return f"Question {place} of about {len(possible)}"

    def _announce(self, page: "Page | None", question: "Question") -> "Page":
        """Say the topic when a new one begins."""
        new = next(p for p in self.questionnaire.pages if question in p.questions)
        if new is not page:
            self.prompter.say("", new.title.upper())
        return new

    def _put(self, question: "Question") -> "Question | Ended | None":
        """Put one question; return the next one to put, None for the review, or how it ended."""
        name = question.fact
        state = self.case.state(name)
        shown = "" if state is Absence.NOT_ASKED else self.say_answer(name, self.case)
        screen = Screen(
            progress=self.progress(question),
            question=question,
            fact=self.rulebook.facts[name],
            current=state,
            currency=self.case.currency,
            shown_current=shown,
            draft=self.drafts.pop(name, ""),
        )
        match self.prompter.ask(screen):
            case Answered(value):
                self.again.discard(name)
                self._keep(name, value)
                self.prompter.say(*filter(None, [self.preview(self.case)]))
                return self._contradicted() or self._unless_settled(self._after(question))
            case Back(draft):
                self.drafts[name] = draft
                return self._before(question)
            case Noted(text, draft):
                self.drafts[name] = draft
                self.case = replace(self.case, notes=(*self.case.notes, Note(text, name)))
                self.save(self.case)
                return question
            case Review():
                return None
            case SaveAndStop():
                return Ended(self.case, finished=False)

    def _keep(self, name: str, value: Answer | Absence) -> None:
        self.case = with_answer(self.case, name, value)
        self.save(self.case)

    def _after(self, question: "Question") -> "Question | None":
        """Return the next question without an answer, at or after this place first."""
        relevant = self.relevant()
        places = {q.fact: place for place, q in enumerate(self.questionnaire.questions())}
        missing = [q for q in relevant if self._is_open(q)]
        later = [q for q in missing if places[q.fact] > places[question.fact]]
        return next(iter(later or missing), None)

    def _unless_settled(self, following: "Question | None") -> "Question | None":
        """Offer once to finish where no open answer can change the advice; None leads to the review."""
        if following is None or following.fact in self.again or self.offered or not self.settled(self.case):
            return following
        self.offered = True
        options = [("", "Carry on, for a fuller report"), (DONE, "Finish now")]
        says = "Settled: nothing you have not answered can change the advice any more."
        return None if self.prompter.choose(says, options, default="") == DONE else following

    def _before(self, question: "Question") -> "Question":
        """Return the relevant question before this one; the first one stays and says so."""
        places = {q.fact: place for place, q in enumerate(self.questionnaire.questions())}
        earlier = [q for q in self.relevant() if places[q.fact] < places[question.fact]]
        if not earlier:
            self.prompter.say("This is the first question.")
        return earlier[-1] if earlier else question

    def _contradicted(self) -> "Question | None":
        """Raise a contradiction the moment it appears; return the question to put again, if wanted."""
        for found in self.contradictions(self.case):
            if found.id in self.seen:
                continue
            self.seen.add(found.id)
            facts = [name for name in found.facts if name in {q.fact for q in self.relevant()}]
            options = [(name, f"Change: {self.rulebook.facts[name].title}") for name in facts]
            picked = self.prompter.choose(found.says, [*options, ("", "Both are right; go on")])
            if picked:
                return next(q for q in self.relevant() if q.fact == picked)
        return None

    def _review(self) -> str:
        """Show every answer; return DONE, STOP or the fact to ask again."""
        options = [(DONE, "All right: show me the advice")]
        options += [(q.fact, self._reviewed(q.fact)) for q in self.relevant()]
        options.append((STOP, "Save and stop here"))
        return self.prompter.choose("Your answers. Pick one to change it.", options, default=DONE)

    def _reviewed(self, name: str) -> str:
        """Say an answer with the notes written on it."""
        said = f"{self.rulebook.facts[name].title}: {self.say_answer(name, self.case)}"
        notes = "; ".join(note.text for note in self.case.notes if note.fact == name)
        return f"{said} (note: {notes})" if notes else said

    def _put_again(self, name: str) -> Ended | None:
        """Ask one question again from the review; newly relevant ones follow by themselves.

        Going back leads to the review; what a contradiction asks to change is asked first.
        """
        question: Question | None = next(q for q in self.relevant() if q.fact == name)
        while question is not None:
            before = self.case
            found = self._put(question)
            if isinstance(found, Ended):
                return found
            stays = found is not None and (
                found is question or (self.case is not before and self.case.answered(found.fact))
            )
            question = found if stays else None
        return None


def with_answer(case: Case, name: str, value: Answer | Absence) -> Case:
    """Return a case in which one fact has this answer and no other."""
    facts = {fact: answer for fact, answer in case.facts.items() if fact != name}
    if not isinstance(value, Absence):
        facts[name] = value
    return replace(
        case,
        facts=MappingProxyType(facts),
        dont_know=_moved(case.dont_know, name, value is Absence.DONT_KNOW),
        not_applicable=_moved(case.not_applicable, name, value is Absence.DOES_NOT_APPLY),
    )


def _moved(names: frozenset[str], name: str, wanted: bool) -> frozenset[str]:
    return names | {name} if wanted else names - {name}
