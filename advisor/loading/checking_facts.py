"""What one fact must be like, by its kind."""

from advisor.errors import did_you_mean
from advisor.loading.files import ID
from advisor.loading.problems import Problems, quoted
from advisor.rulebook import Dollars, Fact, Rulebook

MOST_STEPS = 6
MOST_TICKED = 8
WORDED = ("scale", "choice", "many", "derived")


def check_facts(book: Rulebook, problems: Problems) -> None:
    """Note every fact that does not hold together."""
    for fact in book.facts.values():
        for what, key in _mistakes(book, fact):
            problems.add(fact.file, what, fact.id, key)


def _mistakes(book: Rulebook, fact: Fact) -> list[tuple[str, str]]:
    found = []
    if fact.kind == "number" and fact.least >= fact.most:
        found.append(("least must be below most", "least"))
    if fact.kind == "number" and not fact.unit:
        found.append(("a number needs its unit", "unit"))
    if fact.money and fact.kind != "number":
        found.append(("only a number can be money", "money"))
    if fact.kind in WORDED and len(fact.values) < 2:
        found.append((f"a {fact.kind} needs two words or more", "values"))
    if fact.kind not in WORDED and fact.values:
        found.append((f"a {fact.kind} has no words", "values"))
    if fact.kind == "many" and len(fact.values) > MOST_TICKED:
        found.append((f"more than {MOST_TICKED} words to tick", "values"))
    found += [
        (f"is no word of this fact{did_you_mean(word, fact.values)}", f"{key}.{word}")
        for key, words in (("who", fact.who), ("lacks", fact.lacks), ("dollars", fact.dollars))
        for word in words
        if word not in fact.values
    ]
    found += [
        ("needs at-least or at-most, and where it has both the lower first", f"dollars.{word}")
        for word, sums in fact.dollars.items()
        if not _is_span(sums)
    ]
    found += _direction_mistakes(book, fact)
    found += [(f"{quoted(word)} is no id", "values") for word in fact.values if not ID.fullmatch(word)]
    if len(set(fact.values.values())) < len(fact.values):
        found.append(("two words have the same label", "values"))
    if fact.kind == "derived":
        return found + _derived_mistakes(book, fact)
    if fact.source or fact.by or fact.rows:
        found.append(("from, by and rows belong to derived facts", "from"))
    return found


def _is_span(sums: Dollars) -> bool:
    if sums.least is None or sums.most is None:
        return sums.least is not sums.most
    return sums.least < sums.most


def _derived_mistakes(book: Rulebook, fact: Fact) -> list[tuple[str, str]]:
    found = []
    number, chooser = book.facts.get(fact.source), book.facts.get(fact.by)
    if number is None or number.kind != "number":
        found.append(("must name a number", "from"))
    if chooser is None or chooser.kind != "choice":
        found.append(("must name a choice", "by"))
    if len(fact.values) > MOST_STEPS:
        found.append((f"more than {MOST_STEPS} steps", "values"))
    if not fact.cites:
        found.append(("is missing", "cites"))
    words = chooser.values if chooser else {}
    rows = {row.by for row in fact.rows}
    found += [(f"has no row for '{word}'", "rows") for word in words if word not in rows]
    for row in fact.rows:
        key = f"rows.{row.by}"
        if words and row.by not in words:
            found.append((f"is no word of '{fact.by}'{did_you_mean(row.by, words)}", key))
        if len(row.starts) != len(fact.values) - 1:
            found.append(
                (f"needs {len(fact.values) - 1} starts, one fewer than words; it has {len(row.starts)}", key)
            )
        if list(row.starts) != sorted(set(row.starts)):
            found.append(("starts must rise", key))
    return found


def _direction_mistakes(book: Rulebook, fact: Fact) -> list[tuple[str, str]]:
    found = []
    ordered = fact.kind in {"number", "scale"}
    if fact.better and (fact.changeable == "no" or not ordered):
        found.append(("only a number or a scale that can be changed has a better way", "better"))
    for key, roles in (("never-lowers", fact.never_lowers), ("never-raises", fact.never_raises)):
        unknown = [role for role in roles if role not in book.roles]
        found += [(f"unknown role '{role}'{did_you_mean(role, book.roles)}", key) for role in unknown]
        if roles and not ordered:
            found.append(("only a number or a scale has a direction", key))
    return found
