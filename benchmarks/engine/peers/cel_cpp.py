"""cel-expr-python (the C++ runtime): one compiled expression over typed variables."""

from cel_expr_python import cel

from advisor.rulebook import Rulebook
from benchmarks.engine.peers.expressions import C_LIKE, sum_of
from benchmarks.engine.plain import Evaluate, Verdicts, name_of


def build(rulebook: Rulebook) -> Evaluate:
    kinds = {
        name_of(fact.id): cel.Type.INT if fact.kind == "number" else cel.Type.STRING
        for fact in rulebook.asked_facts()
    }
    compiled = cel.NewEnv(variables=kinds).compile(sum_of(rulebook, C_LIKE))
    verdicts = Verdicts(rulebook)
    return lambda sheet: verdicts[compiled.eval(data=sheet).value()]
