"""Who reports to whom today and after: an outline drawn from counts, since nobody is known by name."""

from advisor.report.blocks import Figure, OrganisationChart, Paragraph, Post, Section, Table
from advisor.report.matter import Matter
from advisor.report.reporting import (
    direct_after,
    filling,
    lead_moving_up,
    leads_counted,
    moving_up,
    on_top,
    others_counted,
    reports_under,
    runs_operations,
    spread_to,
    taking_over,
)
from advisor.report.wording import capital, listed, lower_first, spelled

LEADS = "Department leads"


def organisation(matter: Matter) -> list[Section]:
    """The outline before and after, where a new seat is advised and the counts are known."""
    seats = matter.assessment.verdict.to_fill()
    known = matter.rulebook.known_as
    if matter.assessment.verdict.calls_for_nobody():
        return []
    if not seats or not any(matter.known_number(name) for name in (known.direct_reports, known.departments)):
        return []
    before, after = _before(matter), _after(matter)
    gone = "moves up" if moving_up(matter) else "–"
    rows = tuple((title, old or "–", new or gone) for title, (old, new) in _reporting(before, after).items())
    seat_names = listed([matter.rulebook.roles[seat.role].short for seat in seats])
    figure = Figure(
        "organisation",
        f"A proposal: who reports to whom today, and with the {seat_names}",
        f"Today: {_in_words(before)}. After: {_in_words(after)}.",
        OrganisationChart(before, after),
        Table(("Who", "Reports to, today", "Reports to, after"), rows),
    )
    note = (
        "This is a proposal, drawn from the counts you gave. Nobody told us who these people are, "
        "so check it against your own company before you show it to anybody."
    )
    return [Section(_heading(matter), (Paragraph(_proposal(matter)), figure, Paragraph(note, small=True)))]


def _heading(matter: Matter) -> str:
    """State the proposal in numbers, or what is not known of it."""
    direct = matter.known_number(matter.rulebook.known_as.direct_reports)
    after, leads = direct_after(matter), leads_counted(matter)
    seats = _named(filling(matter), matter)
    if spread_to(matter):
        return f"Whoever does daily work could report to {seats} in your place"
    if not taking_over(matter):
        return f"Who would report to {seats} is still to be settled"
    if direct is None:
        whom = "lead of a department" if leads == 1 else "leads of departments"
        return f"{_number(leads, matter)} {whom} could report to {seats}"
    people = "person reports" if direct == 1 else "people report"
    today = f"{_number(direct, matter)} {people} to you today"
    if after is None:
        return f"{today}, and about as many with {seats}"
    return f"{today}; it could be about {spelled(after, matter.formats)}"


def _proposal(matter: Matter) -> str:
    """Say what the outline takes for granted, and what was not told."""
    taking, others, seats = taking_over(matter), others_counted(matter), _named(filling(matter), matter)
    if not taking:
        told = matter.known_number(matter.rulebook.known_as.departments) is not None
        opening = "No department has a lead" if told else "How many departments have a lead was not told"
        if spread_to(matter):
            return f"{opening}, so whoever does daily work reports to {seats}. How many do was not told."
        return f"{opening}, so who reports to {seats} is left open here. Settle it before anybody starts."
    lowest = _named(taking[-1:], matter)
    said = [f"All leads of departments go to {lowest}. Each who stays with you makes it one more."]
    if len(taking) > 1:
        top = _named(taking[:1], matter)
        said = [
            f"The leads of departments that do daily work go to {lowest}, the others to {top}.",
            "How many are which was not told.",
        ]
    if lead_moving_up(matter):
        said.append("Whoever moves up is one of the leads, and leaves a place to fill.")
    if others == 1:
        said.append(f"The other person who reports to you can go to {lowest} too, for daily work.")
    elif others:
        who = f"Of the {spelled(others, matter.formats)} others who report to you"
        said.append(f"{who}, each who does daily work can go to {lowest} too, and makes it one fewer.")
    return " ".join(said)


def _number(count: int, matter: Matter) -> str:
    return capital(spelled(count, matter.formats))


def _named(roles: list[str], matter: Matter) -> str:
    return listed([f"the {matter.rulebook.roles[role].short}" for role in roles])


def _groups(matter: Matter) -> list[Post]:
    """Those who report to the owner today, as far as counts tell."""
    leads, others = leads_counted(matter), others_counted(matter)
    posts = []
    if leads:
        posts.append(Post(LEADS, _counted(leads, matter)))
    if others:
        title = "Others who report to you" if posts or _holder(matter) else "Those who report to you"
        posts.append(Post(title, matter.formats.counted(others, "person" if others == 1 else "people")))
    return posts


def _counted(leads: int, matter: Matter) -> str:
    return matter.formats.counted(leads, "lead" if leads == 1 else "leads")


def _holder(matter: Matter) -> list[Post]:
    """Whoever runs operations today, besides the owner."""
    state = runs_operations(matter)
    if not state:
        return []
    in_place = [role.title for role in matter.rulebook.roles.values() if matter.filled(role.id)]
    if in_place:
        return [Post(title, "In place today") for title in in_place]
    today = matter.said(matter.rulebook.known_as.runs_operations, state)
    return [Post("Whoever runs operations today", today)]


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
    """The seats under one another as the pairing says, with those who go to them."""
    verdict, rulebook = matter.assessment.verdict, matter.rulebook
    under, taking, spread = reports_under(matter), taking_over(matter), spread_to(matter)
    new = {seat.role for seat in verdict.seats if not seat.in_place}
    groups = _groups(matter)
    moved = [post for post in groups if taking and post.title == LEADS]
    stays = not any(seat.in_place for seat in verdict.seats) and not moving_up(matter)
    holder = _holder(matter) if stays else []
    lowest = next((role for role in verdict.choice.roles if role not in under.values()), "")

    def seat(role: str) -> Post:
        below = [seat(other) for other in verdict.choice.roles if under.get(other) == role]
        below += holder if role == lowest else []
        below += [Post(post.title, _leads_of(matter, role)) for post in moved if role in taking]
        below += [Post(post.title, "Those of daily work") for post in groups if role == spread]
        title = rulebook.roles[role].title
        return Post(title, _how_filled(matter, role), new=role in new, reports=tuple(below))

    top = [seat(role) for role in on_top(matter)]
    stay = [
        Post(post.title, f"The others of {post.note}" if spread else post.note)
        for post in groups
        if post not in moved
    ]
    count = direct_after(matter)
    note = f"about {spelled(count, matter.formats)} could report to you" if count is not None else ""
    return Post("You", note, reports=(*top, *stay))


def _leads_of(matter: Matter, role: str) -> str:
    """Say which of the leads go to a seat; where there are several, the lowest has those of daily work."""
    taking, leads = taking_over(matter), leads_counted(matter)
    if len(taking) > 1:
        return "Those of daily work" if role == taking[-1] else f"The others of {_counted(leads, matter)}"
    if not lead_moving_up(matter):
        return _counted(leads, matter)
    return f"{_counted(leads - 1, matter)}, 1 place to fill" if leads > 1 else "1 place to fill"


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
    if role == moving_up(matter):
        return "New; for whoever runs operations today"
    return "New; for one of the leads" if role == lead_moving_up(matter) else "New"


def _reporting(before: Post, after: Post) -> dict[str, tuple[str, str]]:
    """Map each post to whom it reports, before and after; to several where some go to each."""
    old, new = _lines(before), _lines(after)

    def above(title: str, lines: list[tuple[str, str]]) -> str:
        bosses = [boss for who, boss in lines if who == title]
        return " or ".join(bosses[:1] + [lower_first(boss) if boss == "You" else boss for boss in bosses[1:]])

    titles = dict.fromkeys(title for title, _ in [*old, *new])
    return {title: (above(title, old), above(title, new)) for title in titles}


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
