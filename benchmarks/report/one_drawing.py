"""Draw the example's report in one format, in a process of its own, and print what it took as JSON.

    python -m benchmarks.report.one_drawing FORMAT LENGTH [FILE]

The first drawing is timed apart from the import and from the drawings after it. With FILE the bytes are kept.
"""

import hashlib
import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter

from advisor.answers import parse_answers
from advisor.engine import advise
from advisor.loading import load_rulebook
from advisor.report import compose, document

REPEATS = 5
ROOT = Path(__file__).parents[2]


MODULES = {"md": "markdown", "docx": "word"}
"""Where a renderer is not called as its format."""


def importing(name: str) -> Callable[[], bytes]:
    """Import a renderer, and return what draws with it."""
    result = document.dumps(document.result(assessment, rulebook)).encode()
    if name == "json":
        return lambda: document.dumps(document.result(assessment, rulebook)).encode()
    renderer = import_module(f"advisor.report.{MODULES.get(name, name)}")
    if name == "pdf":
        return lambda: renderer.draw(report, result).content
    if name == "docx":
        return lambda: renderer.draw(report)
    return lambda: renderer.draw(report).encode()


def timed(action: Callable[[], bytes]) -> tuple[bytes, float]:
    """Return what an action makes, and its milliseconds."""
    start = perf_counter()
    made = action()
    return made, 1000 * (perf_counter() - start)


wanted, length, *kept = sys.argv[1:]
rulebook = load_rulebook()
assessment = advise(rulebook, parse_answers((ROOT / "advisor" / "demo.toml").read_bytes(), "demo", rulebook))
report = compose(assessment, rulebook, length)
start = perf_counter()
draw = importing(wanted)
import_ms = 1000 * (perf_counter() - start)
data, first_ms = timed(draw)
again = sorted(timed(draw)[1] for _ in range(REPEATS))
if kept:
    Path(kept[0]).write_bytes(data)
print(
    json.dumps(
        {
            "import_ms": import_ms,
            "first_ms": first_ms,
            "again_ms": again[REPEATS // 2],
            "kb": len(data) / 1000,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
            "digest": hashlib.sha256(data).hexdigest(),
        }
    )
)
