"""The conversation: one question at a time, kept after every answer, never a dead end.

The conversation itself (`advisor.interview.conversation`) is imported when it begins: the first
questions need only a prompter.
"""

from advisor.interview.choosing import prompter_for
from advisor.interview.prompter import Prompter

__all__ = ["Prompter", "prompter_for"]
