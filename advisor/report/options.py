"""All options side by side: each role, what needs several, and waiting."""

from dataclasses import dataclass

from advisor.assessment import form_in_words
from advisor.report.blocks import Paragraph, Section, Table
from advisor.report.holding import acting, look_again
from advisor.report.matter import Matter
from advisor.report.outlook import MOST_CHANGES, changes_in_words, trigger_way
from advisor.report.reasons import claims_met, is_need
from advisor.report.wording import listed, lower_first, spelled
from advisor.rulebook import Pay, Role, Rule

MOST_NAMED = 2
"""Needs that a cell of the table names."""


@dataclass(frozen=True, slots=True)
class Option:
    """Some roles together, or none: to wait."""

    title: str
    roles: tuple[str, ...]


def options(matter: Matter) -> list[Section]:
    """A table with an option in each column."""
    if matter.assessment.verdict.choice.timing is None:
        return []
    found = _options(matter)
    given = matter.assessment.verdict.choice
    waits = given.timing == "not-yet"
    advised = next((o for o in found if o.roles == (() if waits else given.roles)), None)
    head = ("", *(f"{o.title} (advised)" if o == advised else o.title for o in found))
    rows = (
        ("Fit, of 100", *(_fit(matter, option) for option in found)),
        ("What speaks for it", *(_meets(matter, option) for option in found)),
        ("What it does not answer", *(_leaves(matter, option) for option in found)),
        ("Pay a year", *(_pay(matter, option) for option in found)),
        ("What must be right first", *(_first(matter, option) for option in found)),
    )
    note = (
        "What speaks for a seat is what your answers show. Pay is in US dollars, from the sources listed "
        "at the end; a salary is not the whole cost."
    )
    if matter.anyone():
        note += " For a seat that is filled, what you pay today counts."
    table = Table(head, rows, widths=(2, *([4] * len(found))))
    return [Section(_heading(matter, len(found)), (table, Paragraph(note, small=True)))]


def _heading(matter: Matter, count: int) -> str:
    """State which option is advised."""
    choice, roles = matter.assessment.verdict.choice, matter.rulebook.roles
    names = listed([f"the {roles[role].short}" for role in choice.roles])
    is_one = "together are the ones" if len(choice.roles) > 1 else "is the one"
    what = {
        "now": f"{names} {is_one} to take",
        "soon": f"{names} {is_one} to get ready for",
        "not-yet": "waiting is the one to take",
    }
    said = what[choice.timing or "not-yet"]
    if matter.kept():
        said = "keeping things as they are is the one to take"
    return f"Of {spelled(count)} options, {said}"


def _options(matter: Matter) -> list[Option]:
    roles = matter.rulebook.roles
    several = [tuple(r for r in roles if r in p.roles) for p in matter.rulebook.pairings]
    given = matter.assessment.verdict.choice.roles
    if len(given) > 1 and given not in several:
        several.append(given)
    return [
        *(
            Option(f"{role.short}, in place" if matter.filled(role.id) else role.short, (role.id,))
            for role in roles.values()
        ),
        *(Option(listed([roles[role].short for role in together]), together) for together in several),
        Option("As it is today" if matter.kept() else "Not yet", ()),
    ]


def _fit(matter: Matter, option: Option) -> str:
    return listed([str(matter.total(role)) for role in option.roles]) or "–"


def _needs(matter: Matter, roles: tuple[str, ...]) -> list[str]:
    """Return the titles of what speaks for some roles, the strongest first, each once."""
    return list(dict.fromkeys(rule.title for rule in _claims(matter, roles)))


def _claims(matter: Matter, roles: tuple[str, ...]) -> list[Rule]:
    """Return what speaks for some roles, the strongest first."""
    ranked = sorted(
        (found for role in roles for found in claims_met(matter.assessment, matter.rulebook, role)),
        key=lambda found: -found[0],
    )
    return [rule for _, (rule, _) in ranked]


def _meets(matter: Matter, option: Option) -> str:
    if not option.roles:
        more = " more" if matter.anyone() else ""
        return f"It costs nothing{more} now, and leaves time to put things right."
    return _named(_needs(matter, option.roles)) or "Nothing that your answers show."


def _leaves(matter: Matter, option: Option) -> str:
    """Name the needs that no seat of an option is there for: what is read for a seat it has is answered."""
    seats = option.roles or tuple(filter(matter.filled, matter.rulebook.roles))
    others = tuple(role for role in matter.rulebook.roles if role not in seats)
    answered = {demand.fact for rule in _claims(matter, seats) for demand in rule.when}
    left = [
        rule.title
        for rule in _claims(matter, others)
        if is_need(rule, matter.rulebook) and not answered.issuperset(demand.fact for demand in rule.when)
    ]
    return _named(list(dict.fromkeys(left))) or "Nothing that your answers show."


def _named(titles: list[str]) -> str:
    if not titles:
        return ""
    more = len(titles) - MOST_NAMED
    said = "; ".join(
        title if not place else lower_first(title) for place, title in enumerate(titles[:MOST_NAMED])
    )
    return f"{said}; and {more} more." if more > 0 else f"{said}."


def _pay(matter: Matter, option: Option) -> str:
    if not option.roles:
        return "No more than today" if matter.anyone() else "No pay"
    said = []
    for role in option.roles:
        line = pay_line(matter, matter.rulebook.roles[role])
        if line:
            amount = f"{matter.formats.number(line.low)} to {matter.formats.number(line.high)}"
            short = f"{matter.rulebook.roles[role].short} " if len(option.roles) > 1 else ""
            said.append(f"{short}{amount}, {form_in_words(line.form)}")
    return "; ".join(said) or "No source"


def pay_line(matter: Matter, role: Role) -> Pay | None:
    """Return the pay for the form advised, else for the first form there is."""
    form = next((seat.form for seat in matter.assessment.verdict.seats if seat.role == role.id), None)
    return next((line for line in role.pay if line.form == form), next(iter(role.pay), None))


def _first(matter: Matter, option: Option) -> str:
    if not option.roles:
        way = trigger_way(matter.assessment)
        if way and len(way.changes) <= MOST_CHANGES:
            changes = changes_in_words(way, matter.assessment, matter.rulebook, matter.formats)
            return f"Look again with: {changes}."
        again = look_again(matter)
        return f"Look again when {again}." if again else "Look again when an answer changes."
    in_the_way = [
        one.gate.title
        for one in acting(matter)
        if one.gate.effect.kind == "defer" or one.gate.effect.target in option.roles
    ]
    return _named(in_the_way) or "Nothing that you told us stands in its way."
