"""Reports with every kind of block and chart in them, for the tests of renderers."""

from advisor.report.blocks import (
    Bar,
    Brand,
    Bullets,
    Callout,
    Figure,
    KeyFact,
    KeyFacts,
    Moment,
    OrganisationChart,
    Paragraph,
    Post,
    Report,
    ScoreChart,
    ScoreSeries,
    Section,
    Share,
    ShareChart,
    Table,
    TimelineChart,
    TippingChart,
    TippingLine,
    TippingPoint,
    Trigger,
)

DIMENSIONS = ("Scope", "Authority", "Hierarchy", "Strategy")


def scores(*names: str, dimensions: tuple[str, ...] = DIMENSIONS) -> Figure:
    """As many roles as names, on any number of dimensions; values differ between roles and bars."""
    series = tuple(
        ScoreSeries(
            name,
            sum(_value(role, place) for place in range(len(dimensions))),
            tuple(
                Bar(title, _value(role, place), _value(role, place) - place, 25 - role, 25)
                for place, title in enumerate(dimensions)
            ),
        )
        for role, name in enumerate(names)
    )
    rows = tuple(
        (title, *(f"{one.bars[place].value} of 25" for one in series))
        for place, title in enumerate(dimensions)
    )
    return Figure(
        "scores",
        f"{names[0]} leads on every dimension",
        "; ".join(f"{one.name} {one.total} of 100" for one in series) + ".",
        ScoreChart(series),
        Table(("Dimension", *names), rows, numeric=tuple(range(1, len(names) + 1))),
    )


def _value(role: int, place: int) -> int:
    return 21 - 7 * role - 2 * place if role < 3 else place


SHARES = Figure(
    "shares",
    "The advice holds in 2,918 of 3,101 ways to weigh the points",
    "Director of Operations now: 2,918; both, now: 120; COO soon: 63.",
    ShareChart(
        (
            Share("Director of Operations, now", 2918, given=True),
            Share("Both, now", 120, given=False),
            Share("COO, soon", 63, given=False),
        ),
        of=3101,
        unit="ways to weigh the points",
    ),
    Table(
        ("Advice", "Ways", "Share"),
        (
            ("Director of Operations, now", "2,918", "94 percent"),
            ("Both, now", "120", "4 percent"),
            ("COO, soon", "63", "2 percent"),
        ),
        numeric=(1, 2),
    ),
)

TIPPING = Figure(
    "tipping",
    "Another 19 people would add a COO",
    "Headcount is 41 today; below 18 not yet, from 60 both. Departments are 5 today; from 9 a COO.",
    TippingChart(
        (
            TippingLine(
                "Headcount",
                "people",
                41,
                1,
                120,
                (TippingPoint(17, "not yet", upwards=False), TippingPoint(60, "both, now", upwards=True)),
            ),
            TippingLine(
                "Departments", "departments", 5, 0, 12, (TippingPoint(9, "COO, soon", upwards=True),)
            ),
        )
    ),
    Table(
        ("Number", "Today", "From", "The advice would be"),
        (
            ("Headcount", "41 people", "17 or less", "not yet"),
            ("Headcount", "41 people", "60 or more", "both, now"),
            ("Departments", "5", "9 or more", "COO, soon"),
        ),
    ),
)


def organisation(leads: tuple[str, ...] = ("Sales", "Service", "Workshop", "Warehouse", "Office")) -> Figure:
    """Everyone reports to the owner today, and to a new Director after, but for the first lead."""
    posts = tuple(Post(lead) for lead in leads)
    return Figure(
        "organisation",
        f"Direct reports fall from {len(leads)} to {min(len(leads), 2)}",
        f"Today {len(leads)} leads report to the owner; afterwards the Director takes all but one.",
        OrganisationChart(
            Post("Owner", "chief executive", reports=posts),
            Post(
                "Owner",
                "chief executive",
                reports=(
                    posts[0],
                    Post("Director of Operations", "new seat", new=True, reports=posts[1:]),
                ),
            ),
        ),
        Table(
            ("Post", "Reports to today", "Reports to then"),
            tuple(
                (lead, "Owner", "Director of Operations" if place else "Owner")
                for place, lead in enumerate(leads)
            ),
        ),
    )


TIMELINE = Figure(
    "timeline",
    "At this pace the next look is due in two years",
    "41 people today, 52 in a year, 66 in two years; look again at 60.",
    TimelineChart(
        "people",
        (Moment("today", 41), Moment("in 1 year", 52), Moment("in 2 years", 66)),
        (Trigger(60, "both, now"),),
    ),
    Table(("When", "People"), (("today", "41"), ("in 1 year", "52"), ("in 2 years", "66")), numeric=(1,)),
)


def everything(**changes: object) -> Report:
    """Every block and every chart, on a summary, a body and an appendix."""
    values: dict[str, object] = {
        "title": "Harbour Bakery: who should run operations",
        "subtitle": "An advice on two roles",
        "client": "Harbour Bakery",
        "author": "A. Adviser",
        "date": "25 November 2026",
        "day": "2026-11-25",
        "brand": Brand(
            firm="North Quay Advisers", footer="Confidential, prepared for the client named on top"
        ),
        "sections": SECTIONS,
    }
    return Report(**(values | changes))  # type: ignore[arg-type]  # the tests' words go to the fields of that name


SECTIONS = (
    Section(
        "Appoint a Director of Operations now",
        (
            Callout(
                "The advice",
                (
                    Paragraph("A full-time Director of Operations, within three months.", strong=True),
                    Paragraph("The work is inside the house, and the owner is the bottleneck."),
                ),
            ),
            KeyFacts(
                (
                    KeyFact("Director of Operations", "72", "of 100 points"),
                    KeyFact("COO", "44", "of 100 points; needed from 55"),
                    KeyFact("How sure", "firm", "holds in 94 % of weightings, and no single answer changes it"),
                    KeyFact("Answered", "28 of 30", "two not known"),
                )
            ),
        ),
        part="summary",
    ),
    Section(
        "Why, in three reasons",
        (
            Bullets(
                (
                    ("Every exception ends at the owner's desk.", "You said: calls between teams: the owner alone."),
                    ("Four departments hand work to one another by hand.", "You said: departments: 5."),
                    ("Growth comes from doing the same better.", "You said: growth a year: 20 percent."),
                ),
                numbered=True,
            ),
        ),
        part="summary",
    ),
    Section(
        "What would change it",
        (
            Callout("Look again", (Paragraph("From 60 people on, a COO comes beside the Director."),), tone="note"),
            Paragraph("Reviewed in a year at the latest.", small=True),
        ),
        part="summary",
    ),
    Section("The Director leads on all four dimensions", (Paragraph("How the points fall."), scores("Director", "COO"))),
    Section("Direct reports fall from five to two", (organisation(),)),
    Section("How sure this is", (SHARES, TIPPING)),
    Section("When to look again", (TIMELINE,)),
    Section(
        "Risks",
        (
            Callout(
                "Two answers do not fit together",
                (
                    Paragraph("They were scored as given."),
                    Bullets((("No written processes, yet new people are trained in a week.", ""),)),
                ),
                tone="caution",
            ),
        ),
    ),
    Section("The first days", (Paragraph("Listen first.", strong=True), Bullets((("Meet every lead.", ""),)),), level=3),
    Section("Your answers", (), part="appendix"),
    Section(
        "Size",
        (
            Table(
                ("Question", "Answer"),
                tuple((f"Question {place} about the size of the company", f"{place * 7} people") for place in range(1, 41)),
                caption="What was answered",
                widths=(2, 1),
            ),
        ),
        level=3,
        part="appendix",
    ),
)  # fmt: skip
