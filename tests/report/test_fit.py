"""What the heading of the scores claims is so whatever the answers are that are still open."""

from dataclasses import replace

from advisor.assessment import Assessment
from advisor.case import Case
from advisor.engine import assess
from advisor.report.fit import fit
from advisor.report.matter import Matter
from advisor.rulebook import Rulebook
from tests.companies import companies


def heading(rulebook: Rulebook, case: Case) -> tuple[str, Assessment]:
    assessment = assess(rulebook, case)
    return fit(Matter(assessment, rulebook))[0].heading, assessment


def known_in_part(case: Case, count: int) -> Case:
    """The same company, of which only the first answers are known."""
    return replace(case, facts=dict(list(case.facts.items())[:count]))


def apart(assessment: Assessment, dimension: str) -> bool:
    """Say whether one role is ahead on a dimension whatever comes, or all are level and settled."""
    cells = [cell for score in assessment.scores for cell in score.cells if cell.dimension == dimension]
    settled = len({(cell.low, cell.high) for cell in cells}) == 1 and cells[0].low == cells[0].high
    return settled or any(all(one.low > other.high for other in cells if other is not one) for one in cells)


def test_no_role_is_said_to_lead_where_open_answers_may_change_it(rulebook: Rulebook) -> None:
    open_and_settled = set()
    for company in companies(rulebook):
        for count in (6, 14, 22, len(company.case.facts)):
            said, assessment = heading(rulebook, known_in_part(company.case, count))
            if assessment.verdict.choice.timing is None:
                continue
            claimed, _, still_open = said.lower().partition("which role leads is still open on")
            for dimension in rulebook.dimensions.values():
                title, certain = dimension.title.lower(), apart(assessment, dimension.id)
                told_open = title in still_open or ("all four" in still_open)
                assert told_open != certain, (company.id, count, said)
                assert certain or (title not in claimed and "all four" not in claimed), said
            open_and_settled |= {bool(still_open), not still_open}

    assert open_and_settled == {True, False}


def test_what_is_settled_is_told_beside_what_is_open(rulebook: Rulebook) -> None:
    found = {
        heading(rulebook, known_in_part(company.case, count))[0]
        for company in companies(rulebook)
        for count in (14, 22)
    }

    assert "Which role leads is still open on all four dimensions" in found
    assert any(
        "leads on" in said.partition("; which role leads is still open on")[0] and "; which role" in said
        for said in found
    )
