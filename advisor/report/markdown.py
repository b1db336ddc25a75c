"""A report as CommonMark. Whatever text the data holds comes out as that text and nothing else."""

import re

from advisor.report.blocks import Block, Bullets, Callout, Figure, KeyFacts, Paragraph, Report, Section, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&@^=])")
_LEADING = re.compile(r"^(\d*)([-+.)])")
_LINK = re.compile(r"(?i)(https?|ftp|mailto|www)([:.])")


def draw(report: Report) -> str:
    """Return the whole report, ending in one line break."""
    parts = [f"# {escape(report.title)}"]
    lines = (report.subtitle, report.line, "Draft" if report.draft else "")
    if any(lines):
        parts.append(" · ".join(escape(line) for line in lines if line))
    for section in report.sections:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text that CommonMark shows as it is: no markup, no HTML, no links, no line breaks."""
    flat = " ".join(text.split())
    flat = _SPECIAL.sub(r"\\\1", flat)
    flat = _LINK.sub(lambda found: f"{found[1]}\\{found[2]}", flat)
    return _LEADING.sub(r"\1\\\2", flat)


def _lines(text: str, indent: int = 0) -> str:
    """Return text with its own line breaks kept, further lines indented as what they belong to."""
    lines = [escape(line) for line in text.splitlines() if line.strip()]
    return f"  \n{' ' * indent}".join(lines)


def _section(section: Section) -> list[str]:
    return [f"{'#' * section.level} {escape(section.heading)}", *(_block(block) for block in section.blocks)]


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, strong):
            return f"**{escape(text)}**" if strong else _lines(text)
        case Bullets(items, numbered):
            return "\n".join(_item(place, item, numbered) for place, item in enumerate(items, start=1))
        case Table():
            return _table(block)
        case KeyFacts(items):
            return "\n".join(
                f"- {escape(one.label)}: **{escape(one.value)}**"
                + (f" ({escape(one.note)})" if one.note else "")
                for one in items
            )
        case Callout(title, blocks):
            inner = "\n\n".join([f"**{escape(title)}**", *(_block(one) for one in blocks)])
            return "\n".join(f"> {line}".rstrip() for line in inner.splitlines())
        case Figure():
            return "\n\n".join(
                [f"**{escape(block.caption)}**", _table(block.table), f"*{escape(block.alternative)}*"]
            )


def _item(place: int, item: tuple[str, str], numbered: bool) -> str:
    mark = f"{place}." if numbered else "-"
    text, below = item
    small = f"  \n{' ' * (len(mark) + 1)}*{escape(below)}*" if below else ""
    return f"{mark} {_lines(text, len(mark) + 1)}{small}"


def _table(table: Table) -> str:
    rules = "".join(" ---: |" if place in table.numeric else " --- |" for place in range(len(table.head)))
    caption = f"**{escape(table.caption)}**\n\n" if table.caption else ""
    return caption + "\n".join([_row(table.head), "|" + rules, *(_row(row) for row in table.rows)])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
