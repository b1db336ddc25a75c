from collections import Counter

import pytest

from advisor.case import Case
from advisor.engine import assess
from advisor.rulebook import Rulebook
from tests.companies import companies
from tests.population import stratified


def agreement(rulebook: Rulebook, *, restated: bool) -> dict[str, int]:
    counts = Counter[str]()
    for company in companies(rulebook):
        if (company.kind == "published-rule") is restated:
            choice = assess(rulebook, company.case).verdict.choice
            counts["all"] += 1
            counts["exact"] += company.exact(choice)
            counts["acceptable"] += company.acceptable(choice)
            counts["waits rightly"] += company.waits_rightly(choice)
    return counts


def test_the_advice_holds_on_real_and_published_companies(rulebook: Rulebook) -> None:
    found = agreement(rulebook, restated=False)

    assert found["all"] == 22
    assert found["exact"] >= 17
    assert found["acceptable"] >= 20
    assert found["waits rightly"] >= 18


def test_the_advice_holds_on_restated_rules_of_thumb(rulebook: Rulebook) -> None:
    found = agreement(rulebook, restated=True)

    assert found["all"] == 36
    assert found["acceptable"] >= 32


CLEAR = {
    "both-director-hit-ceiling": ("both", "now"),
    "coo-facebook-2008": ("coo", "now"),
    "coo-law-firm-14": ("coo", "now"),
    "coo-new-market-decision": ("coo", "now"),
    "coo-not-yet-snapchat": ("coo", "not-yet"),
    "coo-startup-silos": ("coo", "now"),
    "coo-stripe-2014": ("coo", "now"),
    "coo-twitter-2009": ("coo", "now"),
    "dir-agency-9-20": ("director-of-operations", "now"),
    "dir-builder-3m": ("director-of-operations", "now"),
    "dir-d2c-india-builder": ("director-of-operations", "now"),
    "dir-essence-of-email": ("director-of-operations", "now"),
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


def test_the_smallest_companies_are_mostly_told_to_wait(rulebook: Rulebook) -> None:
    told = [
        assess(rulebook, case).verdict.choice.timing for size, case in stratified(60) if size == "under 5"
    ]

    assert told.count("not-yet") > 0.9 * len(told)
