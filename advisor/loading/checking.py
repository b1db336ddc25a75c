"""What the records of a rulebook say of one another: nothing missing, nothing dangling, nothing idle."""

from collections import Counter
from collections.abc import Iterator

from advisor.conditions import Absence, Condition, State
from advisor.engine.extremes import lowest_and_highest
from advisor.engine.scoring import share_met
from advisor.errors import did_you_mean
from advisor.loading.checking_facts import check_facts
from advisor.loading.checking_names import check_names
from advisor.loading.problems import Problems
from advisor.rulebook import CELL_POINTS, Rulebook

Cited = tuple[str, str, tuple[str, ...]]
"""The file and heading of a record, and what it cites."""


def check(book: Rulebook, problems: Problems) -> None:
    """Note every mistake that only shows once all records are there."""
    check_facts(book, problems)
    check_names(book, problems)
    _check_orders(book, problems)
    _check_citations(book, problems)
    _check_questions(book, problems)
    _check_use(book, problems)
    if not problems.found:
        _check_cells(book, problems)
        _check_reach(book, problems)


def _check_orders(book: Rulebook, problems: Problems) -> None:
    """Two records of one kind must not claim the same place."""
    kinds: list[list[tuple[int, str]]] = [
        [(role.order, role.file) for role in book.roles.values()],
        [(dimension.order, dimension.file) for dimension in book.dimensions.values()],
        [(gate.order, f"{gate.file} [{gate.id}]") for gate in book.gates],
        *([(page.order, page.file) for page in q.pages] for q in book.questionnaires.values()),
    ]
    for places in kinds:
        taken: dict[int, str] = {}
        for order, place in places:
            if order in taken:
                problems.add(place, f"order {order} is taken by {taken[order]}")
            taken.setdefault(order, place)


def _cited(book: Rulebook) -> Iterator[Cited]:
    """Yield the file and heading of every record that cites, with what it cites."""
    yield from ((rule.file, rule.id.rsplit("/", 1)[1], rule.cites) for rule in book.rules)
    yield from ((f"roles/{r}/{d}.toml", "", said.cites) for (r, d), said in book.statements.items())
    yield from ((gate.file, gate.id, gate.cites) for gate in book.gates)
    yield from ((note.file, note.id, note.cites) for note in book.notes)
    yield from ((dimension.file, "", dimension.cites) for dimension in book.dimensions.values())
    for role in book.roles.values():
        yield role.file, "", role.cites
        yield from ((role.file, "duty", duty.cites) for duty in role.duties)
        yield from ((role.file, "pay", pay.cites) for pay in role.pay)
    for pairing in book.pairings:
        yield pairing.file, "", pairing.cites
        yield from ((pairing.file, "sequence", sequence.cites) for sequence in pairing.sequences)
    for policy in book.policies.values():
        yield policy.file, "needed", policy.needed.cites
        yield policy.file, "near", policy.near.cites
        yield from ((policy.file, "times", time.cites) for time in policy.times.values())
        limits = (policy.one_answer, policy.hidden_weight, policy.one_verdict)
        yield from ((policy.file, "limits", limit.cites) for limit in limits if limit)
    for fact in book.facts.values():
        yield fact.file, fact.id, (*fact.cites, *(cite for row in fact.rows for cite in row.cites))


def _check_citations(book: Rulebook, problems: Problems) -> None:
    for file, heading, cites in _cited(book):
        for cite in cites:
            name, mark, passage = cite.partition("#")
            if not mark or not name:
                problems.add(file, f"'{cite[:60]}' is no citation; write source#passage", heading, "cites")
            elif name not in book.sources:
                problems.add(
                    file, f"unknown source '{name}'{did_you_mean(name, book.sources)}", heading, "cites"
                )
            elif passage not in book.sources[name].passages:
                near = did_you_mean(passage, book.sources[name].passages)
                problems.add(file, f"source '{name}' has no passage '{passage}'{near}", heading, "cites")


def _check_questions(book: Rulebook, problems: Problems) -> None:
    """Each question asks once for a known fact, after those that decide whether it applies."""
    for questionnaire in book.questionnaires.values():
        asked: list[str] = []
        for page in questionnaire.pages:
            for question in page.questions:
                name = question.fact
                fact = book.facts.get(name)
                if fact is None:
                    problems.add(
                        page.file, f"unknown fact '{name}'{did_you_mean(name, book.facts)}", "question"
                    )
                elif fact.kind == "derived":
                    problems.add(page.file, f"'{name}' is looked up and cannot be asked", "question")
                elif name in asked:
                    problems.add(page.file, f"'{name}' is asked twice in this questionnaire", "question")
                else:
                    wanted = sorted(other for d in fact.applies_when for other in book.hangs_on[d.fact])
                    late = [o for o in wanted if o not in asked and book.facts[o].kind != "derived"]
                    if late:
                        problems.add(
                            page.file,
                            f"'{name}' hangs on '{late[0]}', which must be asked before it",
                            "question",
                        )
                asked.append(name)


def _check_use(book: Rulebook, problems: Problems) -> None:
    """Every fact is asked and read; every scoring rule demands something."""
    read = {demand.fact for condition in book.conditions() for demand in condition}
    read |= {
        name for fact in book.facts.values() if fact.kind == "derived" for name in (fact.source, fact.by)
    }
    default = book.questionnaires.get(book.questionnaire)
    asked = {question.fact for question in default.questions()} if default else set(book.facts)
    for fact in book.facts.values():
        if fact.id not in read:
            problems.add(fact.file, "is read by no rule, gate, note or other fact", fact.id)
        if fact.kind != "derived" and fact.id not in asked:
            problems.add(fact.file, "is asked by no question of the default questionnaire", fact.id)
    for rule in book.rules:
        if rule.points and not rule.when and not problems.found:
            problems.add(
                rule.file, "gives points without demanding anything", rule.id.rsplit("/", 1)[1], "when"
            )
    for rule_id, times in Counter(rule.id for rule in book.rules).items():
        if times > 1:
            problems.add(book.rule[rule_id].file, "this id is taken already", rule_id.rsplit("/", 1)[1])


def _check_cells(book: Rulebook, problems: Problems) -> None:
    """Every role speaks to every dimension and hands out all of its points, all within reach."""
    open_sheet: dict[str, State] = {fact.id: Absence.NOT_ASKED for fact in book.asked_facts()}
    for (role, dimension), rules in book.cells.items():
        file = f"roles/{role}/{dimension}.toml"
        if (role, dimension) not in book.statements:
            problems.add(f"roles/{role}.toml", f"says nothing on '{dimension}'; write {problems.book}/{file}")
            continue
        points = sum(rule.points for rule in rules)
        if points != CELL_POINTS:
            problems.add(file, f"hands out {points} points over its rules; it must be {CELL_POINTS}")
            continue
        _, highest = lowest_and_highest(book, [(rule.points, rule.when) for rule in rules], open_sheet)
        if highest < CELL_POINTS:
            problems.add(
                file,
                f"no answers can reach its {CELL_POINTS} points; the most is {highest}, "
                "since some of its rules exclude each other",
            )


def _check_reach(book: Rulebook, problems: Problems) -> None:
    """Every question can come up, and every rule, gate and note can be met."""
    open_sheet: dict[str, State] = {fact.id: Absence.NOT_ASKED for fact in book.asked_facts()}
    reached: list[tuple[str, str, str, Condition]] = [
        *(
            (f.file, f.id, "can never apply, so its question never comes up", f.applies_when)
            for f in book.facts.values()
        ),
        *((g.file, g.id, "can never be met", g.when) for g in book.gates),
        *((r.file, r.id.rsplit("/", 1)[1], "can never be met", r.when) for r in book.rules),
    ]
    for file, heading, what, condition in reached:
        if condition and share_met(book, condition, open_sheet) == 0:
            problems.add(file, what, heading)
