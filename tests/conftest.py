import pytest

from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rulebook that ships."""
    return load_rulebook()
