"""An empty answers file: every question with its possible answers, ready to fill in."""

import textwrap

from advisor.rulebook import Fact, Rulebook

HEAD = """\
# Answers for advisor. Take away the "# " before a line and put in your own answer.
# Leave out what was not asked. For what you do not know write "dont-know".
# What does not apply to the company: "not-applicable".

# name = "Your company"
# date = 2026-11-02

## Sums are in US dollars. If yours are not, give the code of your money, such as "CHF",
## and how many dollars one unit of it is worth.
# currency = "USD"
# dollars-per-unit = 1

[facts]
"""


def template(rulebook: Rulebook) -> str:
    """Return a TOML file in which every answer is a comment; each line works once uncommented."""
    parts = [HEAD]
    asked = set()
    for page in rulebook.questionnaires[rulebook.questionnaire].pages:
        parts.append(f"\n# {page.title}\n")
        for question in page.questions:
            asked.add(question.fact)
            parts += _entry(rulebook.facts[question.fact], question.asks)
    others = [fact for fact in rulebook.asked_facts() if fact.id not in asked]
    if others:
        parts.append("\n# Not asked in the full questionnaire\n")
        for fact in others:
            parts += _entry(fact, fact.title)
    return "".join(parts)


def _entry(fact: Fact, asks: str) -> list[str]:
    return [
        "\n",
        *(f"## {line}\n" for line in textwrap.wrap(asks, 96)),
        *(f"##   {line}\n" for line in _possible(fact)),
        f"# {fact.id} = {_example(fact)}\n",
    ]


def _possible(fact: Fact) -> list[str]:
    if fact.kind == "number":
        return [f"a whole number from {fact.least:,} to {fact.most:,} ({fact.unit})"]
    if fact.kind == "yes-no":
        return ["true or false"]
    return [f'"{word}": {label}' for word, label in fact.values.items()]


def _example(fact: Fact) -> str:
    if fact.kind == "number":
        return str(max(fact.least, min(fact.most, 1)))
    if fact.kind == "yes-no":
        return "true"
    word = next(iter(fact.values))
    return f'["{word}"]' if fact.kind == "many" else f'"{word}"'
