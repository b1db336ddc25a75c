from fractions import Fraction
from itertools import product

import pytest

from advisor.assessment import Choice
from advisor.engine.verdict import choose
from advisor.rulebook import Effect, Policy, Threshold
from tests.toybook import role

POLICY = Policy("p", "", Threshold(60, "", ()), Threshold(40, "", ()), "")
DOER, CHIEF, AIDE = role("doer", 1), role("chief", 2), role("aide", 3)


@pytest.mark.parametrize(
    ("doer", "chief", "recommendation", "timing"),
    [
        (60, 60, "both", "now"),
        (60, 59, "doer", "now"),
        (59, 60, "chief", "now"),
        (59, 59, "doer", "soon"),
        (40, 41, "chief", "soon"),
        (40, 39, "doer", "soon"),
        (39, 39, "doer", "not-yet"),
        (10, 11, "chief", "not-yet"),
        (0, 0, "doer", "not-yet"),
        (100, 99, "both", "now"),
    ],
)
def test_the_policy_at_and_around_its_thresholds(
    doer: int, chief: int, recommendation: str, timing: str
) -> None:
    found = choose(POLICY, [DOER, CHIEF], {"doer": Fraction(doer), "chief": Fraction(chief)})

    assert (found.recommendation, found.timing) == (recommendation, timing)


def test_a_total_is_compared_exactly_and_never_rounded() -> None:
    just_below = Fraction(60) - Fraction(1, 10**9)

    assert choose(POLICY, [DOER], {"doer": just_below}).timing == "soon"


def test_blocking_one_of_two_needed_roles_leaves_the_other() -> None:
    totals = {"doer": Fraction(70), "chief": Fraction(80)}

    found = choose(POLICY, [DOER, CHIEF], totals, [Effect("block", "chief")])

    assert found == Choice("doer", ("doer",), "now")


def test_blocking_the_only_needed_role_keeps_it_for_later() -> None:
    totals = {"doer": Fraction(50), "chief": Fraction(80)}

    found = choose(POLICY, [DOER, CHIEF], totals, [Effect("block", "chief")])

    assert found == Choice("chief", ("chief",), "not-yet")


def test_a_third_role_makes_both_mean_two_or_more() -> None:
    totals = {"doer": Fraction(70), "chief": Fraction(80), "aide": Fraction(61)}

    assert choose(POLICY, [DOER, CHIEF, AIDE], totals) == Choice("both", ("doer", "chief", "aide"), "now")


def test_every_pair_of_totals_has_exactly_one_verdict_and_a_higher_total_never_loses_its_role() -> None:
    for doer, chief in product(range(0, 101, 5), repeat=2):
        found = choose(POLICY, [DOER, CHIEF], {"doer": Fraction(doer), "chief": Fraction(chief)})

        assert found.roles
        assert ("doer" in found.roles) or chief > doer
