"""A report laid out in a Word file, block by block, in reading order."""

from collections.abc import Iterator

from advisor.report.blocks import (
    Block,
    Brand,
    Bullets,
    Callout,
    Figure,
    KeyFacts,
    OrganisationChart,
    Paragraph,
    Post,
    Report,
    ScoreChart,
    Section,
    Table,
    TippingChart,
    Tone,
)
from advisor.report.word import charts, organisation, tipping
from advisor.report.word.look import EMU_PER_POINT, EMU_PER_TWIP
from advisor.report.word.markup import Markup, element
from advisor.report.word.package import Package
from advisor.report.word.shapes import Box, Drawing, Styles, group, inline
from advisor.report.word.tables import callout_table, data_table, fact_table, side_by_side
from advisor.report.word.text import (
    bookmarked,
    field,
    field_mark,
    instruction,
    link,
    paragraph,
    runs,
    runs_right_to_left,
)

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
TITLES: dict[Tone, str] = {
    "finding": "report callout title",
    "caution": "report caution title",
    "note": "report note title",
}
HEADINGS = {2: "heading 1", 3: "heading 2"}
FROM_CHAPTERS = 4
"""Chapters past the first page from which on a list of contents helps."""


class Layout:
    """Lays a report out in a package; `letterhead` leaves the firm's name and logo to the firm's own file."""

    def __init__(self, report: Report, package: Package, *, letterhead: bool) -> None:
        self.report = report
        self.package = package
        self.letterhead = letterhead
        self._counted = {"Figure": 0, "Table": 0}

    def write(self) -> None:
        """Put the whole report before the properties of the last section."""
        end = self.package.section
        for one in self._everything():
            end.addprevious(one)

    def _everything(self) -> Iterator[Markup]:
        yield from self._title()
        sections = self.report.sections
        marks = {place: f"_Toc{place + 1:08d}" for place in range(len(sections))}
        contents = [place for place, one in enumerate(sections) if one.part != "summary" and one.level == 2]
        before = sections[0].part if sections else "summary"
        for place, section in enumerate(sections):
            opens = before == "summary" != section.part
            if opens and len(contents) >= FROM_CHAPTERS:
                yield from self._contents([(sections[one].heading, marks[one]) for one in contents])
                opens = False
            yield self._heading(section, marks[place], new_page=opens)
            yield from self._blocks(section.blocks)
            before = section.part

    def _title(self) -> Iterator[Markup]:
        report, brand = self.report, self.report.brand
        if self.letterhead and (brand.firm or brand.logo):
            content = [self._logo(brand)] if brand.logo else runs(brand.firm)
            yield self._plain("report firm", content)
        yield self._text("title", _flat(report.title))
        if report.subtitle:
            yield self._text("subtitle", report.subtitle)
        yield self._text("report line", report.line)

    def _logo(self, brand: Brand) -> Markup:
        number, width, height = self.package.picture(brand.logo)
        made = self.package.next_id()
        extent = {"cx": width, "cy": height}
        frame = element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", extent))
        picture = element(
            "pic:pic",
            None,
            element(
                "pic:nvPicPr",
                None,
                element("pic:cNvPr", {"id": made, "name": "Logo"}),
                element("pic:cNvPicPr"),
            ),
            element(
                "pic:blipFill",
                None,
                element("a:blip", {"r:embed": number}),
                element("a:stretch", None, element("a:fillRect")),
            ),
            element("pic:spPr", None, frame, element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))),
        )
        data_ = element("a:graphicData", {"uri": PICTURE}, picture)
        placed = inline(extent, made, "Logo", brand.logo_in_words, data_)
        return element("w:r", None, element("w:drawing", None, placed))

    def _contents(self, chapters: list[tuple[str, str]]) -> Iterator[Markup]:
        """The list of what follows, filled in, so that no program has to ask before showing it."""
        yield paragraph(self.package.style("report contents"), *runs("Contents"), new_page=True)
        for place, (heading, mark) in enumerate(chapters, start=1):
            content = [link(mark, runs(_flat(heading)))]
            if place == 1:
                begin = [field_mark("begin"), instruction(r'TOC \o "1-1" \h \z \u'), field_mark("separate")]
                content = [*begin, *content]
            if place == len(chapters):
                content.append(field_mark("end"))
            yield paragraph(self.package.style("toc 1"), *content)

    def _heading(self, section: Section, mark: str, *, new_page: bool) -> Markup:
        text = _flat(section.heading)
        content = bookmarked(mark, self.package.next_id(), runs(text))
        return paragraph(self.package.style(HEADINGS[section.level]), *content, keep=True, new_page=new_page)

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Markup]:
        for place, block in enumerate(blocks):
            follows = blocks[place + 1] if place + 1 < len(blocks) else None
            title = isinstance(block, Paragraph) and block.strong
            leads = follows is not None and (title or not isinstance(follows, Paragraph))
            yield from self._block(block, leads=leads)

    def _block(self, block: Block, *, leads: bool) -> Iterator[Markup]:
        match block:
            case Paragraph(text, strong, small):
                style = "report lead" if strong else "report small" if small else "normal"
                yield self._running(style, text, keep=leads and not small)
            case Bullets():
                yield from self._bullets(block)
            case Table():
                if block.caption:
                    yield self._caption("Table", block.caption)
                yield data_table(block, self.package)
                yield self._gap()
            case KeyFacts():
                yield fact_table(block, self.package)
                yield self._gap()
            case Callout(title, inner, tone):
                content = [self._text(TITLES[tone], title)]
                for one in inner:
                    content += self._block(one, leads=False)
                yield callout_table(tone, content, self.package)
                yield self._gap()
            case Figure():
                yield from self._figure(block)

    def _bullets(self, block: Bullets) -> Iterator[Markup]:
        numbering = self.package.fresh_numbers() if block.numbered else self.package.bullets()
        style = "list number" if block.numbered else "list bullet"
        for text, below in block.items:
            yield self._running(style, text, keep=bool(below), numbering=numbering)
            if below:
                yield self._running("report basis", below)

    def _figure(self, figure: Figure) -> Iterator[Markup]:
        yield self._caption("Figure", figure.caption)
        match figure.chart:
            case OrganisationChart() as chart:
                drawing = organisation.draw(chart, self.package.look)
                if drawing:
                    yield self._plain("report figure", [self._shapes(figure, drawing)], keep=True)
                else:
                    yield side_by_side(self._lists(chart), self.package)
                    yield self._gap()
            case TippingChart() as chart:
                drawing = tipping.draw(chart, self.package.look)
                yield self._plain("report figure", [self._shapes(figure, drawing)], keep=True)
            case chart:
                if isinstance(chart, ScoreChart):
                    key = self._key(charts.key(chart, self.package.look), figure)
                    yield self._plain("report figure", [key], keep=True)
                yield self._plain("report figure", [self._native(figure, chart)], keep=True)
        yield from self._block(figure.table, leads=False)

    def _shapes(self, figure: Figure, drawing: Drawing) -> Markup:
        return self._group(drawing, f"Figure {figure.id}", _flat(figure.alternative))

    def _key(self, drawing: Drawing, figure: Figure) -> Markup:
        said = "; ".join(text for one in drawing.shapes if isinstance(one, Box) for text in one.lines)
        return self._group(drawing, f"Key to figure {figure.id}", _flat(f"Key: {said}"))

    def _group(self, drawing: Drawing, title: str, alternative: str) -> Markup:
        styles = Styles(*(self.package.style(f"report {one}") for one in ("shape", "on fill", "strong")))
        return group(drawing, self.package.next_id(), title, alternative, styles)

    def _native(self, figure: Figure, chart: charts.Native) -> Markup:
        drawn = charts.draw(chart, self.package.look)
        reference = self.package.chart(drawn.space, drawn.workbook)
        extent = {"cx": self.package.look.width * EMU_PER_TWIP, "cy": drawn.height * EMU_PER_POINT}
        data = element("a:graphicData", {"uri": CHART}, element("c:chart", {"r:id": reference}))
        number = self.package.next_id()
        placed = inline(extent, number, f"Figure {figure.id}", _flat(figure.alternative), data)
        return element("w:r", None, element("w:drawing", None, placed))

    def _lists(self, chart: OrganisationChart) -> list[list[Markup]]:
        return [
            [self._text("report callout title", word), *self._posts(tree, 0)]
            for word, tree in (("Today", chart.before), ("After", chart.after))
        ]

    def _posts(self, post: Post, level: int) -> Iterator[Markup]:
        said = f"{post.title} ({post.note})" if post.note else post.title
        strong = self.package.style("report strong") if post.new else ""
        line = paragraph(self.package.style("report cell"), *runs(said, strong))
        line[0].append(element("w:ind", {"left": 240 * level}))
        yield line
        for below in post.reports:
            yield from self._posts(below, level + 1)

    def _caption(self, kind: str, text: str) -> Markup:
        self._counted[kind] += 1
        number = field(rf"SEQ {kind} \* ARABIC", str(self._counted[kind]))
        return self._plain("caption", [*runs(f"{kind} "), number, *runs(f". {_flat(text)}")], keep=True)

    def _gap(self) -> Markup:
        """A table needs a paragraph after it, or it grows together with the next one."""
        return paragraph(self.package.style("report gap"))

    def _text(self, style: str, text: str, *, keep: bool = False) -> Markup:
        return paragraph(self.package.style(style), *runs(text), keep=keep)

    def _running(self, style: str, text: str, *, keep: bool = False, numbering: int | None = None) -> Markup:
        """Text of which a line may run from right to left, which then begins at the right."""
        return paragraph(
            self.package.style(style),
            *runs(text),
            keep=keep,
            numbering=numbering,
            right_to_left=runs_right_to_left(text),
        )

    def _plain(self, style: str, content: list[Markup], *, keep: bool = False) -> Markup:
        return paragraph(self.package.style(style), *content, keep=keep)


def _flat(text: str) -> str:
    return " ".join(text.split())
