"""The gate for answers: files in TOML or JSON, case files, and single values as they are typed."""

from advisor.answers.files import parse_answers, read_answers
from advisor.answers.fitting import fit, insist_on_rulebook
from advisor.answers.template import template
from advisor.answers.values import apply_set, apply_sets, read_value

__all__ = [
    "apply_set",
    "apply_sets",
    "fit",
    "insist_on_rulebook",
    "parse_answers",
    "read_answers",
    "read_value",
    "template",
]
