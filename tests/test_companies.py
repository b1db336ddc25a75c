from collections import Counter
from itertools import pairwise

import pytest

from advisor.case import Case
from advisor.engine import assess
from advisor.rulebook import Rulebook
from tests.accuracy import MEASURES, agreement, by_size_alone, groups, shares
from tests.companies import HELD_OUT, companies, read_again
from tests.population import stratified


def test_the_advice_holds_on_real_and_published_companies(rulebook: Rulebook) -> None:
    members = groups(rulebook)["real or published"]

    found = agreement(members, lambda case: assess(rulebook, case).verdict.choice)

    assert found["all"] == 22
    assert found["exact"] >= 17
    assert found["acceptable"] >= 20
    assert found["timing"] >= 18
    by_size = agreement(members, by_size_alone)
    assert all(found[measure] >= by_size[measure] for measure in MEASURES)
    assert found["exact and timing"] > by_size["exact and timing"]


def test_the_advice_holds_on_restated_rules_of_thumb(rulebook: Rulebook) -> None:
    found = agreement(groups(rulebook)["restated rules"], lambda case: assess(rulebook, case).verdict.choice)

    assert found["all"] == 36
    assert found["acceptable"] >= 32


def test_the_advice_holds_when_the_same_companies_answer_in_full(rulebook: Rulebook) -> None:
    answered = read_again(rulebook, "answered-in-full")
    real = [company for company in answered if company.kind != "published-rule"]

    found = agreement(real, lambda case: assess(rulebook, case).verdict.choice)

    assert found["exact"] >= 17
    assert found["acceptable"] >= 20
    assert found["timing"] >= 18


def test_companies_that_no_rule_was_written_for_fare_better_than_by_size(rulebook: Rulebook) -> None:
    held_out = companies(rulebook, HELD_OUT)

    ours = agreement(held_out, lambda case: assess(rulebook, case).verdict.choice)
    by_size = agreement(held_out, by_size_alone)

    assert ours["all"] == 24
    assert all(ours[measure] >= by_size[measure] for measure in MEASURES)
    assert ours["acceptable"] >= 21


def test_each_scoring_rule_is_met_by_three_companies_or_says_why_it_is_rare(rulebook: Rulebook) -> None:
    cases = [c.case for c in (*companies(rulebook), *companies(rulebook, HELD_OUT))]
    cases += [company.case for company in read_again(rulebook, "answered-in-full")]
    met = Counter(f.rule for case in cases for f in assess(rulebook, case).findings if f.outcome == "met")

    assert [rule.id for rule in rulebook.rules if rule.points and met[rule.id] < 3 and not rule.rare] == []


CLEAR = {
    "both-and-pizza": ("both", "now"),
    "both-cpa-multi-office": ("both", "now"),
    "both-director-hit-ceiling": ("both", "now"),
    "both-general-contractor-75m": ("both", "now"),
    "both-restaurants-24": ("both", "now"),
    "coo-dig-inn": ("coo", "now"),
    "coo-facebook-2008": ("coo", "now"),
    "coo-law-firm-14": ("coo", "now"),
    "coo-new-market-decision": ("coo", "now"),
    "coo-not-yet-snapchat": ("coo", "not-yet"),
    "coo-startup-silos": ("coo", "now"),
    "coo-stripe-2014": ("coo", "now"),
    "coo-twitter-2009": ("coo", "now"),
    "dir-d2c-india-builder": ("director-of-operations", "now"),
    "dir-hartman-majewski": ("director-of-operations", "now"),
    "dir-inventory-fix": ("director-of-operations", "now"),
    "dir-not-yet-agency-uplift": ("director-of-operations", "not-yet"),
    "dir-trades-ten-reports": ("director-of-operations", "now"),
}


@pytest.mark.parametrize("name", sorted(CLEAR))
def test_these_companies_get_just_this_advice(rulebook: Rulebook, name: str) -> None:
    company = next(company for company in companies(rulebook) if company.id == name)

    choice = assess(rulebook, company.case).verdict.choice

    assert (choice.recommendation, choice.timing) == CLEAR[name] == (company.recommendation, company.timing)


def test_every_rule_is_met_by_one_company_and_unmet_by_another(rulebook: Rulebook) -> None:
    cases: list[Case] = [company.case for company in companies(rulebook)]
    cases += [case for _, case in stratified(40)]
    seen: dict[str, set[str]] = {rule.id: set() for rule in rulebook.rules}
    for case in cases:
        for finding in assess(rulebook, case).findings:
            seen[finding.rule].add(finding.outcome)

    assert [rule for rule, outcomes in seen.items() if not {"met", "unmet"} <= outcomes] == []


def test_plausible_companies_hear_a_sensible_spread(rulebook: Rulebook) -> None:
    found = shares(rulebook, 150)

    assert found["under 5"]["not-yet"] > 0.9 * 150
    rest = sum(
        (counts for size, counts in found.items() if size != "under 5"), start=type(found["under 5"])()
    )
    assert all(count <= 0.65 * rest.total() for count in rest.values())
    large = found["100 to 499"]
    assert min(large["coo"], large["director-of-operations"], large["not-yet"]) > 0.1 * 150


NUMBERS = [
    "headcount",
    "revenue",
    "sites",
    "departments",
    "layers",
    "direct-reports",
    "growth-last",
    "owner-time",
]
TRADES = ["other", "contracting", "multi-site", "professional", "nonprofit", "funded-startup"]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("name", NUMBERS)
def test_a_pair_around_any_threshold_differs_by_a_step_and_not_by_a_cliff(
    rulebook: Rulebook, name: str, trade: str
) -> None:
    middling = next(case for size, case in stratified(1) if size == "20 to 99")
    totals = []
    for start in rulebook.interval_starts[name]:
        for value in (start - 1, start):
            if value >= rulebook.facts[name].least:
                case = Case(facts={**middling.facts, "industry": trade, name: value})
                totals.append([score.total for score in assess(rulebook, case).scores])

    for before, after in pairwise(totals):
        assert all(abs(a - b) <= 10 for a, b in zip(before, after, strict=True))
