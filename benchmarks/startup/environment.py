"""The project as a person gets it: a wheel, installed by the current pip into an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def install(folder: Path) -> Path:
    """Build and install everything below a folder; return where its commands are."""
    built, made = folder / "wheels", folder / "environment"
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built))
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", made], check=True)
    commands = made / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (str(commands / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    for what in (
        ("--upgrade", "pip"),
        ("--require-hashes", "-r", str(ROOT / "requirements" / "run.txt")),
        ("--no-deps", str(wheel)),
    ):
        subprocess.run([*pip, *what], check=True, env=settings(folder))
    return commands


def settings(home: Path) -> dict[str, str]:
    """Return the environment variables of a person who has set nothing."""
    ours = ("ADVISOR_", "XDG_", "PYTHON", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "ACCESSIBLE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOME": str(home), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
