"""How much speaks for each role on each dimension, and the strongest evidence."""

from itertools import pairwise

from advisor.assessment import Cell
from advisor.report.blocks import Bar, Block, Figure, Paragraph, ScoreChart, ScoreSeries, Section, Table
from advisor.report.matter import Matter
from advisor.report.outlook import FIRMNESS, sureness_word
from advisor.report.reasons import strongest_in
from advisor.report.wording import (
    capital,
    listed,
    lower_first,
    points_in_words,
    points_shown,
    rounded,
    spelled,
)

CLOSE = 5
"""Points apart that are no more than one or two answers."""


def fit(matter: Matter) -> list[Section]:
    """The points as chart and table, the strongest evidence for each cell, and how to read them."""
    policy = matter.rulebook.policies[matter.rulebook.policy]
    reading = (
        "Each dimension has the same number of points to give to each role. A role is needed from "
        f"{policy.needed.points} of 100 in all, and near from {policy.near.points}. What is not known "
        "counts as the mean of what it could still be; what is possible stands in brackets. The points "
        "and the marks are judgement, written down with their sources. They are not statistics. Figures are "
        "rounded, and never up to a mark, so that parts may not add up to the whole."
    )
    close = _closeness(matter)
    said = [Paragraph(f"What makes it a close call: {listed(close)}.")] if close else []
    blocks = (*said, _chart(matter), *_evidence(matter), Paragraph(reading, small=True))
    return [Section(_heading(matter), blocks)]


def _heading(matter: Matter) -> str:
    """State which role leads where, once anything is settled."""
    if matter.assessment.verdict.choice.timing is None:
        return "What each role could still come to"
    close = "A close call: " if _closeness(matter) else ""
    leaders: dict[str, list[str]] = {}
    even: list[str] = []
    unsettled: list[str] = []
    for dimension in matter.rulebook.dimensions.values():
        cells = [
            cell
            for score in matter.assessment.scores
            for cell in score.cells
            if cell.dimension == dimension.id
        ]
        most = max(rounded(cell.expected) for cell in cells)
        ahead = [cell.role for cell in cells if rounded(cell.expected) == most]
        title = lower_first(dimension.title)
        if not _is_certain(cells, ahead):
            unsettled.append(title)
        elif len(ahead) == 1:
            leaders.setdefault(ahead[0], []).append(title)
        else:
            even.append(title)
    count = len(matter.rulebook.dimensions)
    if len(matter.rulebook.roles) == 1:
        return f"How much speaks for the {next(iter(matter.rulebook.roles.values())).short}"
    said = [
        f"the {matter.rulebook.roles[role].short}{'' if place else ' leads'} on {_where(titles, count)}"
        for place, (role, titles) in enumerate(sorted(leaders.items(), key=lambda item: -len(item[1])))
    ]
    if even:
        said.append(f"{'' if said else 'the roles are '}level on {_where(even, count)}")
    text = ", ".join(said)
    if unsettled:
        which = f"which role leads is still open on {_where(unsettled, count)}"
        text = f"{text}; {which}" if text else which
    return f"{close}{text}" if close else capital(text)


def _is_certain(cells: list[Cell], ahead: list[str]) -> bool:
    """Say whether the roles ahead stay so, or level, whatever the answers are that are still open."""
    others = [cell.high for cell in cells if cell.role not in ahead]
    if len(ahead) > 1 and any(cell.low < cell.high for cell in cells):
        return False
    return all(cell.low > high for cell in cells if cell.role in ahead for high in others)


def _closeness(matter: Matter) -> list[str]:
    """Say which totals are close, to each other or to a mark; empty where a close call is none for that."""
    verdict, roles = matter.assessment.verdict, matter.rulebook.roles
    if sureness_word(matter.assessment) != FIRMNESS["toss-up"]:
        return []
    policy = matter.rulebook.policies[matter.rulebook.policy]
    ranked = sorted(matter.assessment.scores, key=lambda score: -score.total)
    marks = [policy.needed.points, *([policy.near.points] if verdict.on_merits.timing != "now" else [])]
    said = []
    for one, other in pairwise(ranked[:2]):
        if one.total - other.total <= CLOSE:
            names = f"the {roles[one.role].short} and the {roles[other.role].short}"
            apart = matter.total(one.role) - matter.total(other.role)
            said.append(
                f"{names} are {points_in_words(apart, matter.formats)} apart"
                if apart
                else f"{names} are level"
            )
    for score in ranked:
        for mark in marks:
            if abs(score.total - mark) <= CLOSE:
                apart = matter.total(score.role) - mark
                where = (
                    f"{points_in_words(abs(apart), matter.formats)} {'over' if apart > 0 else 'under'}"
                    if apart
                    else "on"
                )
                said.append(f"the {roles[score.role].short} is {where} the mark of {mark}")
    return said


def _where(titles: list[str], count: int) -> str:
    return f"all {spelled(count)} dimensions" if len(titles) == count > 1 else listed(titles)


def _chart(matter: Matter) -> Figure:
    rulebook = matter.rulebook
    series = tuple(
        ScoreSeries(
            rulebook.roles[score.role].short,
            matter.total(score.role),
            tuple(_bar(cell, rulebook.dimensions[cell.dimension].title) for cell in score.cells),
        )
        for score in matter.assessment.scores
    )
    rows = [
        (bars[0].label, *(_bar_in_words(bar) for bar in bars))
        for bars in zip(*(one.bars for one in series), strict=True)
    ]
    totals = ("In all", *(_total_in_words(matter, place, one.total) for place, one in enumerate(series)))
    table = Table(
        ("Dimension", *(one.name for one in series)),
        (*rows, totals),
        numeric=tuple(range(1, len(series) + 1)),
    )
    caption = f"Points of 100: {listed([f'{one.name} {one.total}' for one in series])}"
    said = (
        f"{one.name} {one.total} of 100: "
        + ", ".join(f"{bar.label} {bar.value} of {bar.of}" for bar in one.bars)
        for one in series
    )
    return Figure("scores", caption, f"{'; '.join(said)}.", ScoreChart(series), table)


def _bar(cell: Cell, title: str) -> Bar:
    return Bar(title, rounded(cell.expected), cell.low, cell.high, cell.of)


def _bar_in_words(bar: Bar) -> str:
    possible = f" ({bar.low} to {bar.high})" if bar.low < bar.high else ""
    return f"{bar.value} of {bar.of}{possible}"


def _total_in_words(matter: Matter, place: int, total: int) -> str:
    score = matter.assessment.scores[place]
    low, high = (points_shown(bound, matter.rulebook) for bound in (score.low, score.high))
    return f"{total} of 100{f' ({low} to {high})' if low < high else ''}"


def _evidence(matter: Matter) -> list[Block]:
    roles, rows = matter.rulebook.roles.values(), []
    for dimension in matter.rulebook.dimensions.values():
        cells = []
        for role in roles:
            found = strongest_in(matter.assessment, matter.rulebook, role.id, dimension.id)
            cells.append(
                f"{found[0].title}. You said: {matter.evidence(found[1].evidence)}."
                if found
                else "Nothing in your answers speaks for it here."
            )
        rows.append((dimension.title, *cells))
    head = ("Dimension", *(f"Strongest for the {role.short}" for role in roles))
    widths = (2, *([5] * len(matter.rulebook.roles)))
    return [Table(head, tuple(rows), caption="The strongest evidence on each dimension", widths=widths)]
