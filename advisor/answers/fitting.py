"""A saved case laid against the rulebook of today, which may not be the one it was answered under."""

from dataclasses import replace
from types import MappingProxyType

from advisor.answers.values import check_answer
from advisor.case import Case, RulebookMark
from advisor.case_document import written
from advisor.conditions import Absence, Answer
from advisor.errors import AnswersRefused
from advisor.plaintext import shown
from advisor.rulebook import Rulebook


def insist_on_rulebook(mark: RulebookMark, rulebook: Rulebook, where: str) -> None:
    """Refuse answers that were given under a rulebook of another id: equal words may mean other things.

    Raises AnswersRefused, naming `where`.
    """
    if mark.id != rulebook.id:
        raise AnswersRefused(
            f"{where}: was answered under the rulebook {shown(mark.id)}, and this is {shown(rulebook.id)}",
            "name the folder of that rulebook: advisor --rules FOLDER ...",
        )


def fit(case: Case, rulebook: Rulebook) -> tuple[Case, tuple[str, ...]]:
    """Return the part of a case that this rulebook understands, and a sentence on each thing left out.

    A note on a fact that is gone is kept as a note on the whole case.
    """
    known = {fact.id: fact for fact in rulebook.asked_facts()}
    facts: dict[str, Answer] = {}
    left_out: list[str] = []
    for name, answer in case.facts.items():
        if name not in known:
            left_out.append(f"{shown(name)[1:-1]} is not asked any more")
            continue
        try:
            checked = check_answer(known[name], written(answer))
        except ValueError as error:
            left_out.append(f"{name} {error}")
        else:
            if not isinstance(checked, Absence):
                facts[name] = checked
    gone = (case.dont_know | case.not_applicable) - known.keys()
    left_out += [f"{shown(name)[1:-1]} is not asked any more" for name in sorted(gone)]
    weights = case.weights
    if weights and set(weights) != set(rulebook.dimensions):
        left_out.append(f"weights must be given for {', '.join(rulebook.dimensions)}")
        weights = MappingProxyType({})
    fitting = replace(
        case,
        facts=MappingProxyType(facts),
        dont_know=case.dont_know & known.keys(),
        not_applicable=case.not_applicable & known.keys(),
        weights=weights,
        notes=tuple(note if note.fact in {"", *known} else replace(note, fact="") for note in case.notes),
    )
    return fitting, tuple(left_out)
