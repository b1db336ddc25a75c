"""The conversation: one question at a time, kept after every answer, never a dead end.

The conversation itself (`advisor.interview.conversation`) is imported when it begins: the first
questions need only a prompter, and a plain one hardly that.
"""

from advisor.interview.choosing import prompter_for

__all__ = ["prompter_for"]
