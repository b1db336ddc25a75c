"""A program for the contract tests: puts one prompt after the other, each as a line of a pipe asks for it.

Run as `python -m tests.interview.asked_alone plain|keyboard REQUESTS REPLIES` at a terminal.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from advisor.conditions import Absence
from advisor.interview.plain_prompter import PlainPrompter
from advisor.interview.prompter import Prompter, Screen
from advisor.rulebook import Fact, Question
from tests.toybook import choice, number, scale

FACTS = {
    "trade": replace(choice("trade", "shop", "office", "farm"), may_not_apply=True),
    "gap": scale("gap"),
    "team": Fact("team", "team", "yes-no", "facts/toy.toml"),
    "tools": Fact("tools", "tools", "many", "facts/toy.toml", values={"list": "List", "board": "Board"}),
    "people": replace(number("people", most=5000), unit="people", may_not_apply=True),
    "sum": replace(number("sum", most=10**9), unit="a year", money=True),
}
STATES = {absence.value: absence for absence in Absence}


def prompter_of(kind: str) -> Prompter:
    if kind == "plain":
        return PlainPrompter(sys.stdin, sys.stderr)
    from advisor.interview.keyboard_prompter import KeyboardPrompter

    return KeyboardPrompter(sys.stderr)


def reply_to(prompter: Prompter, asked: dict[str, object]) -> object:
    """Put one prompt and return what came of it."""
    message = str(asked["message"])
    options = [("a", "First"), ("b", "Second"), ("c", "Third")]
    match asked["call"]:
        case "choose":
            return prompter.choose(message, options, default="b", back=":back")
        case "tick":
            return prompter.tick(message, options)
        case "write":
            return prompter.write(message)
    fact = FACTS[str(asked["call"])]
    current = asked.get("current", Absence.NOT_ASKED.value)
    state = tuple(current) if isinstance(current, list) else STATES.get(str(current), current)
    return prompter.ask(
        Screen(
            place="Part 1 of 1",
            progress="Question 1 of about 2",
            question=Question(fact.id, message, "Say it.", "It counts."),
            fact=fact,
            current=state,  # type: ignore[arg-type]  # what a test wrote
            shown_current="" if state is Absence.NOT_ASKED else f"{state}",
        )
    )


def main() -> None:
    kind, requests, replies = sys.argv[1:]
    prompter = prompter_of(kind)
    with Path(requests).open() as pipe, Path(replies).open("w") as out:
        for line in pipe:
            out.write(f"{reply_to(prompter, json.loads(line))!r}\n")
            out.flush()


if __name__ == "__main__":
    main()
