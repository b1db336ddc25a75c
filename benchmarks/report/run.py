"""Run the whole comparison and print its tables:  python -m benchmarks.report.run [length ...]

Lengths: one-page, standard, full. Without any, standard and full.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PdfReader

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ROUNDS = 5
OURS = ("pdf", "html", "docx", "md", "json")
PEERS = ("weasyprint", "chromium")
TITLES = {
    "pdf": "our PDF (Typst)", "html": "our HTML", "docx": "our Word file", "md": "our Markdown",
    "json": "the JSON", "weasyprint": "our HTML to PDF by WeasyPrint",
    "chromium": "our HTML to PDF by headless Chromium",
}  # fmt: skip

Row = dict[str, Any]


def python_of(name: str) -> Path:
    """Return the interpreter of a peer's environment, which is made first where it is missing."""
    folder = HERE / "environments" / name
    wanted = (HERE / "requirements" / f"{name}.txt").read_text("utf-8")
    mark = folder / "installed.txt"
    if not mark.is_file() or mark.read_text("utf-8") != wanted:
        print(f"installing {name} ...", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "-qq"]
        subprocess.run([*pip, "-r", HERE / "requirements" / f"{name}.txt"], check=True)
        mark.write_text(wanted, "utf-8")
    return folder / "bin" / "python"


def measured(name: str, length: str, folder: Path) -> Row | str:
    """Return what one fresh process has measured, or the last line of its failure."""
    page = folder / "page.html"
    if name in OURS:
        target = page if name == "html" else folder / f"ours.{name}"
        command = [sys.executable, "-m", "benchmarks.report.one_drawing", name, length, target]
    else:
        python = python_of(name) if name == "weasyprint" else sys.executable
        command = [python, HERE / f"one_{name}.py", page]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no message"])[-1]
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table in Markdown."""
    head = list(head)
    for row in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
    print()


def short(number: float) -> str:
    """Write a number with three digits that count."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def compare(length: str, folder: Path) -> None:
    """Measure every way in turn, round after round, and print the middle ones."""
    found: dict[str, list[Row]] = {name: [] for name in ("html", *OURS, *PEERS)}
    failed: dict[str, str] = {}
    for _ in range(ROUNDS):
        for name, ones in found.items():
            one = measured(name, length, folder)
            if isinstance(one, str):
                failed[name] = one
            else:
                ones.append(one)
    pages = {
        "pdf": folder / "ours.pdf",
        "weasyprint": folder / "weasyprint.pdf",
        "chromium": folder / "chromium.pdf",
    }
    rows = []
    for name, ones in found.items():
        if name in failed or not ones:
            print(f"- left out: {TITLES[name]}: {failed.get(name, 'nothing measured')}")
            continue
        middle = {key: median(one[key] for one in ones) for key in ones[0] if key != "digest"}
        rows.append(
            (
                TITLES[name],
                *(short(middle[key]) for key in ("import_ms", "first_ms", "again_ms")),
                ratio(ones, found["pdf"]),
                short(middle["kb"]),
                len(PdfReader(pages[name]).pages) if name in pages else "",
                short(middle["peak_mb"]),
                "yes" if len({one["digest"] for one in ones}) == 1 else "no",
            )
        )
    print(f"\n### Length {length}\n")
    table(
        ("", "import ms", "first ms", "again ms", "x our PDF", "kB", "pages", "peak MB", "same bytes"),
        rows,
    )


def ratio(ones: list[Row], pdf: list[Row]) -> str:
    """Return the middle, over the rounds, of import and first drawing held against our PDF's."""
    if len(ones) != len(pdf):
        return ""
    ratios = [
        (one["import_ms"] + one["first_ms"]) / (ours["import_ms"] + ours["first_ms"])
        for one, ours in zip(ones, pdf, strict=True)
    ]
    return short(median(ratios))


def main() -> None:
    """Run the lengths named, or standard and full."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}, {ROUNDS} rounds\n"
    )
    for length in sys.argv[1:] or ("standard", "full"):
        with tempfile.TemporaryDirectory() as folder:
            compare(length, Path(folder))


if __name__ == "__main__":
    main()
