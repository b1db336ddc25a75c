"""How facts, demands, totals and timings are said to people. One word for one thing."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from advisor.assessment import Assessment, Choice, Evidence
from advisor.case import Case
from advisor.conditions import Absence, Demand, State
from advisor.report.formats import SCREEN, Formats
from advisor.rulebook import Fact, Rulebook

TIMINGS = {"now": "now", "soon": "soon", "not-yet": "not yet"}
OUTCOMES = {"met": "met", "unmet": "not met", "unknown": "not known"}
ABSENCES = {
    Absence.NOT_ASKED: "not asked",
    Absence.DONT_KNOW: "you do not know",
    Absence.DOES_NOT_APPLY: "does not apply",
}
BASES = {
    "article": "the article",
    "published": "published",
    "house-judgement": "our own judgement",
}


def rounded(total: Fraction) -> int:
    """Round a total once, for display; a half goes up."""
    return int(total + Fraction(1, 2))


def points_shown(total: Fraction, rulebook: Rulebook) -> int:
    """Round a total for display, and never up to a mark of the policy that it does not reach."""
    policy, shown = rulebook.policies[rulebook.policy], rounded(total)
    lifted = total < shown and shown in {policy.needed.points, policy.near.points}
    return shown - 1 if lifted else shown


def choice_in_words(choice: Choice, rulebook: Rulebook) -> str:
    """Say a recommendation and its timing, such as "COO, soon"."""
    if choice.timing is None:
        return "no advice yet"
    roles = listed([rulebook.roles[role].short for role in choice.roles])
    return f"{roles}, {TIMINGS[choice.timing]}"


def state_in_words(fact: Fact, state: State, case: Case, formats: Formats = SCREEN) -> str:
    """Say what is known of a fact, in its own units and words."""
    if isinstance(state, Absence):
        return ABSENCES[state]
    if isinstance(state, bool):
        return "yes" if state else "no"
    if isinstance(state, int):
        return number_in_words(fact, state, case, formats)
    told = fact.told_in(
        case.currency, case.dollars_per_unit, lambda amount: formats.money(amount, case.currency)
    )
    if isinstance(state, tuple):
        return ", ".join(told.values[word] for word in state) or "none of these"
    return told.values.get(state, state)


def number_in_words(fact: Fact, value: int, case: Case, formats: Formats = SCREEN) -> str:
    """Say a number of a fact with its unit; money in the currency of the case."""
    if fact.money:
        return f"{formats.money(value, case.currency)} {fact.unit}".rstrip()
    return formats.counted(value, fact.unit_of(value))


def bound_in_words(fact: Fact, value: int, today: int, case: Case, formats: Formats = SCREEN) -> str:
    """Say the number, on the way from today's, at which something else begins."""
    if fact.money and value < today:  # the last amount below a round one
        return f"under {number_in_words(fact, value + 1, case, formats)}"
    return number_in_words(fact, value, case, formats)


def given_in_words(fact: Fact, case: Case, formats: Formats = SCREEN) -> str:
    """Say what a person gave for a fact, as they gave it (money in their own currency)."""
    return state_in_words(fact, case.state(fact.id), case, formats)


def evidence_in_words(
    evidence: Iterable[Evidence],
    rulebook: Rulebook,
    case: Case,
    formats: Formats = SCREEN,
    numbers: Mapping[str, int] | None = None,
) -> str:
    """Say which answers a rule read, such as "Decisions that wait for the owner: most of them".

    `numbers` are those of the questions, told where they are given.
    """
    parts = []
    for item in evidence:
        fact = rulebook.facts[item.fact]
        if fact.kind == "derived" and fact.source:
            fact = rulebook.facts[fact.source]
        place = f" (question {numbers[fact.id]})" if numbers and fact.id in numbers else ""
        applies = item.state is not Absence.DOES_NOT_APPLY
        said = given_in_words(fact, case, formats) if applies else ABSENCES[Absence.DOES_NOT_APPLY]
        parts.append(f"{fact.title}{place}: {said}")
    return "; ".join(dict.fromkeys(parts))


def demand_in_words(fact: Fact, demand: Demand) -> str:
    """Say what a demand asks for, such as "at least 4 departments"."""
    if demand.includes is not None:
        return f"includes {fact.values[demand.includes]}"
    if fact.kind == "number":
        low, high = demand.least, demand.most
        if low == high:
            return f"{low} {fact.unit}"
        bounds = [
            f"{word} {bound:,}"
            for word, bound in (("at least", low), ("at most", high))
            if isinstance(bound, int)
        ]
        return f"{' and '.join(bounds)} {fact.unit}"
    return " or ".join(
        f"“{fact.values[word]}”" if isinstance(word, str) else ("yes" if word else "no")
        for word in demand.among
    )


def citation_in_words(cite: str, rulebook: Rulebook) -> str:
    """Name a source as a reader needs it: author, title, year, basis and trust."""
    source = rulebook.sources[cite.split("#", 1)[0]]
    year = f", {source.year}" if source.year else ""
    trust = "" if source.trust == "-" else f", trust {source.trust}"
    return f"{source.author}, {source.title}{year} ({BASES[source.basis]}{trust})"


def citations_in_words(cites: Iterable[str], rulebook: Rulebook) -> str:
    """Name several sources, each once."""
    return "; ".join(dict.fromkeys(citation_in_words(cite, rulebook) for cite in cites))


def authors_in_words(cites: Iterable[str], rulebook: Rulebook) -> str:
    """Name the authors of several sources, each once, as the list of sources is ordered by."""
    found = [rulebook.sources[cite.split("#", 1)[0]] for cite in cites]
    return "; ".join(dict.fromkeys(f"{one.author}, {one.year}" if one.year else one.author for one in found))


MOST_CHOICES = 4
"""Recommendations that are named in one sentence; of further ones the number is told."""


def choices_in_words(choices: Iterable[Choice], rulebook: Rulebook) -> str:
    """Say several verdicts by whom they recommend, few people before many, such as "“COO”, now or soon"."""
    found: dict[tuple[str, ...], list[str]] = {}
    order = list(TIMINGS)
    for choice in sorted(choices, key=lambda one: (len(one.roles), order.index(one.timing or "not-yet"))):
        found.setdefault(choice.roles, []).append(TIMINGS[choice.timing or "not-yet"])
    said = []
    for roles, timings in list(found.items())[:MOST_CHOICES]:
        names = listed([rulebook.roles[role].short for role in roles])
        whole = len(timings) == len(TIMINGS)
        said.append(f"“{names}” at any time" if whole else f"“{names}”, {listed(timings, 'or')}")
    more = sum(len(timings) for timings in list(found.values())[MOST_CHOICES:])
    return "; ".join([*said, *([f"and {more} more outcomes"] if more else [])])


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def points_in_words(points: int, formats: Formats = SCREEN) -> str:
    """Say a number of points."""
    return formats.counted(points, "point" if points == 1 else "points")


_SPELLED = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def spelled(count: int, formats: Formats = SCREEN) -> str:
    """Spell a small number out, as text does."""
    return _SPELLED[count] if 0 <= count < len(_SPELLED) else formats.number(count)


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Go on in the middle of a sentence; what is written in capitals stays, and so does "I"."""
    return text if text[1:2].isupper() or text.startswith(("I ", "I'")) else text[:1].lower() + text[1:]


def days_in_words(days: int, formats: Formats = SCREEN) -> str:
    """Say a span of days in the largest unit that fits, such as "2 weeks"."""
    for length, unit in ((30, "month"), (7, "week"), (1, "day")):
        if days % length == 0:
            count = days // length
            return formats.counted(count, unit if count == 1 else f"{unit}s")
    raise AssertionError("every number is a multiple of one")


def unknown_facts(assessment: Assessment, rulebook: Rulebook) -> tuple[Fact, ...]:
    """Return the facts nobody could tell or nobody was asked, that apply as far as is known."""
    open_states = (Absence.NOT_ASKED, Absence.DONT_KNOW)
    return tuple(fact for fact in rulebook.facts_as_asked() if assessment.states[fact.id] in open_states)
