"""common-expression-language (a Rust runtime): one compiled expression."""

import cel

from advisor.rulebook import Rulebook
from benchmarks.engine.peers.expressions import C_LIKE, sum_of
from benchmarks.engine.plain import Evaluate, Verdicts


def build(rulebook: Rulebook) -> Evaluate:
    compiled = cel.compile(sum_of(rulebook, C_LIKE))
    verdicts = Verdicts(rulebook)
    return lambda sheet: verdicts[compiled.execute(sheet)]
