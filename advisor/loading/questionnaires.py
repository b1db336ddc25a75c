"""Questionnaires and their pages. A shorter one borrows its wording from the default one."""

from collections.abc import Mapping
from dataclasses import replace

from advisor.errors import did_you_mean
from advisor.loading.files import RuleFile
from advisor.loading.problems import Problems
from advisor.loading.reading import read_record
from advisor.loading.schema import PageFile, QuestionnaireFile
from advisor.rulebook import Page, Question, Questionnaire


def read_questionnaires(
    by_kind: Mapping[str, list[RuleFile]], default: str, problems: Problems
) -> dict[str, Questionnaire]:
    """Return every questionnaire with its pages in order, each question with its wording."""
    pages = _read_pages(by_kind.get("page", []), problems)
    worded = {q.fact: q for page in pages.get(default, []) for q in page.questions if q.asks}
    known = default in pages  # if not, that is the mistake, and not what it was to lend
    found = {}
    for file in by_kind.get("questionnaire", []):
        head = read_record(QuestionnaireFile, file.data, file, "", problems)
        if head is not None:
            name = file.ids[0]
            own = sorted(pages.pop(name, []), key=lambda page: (page.order, page.id))
            complete = tuple(_with_wording(page, worded, problems) for page in own) if known else tuple(own)
            found[name] = Questionnaire(name, head.title, head.minutes, complete, file.path)
            if not own:
                problems.add(file.path, f"has no pages; write questionnaires/{name}/<page>.toml")
    for name, orphans in pages.items():
        problems.add(orphans[0].file, f"belongs to no questionnaire{did_you_mean(name, found)}")
    return found


def _read_pages(files: list[RuleFile], problems: Problems) -> dict[str, list[Page]]:
    pages: dict[str, list[Page]] = {}
    for file in files:
        record = read_record(PageFile, file.data, file, "", problems)
        if record is not None:
            questions = tuple(Question(q.fact, q.asks, q.help, q.why) for q in record.question)
            page = Page(file.ids[1], record.title, record.order, questions, file.path)
            pages.setdefault(file.ids[0], []).append(page)
    return pages


def _with_wording(page: Page, worded: Mapping[str, Question], problems: Problems) -> Page:
    questions = []
    for place, question in enumerate(page.questions):
        other = worded.get(question.fact, question)
        asks, said, why = (
            question.asks or other.asks,
            question.help or other.help,
            question.why or other.why,
        )
        for key, text in (("asks", asks), ("help", said), ("why", why)):
            if not text:
                problems.add(page.file, "is missing", key=f"question.{place}.{key}")
        questions.append(Question(question.fact, asks, said, why))
    return replace(page, questions=tuple(questions))
