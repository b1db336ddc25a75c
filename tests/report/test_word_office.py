"""Word files opened by an office program that we did not write: what it reads, and how the pages fall."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.engine import assess
from advisor.report import compose, word
from advisor.report.blocks import (
    Brand,
    Bullets,
    Figure,
    Moment,
    Paragraph,
    Report,
    Section,
    Share,
    ShareChart,
    Table,
    TimelineChart,
)
from advisor.report.word.fitting import FITS, fit_for
from advisor.report.word.look import MARGIN, PAGES, look
from advisor.rulebook import Rulebook
from tests.companies import companies
from tests.population import stratified
from tests.report.cases import ADVICE, real
from tests.report.samples import SHARES, TIMELINE, everything, scores
from tests.report.test_word import HOSTILE, NAMES, PNG, expected, flat, parts, with_text
from tests.report.test_word_template import firms

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

LONGEST = "The Harbour and Riverside Family Bakery, Catering and Event Company of the Greater North Quay Metropolitan Area, LLC"[
    :120
]
Office = Callable[[dict[str, bytes], str], dict[str, Path]]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Converts files, all in one start of the program, with settings of its own."""
    profile = tmp_path_factory.mktemp("office")

    def convert(files: dict[str, bytes], kind: str) -> dict[str, Path]:
        place = tmp_path_factory.mktemp("converted")
        for name, data in files.items():
            (place / f"{name}.docx").write_bytes(data)
        sources = [str(place / f"{name}.docx") for name in files]
        settings = f"-env:UserInstallation={profile.as_uri()}"
        command = ["soffice", settings, "--headless", "--convert-to", kind, "--outdir", str(place), *sources]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        ending = kind.partition(":")[0]
        found = {name: place / f"{name}.{ending}" for name in files}
        assert all(path.exists() for path in found.values()), done.stdout + done.stderr
        return found

    return convert


def pages(path: Path) -> list[list[str]]:
    """The lines of each page as they stand below one another, without blanks at their ends."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    whole = done.stdout.decode("utf-8").split("\f")[:-1]
    return [[flat(line) for line in page.split("\n") if line.strip()] for page in whole]


def every_report(rulebook: Rulebook) -> dict[str, Report]:
    found = {"everything": everything(draft=True)}
    for name in ADVICE:
        found |= {
            f"{name}-{length}".replace(" ", "-"): real(rulebook, ADVICE[name], length)
            for length in ("standard", "full")
        }
    return found


def test_an_office_program_reads_every_text_in_order(rulebook: Rulebook, office: Office) -> None:
    reports = every_report(rulebook)
    reports |= {
        f"hostile-{place}": with_text(text)
        for place, text in enumerate(HOSTILE)
        if len(text) < 999 and text.isprintable()
    }
    reports |= {f"name-{name}": with_text(text.strip()) for name, text in NAMES.items()}

    texts = office({name: word.draw(report) for name, report in reports.items()}, "txt:Text (encoded):UTF8")

    for name, report in reports.items():
        read = flat(texts[name].read_text("utf-8-sig"))
        place = 0
        for text in expected(report):
            found = read.find(flat(text), place)
            assert found >= 0, (name, text, read[place : place + 200])
            place = found + len(flat(text))


def test_an_office_program_shows_charts_as_the_page_does(office: Office) -> None:
    moments = tuple(Moment(f"in {place} years", value) for place, value in enumerate((1250, 14_750)))
    growing = replace(TIMELINE, chart=TimelineChart("people", moments, ()))
    shares = tuple(Share(f"advice {n}", count, given=not n) for n, count in enumerate((99_700, 300)))
    held = replace(SHARES, chart=ShareChart(shares, of=100_000, unit="ways"))
    figures = (scores("Director", "COO"), held, growing)
    report = everything(sections=(Section("Charts", figures),))
    report = replace(report, brand=replace(report.brand, language="de-CH"))
    drawn = pages(office({"charts": word.draw(report)}, "pdf")["charts"])
    lines = [line for page in drawn for line in page]

    assert any(re.match("Director: 72 of 100 +COO: 44 of 100 +still possible", line) for line in lines), lines
    said = " ".join(lines)
    assert {"over 99 percent", "under 1 percent"} <= set(re.findall(r"(?:over|under) \d+ percent", said))
    assert {"1’250", "14’750"} <= set(re.findall(r"\d+’\d+", said))


def longest(rulebook: Rulebook) -> dict[str, Report]:
    """The one-page reports that need the most room, of many companies, all with the longest names."""
    brand = Brand(firm=LONGEST, logo=PNG, footer=LONGEST)
    cases = [one.case for one in companies(rulebook)] + [case for _, case in stratified(40)]
    reports = []
    for case in cases:
        named = replace(case, name=LONGEST, respondent=LONGEST, date="2026-11-25")
        reports.append(compose(assess(rulebook, named), rulebook, "one-page", brand=brand, author=LONGEST))
    own = look("#1F4E79", PAGES["a4"][0] - 2 * MARGIN, "en-GB", "en")
    reports.sort(key=lambda report: -FITS.index(fit_for(report, own)))
    return {f"longest-{place}": report for place, report in enumerate(reports[:8])}


def test_one_page_is_one_page(rulebook: Rulebook, office: Office) -> None:
    reports = longest(rulebook)
    reports |= {name: real(rulebook, ADVICE[name], "one-page") for name in ADVICE}
    reports |= {
        f"{name}-letter": replace(report, brand=replace(report.brand, paper="letter"))
        for name, report in reports.items()
    }

    drawn = office({name: word.draw(report) for name, report in reports.items()}, "pdf")

    assert {name: len(pages(path)) for name, path in drawn.items()} == dict.fromkeys(reports, 1)


def test_the_first_page_holds_the_summary_and_nothing_else(rulebook: Rulebook, office: Office) -> None:
    reports = {name: real(rulebook, ADVICE[name]) for name in ADVICE}

    drawn = office({name: word.draw(report) for name, report in reports.items()}, "pdf")

    for name, report in reports.items():
        first, second, *_ = pages(drawn[name])
        chapters = [flat(one.heading) for one in report.sections if one.level == 2 and one.part == "body"]
        assert not set(chapters) & set(first), name
        assert {"Contents", chapters[0]} & set(second), name


def stranded(report: Report, found: list[list[str]]) -> list[str]:
    """Headings, captions and heads of tables that are the last line of a page, or stand there with a lead only."""
    chapters = {flat(one.heading) for one in report.sections}
    leading = set(chapters)
    for section in report.sections:
        for block in section.blocks:
            table = block.table if isinstance(block, Figure) else block
            if isinstance(table, Table):
                leading.add(flat(" ".join(table.head)))
    asides = {
        flat(below)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Bullets)
        for _, below in block.items
    }
    leading -= asides  # the small line below a step may be worded as a heading is
    ends = []
    for page in found:
        text = [line for line in page if not re.search(r"Page \d+ of \d+$|^Registered in Sampleland$", line)]
        last = text[-1] if text else ""
        listed = "Contents" in text and text.count(last) == 1 and last in chapters
        if re.match(r"(Figure|Table) \d+\. ", last) or (last in leading and not listed):
            ends.append(last)
    return ends


def test_no_heading_caption_or_head_of_a_table_stands_alone_at_the_foot_of_a_page(
    rulebook: Rulebook, office: Office
) -> None:
    reports = every_report(rulebook)
    files = {name: word.draw(report) for name, report in reports.items()}
    files |= {
        f"{name}-firm": word.draw(report, firms())
        for name, report in reports.items()
        if name.endswith("standard")
    }

    drawn = office(files, "pdf")

    for name, path in drawn.items():
        assert stranded(reports[name.removesuffix("-firm")], pages(path)) == [], name


def test_what_holds_headings_with_their_text_is_what_the_file_says(office: Office) -> None:
    """The same pages without "keep with next" do strand a heading, so the test above is not blind."""
    table = Table(("Question", "Answer"), tuple((f"Question {place}", "yes") for place in range(60)))
    reports = {}
    for count in range(26, 44):
        filling = Section("Filling", tuple(Paragraph(f"Line {place}") for place in range(count)))
        reports[f"report-{count}"] = everything(sections=(filling, Section("What follows", (table,))))
    kept = {name: word.draw(report) for name, report in reports.items()}
    loose = {name: without_keeping(data) for name, data in kept.items()}

    assert any(stranded(reports[name], pages(path)) for name, path in office(loose, "pdf").items())
    assert not any(stranded(reports[name], pages(path)) for name, path in office(kept, "pdf").items())


def without_keeping(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for place, content in parts(data).items():
            archive.writestr(place, content.replace(b"<w:keepNext/>", b""))
    return made.getvalue()


def test_pages_are_numbered_of_their_number(office: Office) -> None:
    found = pages(office({"everything": word.draw(everything())}, "pdf")["everything"])

    for number, page in enumerate(found, start=1):
        assert page[-1].endswith(f"Page {number} of {len(found)}".replace(" ", "\u00a0")) or page[
            -1
        ].endswith(f"Page {number} of {len(found)}")
