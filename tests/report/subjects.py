"""Companies whose reports differ: each seat, both, not yet, and one with much unknown."""

from advisor.assessment import Assessment
from advisor.engine import assess
from advisor.rulebook import Rulebook
from tests.companies import companies

SAMPLES = [
    "dir-inventory-fix",
    "coo-pop-promos",
    "both-director-hit-ceiling",
    "dir-not-yet-agency-uplift",
    "coo-slatwall",
]


def sample(rulebook: Rulebook, name: str) -> Assessment:
    """Assess one of the companies by its id."""
    return assess(rulebook, next(one for one in companies(rulebook) if one.id == name).case)
