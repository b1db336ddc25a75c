"""The conversation: one question at a time, kept after every answer, never a dead end."""

from advisor.interview.choosing import prompter_for
from advisor.interview.conversation import Contradiction, Conversation, Ended
from advisor.interview.prompter import Prompter

__all__ = ["Contradiction", "Conversation", "Ended", "Prompter", "prompter_for"]
