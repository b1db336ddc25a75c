"""Which question comes next, and what an answer does to the rest. Knows neither keys nor screens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.case import Case, Note
from advisor.conditions import Absence, Answer, State
from advisor.errors import Interrupted
from advisor.interview.exchange import leaves_rate, read_rate, wrong_rate
from advisor.interview.prompter import (
    Answered,
    Back,
    Draft,
    Prompter,
    Review,
    SaveAndStop,
    Screen,
    WriteNote,
)
from advisor.interview.relevance import possible, relevant
from advisor.plaintext import NAME_LIMIT, clean

if TYPE_CHECKING:
    from advisor.rulebook import Question, Questionnaire, Rulebook

DONE, STOP, BACK, GO_ON, NAME = ":done", ":stop", ":back", ":go-on", ":name"
"""Keys of choices beside the names of facts, which hold no colon."""


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
    `again` names facts to ask once more though they have an answer, and `upheld` the contradictions
    whose answers the person called right; `uphold` is called with them when that changes.
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
    finishing: bool = False
    last: "Question | None" = None
    announced: set[str] = field(default_factory=set)
    upheld: frozenset[str] = frozenset()
    uphold: Callable[[frozenset[str]], None] = lambda _: None
    drafts: dict[str, Draft] = field(default_factory=dict)
    begun_notes: dict[str, str] = field(default_factory=dict)
    notice: str = ""

    def run(self) -> Ended:
        """Ask until every relevant question has an answer and the person is content with the review."""
        here = self._next_missing()
        while True:
            while here is not None:
                following = self._put(here)
                if isinstance(following, Ended):
                    return following
                here = following
            here = self._contradicted(None)
            if here is not None:
                continue
            picked = self._review()
            if picked in {DONE, STOP}:
                return Ended(self.case, finished=picked == DONE)
            if picked == GO_ON:
                here = self._next_missing()
            elif picked == BACK:
                here = self.last if self.last in self.relevant() else self.relevant()[-1]
            elif picked == NAME:
                self._rename()
            elif (ended := self._put_again(picked)) is not None:
                return ended

    def relevant(self) -> list["Question"]:
        """Return the questions that apply, in the order asked."""
        return relevant(self.rulebook, self.questionnaire, self.case, self.states(self.case))

    def _possible(self) -> list["Question"]:
        return possible(self.rulebook, self.questionnaire, self.states(self.case))

    def _is_open(self, question: "Question") -> bool:
        return not self.case.answered(question.fact) or question.fact in self.again

    def progress(self, question: "Question") -> str:
        """Say where we are, counting only questions that may still come up."""
        asked = self._possible()
        return f"Question {asked.index(question) + 1} of about {len(asked)}"

    def place(self, question: "Question") -> str:
        """Say which part of the questionnaire a question belongs to, counting parts that may come up."""
        asked = self._possible()
        pages = [page for page in self.questionnaire.pages if any(q in asked for q in page.questions)]
        here = next(place for place, page in enumerate(pages, start=1) if question in page.questions)
        return f"Part {here} of {len(pages)}"

    def _ask(self, question: "Question") -> Answered | Back | Review | SaveAndStop:
        """Put one question until it is answered or left; what is answered is saved by then."""
        name, self.last = question.fact, question
        while True:
            self._announce(question)
            state = self.case.state(name)
            screen = Screen(
                place=self.place(question),
                progress=self.progress(question),
                question=question,
                fact=self.rulebook.facts[name].told_in(self.case.currency, self.case.dollars_per_unit),
                current=state,
                currency=self.case.currency,
                shown_current="" if state is Absence.NOT_ASKED else self.say_answer(name, self.case),
                draft=self.drafts.pop(name, ""),
                notes=self._notes(name),
                notice=self.notice,
            )
            self.notice = ""
            reply = self.prompter.ask(screen)
            if isinstance(reply, (Back, Review, WriteNote)) and reply.draft != "":
                self.drafts[name] = reply.draft
            if isinstance(reply, WriteNote):
                self._note(name)
            elif not isinstance(reply, Answered) or self._in_its_money(name, reply.currency):
                break
        if isinstance(reply, Answered):
            self.again.discard(name)
            self.case = with_answer(self.case, name, reply.value)
            self.save(self.case)
            self.prompter.taken(screen, reply)
            self.prompter.say(*filter(None, [self.preview(self.case)]))
        return reply

    def _in_its_money(self, name: str, currency: str) -> bool:
        """Count in the money a sum was given in from here on; say whether its worth in dollars is known."""
        if not currency:
            return True
        own = self.case.currency
        if any(self.rulebook.facts[fact].money for fact in self.case.facts if fact != name):
            self.notice = f"Your other figures are in {own}. Give this one in {own} too."
            return False
        dollars: Fraction | None = Fraction(1)
        if currency != "USD":
            dollars = self._dollars_for_one(currency)
        if dollars is None:
            return False
        self.case = replace(self.case, currency=currency, dollars_per_unit=dollars)
        return True

    def _dollars_for_one(self, currency: str) -> Fraction | None:
        """Ask what a unit of money is worth; None if the person leaves it.

        Whoever stops here has confirmed a sum that cannot be saved yet, and is told so.
        """
        message = f"How many US dollars is one {currency}? Rough will do, such as 1.1."
        try:
            typed = self.prompter.write_or_leave(message, wrong=wrong_rate)
        except (KeyboardInterrupt, EOFError, Interrupted):
            self.prompter.say(
                "", f"The figure in {currency} is not saved: what one {currency} is worth is missing."
            )
            raise
        if isinstance(typed, str) and not leaves_rate(typed):
            return read_rate(typed)
        self.notice = f"Left aside. Give the figure in {self.case.currency}, or type dk."
        return None

    def _announce(self, question: "Question") -> None:
        """Say the topic when it comes up first."""
        here = next(page for page in self.questionnaire.pages if question in page.questions)
        if here.id not in self.announced:
            self.prompter.say("", here.title.upper())
        self.announced.add(here.id)

    def _put(self, question: "Question") -> "Question | Ended | None":
        """Put one question; return the next one to put, None for the review, or how it ended."""
        match self._ask(question):
            case Answered():
                return self._contradicted(question) or self._unless_settled(question, self._after(question))
            case Back():
                return self._before(question)
            case Review():
                return None
            case SaveAndStop():
                return Ended(self.case, finished=False)

    def _put_again(self, name: str) -> Ended | None:
        """Put one question again from the review, and those that its answer brings up."""
        asked_before = {question.fact for question in self._missing()}
        question: Question | None = next(q for q in self.relevant() if q.fact == name)
        while question is not None:
            match self._ask(question):
                case Answered():
                    new = (q for q in self._missing() if q.fact not in asked_before)
                    question = self._contradicted(question) or next(new, None)
                case SaveAndStop():
                    return Ended(self.case, finished=False)
                case Back() | Review():
                    return None
        return None

    def _notes(self, name: str) -> tuple[str, ...]:
        return tuple(note.text for note in self.case.notes if note.fact == name)

    def _note(self, name: str) -> None:
        """Take a note on a question, of one or more lines; one there may be added to or removed."""
        lines = list(self._notes(name))
        if lines:
            options = [("add", "Add to it"), ("anew", "Write it anew"), ("away", "Take it away")]
            lead = "\n".join(("Your note:", *lines))
            picked = self.prompter.choose("There is a note on this question.", options, back=BACK, lead=lead)
            if picked == BACK:
                return
            lines = lines if picked == "add" else []
            if picked == "away":
                self._keep_notes(name, lines)
                return
        text = self.prompter.write_or_leave("Your note:", self.begun_notes.pop(name, ""))
        if isinstance(text, Back):
            self.begun_notes[name] = str(text.draft)
        elif text:
            self._keep_notes(name, [*lines, text])

    def _keep_notes(self, name: str, lines: "list[str]") -> None:
        others = [note for note in self.case.notes if note.fact != name]
        self.case = replace(self.case, notes=(*others, *(Note(line, name) for line in lines)))
        self.save(self.case)

    def _missing(self) -> list["Question"]:
        return [question for question in self.relevant() if self._is_open(question)]

    def _next_missing(self) -> "Question | None":
        return next(iter(self._missing()), None)

    def _after(self, question: "Question") -> "Question | None":
        """Return the next question without an answer, at or after this place first."""
        places = {q.fact: place for place, q in enumerate(self.questionnaire.questions())}
        missing = self._missing()
        later = [q for q in missing if places[q.fact] > places[question.fact]]
        return next(iter(later or missing), None)

    def _unless_settled(self, question: "Question", following: "Question | None") -> "Question | None":
        """Offer once to finish where no open answer can change the advice; None leads to the review.

        The way back leads to the question just answered, and the offer stands again after it.
        """
        if following is None or following.fact in self.again or self.offered or not self.settled(self.case):
            return following
        self.offered = True
        options = [("", "Carry on"), (DONE, "Finish now")]
        picked = self.prompter.choose(
            "Finish now, or carry on for a fuller report?", options, default="", back=BACK,
            lead="Settled: nothing you have not answered can change the advice any more.",
        )  # fmt: skip
        if picked == BACK:
            self.offered = False
            return question
        self.finishing = picked == DONE
        return None if self.finishing else following

    def _before(self, question: "Question") -> "Question":
        """Return the relevant question before this one; the first one stays and says so."""
        places = {q.fact: place for place, q in enumerate(self.questionnaire.questions())}
        earlier = [q for q in self.relevant() if places[q.fact] < places[question.fact]]
        if not earlier:
            self.notice = "This is the first question."
        return earlier[-1] if earlier else question

    def _contradicted(self, question: "Question | None") -> "Question | None":
        """Raise a contradiction the moment it appears; return the question to put again, if wanted.

        It is settled once the person says that the answers are right, for as long as it holds.
        `question` was just answered; without one there is no way back.
        """
        now = self.contradictions(self.case)
        self._uphold(self.upheld & {found.id for found in now})
        for found in now:
            if found.id in self.upheld:
                continue
            asked = {q.fact: q for q in self.relevant()}
            options = [(n, f"Change: {self.rulebook.facts[n].title}") for n in found.facts if n in asked]
            options.append(
                ("", "Both are right; go on" if len(found.facts) == 2 else "They are right; go on")
            )
            back = question.fact if question else None
            picked = self.prompter.choose("Is one of the answers wrong?", options, back=back, lead=found.says)
            if picked:
                return asked.get(picked, question)
            self._uphold(self.upheld | {found.id})
        return None

    def _uphold(self, found: frozenset[str]) -> None:
        if found != self.upheld:
            self.upheld = found
            self.uphold(found)

    def _review(self) -> str:
        """Show every answer; return DONE, STOP, GO_ON, BACK, NAME or the fact to ask again."""
        missing = len(self._missing())
        options = [(DONE, "All right: show me the advice")]
        if missing:
            left = "1 question is left" if missing == 1 else f"{missing} questions are left"
            options = [(GO_ON, f"Go on: {left}"), (DONE, "Show me the advice without them")]
        default = DONE if self.finishing else options[0][0]
        self.finishing = False
        options.append((NAME, f"Company: {self.case.name or 'no name'}"))
        options += [(q.fact, self._reviewed(q.fact)) for q in self.relevant()]
        options.append((STOP, "Save and stop here"))
        return self.prompter.choose(
            "Your answers. Pick one to change it.", options, default=default, back=BACK
        )

    def _rename(self) -> None:
        """Let the person correct the name of the company; the way back keeps it as it is."""
        typed = self.prompter.write_or_leave("What is the company called?", self.case.name)
        if isinstance(typed, Back):
            return
        name = clean(typed, NAME_LIMIT)
        if name != self.case.name:
            self.case = replace(self.case, name=name)
            self.save(self.case)

    def _reviewed(self, name: str) -> str:
        """Say an answer with the notes written on it."""
        said = f"{self.rulebook.facts[name].title}: {self.say_answer(name, self.case)}"
        notes = self._notes(name)
        return f"{said} (note: {'; '.join(notes)})" if notes else said


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
