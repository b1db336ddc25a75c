import contextlib
import io
import json
import os
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answers import apply_set, fit, parse_answers, read_answers, read_value, template
from advisor.case import Case, Note, RulebookMark
from advisor.case_document import CaseFile, dumps, to_document
from advisor.conditions import Absence
from advisor.errors import AdvisorError, AnswersRefused, FileTrouble, SavedDataDamaged
from advisor.loading import load_rulebook
from advisor.rulebook import Fact, Rulebook
from tests.toybook import book, choice, derived, number, rule, scale

TOOLS = {"list": "A list", "board": "A board, or several", "none": "None of these"}
FACTS = (
    choice("trade", "shop", "office"),
    number("headcount", unit="people", least=1, most=100_000),
    number("revenue", unit="a year", money=True, most=10**10),
    number("growth", unit="percent", least=-95, most=500),
    scale("need"),
    Fact("tools", "tools", "many", "", values=TOOLS),
    Fact("founder", "founder", "yes-no", ""),
    derived("size", "headcount", "trade", ("small", "large"), {"shop": (10,), "office": (20,)}),
)
BOOK = book(FACTS, [rule("boss/scope/x", 25), rule("boss/reach/y", 25)])
SHIPPED = load_rulebook()

WHOLE = """\
name = "Zoë & Söhne"
date = 2026-11-02
currency = "EUR"
dollars-per-unit = 1.08
weights = { scope = 10, reach = 10 }
respondent = "Die Inhaberin"
notes = ["Two owners.", { fact = "need", text = "Ask again." }]

[facts]
trade = "shop"
headcount = 60
revenue = 1_200_000
growth = -5
need = "dont-know"
tools = ["none", "list"]
founder = true
"""


def parsed(text: str | bytes) -> Case:
    return parse_answers(text.encode() if isinstance(text, str) else text, "x.toml", BOOK)


def refused(text: str | bytes) -> AnswersRefused:
    with pytest.raises(AnswersRefused) as caught:
        parsed(text)
    for line in (str(caught.value), caught.value.hint, *caught.value.problems):
        assert line.isprintable()
        assert len(line) < 400
    return caught.value


def saved(case: Case) -> bytes:
    mark = RulebookMark("toy", "1", "0")
    then = "2026-11-02T16:10:05Z"
    return dumps(CaseFile("0" * 32, 1, then, then, "0.1.0", mark, "full", False, case))


def test_a_whole_answers_file_is_read_exactly_as_written() -> None:
    assert parsed(WHOLE) == Case(
        name="Zoë & Söhne",
        facts={
            "trade": "shop",
            "headcount": 60,
            "revenue": 1_200_000,
            "growth": -5,
            "tools": ("list", "none"),
            "founder": True,
        },
        dont_know=frozenset({"need"}),
        date="2026-11-02",
        currency="EUR",
        dollars_per_unit=Fraction(27, 25),
        weights={"scope": 10, "reach": 10},
        respondent="Die Inhaberin",
        notes=(Note("Two owners."), Note("Ask again.", "need")),
    )


def test_the_contents_decide_the_format_and_all_three_give_the_same_case() -> None:
    as_json = json.dumps(to_document(parsed(WHOLE)), ensure_ascii=False)

    assert parsed(as_json) == parsed(WHOLE)
    assert parsed(saved(parsed(WHOLE))) == parsed(WHOLE)


ENDS = ["\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n"), WHOLE.replace("\n", "\r"), "\n\n" + WHOLE + "# end"]


@pytest.mark.parametrize("text", ENDS, ids=["byte order mark", "CRLF", "CR", "blank lines"])
def test_how_lines_end_makes_no_difference(text: str) -> None:
    assert parsed(text) == parsed(WHOLE)


ANY_CASE = st.builds(
    Case,
    name=st.sampled_from(["", "Acme", "شركة المثال", "👩‍💼 & Co", "株式会社例"]),
    facts=st.fixed_dictionaries(
        {},
        optional={
            "headcount": st.integers(1, 100_000),
            "revenue": st.integers(0, 10**10),
            "trade": st.sampled_from(["shop", "office"]),
            "founder": st.booleans(),
            "tools": st.sampled_from([(), ("list",), ("list", "none")]),
        },
    ),
    dont_know=st.sets(st.just("need")).map(frozenset),
    not_applicable=st.sets(st.just("growth")).map(frozenset),
    date=st.sampled_from(["", "2024-02-29"]),
    currency=st.just("EUR"),
    dollars_per_unit=st.decimals("0.0001", "999999", places=4).map(Fraction),
    weights=st.sampled_from([{}, {"scope": 10, "reach": 10}]),
    respondent=st.sampled_from(["", "The owner"]),
    notes=st.lists(
        st.builds(Note, st.sampled_from(["One.", "Two\nlines."]), st.sampled_from(["", "need"]))
    ).map(tuple),
)


@given(ANY_CASE)
def test_every_case_comes_back_from_its_document(case: Case) -> None:
    assert parsed(json.dumps(to_document(case))) == case


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_only_our_own_errors_leave_the_gate(data: bytes) -> None:
    with contextlib.suppress(AdvisorError):
        parsed(data)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
WRITTEN = (
    SCALARS
    | st.lists(SCALARS | st.sampled_from(list(TOOLS)), max_size=3)
    | st.sampled_from(["shop", "dont-know", 1])
)


@given(st.dictionaries(st.sampled_from([f.id for f in FACTS] + ["x"]), WRITTEN, max_size=4))
def test_what_is_accepted_is_what_was_written(facts: dict[str, object]) -> None:
    try:
        case = parsed(json.dumps({"facts": facts}))
    except AnswersRefused:
        return
    for name, value in facts.items():
        state = case.state(name)
        if isinstance(state, tuple):
            assert isinstance(value, list)
            assert set(state) == set(value)
        else:
            held = state.value if isinstance(state, Absence) else state
            assert (type(held), held) == (type(value), value)


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "text for a number": ('[facts]\nheadcount = "many"', "line 2: headcount must be a whole number from 1 to 100,000, not the text 'many'"),
    "a number in quotes": ('[facts]\nheadcount = "24"', "write it without quotes"),
    "a word for not knowing": ('[facts]\nheadcount = "dk"', "headcount must be written 'dont-know' for that, not 'dk'"),
    "such a word for a choice": ('[facts]\ntrade = "I don\'t know"', "must be written 'dont-know' for that"),
    "a slip in dont-know": ('[facts]\nheadcount = "dont-knwo"', "did you mean 'dont-know'?"),
    "another slip in it": ('[facts]\nneed = "dontknow"', "did you mean 'dont-know'?"),
    "true for a number": ("[facts]\nheadcount = true", "not true"),
    "true for a number in JSON": ('{"facts": {"headcount": true}}', "not true"),
    "a decimal point": ("[facts]\nheadcount = 24.0", "without a decimal point"),
    "an exponent": ('{"facts": {"headcount": 1E5}}', "without a decimal point"),
    "not a number": ('{"facts": {"headcount": NaN}}', "holds NaN"),
    "infinite": ('{"facts": {"headcount": -Infinity}}', "holds -Infinity"),
    "past all bounds": ('{"facts": {"headcount": 1e999}}', "without a decimal point"),
    "below the least": ("[facts]\nheadcount = 0", "from 1 to 100,000, not '0'"),
    "above the most": ("[facts]\nheadcount = 100_001", "from 1 to 100,000, not '100,001'"),
    "5,000 digits": ("[facts]\nheadcount = " + "9" * 5000, "more than 1,000 digits"),
    "5,000 digits in JSON": ('{"facts": {"headcount": ' + "9" * 5000 + "}}", "more than 1,000 digits"),
    "500 digits": ("[facts]\nheadcount = " + "9" * 500, "such a large number"),
    "nothing": ('{"facts": {"headcount": null}}', "not null; leave the line out"),
    "no value": ("[facts]\nheadcount =", "line 2: is not valid TOML"),
    "a list for a number": ("[facts]\nheadcount = [1]", "not a list"),
    "a table for a word": ("[facts]\nneed = {}", "not a table"),
    "a day for a number": ("[facts]\nheadcount = 2026-11-02", "not the day or time 2026-11-02"),
    "a time for a number": ("[facts]\nheadcount = 1:30", "line 2: is not valid TOML"),
    "leading zero": ("[facts]\nheadcount = 010", "line 2: is not valid TOML"),
    "another case of a word": ('[facts]\ntrade = "Shop"', "did you mean 'shop'?"),
    "text for yes or no": ('[facts]\nfounder = "yes"', "must be true or false, without quotes"),
    "1 for yes": ("[facts]\nfounder = 1", "must be true or false"),
    "a word for a list": ('[facts]\ntools = "list"', "must be a list in [ ] of list, board, none"),
    "a word twice": ('[facts]\ntools = ["list", "list"]', "names a word twice"),
    "an absence in a list": ('[facts]\ntools = ["dont-know"]', "must be one of list, board, none"),
    "a derived fact": ('[facts]\nsize = "small"', "it is looked up and cannot be given: give headcount and trade"),
    "another case of a key": ("[facts]\nHeadcount = 4", "did you mean 'headcount'?"),
    "a letter that looks alike": ('[facts]\n"he\u0430dcount" = 4', "U+0430 in it is no plain letter"),
    "a key of Python": ("[facts]\n__class__ = 4", "__class__ is an unknown fact"),
    "a key twice in TOML": ("[facts]\nheadcount = 1\nneed = 'partly'\nheadcount = 2", "line 4: 'headcount' is there twice (first on line 2)"),
    "a key twice in JSON": ('{"facts": {\n"headcount": 1,\n"headcount": 1}}', "line 3: 'headcount' is there twice (first on line 2)"),
    "a heading twice": ("[facts]\n[facts]", "line 2: the heading is there twice"),
    "a list": ("[1, 2]", "holds no table of answers"),
    "a heading in two brackets": ("[[facts]]\nheadcount = 60", "line 1: facts must be a table of answers"),
    "a day for a name": ("name = 2026-11-02", "name must be text, in quotes"),
    "a day for a word": ("[facts]\ntrade = 2026-11-02", "not the day or time 2026-11-02; write text in quotes"),
    "a key of no letters": ('[facts]\n"" = 1', "'' is an unknown fact"),
    "a word": ("null", "there is no '=' after the first word"),
    "two documents": ("{} {}", "line 1: is not valid JSON"),
    "a trailing comma": ('{"name": "x",}', "line 1: is not valid JSON"),
    "cut short": (WHOLE[: WHOLE.index("reach")], "is not valid TOML"),
    "an open quote": ('name = "x', "a quote is opened and not closed"),
    "UTF-16": ('name = "x"'.encode("utf-16"), "is saved as UTF-16; save it as UTF-8"),
    "Latin-1": (b'# 1\nname = "\xe9"', "the first wrong byte (0xe9) is on line 2"),
    "a zero byte": ("name = 'x'\n\0", "there is a zero byte on line 2"),
    "a lone surrogate": ('{"name": "\\ud800"}', "holds a broken character (U+D800)"),
    "an escape code": ('{"name": "\\u001b]52;c;x\\u0007"}', "holds a control character (U+001B)"),
    "a turn of direction": ('name = "a\\u202eb"', "changes the direction of reading"),
    "an unseen name": ('name = "\\u200b\\u200b"', "name is empty"),
    "an empty name": ('name = ""', "name is empty"),
    "a long name": (f'name = "{"x" * 121}"', "longer than 120 characters (it has 121)"),
    "a very long name": (f'name = "{"x" * 60_000}"', "longer than 120 characters"),
    "piled marks": (f'name = "e{chr(0x301) * 30}"', "more than 4 marks on one letter"),
    "a long note": (f'notes = "{"x" * 4001}"', "notes is longer than 4,000"),
    "a note on nothing": ('notes = { ned = "x" }', "did you mean 'need'?"),
    "no such day": ("date = '2026-02-30'", "there is no such day"),
    "no day": ("date = 2026-11-02T10:00:00", "must be a day, written like 2026-11-02"),
    "a day in words": ('date = "2 November"', "must be a day"),
    "small letters of money": ('currency = "eur"\ndollars-per-unit = 1', "must be three capital letters"),
    "money without a rate": ('currency = "EUR"\n[facts]\nrevenue = 5', "needs dollars-per-unit beside it"),
    "a rate without money": ("dollars-per-unit = 1.08", "needs currency beside it"),
    "a rate of nothing": ('currency = "EUR"\ndollars-per-unit = 0', "must be from 0.0001 to 1,000,000"),
    "a rate past all bounds": ('currency = "EUR"\ndollars-per-unit = 1e9999999999999999999', "must be from"),
    "a rate that is none": ('currency = "EUR"\ndollars-per-unit = nan', "must be from"),
    "a rate in quotes": ('currency = "EUR"\ndollars-per-unit = "1.08"', "must be a number without quotes"),
    "a rate too fine": ('currency = "EUR"\ndollars-per-unit = 1.0000000000001', "at most 12 digits"),
    "weights for some": ("weights = { scope = 20 }", "must give each of scope, reach its twentieths"),
    "weights that sum wrong": ("weights = { scope = 10, reach = 9 }", "must sum to 20, and sum to 19"),
    "a weight too heavy": ("weights = { scope = 18, reach = 2 }", "from 2 to 10"),
    "true for a weight": ("weights = { scope = true, reach = 10 }", "from 2 to 10"),
    "facts that are none": ("facts = 4", "facts must be a table"),
    "another schema": ('schema = "advisor.assessment/1"', "this version reads advisor.answers/1"),
    "deep lists": ("name = " + "[" * 40_000, "nested deeper than 20 levels"),
    "60 lists": ("name = " + "[" * 60 + "]" * 60, "nested deeper than 20 levels"),
    "deep JSON": ('{"a":' * 45_000, "nested deeper than 20 levels"),
    "22 levels": ('{"a":' * 22 + "1" + "}" * 22, "nested deeper than 20 levels"),
    "a deep key": ("a." * 100_000 + "a = 1", "nested deeper than 20 levels"),
    "a deep heading": (f"[{'.'.join('a' * 30_000)}]\n" + "x.y = 1\n" * 20_000, "nested deeper than 20 levels"),
    "one endless word": ("a" * 200_000, "there is no '='"),
    "a heap of marks": (f'name = "e{chr(0x300) + chr(0x316)}' + "\u0300\u0316" * 60_000 + '"', "longer than 120 characters"),
    "too large": ("#" * (256 * 1024 + 1), "is larger than 256 KiB"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_file_is_refused_at_once_with_the_place(name: str) -> None:
    text, says = REFUSED[name]
    before = time.monotonic()

    found = refused(text)

    assert says in " ".join((str(found), *found.problems))
    assert time.monotonic() - before < 2


def test_everything_wrong_is_told_in_one_go() -> None:
    found = refused('nam = "x"\ndate = "x"\n[facts]\nheadcount = "24"\nned = "partly"\nfounder = 1\n')

    places = [line.split(": ")[0] for line in found.problems]
    assert sorted(places) == [f"x.toml line {line}" for line in (1, 2, 4, 5, 6)]
    assert str(found) == found.problems[0]


def test_thousands_of_mistakes_are_counted_and_a_hundred_are_told() -> None:
    before = time.monotonic()
    found = refused("[facts]\n" + "".join(f"headcoun{i} = {i}\n" for i in range(4000)))

    assert len(found.problems) == 101
    assert found.problems[-1] == "x.toml: and 3,900 more"
    assert time.monotonic() - before < 2


def test_dots_in_comments_and_texts_are_no_depth() -> None:
    dots = "a." * 100
    text = (
        f'# {dots}\nname = "{"a." * 50}"\nnotes = """\n{dots}\n"\n{dots}"""\nrespondent = \'{"a." * 50}\'\n'
    )

    assert parsed(text).notes[0].text == f'{dots}\n"\n{dots}'


def test_a_note_may_have_several_lines() -> None:
    assert parsed('notes = """\nOne.\r\n\tTwo."""').notes == (Note("One.\n Two."),)


@pytest.mark.parametrize("word", ["dont-know", "not-applicable"])
def test_every_fact_takes_both_words_for_no_answer(word: str) -> None:
    case = parsed("[facts]\n" + "".join(f'{fact.id} = "{word}"\n' for fact in BOOK.asked_facts()))

    everything = {fact.id for fact in BOOK.asked_facts()}
    assert (case.dont_know if word == "dont-know" else case.not_applicable) == everything


# Files on the disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def read(path: Path | str, stdin: bytes = b"") -> Case:
    return read_answers(str(path), BOOK, io.BytesIO(stdin))


def test_a_link_to_a_good_file_and_standard_input_are_read(folder: Path) -> None:
    (folder / "link").symlink_to("good.toml")

    assert read(folder / "link") == read("-", WHOLE.encode()) == parsed(WHOLE)


@pytest.fixture
def odd(folder: Path) -> Iterator[Path]:
    os.mkfifo(folder / "pipe")
    (folder / "null").symlink_to("/dev/zero")
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket has to be short
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("sock")
    os.chdir(here)
    yield folder
    listener.close()


KINDS = {"pipe": "a pipe", "null": "a device", "sock": "a socket", "": "a folder"}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_file_is_refused_without_waiting(odd: Path, name: str) -> None:
    with pytest.raises(AnswersRefused, match=f"is {KINDS[name]}, not a file of answers"):
        read(odd / name)


@pytest.mark.parametrize(
    "name", ["nowhere", "dangling", "loop", "good.toml/inside", "a\0b", "x" * 300, "a\x1b[31m\n"]
)
def test_what_cannot_be_opened_is_trouble_with_the_file(folder: Path, name: str) -> None:
    (folder / "dangling").symlink_to("nowhere")
    (folder / "loop").symlink_to("loop")

    with pytest.raises(FileTrouble) as caught:
        read(folder / name)
    assert str(caught.value).isprintable()


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(FileTrouble, match="the name of the file is empty"):
        read("")


def test_a_file_deep_in_folders_is_told_by_its_own_name(folder: Path) -> None:
    deep = folder / "Clients of the firm" / ("North " * 30).strip() / "2026"
    deep.mkdir(parents=True)
    (deep / "harbour-street-bakery.toml").write_text("[facts]\nned = 1", "utf-8")

    with pytest.raises(AnswersRefused) as caught:
        read(deep / "harbour-street-bakery.toml")
    assert "2026/harbour-street-bakery.toml line 2: ned is" in str(caught.value)
    with pytest.raises(FileTrouble, match=r"2026/nowhere\.toml: there is no such file"):
        read(deep / "nowhere.toml")


def test_a_huge_file_is_refused_without_reading_it(folder: Path) -> None:
    with (folder / "huge").open("wb") as file:
        file.truncate(1 << 30)
    before = time.monotonic()

    with pytest.raises(AnswersRefused, match="larger than 256 KiB"):
        read(folder / "huge")
    assert time.monotonic() - before < 1


# Case files


def test_a_damaged_or_newer_case_file_is_no_answers_file() -> None:
    whole = saved(Case(facts={"headcount": 60}))

    with pytest.raises(SavedDataDamaged, match="digest") as caught:
        parsed(whole.replace(b"60", b"61"))
    assert caught.value.hint
    with pytest.raises(SavedDataDamaged, match="newer advisor"):
        parsed(whole.replace(b"case/1", b"case/2"))


def test_a_case_file_of_another_rulebook_is_refused_not_guessed() -> None:
    found = refused(saved(Case(facts={"headcount": 0, "gone": "x", "need": "partly"})))

    assert found.problems == (
        "x.toml: headcount must be a whole number from 1 to 100,000, not '0'",
        "x.toml: gone is not asked any more",
    )
    assert "rulebook toy 1" in found.hint


def test_what_still_fits_of_a_saved_case_is_kept_and_the_rest_is_told() -> None:
    old = Case(
        facts={"need": "partly", "gone": 4, "trade": "farm"},
        dont_know=frozenset({"headcount", "lost"}),
        weights={"scope": 20},
        notes=(Note("Was told by phone.", "gone"), Note("Sure.", "need")),
    )

    fitting, left_out = fit(old, BOOK)

    assert fitting == replace(
        old,
        facts={"need": "partly"},
        dont_know=frozenset({"headcount"}),
        weights={},
        notes=(Note("Was told by phone."), Note("Sure.", "need")),
    )
    assert [line.split()[0] for line in left_out] == ["gone", "trade", "lost", "weights"]


# Values as they are typed

TYPED = {
    ("headcount", "about 40 people"): 40,
    ("revenue", "1.2m"): 1_200_000,
    ("revenue", "$1,200,000 a year"): 1_200_000,
    ("growth", "-5 %"): -5,
    ("trade", "shop"): "shop",
    ("trade", " OFFICE "): "office",
    ("need", "in part"): "partly",
    ("tools", "board, list"): ("list", "board"),
    ("tools", "none"): ("none",),
    ("tools", ""): (),
    ("founder", "Yes"): True,
    ("founder", "n"): False,
    ("need", "dont-know"): Absence.DONT_KNOW,
    ("need", "don\u2019t know"): Absence.DONT_KNOW,
    ("headcount", "?"): Absence.DONT_KNOW,
    ("tools", "n/a"): Absence.DOES_NOT_APPLY,
    ("founder", "not-applicable"): Absence.DOES_NOT_APPLY,
    ("headcount", "dk"): Absence.DONT_KNOW,
    ("headcount", "I don't know"): Absence.DONT_KNOW,
    ("trade", "dk"): Absence.DONT_KNOW,
    ("founder", "I do not know"): Absence.DONT_KNOW,
    ("revenue", "1,284,312.57"): 1_284_313,
    ("growth", "12,5 %"): 13,
    ("growth", "half"): 50,
    ("revenue", "none"): 0,
}


@pytest.mark.parametrize(("fact", "typed"), TYPED)
def test_a_typed_value_is_read_as_at_the_prompt(fact: str, typed: str) -> None:
    assert read_value(BOOK.facts[fact], typed, "USD") == TYPED[fact, typed]


NOT_TYPED = {
    ("headcount", "0"): "from 1 to 100,000",
    ("headcount", "$40"): "not in money",
    ("revenue", "1.2"): "1.2 of what?",
    ("trade", "dont knwo"): "did you mean 'dont-know'?",
    ("founder", "dont knwo"): "did you mean 'dont-know'?",
    ("headcount", ""): "Type a number",
    ("growth", "40 people"): "not counted in",
    ("revenue", "€500k"): "counted in USD here, not in EUR",
    ("trade", "shp"): "did you mean 'shop'?",
    ("founder", "perhaps"): "must be yes or no",
    ("tools", "list, lost"): "did you mean 'list'?",
}


@pytest.mark.parametrize(("fact", "typed"), NOT_TYPED)
def test_a_value_that_cannot_be_read_is_refused(fact: str, typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(NOT_TYPED[fact, typed])):
        read_value(BOOK.facts[fact], typed, "USD")


def test_a_sum_of_money_counts_nothing_else() -> None:
    with pytest.raises(ValueError, match="is not a sum of money"):
        read_value(number("vans", unit="vans"), "$40")


def test_setting_an_answer_replaces_whatever_was_there() -> None:
    case = Case()
    for assignment, state in {
        "headcount=40": 40,
        "headcount=dont-know": Absence.DONT_KNOW,
        "headcount = not-applicable": Absence.DOES_NOT_APPLY,
        "headcount=1,200": 1200,
        "headcount=not-asked": Absence.NOT_ASKED,
    }.items():
        case = apply_set(case, assignment, BOOK)
        assert case.state("headcount") == state
    assert case == Case()


def test_a_sum_in_the_money_of_the_case_is_taken() -> None:
    euros = Case(currency="EUR", dollars_per_unit=Fraction(27, 25))

    assert apply_set(euros, "revenue=€500k", BOOK).facts["revenue"] == 500_000
    with pytest.raises(AnswersRefused, match="counted in EUR here, not in USD"):
        apply_set(euros, "revenue=$500k", BOOK)


def test_a_sum_in_another_money_is_told_where_money_and_rate_are_set() -> None:
    with pytest.raises(AnswersRefused) as caught:
        apply_set(Case(), "revenue=£3m", BOOK)

    assert str(caught.value) == "--set revenue: is counted in USD here, not in GBP"
    assert "currency and dollars-per-unit" in caught.value.hint


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        ("headcount", "has no '='"),
        ("hedcount=4", "did you mean 'headcount'?"),
        ("size=small", "looked up from headcount by trade"),
        ("headcount=\x1b[31m", "I cannot read"),
        ("need=\x1b]0;x\x07", "must be one of"),
        ("\x1b[2J=4", "no such fact"),
    ],
)
def test_an_assignment_that_cannot_be_used_is_refused(assignment: str, says: str) -> None:
    with pytest.raises(AnswersRefused, match=re.escape(says)) as caught:
        apply_set(Case(), assignment, BOOK)
    assert str(caught.value).isprintable()


# The template


@pytest.mark.parametrize("chosen", [BOOK, SHIPPED], ids=["toy", "shipped"])
def test_each_line_of_the_template_is_valid_on_its_own_and_with_all_others(chosen: Rulebook) -> None:
    text = template(chosen)
    lines = re.findall(r"(?m)^# ([a-z-]+) = .*$", text)

    for key in lines:
        parse_answers(re.sub(rf"(?m)^# ({key} = )", r"\1", text).encode(), "template", chosen)
    everything = parse_answers(re.sub(r"(?m)^# ([a-z-]+ = )", r"\1", text).encode(), "template", chosen)

    assert parse_answers(text.encode(), "template", chosen) == Case()
    assert set(everything.facts) == {fact.id for fact in chosen.asked_facts()}


def test_the_template_names_every_allowed_value_and_facts_that_no_page_asks() -> None:
    no_pages = replace(BOOK, questionnaires={"full": replace(BOOK.questionnaires["full"], pages=())})

    text = template(no_pages)

    assert "# Not asked in the full questionnaire" in text
    for fact in BOOK.asked_facts():
        assert f"# {fact.id} = " in text
        assert all(f'"{word}": {label}' in text for word, label in fact.values.items())
