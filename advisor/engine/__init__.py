"""What follows from a rulebook and a case. Pure: no files, no clock, no terminal.

This is the specification: it reads as design and README tell it, and the compiled evaluator is
tested against it.
"""

from advisor.engine.assessing import assess, contradictions_in
from advisor.engine.sheets import resolve

__all__ = ["assess", "contradictions_in", "resolve"]
