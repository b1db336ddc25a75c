import io
import json
import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from advisor.assessment import Assessment
from advisor.case import Case, Note
from advisor.engine import advise, assess
from advisor.report import compose, document, markdown, terminal
from advisor.report.sections import LENGTHS
from advisor.rulebook import Rulebook
from tests.companies import companies
from tests.population import stratified

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=y>", "*a* _b_ `c` [d](http://e) ![f](g)", "# h", "- i", "1. j",
    "> k", "    code", "a|b|c", "https://example.org", "www.example.org", "a@example.org", "&amp; &#42;", "~~x~~",
    "\\*", "</style>", "[/bold]", "$x$", "===", "---", "شركة المثال", "株式会社例", "👩‍💼 & Co", "x" * 120,
]  # fmt: skip


def sample(rulebook: Rulebook, name: str) -> Assessment:
    return assess(rulebook, next(c for c in companies(rulebook) if c.id == name).case)


SAMPLES = [
    "dir-inventory-fix",
    "coo-pop-promos",
    "both-director-hit-ceiling",
    "dir-not-yet-agency-uplift",
    "coo-slatwall",
]


def plain_text(drawn: str) -> str:
    """Return what a reader of the Markdown sees, as a parser we did not write understands it."""
    parts = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(drawn):
        for child in token.children or []:
            assert child.type in {
                "text",
                "strong_open",
                "strong_close",
                "em_open",
                "em_close",
                "hardbreak",
            }, child
            parts.append(child.content or ("\n" if child.type == "hardbreak" else ""))
        assert token.type not in {"html_block", "code_block", "fence"}
        if token.type == "inline":
            parts.append("\n")
    return "".join(parts)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_every_report_is_clean_markdown_with_the_headline_first(
    rulebook: Rulebook, name: str, length: str
) -> None:
    found = sample(rulebook, name)

    text = plain_text(markdown.draw(compose(found, rulebook, length)))

    assert found.verdict.headline.rstrip(".") in text.split("\n")[:6]
    assert ("What this is" in text) is False
    assert "None" not in re.findall(r"\w+", text) or "None of the known reasons" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_plain_text(rulebook: Rulebook, text: str) -> None:
    base = sample(rulebook, "dir-inventory-fix")
    case = replace(base.case, name=text, respondent=text, notes=(Note(text), Note(text, "headcount")))

    drawn = plain_text(markdown.draw(compose(assess(rulebook, case), rulebook)))

    assert drawn.startswith(f"{' '.join(text.split())}: who should run operations\n")
    assert drawn.count(" ".join(text.split())) >= 3


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_screen_fits_its_width_without_colour_codes(rulebook: Rulebook, name: str, width: int) -> None:
    stream = io.StringIO()

    terminal.draw(sample(rulebook, name), rulebook, stream, width=width, colour=False, accessible=False)

    assert "\x1b" not in stream.getvalue()
    assert max(len(line) for line in stream.getvalue().splitlines()) <= width


def test_a_hostile_name_acts_on_no_screen(rulebook: Rulebook) -> None:
    case = replace(sample(rulebook, "dir-inventory-fix").case, name="a\x1b]52;c;eA==\x07[/bold]")
    stream = io.StringIO()

    terminal.draw(assess(rulebook, case), rulebook, stream, width=80, colour=False, accessible=False)

    assert "\x1b" not in stream.getvalue()
    assert "[/bold]" in stream.getvalue()


def test_a_narrow_console_gets_ascii(rulebook: Rulebook) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors="strict")

    terminal.draw(
        sample(rulebook, "dir-inventory-fix"), rulebook, stream, width=80, colour=False, accessible=False
    )
    stream.flush()

    assert b"####" in raw.getvalue()


def test_accessible_lines_have_no_boxes_and_say_headers(rulebook: Rulebook) -> None:
    stream = io.StringIO()

    terminal.draw(
        sample(rulebook, "dir-inventory-fix"), rulebook, stream, width=80, colour=True, accessible=True
    )

    assert not set("╭│█░") & set(stream.getvalue())
    assert stream.getvalue().startswith("Company: ")


def test_the_result_says_what_the_assessment_holds(rulebook: Rulebook) -> None:
    for _, case in stratified(6):
        found = assess(rulebook, case)
        result = json.loads(document.dumps(document.result(found, rulebook)))

        assert result["verdict"]["recommendation"] == found.verdict.choice.recommendation
        for score in found.scores:
            shown = result["scores"][score.role]
            assert abs(shown["total"] - float(score.total)) < 0.006
            assert shown["low"] <= shown["total"] <= shown["high"]
            assert sum(cell["points"] for cell in shown["dimensions"].values()) <= shown["total"]
        assert [f["rule"] for f in result["findings"]] == [rule.id for rule in rulebook.rules]


def test_the_result_names_what_is_worth_finding_out_also_of_what_nobody_could_answer(
    rulebook: Rulebook,
) -> None:
    unknown = frozenset({"hand-over", "stage"})
    found = advise(rulebook, Case(facts={"headcount": 25, "waiting": "most"}, dont_know=unknown))
    result = json.loads(document.dumps(document.result(found, rulebook)))
    asked = {gain["fact"] for gain in result["ask_next"]}

    assert found.analysis is not None
    assert result["find_out"] == [{"fact": g.fact, "gain": g.millibits} for g in found.analysis.find_out]
    assert {gain["fact"] for gain in result["find_out"]} - asked == unknown
    assert (
        json.loads(document.dumps(document.result(assess(rulebook, found.case), rulebook)))["find_out"] == []
    )


def test_the_result_may_be_pasted_into_a_page(rulebook: Rulebook) -> None:
    case = Case(name="</script>\u2028", facts={"headcount": 20})

    text = document.dumps(document.result(assess(rulebook, case), rulebook))

    assert "</" not in text
    assert "\u2028" not in text
    assert json.loads(text)["case"]["name"] == case.name
