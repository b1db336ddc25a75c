"""All options side by side: each role, what needs several, and waiting."""

from dataclasses import dataclass

from advisor.assessment import FROM_WITHIN, Choice, Seat, form_in_words, to_fill
from advisor.engine import notes_met, seating
from advisor.report.blocks import Paragraph, Section, Table
from advisor.report.holding import acting, look_again
from advisor.report.matter import Matter
from advisor.report.outlook import MOST_CHANGES, changes_in_words, trigger_way
from advisor.report.pay import pay_in_words, pay_line, range_in_words
from advisor.report.reasons import claims_met, is_need
from advisor.report.wording import capital, listed, lower_first, spelled
from advisor.rulebook import Rule

MOST_NAMED = 2
MOST_AGAINST = 4
"""Needs that a cell of the table names, and things that stand in the way."""


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
        ("US pay a year, in dollars", *(_pay(matter, option) for option in found)),
        ("What speaks against it", *(_in_the_way(matter, option) for option in found)),
    )
    mark = matter.rulebook.policies[matter.rulebook.policy].needed.points
    note = (
        f"A role is needed from {mark} of 100. What speaks for a seat is what your answers show. "
        f"{pay_in_words(matter)} A salary is not the whole cost."
    )
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
        return f"It costs nothing{more} now, and nothing has to be taken back later."
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


def _named(titles: list[str], most: int = MOST_NAMED) -> str:
    if not titles:
        return ""
    more = len(titles) - most
    said = "; ".join(title if not place else lower_first(title) for place, title in enumerate(titles[:most]))
    return f"{said}; and {more} more." if more > 0 else f"{said}."


def _pay(matter: Matter, option: Option) -> str:
    if not option.roles:
        return "No more than today" if matter.anyone() else "No pay"
    several = len(option.roles) > 1
    said = []
    for seat in _seats(matter, option):
        role = matter.rulebook.roles[seat.role]
        short = f"{role.short} " if several else ""
        line = pay_line(role, seat.form)
        if seat not in to_fill(_seats(matter, option)):
            said.append(f"{short}as today".strip())
        elif line:
            said.append(f"{short}{range_in_words(matter.formats, line)}, {form_in_words(line.form)}")
    return capital("; ".join(said)) or "No source"


def _seats(matter: Matter, option: Option) -> tuple[Seat, ...]:
    """Return the seats of an option in the form they would have, as they are named in its title."""
    verdict = matter.assessment.verdict
    given = verdict.seats
    if option.roles != verdict.choice.roles:
        choice = Choice(recommendation=None, roles=option.roles, timing="now")
        gates = [one.gate for one in acting(matter)]
        given = seating(matter.rulebook, choice, matter.assessment.states, gates).seats
    return tuple(sorted(given, key=lambda seat: option.roles.index(seat.role)))


def _in_the_way(matter: Matter, option: Option) -> str:
    """Say what was told against an option: gates, points, money, and warnings that are of its roles alone."""
    if not option.roles:
        return _against_waiting(matter)
    gates = [
        one.gate.title
        for one in acting(matter)
        if one.gate.effect.kind == "defer" or one.gate.effect.target in option.roles
    ]
    found = [
        *gates,
        *_doubted(matter, option.roles),
        *_too_few_points(matter, option),
        *_too_dear(matter, option),
        *_warned(matter, option),
    ]
    return _named(list(dict.fromkeys(found)), most=MOST_AGAINST) or "Nothing that you told us."


def _against_waiting(matter: Matter) -> str:
    """Say what speaks against leaving things as they are, and where the advice is to wait, until when."""
    verdict = matter.assessment.verdict
    if verdict.choice.timing != "not-yet":
        if matter.kept():
            return _named(_doubted(matter, verdict.choice.roles)) or "Nothing that you told us."
        open_seats = [f"the {matter.rulebook.roles[seat.role].short}" for seat in verdict.to_fill()]
        when = "by now" if verdict.choice.timing == "now" else "soon"
        points, needed = ("its", "is") if len(open_seats) == 1 else ("their", "are")
        return f"By {points} points {listed(open_seats)} {needed} needed {when}."
    way = trigger_way(matter.assessment, matter.rulebook)
    if way and len(way.changes) <= MOST_CHANGES:
        changes = changes_in_words(way, matter.assessment, matter.rulebook, matter.formats)
        return f"Nothing yet. Look again with: {changes}."
    again = look_again(matter)
    return (
        f"Nothing yet. Look again when {again}."
        if again
        else "Nothing yet. Look again when an answer changes."
    )


def _doubted(matter: Matter, roles: tuple[str, ...]) -> list[str]:
    """Say of which seats that are filled something was told against how they are held."""
    held = [matter.rulebook.roles[role] for role in roles]
    return [
        f"What you told of how the {r.short}'s seat is held"
        for r in held
        if r.doubts(matter.assessment.states)
    ]


def _too_few_points(matter: Matter, option: Option) -> list[str]:
    mark = matter.rulebook.policies[matter.rulebook.policy].needed.points
    below = [role for role in option.roles if matter.score(role).total < mark]
    if not below:
        return []
    names = listed([f"the {matter.rulebook.roles[role].short}" for role in below])
    return [f"{capital(names)} {'is' if len(below) == 1 else 'are'} under the mark of {mark}"]


def _too_dear(matter: Matter, option: Option) -> list[str]:
    """Say of each seat to fill how its pay stands to the money told of for one seat.

    Whoever moves up is paid already: what the company adds to that no source tells.
    """
    most = matter.money_for_a_seat()
    if most is None:
        return []
    found = []
    filling = [seat for seat in to_fill(_seats(matter, option)) if seat.form != FROM_WITHIN]
    lines = [(seat.role, pay_line(matter.rulebook.roles[seat.role], seat.form)) for seat in filling]
    for role, line in lines:
        short = matter.rulebook.roles[role].short
        if line and line.low > most:
            found.append(f"Pay for the {short} is above the money you named")
        elif line and line.high > most:
            found.append(f"Only the lower pay for the {short} fits the money you named")
    if not found and len(lines) > 1 and sum(line.low for _, line in lines if line) > most:
        found.append("The money you named is for one seat")
    return found


def _warned(matter: Matter, option: Option) -> list[str]:
    """Return the titles of warnings that these roles raise with this company, and others need not."""
    choice = Choice(recommendation=None, roles=option.roles, timing="now")
    notes = {note.id: note for note in matter.rulebook.notes}
    seats = _seats(matter, option)
    shown = notes_met(matter.rulebook, "warning", choice, matter.assessment.states, seats)
    return [note.title for note in shown if note.facts and notes[note.note].for_roles]
