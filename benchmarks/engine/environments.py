"""Virtual environments of the benchmark: one for each requirements file, made when it is missing."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def python_of(name: str) -> Path:
    """Return the interpreter of an environment, which is made or brought up to date first."""
    folder = HERE / "environments" / name
    wanted = HERE / "requirements" / f"{name}.txt"
    python = folder / "bin" / "python"
    mark = folder / "installed.txt"
    if not mark.is_file() or mark.read_text("utf-8") != wanted.read_text("utf-8"):
        print(f"installing {name} ...", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", "-r", wanted], check=True)
        mark.write_text(wanted.read_text("utf-8"), "utf-8")
    return python


def run_in(name: str, module: str, *arguments: str, seconds: float = 900) -> subprocess.CompletedProcess[str]:
    """Run a module of this project in an environment and return what it printed."""
    settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [python_of(name), "-m", module, *arguments],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
