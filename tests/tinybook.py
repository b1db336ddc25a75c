"""A tiny rulebook as a folder of files: two roles, two dimensions, complete and valid."""

from pathlib import Path

FILES = {
    "rulebook.toml": """\
id = "tiny"
title = "A tiny rulebook"
version = "1"
money-year = 2025
questionnaire = "full"
policy = "default"
""",
    "facts/all.toml": """\
[headcount]
title = "People"
kind = "number"
unit = "people"
least = 1
most = 1000

[trade]
title = "Trade"
kind = "choice"

[trade.values]
shop = "A shop"
office = "An office"

[gap]
title = "The gap"
kind = "scale"

[gap.values]
small = "Small"
middle = "Middle"
large = "Large"

[team]
title = "The team, when there is one"
kind = "yes-no"
applies-when.headcount = { at-least = 5 }

[tools]
title = "Tools in use"
kind = "many"

[tools.values]
list = "A list"
board = "A board"

[size]
title = "Size for the trade"
kind = "derived"
from = "headcount"
by = "trade"
because = "Trades differ."
cites = ["ours#guess"]

[size.values]
low = "low"
high = "high"

[size.rows.shop]
starts = [10]
because = "A guess."
cites = ["ours#guess"]

[size.rows.office]
starts = [20]
because = "A guess."
cites = ["ours#guess"]
""",
    "questionnaires/full.toml": 'title = "All"\nminutes = 1\n',
    "questionnaires/full/page.toml": """\
title = "Page"
order = 1
"""
    + "".join(
        f'\n[[question]]\nfact = "{fact}"\nasks = "What about {fact}?"\n'
        'help = "Say it."\nwhy = "It counts."\n'
        for fact in ("headcount", "trade", "gap", "team", "tools")
    ),
    "dimensions/scope.toml": """\
title = "Scope"
asks = "How far?"
order = 1
because = "A point."
cites = ["ours#guess"]
""",
    "dimensions/rank.toml": """\
title = "Rank"
asks = "How high?"
order = 2
because = "A point."
cites = ["ours#guess"]
""",
    "roles/doer/scope.toml": """\
says = "A doer does."
cites = ["ours#guess"]

[gap-is-there]
title = "There is a gap"
claim = "gap"
points = 15
when.gap = { at-least = "middle" }
because = "There is a gap."
cites = ["ours#guess"]

[gap-is-large]
title = "The gap is large"
claim = "gap"
points = 10
when.gap = "large"
because = "The gap is large."
cites = ["ours#guess"]
""",
    "roles/doer/rank.toml": """\
says = "A doer stands low."
cites = ["ours#guess"]

[team-is-there]
title = "There is a team"
points = 25
when.team = true
because = "There is a team."
cites = ["ours#guess"]
""",
    "roles/chief/scope.toml": """\
says = "A chief looks after all."
cites = ["ours#guess"]

[large-for-its-trade]
title = "Large for its trade"
points = 20
when.size = "high"
because = "It is large for its trade."
cites = ["ours#guess"]

[has-a-board]
title = "There is a board"
points = 5
when.tools = { includes = "board" }
because = "There is a board."
cites = ["ours#guess"]
""",
    "roles/chief/rank.toml": """\
says = "A chief stands high."
cites = ["ours#guess"]

[many-people]
title = "Many people"
points = 25
when.headcount = { at-least = 100 }
because = "There are many people."
cites = ["ours#guess"]
""",
    "gates/early.toml": """\
[too-small]
title = "Too small"
order = 1
effect = "block chief"
when.headcount = { at-most = 3 }
because = "Too small."
cites = ["ours#guess"]

[[too-small.first]]
within-days = 30
does = "Grow."
done = "there are four"
""",
    "notes/warnings/all.toml": """\
[look-out]
title = "Look out"
for-roles = ["chief"]
when.gap = "large"
says = "Look out."
because = "It is large."
cites = ["ours#guess"]
""",
    "notes/forms/all.toml": """\
[whole]
title = "Whole"
role = "doer"
form = "full-time"
says = "The whole week."
because = "There is work."
cites = ["ours#guess"]
""",
    "policies/default.toml": """\
title = "Default"

[needed]
points = 60
because = "A guess."
cites = ["ours#guess"]

[near]
points = 40
because = "A guess."
cites = ["ours#guess"]
""",
    "pairings/chief+doer.toml": """\
title = "Chief and doer"
summary = "Both."
reports = "The doer reports to the chief."
cites = ["ours#guess"]

[[sequence]]
first = "doer"
says = "The doer first."
because = "The work burns."
cites = ["ours#guess"]
""",
    "sources/ours.toml": """\
[ours]
title = "Ours"
author = "We"
publisher = "Here"
basis = "house-judgement"
trust = "-"

[ours.passages]
guess = "We guessed."
""",
}


def role_file(title: str, order: int) -> str:
    return (
        f'title = "{title}"\nshort = "{title}"\norder = {order}\nsummary = "Does things."\n'
        'mandate = "Do things."\nreports-to = "You."\ncites = ["ours#guess"]\n'
    )


def write_tinybook(folder: Path) -> Path:
    """Write the rulebook into a folder called "rules" and return it."""
    root = folder / "rules"
    for name, text in {
        **FILES,
        "roles/doer.toml": role_file("Doer", 1),
        "roles/chief.toml": role_file("Chief", 2),
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def widen(root: Path) -> None:
    """Add a third role and a fifth dimension to a copy of the shipped rules, as new files only."""
    cites = 'cites = ["house-judgement#a6"]\n'
    role = role_file("Chief of Staff", 30).replace("ours#guess", "house-judgement#a6")
    cell = (
        f'says = "So it is."\n{cites}\n[stalls]\ntitle = "Decisions stall"\npoints = 25\n'
        f'when.waiting = "all"\nbecause = "They stall."\n{cites}'
    )
    new = {
        "roles/chief-of-staff.toml": role,
        "dimensions/culture.toml": f'title = "Culture"\nasks = "How?"\norder = 50\nbecause = "So."\n{cites}',
        **{
            f"roles/chief-of-staff/{dimension}.toml": cell
            for dimension in ("scope", "authority", "hierarchy", "strategy", "culture")
        },
        **{f"roles/{name}/culture.toml": cell for name in ("coo", "director-of-operations")},
    }
    for name, text in new.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
