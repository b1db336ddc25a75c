"""Facts in an order in which each depends only on earlier ones."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from advisor.errors import did_you_mean
from advisor.loading.problems import Problems


def in_order(parents: Mapping[str, Sequence[str]], files: Mapping[str, str], problems: Problems) -> list[str]:
    """Return the facts in dependency order, as written where nothing speaks against it.

    `parents` maps a fact to those its own meaning hangs on. Unknown parents and circles are noted;
    the facts of a circle are left out.
    """
    known: dict[str, list[str]] = {}
    for name, named in parents.items():
        known[name] = [parent for parent in named if parent in parents]
        for parent in named:
            if parent not in parents:
                problems.add(files[name], f"unknown fact '{parent}'{did_you_mean(parent, parents)}", name)
    left = dict(known)
    while True:
        try:
            TopologicalSorter(left).prepare()
            break
        except CycleError as error:
            circle = [str(name) for name in error.args[1]]
            first = circle[0]
            problems.add(files[first], f"depends on itself: {' -> '.join(circle)}", first)
            left = {
                name: [p for p in named if p not in circle]
                for name, named in left.items()
                if name not in circle
            }
    ordered: list[str] = []
    while len(ordered) < len(left):
        ordered += [n for n, named in left.items() if n not in ordered and set(named) <= set(ordered)][:1]
    return ordered
