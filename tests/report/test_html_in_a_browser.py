import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.report import colours, html
from advisor.report.blocks import Brand, Section, Table
from advisor.report.charts import SMALL, WIDE, svg
from advisor.report.manual import compose_manual
from advisor.rulebook import Rulebook
from tests.report.browser import Browser, browser
from tests.report.cases import REPORTS
from tests.report.drawings import EDGES
from tests.report.samples import SECTIONS, everything

pytestmark = pytest.mark.system

VIEWS = list(itertools.product((320, 1100), (False, True)))
WIDEST = "document.documentElement.scrollWidth"
FAINT = """(() => {
    const light = colour => { const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => {
        const share = part / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4 });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] };
    const paper = light(getComputedStyle(document.body).backgroundColor);
    const stands = ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) >= 4.5;
    const bare = text => !text.closest('svg').querySelector('rect') || !text.closest('figure').id.includes('organisation');
    return [...document.querySelectorAll('svg text')].filter(text => bare(text) && text.getClientRects().length)
        .filter(text => !stands(light(getComputedStyle(text).fill))).map(text => text.textContent) })()"""
"""The words of charts that hardly stand out from the page, but for those on boxes of their own."""

PLANTED = {
    "a picture nobody describes": ('<img src="data:,">', "image-alt"),
    "text too pale to read": ('<p style="color: #BBBBBB; background: #FFFFFF">pale</p>', "color-contrast"),
    "a link that says nothing": ('<a href="#x"></a>', "link-name"),
    "a field nobody names": ("<input>", "label"),
    "two regions of one name": ('<div role="region" aria-label="x">a</div>' * 2, "landmark-unique"),
}


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_asks_for_nothing_and_everybody_can_use_it(
    rulebook: Rulebook, window: Browser, page: Path, name: str
) -> None:
    page.write_text(html.draw(REPORTS[name](rulebook)), "utf-8")

    for width, dark in VIEWS:
        seen = window.show(page, width=width, dark=dark)

        assert seen.requests == [page.as_uri()]
        assert seen.complaints == []
        assert window.violations() == []
        assert window.run(WIDEST) == width


@pytest.mark.parametrize("dark", [False, True])
def test_a_report_can_be_read_in_colours_a_person_has_chosen_for_every_page(
    window: Browser, page: Path, dark: bool
) -> None:
    page.write_text(html.draw(everything(brand=Brand(colour="#FFE000"))), "utf-8")
    window.show(page, dark=dark, forced=True)
    paper = "getComputedStyle(document.body).backgroundColor"

    assert window.run("matchMedia('(forced-colors: active)').matches")
    assert window.run(paper) == ("rgb(0, 0, 0)" if dark else "rgb(255, 255, 255)")
    assert window.violations() == []
    assert window.run(FAINT) == []
    pale = "#444" if dark else "#bbb"
    window.run(f"document.querySelectorAll('svg text').forEach(text => {{ text.style.fill = '{pale}' }})")
    assert len(window.run(FAINT)) > 20


def test_a_branded_page_and_the_manual_are_held_to_the_same(
    rulebook: Rulebook, window: Browser, page: Path
) -> None:
    brand = Brand("Quay & Sons", b"", "#FFE000", "Confidential")
    for report in (everything(brand=brand), compose_manual(rulebook, (("Proof", "done"),))):
        page.write_text(html.draw(report), "utf-8")
        for width, dark in VIEWS:
            seen = window.show(page, width=width, dark=dark)

            assert (seen.requests, seen.complaints) == ([page.as_uri()], [])
            assert window.violations() == []
            assert window.run(WIDEST) == width


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_would_ask_for_nothing_even_without_its_policy(
    rulebook: Rulebook, window: Browser, page: Path, name: str
) -> None:
    drawn = html.draw(REPORTS[name](rulebook))
    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", drawn), "utf-8")

    assert window.show(page).requests == [page.as_uri()]
    assert window.run("document.scripts.length") == 0


def test_a_request_is_seen_and_the_policy_would_stop_it(window: Browser, page: Path) -> None:
    image = page.with_name("image.png")
    drawn = html.draw(everything()).replace("</main>", f'<img alt="" src="{image.as_uri()}"></main>')
    page.write_text(drawn, "utf-8")
    stopped = window.show(page)
    assert any("Content Security Policy" in text for text in stopped.complaints)

    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", drawn), "utf-8")

    assert window.show(page).requests == [page.as_uri(), image.as_uri()]


def test_a_style_that_is_not_ours_is_not_applied(window: Browser, page: Path) -> None:
    drawn = html.draw(everything()).replace(
        "<main>", '<style>h1 { display: none }</style><main style="display: none">'
    )
    page.write_text(drawn, "utf-8")
    seen = window.show(page)

    assert len(seen.complaints) >= 2
    assert window.run("getComputedStyle(document.querySelector('main')).display") == "block"
    assert window.run("getComputedStyle(document.querySelector('h1')).display") == "block"


@pytest.mark.parametrize("fault", PLANTED)
@pytest.mark.parametrize(("width", "dark"), VIEWS)
def test_a_planted_fault_is_found(window: Browser, page: Path, fault: str, width: int, dark: bool) -> None:
    planted, rule = PLANTED[fault]
    drawn = html.draw(everything()).replace("</main>", f"{planted}</main>")
    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", drawn), "utf-8")
    window.show(page, width=width, dark=dark)

    assert any(found.startswith(rule) for found in window.violations())


def test_a_page_too_wide_for_a_telephone_is_found(window: Browser, page: Path) -> None:
    wide = '<pre style="width: 40rem">x</pre></main>'
    drawn = html.draw(everything()).replace("</main>", wide)
    page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", drawn), "utf-8")
    window.show(page, width=320)

    assert window.run(WIDEST) > 320


def test_dark_is_dark_and_light_is_light(window: Browser, page: Path) -> None:
    page.write_text(html.draw(everything()), "utf-8")
    ground = "getComputedStyle(document.body).backgroundColor"

    window.show(page, dark=True)
    assert window.run(ground) == "rgb(16, 21, 27)"
    window.show(page)
    assert window.run(ground) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [320, 1100])
def test_one_drawing_of_each_figure_is_shown_and_links_are_large_enough(
    window: Browser, page: Path, width: int
) -> None:
    page.write_text(html.draw(everything()), "utf-8")
    window.show(page, width=width)

    shown = window.run(
        "[...document.querySelectorAll('.chart')].filter(e => e.offsetHeight).map(e => e.className)"
    )
    assert set(shown) == {"chart small" if width == 320 else "chart wide"}
    assert len(shown) == 5
    assert window.run("Math.min(...[...document.querySelectorAll('a')].map(e => e.offsetHeight))") >= 24
    tall = window.run("[...document.querySelectorAll('.facts div')].map(e => [e.offsetTop, e.offsetHeight])")
    assert len({tuple(one) for one in tall if one[0] == tall[0][0]}) == 1


def test_a_telephone_shows_every_table_without_moving_it_sideways(
    rulebook: Rulebook, window: Browser, page: Path
) -> None:
    page.write_text(html.draw(REPORTS["full"](rulebook)), "utf-8")
    window.show(page, width=320)

    tables = "[...document.querySelectorAll('.scroll')]"
    assert window.run(f"{tables}.length") > 10
    assert window.run(f"{tables}.filter(e => e.scrollWidth > e.clientWidth).length") == 0
    narrow = (
        "[...document.querySelectorAll('caption, .broad td, .broad th')].filter(e => e.offsetWidth < 200)"
    )
    assert window.run(f"{narrow}.filter(e => e.closest('tbody') || e.matches('caption')).length") == 0


@pytest.mark.parametrize("room", [WIDE, SMALL])
def test_no_text_is_cut_or_laid_over_another_in_real_letters(
    window: Browser, page: Path, room: float
) -> None:
    """What `test_charts` reckons with widths on the safe side, the browser measures."""
    palette = colours.light("#1F4E79")
    drawings = "".join(svg(figure, palette, f"f{n}", width=room) for n, figure in enumerate(EDGES.values()))
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body style="font-family: sans-serif">{drawings}', "utf-8"
    )
    window.show(page)
    measure = """
        [...document.querySelectorAll('svg')].map(svg => {
          const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
          const whole = svg.viewBox.baseVal, bad = [];
          for (const [text, b] of boxes)
            if (b.x < -1 || b.x + b.width > whole.width + 1 || b.y < -3 || b.y + b.height > whole.height + 5) bad.push(text);
          boxes.forEach(([one, a], n) => boxes.slice(n + 1).forEach(([other, b]) => {
            const aside = a.x + a.width <= b.x + .5 || b.x + b.width <= a.x + .5;
            const below = a.y + a.height * .8 <= b.y + b.height * .2 || b.y + b.height * .8 <= a.y + a.height * .2;
            if (a.width && b.width && !aside && !below) bad.push(one + ' | ' + other);
          }));
          return bad;
        })"""

    found = window.run(measure)

    assert dict(zip(EDGES, found, strict=True)) == {name: [] for name in EDGES}


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_series_are_told_apart_without_colour(window: Browser, page: Path, kind: str) -> None:
    """The mean grey of each series' swatch, as drawn: neighbours differ by a fifth of all greys or more."""
    page.write_text("<!doctype html><p>x", "utf-8")
    window.show(page)
    palette = getattr(colours, kind)("#1F4E79")
    drawing = json.dumps(svg(EDGES["two roles"], palette, "p"))
    measure = f"""new Promise(done => {{
        const picture = new Image();
        picture.onload = () => {{
          const paper = document.createElement('canvas'), pen = paper.getContext('2d');
          paper.width = picture.width; paper.height = picture.height; pen.drawImage(picture, 0, 0);
          const swatches = [...new DOMParser().parseFromString({drawing}, 'image/svg+xml').querySelectorAll('rect')]
            .filter(one => one.getAttribute('height') === '13')
            .map(one => [Number(one.getAttribute('x')), Number(one.getAttribute('y'))]);
          done(swatches.map(([x, y]) => {{
            const dots = pen.getImageData(x + 1, y + 1, 11, 11).data;
            let sum = 0;
            for (let n = 0; n < dots.length; n += 4) sum += .3 * dots[n] + .59 * dots[n + 1] + .11 * dots[n + 2];
            return sum / (dots.length / 4) / 255;
          }}));
        }};
        picture.src = 'data:image/svg+xml,' + encodeURIComponent({drawing});
    }})"""

    solid, hatched = window.run(measure)

    assert abs(solid - hatched) > 0.2


def test_letters_laid_over_others_would_be_found(window: Browser, page: Path) -> None:
    page.write_text(
        '<svg viewBox="0 0 90 20"><text x="0" y="12">One</text><text x="5" y="12">Two</text></svg>', "utf-8"
    )
    window.show(page)
    boxes = json.loads(
        window.run("JSON.stringify([...document.querySelectorAll('text')].map(t => t.getBBox().width))")
    )

    assert all(width > 5 for width in boxes)


def printed(window: Browser, page: Path) -> list[str]:
    """Return the text of each page as it prints."""
    window.show(page, dark=True)
    paper = page.with_suffix(".pdf")
    paper.write_bytes(window.pdf())
    found = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True
    )
    return found.stdout.split("\f")[:-1]


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in {"full", "hostile"}])
def test_a_standard_report_prints_on_few_pages_each_with_its_number(
    rulebook: Rulebook, window: Browser, page: Path, name: str
) -> None:
    page.write_text(html.draw(REPORTS[name](rulebook)), "utf-8")

    pages = printed(window, page)

    assert len(pages) <= (1 if name == "one page" else 9)
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text


def test_print_carries_footer_draft_mark_and_heads_of_tables_on_every_page(
    window: Browser, page: Path
) -> None:
    rows = tuple((f"Question {number}", "yes") for number in range(100))
    answers = Section("All answers", (Table(("Question", "Answer"), rows),), part="appendix")
    page.write_text(html.draw(everything(draft=True, sections=(*SECTIONS, answers))), "utf-8")

    pages = printed(window, page)

    for number, text in enumerate(pages):
        assert "Confidential, prepared for the client named on top" in text
        assert "DRAFT" in text
        assert ("Harbour Bakery" in text.strip().split("\n")[0]) == (number > 0)
    rows_on = [text for text in pages if re.search(r"Question \d+ +yes", text)]
    assert len(rows_on) >= 2
    assert all(re.search(r"Question +Answer", text) for text in rows_on)
    assert "The first days" not in pages[0] and "Appoint a Director" in pages[0]


def test_no_heading_stands_alone_at_the_foot_of_a_printed_page(
    rulebook: Rulebook, window: Browser, page: Path
) -> None:
    for name in ("every block and chart", "both", "not yet", "full"):
        report = REPORTS[name](rulebook)
        headings = {" ".join(section.heading.split()) for section in report.sections}
        page.write_text(html.draw(report), "utf-8")
        for text in printed(window, page):
            lines = [" ".join(line.split()) for line in text.strip().split("\n") if line.strip()]
            assert lines[-2] not in headings, (name, lines[-2])
