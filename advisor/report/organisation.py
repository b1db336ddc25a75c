"""Who reports to whom today and after: an outline drawn from counts, since nobody is known by name."""

from advisor.assessment import FROM_WITHIN
from advisor.conditions import Absence
from advisor.report.blocks import Figure, OrganisationChart, Paragraph, Post, Section, Table
from advisor.report.matter import Matter
from advisor.report.wording import capital, listed, spelled


def organisation(matter: Matter) -> list[Section]:
    """The outline before and after, where a new seat is advised and the counts are known."""
    seats = matter.assessment.verdict.to_fill()
    known = matter.rulebook.known_as
    if not seats or not any(matter.known_number(name) for name in (known.direct_reports, known.departments)):
        return []
    before, after = _before(matter), _after(matter)
    rows = tuple((title, old or "–", new or "–") for title, (old, new) in _reporting(before, after).items())
    seat_names = listed([matter.rulebook.roles[seat.role].short for seat in seats])
    figure = Figure(
        "organisation",
        f"Today, and with the {seat_names}: an outline",
        f"Today: {_in_words(before)}. After: {_in_words(after)}.",
        OrganisationChart(before, after),
        Table(("Who", "Reports to, today", "Reports to, after"), rows),
    )
    note = (
        "This is an outline from the counts you gave. Nobody told us who these people are, "
        "so check it against your own company before you show it to anybody."
    )
    return [Section(_heading(matter), (figure, Paragraph(note, small=True)))]


def _heading(matter: Matter) -> str:
    direct = matter.known_number(matter.rulebook.known_as.direct_reports)
    after = direct_after(matter)
    if direct is None or after is None:
        return "Where the new seat would stand"
    people = "person reports" if direct == 1 else "people report"
    return (
        f"{capital(spelled(direct, matter.formats))} {people} to you today; "
        f"it could be {spelled(after, matter.formats)}"
    )


def direct_after(matter: Matter) -> int | None:
    """Return how many would report to the owner if all whom a new seat takes over do so today.

    None where it is not known, or where it would not become fewer.
    """
    direct = matter.known_number(matter.rulebook.known_as.direct_reports)
    taking = _taking_over(matter)
    if direct is None or not taking:
        return None
    after = len(_top(matter)) + (_others(matter) or 0)
    return after if after < direct else None


def _taking_over(matter: Matter) -> str:
    """Return the new seat that takes over people who are counted, or nothing."""
    for seat in matter.assessment.verdict.seats:
        if not seat.in_place and matter.known_number(matter.rulebook.roles[seat.role].takes_over):
            return seat.role
    return ""


def _under(matter: Matter) -> dict[str, str]:
    """Map each seat advised that reports to another one to that."""
    roles = set(matter.assessment.verdict.choice.roles)
    return next((p.under for p in matter.rulebook.pairings if set(p.roles) == roles), {})


def _top(matter: Matter) -> list[str]:
    return [role for role in matter.assessment.verdict.choice.roles if role not in _under(matter)]


def _others(matter: Matter) -> int | None:
    """Count those who report to the owner besides department leads and whoever runs operations."""
    known = matter.rulebook.known_as
    direct, leads = matter.known_number(known.direct_reports), matter.known_number(known.departments)
    return None if direct is None else max(0, direct - (leads or 0) - len(_holder(matter)))


def _groups(matter: Matter) -> list[Post]:
    """Those who report to the owner today, as far as counts tell."""
    leads, others = matter.known_number(matter.rulebook.known_as.departments), _others(matter)
    posts = []
    if leads:
        said = matter.formats.counted(leads, "lead" if leads == 1 else "leads")
        posts.append(Post("Department leads", said))
    if others:
        title = "Others who report to you" if posts else "Those who report to you"
        posts.append(Post(title, matter.formats.counted(others, "person" if others == 1 else "people")))
    return posts


def _holder(matter: Matter) -> list[Post]:
    """Whoever runs operations today, besides the owner."""
    name = matter.rulebook.known_as.runs_operations
    state = matter.assessment.states.get(name, Absence.NOT_ASKED)
    if not isinstance(state, str) or state == next(iter(matter.fact(name).values), ""):
        return []
    in_place = [seat for seat in matter.assessment.verdict.seats if seat.in_place]
    if in_place:
        return [Post(matter.rulebook.roles[seat.role].title, "In place today") for seat in in_place]
    return [Post("Operations today", matter.said(name, state))]


def _owner(matter: Matter) -> Post:
    direct = matter.known_number(matter.rulebook.known_as.direct_reports)
    if direct is None:
        return Post("You")
    people = "person reports" if direct == 1 else "people report"
    return Post("You", f"{matter.formats.counted(direct, people)} to you")


def _before(matter: Matter) -> Post:
    owner = _owner(matter)
    return Post(owner.title, owner.note, reports=(*_holder(matter), *_groups(matter)))


def _after(matter: Matter) -> Post:
    """The seats under one another as the pairing says, with those they take over."""
    verdict, rulebook = matter.assessment.verdict, matter.rulebook
    under, taking = _under(matter), _taking_over(matter)
    new = {seat.role for seat in verdict.seats if not seat.in_place}
    groups = _groups(matter)
    moved = [post for post in groups if taking and post.title == "Department leads"]
    stays = not any(seat.in_place for seat in verdict.seats) and not _moving_up(matter)
    holder = _holder(matter) if stays else []
    lowest = next((role for role in verdict.choice.roles if role not in under.values()), "")

    def seat(role: str) -> Post:
        below = [seat(other) for other in verdict.choice.roles if under.get(other) == role]
        below += holder if role == lowest else []
        below += moved if role == taking else []
        title = rulebook.roles[role].title
        return Post(title, _how_filled(matter, role), new=role in new, reports=tuple(below))

    top = [seat(role) for role in _top(matter)]
    count = direct_after(matter)
    note = f"it could be {spelled(count, matter.formats)} who report to you" if count is not None else ""
    return Post("You", note, reports=(*top, *(post for post in groups if post not in moved)))


def _how_filled(matter: Matter, role: str) -> str:
    """Say whether a seat is new, held on, or left by whoever moves up."""
    seats = {seat.role: seat for seat in matter.assessment.verdict.seats}
    if any(seat.promotes == role for seat in seats.values()):
        return "To fill anew"
    if seats[role].in_place:
        return "In place today"
    below = seats[role].promotes
    if below:
        return f"New; for your {matter.rulebook.roles[below].short} of today"
    return "New; for who runs operations today" if role == _moving_up(matter) else "New"


def _moving_up(matter: Matter) -> str:
    """Return the seat for which its form takes whoever runs operations today, or nothing."""
    who = matter.rulebook.known_as.runs_operations
    forms = {seat.role: seat.form for seat in matter.assessment.verdict.seats}
    for note in matter.assessment.forms:
        if note.form == FROM_WITHIN == forms.get(note.role) and who in note.facts:
            return note.role
    return ""


def _reporting(before: Post, after: Post) -> dict[str, tuple[str, str]]:
    """Map each post to whom it reports, before and after."""
    old, new = dict(_lines(before)), dict(_lines(after))
    return {title: (old.get(title, ""), new.get(title, "")) for title in dict.fromkeys([*old, *new])}


def _lines(post: Post) -> list[tuple[str, str]]:
    """Return (who, reports to) for all below a post."""
    found = []
    for below in post.reports:
        found += [(below.title, post.title), *_lines(below)]
    return found


def _in_words(post: Post) -> str:
    """Say who reports to whom, from the top down."""
    if not post.reports:
        return "nobody reports to you"
    said = [f"{below.title} ({below.note})" if below.note else below.title for below in post.reports]
    own = f"to {'you' if post.title == 'You' else post.title} report {listed(said)}"
    return "; ".join([own, *(_in_words(below) for below in post.reports if below.reports)])
