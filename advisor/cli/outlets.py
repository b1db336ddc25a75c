"""The kinds of file a report can be written as. A new kind is one line here and one in `drawing`."""

from typing import NamedTuple


class Outlet(NamedTuple):
    """One kind: what it is in plain words, and, where it needs one, the library and who brings it.

    `apart` says that the library ends the whole program where it has too little memory.
    """

    label: str
    library: str = ""
    extra: str = ""
    apart: bool = False


OUTLETS = {
    "html": Outlet("Web page: opens in any browser, prints well"),
    "pdf": Outlet("PDF: to send and to print, not to edit", "typst", "pdf", apart=True),
    "docx": Outlet("Word: to finish and edit yourself", "docx", "word"),
    "md": Outlet("Markdown: text for any editor"),
    "json": Outlet("JSON: the result for other programs"),
}
"""By name, which is also how the files end; in the order in which they are offered."""


def is_installed(name: str) -> bool:
    """Say whether what a kind of file needs is there, without loading it."""
    from importlib.util import find_spec

    library = OUTLETS[name].library
    return not library or find_spec(library) is not None
