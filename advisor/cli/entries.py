"""One record of the rulebook as a person sees it: what it says, where it stands, what it rests on."""

from collections.abc import Iterable

from advisor.conditions import Condition, Demand
from advisor.errors import CommandError, did_you_mean
from advisor.rulebook import Dimension, Fact, Gate, NoteRule, Role, Rule, Rulebook, Source

Entry = dict[str, object]


def contents(rulebook: Rulebook) -> Entry:
    """Return the table of contents: every id, by kind."""
    return {
        "rulebook": f"{rulebook.title} ({rulebook.id} {rulebook.version})",
        "digest": rulebook.digest,
        "facts": list(rulebook.facts),
        "rules": [f"{rule.id} ({rule.points})" for rule in rulebook.rules],
        "gates": [gate.id for gate in rulebook.gates],
        "notes": [note.id for note in rulebook.notes],
        "sources": list(rulebook.sources),
    }


def look_up(rulebook: Rulebook, name: str) -> Entry:
    """Return the record with this id, with its citations spelled out. Raises CommandError."""
    if name in rulebook.facts:
        return _fact(rulebook, rulebook.facts[name])
    if name in rulebook.rule:
        return _rule(rulebook, rulebook.rule[name])
    if name in rulebook.roles:
        return _role(rulebook, rulebook.roles[name])
    if name in rulebook.dimensions:
        return _dimension(rulebook, rulebook.dimensions[name])
    if name in rulebook.sources:
        return _source(rulebook.sources[name])
    for gate in rulebook.gates:
        if gate.id == name:
            return _gate(rulebook, gate)
    for note in rulebook.notes:
        if note.id == name:
            return _note(rulebook, note)
    known = [
        *rulebook.rule, *rulebook.facts, *(g.id for g in rulebook.gates), *(n.id for n in rulebook.notes),
        *rulebook.roles, *rulebook.dimensions, *rulebook.sources,
    ]  # fmt: skip
    raise CommandError(
        f"advisor rules: nothing in the rulebook is called '{name[:60]}'{did_you_mean(name, known)}",
        "run 'advisor rules' to list every id",
    )


def _dimension(rulebook: Rulebook, dimension: Dimension) -> Entry:
    return {
        "dimension": dimension.id,
        "file": dimension.file,
        "title": dimension.title,
        "asks": dimension.asks,
        "because": dimension.because,
        "rests on": _citations(rulebook, dimension.cites),
    }


def _rule(rulebook: Rulebook, rule: Rule) -> Entry:
    return {
        "rule": rule.id,
        "file": rule.file,
        "title": rule.title,
        "points": rule.points,
        "step of": rule.claim,
        "when": _demands(rulebook, rule.when),
        "because": rule.because,
        "rare": rule.rare,
        "rests on": _citations(rulebook, rule.cites),
    }


def _gate(rulebook: Rulebook, gate: Gate) -> Entry:
    return {
        "gate": gate.id,
        "file": gate.file,
        "title": gate.title,
        "effect": str(gate.effect),
        "when": _demands(rulebook, gate.when),
        "because": gate.because,
        "first": [f"{step.does} Done when {step.done}." for step in gate.first],
        "look again when": gate.again,
        "rests on": _citations(rulebook, gate.cites),
    }


def _note(rulebook: Rulebook, note: NoteRule) -> Entry:
    hires = "seats to fill from outside" if note.for_newcomers else "seats to fill" if note.for_hires else ""
    return {
        note.kind: note.id,
        "file": note.file,
        "title": note.title,
        "when": _demands(rulebook, note.when),
        "for": ", ".join((*note.for_roles, *note.for_timings, *filter(None, (note.role, hires)))),
        "form": note.form,
        "says": note.says,
        "asks again": ", ".join(note.asks_again),
        "because": note.because,
        "early sign": note.sign,
        "do": note.do,
        "rests on": _citations(rulebook, note.cites),
    }


def _fact(rulebook: Rulebook, fact: Fact) -> Entry:
    readers = [
        *(rule.id for rule in rulebook.rules if _reads(rule.when, fact.id)),
        *(gate.id for gate in rulebook.gates if _reads(gate.when, fact.id)),
        *(note.id for note in rulebook.notes if _reads(note.when, fact.id)),
        *(other.id for other in rulebook.facts.values() if fact.id in (other.source, other.by)),
    ]
    questions = rulebook.questionnaires[rulebook.questionnaire].questions()
    question = next((q for q in questions if q.fact == fact.id), None)
    return {
        "fact": fact.id,
        "file": fact.file,
        "title": fact.title,
        "asked as": question.asks if question else "",
        "why we ask": question.why if question else "",
        "answers": dict(fact.values) or f"{fact.least} to {fact.most} {fact.unit}",
        "applies when": _demands(rulebook, fact.applies_when),
        "looked up from": f"{fact.source} by {fact.by}" if fact.source else "",
        "steps start at": {row.by: f"{list(row.starts)} {row.because}" for row in fact.rows},
        "because": fact.because,
        "read by": readers,
        "rests on": _citations(rulebook, dict.fromkeys(c for row in fact.rows for c in row.cites)),
    }


def _role(rulebook: Rulebook, role: Role) -> Entry:
    return {
        "role": role.id,
        "file": role.file,
        "title": role.title,
        "summary": role.summary,
        "mandate": role.mandate,
        "reports to": role.reports_to,
        "rules": [rule.id for rule in rulebook.rules if rule.role == role.id],
        "rests on": _citations(rulebook, role.cites),
    }


def _source(source: Source) -> Entry:
    return {
        "source": source.id,
        "file": source.file,
        "title": source.title,
        "author": source.author,
        "year": source.year or "no date",
        "publisher": source.publisher,
        "address": source.url,
        "basis": source.basis,
        "trust": source.trust,
        "passages": dict(source.passages),
    }


def _reads(condition: Condition, fact: str) -> bool:
    return any(demand.fact == fact for demand in condition)


def _demands(rulebook: Rulebook, condition: Condition) -> list[str]:
    return [
        f"{rulebook.facts[d.fact].title} ({d.fact}): {_said(rulebook.facts[d.fact], d)}" for d in condition
    ]


def _said(fact: Fact, demand: Demand) -> str:
    if demand.includes is not None:
        return f"includes '{demand.includes}'"
    bounds = [
        f"{word} {bound}"
        for word, bound in (("at least", demand.least), ("at most", demand.most))
        if bound is not None
    ]
    if bounds:
        unit = fact.unit if fact.kind == "number" else ""
        return f"{' and '.join(bounds)} {unit}".rstrip()
    return " or ".join(str(word) for word in demand.among)


def _citations(rulebook: Rulebook, cites: Iterable[str]) -> list[str]:
    """Spell each citation out: who says it, when, on what basis, how far to trust it, and what it says."""
    lines = []
    for cite in cites:
        name, passage = cite.split("#", 1)
        source = rulebook.sources[name]
        year = source.year or "no date"
        lines.append(
            f"{cite}: {source.author}, {source.title}, {year} "
            f"[{source.basis}, trust {source.trust}]: {source.passages[passage]}"
        )
    return lines
