"""What is written: the nouns of `rules/`, as the loader hands them to everyone else.

Pure data, frozen. Every record remembers the file it was read from (`file`, relative to the
rulebook's folder), so that any line on any screen can be traced to a place an author can edit.
"""

from advisor.rulebook.book import (
    KnownAs,
    Rulebook,
)
from advisor.rulebook.facts import (
    Dollars,
    Fact,
    FactKind,
    Page,
    Question,
    Questionnaire,
    Row,
)
from advisor.rulebook.judging import (
    CELL_POINTS,
    TIMINGS,
    Basis,
    Dimension,
    Effect,
    EffectKind,
    Gate,
    Limit,
    NoteKind,
    NoteRule,
    Policy,
    Rule,
    Source,
    Statement,
    Threshold,
    Time,
    Timing,
)
from advisor.rulebook.seats import (
    Alternative,
    Asked,
    Decision,
    Duty,
    Instead,
    Pairing,
    Pay,
    Role,
    Sequence,
    Step,
)

__all__ = [
    "CELL_POINTS",
    "TIMINGS",
    "Alternative",
    "Asked",
    "Basis",
    "Decision",
    "Dimension",
    "Dollars",
    "Duty",
    "Effect",
    "EffectKind",
    "Fact",
    "FactKind",
    "Gate",
    "Instead",
    "KnownAs",
    "Limit",
    "NoteKind",
    "NoteRule",
    "Page",
    "Pairing",
    "Pay",
    "Policy",
    "Question",
    "Questionnaire",
    "Role",
    "Row",
    "Rule",
    "Rulebook",
    "Sequence",
    "Source",
    "Statement",
    "Step",
    "Threshold",
    "Time",
    "Timing",
]
