"""What follows from a rulebook and a case. Pure: no files, no clock, no terminal.

`assess` is the specification: it reads as design and README tell it. `analyse` adds what follows
exactly from the answers still open, from compiled tables that are tested against the specification.
"""

from advisor.engine.analysing import (
    advise,
    all_verdicts,
    analyse,
    board_of,
    keep_outcomes,
    outcomes_of,
    outlook,
    settled,
    tables_of,
)
from advisor.engine.assessing import assess, contradictions_in
from advisor.engine.remarks import notes_met
from advisor.engine.seating import Seating, seating
from advisor.engine.sheets import resolve

__all__ = [
    "Seating",
    "advise",
    "all_verdicts",
    "analyse",
    "assess",
    "board_of",
    "contradictions_in",
    "keep_outcomes",
    "notes_met",
    "outcomes_of",
    "outlook",
    "resolve",
    "seating",
    "settled",
    "tables_of",
]
