"""What a report says, section by section. A new section is one function and its name in a list."""

from collections.abc import Callable

from advisor.assessment import Assessment
from advisor.report.anonymity import without_names
from advisor.report.appendix import all_answers, points, roles, sources, versions
from advisor.report.blocks import Brand, Report, Section
from advisor.report.briefs import briefs
from advisor.report.deciding import deciding
from advisor.report.fit import fit
from advisor.report.formats import formats_for
from advisor.report.gates import put_right
from advisor.report.growth import growth
from advisor.report.matter import Matter
from advisor.report.options import options
from advisor.report.organisation import organisation
from advisor.report.remarks import remarks
from advisor.report.risks import risks
from advisor.report.summary import summary
from advisor.report.sureness import how_sure
from advisor.rulebook import Rulebook

Maker = Callable[[Matter], list[Section]]


def compose(
    assessment: Assessment,
    rulebook: Rulebook,
    length: str = "standard",
    *,
    brand: Brand | None = None,
    author: str = "",
    draft: bool = False,
    answers: bool = True,
    anonymous: bool = False,
) -> Report:
    """Return the report in one of the lengths "one-page", "standard" and "full".

    Dates and amounts are written as `brand.language` has them. Without `answers` the appendices that
    quote them all are left out. `anonymous` leaves out the names of the client and the respondent.
    """
    brand = brand or Brand()
    assessment = without_names(assessment) if anonymous else assessment
    case, formats = assessment.case, formats_for(brand.language)
    makers = [make for make in LENGTHS[length] if answers or make not in {all_answers, points}]
    matter = Matter(assessment, rulebook, formats, numbered=all_answers in makers)
    return Report(
        title=f"{case.name or 'Your company'}: who should run operations",
        subtitle=f"Prepared for {_person(case.respondent)}" if case.respondent else "",
        sections=tuple(section for make in makers for section in make(matter)),
        client=case.name,
        author=author,
        date=formats.date(case.date),
        day=case.date,
        draft=draft,
        brand=brand,
    )


ONE_PAGE: tuple[Maker, ...] = (summary,)
STANDARD: tuple[Maker, ...] = (
    summary, put_right, fit, options, organisation, deciding, how_sure, growth, briefs, risks, remarks,
    sources, versions,
)  # fmt: skip
FULL: tuple[Maker, ...] = (*STANDARD[:-2], all_answers, points, roles, sources, versions)
LENGTHS = {"one-page": ONE_PAGE, "standard": STANDARD, "full": FULL}


def holds_notes(length: str) -> bool:
    """Say whether a report of that length tells the notes."""
    return remarks in LENGTHS[length]


def _person(name: str) -> str:
    """Go on with whom a report is for, a name or what somebody is ("The owner")."""
    return name[0].lower() + name[1:] if name.startswith("The ") else name
