"""Putting one question in plain lines. Everything the other prompter can do has a word here."""

from typing import TYPE_CHECKING

from advisor.absences import read_absence
from advisor.conditions import Absence, Answer
from advisor.interview.plain_prompter import place_of
from advisor.interview.prompter import (
    Answered,
    Back,
    Reply,
    Review,
    SaveAndStop,
    Screen,
    WriteNote,
)
from advisor.interview.reading import choices_of, label_of, number_hint, read_typed

if TYPE_CHECKING:
    from advisor.interview.plain_prompter import PlainPrompter
    from advisor.rulebook import Fact

WORDS = "Or type: ? (why we ask), back, dk (I don't know), note, review, save, menu."
MENU = (
    "?: why we ask this",
    "back: the question before",
    "dk: I don't know",
    "note: write a note on this question",
    "review: see all answers, change one",
    "save: save and stop here",
)
YES_NO = {"y": True, "yes": True, "n": False, "no": False}


def ask(prompter: "PlainPrompter", screen: Screen) -> Reply:
    """Put one question and read lines until one of them settles it."""
    fact = screen.fact
    with prompter.asking(screen.question.asks, f"{screen.place}. {screen.progress}."):
        prompter.say(screen.question.help)
        for place, (_, label) in enumerate(choices_of(fact), start=1):
            prompter.say(f"  {place}. {label}")
        prompter.say(f"Type {_what(fact)}. {WORDS}")
        for note in screen.notes:
            prompter.say(f"Your note: {note}")
        if screen.shown_current:
            prompter.say(f"Press Enter to keep: {screen.shown_current}")
        prompter.say(*filter(None, [screen.notice]))
        blank_before = False
        while True:
            line = prompter.line()
            reply = (
                _blank(prompter, screen, again=blank_before) if not line else _reply(prompter, screen, line)
            )
            blank_before = not line
            if reply is not None:
                return reply


def _blank(prompter: "PlainPrompter", screen: Screen, *, again: bool) -> Reply | None:
    """Keep the earlier answer; without one, say once that "I don't know" will be taken."""
    if screen.current is not Absence.NOT_ASKED:
        return Answered(screen.current)
    if again:
        return Answered(Absence.DONT_KNOW)
    prompter.say("If you do not know, press Enter once more.")
    return None


def _reply(prompter: "PlainPrompter", screen: Screen, line: str) -> Reply | None:
    word = line.lower()
    if screen.fact.kind == "yes-no" and word in YES_NO:
        return Answered(YES_NO[word])
    match word:
        case "?" | "why":
            prompter.say(f"Why we ask: {screen.question.why}")
            return None
        case "menu" | "m" | "help":
            na = ("na: this does not apply to us",) if screen.fact.may_not_apply else ()
            prompter.say(*(f"  {line}" for line in (*MENU[:3], *na, *MENU[3:])))
            return None
        case "back" | "b":
            return Back()
        case "review" | "r":
            return Review()
        case "save" | "s" | "stop" | "quit" | "exit":
            return SaveAndStop()
        case "note" | "n":
            return WriteNote()
    try:
        return _given(screen, line)
    except ValueError as error:
        prompter.say(str(error))
        return None


def _given(screen: Screen, line: str) -> Answered:
    fact, absence = screen.fact, read_absence(line)
    if fact.kind == "number":
        read = read_typed(fact, line, screen.currency)
        return Answered(read.value, read.currency)
    if absence is Absence.DONT_KNOW or (absence and fact.may_not_apply):
        return Answered(absence)
    if fact.kind == "many":
        return Answered(_ticked(fact, line))
    options = choices_of(fact)
    place = place_of(line, len(options))
    if place is None:
        raise ValueError(f"Type a number from 1 to {len(options)}, or one of the words.")
    return Answered(options[place][0])


def _what(fact: "Fact") -> str:
    if fact.kind == "number":
        return f"a number ({number_hint(fact)})"
    return (
        "one or more numbers, such as 1 3, or 0 for none"
        if fact.kind == "many"
        else "the number of your answer"
    )


def _ticked(fact: "Fact", line: str) -> Answer | Absence:
    options = choices_of(fact)
    parts = line.replace(",", " ").split()
    if parts == ["0"]:
        return ()
    places = [place_of(part, len(options)) for part in parts]
    picked = [options[place][0] for place in places if place is not None]
    if not picked or len(picked) < len(places):
        raise ValueError(f"Type numbers from 1 to {len(options)}, or 0 for none.")
    alone = [value for value in picked if isinstance(value, Absence)]
    if alone and len(picked) > 1:
        raise ValueError(f"“{label_of(fact, alone[0])}” stands alone.")
    return alone[0] if alone else tuple(word for word in fact.values if word in picked)
