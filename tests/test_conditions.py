import pytest

from advisor.conditions import Absence, Demand, State, holds

A, B = Demand("a", least=3), Demand("b", among=("yes",))
UNKNOWNS = (Absence.NOT_ASKED, Absence.DONT_KNOW)


@pytest.mark.parametrize("unknown", UNKNOWNS)
@pytest.mark.parametrize(
    ("a", "b", "outcome"),
    [
        (3, "yes", "met"),
        (2, "yes", "unmet"),
        (3, "no", "unmet"),
        (None, "yes", "unknown"),
        (3, None, "unknown"),
        (None, None, "unknown"),
        (None, "no", "unmet"),
        (2, None, "unmet"),
    ],
)
def test_one_failed_demand_settles_a_condition_whatever_else_is_open(
    a: State | None, b: State | None, outcome: str, unknown: Absence
) -> None:
    states = {"a": unknown if a is None else a, "b": unknown if b is None else b}

    assert holds((A, B), states) == outcome


def test_a_fact_that_does_not_apply_fails_every_demand_on_it() -> None:
    assert holds((A,), {"a": Absence.DOES_NOT_APPLY}) == "unmet"


def test_an_empty_condition_is_met() -> None:
    assert holds((), {}) == "met"


@pytest.mark.parametrize(
    ("demand", "value", "accepted"),
    [
        (Demand("n", least=3), 3, True),
        (Demand("n", least=3), 2, False),
        (Demand("n", most=3), 3, True),
        (Demand("n", most=3), 4, False),
        (Demand("n", least=2, most=4), 3, True),
        (Demand("n", least=0), 0, True),
        (Demand("n", least=0, most=1), True, False),
        (Demand("s", among=("b", "c"), least="b"), "b", True),
        (Demand("s", among=("b", "c"), least="b"), "a", False),
        (Demand("y", among=(True,)), True, True),
        (Demand("y", among=(True,)), False, False),
        (Demand("y", among=(True,)), 1, False),
        (Demand("m", includes="x"), ("x", "y"), True),
        (Demand("m", includes="x"), ("y",), False),
        (Demand("m", includes="x"), "x", False),
    ],
)
def test_a_demand_accepts_what_it_says(demand: Demand, value: State, accepted: bool) -> None:
    assert not isinstance(value, Absence)

    assert demand.accepts(value) is accepted
