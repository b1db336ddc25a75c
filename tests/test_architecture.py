import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "advisor"

ROWS = [
    {"cli"},
    {"interview", "report", "loading", "storage", "answers"},
    {"engine", "case_document", "quantities"},
    {"assessment", "opening"},
    {"settings"},
    {"plaintext", "operating_system", "absences"},
    {"rulebook", "case"},
    {"conditions", "errors"},
    {"places"},
]
"""A room imports from itself and from rows below its own; rooms of one row do not know one another."""

HOMES = {
    "questionary": {"interview"},
    "prompt_toolkit": {"interview"},
    "rich": {"report"},
    "jinja2": {"report"},
    "docx": {"report"},
    "typst": {"report"},
    "lxml": {"report"},
    "tomllib": {"loading", "answers", "settings", "report"},
    "pydantic": {"loading", "answers", "storage", "case_document", "report"},
    "pydantic_core": {"loading", "report"},
    "platformdirs": {"places"},
}
ONE_MODULE = {"questionary", "rich", "jinja2", "typst"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "advisor":
                found |= {f"advisor.{alias.name}" for alias in node.names}
    return found


def row(name: str) -> int:
    return next(place for place, rooms in enumerate(ROWS) if name in rooms)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_inward(path: Path) -> None:
    here = room(path)
    if here in {"__init__", "__main__"}:
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "advisor" or len(parts) == 1 or parts[1] == here or parts[1] == "__version__":
            continue
        assert row(parts[1]) > row(here), f"{here} must not import {parts[1]}"


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_library_is_imported_only_at_its_home(library: str) -> None:
    users = {path for path in modules() if any(name.split(".")[0] == library for name in imported(path))}

    assert {room(path) for path in users} <= HOMES[library]
    if library in ONE_MODULE:
        assert len(users) == 1


NETWORK = ["socket", "ssl", "http.client", "urllib.request", "requests", "webbrowser"]


@pytest.mark.parametrize("network", NETWORK)
def test_nothing_reaches_for_the_network(network: str) -> None:
    assert not [path for path in modules() if network in imported(path)]


def test_the_command_line_starts_without_heavy_libraries() -> None:
    heavy = [
        "questionary",
        "prompt_toolkit",
        "rich",
        "pydantic",
        "platformdirs",
        "jinja2",
        "docx",
        "typst",
        "lxml",
        "tomllib",
    ]
    code = f"import sys, advisor.cli; print([name for name in {heavy} if name in sys.modules])"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
