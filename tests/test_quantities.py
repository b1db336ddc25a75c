from dataclasses import replace

import pytest

from advisor.absences import read_absence
from advisor.conditions import Absence
from advisor.interview.reading import read_typed
from advisor.quantities import read_for, read_number
from tests.toybook import number

READ = {
    "40": 40, " 40 ": 40, "0": 0, "-5": -5, "-5 %": -5, "35%": 35, "35 percent": 35, "1,200": 1200, "1.200": 1200,
    "1 200": 1200, "1'200": 1200, "1.200.000": 1_200_000, "1,200,000": 1_200_000, "1,200.00": 1200,
    "1.2m": 1_200_000, "1,2m": 1_200_000, "1.2 million": 1_200_000, "1.125m": 1_125_000, "850k": 850_000,
    "850 thousand": 850_000, "1.5bn": 1_500_000_000, "$3.2 million": 3_200_000, "€500k": 500_000,
    "500k €": 500_000, "£2m": 2_000_000, "USD 4000": 4000, "about 40": 40, "around 1.2m": 1_200_000, "~40": 40,
    "just under 3.5 million": 3_500_000, "a bit over 40": 40, "slightly less than 2m": 2_000_000,
    "approx. 60": 60, "ca. 60": 60, "40 people": 40, "12 employees": 12, "3 sites": 3, "2 layers": 2,
    "1m a year": 1_000_000, "10 lakh": 1_000_000, "1\u00a0200": 1200, "\u22125": -5, "12.0": 12, "+7": 7,
    "40+": 40, "over 1m": 1_000_000, "more than 40": 40, ">40": 40, "40 or more": 40, "$1m+": 1_000_000,
    "２０": 20, "４０": 40, "٤٠": 40, "١٬٢٠٠": 1200, "2 Mrd": 2_000_000_000, "2 Mio.": 2_000_000, "2 Mio. €": 2_000_000,
    "1e6": 1_000_000, "1.28E+06": 1_280_000, "1_200_000": 1_200_000, "1.200.000,-": 1_200_000,
    "half a million": 500_000, "2½m": 2_500_000, "1 1/2 million": 1_500_000, "a million": 1_000_000,
}  # fmt: skip

REFUSED = [
    "", "many", "twelve", "10-20", "10 to 20", "1.2", "1,125k", "12x", "12,34,5", "1.2.3", "NaN",
    "inf", "--5", "9" * 80, "40 dogs", "½", "12 13", "1e99", "1e999", "1e-3", "1_2", "less than 40", "<40", "Ⅳ", "½" * 80,
]  # fmt: skip


@pytest.mark.parametrize("typed", READ)
def test_numbers_are_read_as_people_type_them(typed: str) -> None:
    assert read_number(typed).value == READ[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_unclear_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*[.]$"):
        read_number(typed)


@pytest.mark.parametrize("typed", ["2/3", "40 hours of 60", "40 hrs/60"])
def test_of_two_numbers_none_is_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="I see two here"):
        read_number(typed, "percent")


def test_a_word_nobody_knows_is_named_also_beside_a_broken_number() -> None:
    with pytest.raises(ValueError, match="without 'zillion'"):
        read_number("3.4 zillion")


def test_a_word_of_two_sizes_is_not_guessed() -> None:
    with pytest.raises(ValueError, match=r"Write k or m, such as 2m\."):
        read_number("2 mil")


ROUNDED = {
    ("1,284,312.57", "a year"): 1_284_313, ("1.200.000,50", "a year"): 1_200_001, ("1 200 000,50", "a year"): 1_200_001,
    ("1 200 000,49 €", "a year"): 1_200_000, ("12.4%", "percent"): 12, ("12.5%", "percent"): 13, ("7,5", "percent"): 8,
    ("-2.5", "percent"): -3, ("-2.4", "percent"): -2, ("2.5 people", "people"): 3, ("12 1/2", "people"): 13,
}  # fmt: skip


@pytest.mark.parametrize(("typed", "unit"), ROUNDED)
def test_sums_percents_and_half_timers_are_rounded_a_half_away_from_zero(typed: str, unit: str) -> None:
    found = read_number(typed, unit)

    assert found.value == ROUNDED[typed, unit]
    assert found.echo == f"= {found.value:,}"


def test_money_is_rounded_in_every_unit_of_time() -> None:
    assert read_number("1,284.57", "a month", money=True).value == 1285


@pytest.mark.parametrize(("typed", "says"), [("12 1/2", "such as 12 or 13"), ("2.5 sites", "such as 2 or 3")])
def test_what_comes_whole_is_not_rounded_and_the_numbers_beside_are_named(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_number(typed, "sites")


# Numbers that answer a question

SITES = replace(number("sites", most=100), unit="sites")
PEOPLE = replace(number("people", least=1, most=5000), unit="people")
SHARE = replace(number("share", least=-95, most=500), unit="percent")
SUM = replace(number("sum", most=10**9), unit="a year", money=True)


@pytest.mark.parametrize("typed", ["none", "no", "Nobody", "zero", "None."])
def test_words_for_none_are_zero_where_zero_may_be_and_are_echoed(typed: str) -> None:
    assert read_typed(SITES, typed) == read_typed(SITES, "0 sites")
    assert read_typed(SITES, typed).echo == "= 0 sites"
    with pytest.raises(ValueError, match="Type a number from 1 to 5,000, or dk"):
        read_typed(PEOPLE, typed)


@pytest.mark.parametrize("typed", ["half", "½", "about half", "a half"])
def test_half_is_fifty_percent_and_no_count(typed: str) -> None:
    assert read_typed(SHARE, typed).value == 50
    assert read_typed(SHARE, typed).echo == "= 50 percent"
    with pytest.raises(ValueError, match=r"0|dk"):
        read_typed(SITES, typed)


@pytest.mark.parametrize("typed", ["n/a", "twelve", "lots", "half"])
def test_a_word_that_is_no_number_is_told_what_to_type_instead(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\b0 if there is none, or dk if you do not know"):
        read_typed(SITES, typed)
    with pytest.raises(ValueError, match="or dk if you do not know") as caught:
        read_typed(PEOPLE, typed)
    assert " 0 " not in str(caught.value)


@pytest.mark.parametrize(
    "typed", ["dk", "I do not know", "I don\u2019t know.", "dont know", "dont-know", "not sure", "?", "IDK"]
)
def test_there_are_many_words_for_not_knowing(typed: str) -> None:
    assert read_absence(typed) is Absence.DONT_KNOW
    assert read_typed(SITES, typed).value is Absence.DONT_KNOW


def test_only_digits_that_say_all_are_not_echoed() -> None:
    assert [read_typed(PEOPLE, typed).echo for typed in ("20", "２０", "20+", "12.5")] == [
        "", "= 20 people", "= 20 people", "= 13 people",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["850", "1.2", "12.50", "4.0", "0.5", "$1.2"])
def test_a_short_sum_is_asked_for_its_size_and_never_rounded(typed: str) -> None:
    with pytest.raises(ValueError, match="of what\\? Type"):
        read_for(SUM, typed)


@pytest.mark.parametrize("typed", ["0", "0.0", "$850", "1,200"])
def test_a_sum_that_says_its_size_is_taken(typed: str) -> None:
    assert read_for(SUM, typed).value == {"0": 0, "0.0": 0, "$850": 850, "1,200": 1200}[typed]


def test_the_reading_is_echoed() -> None:
    assert read_number("1.2m").echo == "= 1,200,000"


def test_another_unit_than_the_one_asked_for_is_refused() -> None:
    assert read_number("40 people", "people").value == 40
    with pytest.raises(ValueError, match="not counted in"):
        read_number("40 people", "sites")
    with pytest.raises(ValueError, match="not in money"):
        read_number("€40", "people")
