"""OR-Tools CP-SAT: a Boolean for every answer, linear totals, the policy as a table of allowed cases."""

from collections.abc import Iterable, Mapping, Sequence

from ortools.sat.python import cp_model

from advisor.assessment import Choice
from advisor.engine.exact.tables import Tables
from benchmarks.engine.plain import Alternative, clauses_of, effects_of, options_of, split
from benchmarks.engine.policy import cases_of

Literal = cp_model.LiteralT


class Solver:
    """One rulebook as CP-SAT holds it; every question starts from a copy of the model."""

    def __init__(self, tables: Tables) -> None:
        rulebook = tables.rulebook
        self._tables, self._model = tables, cp_model.CpModel()
        model = self._model
        self._answers = [
            {option: model.new_bool_var("") for option in variable.open} for variable in tables.variables
        ]
        for answers in self._answers:
            model.add_exactly_one(answers.values())
        self._met: dict[object, Literal] = {}
        totals: list[cp_model.LinearExprT] = [0 for _ in rulebook.roles]
        acting: list[list[Literal]] = [[] for _ in effects_of(rulebook)]
        for clause in clauses_of(rulebook):
            met = self._any([self._all(alternative) for alternative in clause.alternatives])
            points, effect = split(rulebook, clause.worth)
            totals = [
                total + worth * met if worth else total for total, worth in zip(totals, points, strict=True)
            ]
            if effect is not None:
                acting[effect].append(met)
        policy, cases = rulebook.policies[rulebook.policy], cases_of(rulebook)
        facts: list[Literal] = [
            *(self._at_least(total - policy.needed.points) for total in totals),
            *(self._at_least(total - policy.near.points) for total in totals),
            self._at_least(totals[0] - totals[1]),
            *(self._any(gates) for gates in acting),
        ]
        self._choices = list(dict.fromkeys(cases.values()))
        self._verdict = model.new_int_var(0, len(self._choices) - 1, "")
        rows = [(*map(int, case), self._choices.index(choice)) for case, choice in cases.items()]
        model.add_allowed_assignments([*facts, self._verdict], rows)

    def _among(self, place: int, options: Iterable[int]) -> Literal:
        """Return whether one of these options is the answer."""
        options = tuple(options)
        if len(options) == 1:
            return self._answers[place][options[0]]
        if (place, options) not in self._met:
            found = self._model.new_bool_var("")
            self._model.add(sum(self._answers[place][option] for option in options) == found)
            self._met[place, options] = found
        return self._met[place, options]

    def _all(self, alternative: Alternative) -> Literal:
        if alternative not in self._met:
            parts = [self._among(*what) for what in options_of(self._tables, alternative).items()]
            self._met[alternative] = parts[0] if len(parts) == 1 else self._both(parts)
        return self._met[alternative]

    def _both(self, parts: Sequence[Literal]) -> Literal:
        found = self._model.new_bool_var("")
        self._model.add_bool_and(parts).only_enforce_if(found)
        self._model.add_bool_or([*(part.negated() for part in parts), found])
        return found

    def _any(self, parts: Sequence[Literal]) -> Literal:
        if len(parts) == 1:
            return parts[0]
        found = self._model.new_bool_var("")
        self._model.add_bool_or(parts).only_enforce_if(found)
        for part in parts:
            self._model.add_implication(part, found)
        return found

    def _at_least(self, total: cp_model.LinearExprT) -> Literal:
        """Return whether a sum is 0 or more."""
        found = self._model.new_bool_var("")
        self._model.add(total >= 0).only_enforce_if(found)
        self._model.add(total <= -1).only_enforce_if(found.negated())
        return found

    def possible(self, given: Mapping[int, int]) -> set[Choice]:
        """Return the verdicts of all sheets with the given answers: ask for one more until there is none."""
        model = self._model.clone()
        for place, option in given.items():
            model.add(self._answers[place][option] == 1)
        found: set[Choice] = set()
        while (solver := _solved(model)) is not None:
            verdict = solver.value(self._verdict)
            found.add(self._choices[verdict])
            model.add(self._verdict != verdict)
        return found

    def fewest(self, sheet: Sequence[int], wanted: Choice) -> int | None:
        """Return how few changes lead from a sheet to a verdict."""
        model = self._model.clone()
        model.add(self._verdict == self._choices.index(wanted))
        model.minimize(sum(1 - answers[here] for answers, here in zip(self._answers, sheet, strict=True)))
        solver = _solved(model)
        return None if solver is None else round(solver.objective_value)


def _solved(model: cp_model.CpModel) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}, solver.status_name(status)
    return solver if status == cp_model.OPTIMAL else None
