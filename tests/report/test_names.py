"""What an anonymous report takes out of free text, and what it leaves."""

import time
from collections import Counter
from dataclasses import replace

import pytest

from advisor.report.anonymity import without_names
from advisor.report.names import Names, told
from tests.report.companies_told import told as told_company

WEBER = "Weber Metallbau GmbH"
TEXTS = [
    # the client's name, and every word of it that is no ordinary one
    (WEBER, "", "Mr Weber decides, and mr. weber is tired.", "Somebody at the company decides, and somebody at the company is tired."),
    (WEBER, "", "Weber's van, Webers Büro. WEBER grows.", "The company's van, the company Büro. The company grows."),
    ("Metallbau Weber", "", "Weber alone, Metallbau Weber.", "The company alone, the company."),
    (WEBER, "", "weber metallbau, Weber-Metallbau, weber_metallbau, webermetallbau", "The company, the company, the company, the company"),
    (WEBER, "", "See Weber_2026.xlsx; a weberbird is none.", "See the company_2026.xlsx; a weberbird is none."),
    ("Acme Plumbing Ltd.", "", "Acme's vans. ACME grows; acmeism does not.", "The company's vans. The company grows; acmeism does not."),
    ("Acme, Plumbing Ltd.", "", "Only Acme knows Plumbing.", "Only the company knows Plumbing."),
    ("Blue Heron Care Group", "", "Blue Heron grew. Blue vans. Herons fly.", "The company grew. Blue vans. The company fly."),
    ("The Larch and Rowan", "", "Larch is theirs, Rowan too.", "The company is theirs, the company too."),
    ("Best Roofing", "", "Best is to wait. Best Roofing waits.", "Best is to wait. The company waits."),
    ("Greens Ltd of Kendal", "", "Greens are for lunch.", "Greens are for lunch."),
    ("Müller & Söhne AG", "", "Mueller, Muller, Müller&Söhne.", "The company, the company, the company."),
    ("Ruth's Bakery", "", "Ruth’s Bakery is Ruth and a bakery.", "The company is the company and a bakery."),
    ("KB Ltd", "", "KB pays by kb.", "The company pays by the company."),
    ("KB Foods", "", "KB pays by kb.", "The company pays by kb."),
    ("株式会社ベーカリー", "", "ベーカリーは大きい", "The companyは大きい"),
    # people
    ("Oak Ltd", "Ann Lee", "Oak sells oaken tables. ANN LEE annoys OAK; Lee said so, says ann.", "The company sells oaken tables. The respondent annoys the company; the respondent said so, says the respondent."),
    ("Oak Ltd", "Will Green", "Will will go green. Mr Green came.", "The respondent will go green. The respondent came."),
    ("Oak Ltd", "The owner", "The owner and the boss meet.", "The owner and the boss meet."),
    ("Oak Ltd", "", "Frau Dr. Huber-Meier and MRS J. VAN DYK left.\nThe son stays.", "Somebody and somebody left.\nThe son stays."),
    ("Oak Ltd", "", "Mr. von Arx's plan: miss no day.", "Somebody's plan: miss no day."),
    # addresses
    ("Oak Ltd", "", "Write to h.weber+x@mail.oak-home.co.uk, or see https://oak.home/a?b=c.", "Write to an e-mail address, or see a web address."),
    ("Oak Ltd", "", "(www.oak.home/team), weber-metallbau.de; @oak_home", "(a web address), a web address; an account name"),
    ("Oak Ltd", "", "Ring +49 (89) 123-456 or 0171 2345678.", "Ring a telephone number or a telephone number."),
    # what is none of these
    ("Oak Ltd", "", "Since 01/02/2026 we pay 1.5m, 3.5mm, e.g. at 10.30; 2026-01-02, 12 000 000.", "Since 01/02/2026 we pay 1.5m, 3.5mm, e.g. at 10.30; 2026-01-02, 12 000 000."),
    ("", "", "Nobody. And nothing.", "Nobody. And nothing."),
]  # fmt: skip


@pytest.mark.parametrize(("client", "respondent", "text", "left"), TEXTS)
def test_names_and_addresses_go_and_other_words_stay(
    client: str, respondent: str, text: str, left: str
) -> None:
    names = Names(client, respondent)

    assert names.taken_out_of(text, Counter()) == left
    assert names.taken_out_of(left, Counter()) == left


def test_notes_lose_their_names_and_a_second_time_changes_nothing() -> None:
    one = told_company("director-now").assessment
    case = replace(one.case, name=WEBER, respondent="Eva Lutz")
    note = replace(case.notes[0], text="Eva Lutz runs Weber.")
    found = without_names(replace(one, case=replace(case, notes=(note,))))

    assert found.case.notes[0].text == "The respondent runs the company."
    assert (found.case.name, found.case.respondent) == ("The company", "")
    assert without_names(found) == found


def test_what_was_replaced_is_told_by_kind() -> None:
    counted: Counter[str] = Counter()
    Names(WEBER, "Eva Lutz").taken_out_of("Weber, WEBER; eva, a@b.de and Mr Huber.", counted)

    assert told(counted) == (
        "1 e-mail address, 2 names of the client, 1 name behind a title and 1 name of the respondent"
    )
    assert told(Counter(client=1)) == "1 name of the client"
    assert told(Counter()) == ""


@pytest.mark.parametrize(
    "part", ["a", "a-", "a.", "@a", "Mr ", "01 ", "Weber ", "von ", "www.", "http://", "A."]
)
def test_a_hostile_note_takes_no_time(part: str) -> None:
    names = Names("The Harbour and Riverside Bakery, Catering and Event Company of Greater Quay", "Ann Lee")
    start = time.monotonic()

    names.taken_out_of(part * (4000 // len(part)), Counter())

    assert time.monotonic() - start < 2
