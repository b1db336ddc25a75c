"""A result without names: what may be shown to others or kept as an example."""

from collections import Counter
from dataclasses import replace

from advisor.assessment import Assessment
from advisor.report.names import Names

COMPANY = "The company"


def without_names(assessment: Assessment, replaced: "Counter[str] | None" = None) -> Assessment:
    """Return the same result with the client's name as "The company", and nobody named in it.

    What `Names` finds in notes goes too, and is counted by kind in `replaced`. Nicknames, places and
    the names of others stay. Doing it twice changes nothing.
    """
    case = assessment.case
    names = Names(case.name, case.respondent)
    counted: Counter[str] = Counter() if replaced is None else replaced
    notes = tuple(replace(note, text=names.taken_out_of(note.text, counted)) for note in case.notes)
    return replace(assessment, case=replace(case, name=COMPANY, respondent="", notes=notes))
