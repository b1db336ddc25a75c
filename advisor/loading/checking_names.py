"""What records call one another by name: every name must lead somewhere."""

from collections.abc import Iterable

from advisor.errors import did_you_mean
from advisor.loading.problems import Problems
from advisor.rulebook import NoteRule, Pairing, Role, Rulebook


def check_names(book: Rulebook, problems: Problems) -> None:
    """Note every role, policy, questionnaire or dimension that is named and not there."""
    for key, name, known in (
        ("questionnaire", book.questionnaire, list(book.questionnaires)),
        ("policy", book.policy, list(book.policies)),
    ):
        if name not in known:
            problems.add("rulebook.toml", f"there is no {key} '{name}'{did_you_mean(name, known)}", key=key)
    for kind, found in (("roles", len(book.roles)), ("dimensions", len(book.dimensions))):
        if not found:
            problems.add(kind, "has no file; a rulebook needs at least one")
    _check_known(book, problems)
    for role in book.roles.values():
        _check_profile(book, problems, role)
    for gate in book.gates:
        if gate.effect.kind == "block":
            _check_role(book, problems, gate.file, gate.id, gate.effect.target)
    for note in book.notes:
        _check_note(book, problems, note)
    for pairing in book.pairings:
        _check_pairing(book, problems, pairing)
    for policy in book.policies.values():
        if policy.near.points > policy.needed.points:
            problems.add(policy.file, "near is above needed", "near", "points")


def _check_profile(book: Rulebook, problems: Problems, role: Role) -> None:
    _check_facts_named(book, problems, role.file, [line.today for line in role.decisions], "decision")
    _check_facts_named(book, problems, role.file, [role.takes_over], "takes-over", number=True)
    if any(step.doubt and not step.when for step in role.kept_steps):
        problems.add(role.file, "a doubt needs the answers that raise it", "kept-step", "when")
    for alternative in role.alternatives:
        if alternative.is_role:
            _check_role(book, problems, role.file, "alternative", alternative.is_role)
    texts = _texts(role)
    for one in role.instead:
        if one.of not in texts:
            problems.add(role.file, f"no text of this role reads '{one.of}'", "instead", "of")


def _texts(role: Role) -> set[str]:
    """Return the texts of a role that a report may say in other words."""
    lines = (role.measures, role.asks_for, role.red_flags)
    days = (role.first_30_days, role.first_60_days, role.first_90_days)
    return {
        role.summary,
        role.mandate,
        role.posted_under,
        *(line for some in (*lines, *days) for line in some),
        *(duty.says for duty in role.duties),
        *(one.says for one in role.alternatives),
        *(line.decision for line in role.decisions),
        *(text for asked in role.interview for text in (asked.asks, asked.listen_for)),
    }


def _check_role(book: Rulebook, problems: Problems, file: str, heading: str, role: str) -> None:
    if role not in book.roles:
        problems.add(file, f"there is no role '{role}'{did_you_mean(role, book.roles)}", heading)


def _check_note(book: Rulebook, problems: Problems, note: NoteRule) -> None:
    named: Iterable[str] = (*note.for_roles, *filter(None, (note.role, note.promotes)))
    for role in named:
        _check_role(book, problems, note.file, note.id, role)
    wanted = {"role": note.kind in {"form", "reason"}, "form": note.kind == "form"}
    for key, given in (("role", note.role), ("form", note.form)):
        if wanted[key] and not given:
            problems.add(note.file, "is missing", note.id, key)
        elif given and not wanted[key]:
            problems.add(note.file, f"does not belong to a {note.kind}", note.id, key)
    for key, says, kind in (
        ("promotes", note.promotes, "form"),
        ("first", note.first, "form"),
        ("asks-again", note.asks_again, "contradiction"),
        ("first-page", note.first_page, "warning"),
    ):
        if says and note.kind != kind:
            problems.add(note.file, f"does not belong to a {note.kind}", note.id, key)
    demanded = [demand.fact for demand in note.when]
    for fact in note.asks_again:
        if fact not in demanded:
            told = f"'{fact}' is not in its 'when'{did_you_mean(fact, demanded)}"
            problems.add(note.file, told, note.id, "asks-again")
    if note.promotes and note.promotes == note.role:
        problems.add(note.file, "promotes somebody to the seat that they hold", note.id, "promotes")


def _check_pairing(book: Rulebook, problems: Problems, pairing: Pairing) -> None:
    for role in pairing.roles:
        _check_role(book, problems, pairing.file, "", role)
    if list(pairing.roles) != sorted(set(pairing.roles)) or len(pairing.roles) < 2:
        problems.add(pairing.file, "must be named by two or more role ids in order of letters, joined by +")
    for sequence in pairing.sequences:
        if sequence.first not in pairing.roles:
            problems.add(pairing.file, f"'{sequence.first}' is not one of its roles", "sequence", "first")
        if sequence.promotes and sequence.promotes not in pairing.roles:
            problems.add(
                pairing.file, f"'{sequence.promotes}' is not one of its roles", "sequence", "promotes"
            )
    for below, above in pairing.under.items():
        for role in (below, above):
            if role not in pairing.roles:
                problems.add(pairing.file, f"'{role}' is not one of its roles", "", "under")
        if above in pairing.under:
            problems.add(
                pairing.file, f"'{above}' cannot be above '{below}': it is below itself", "", "under"
            )
    _check_facts_named(book, problems, pairing.file, [line.today for line in pairing.decisions], "decision")


def _check_known(book: Rulebook, problems: Problems) -> None:
    known = book.known_as
    numbers = (known.people, known.growth, known.direct_reports, known.departments)
    _check_facts_named(book, problems, "rulebook.toml", numbers, "known-as", number=True)
    _check_facts_named(book, problems, "rulebook.toml", [known.runs_operations, known.seat_money], "known-as")


def _check_facts_named(
    book: Rulebook, problems: Problems, file: str, names: Iterable[str], heading: str, *, number: bool = False
) -> None:
    for name in names:
        if name and name not in book.facts:
            problems.add(file, f"there is no fact '{name}'{did_you_mean(name, book.facts)}", heading)
        elif name and number and book.facts[name].kind != "number":
            problems.add(file, f"'{name}' is not a number", heading)
