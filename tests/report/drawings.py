"""Charts at the edge of what can be drawn, by name, for the tests of whoever draws or places them."""

from dataclasses import replace

from advisor.report.blocks import (
    Bar,
    Chart,
    Figure,
    Moment,
    OrganisationChart,
    Post,
    ScoreChart,
    ScoreSeries,
    Share,
    ShareChart,
    TimelineChart,
    TippingChart,
    TippingLine,
    TippingPoint,
    Trigger,
)
from tests.report.samples import DIMENSIONS, SHARES, TIMELINE, TIPPING, organisation, scores

LONG = "A department with a name of sixty characters, as some have it"
FIVE = (*DIMENSIONS, "Culture and people")
SCRIPTS = ("نطاق المسؤوليات", "責任の範囲がとても広い部署", "Οργάνωση", "Strategy 👩‍💼 ✔️")


def _bars(
    values: tuple[tuple[int, int, int], ...], dimensions: tuple[str, ...] = DIMENSIONS
) -> tuple[Bar, ...]:
    return tuple(
        Bar(title, value, low, high, 25)
        for title, (low, value, high) in zip(dimensions, values, strict=True)
    )  # fmt: skip


def _with(chart: Chart) -> Figure:
    return replace(TIMELINE, id="edge", chart=chart)


EDGES: dict[str, Figure] = {
    "two roles": scores("Director", "COO"),
    "one role": scores("COO"),
    "three roles on five dimensions": scores("Director of Operations", "COO", "Fractional COO", dimensions=FIVE),
    "six roles": scores("A", "B", "C", "D", "E", "F"),
    "all points zero": _with(
        ScoreChart(
            (ScoreSeries("Director", 0, _bars(((0, 0, 0),) * 4)), ScoreSeries("COO", 0, _bars(((0, 0, 25),) * 4)))
        )
    ),
    "all points equal and full": _with(
        ScoreChart(tuple(ScoreSeries(name, 100, _bars(((25, 25, 25),) * 4)) for name in ("Director", "COO")))
    ),
    "long names of roles and dimensions": _with(
        ScoreChart((ScoreSeries(LONG, 40, _bars(((5, 10, 20),) * 2, (LONG, "W" * 60))),))
    ),
    "scripts": _with(
        ScoreChart(
            tuple(
                ScoreSeries(name, 48, _bars(((10, 12, 14),) * 4, SCRIPTS))
                for name in ("مدير العمليات", "最高執行責任者")
            )
        )
    ),
    "no dimension": _with(ScoreChart((ScoreSeries("COO", 0, ()),))),
    "shares": SHARES,
    "a share of nothing, and one of nearly all": _with(
        ShareChart((Share("COO, now", 3100, given=True), Share(LONG, 1, given=False), Share("neither", 0, given=False)), 3101, "ways")
    ),
    "no shares at all": _with(ShareChart((), 0, "ways")),
    "tipping": TIPPING,
    "tipping at the very edges": _with(
        TippingChart(
            (
                TippingLine(
                    "Revenue", "US dollars", 0, 0, 100_000_000,
                    (TippingPoint(100_000_000, "both, now", upwards=True), TippingPoint(0, "not yet", upwards=False)),
                ),
            )
        )
    ),
    "tipping points beside one another": _with(
        TippingChart(
            (
                TippingLine(
                    LONG, "percent", 20, 0, 100,
                    tuple(TippingPoint(value, f"{LONG} {value}", upwards=True) for value in (22, 24, 97, 99)),
                ),
                TippingLine("Nothing to see", "", 5, 5, 5, ()),
            )
        )
    ),
    "organisation": organisation(),
    "twelve direct reports": organisation(tuple(f"Lead of team {n}" for n in range(12))),
    "thirty direct reports": organisation(tuple(f"Lead {n}" for n in range(30))),
    "one direct report": organisation(("Sales",)),
    "names of sixty characters": organisation(tuple(f"{LONG} {n}" for n in range(5))),
    "leads in scripts": organisation(("営業部", "سجل المبيعات", "Οργάνωση", "🚚 Fleet", "Ventas")),
    "two new seats below one another": _with(
        OrganisationChart(
            Post("Owner"),
            Post(
                "Owner",
                reports=(
                    Post(
                        "COO", "new seat", new=True,
                        reports=(
                            Post("Director of Operations", "new seat", new=True, reports=tuple(map(Post, "ABCD"))),
                            Post("Sales"),
                        ),
                    ),
                    Post("Finance"),
                ),
            ),
        )
    ),
    "timeline": TIMELINE,
    "timeline of nothing, with triggers on one level": _with(
        TimelineChart(
            "people",
            tuple(Moment(f"in {n} years", 0) for n in range(6)),
            (Trigger(0, "not yet"), Trigger(1, "both, now"), Trigger(1, LONG), Trigger(1, LONG)),
        )
    ),
    "one moment, no trigger": _with(TimelineChart("", (Moment("today", 12),), ())),
    "no moment": _with(TimelineChart("people", (), ())),
}  # fmt: skip
