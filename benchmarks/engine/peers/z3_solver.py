"""z3: a Boolean for every answer, totals as sums over the clauses met, the policy in formulas."""

from collections.abc import Mapping, Sequence

import z3

from advisor.assessment import Choice
from advisor.engine.exact.tables import Tables
from benchmarks.engine.plain import clauses_of, effects_of, options_of, split
from benchmarks.engine.policy import cases_of


class Solver:
    """One rulebook as z3 holds it."""

    def __init__(self, tables: Tables) -> None:
        rulebook = tables.rulebook
        self._answers = [
            {option: z3.Bool(f"{variable.fact}-{option}") for option in variable.open}
            for variable in tables.variables
        ]
        self._base = [z3.PbEq([(b, 1) for b in answers.values()], 1) for answers in self._answers]
        added: list[list[z3.ArithRef]] = [[] for _ in rulebook.roles]
        acting: list[list[z3.BoolRef]] = [[] for _ in effects_of(rulebook)]
        for clause in clauses_of(rulebook):
            met = z3.Or(
                [
                    z3.And(
                        [
                            z3.Or([self._answers[place][option] for option in options])
                            for place, options in options_of(tables, alternative).items()
                        ]
                    )
                    for alternative in clause.alternatives
                ]
            )
            points, effect = split(rulebook, clause.worth)
            for role, worth in enumerate(points):
                if worth:
                    added[role].append(z3.If(met, worth, 0))
            if effect is not None:
                acting[effect].append(met)
        totals = [z3.Int(role) for role in rulebook.roles]
        flags = [z3.Or(gates) for gates in acting]
        self._base += [total == z3.Sum(terms) for total, terms in zip(totals, added, strict=True)]
        policy = rulebook.policies[rulebook.policy]
        facts = [
            *(total >= policy.needed.points for total in totals),
            *(total >= policy.near.points for total in totals),
            totals[0] >= totals[1],
            *flags,
        ]
        cases = cases_of(rulebook)
        self._choices = list(dict.fromkeys(cases.values()))
        names = [z3.Bool(f"case-{place}") for place in range(len(facts))]
        self._base += [name == fact for name, fact in zip(names, facts, strict=True)]
        self._is: dict[Choice, z3.BoolRef] = {
            choice: z3.Or(
                [
                    z3.And([n if holds else z3.Not(n) for n, holds in zip(names, case, strict=True)])
                    for case, found in cases.items()
                    if found == choice
                ]
            )
            for choice in self._choices
        }

    def possible(self, given: Mapping[int, int]) -> set[Choice]:
        """Return the verdicts of all sheets with the given answers: ask for one more until there is none."""
        solver = z3.Solver()
        solver.add(self._base)
        solver.add([self._answers[place][option] for place, option in given.items()])
        found: set[Choice] = set()
        while solver.check() == z3.sat:
            model = solver.model()
            choice = next(
                c for c, formula in self._is.items() if z3.is_true(model.eval(formula, model_completion=True))
            )
            found.add(choice)
            solver.add(z3.Not(self._is[choice]))
        return found

    def fewest(self, sheet: Sequence[int], wanted: Choice) -> int | None:
        """Return how few changes lead from a sheet to a verdict."""
        optimizer = z3.Optimize()
        optimizer.add(self._base)
        optimizer.add(self._is[wanted])
        changed = z3.Sum(
            [z3.If(answers[here], 0, 1) for answers, here in zip(self._answers, sheet, strict=True)]
        )
        optimizer.minimize(changed)
        if optimizer.check() != z3.sat:
            return None
        return int(optimizer.model().eval(changed, model_completion=True).as_long())
