"""One peer in one process: imported, built, held against the naive evaluator, timed in turn with it.

Run by `evaluating`; prints one line of JSON.
"""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

BLOCKS = 8
BLOCK_SECONDS = 0.2
CHECK_SECONDS = 20


def peak() -> float:
    """Return the most memory this program has held, in MB (`getrusage` would count its parent's, too)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def measure(module: str, imports: list[str], subject_file: str) -> dict[str, Any]:
    """Return everything measured of one peer."""
    before, start = peak(), perf_counter()
    for name in imports:
        importlib.import_module(name)
    import_time, import_memory = perf_counter() - start, peak() - before

    # Nothing else may load before the library, whose import is what was just measured.
    named = importlib.import_module("benchmarks.engine.plain").named
    subjects = importlib.import_module("benchmarks.engine.subject")
    kept, naive = subjects.kept, subjects.naive
    adapter = importlib.import_module(f"benchmarks.engine.peers.{module}")
    subject = kept(Path(subject_file))
    rulebook = subject.rulebook
    prepare = getattr(adapter, "prepare", lambda _, sheet: named(sheet))
    start = perf_counter()
    evaluate = adapter.build(rulebook)
    build_time = perf_counter() - start

    prepared = [prepare(rulebook, sheet) for sheet in subject.sheets]
    checked, different, start = 0, 0, perf_counter()
    for given, sheet in zip(prepared, subject.sheets, strict=True):
        checked += 1
        different += evaluate(given) != naive(rulebook, sheet)
        if perf_counter() - start > CHECK_SECONDS:
            break
    found = {
        "checked": checked,
        "different": different,
        "import_ms": 1000 * import_time,
        "import_mb": import_memory,
        "build_ms": 1000 * build_time,
    }
    if not different:
        ours, theirs = in_turn(evaluate, prepared, lambda s: naive(rulebook, s), subject.sheets)
        found["per_second"] = median(ours)
        found["naive_per_second"] = median(theirs)
        found["ratio"] = median(a / b for a, b in zip(ours, theirs, strict=True))
    return found | {"peak_mb": peak()}


def in_turn(
    one: Callable[[Any], Any], ones: list[Any], other: Callable[[Any], Any], others: list[Any]
) -> tuple[list[float], list[float]]:
    """Time two evaluators block by block in turn; return evaluations per second of each block."""
    counts = [_fitting(one, ones), _fitting(other, others)]
    found: tuple[list[float], list[float]] = [], []
    for _ in range(BLOCKS):
        for place, (evaluate, sheets) in enumerate(((one, ones), (other, others))):
            found[place].append(counts[place] / _seconds(evaluate, sheets, counts[place]))
    return found


def _fitting(evaluate: Callable[[Any], Any], sheets: list[Any]) -> int:
    """Return how many evaluations take about as long as a block."""
    count = 1
    while (seconds := _seconds(evaluate, sheets, count)) < BLOCK_SECONDS / 4:
        count *= 2
    return max(1, round(count * BLOCK_SECONDS / seconds))


def _seconds(evaluate: Callable[[Any], Any], sheets: list[Any], count: int) -> float:
    many = (sheets * (count // len(sheets) + 1))[:count]
    start = perf_counter()
    for sheet in many:
        evaluate(sheet)
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2].split(","), sys.argv[3])))
