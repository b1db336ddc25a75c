"""The whole way from a case to its assessment."""

from fractions import Fraction

from advisor.assessment import Assessment, Choice, GateFinding, NoteShown, Verdict
from advisor.case import Case, RulebookMark
from advisor.conditions import holds
from advisor.engine.headline import headline
from advisor.engine.remarks import first_per_role, notes_met
from advisor.engine.scoring import find, score, share_met
from advisor.engine.seating import seating
from advisor.engine.sheets import answers_of, resolve
from advisor.engine.verdict import UNDECIDED, choose
from advisor.rulebook import Effect, Gate, Rulebook

EQUAL_WEIGHT = 1


def assess(rulebook: Rulebook, case: Case) -> Assessment:
    """Hold every rule against a case and draw the verdict. The same input gives the same result."""
    answers, states = answers_of(rulebook, case), resolve(rulebook, case)
    weights = case.weights or dict.fromkeys(rulebook.dimensions, EQUAL_WEIGHT)
    findings = {rule.id: find(rulebook, rule, answers, states) for rule in rulebook.rules}
    scores = tuple(score(rulebook, role, findings, answers, weights) for role in rulebook.roles.values())
    gate_shares = {gate.id: share_met(rulebook, gate.when, answers) for gate in rulebook.gates}
    acting = [gate for gate in rulebook.gates if gate_shares[gate.id] == 1]
    settled = any(f.outcome != "unknown" for f in findings.values() if f.points)

    def decide(effects: list[Effect]) -> Choice:
        totals = {found.role: found.total for found in scores}
        policy = rulebook.policies[rulebook.policy]
        return choose(policy, rulebook.roles.values(), totals, effects) if settled else UNDECIDED

    choice, merits = decide([gate.effect for gate in acting]), decide([])
    seated = seating(rulebook, choice, states, acting)
    seats = seated.seats
    return Assessment(
        rulebook=RulebookMark(rulebook.id, rulebook.version, rulebook.digest),
        case=case,
        states=states,
        parked=tuple(
            fact.id
            for fact in rulebook.asked_facts()
            if case.answered(fact.id) and holds(fact.applies_when, states) == "unmet"
        ),
        verdict=Verdict(
            choice=choice,
            form=next((seat.form for seat in seats if not seat.in_place), None),
            seats=seats,
            on_merits=merits,
            standing=None if settled else "open",
            firmness=None,
            headline=headline(
                rulebook,
                choice,
                seats,
                in_turn=bool(seated.sequence and seated.sequence.then),
                merits=merits,
            ),
        ),
        scores=scores,
        gates=tuple(
            _gate_finding(gate, gate_shares[gate.id], decide([g.effect for g in acting if g is not gate]))
            for gate in rulebook.gates
        ),
        findings=tuple(findings.values()),
        warnings=notes_met(rulebook, "warning", choice, states, seats),
        contradictions=notes_met(rulebook, "contradiction", choice, states),
        forms=seated.forms,
        reasons=first_per_role(notes_met(rulebook, "reason", choice, states)),
        sequence=seated.sequence,
    )


def contradictions_in(rulebook: Rulebook, case: Case) -> tuple[NoteShown, ...]:
    """Return the contradictions among the answers of a case, whatever the verdict will be."""
    return notes_met(rulebook, "contradiction", UNDECIDED, resolve(rulebook, case))


def _gate_finding(gate: Gate, share: Fraction, without: Choice) -> GateFinding:
    if share == 1:
        return GateFinding(gate.id, "met", without)
    return GateFinding(gate.id, "unmet" if share == 0 else "unknown", None)
