"""The whole rulebook, and what follows from its parts."""

from dataclasses import dataclass, field
from functools import cached_property

from advisor.conditions import Condition
from advisor.rulebook.facts import Fact, Questionnaire
from advisor.rulebook.judging import Dimension, Gate, NoteRule, Policy, Rule, Source, Statement
from advisor.rulebook.seats import Pairing, Role


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Which facts of a rulebook are the ones that reports draw pictures of; empty where it has none.

    `people`, `growth` (percent in the last year), `direct_reports` (to the owner) and `departments` (with
    a lead) are numbers; `runs_operations` is a scale whose lowest word is nobody; `seat_money` is what a
    seat may cost in a year.
    """

    people: str = ""
    growth: str = ""
    direct_reports: str = ""
    departments: str = ""
    runs_operations: str = ""
    seat_money: str = ""


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything in `rules/`, checked: ids resolve, cells hand out 25 points, facts are in an order
    in which each depends only on earlier ones.

    `digest` is the SHA-256, in hexadecimal, of all data files; equal digests give equal advice.
    """

    id: str
    title: str
    version: str
    digest: str
    money_year: int
    questionnaire: str
    policy: str
    facts: dict[str, Fact]
    questionnaires: dict[str, Questionnaire]
    dimensions: dict[str, Dimension]
    roles: dict[str, Role]
    rules: tuple[Rule, ...]
    statements: dict[tuple[str, str], Statement]
    gates: tuple[Gate, ...]
    notes: tuple[NoteRule, ...]
    policies: dict[str, Policy]
    pairings: tuple[Pairing, ...]
    sources: dict[str, Source]
    known_as: KnownAs = field(default_factory=KnownAs)

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[Rule, ...]]:
        """Map (role, dimension) to its rules, in the order written."""
        return {
            (role, dimension): tuple(r for r in self.rules if (r.role, r.dimension) == (role, dimension))
            for role in self.roles
            for dimension in self.dimensions
        }

    @cached_property
    def hangs_on(self) -> dict[str, frozenset[str]]:
        """Map each fact to all facts that its state hangs on, directly or not, itself included."""
        found: dict[str, frozenset[str]] = {}
        for fact in self.facts.values():
            parents = {demand.fact for demand in fact.applies_when} | ({fact.source, fact.by} - {""})
            found[fact.id] = frozenset({fact.id}).union(*(found[parent] for parent in parents))
        return found

    @cached_property
    def rule(self) -> dict[str, Rule]:
        """Map each rule's id to the rule."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def interval_starts(self) -> dict[str, tuple[int, ...]]:
        """Map each number to the least value of every interval that this rulebook tells apart.

        Two values of one interval are alike to every rule with points and every gate, so a number
        counts once per interval wherever answer sheets are counted. Notes cut no intervals: a new
        warning must not move a score.
        """
        cuts: dict[str, set[int]] = {f.id: {f.least} for f in self.facts.values() if f.kind == "number"}
        for condition in self.scoring_conditions():
            for demand in condition:
                if demand.fact in cuts:
                    if isinstance(demand.least, int):
                        cuts[demand.fact].add(demand.least)
                    if isinstance(demand.most, int):
                        cuts[demand.fact].add(demand.most + 1)
        scored = {demand.fact for condition in self.scoring_conditions() for demand in condition}
        for fact in self.facts.values():
            if fact.id in scored:
                for row in fact.rows:
                    cuts[fact.source].update(row.starts)
        return {
            number: tuple(sorted(cut for cut in found if fact.least <= cut <= fact.most))
            for number, found in cuts.items()
            for fact in (self.facts[number],)
        }

    def scoring_conditions(self) -> tuple[Condition, ...]:
        """Return the conditions that the verdict depends on: rules with points, gates, applicability."""
        return (
            *(rule.when for rule in self.rules if rule.points),
            *(gate.when for gate in self.gates),
            *(fact.applies_when for fact in self.facts.values()),
        )

    def conditions(self) -> tuple[Condition, ...]:
        """Return every condition written anywhere in the rulebook."""
        return (
            *(rule.when for rule in self.rules),
            *(gate.when for gate in self.gates),
            *(fact.applies_when for fact in self.facts.values()),
            *(note.when for note in self.notes),
            *(duty.when for role in self.roles.values() for duty in role.duties),
            *(role.in_place_when for role in self.roles.values()),
            *(step.when for role in self.roles.values() for step in (*role.first_steps, *role.kept_steps)),
            *(one.when for role in self.roles.values() for one in role.alternatives),
            *(one.when for role in self.roles.values() for one in role.instead),
            *(sequence.when for pairing in self.pairings for sequence in pairing.sequences),
        )

    def facts_as_asked(self) -> tuple[Fact, ...]:
        """Return the facts that a person can answer, in the order of the default questionnaire."""
        asked = [question.fact for question in self.questionnaires[self.questionnaire].questions()]
        rest = [fact.id for fact in self.asked_facts() if fact.id not in asked]
        return tuple(self.facts[name] for name in (*asked, *rest))

    def asked_facts(self) -> tuple[Fact, ...]:
        """Return the facts that a person can answer (all but derived ones), in dependency order."""
        return tuple(fact for fact in self.facts.values() if fact.kind != "derived")
