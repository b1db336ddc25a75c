"""DEXiPy: a model of qualitative tables, without points.

A sum is a chain of tables, (sum so far, answers of one table of ours) -> new sum, one chain for each
role and one for the gates. The last table maps the ends of the chains to the verdict. Answers are
put in their intervals first.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from operator import add, or_
from typing import Any

from dexipy.dexi import DexiAttribute, DexiDiscreteScale, DexiModel, DexiTabularFunction

from advisor.assessment import Choice
from advisor.engine.exact.board import Board
from advisor.engine.exact.tables import Tables, compile_rulebook
from advisor.rulebook import Rulebook
from benchmarks.engine.plain import Evaluate, name_of

Join = Callable[[int, int], int]


def attribute(name: str, values: Iterable[Any], inputs: Iterable[Any], table: list[int]) -> Any:
    """Return an attribute that is looked up in a table."""
    found = DexiAttribute(name, inputs=list(inputs), scale=DexiDiscreteScale([str(v) for v in values]))
    found.funct = DexiTabularFunction(found, values=table)
    return found


def chain(tables: Tables, name: str, added: Callable[[int], int], join: Join) -> tuple[Any, list[int]]:
    """Return the end of the chain that puts together what `added` makes of each entry, and its values."""
    end, values = None, [0]
    for number, table in enumerate(sorted(tables.tables, key=lambda table: len(table.entries))):
        worth = [added(entry) for entry in table.entries]
        if not any(worth):
            continue
        after = sorted({join(value, more) for value in values for more in worth})
        facts = [tables.variables[place] for place in table.scope]
        inputs = [DexiAttribute(f.fact, scale=DexiDiscreteScale([*map(str, f.values)])) for f in facts]
        rows = [after.index(join(value, more)) for value in values for more in worth]
        end = attribute(f"{name} {number}", after, ([end] if end else []) + inputs, rows)
        values = after
    return end, values


def build(rulebook: Rulebook) -> Evaluate:
    tables = compile_rulebook(rulebook)
    board = Board(tables, dict.fromkeys(rulebook.dimensions, 1))

    def total(role: int) -> Callable[[int], int]:
        return lambda entry: board.totals(board.slot(entry))[role]

    chains = [chain(tables, role, total(place), add) for place, role in enumerate(rulebook.roles)]
    chains.append(chain(tables, "gates", board.label, or_))
    ends = list(product(*(values for _, values in chains)))
    found = [board.verdict(board.signature(sums), label) for *sums, label in ends]
    choices = list(dict.fromkeys(found))
    verdict = attribute(
        "verdict", range(len(choices)), (end for end, _ in chains), [choices.index(c) for c in found]
    )
    model = DexiModel("rulebook", root=DexiAttribute("root", inputs=[verdict]), linking=True)
    ids = {a.name: a.id for a in model.attributes if a.is_basic() and a.link is None}
    read = [
        (place, name_of(variable.fact), ids[variable.fact])
        for place, variable in enumerate(tables.variables)
        if variable.fact in ids
    ]

    def evaluate(sheet: Mapping[str, Any]) -> Choice:
        answers = {own: tables.answer(place, sheet[name]) for place, name, own in read}
        return choices[model.evaluate({"name": "sheet", **answers}, in_place=True)["verdict"]]

    return evaluate
