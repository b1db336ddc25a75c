import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.plaintext import check, clean, shown, slug

WELCOME = [
    "Acme",
    "Bäckerei Müller",
    "شركة المثال",
    "בית",
    "株式会社例",
    "Ελλάς",
    "👩‍💼 & Co",
    "O'Neil",
    "[/bold]",
    "<b>",
    "é",
]
REFUSED = [
    "a\x1b[31m",
    "a\x07",
    "a\u202eb",
    "a\u2066b",
    "a\ud800",
    "a\u0000",
    "\u200b",
    "  ",
    "e" + "\u0301" * 9,
    "a\u009b",
]


@pytest.mark.parametrize("text", WELCOME)
def test_every_script_is_welcome(text: str) -> None:
    assert check(text, 120) == text == clean(text, 120)


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_act_on_a_screen_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check(text, 120)


@given(st.text(max_size=300))
def test_what_is_cleaned_passes_the_gate_or_is_empty(text: str) -> None:
    cleaned = clean(text, 120)

    assert cleaned == "" or check(cleaned, 120) == cleaned


@given(st.text(max_size=300))
def test_what_a_message_quotes_is_short_and_visible(text: str) -> None:
    assert len(shown(text)) <= 42
    assert shown(text).isprintable()


@given(st.text(max_size=200))
def test_a_slug_is_safe_in_any_file_name(name: str) -> None:
    found = slug(name)

    assert len(found) <= 48
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in found)
    assert found not in {"con", "nul", "aux", "prn"}


def test_names_at_and_past_the_limit() -> None:
    assert check("x" * 120, 120) == "x" * 120
    with pytest.raises(ValueError, match="longer than 120"):
        check("x" * 121, 120)
    assert clean("x" * 200, 120).endswith("…")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ruth's", "ruths"),
        ("Ruth’s Café", "ruths-cafe"),
        ("O´Neill & Søn", "oneill-son"),
        ("S.A.S. Dupont", "sas-dupont"),
        ("J.P. Łódź", "jp-lodz"),
        ("St. Mary's No.1", "st-marys-no-1"),
        ("example.com", "example-com"),
        ("aux.txt.", "aux-txt"),
        ("Harbour and Riverside Family Bakery, Catering", "harbour-and-riverside-family-bakery"),
    ],
)
def test_a_slug_reads_as_the_name_is_said(name: str, found: str) -> None:
    assert slug(name) == found
