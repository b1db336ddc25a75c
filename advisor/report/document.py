"""The result as one JSON document: the contract that programs and the report's JSON share.

Totals are rounded here, once, to two decimals; a whole total is a whole number. The same
assessment gives the same bytes on any machine.
"""

import json
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256

from advisor.assessment import (
    Analysis,
    Assessment,
    Cell,
    Choice,
    Finding,
    Gain,
    GateFinding,
    NoteShown,
    Possible,
    Way,
)
from advisor.conditions import Absence, State
from advisor.rulebook import Rulebook, Step

SCHEMA = "advisor.assessment/1"
Document = dict[str, object]


def result(assessment: Assessment, rulebook: Rulebook) -> Document:
    """Return the whole result under the stable keys of the contract."""
    verdict = assessment.verdict
    return {
        "schema": SCHEMA,
        "rulebook": {
            "id": assessment.rulebook.id,
            "version": assessment.rulebook.version,
            "digest": assessment.rulebook.digest,
        },
        "case": _case(assessment, rulebook),
        "verdict": {
            **_choice(verdict.choice),
            "form": verdict.form,
            "roles": [
                {
                    "role": seat.role,
                    "timing": seat.timing,
                    "form": seat.form,
                    "in_place": seat.in_place,
                    "order": seat.order,
                    "in_doubt": seat.in_doubt,
                    "promotes": seat.promotes or None,
                }
                for seat in verdict.seats
            ],
            "on_merits": _choice(verdict.on_merits),
            "standing": verdict.standing,
            "firmness": verdict.firmness,
            "headline": verdict.headline,
        },
        "scores": {
            score.role: {
                "total": _number(score.total),
                "low": _number(score.low),
                "high": _number(score.high),
                "dimensions": {cell.dimension: _cell(cell) for cell in score.cells},
            }
            for score in assessment.scores
        },
        "gates": [_gate(gate, rulebook) for gate in assessment.gates],
        "findings": [_finding(finding, rulebook) for finding in assessment.findings],
        "warnings": [_note(note) for note in assessment.warnings],
        "contradictions": [_note(note) for note in assessment.contradictions],
        "reason": _note(assessment.reasons[0]) if assessment.reasons else None,
        "forms": [_note(note) for note in assessment.forms],
        "sequence": _sequence(assessment),
        **_analysis(assessment.analysis),
    }


def fingerprint(assessment: Assessment) -> str:
    """Return the SHA-256, in hexadecimal, of the answers and the rules they were held against.

    Names, dates and notes are no part of it: it tells nothing about whose answers they are.
    """
    case = assessment.case
    answers = {name: list(v) if isinstance(v, tuple) else v for name, v in sorted(case.facts.items())}
    parts = [
        assessment.rulebook.digest,
        answers,
        sorted(case.dont_know),
        sorted(case.not_applicable),
        [case.currency, str(case.dollars_per_unit)],
        dict(sorted(case.weights.items())),
    ]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def dumps(document: Document, *, one_line: bool = False) -> str:
    """Spell a document out as JSON with a line break at the end.

    Safe to paste into a page: "</" and the two line separators of JavaScript are escaped.
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=None if one_line else 2)
    return text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def _analysis(analysis: Analysis | None) -> Document:
    if analysis is None:
        return {"possible": {}, "changes": [], "robustness": None, "ask_next": [], "find_out": []}
    robustness = analysis.robustness
    return {
        "sheets": str(analysis.sheets),
        "possible": _possible(analysis),
        "changes": [_way(way) for way in analysis.ways],
        "robustness": robustness
        and {
            "weightings": robustness.weightings,
            "holds": robustness.holds,
            "verdicts": [
                {**_choice(one.choice), "weightings": one.weightings} for one in robustness.verdicts
            ],
            "nearest_flip": robustness.nearest_flip
            and {
                "weights": {name: 5 * weight for name, weight in robustness.nearest_flip.weights.items()},
                **_choice(robustness.nearest_flip.choice),
            },
        },
        "flips": [
            {"fact": flip.fact, "to": _value(flip.after), "near": flip.near, **_choice(flip.choice)}
            for flip in analysis.flips
        ],
        "thresholds": [
            {
                "fact": threshold.fact,
                "below": threshold.below,
                "above": threshold.above,
                "verdict_below": threshold.verdict_below and _choice(threshold.verdict_below),
                "verdict_above": threshold.verdict_above and _choice(threshold.verdict_above),
            }
            for threshold in analysis.thresholds
        ],
        "sufficient": analysis.sufficient and list(analysis.sufficient),
        "ask_next": _gains(analysis.ask_next),
        "find_out": _gains(analysis.find_out),
    }


def _gains(gains: Iterable[Gain]) -> list[Document]:
    return [{"fact": gain.fact, "gain": gain.millibits} for gain in gains]


def _possible(analysis: Analysis) -> Document:
    """Group what is possible by recommendation. Shares have six decimals; sheets are text, being huge."""
    found: dict[str, list[Possible]] = {}
    for one in analysis.possible:
        found.setdefault(str(one.choice.recommendation), []).append(one)
    return {
        recommendation: {
            "sheets": str(sum(one.sheets for one in members)),
            "share": _share(sum((one.share for one in members), Fraction(0))),
            "timing": {str(one.choice.timing): _share(one.share) for one in members},
        }
        for recommendation, members in found.items()
    }


def _share(share: Fraction) -> float:
    return float(round(share, 6))


def _way(way: Way) -> Document:
    found: Document = {"to": _choice(way.to), "kind": way.kind}
    if way.changes:
        found["changes"] = [
            {"fact": change.fact, "from": _value(change.before), "to": _value(change.after)}
            for change in way.changes
        ]
    elif way.impossible:
        found["impossible"] = True
    else:
        found["more_than"] = way.searched
    return found


def _case(assessment: Assessment, rulebook: Rulebook) -> Document:
    case, counted = assessment.case, assessment.case.without(assessment.parked)
    asked = [fact.id for fact in rulebook.facts_as_asked()]
    return {
        "name": case.name,
        "date": case.date or None,
        "currency": case.currency,
        "facts": {name: _value(counted.facts[name]) for name in asked if name in counted.facts},
        "dont_know": [name for name in asked if name in counted.dont_know],
        "not_applicable": [name for name in asked if name in counted.not_applicable],
        "not_asked": [name for name in asked if assessment.states[name] is Absence.NOT_ASKED],
        "parked": list(assessment.parked),
    }


def _choice(choice: Choice) -> Document:
    return {"recommendation": choice.recommendation, "timing": choice.timing}


def _cell(cell: Cell) -> Document:
    return {
        "points": cell.points,
        "of": cell.of,
        "low": cell.low,
        "high": cell.high,
        "expected": _number(cell.expected),
    }


def _gate(found: GateFinding, rulebook: Rulebook) -> Document:
    gate = next(gate for gate in rulebook.gates if gate.id == found.gate)
    return {
        "gate": gate.id,
        "outcome": found.outcome,
        "effect": str(gate.effect),
        "because": gate.because,
        "first": [_step(step) for step in gate.first],
        "again": gate.again or None,
        "without": _choice(found.without) if found.without else None,
        "cites": list(gate.cites),
    }


def _step(step: Step) -> Document:
    return {"does": step.does, "who": step.who, "done": step.done, "within_days": step.within_days}


def _finding(finding: Finding, rulebook: Rulebook) -> Document:
    rule = rulebook.rule[finding.rule]
    return {
        "rule": finding.rule,
        "claim": finding.claim,
        "outcome": finding.outcome,
        "points": finding.points,
        "because": rule.because,
        "facts": {evidence.fact: _value(evidence.state) for evidence in finding.evidence},
        "cites": list(rule.cites),
    }


def _note(note: NoteShown) -> Document:
    return {
        "id": note.note,
        "role": note.role or None,
        "title": note.title,
        "says": note.says,
        "because": note.because,
        "sign": note.sign,
        "do": note.do,
        "facts": list(note.facts),
        "cites": list(note.cites),
    }


def _sequence(assessment: Assessment) -> Document | None:
    found = assessment.sequence
    if found is None:
        return None
    return {
        "first": found.first,
        "says": found.says,
        "because": found.because,
        "reports": found.reports,
        "then": found.then or None,
        "cites": list(found.cites),
    }


def _value(state: State) -> object:
    if isinstance(state, Absence):
        return state.value
    return list(state) if isinstance(state, tuple) else state


def _number(value: Fraction) -> int | float:
    exact = round(value, 2)
    return int(exact) if exact.denominator == 1 else float(exact)
