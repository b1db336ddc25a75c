"""What a report is made of, before any format: sections of blocks, and charts as data.

Every text is plain: no markup of any kind stands in a block, and each renderer escapes for itself.
A block that only one format can show does not belong here.
"""

from dataclasses import dataclass, field
from typing import Literal

Part = Literal["summary", "body", "appendix"]
Tone = Literal["finding", "caution", "note"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `strong` text is what a hurried reader must not miss; `small` is an aside below."""

    text: str
    strong: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. Each item may carry a smaller line below it (what it rests on)."""

    items: tuple[tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head; every row has as many cells as the head.

    `numeric` are the columns, from 0, that hold figures and stand to the right. With `row_heads` the
    first cell of a row names the row. `widths` are parts of the whole for each column, or empty. A
    `dense` table is long and there to look things up in: on paper it may be set smaller.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()
    row_heads: bool = True
    widths: tuple[int, ...] = ()
    dense: bool = False


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One figure of the first page: what it is, the figure in large type, and a small line below."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Two to four figures beside one another, equally tall."""

    items: tuple[KeyFact, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A passage set apart. What sets a caution apart is told by its title, never by colour alone."""

    title: str
    blocks: "tuple[Paragraph | Bullets, ...]"
    tone: Tone = "finding"


@dataclass(frozen=True, slots=True)
class Bar:
    """One value on a scale from 0 to `of`, with the least and most still possible."""

    label: str
    value: int
    low: int
    high: int
    of: int


@dataclass(frozen=True, slots=True)
class ScoreSeries:
    """One role: its short name, its total of 100, and one bar for each dimension."""

    name: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ScoreChart:
    """Roles beside one another on each dimension. All series have the same dimensions in the same order."""

    series: tuple[ScoreSeries, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the whole come out as `label`; `given` marks the advice of this report."""

    label: str
    count: int
    given: bool


@dataclass(frozen=True, slots=True)
class ShareChart:
    """Parts of a whole of `of`, such as the ways to weigh the points, the most frequent first."""

    shares: tuple[Share, ...]
    of: int
    unit: str


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """From `value` on, up or down, the advice would be `label`."""

    value: int
    label: str
    upwards: bool


@dataclass(frozen=True, slots=True)
class TippingLine:
    """One number of the company on a line from `low` to `high`, and where another advice begins."""

    label: str
    unit: str
    today: int
    low: int
    high: int
    points: tuple[TippingPoint, ...]


@dataclass(frozen=True, slots=True)
class TippingChart:
    """Lines below one another, each on a scale of its own."""

    lines: tuple[TippingLine, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A box of an organisation chart. `new` is the seat advised."""

    title: str
    note: str = ""
    new: bool = False
    reports: "tuple[Post, ...]" = ()


@dataclass(frozen=True, slots=True)
class OrganisationChart:
    """Who reports to whom today and after; each is a tree with the owner on top."""

    before: Post
    after: Post


@dataclass(frozen=True, slots=True)
class Moment:
    """A value at a time, named in words such as "today" or "in 2 years"."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """A level at which to look again, and what the advice would be there."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """A number over time, if it goes on as it did, and the levels at which to look again."""

    unit: str
    moments: tuple[Moment, ...]
    triggers: tuple[Trigger, ...]


Chart = ScoreChart | ShareChart | TippingChart | OrganisationChart | TimelineChart


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a caption that states the finding, the numbers as text, and the numbers as a table.

    `id` is unique in a report: letters, digits and dashes.
    """

    id: str
    caption: str
    alternative: str
    chart: Chart
    table: Table


Block = Paragraph | Bullets | Table | KeyFacts | Callout | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. The heading states what was found where it can.

    Level 2 is a chapter, 3 a part of one. The first chapter of "body" follows the summary, which
    stands alone on the first page. On paper nothing else begins a page of its own.
    """

    heading: str
    blocks: tuple[Block, ...] = field(default=())
    level: Literal[2, 3] = 2
    part: Part = "body"


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose name the report carries. Empty fields leave the place out.

    Page, PDF and Word show a brand alike. On top stands the logo, at the left, or the firm's name where
    there is no logo. The line below the title ends with who prepared the report, author and firm, and a
    rule in the colour closes it. The colour is that of chapter headings, key figures, titles of findings,
    numbers and marks of lists, and the first series; the title and lesser headings are in ink. `footer`
    stands at the foot of every page and nothing else does but the page's number. A draft is marked at the
    top right. A firm's own Word file keeps its letterhead and its colours instead.

    `colour` is "#RRGGBB"; `logo` is a PNG or JPEG as bytes; `language` a tag such as "en" or "de-CH", by
    which dates and amounts are written; `paper` the page size.
    """

    firm: str = ""
    logo: bytes = b""
    colour: str = "#1F4E79"
    footer: str = ""
    language: str = "en"
    paper: Literal["a4", "letter"] = "a4"

    @property
    def logo_in_words(self) -> str:
        """Say what the logo shows."""
        return f"Logo of {self.firm}" if self.firm else "Logo"


SIGNED = "Prepared by"


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: its title block and its sections in reading order.

    `date` is written out for people, and `day` is the same as YYYY-MM-DD or empty; no renderer reads
    the clock. `draft` marks every page.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    client: str = ""
    author: str = ""
    date: str = ""
    day: str = ""
    draft: bool = False
    brand: Brand = field(default_factory=Brand)

    @property
    def signers(self) -> tuple[str, ...]:
        """Return who prepared the report: the author and the firm, as far as they are named."""
        return tuple(dict.fromkeys(name for name in (self.author, self.brand.firm) if name))

    @property
    def line(self) -> str:
        """Say when the report was made and who prepared it; empty where neither is known."""
        signed = f"{SIGNED} {', '.join(self.signers)}" if self.signers else ""
        return " · ".join(part for part in (self.date, signed) if part)
