import os
import tempfile

import pytest
from hypothesis import settings

from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook

# The same is drawn on every run, so that it is a change that makes a test fail; "anew" looks further.
settings.register_profile("same-every-time", derandomize=True)
settings.register_profile("anew", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same-every-time"))

# What is kept to start faster belongs to the run of the tests, and not to the person who runs them.
os.environ["ADVISOR_HOME"] = tempfile.mkdtemp(prefix="advisor-tests-")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rulebook that ships."""
    return load_rulebook()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--approve",
        action="store_true",
        help="record the sessions of tests/interview and the words of tests/report anew",
    )
