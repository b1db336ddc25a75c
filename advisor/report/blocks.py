"""What a report is made of, before any format: sections of paragraphs, lists, tables and bars."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `strong` text is what a hurried reader must not miss."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. Each item may carry a smaller line below it (what it rests on)."""

    items: tuple[tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One value on a scale from 0 to `of`, with the least and most still possible."""

    label: str
    value: int
    low: int
    high: int
    of: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Values beside one another, under a title."""

    title: str
    bars: tuple[Bar, ...]


Block = Paragraph | Bullets | Table | Bars


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. The heading states what was found where it can."""

    heading: str
    blocks: tuple[Block, ...] = field(default=())
    level: int = 2


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: its title, the line below it, and its sections in reading order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
