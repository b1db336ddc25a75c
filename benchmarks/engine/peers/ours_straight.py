"""An experiment: the tables as one generated function, held in memory, that adds without a loop.

The same sum from the same answers. A table of one fact of words is a dictionary from the answer to
its entry; numbers are put in their intervals; larger tables are read at a place worked out in line.
"""

from bisect import bisect_right
from typing import Any

from advisor.engine.exact.tables import Table, Tables, compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.peers.ours_numbered import Decided
from benchmarks.engine.plain import Evaluate, name_of


def straight(tables: Tables) -> tuple[str, dict[str, Any]]:
    """Return the source of the function and the constants it reads."""
    constants: dict[str, Any] = {"bisect": bisect_right, "decided": Decided(tables)}
    lines, terms, numbers = [], [], {}
    for place, variable in enumerate(tables.variables):
        starts = tables.rulebook.interval_starts.get(variable.fact)
        answer = f"sheet[{name_of(variable.fact)!r}]"
        if starts is not None:
            constants[f"starts{place}"] = list(starts[1:])
            numbers[place] = f"bisect(starts{place}, {answer})"
        else:
            constants[f"number{place}"] = {value: n for n, value in enumerate(variable.values)}
            numbers[place] = f"number{place}[{answer}]"
    for place, number in numbers.items():
        if sum(place in table.scope for table in tables.tables if not _one_of_words(tables, table)) > 1:
            lines.append(f"    n{place} = {number}")
            numbers[place] = f"n{place}"
    for number, table in enumerate(tables.tables):
        constants[f"table{number}"] = table.entries
        at = " + ".join(
            f"{numbers[place]} * {stride}" if stride > 1 else numbers[place]
            for place, stride in zip(table.scope, table.strides, strict=True)
        )
        if _one_of_words(tables, table):
            variable = tables.variables[table.scope[0]]
            constants[f"table{number}"] = dict(zip(variable.values, table.entries, strict=True))
            at = f"sheet[{name_of(variable.fact)!r}]"
        terms.append(f"table{number}[{at}]")
    body = [
        *lines,
        f"    packed = {' + '.join(terms)}",
        f"    return decided[packed & {constants['decided'].mask}]",
    ]
    return "\n".join(["def evaluate(sheet):", *body]), constants


def _one_of_words(tables: Tables, table: Table) -> bool:
    return (
        len(table.scope) == 1 and tables.variables[table.scope[0]].fact not in tables.rulebook.interval_starts
    )


def build(rulebook: Rulebook) -> Evaluate:
    source, names = straight(compile_rulebook(rulebook))
    exec(compile(source, "<rulebook>", "exec"), names)
    evaluate: Evaluate = names["evaluate"]
    return evaluate
