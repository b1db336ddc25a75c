"""A case as a document: the shape that answers files, case files and machine output share."""

from advisor.case_document.case_file import CaseFile, Delivery, dumps, loads
from advisor.case_document.shape import from_document, to_document, written

__all__ = ["CaseFile", "Delivery", "dumps", "from_document", "loads", "to_document", "written"]
