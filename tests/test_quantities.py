import pytest

from advisor.quantities import read_number

READ = {
    "40": 40, " 40 ": 40, "0": 0, "-5": -5, "-5 %": -5, "35%": 35, "35 percent": 35, "1,200": 1200, "1.200": 1200,
    "1 200": 1200, "1'200": 1200, "1.200.000": 1_200_000, "1,200,000": 1_200_000, "1,200.00": 1200,
    "1.2m": 1_200_000, "1,2m": 1_200_000, "1.2 million": 1_200_000, "1.125m": 1_125_000, "850k": 850_000,
    "850 thousand": 850_000, "1.5bn": 1_500_000_000, "$3.2 million": 3_200_000, "€500k": 500_000,
    "500k €": 500_000, "£2m": 2_000_000, "USD 4000": 4000, "about 40": 40, "around 1.2m": 1_200_000, "~40": 40,
    "just under 3.5 million": 3_500_000, "a bit over 40": 40, "slightly less than 2m": 2_000_000,
    "approx. 60": 60, "ca. 60": 60, "40 people": 40, "12 employees": 12, "3 sites": 3, "2 layers": 2,
    "1m a year": 1_000_000, "10 lakh": 1_000_000, "1\u00a0200": 1200, "\u22125": -5, "12.0": 12, "+7": 7,
}  # fmt: skip

REFUSED = [
    "", "many", "twelve", "10-20", "10 to 20", "1.2", "1,125k", "12x", "12,34,5", "1.2.3", "٤٠", "４０", "1e5", "NaN",
    "inf", "--5", "9" * 80, "40 dogs", "½", "12 13",
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
    with pytest.raises(ValueError, match="without 'mil'"):
        read_number("3.4 mil")


def test_the_reading_is_echoed() -> None:
    assert read_number("1.2m").echo == "= 1,200,000"


def test_another_unit_than_the_one_asked_for_is_refused() -> None:
    assert read_number("40 people", "people").value == 40
    with pytest.raises(ValueError, match="not counted in"):
        read_number("40 people", "sites")
    with pytest.raises(ValueError, match="not in money"):
        read_number("€40", "people")
