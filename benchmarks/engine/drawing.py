"""Answer sheets for the shipped rulebook, drawn with a fixed seed."""

from random import Random

from advisor.engine.sheets import domain
from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.subject import Sheet, Subject
from tests.population import companies

SEED = 99


def shipped(count: int) -> Subject:
    """Return the shipped rulebook with `count` sheets: half drawn evenly, half plausible companies."""
    rulebook = load_rulebook()
    random = Random(SEED)
    even = [random_sheet(rulebook, random) for _ in range(count - count // 2)]
    plausible = [
        {**random_sheet(rulebook, random), **company.facts} for company in companies(count // 2, SEED)
    ]
    return Subject(rulebook, [sheet for pair in zip(even, plausible, strict=False) for sheet in pair])


def random_sheet(rulebook: Rulebook, random: Random) -> Sheet:
    """Return a sheet drawn evenly from the answers told apart; a number falls anywhere in its interval."""
    sheet = {}
    for fact in rulebook.asked_facts():
        place = random.randrange(len(domain(rulebook, fact)))
        value = domain(rulebook, fact)[place]
        if fact.kind == "number" and isinstance(value, int):
            ends = (*rulebook.interval_starts[fact.id][1:], min(fact.most, 2 * value + 10) + 1)
            value = random.randrange(value, max(value + 1, ends[place]))
        sheet[fact.id] = value
    return sheet
