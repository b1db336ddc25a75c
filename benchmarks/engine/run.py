"""Run the whole comparison and print its tables:  python -m benchmarks.engine.run [part ...]

Parts: peers, solvers, interview, growth. Without any, all of them.
"""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from advisor.loading import load_rulebook
from benchmarks.engine.drawing import shipped
from benchmarks.engine.environments import run_in
from benchmarks.engine.growing import PARTS, generated, size_of
from benchmarks.engine.interviewing import Times, analyses_of, readings, shares_at_prompts
from benchmarks.engine.peers import PEERS, Peer
from benchmarks.engine.subject import keep

SHEETS = 500
ROUNDS = 3
SOLVERS = {"z3_solver": "z3", "cp_sat": "CP-SAT"}


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table in Markdown."""
    for row in (head, ["---"] * len(list(head)), *rows):
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
    print()


def short(number: float) -> str:
    """Write a number with three digits that count."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def goal(met: bool, what: str, found: str) -> None:
    """Print a goal with what was found."""
    print(f"- {'met' if met else 'NOT MET'}: {what} ({found})", flush=True)


def answer_of(environment: str, module: str, *arguments: str) -> dict[str, Any] | str:
    """Return what a measuring process has printed, or the last line of its failure."""
    done = run_in(environment, f"benchmarks.engine.{module}", *arguments)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no message"])[-1]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peers(subject_file: str) -> None:
    """Time one evaluation: every peer in a process of its own, round after round."""
    found: dict[Peer, list[dict[str, Any]]] = {peer: [] for peer in PEERS}
    left_out: dict[Peer, str] = {}
    for _ in range(ROUNDS):
        for peer in PEERS:
            if peer in left_out:
                continue
            one = answer_of(peer.environment, "one_peer", peer.module, ",".join(peer.imports), subject_file)
            if isinstance(one, str):
                left_out[peer] = one
            elif one["different"]:
                left_out[peer] = f"{one['different']} of {one['checked']} verdicts differ: not timed"
            else:
                found[peer].append(one)
    middle = {
        peer: {key: median(one[key] for one in ones) for key in ones[0]}
        for peer, ones in found.items()
        if peer not in left_out
    }
    keys = ("per_second", "ratio", "import_ms", "import_mb", "build_ms", "peak_mb", "checked")
    naive = median(one["naive_per_second"] for one in middle.values())
    rows = [(one["ratio"], peer.title, [short(one[key]) for key in keys]) for peer, one in middle.items()]
    rows.append((1, "naive: rules held one by one", [short(naive), "1", "", "", "", "", ""]))
    print("## One evaluation\n")
    table(
        ("", "a second", "x naive", "import ms", "import MB", "build ms", "peak MB", "sheets compared"),
        ([title, *cells] for _, title, cells in sorted(rows, reverse=True)),
    )
    for peer, why in left_out.items():
        print(f"- left out: {peer.title}: {why}")
    best = max((p for p in middle if not p.ours), key=lambda p: middle[p]["ratio"])
    their = middle[best]["ratio"]
    for peer in PEERS[:3]:
        own = middle[peer]["ratio"]
        goal(own > their, f"{peer.title}: faster than every peer", f"{own / their:.2f}x {best.title}")
        goal(own >= 3, f"{peer.title}: 3x naive or more", f"{own:.2f}x")
    print()


def solvers(subject_file: str) -> None:
    """Put the exact questions to the solvers and to us."""
    rows, goals = [], []
    for module, title in SOLVERS.items():
        found = answer_of("solvers", "one_solver", module, subject_file)
        if isinstance(found, str):
            print(f"- left out: {title}: {found}")
            continue
        questions = {f"possible verdicts, {n} answers given": q for n, q in found["possible"].items()}
        questions["fewest changes to every other verdict"] = found["fewest"]
        for question, q in questions.items():
            equal = f"{q['asked'] - q['different']} of {q['asked']}"
            rows.append(
                (question, title, equal, short(q["ours_ms"]), short(q["theirs_ms"]), short(q["ratio"]))
            )
        least = min(q["ratio"] for q in found["possible"].values())
        same = not any(q["different"] for q in questions.values())
        goals.append((least >= 30 and same, title, least))
        setup = f"import {short(found['import_ms'])} ms, model {short(found['build_ms'])} ms"
        rows.append((f"once, not counted: {setup}", title, "", "", "", ""))
    print("## Exact questions\n")
    table(("question", "solver", "equal answers", "ours ms", "solver ms", "solver / ours"), rows)
    for met, title, least in goals:
        goal(met, f"possible verdicts in 1/30 of {title}'s time or less", f"1/{least:.1f} at worst")
    print()


def interview(_: str) -> None:
    """Time the exact shares at every prompt, and all analyses of whole cases."""
    rulebook = load_rulebook()

    def row(what: str, times: Times) -> tuple[str, int, str, str]:
        return what, times.count, short(times.middle), short(times.worst)

    nothing, every, slowest, adds_up = shares_at_prompts(rulebook)
    rows = [
        row("exact shares, nothing answered", nothing),
        row("exact shares after an answer, every prompt", every),
        row("the same at the slowest prompt of the order", slowest),
    ]
    whole = {}
    for reading, cases in readings(rulebook).items():
        whole[reading], assessed = analyses_of(rulebook, cases)
        rows.append(row(f"all analyses, companies {reading}", whole[reading]))
        rows.append(row("... and the assessment before them", assessed))
    print("## An interview, and whole cases\n")
    table(("", "timed", "median ms", "worst ms"), rows)
    goal(adds_up, "counts add up to all sheets at every prompt", str(every.count))
    goal(every.worst <= 30, "exact shares in 30 ms at the worst prompt", f"{short(every.worst)} ms")
    for reading, times in whole.items():
        goal(times.worst <= 300, f"all analyses in 0.3 s, {reading}", f"{short(times.worst)} ms at worst")
    print()


def growth(_: str) -> None:
    """Put a generated rulebook beside the shipped one."""
    sizes = [size_of(load_rulebook()), size_of(generated())]

    def times(found: Iterable[float | None]) -> str:
        return " / ".join("over 60 s" if ms is None else short(ms) for ms in found)

    parts = " / ".join(f"{part:.0%}" for part in PARTS)
    lines: list[tuple[str, Callable[[Any], object]]] = [
        ("questions, scoring rules, notes", lambda s: f"{s.questions}, {s.rules}, {s.notes}"),
        ("answer sheets", lambda s: f"{s.sheets:.1e}"),
        ("compile, ms", lambda s: short(s.compiled)),
        (f"possible verdicts, ms ({parts} answered)", lambda s: times(s.possible)),
        ("exact counts, ms (same)", lambda s: times(s.counts)),
        ("all analyses of a case, ms (same)", lambda s: times(s.analyses)),
        ("assess at worst, ms", lambda s: short(s.assessed)),
        ("counts add up exactly", lambda s: "yes" if s.adds_up else "NO"),
    ]
    print("## Growth\n")
    table(("", "shipped", "generated"), ([what, *map(show, sizes)] for what, show in lines))


def main(parts: list[str]) -> None:
    """Run the parts asked for."""
    known = {"peers": peers, "solvers": solvers, "interview": interview, "growth": growth}
    subject = shipped(SHEETS)
    rulebook = subject.rulebook
    print(
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} cores; rulebook {rulebook.version} ({rulebook.digest[:12]}),"
        f" {sum(1 for r in rulebook.rules if r.points)} scoring rules, {len(rulebook.gates)} gates,"
        f" {len(rulebook.asked_facts())} facts asked\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "subject.pickle"
        keep(subject, file)
        for part in parts or known:
            known[part](str(file))


if __name__ == "__main__":
    main(sys.argv[1:])
