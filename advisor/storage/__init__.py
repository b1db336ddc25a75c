"""Where clients' case files are kept, and how they are written so that no confirmed answer is lost."""

from advisor.storage.open_case import OpenCase
from advisor.storage.whole_files import write_whole
from advisor.storage.workspace import Listed, Workspace, answers_in_words, clients_folder

__all__ = ["Listed", "OpenCase", "Workspace", "answers_in_words", "clients_folder", "write_whole"]
