import base64
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from advisor.case import Case
from advisor.engine import assess
from advisor.loading import load_rulebook
from advisor.loading.places import rules_folder
from advisor.report import compose, html
from advisor.report.blocks import Brand, Bullets, Callout, Figure, KeyFacts, Paragraph, Report, Section, Table
from advisor.report.manual import compose_manual
from advisor.rulebook import Rulebook
from tests.report.cases import HOSTILE, NAMES, REPORTS, hostile, real
from tests.report.samples import TIMELINE, everything
from tests.tinybook import widen

PAGE = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "div", "h1", "h2",
    "h3", "p", "ul", "ol", "li", "span", "bdi", "time", "a", "table", "caption", "colgroup", "col", "thead", "tbody", "tr",
    "th", "td", "dl", "dt", "dd", "figure", "figcaption", "img",
}  # fmt: skip
DRAWING = {"svg", "defs", "pattern", "rect", "path", "circle", "text"}
PROPERTIES = {
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "role", "aria-label", "aria-labelledby",
    "tabindex", "data-head", "scope", "datetime", "src", "alt", "xmlns", "viewbox", "width", "height", "patternunits", "x", "y", "cx",
    "cy", "r", "rx", "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order",
    "font-size", "font-weight", "text-anchor",
}  # fmt: skip
EMPTY = {"meta", "col", "img"}


class Page(HTMLParser):
    """A page as a parser we did not write reads it: its elements, its text, and whether all is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.style = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.said.append(data)

    def text(self) -> str:
        return " ".join("".join(self.said).split())

    def all(self, attribute: str) -> list[str]:
        return [found[attribute] for _, found in self.elements if attribute in found]


def texts(report: Report) -> Iterator[str]:
    """Yield every text of a report but those of its drawings."""
    yield report.title
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            yield from _texts(block)


def _texts(block: object) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Bullets():
            yield from (text for item in block.items for text in item)
        case Table():
            yield from (block.caption, *block.head, *(cell for row in block.rows for cell in row))
        case KeyFacts():
            yield from (text for item in block.items for text in (item.label, item.value, item.note))
        case Callout():
            yield block.title
            for one in block.blocks:
                yield from _texts(one)
        case Figure():
            yield block.caption
            yield from _texts(block.table)


def logo() -> bytes:
    """A red PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


every_report = pytest.mark.parametrize("name", REPORTS)


@every_report
def test_every_text_of_a_report_stands_on_the_page_in_its_order(rulebook: Rulebook, name: str) -> None:
    report = REPORTS[name](rulebook)
    page = Page(html.draw(report))
    said, place = page.text(), 0

    for text in texts(report):
        wanted = " ".join(text.split())
        assert wanted in said[place:], wanted
        place = (
            said.index(wanted, place) if wanted in (section.heading for section in report.sections) else place
        )


@every_report
def test_a_page_holds_only_what_we_put_there(rulebook: Rulebook, name: str) -> None:
    page = Page(html.draw(REPORTS[name](rulebook)))

    assert not page.open
    assert {tag for tag, _ in page.elements} <= PAGE | DRAWING
    assert {attribute for _, found in page.elements for attribute in found} <= PROPERTIES
    assert all(link.startswith("#") for link in page.all("href"))
    assert all(source.startswith("data:image/") for source in page.all("src"))


@every_report
def test_the_policy_allows_this_style_sheet_and_nothing_else(rulebook: Rulebook, name: str) -> None:
    page = Page(html.draw(REPORTS[name](rulebook)))
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    policy = next(found["content"] for _, found in page.elements if "http-equiv" in found)

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression|//", page.style)


@every_report
def test_ids_differ_links_are_met_and_regions_are_told_apart(rulebook: Rulebook, name: str) -> None:
    page = Page(html.draw(REPORTS[name](rulebook)))
    ids = Counter(page.all("id"))
    regions = Counter(found["aria-label"] for _, found in page.elements if found.get("role") == "region")

    assert set(ids.values()) <= {1}
    assert set(regions.values()) <= {1}
    assert {link[1:] for link in page.all("href")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", " ".join(page.all("fill")))) <= set(ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_place_comes_out_as_text(rulebook: Rulebook, text: str) -> None:
    drawn = html.draw(hostile(rulebook, text))
    page = Page(drawn)

    assert {tag for tag, _ in page.elements} <= PAGE | DRAWING
    assert {attribute for _, found in page.elements for attribute in found} <= PROPERTIES
    assert all(link.startswith("#") for link in page.all("href"))
    assert not page.all("src")
    assert page.text().count(" ".join(text.split())) >= 5
    assert text.split(maxsplit=1)[0] in page.text()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_the_blocks_and_drawings_comes_out_as_text(text: str) -> None:
    blocks = (
        Paragraph(text), Bullets(((text, text),)), Callout(text, (Paragraph(text),)),
        Table((text, text), ((text, text),), caption=text), Figure("f", text, text, TIMELINE.chart, TIMELINE.table),
    )  # fmt: skip
    page = Page(
        html.draw(Report(text, text, (Section(text, blocks),), client=text, brand=Brand(footer=text)))
    )

    assert {tag for tag, _ in page.elements} <= PAGE | DRAWING
    assert {attribute for _, found in page.elements for attribute in found} <= PROPERTIES
    assert page.text().count(" ".join(text.split())) >= 12
    assert "<" not in page.style and "url(" not in page.style and "}body" not in page.style.replace(" ", "")


def test_a_name_read_from_the_right_is_kept_from_moving_its_neighbours(rulebook: Rulebook) -> None:
    name = NAMES["Arabic"]
    drawn = html.draw(real(rulebook, "coo-pop-promos", name=name))

    assert f"<h1><bdi>{name}</bdi>: who should run operations</h1>" in drawn
    assert (
        drawn.count(name) > drawn.count(f"<bdi>{name}</bdi>") > 0
    )  # the title of the window cannot hold markup


def test_a_brand_gives_its_logo_colour_footer_and_paper() -> None:
    brand = Brand("Quay & Sons", logo(), "#C4841D", "Not for <everyone>", paper="letter")
    page = Page(html.draw(everything(brand=brand)))

    [image] = [found for tag, found in page.elements if tag == "img"]
    assert image["alt"] == "Logo of Quay & Sons"
    assert base64.b64decode(image["src"].removeprefix("data:image/png;base64,")) == logo()
    assert any("img-src data:;" in content for content in page.all("content"))
    assert "--accent: #C4841D;" in page.style
    assert "--emphasis: #C4841D;" not in page.style
    assert "size: letter" in page.style
    assert page.text().endswith("Not for <everyone>")
    assert '@bottom-left { content: "Not for \\3c everyone\\3e "' in page.style


def test_a_jpeg_is_named_as_one() -> None:
    drawn = html.draw(everything(brand=Brand(logo=b"\xff\xd8\xff\xe0rest")))

    assert 'src="data:image/jpeg;base64,' in drawn and 'alt="Logo"' in drawn


@pytest.mark.parametrize("colour", ["red", "#12", "#123456;} body { display: none", "url(x)"])
def test_a_colour_that_is_none_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        html.draw(everything(brand=Brand(colour=colour)))


def test_a_draft_says_so_on_top_and_on_every_printed_page() -> None:
    draft, final = html.draw(everything(draft=True)), html.draw(everything())

    assert '<p class="draft">Draft</p>' in draft and '@top-right { content: "Draft"' in draft
    assert "Draft" not in final and "(draft)" in draft.split("</title>")[0]


def test_the_contents_list_chapters_after_the_first_page() -> None:
    page = Page(html.draw(everything()))
    links = [found["href"] for tag, found in page.elements if tag == "a"]

    assert len(links) == 6
    assert "Contents" in page.text()


def test_a_short_report_needs_no_contents(rulebook: Rulebook) -> None:
    assert "<nav" not in html.draw(Report("T", "", (Section("One", (Paragraph("x"),)),)))


def test_a_third_role_and_a_fifth_dimension_stand_on_the_page(tmp_path: Path) -> None:
    root = shutil.copytree(rules_folder(), tmp_path / "rules")
    widen(root)
    wider = load_rulebook(root)
    report = compose(assess(wider, Case("Wide", {"waiting": "all", "headcount": 60})), wider, "full")
    page = Page(html.draw(report))

    for text in texts(report):
        assert " ".join(text.split()) in page.text()
    assert "Chief of Staff: " in page.text() and page.text().count("Culture") > 3
    assert {"scores-wide-hatch", "scores-wide-dots", "scores-small-dots"} <= set(page.all("id"))


def test_the_manual_of_the_rulebook_is_such_a_page(rulebook: Rulebook) -> None:
    manual = compose_manual(rulebook, (("Proof", "done"),))
    page = Page(html.draw(manual))

    assert {tag for tag, _ in page.elements} <= PAGE
    assert set(Counter(page.all("id")).values()) == {1}
    for text in texts(manual):
        assert " ".join(text.split()) in page.text()


def test_the_page_is_the_same_in_every_process_and_place() -> None:
    code = (
        "import sys; from advisor.report import html; from tests.report.samples import everything;"
        "sys.stdout.buffer.write(html.draw(everything(draft=True)).encode())"
    )
    wanted = html.draw(everything(draft=True)).encode()

    for seed, zone, language in (("1", "Asia/Tokyo", "C"), ("2", "America/New_York", "de_DE.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        assert found.stdout == wanted
