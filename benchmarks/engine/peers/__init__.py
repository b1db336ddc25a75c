"""The peers: what each is called, where it runs, and what counts as importing it."""

from typing import NamedTuple


class Peer(NamedTuple):
    """An adapter: its module here, its environment, the modules of the library itself, and a title."""

    module: str
    environment: str
    imports: tuple[str, ...]
    title: str
    ours: bool = False


OWN = ("advisor.engine.exact.board",)

PEERS = (
    Peer("ours_numbered", "rule-engines", OWN, "our tables, sheet already numbered", ours=True),
    Peer("ours", "rule-engines", OWN, "our tables, from the answers", ours=True),
    Peer(
        "ours_unpacked",
        "rule-engines",
        OWN,
        "our tables, from the answers, cells and ids unpacked",
        ours=True,
    ),
    Peer("ours_straight", "rule-engines", OWN, "experiment: one generated function", ours=True),
    Peer("product_assess", "rule-engines", ("advisor.engine",), "the product's own assess", ours=True),
    Peer("zen_expression", "rule-engines", ("zen",), "zen-engine 2.1.3, one expression"),
    Peer("zen_table", "rule-engines", ("zen",), "zen-engine 2.1.3, decision table"),
    Peer("zen_expression", "zen-before", ("zen",), "zen-engine 0.37.1, one expression"),
    Peer("zen_table", "zen-before", ("zen",), "zen-engine 0.37.1, decision table"),
    Peer("cel_cpp", "rule-engines", ("cel_expr_python.cel",), "cel-expr-python 0.1.3"),
    Peer("cel_rust", "rule-engines", ("cel",), "common-expression-language 0.10.0"),
    Peer("clips_rules", "rule-engines", ("clips",), "clipspy 1.0.6"),
    Peer("dexi", "rule-engines", ("dexipy.dexi",), "DEXiPy 1.0.0"),
    Peer("jsonlogic", "rule-engines", ("json_logic",), "panzi-json-logic 1.0.1"),
    Peer("ruleengine", "rule-engines", ("rule_engine",), "rule-engine 5.1.0"),
    Peer("durable_facts", "rule-engines", ("durable.lang",), "durable_rules 2.0.28"),
    Peer("businessrules", "rule-engines", ("business_rules",), "business-rules 1.1.1"),
)
