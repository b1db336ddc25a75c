"""Who reports to whom, today and after, as boxes; a firm too wide for boxes becomes two lists."""

from advisor.report.blocks import OrganisationChart, Post
from advisor.report.charts.lettering import fits, wrapped
from advisor.report.word.look import ARIAL, Look
from advisor.report.word.shapes import Box, Drawing, Stroke

MOST_IN_A_ROW = 8
GAP, DROP, TITLE = 8.0, 20.0, 16.0
"""Points between boxes beside one another, between rows, and for the words above each half."""

SIZE = 8.0
MOST_WIDE = 104.0
MOST_LINES = 5


def draw(chart: OrganisationChart, look: Look) -> Drawing | None:
    """Return both trees below one another, or None where a row would hold more boxes than can be read."""
    width = look.width / 20
    halves = (("Today", chart.before), ("After", chart.after))
    seats = max(leaves(tree) for _, tree in halves)
    if seats > MOST_IN_A_ROW:
        return None
    room = min(width / seats - GAP, MOST_WIDE)
    tall = max(_needed(post, room) for _, tree in halves for post in posts(tree))
    if tall > MOST_LINES:
        return None
    box = tall * SIZE * 1.22 + 8
    drawing = Drawing(width, 0)
    top = 0.0
    for word, tree in halves:
        drawing.shapes.append(Box(0, top, 120, TITLE, (word,), align="left", strong=True))
        top += TITLE
        span = leaves(tree) * (room + GAP)
        _place(tree, (width - span) / 2, top, room, box, drawing, look)
        top += depth(tree) * (box + DROP) - DROP + 12
    drawing.height = top - 10
    return drawing


def posts(tree: Post) -> list[Post]:
    """Return every post of a tree, each before those that report to it."""
    return [tree, *(below for one in tree.reports for below in posts(one))]


def leaves(tree: Post) -> int:
    """Return how many boxes stand beside one another at most."""
    return sum(leaves(one) for one in tree.reports) or 1


def depth(tree: Post) -> int:
    """Return how many rows a tree has."""
    return 1 + max((depth(one) for one in tree.reports), default=0)


def _needed(post: Post, room: float) -> int:
    """Return how many lines a post takes; too many where a word would have to be broken."""
    size = SIZE * ARIAL
    if not all(fits(text, size, room - 6, MOST_LINES, bold=True) for text in (post.title, post.note)):
        return MOST_LINES + 1
    note = len(wrapped(post.note, size, room - 6)) if post.note else 0
    return len(wrapped(post.title, size, room - 6, bold=True)) + note


def _place(
    tree: Post, left: float, top: float, room: float, box: float, drawing: Drawing, look: Look
) -> float:
    """Draw a tree from the left edge on; return where the middle of its uppermost box stands."""
    middles = []
    edge = left
    for one in tree.reports:
        middles.append(_place(one, edge, top + box + DROP, room, box, drawing, look))
        edge += leaves(one) * (room + GAP)
    middle = (middles[0] + middles[-1]) / 2 if middles else left + (room + GAP) / 2
    if middles:
        bar = top + box + DROP / 2
        drawing.shapes.append(Stroke(middle, top + box, middle, bar, look.muted))
        drawing.shapes.append(Stroke(middles[0], bar, middles[-1], bar, look.muted))
        drawing.shapes += [Stroke(below, bar, below, top + box + DROP, look.muted) for below in middles]
    said = (tree.title, tree.note) if tree.note else (tree.title,)
    drawing.shapes.append(
        Box(
            middle - room / 2,
            top,
            room,
            box,
            said,
            fill=look.text if tree.new else look.tint,
            line=look.text if tree.new else look.muted,
            on_fill=tree.new,
            strong=True,
        )
    )
    return middle
