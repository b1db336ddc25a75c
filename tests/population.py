"""Plausible small companies, drawn from stated tables with a fixed seed.

Size follows the US Census Bureau's Statistics of U.S. Businesses (employer firms by employment
size, 2021; shares from general knowledge, rounded, not confirmed). Everything else is judgement,
written down as tables before any rule was, and not to be moved to make an outcome look better. A
hidden level of "letting go" drives how an owner delegates, hands over and lets decisions wait.
"""

from collections.abc import Iterator, Mapping
from random import Random

from advisor.case import Case
from advisor.conditions import Answer

SEED = 20261124

SIZE_CLASSES: dict[str, tuple[int, int, float]] = {
    "under 5": (1, 4, 61.0),
    "5 to 9": (5, 9, 17.0),
    "10 to 19": (10, 19, 11.0),
    "20 to 99": (20, 99, 9.0),
    "100 to 499": (100, 499, 2.0),
}
"""Least and most people, and the share of employer firms in percent."""

INDUSTRIES = {
    "other": 34,
    "contracting": 18,
    "multi-site": 18,
    "professional": 20,
    "nonprofit": 7,
    "funded-startup": 3,
}

REVENUE_PER_HEAD = {
    "other": 140_000,
    "contracting": 230_000,
    "multi-site": 75_000,
    "professional": 190_000,
    "nonprofit": 80_000,
    "funded-startup": 110_000,
}
"""US dollars a year; the draw is spread from half to double."""

HEADS_PER_SITE = {
    "multi-site": 25,
    "nonprofit": 40,
    "other": 70,
    "contracting": 80,
    "professional": 60,
    "funded-startup": 90,
}

STAGES_BY_SIZE = {
    "under 5": {"existence": 20, "survival": 40, "steady": 25, "growing": 13, "take-off": 2, "mature": 0},
    "5 to 9": {"existence": 6, "survival": 34, "steady": 34, "growing": 22, "take-off": 4, "mature": 0},
    "10 to 19": {"existence": 2, "survival": 22, "steady": 36, "growing": 32, "take-off": 7, "mature": 1},
    "20 to 99": {"existence": 1, "survival": 12, "steady": 37, "growing": 34, "take-off": 12, "mature": 4},
    "100 to 499": {"existence": 0, "survival": 6, "steady": 32, "growing": 30, "take-off": 16, "mature": 16},
}

NEED_WORDS = ("not-needed", "covered", "partly", "uncovered")
NEEDS_BY_STAGE = {
    "existence": (40, 25, 20, 15),
    "survival": (15, 35, 30, 20),
    "steady": (8, 50, 30, 12),
    "growing": (4, 36, 38, 22),
    "take-off": (2, 22, 40, 36),
    "mature": (3, 60, 28, 9),
}
"""Weights of the four answers; the same for every need, since no source tells them apart."""

NEEDS = (
    "daily",
    "procedures",
    "workflow",
    "measures",
    "compliance",
    "team",
    "operating-plan",
    "initiatives",
    "partners",
)
FEWER_BIG_MOVES = {"initiatives": (35, 30, 22, 13)}
"""Most firms plan no big move in a given year."""

GROWTH_LAST = {"existence": 15, "survival": 3, "steady": 4, "growing": 17, "take-off": 60, "mature": 6}
"""Middle of the draw in percent; the spread is as wide again."""

GROWTH_PLAN = {
    "existence": {"hold": 10, "some": 40, "fast": 30, "double": 20},
    "survival": {"hold": 30, "some": 50, "fast": 15, "double": 5},
    "steady": {"hold": 50, "some": 45, "fast": 4, "double": 1},
    "growing": {"hold": 4, "some": 56, "fast": 32, "double": 8},
    "take-off": {"hold": 1, "some": 14, "fast": 45, "double": 40},
    "mature": {"hold": 30, "some": 60, "fast": 9, "double": 1},
}
DEMAND = {
    "existence": {"none": 45, "partly": 45, "repeats": 10},
    "survival": {"none": 12, "partly": 53, "repeats": 35},
    "steady": {"none": 2, "partly": 28, "repeats": 70},
    "growing": {"none": 2, "partly": 28, "repeats": 70},
    "take-off": {"none": 3, "partly": 32, "repeats": 65},
    "mature": {"none": 1, "partly": 14, "repeats": 85},
}
FUNDING = {
    "other": {"none": 80, "some": 18, "large": 2},
    "funded-startup": {"none": 5, "some": 45, "large": 50},
}
OPS_LEADER = {
    "under 5": {"none": 88, "coordinator": 11, "manager": 1},
    "5 to 9": {"none": 66, "coordinator": 26, "manager": 8},
    "10 to 19": {"none": 42, "coordinator": 32, "manager": 23, "director": 2, "coo": 1},
    "20 to 99": {"none": 18, "coordinator": 22, "manager": 42, "director": 13, "coo": 5},
    "100 to 499": {"none": 5, "coordinator": 6, "manager": 34, "director": 35, "coo": 20},
}
RESULT = {"works-well": 38, "own-area": 27, "outgrown": 15, "no-say": 20}

LETTING_GO = (25, 30, 30, 15)
"""Weights of four levels of letting go; one employer in four has a high talent for it (Gallup, 2014)."""
DELEGATION = ("keeps", "checks", "lets-stand", "owns-area")
HAND_OVER = (
    {"nothing": 40, "daily": 48, "area": 10, "company": 1, "direction": 1},
    {"nothing": 12, "daily": 48, "area": 30, "company": 6, "direction": 4},
    {"nothing": 4, "daily": 26, "area": 40, "company": 18, "direction": 12},
    {"nothing": 2, "daily": 12, "area": 34, "company": 30, "direction": 22},
)
WAITING = (
    {"few": 2, "some": 18, "most": 45, "all": 35},
    {"few": 6, "some": 36, "most": 42, "all": 16},
    {"few": 20, "some": 48, "most": 26, "all": 6},
    {"few": 38, "some": 46, "most": 14, "all": 2},
)
OWNER_TIME_BY_SIZE = {"under 5": 75, "5 to 9": 62, "10 to 19": 50, "20 to 99": 36, "100 to 499": 22}
TIES = (
    {"owner": 75, "leads": 10, "number-two": 5, "nobody": 10},
    {"owner": 40, "leads": 35, "number-two": 15, "nobody": 10},
)
WANTS = {
    "existence": {"grow": 70, "step-back": 5, "sell": 5, "stay": 20},
    "survival": {"grow": 45, "step-back": 15, "sell": 10, "stay": 30},
    "steady": {"grow": 18, "step-back": 28, "sell": 17, "stay": 37},
    "growing": {"grow": 62, "step-back": 18, "sell": 10, "stay": 10},
    "take-off": {"grow": 75, "step-back": 8, "sell": 12, "stay": 5},
    "mature": {"grow": 35, "step-back": 30, "sell": 20, "stay": 15},
}
NATURE = {"visionary": 22, "specialist": 38, "operator": 20, "all-round": 20}
PLAN = {
    "existence": {"carried": 10, "slips": 20, "in-head": 45, "open": 25},
    "survival": {"carried": 15, "slips": 27, "in-head": 46, "open": 12},
    "steady": {"carried": 34, "slips": 30, "in-head": 30, "open": 6},
    "growing": {"carried": 24, "slips": 38, "in-head": 26, "open": 12},
    "take-off": {"carried": 14, "slips": 36, "in-head": 26, "open": 24},
    "mature": {"carried": 50, "slips": 30, "in-head": 8, "open": 12},
}
MARKET_WATCH = {"regular": 26, "when-time": 46, "nobody": 22, "unfamiliar": 6}
BASICS = {
    "existence": {"undefined": 40, "in-heads": 48, "partly": 11, "written": 1},
    "survival": {"undefined": 18, "in-heads": 54, "partly": 25, "written": 3},
    "steady": {"undefined": 4, "in-heads": 44, "partly": 42, "written": 10},
    "growing": {"undefined": 7, "in-heads": 42, "partly": 42, "written": 9},
    "take-off": {"undefined": 12, "in-heads": 44, "partly": 38, "written": 6},
    "mature": {"undefined": 1, "in-heads": 14, "partly": 50, "written": 35},
}


def companies(count: int, seed: int = SEED) -> Iterator[Case]:
    """Yield companies in the shares of the size table; equal seeds give equal companies."""
    random = Random(seed)
    for _ in range(count):
        yield company(random, _pick(random, {name: share for name, (_, _, share) in SIZE_CLASSES.items()}))


def stratified(count: int, seed: int = SEED) -> Iterator[tuple[str, Case]]:
    """Yield `count` companies of every size class, each with the name of its class."""
    random = Random(seed)
    for size in SIZE_CLASSES:
        for _ in range(count):
            yield size, company(random, size)


def company(random: Random, size: str) -> Case:
    """Return one company of a size class."""
    least, most, _ = SIZE_CLASSES[size]
    headcount = round(least * (most / least) ** random.random())
    industry = _pick(random, INDUSTRIES)
    stage = _pick(random, STAGES_BY_SIZE[size])
    letting_go = random.choices(range(4), LETTING_GO)[0]
    revenue = round(headcount * REVENUE_PER_HEAD[industry] * 2 ** random.uniform(-1, 1), -3)
    facts: dict[str, Answer] = {
        "industry": industry,
        "headcount": headcount,
        "revenue": int(revenue),
        "sites": max(1, round(headcount / HEADS_PER_SITE[industry] * random.uniform(0.6, 1.6))),
        **_structure(random, size, headcount),
        "stage": stage,
        "growth-last": max(-60, round(random.gauss(GROWTH_LAST[stage], max(8, GROWTH_LAST[stage])))),
        "growth-plan": _pick(random, GROWTH_PLAN[stage]),
        "demand": _pick(random, DEMAND[stage]),
        "funding": _pick(random, FUNDING.get(industry, FUNDING["other"])),
    }
    for need in NEEDS:
        weights = FEWER_BIG_MOVES.get(need, NEEDS_BY_STAGE[stage])
        facts[f"need-{need}"] = random.choices(NEED_WORDS, weights)[0]
    facts |= _owner(random, size, stage, letting_go, facts)
    facts |= {
        "plan": _pick(random, PLAN[stage]),
        "market-watch": _pick(random, MARKET_WATCH),
        "basics": _pick(random, BASICS[stage]),
        "seat-money": _seat_money(random, int(revenue), stage, facts["funding"]),
    }
    return Case(name=f"{industry}, {headcount} people", facts=facts)


def _structure(random: Random, size: str, headcount: int) -> dict[str, Answer]:
    departments = min(9, int(headcount**0.5 * random.uniform(0.3, 0.9)))
    layers = 0 if headcount < 12 else 1 if headcount < 60 else 2 if headcount < 250 else 3
    layers = max(0, layers + random.choices((-1, 0, 1), (15, 70, 15))[0])
    facts: dict[str, Answer] = {
        "departments": departments,
        "direct-reports": min(headcount - 1, max(1, round(random.gauss(6 if headcount > 8 else 3, 2.5)))),
        "ops-leader": _pick(random, OPS_LEADER[size]),
    }
    if headcount >= 8:
        facts["layers"] = layers
    if facts["ops-leader"] in {"manager", "director", "coo"}:
        facts["ops-leader-result"] = _pick(random, RESULT)
    return facts


def _owner(
    random: Random, size: str, stage: str, letting_go: int, known: Mapping[str, Answer]
) -> dict[str, Answer]:
    time = OWNER_TIME_BY_SIZE[size] + (6 - 5 * letting_go) + random.gauss(0, 12)
    facts: dict[str, Answer] = {
        "owner-time": min(100, max(0, round(time / 5) * 5)),
        "waiting": _pick(random, WAITING[letting_go]),
        "delegation": DELEGATION[letting_go],
        "hand-over": _pick(random, HAND_OVER[letting_go]),
        "owner-wants": _pick(random, WANTS[stage]),
        "owner-nature": _pick(random, NATURE),
    }
    departments = known["departments"]
    if isinstance(departments, int) and departments >= 2:
        facts["ties"] = _pick(random, TIES[letting_go >= 2])
    return facts


def _seat_money(random: Random, revenue: int, stage: str, funding: Answer) -> str:
    """About 3 percent of revenue, spread widely; less where money is tight, more where it was raised."""
    factor = {"existence": 0.3, "survival": 0.45, "take-off": 0.9}.get(stage, 1.0)
    room = revenue * 0.03 * factor * 2 ** random.uniform(-1, 1)
    room += {"some": 30_000, "large": 200_000}.get(str(funding), 0)
    if room < 15_000:
        return "nothing"
    if room < 80_000:
        return "part"
    return "manager" if room < 180_000 else "executive"


def _pick(random: Random, table: Mapping[str, float]) -> str:
    return random.choices(list(table), list(table.values()))[0]
