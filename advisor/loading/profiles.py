"""Role profiles and pairings: what a hiring owner needs to know, as nouns."""

from collections.abc import Iterable, Mapping

from advisor.loading.demands import read_condition
from advisor.loading.files import RuleFile
from advisor.loading.problems import Problems
from advisor.loading.reading import read_record
from advisor.loading.schema import PairingFile, RoleFile, StepRecord
from advisor.rulebook import (
    Alternative,
    Asked,
    Decision,
    Duty,
    Fact,
    Instead,
    Pairing,
    Pay,
    Role,
    Sequence,
    Step,
)


def read_role(file: RuleFile, facts: Mapping[str, Fact], problems: Problems) -> Role | None:
    """Return one role's profile, or None after noting what is wrong with it."""
    record = read_record(RoleFile, file.data, file, "", problems)
    if record is None:
        return None
    return Role(
        id=file.ids[0],
        title=record.title,
        short=record.short,
        order=record.order,
        summary=record.summary,
        mandate=record.mandate,
        reports_to=record.reports_to,
        duties=tuple(
            Duty(d.says, read_condition(d.when, facts, problems, (file.path, "duty", "when")), tuple(d.cites))
            for d in record.duty
        ),
        decisions=tuple(
            Decision(d.decision, {"owner": d.owner, file.ids[0]: d.role, "leads": d.leads}, d.today)
            for d in record.decision
        ),
        measures=tuple(record.measures),
        first_30_days=tuple(record.first_30_days),
        first_60_days=tuple(record.first_60_days),
        first_90_days=tuple(record.first_90_days),
        asks_for=tuple(record.asks_for),
        interview=tuple(Asked(asked.asks, asked.listen_for) for asked in record.interview),
        red_flags=tuple(record.red_flags),
        pay=tuple(Pay(p.form, p.low, p.high, p.year, p.says, tuple(p.cites)) for p in record.pay),
        alternatives=tuple(
            Alternative(one.says, read_condition(one.when, facts, problems, at), one.is_form, one.is_role)
            for at in ((file.path, "alternative", "when"),)
            for one in record.alternative
        ),
        first_steps=tuple(
            Step(s.does, s.who, s.done, s.within_days, read_condition(s.when, facts, problems, at))
            for at in ((file.path, "first-step", "when"),)
            for s in record.first_step
        ),
        soon_steps=read_steps(record.soon_step),
        kept_steps=tuple(
            Step(s.does, s.who, s.done, s.within_days, read_condition(s.when, facts, problems, at), s.doubt)
            for at in ((file.path, "kept-step", "when"),)
            for s in record.kept_step
        ),
        in_place_when=read_condition(record.in_place_when, facts, problems, (file.path, "", "in-place-when")),
        takes_over=record.takes_over,
        cites=tuple(record.cites),
        file=file.path,
        posted_under=record.posted_under,
        instead=tuple(
            Instead(one.of, one.says, read_condition(one.when, facts, problems, at))
            for at in ((file.path, "instead", "when"),)
            for one in record.instead
        ),
    )


def read_pairing(file: RuleFile, facts: Mapping[str, Fact], problems: Problems) -> Pairing | None:
    """Return what needing several roles together means, or None after noting what is wrong with it."""
    record = read_record(PairingFile, file.data, file, "", problems)
    if record is None:
        return None
    return Pairing(
        roles=tuple(file.ids[0].split("+")),
        title=record.title,
        summary=record.summary,
        reports=record.reports,
        under=dict(record.under),
        decisions=tuple(
            Decision(
                line.get("decision", ""),
                {party: word for party, word in line.items() if party not in {"decision", "today"}},
                line.get("today", ""),
            )
            for line in record.decision
        ),
        first_steps=read_steps(record.first_step),
        sequences=tuple(
            Sequence(
                first=s.first,
                says=s.says,
                promotes=s.promotes,
                then=s.then,
                then_who=s.then_who,
                when=read_condition(s.when, facts, problems, (file.path, "sequence", "when")),
                because=s.because,
                cites=tuple(s.cites),
            )
            for s in record.sequence
        ),
        cites=tuple(record.cites),
        file=file.path,
    )


def read_steps(records: Iterable[StepRecord]) -> tuple[Step, ...]:
    """Return things to do, in the order written."""
    return tuple(Step(one.does, one.who, one.done, one.within_days) for one in records)
