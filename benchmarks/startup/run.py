"""Measure what a person waits for and print it:  python -m benchmarks.startup.run [rounds [interviews]]"""

import platform
import random
import sys
import tempfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from statistics import median

from advisor.interview.reading import choices_of
from advisor.loading import load_rulebook
from benchmarks.startup.environment import install
from benchmarks.startup.interviewing import Times, Wait, bare_select, interview
from benchmarks.startup.starting import Cost, Start, cost_of

ROUNDS, INTERVIEWS, BARE_SELECTS = 25, 4, 8
BARE = Path(__file__).parent / "bare"
NAME, FIRST, PLAIN_FIRST = "called?", "Tab menu", "Or type"


def starts(commands: Path) -> dict[str, Start]:
    """Return everything that is started, by a short name."""
    python, advisor = str(commands / "python"), str(commands / "advisor")
    last = labels()[-1]

    def bare(name: str, *more: str) -> tuple[str, ...]:
        return python, str(BARE / f"{name}.py"), *more

    return {
        "python": Start("Python, nothing to do", bare("nothing")),
        "print": Start("Python, one `print`", bare("print_a_line"), "operations?"),
        "input": Start("Python, one `input()`", bare("ask_a_line"), NAME),
        "text": Start("questionary, one text", bare("ask_a_text"), NAME),
        "select": Start(f"questionary, one of {len(labels())}", bare("ask_one_of_several", *labels()), last),
        "version": Start("`advisor --version`", (advisor, "--version")),
        "module": Start("`python -m advisor --version`", (python, "-m", "advisor", "--version")),
        "help": Start("`advisor --help`", (advisor, "--help")),
        "words": Start("`advisor`: the opening words", (advisor,), "later."),
        "name": Start("`advisor`: the first question (a name)", (advisor,), NAME),
        "client": Start("`advisor interview --client NAME`: the first choice",
                        (advisor, "interview", "--client", "New"), FIRST),
        "plain": Start("`advisor --accessible`: the first question", (advisor, "--accessible"), NAME),
        "plain-client": Start("`advisor interview --accessible --client NAME`: the first choice",
                              (advisor, "interview", "--accessible", "--client", "New"), PLAIN_FIRST),
    }  # fmt: skip


BESIDE = {
    "version": "python", "module": "python", "help": "python", "words": "print", "name": "select",
    "client": "select", "plain": "input", "plain-client": "input",
}  # fmt: skip
GOALS = {"version": 1.2, "words": 2.0, "name": 1.25, "plain": 4.0}


def labels() -> list[str]:
    """Return the answers of the first question that has any, so that the bare script offers as many."""
    rulebook = load_rulebook()
    questions = rulebook.questionnaires[rulebook.questionnaire].questions()
    offered = (choices_of(rulebook.facts[question.fact]) for question in questions)
    return [label for _, label in next(found for found in offered if found)]


def measured_starts(commands: Path, home: Path, rounds: int) -> dict[str, list[Cost]]:
    """Start everything once a round, in an order drawn anew for every round."""
    known = starts(commands)
    found: dict[str, list[Cost]] = {name: [] for name in known}
    for start in known.values():
        cost_of(start, home)  # nobody's first start pays for a cold disk
    for _ in range(rounds):
        for name in random.sample(list(known), len(known)):
            found[name].append(cost_of(known[name], home))
    return found


def measured_interviews(commands: Path, home: Path, count: int) -> tuple[list[Times], list[Times]]:
    """Hold interviews, and bare selects between them: ours, and theirs."""
    select = starts(commands)["select"].command
    ours, theirs = [], []
    for number in range(count):
        ours.append(interview(str(commands / "advisor"), home / f"ours{number}"))
        theirs += [bare_select(select, home / "bare") for _ in range(BARE_SELECTS)]
    return ours, theirs


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table in Markdown."""
    for row in (head, ["---"] * len(list(head)), *rows):
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
    print()


def report_starts(found: dict[str, list[Cost]], known: dict[str, Start]) -> dict[str, float]:
    """Print what starts cost; return the ratio of each to what it stands beside."""
    processor = {name: median(c.processor for c in costs) for name, costs in found.items()}
    least = {name: min(c.processor for c in costs) for name, costs in found.items()}
    elapsed = {name: median(c.elapsed for c in costs) for name, costs in found.items()}
    peak = {name: median(c.peak for c in costs) for name, costs in found.items()}
    ratios, rows = {}, []
    for name, start in known.items():
        beside, cells = BESIDE.get(name), ["", "", ""]
        if beside:
            ratios[name] = processor[name] / processor[beside]
            cells = [
                f"{ratios[name]:.2f} ({elapsed[name] / elapsed[beside]:.2f})",
                f"{least[name] / least[beside]:.2f}",
                known[beside].title,
            ]
        mb = f"{peak[name]:.1f}" if peak[name] else ""
        times = f"{processor[name]:.1f} ({elapsed[name]:.1f})", f"{least[name]:.1f}"
        rows.append((start.title, *times, mb, *cells))
    print("## Starts\n")
    table(("", "ms (elapsed)", "least ms", "MB", "ratio (elapsed)", "of the least", "beside"), rows)
    return ratios


def percentile(times: list[float], part: float) -> float:
    """Return the time that this part of all keys did not exceed."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def report_interviews(ours: list[Times], theirs: list[Times]) -> list[tuple[bool, str, str]]:
    """Print how quick an interview is; return its goals: met or not, what, and what was found."""
    kinds = {
        "next_question": "Enter to the next question, saved and analysed",
        "repaint": "an arrow key",
        "first_question": "Enter on the name to the first choice",
        "result": "last Enter to the result and the offer of a report",
    }
    rows, late = [], {}
    for kind, what in kinds.items():
        waits: list[Wait] = [wait for times in ours for wait in getattr(times, kind)]
        bare: list[Wait] = [wait for times in theirs for wait in getattr(times, kind)]
        processor, elapsed = [w.processor for w in waits], [w.elapsed for w in waits]
        late[kind] = percentile(processor, 0.95), percentile(elapsed, 0.95)
        cells = [f"{median(processor):.1f} ({median(elapsed):.1f})", "{:.1f} ({:.1f})".format(*late[kind])]
        if bare:
            least = median(w.processor for w in bare), median(w.elapsed for w in bare)
            cells.append("{:.1f} ({:.1f})".format(*least))
            cells.append(f"{median(processor) / least[0]:.2f} ({median(elapsed) / least[1]:.2f})")
        rows.append((what, len(waits), *cells, *[""] * (4 - len(cells))))
    print("## An interview\n")
    head = ("", "timed", "ms (elapsed)", "95 of 100", "bare questionary", "ratio (elapsed)")
    table(head, rows)
    peak, bare_peak = median(t.peak for t in ours), median(t.peak for t in theirs)
    print(f"Most memory: {peak:.1f} MB; bare questionary {bare_peak:.1f} MB; {peak / bare_peak:.2f} of it\n")
    return [
        (
            max(late[kind]) <= most,
            f"{kinds[kind]}: {most} ms, 95 times of 100",
            "{:.1f} ({:.1f})".format(*late[kind]),
        )
        for kind, most in {"next_question": 60, "repaint": 30, "result": 300}.items()
    ]


def main(rounds: int = ROUNDS, interviews: int = INTERVIEWS) -> None:
    """Install the project, measure, and print tables and goals."""
    with tempfile.TemporaryDirectory() as folder:
        commands, home = install(Path(folder)), Path(folder) / "home"
        known = starts(commands)
        print(
            f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; questionary "
            f"{metadata.version('questionary')}, prompt_toolkit {metadata.version('prompt_toolkit')}; "
            f"{rounds} rounds, {interviews} interviews\n"
        )
        ratios = report_starts(measured_starts(commands, home, rounds), known)
        goals = []
        for name, most in GOALS.items():
            what = f"{known[name].title} at {most} x {known[BESIDE[name]].title}"
            goals.append((ratios[name] <= most, what, f"{ratios[name]:.2f}"))
        if interviews:
            goals += report_interviews(*measured_interviews(commands, home, interviews))
    for met, what, found in goals:
        print(f"- {'met' if met else 'NOT MET'}: {what} ({found})", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
