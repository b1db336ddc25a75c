"""Notes in people's own words, set apart from what the tool says."""

from advisor.report.blocks import Bullets, Paragraph, Section
from advisor.report.matter import Matter


def remarks(matter: Matter) -> list[Section]:
    """Notes taken during the questions, by topic; they never change a score."""
    notes = matter.assessment.case.notes
    if not notes:
        return []
    topics = {question.fact: page.title for page in matter.pages() for question in page.questions}
    by_topic: dict[str, list[tuple[str, str]]] = {}
    for note in notes:
        about = matter.fact(note.fact).title if note.fact in matter.rulebook.facts else ""
        by_topic.setdefault(topics.get(note.fact, "On the whole"), []).append((note.text, about))
    text = Paragraph(
        "Written while the questions were answered, in the words of those who were there. "
        "They change no score."
    )
    parts = [Section(topic, (Bullets(tuple(items)),), level=3) for topic, items in by_topic.items()]
    return [Section("Notes from the conversation", (text,)), *parts]
