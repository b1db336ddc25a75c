"""Numbers as people type them: on their own, and as the answer to a question."""

from advisor.quantities.answering import read_for
from advisor.quantities.numbers import Reading, read_number

__all__ = ["Reading", "read_for", "read_number"]
