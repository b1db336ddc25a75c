"""From files to nouns. What one record says of another is looked at in `checking`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.errors import did_you_mean
from advisor.loading.demands import read_condition
from advisor.loading.fact_order import in_order
from advisor.loading.files import RuleFile
from advisor.loading.problems import Problems
from advisor.loading.profiles import read_pairing, read_role, read_steps
from advisor.loading.questionnaires import read_questionnaires
from advisor.loading.reading import headings, read_record
from advisor.loading.schema import (
    BookFile,
    CellHead,
    DimensionFile,
    FactRecord,
    GateRecord,
    LimitRecord,
    NoteRecord,
    PolicyFile,
    RuleRecord,
    SourceRecord,
    ThresholdRecord,
)
from advisor.rulebook import (
    TIMINGS,
    Dimension,
    Dollars,
    Effect,
    Fact,
    Gate,
    KnownAs,
    Limit,
    NoteKind,
    NoteRule,
    Pairing,
    Policy,
    Role,
    Row,
    Rule,
    Rulebook,
    Source,
    Statement,
    Threshold,
    Time,
)

MOST_RULES = 2000
MOST_QUESTIONS = 300
EFFECTS_READ = "must read 'block <role>', 'defer to soon', 'defer to not-yet' or 'form <form>'"
NOTE_KINDS: dict[str, NoteKind] = {
    "warnings": "warning",
    "contradictions": "contradiction",
    "forms": "form",
    "reasons": "reason",
}


@dataclass(slots=True)
class Draft:
    """The parts of a rulebook while its files are read."""

    problems: Problems
    facts: dict[str, Fact] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    statements: dict[tuple[str, str], Statement] = field(default_factory=dict)
    gates: list[Gate] = field(default_factory=list)
    notes: list[NoteRule] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def claim_id(self, taken: Mapping[str, Fact | Source] | Iterable[str], name: str, file: RuleFile) -> bool:
        """Say whether an id is still free; note the clash if not."""
        if name in taken:
            self.problems.add(file.path, "this id is taken already", name)
            return False
        return True


def assemble(files: list[RuleFile], digest: str, problems: Problems) -> Rulebook | None:
    """Return the rulebook that the files describe, or None where too much of it is missing."""
    draft = Draft(problems)
    by_kind: dict[str, list[RuleFile]] = {}
    for file in files:
        by_kind.setdefault(file.kind, []).append(file)
    if "rulebook" not in by_kind:
        problems.add("rulebook.toml", "there is no such file; every rulebook has one")
        return None
    book = read_record(BookFile, by_kind["rulebook"][0].data, by_kind["rulebook"][0], "", problems)
    _read_facts(draft, by_kind.get("facts", []))
    _read_sources(draft, by_kind.get("sources", []))
    questionnaires = read_questionnaires(by_kind, book.questionnaire if book else "", problems)
    dimensions = _read_dimensions(draft, by_kind.get("dimension", []))
    roles = _read_roles(draft, by_kind.get("role", []))
    _read_cells(draft, by_kind.get("cell", []), roles, dimensions)
    _read_gates(draft, by_kind.get("gates", []))
    _read_notes(draft, by_kind)
    policies = _read_policies(draft, by_kind.get("policy", []))
    pairings = _read_pairings(draft, by_kind.get("pairing", []))
    if len(draft.rules) > MOST_RULES:
        problems.add("", f"more than {MOST_RULES} rules")
    if sum(len(q.questions()) for q in questionnaires.values()) > MOST_QUESTIONS:
        problems.add("", f"more than {MOST_QUESTIONS} questions")
    if book is None:
        return None
    return Rulebook(
        id=book.id,
        title=book.title,
        version=book.version,
        digest=digest,
        money_year=book.money_year,
        questionnaire=book.questionnaire,
        policy=book.policy,
        facts=draft.facts,
        questionnaires=questionnaires,
        dimensions=dimensions,
        roles=roles,
        rules=_by_cell(draft.rules, roles, dimensions),
        statements=draft.statements,
        gates=tuple(sorted(draft.gates, key=lambda gate: (gate.order, gate.id))),
        notes=tuple(draft.notes),
        policies=policies,
        pairings=tuple(pairings),
        sources=draft.sources,
        known_as=KnownAs(**book.known_as.model_dump()),
    )


def _by_cell(
    rules: list[Rule], roles: Mapping[str, Role], dimensions: Mapping[str, Dimension]
) -> tuple[Rule, ...]:
    """Order rules by role and dimension as people meet them, and as written within a cell."""
    role_place, dimension_place = list(roles), list(dimensions)
    return tuple(sorted(rules, key=lambda r: (role_place.index(r.role), dimension_place.index(r.dimension))))


def _read_facts(draft: Draft, files: list[RuleFile]) -> None:
    records: dict[str, tuple[FactRecord, RuleFile]] = {}
    for file in files:
        for name, record in headings(FactRecord, file, draft.problems):
            if draft.claim_id(records, name, file):
                records[name] = record, file
    parents = {
        name: (*record.applies_when, *(p for p in (record.from_, record.by) if p))
        for name, (record, _) in records.items()
    }
    for name in in_order(parents, {name: file.path for name, (_, file) in records.items()}, draft.problems):
        record, file = records[name]
        place = (file.path, name, "applies-when")
        draft.facts[name] = Fact(
            id=name,
            title=record.title,
            kind=record.kind,
            file=file.path,
            unit=record.unit,
            least=record.least,
            most=record.most,
            money=record.money,
            values=record.values,
            may_not_apply=record.may_not_apply,
            changeable=record.changeable,
            better=record.better or "",
            lacks=tuple(record.lacks),
            who=record.who,
            dollars={word: Dollars(sums.at_least, sums.at_most) for word, sums in record.dollars.items()},
            never_lowers=tuple(record.never_lowers),
            never_raises=tuple(record.never_raises),
            applies_when=read_condition(record.applies_when, draft.facts, draft.problems, place),
            source=record.from_,
            by=record.by,
            rows=tuple(
                Row(word, tuple(row.starts), row.because, tuple(row.cites))
                for word, row in record.rows.items()
            ),
            because=record.because,
            cites=tuple(record.cites),
        )


def _read_sources(draft: Draft, files: list[RuleFile]) -> None:
    for file in files:
        for name, record in headings(SourceRecord, file, draft.problems):
            if draft.claim_id(draft.sources, name, file):
                draft.sources[name] = Source(
                    id=name,
                    title=record.title,
                    author=record.author,
                    year=record.year,
                    publisher=record.publisher,
                    url=record.url,
                    basis=record.basis,
                    trust=record.trust,
                    passages=record.passages,
                    file=file.path,
                )


def _read_dimensions(draft: Draft, files: list[RuleFile]) -> dict[str, Dimension]:
    found = []
    for file in files:
        record = read_record(DimensionFile, file.data, file, "", draft.problems)
        if record is not None:
            found.append(
                Dimension(
                    id=file.ids[0],
                    title=record.title,
                    asks=record.asks,
                    order=record.order,
                    because=record.because,
                    cites=tuple(record.cites),
                    file=file.path,
                )
            )
    return {d.id: d for d in sorted(found, key=lambda d: (d.order, d.id))}


def _read_roles(draft: Draft, files: list[RuleFile]) -> dict[str, Role]:
    found = [role for file in files if (role := read_role(file, draft.facts, draft.problems))]
    return {role.id: role for role in sorted(found, key=lambda role: (role.order, role.id))}


def _read_cells(
    draft: Draft, files: list[RuleFile], roles: Mapping[str, Role], dimensions: Mapping[str, Dimension]
) -> None:
    for file in files:
        role, dimension = file.ids
        if role not in roles or dimension not in dimensions:
            lost, known = (role, list(roles)) if role not in roles else (dimension, list(dimensions))
            kind = "role" if role not in roles else "dimension"
            draft.problems.add(file.path, f"there is no {kind} '{lost}'{did_you_mean(lost, known)}")
            continue
        head = {key: value for key, value in file.data.items() if not isinstance(value, dict)}
        rules: dict[str, object] = {key: value for key, value in file.data.items() if isinstance(value, dict)}
        statement = read_record(CellHead, head, file, "", draft.problems)
        if statement is not None:
            draft.statements[role, dimension] = Statement(statement.says, tuple(statement.cites))
        body = RuleFile(file.path, file.kind, file.ids, rules)
        for name, record in headings(RuleRecord, body, draft.problems):
            draft.rules.append(
                Rule(
                    id=f"{role}/{dimension}/{name}",
                    role=role,
                    dimension=dimension,
                    claim=record.claim or name,
                    title=record.title,
                    points=record.points,
                    when=read_condition(record.when, draft.facts, draft.problems, (file.path, name, "when")),
                    because=record.because,
                    cites=tuple(record.cites),
                    file=file.path,
                    rare=record.rare,
                )
            )


def _read_gates(draft: Draft, files: list[RuleFile]) -> None:
    for file in files:
        for name, record in headings(GateRecord, file, draft.problems):
            effect = _read_effect(record.effect)
            if effect is None:
                draft.problems.add(file.path, EFFECTS_READ, name, "effect")
            elif draft.claim_id([gate.id for gate in draft.gates], name, file):
                place = (file.path, name, "when")
                draft.gates.append(
                    Gate(
                        id=name,
                        title=record.title,
                        order=record.order,
                        effect=effect,
                        when=read_condition(record.when, draft.facts, draft.problems, place),
                        because=record.because,
                        first=read_steps(record.first),
                        again=record.again,
                        cites=tuple(record.cites),
                        file=file.path,
                    )
                )


def _read_effect(text: str) -> Effect | None:
    match text.split():
        case ["block", role]:
            return Effect("block", role)
        case ["defer", "to", timing] if timing in TIMINGS[1:]:
            return Effect("defer", timing)
        case ["form", form]:
            return Effect("form", form)
    return None


def _read_notes(draft: Draft, by_kind: Mapping[str, list[RuleFile]]) -> None:
    for folder, kind in NOTE_KINDS.items():
        for file in by_kind.get(folder, []):
            for name, record in headings(NoteRecord, file, draft.problems):
                if not draft.claim_id([note.id for note in draft.notes], name, file):
                    continue
                place = (file.path, name, "when")
                draft.notes.append(
                    NoteRule(
                        id=name,
                        kind=kind,
                        title=record.title,
                        order=record.order,
                        when=read_condition(record.when, draft.facts, draft.problems, place),
                        says=record.says,
                        because=record.because,
                        do=record.do,
                        cites=tuple(record.cites),
                        file=file.path,
                        for_roles=tuple(record.for_roles),
                        for_timings=tuple(record.for_timings),
                        for_hires=record.for_hires,
                        asks_again=tuple(record.asks_again),
                        first_page=record.first_page,
                        for_newcomers=record.for_newcomers,
                        for_one_role=record.for_one_role,
                        promotes=record.promotes,
                        first=read_steps(record.first),
                        role=record.role,
                        form=record.form,
                        sign=record.sign,
                    )
                )


def _read_policies(draft: Draft, files: list[RuleFile]) -> dict[str, Policy]:
    found = {}
    for file in files:
        record = read_record(PolicyFile, file.data, file, "", draft.problems)
        if record is not None:
            name = file.ids[0]
            found[name] = Policy(
                id=name,
                title=record.title,
                needed=_threshold(record.needed),
                near=_threshold(record.near),
                file=file.path,
                one_answer=_limit(record.one_answer),
                hidden_weight=_limit(record.hidden_weight),
                one_verdict=_limit(record.one_verdict),
                times={
                    name: Time(t.means, t.again, t.within_days, t.because, tuple(t.cites))
                    for name, t in record.times.items()
                },
            )
    return found


def _limit(record: LimitRecord | None) -> Limit | None:
    return Limit(record.percent, record.because, tuple(record.cites)) if record else None


def _threshold(record: ThresholdRecord) -> Threshold:
    return Threshold(record.points, record.because, tuple(record.cites))


def _read_pairings(draft: Draft, files: list[RuleFile]) -> list[Pairing]:
    return [pairing for file in files if (pairing := read_pairing(file, draft.facts, draft.problems))]
