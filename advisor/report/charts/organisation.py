"""Who reports to whom, as boxes where they can be read, and as an indented list where they cannot."""

from dataclasses import dataclass

from advisor.report.blocks import OrganisationChart, Post
from advisor.report.charts.bars import NARROW
from advisor.report.charts.canvas import LEADING, Canvas, move
from advisor.report.charts.lettering import fits, wrapped

MOST = 8
"""Boxes beside one another; more become smaller than what they hold."""

SIZES = (13.0, 11.5, 10.0)
LINES = 2
WIDEST = 150.0
NARROWEST = 62.0
GAP = 12.0
PAD = 7.0
DROP = 18.0
INDENT = 22.0
MOST_ROWS = 3
"""Rows of boxes below one post; more are a list in disguise."""

MARGIN = GAP / 2 + 1
"""Room to the left for the line that leads to a second row."""

HEADINGS = ("Today", "After")
HEADING = 14.0


@dataclass(frozen=True, slots=True)
class Grid:
    """How one chart is laid out: boxes a row below one post, box width, text size, box height."""

    row: int
    box: float
    size: float
    height: float


def draw_organisation(chart: OrganisationChart, canvas: Canvas) -> float:
    """Draw both trees below one another in one size; return the height used."""
    trees = (chart.before, chart.after)
    grid = _grid(trees, canvas.width)
    y = 0.0
    for heading, tree in zip(HEADINGS, trees, strict=True):
        y += HEADING
        canvas.text(0, y, heading, size=HEADING, bold=True)
        y += 10
        y = _list(tree, 0, y, canvas) if grid is None else _tree(tree, y, grid, canvas)
        y += 18
    return y - 16


def _grid(trees: tuple[Post, ...], room: float) -> Grid | None:
    """Return the widest row of boxes in which every text can be read, or nothing if there is none."""
    posts = [post for tree in trees for post in _all(tree)]
    sizes = SIZES if room >= NARROW else SIZES[:1]  # a telephone shows a drawing smaller than it is
    for row in range(MOST, 0, -1):
        columns = max(_columns(tree, row) for tree in trees)
        box = min(WIDEST, (room - 2 * MARGIN - (columns - 1) * GAP) / columns)
        rows = max(-(-_leaves(post) // row) for post in posts)
        if columns > MOST or box < NARROWEST or rows > MOST_ROWS:
            continue
        for size in sizes:
            if all(_readable(post, size, box - 2 * PAD) for post in posts):
                return Grid(row, box, size, max(_tall(post, size, box) for post in posts))
    return None


def _all(post: Post) -> list[Post]:
    return [post, *(found for one in post.reports for found in _all(one))]


def _columns(post: Post, row: int) -> int:
    """Return how many boxes beside one another a post and all below it take."""
    inner = sum(_columns(one, row) for one in post.reports if one.reports)
    return max(1, inner + _across(_leaves(post), row))


def _leaves(post: Post) -> int:
    return sum(not one.reports for one in post.reports)


def _across(leaves: int, row: int) -> int:
    """Return the boxes in the fullest of as few rows as hold all of them, evenly filled."""
    if not leaves:
        return 0
    rows = -(-leaves // row)
    return -(-leaves // rows)


def _readable(post: Post, size: float, room: float) -> bool:
    return fits(post.title, size, room, LINES, bold=True) and fits(post.note, size - 1, room, LINES)


def _texts(post: Post, size: float, room: float) -> tuple[list[str], list[str]]:
    note = wrapped(post.note, size - 1, room, lines=LINES) if post.note else []
    return wrapped(post.title, size, room, lines=LINES, bold=True), note


def _tall(post: Post, size: float, box: float) -> float:
    title, note = _texts(post, size, box - 2 * PAD)
    return 2 * PAD + LEADING * (len(title) * size + len(note) * (size - 1))


def _tree(tree: Post, y: float, grid: Grid, canvas: Canvas) -> float:
    span = _span(_columns(tree, grid.row), grid)
    return _branch(tree, max(MARGIN, (canvas.width - span) / 2), y, grid, canvas)[1]


def _span(columns: int, grid: Grid) -> float:
    return columns * grid.box + (columns - 1) * GAP


def _branch(post: Post, left: float, y: float, grid: Grid, canvas: Canvas) -> tuple[float, float]:
    """Draw a post above all that report to it; return the middle of its box, and the foot of all."""
    foot = y + grid.height
    below = foot + DROP
    lowest = foot
    colour = canvas.palette.soft
    bus = foot + DROP / 2
    heads: list[float] = []
    x = left
    for one in post.reports:
        if one.reports:
            head, deep = _branch(one, x, below, grid, canvas)
            heads.append(head)
            lowest = max(lowest, deep)
            x += _span(_columns(one, grid.row), grid) + GAP
    leaves = [one for one in post.reports if not one.reports]
    across = _across(len(leaves), grid.row)
    for start in range(0, len(leaves), max(1, across)):
        top = below + (start // across) * (grid.height + DROP)
        row = leaves[start : start + across]
        middles = [x + number * (grid.box + GAP) + grid.box / 2 for number in range(len(row))]
        if start:
            spine = middles[0] - grid.box / 2 - GAP / 2
            canvas.path(
                move((middles[0], bus), (spine, bus), (spine, top - DROP / 2), (middles[-1], top - DROP / 2)),
                colour,
            )
        for centre, one in zip(middles, row, strict=True):
            canvas.path(move((centre, top - DROP / 2), (centre, top)), colour)
            _box(one, centre, top, grid, canvas)
        heads += [] if start else middles
        lowest = max(lowest, top + grid.height)
    middle = (min(heads) + max(heads)) / 2 if heads else left + grid.box / 2
    if heads:
        canvas.path(move((middle, foot), (middle, bus)), colour)
        canvas.path(move((min(heads), bus), (max(heads), bus)), colour)
        for head in heads:
            canvas.path(move((head, bus), (head, below)), colour)
    _box(post, middle, y, grid, canvas)
    return middle, lowest


def _box(post: Post, middle: float, y: float, grid: Grid, canvas: Canvas) -> None:
    palette = canvas.palette
    fill, ink = (palette.emphasis, palette.paper) if post.new else (palette.tint, palette.ink)
    canvas.rectangle(
        middle - grid.box / 2, y, grid.box, grid.height, fill,
        edge=palette.emphasis if post.new else palette.soft, round_=3,
    )  # fmt: skip
    title, note = _texts(post, grid.size, grid.box - 2 * PAD)
    tall = LEADING * (len(title) * grid.size + len(note) * (grid.size - 1))
    foot = y + (grid.height - tall) / 2 - 0.22 * grid.size
    for text in title:
        foot += LEADING * grid.size
        canvas.text(middle, foot, text, size=grid.size, anchor="middle", bold=True, colour=ink)
    for text in note:
        foot += LEADING * (grid.size - 1)
        canvas.text(middle, foot, text, size=grid.size - 1, anchor="middle", colour=ink)


def _list(post: Post, depth: int, y: float, canvas: Canvas) -> float:
    """Draw a post on lines of its own, and all below it further in; return the foot."""
    palette = canvas.palette
    size = SIZES[0]
    x = min(depth, 4) * INDENT
    room = canvas.width - x - 2 * PAD - 2
    title = wrapped(post.title, size, room, bold=True)
    note = wrapped(post.note, size - 1, room) if post.note else []
    tall = PAD + LEADING * (len(title) * size + len(note) * (size - 1))
    if post.new:
        canvas.rectangle(x, y, canvas.width - x - 1, tall, palette.emphasis, round_=3)
    else:
        canvas.path(move((x + 1, y), (x + 1, y + tall)), palette.soft, thick=2)
    foot = y + PAD / 2 - 0.22 * size
    for lines, high, bold in ((title, size, True), (note, size - 1, False)):
        for text in lines:
            foot += LEADING * high
            colour = palette.paper if post.new else palette.ink
            canvas.text(x + PAD + 2, foot, text, size=high, bold=bold, colour=colour)
    y += tall + 5
    for one in post.reports:
        y = _list(one, depth + 1, y, canvas)
    return y
