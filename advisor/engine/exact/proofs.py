"""A rulebook proved sound, or the faults that it has: looked for on every answer sheet there is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product

from advisor.assessment import Choice
from advisor.case import Case
from advisor.conditions import State, written
from advisor.engine.exact.asking import splits
from advisor.engine.exact.board import Board
from advisor.engine.exact.changes import Search
from advisor.engine.exact.means import Means
from advisor.engine.exact.sheets import Sheets
from advisor.engine.exact.tables import Clause, compile_rulebook
from advisor.engine.exact.worlds import Ends, Worlds
from advisor.rulebook import TIMINGS, Gate, Limit, Rulebook

Told = Callable[[str], None]
"""Hears what is being proved."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something unsound: the file and heading to mend, and what is wrong, in one sentence."""

    file: str
    heading: str
    says: str

    def __str__(self) -> str:
        place = f"{self.file} [{self.heading}]" if self.heading else self.file
        return f"{place}: {self.says}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, how many answer sheets get it, and a smallest one: most answers are the first there is."""

    choice: Choice
    sheets: int
    share: Fraction
    witness: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a dimension in one role: as set, and as it works out over all answer sheets."""

    role: str
    dimension: str
    nominal: Fraction
    effective: Fraction


@dataclass(frozen=True, slots=True)
class Proofs:
    """What holds of a rulebook; `moves` maps each fact to the most that one step of its answer moves.

    `moves` are shares of all sheets that get another verdict on balance.
    """

    sheets: int
    outcomes: tuple[Outcome, ...]
    moves: Mapping[str, Fraction]
    weights: tuple[Weight, ...]
    faults: tuple[Fault, ...]


class Prover:
    """Proves one rulebook; `told` hears of each stage."""

    def __init__(self, board: Board, told: Told = lambda _: None) -> None:
        self.board, self.told = board, told
        self.sheets = Sheets(board, [variable.open for variable in board.tables.variables])
        self.worlds = Worlds(self.sheets)

    @property
    def _rulebook(self) -> Rulebook:
        return self.board.rulebook

    @cached_property
    def _gates(self) -> Mapping[str, str]:
        return {gate.id: gate.file for gate in self._rulebook.gates}

    def prove(self, examples: Sequence[Case] = ()) -> Proofs:
        """Return all proofs and faults; `examples` are cases that must meet and miss every rule."""
        self.told("counting every answer sheet by verdict")
        counts = self.sheets.counts()
        outcomes = self._outcomes(counts)
        moves = self._moves(list(counts))
        weights = tuple(self._weights())
        faults = [
            *self._mass(counts),
            *self._clauses(),
            *self._questions(moves),
            *self._unreachable(counts),
            *self._directions(),
            *self._limits(outcomes, moves, weights),
            *self._examples(examples),
        ]
        return Proofs(self.sheets.size, outcomes, moves, weights, tuple(faults))

    def _mass(self, counts: Mapping[Choice, int]) -> Iterator[Fault]:
        if sum(counts.values()) != self.sheets.size:
            yield Fault(
                "rulebook.toml", "", "the sheets of all verdicts do not add up to the number of sheets"
            )

    def _outcomes(self, counts: Mapping[Choice, int]) -> tuple[Outcome, ...]:
        """Return every verdict with its smallest witness, the most frequent first."""
        self.told("looking for the smallest example of each verdict")
        variables = self.board.tables.variables
        first = [variable.open[0] for variable in variables]
        ways = Search(Means(self.board), first, dict.fromkeys(range(len(first)), 1)).ways(
            frozenset(counts), thorough=True
        )
        found = []
        for choice, sheets in counts.items():
            sheet = dict(enumerate(first)) | dict(ways.to[choice])
            witness = {variable.fact: variable.values[sheet[n]] for n, variable in enumerate(variables)}
            found.append(Outcome(choice, sheets, Fraction(sheets, self.sheets.size), witness))
        return tuple(sorted(found, key=lambda outcome: -outcome.sheets))

    def _moves(self, verdicts: list[Choice]) -> dict[str, Fraction]:
        """Map each fact to the most that one step of its answer moves the shares of the verdicts."""
        self.told("weighing every question")
        found = {}
        for variable, by_option in splits(self.sheets, verdicts).items():
            options = list(self.sheets.open[variable])
            most = Fraction(0)
            for one, other in self.worlds.steps(variable):
                here, there = by_option[options.index(one)], by_option[options.index(other)]
                moved = sum(max(0, a - b) for a, b in zip(here, there, strict=True))
                most = max(most, Fraction(moved, sum(here)))
            found[self.board.tables.variables[variable].fact] = most
        return found

    def _clauses(self) -> Iterator[Fault]:
        """Yield rules and gates that are never met, always met, or never make a difference."""
        self.told("trying every rule and gate")
        for clause in self.board.tables.clauses:
            rows = set(self._open_rows(clause))
            if True not in rows:
                yield self._fault(clause, "can never act" if clause.id in self._gates else "can never be met")
            elif False not in rows:
                yield self._fault(clause, "is met on every answer sheet, so it tells nothing apart")
            elif not self._only_sets_a_form(clause) and not self.worlds.differ(
                *self.worlds.without(clause.id)
            ):
                yield self._fault(clause, self._why_idle(clause))

    def _open_rows(self, clause: Clause) -> Iterator[bool]:
        variables = self.board.tables.variables
        sizes = [len(variables[place].values) for place in clause.scope]
        for combination in product(*(variables[place].open for place in clause.scope)):
            row = 0
            for option, size in zip(combination, sizes, strict=True):
                row = row * size + option
            yield clause.met[row]

    def _only_sets_a_form(self, clause: Clause) -> bool:
        """Say whether a clause is a gate whose effect is no part of the verdict."""
        return any(gate.id == clause.id and gate.effect.kind == "form" for gate in self._rulebook.gates)

    def _why_idle(self, clause: Clause) -> str:
        if clause.id not in self._gates:
            return "never decides: no answer sheet gets other advice without it"
        for gate in self._rulebook.gates:
            if gate.id != clause.id and self._decides_without(clause, gate):
                return f"never changes the advice: wherever it would, gate '{gate.id}' says as much already"
        return "never changes the advice on any answer sheet"

    def _decides_without(self, clause: Clause, gate: Gate) -> bool:
        """Say whether a gate would make a difference in a rulebook that lacks another one."""
        fewer = replace(self._rulebook, gates=tuple(g for g in self._rulebook.gates if g is not gate))
        board = Board(compile_rulebook(fewer), self.board.weights)
        worlds = Worlds(Sheets(board, [variable.open for variable in board.tables.variables]))
        return worlds.differ(*worlds.without(clause.id))

    def _fault(self, clause: Clause, says: str) -> Fault:
        rule = self._rulebook.rule.get(clause.id)
        file = rule.file if rule else self._gates[clause.id]
        return Fault(file, clause.id.rsplit("/", 1)[-1], says)

    def _questions(self, moves: Mapping[str, Fraction]) -> Iterator[Fault]:
        """Yield facts that a scoring rule or gate reads and that never make a difference."""
        tables = self.board.tables
        telling = [clause for clause in tables.clauses if not self._only_sets_a_form(clause)]
        read = {place for clause in telling for place in clause.scope}
        for place in sorted(read):
            fact = tables.variables[place].fact
            if moves.get(fact) or place not in self.sheets.open:
                continue
            neighbours = pairwise(self.sheets.open[place])
            if not any(self.worlds.differ(*self.worlds.answers(place, *pair)) for pair in neighbours):
                yield Fault(
                    self._rulebook.facts[fact].file, fact, "never decides: no answer to it changes the advice"
                )

    def _unreachable(self, counts: Mapping[Choice, int]) -> Iterator[Fault]:
        """Yield verdicts that a company must be able to get and cannot."""
        book = self._rulebook
        wanted = [(role.short, (role.id,), timing) for role in book.roles.values() for timing in TIMINGS]
        for name, roles, timing in wanted:
            if not any(choice.roles == roles and choice.timing == timing for choice in counts):
                policy = book.policies[book.policy]
                yield Fault(policy.file, "", f"no answer sheet gets '{name}, {timing.replace('-', ' ')}'")
        if len(book.roles) > 1 and not any(c.recommendation == "both" and c.timing == "now" for c in counts):
            yield Fault(book.policies[book.policy].file, "", "no answer sheet gets 'both, now'")

    def _directions(self) -> Iterator[Fault]:
        """Yield facts that break a direction they declare, each with a counterexample."""
        self.told("proving directions")
        tables = self.board.tables
        for place, variable in enumerate(tables.variables):
            fact = self._rulebook.facts[variable.fact]
            signs = [(role, -1) for role in fact.never_lowers] + [(role, 1) for role in fact.never_raises]
            if not signs or place not in self.sheets.open:
                continue
            for one, other in self.worlds.steps(place):
                _, ends = self.worlds.answers(place, one, other)
                for role, sign in signs:
                    if _worst(ends, self.board.roles.index(role), sign) > 0:
                        yield self._broken(place, one, other, role, sign)
                        signs = [pair for pair in signs if pair != (role, sign)]

    def _broken(self, place: int, one: int, other: int, role: str, sign: int) -> Fault:
        """Return the fault with a smallest set of other answers for which it shows."""
        tables, number = self.board.tables, self.board.roles.index(role)
        variable = tables.variables[place]
        fixed: dict[int, int] = {}
        for step_variable in self.worlds.companions(place):
            for option in self.sheets.open[step_variable]:
                tried = {**fixed, step_variable: option}
                if _worst(self.worlds.answers(place, one, other, tried)[1], number, sign) > 0:
                    fixed = tried
                    break
        for step_variable in list(fixed):
            fewer = {v: option for v, option in fixed.items() if v != step_variable}
            if _least(self.worlds.answers(place, one, other, fewer)[1], number, sign) > 0:
                fixed = fewer
        others = ", ".join(
            f"{tables.variables[v].fact} = {written(tables.variables[v].values[o])}"
            for v, o in sorted(fixed.items())
        )
        declared, does = ("never-lowers", "lowers") if sign < 0 else ("never-raises", "raises")
        return Fault(
            self._rulebook.facts[variable.fact].file,
            variable.fact,
            f"{declared} names '{role}', and it {does} its total from {written(variable.values[one])} to "
            f"{written(variable.values[other])}{f' (with {others})' if others else ''}",
        )

    def _weights(self) -> Iterator[Weight]:
        """Yield what part of each role's variance comes with each dimension, exactly.

        The covariance of a dimension's weighed points with the total, as a share of the total's
        variance; answers count as equally frequent and independent of one another.
        """
        self.told("comparing effective and nominal weights")
        whole = sum(self.board.step_weights.values())
        rules = [c for c in self.board.tables.clauses if c.id in self._rulebook.rule]
        alone = {clause.id: self._together([clause]) for clause in rules}
        for role in self._rulebook.roles:
            shares = dict.fromkeys(self._rulebook.dimensions, Fraction(0))
            for one in rules:
                for other in rules:
                    a, b = self._rulebook.rule[one.id], self._rulebook.rule[other.id]
                    if a.role != role or b.role != role or not set(one.scope) & set(other.scope):
                        continue
                    joint = alone[one.id] if one is other else self._together([one, other])
                    points = a.points * b.points
                    weight = self.board.step_weights[a.dimension] * self.board.step_weights[b.dimension]
                    shares[a.dimension] += points * weight * (joint - alone[one.id] * alone[other.id])
            variance = sum(shares.values())
            for dimension, share in shares.items():
                nominal = Fraction(self.board.step_weights[dimension], whole)
                yield Weight(role, dimension, nominal, share / variance if variance else Fraction(0))

    def _together(self, clauses: Sequence[Clause]) -> Fraction:
        """Return the share of answers on which all these clauses are met."""
        variables = self.board.tables.variables
        scope = sorted({place for clause in clauses for place in clause.scope})
        where = [[(scope.index(v), len(variables[v].values)) for v in clause.scope] for clause in clauses]
        met = tried = 0
        for combination in product(*(variables[place].open for place in scope)):
            tried += 1
            for clause, places in zip(clauses, where, strict=True):
                row = 0
                for place, size in places:
                    row = row * size + combination[place]
                if not clause.met[row]:
                    break
            else:
                met += 1
        return Fraction(met, tried)

    def _limits(
        self, outcomes: Sequence[Outcome], moves: Mapping[str, Fraction], weights: Sequence[Weight]
    ) -> Iterator[Fault]:
        """Yield what goes beyond the limits that the policy sets."""
        book = self._rulebook
        policy = book.policies[book.policy]
        for fact, share in moves.items():
            if _beyond(share, policy.one_answer):
                says = f"one step of its answer moves {_percent(share)} of all answer sheets to other advice"
                yield Fault(
                    book.facts[fact].file, fact, f"{says}; the policy allows {_allowed(policy.one_answer)}"
                )
        for outcome in outcomes:
            if _beyond(outcome.share, policy.one_verdict):
                name = f"'{outcome.choice.recommendation}, {outcome.choice.timing}'"
                says = f"{_percent(outcome.share)} of all answer sheets get {name}"
                yield Fault(policy.file, "one-verdict", f"{says}; it allows {_allowed(policy.one_verdict)}")
        for weight in weights:
            ratio = weight.effective / weight.nominal
            limit = policy.hidden_weight
            if limit and not Fraction(100, limit.percent) <= ratio <= Fraction(limit.percent, 100):
                says = (
                    f"weighs {_percent(weight.effective)} in effect and {_percent(weight.nominal)} as set; "
                    f"the policy allows a factor of {limit.percent / 100:g}"
                )
                yield Fault(f"roles/{weight.role}/{weight.dimension}.toml", "", says)

    def _examples(self, examples: Sequence[Case]) -> Iterator[Fault]:
        """Yield rules that no example meets, or that every example meets."""
        if not examples:
            return
        self.told("holding every rule against the example cases")
        tables, means = self.board.tables, Means(self.board)
        sheets = [tables.sheet(case) for case in examples]
        for clause in tables.clauses:
            outcomes = {means.settled(clause, sheet) for sheet in sheets}
            if True not in outcomes:
                yield self._fault(clause, "is met by no example case")
            if False not in outcomes:
                yield self._fault(clause, "is missed by no example case")


def _least(ends: Ends, role: int, sign: int) -> int:
    return min(sign * apart.ahead[role] for apart in ends)


def _worst(ends: Ends, role: int, sign: int) -> int:
    return max(sign * apart.ahead[role] for apart in ends)


def _beyond(share: Fraction, limit: Limit | None) -> bool:
    return limit is not None and 100 * share > limit.percent


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f} percent"


def _allowed(limit: Limit | None) -> str:
    return f"{limit.percent} percent" if limit else "any"
