"""The owner's screen: the verdict, three reasons, what comes first, what is not known. The only user of rich.

Data reaches rich only as plain text, never as markup, and without control characters.
"""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from advisor.assessment import Assessment, Score
from advisor.report.appendix import points
from advisor.report.blocks import Bullets, Paragraph, Section
from advisor.report.gates import first
from advisor.report.holding import holding
from advisor.report.matter import Matter
from advisor.report.outlook import (
    is_outnumbered,
    most_useful,
    questions_in_words,
    sureness_in_words,
    tipping_in_words,
)
from advisor.report.reasons import strongest
from advisor.report.steps import doubt_steps, find_out, seat_steps, soonest
from advisor.report.wording import (
    days_in_words,
    evidence_in_words,
    lower_first,
    points_shown,
    rounded,
    unknown_facts,
)
from advisor.rulebook import Rulebook, Step

NARROW = 60
"""Columns below which boxes and bars give way to plain lines."""

BAR = 20
MOST_STEPS = 3
NEXT = "What to do first"


def draw(
    assessment: Assessment,
    rulebook: Rulebook,
    stream: TextIO,
    *,
    width: int,
    colour: bool,
    accessible: bool,
    explain: bool = False,
) -> None:
    """Draw the advice on a stream, in at most `width` columns.

    `accessible` or a narrow screen gives "Header: value" lines without boxes, bars or escape
    codes. `explain` adds how every point arose.
    """
    plain = accessible or width < NARROW
    drawn = StringIO()
    console = Console(
        file=drawn,
        width=width,
        force_terminal=colour and not plain,
        no_color=not colour,
        color_system="standard" if colour and not plain else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    ascii_only = not _can_draw(stream)
    for part in _lines(assessment, rulebook) if plain else _screen(assessment, rulebook, ascii_only):
        console.print(part)
    if explain:
        for section in points(Matter(assessment, rulebook)):
            for line in _spelled(section):
                console.print(line)
    # what is copied from a screen should not end in blanks
    stream.write("\n".join(line.rstrip() for line in drawn.getvalue().split("\n")))


def _can_draw(stream: TextIO) -> bool:
    try:
        "█░━".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _text(words: str, style: str = "") -> Text:
    return Text("".join(c for c in words if c.isprintable() or c == "\n"), style=style)


def _screen(assessment: Assessment, rulebook: Rulebook, ascii_only: bool) -> Iterator[RenderableType]:
    from rich import box  # noqa: PLC0415  (needed only where a box is drawn)

    verdict = _text(assessment.verdict.headline, "bold")
    title = _text(assessment.case.name) if assessment.case.name else None
    style = box.ASCII if ascii_only else box.ROUNDED
    yield Panel(verdict, title=title, title_align="left", box=style, padding=(0, 1))
    yield _bars(assessment, rulebook, ascii_only)
    reasons = strongest(assessment, rulebook)
    if reasons:
        late = assessment.verdict.choice.timing == "not-yet" and not Matter(assessment, rulebook).kept()
        yield _text("What speaks for the seat later" if late else "Why", "bold")
        numbered = Table.grid(padding=(0, 1))
        for place, (rule, finding) in enumerate(reasons, start=1):
            said = evidence_in_words(finding.evidence, rulebook, assessment.case)
            numbered.add_row(f"{place}.", Group(_text(rule.because), _text(said, "dim")))
        yield Padding(numbered, (0, 0, 0, 2))
    for section in first(Matter(assessment, rulebook)):
        yield Group(Text(), _text(section.heading, "bold"))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield Padding(_text(block.text), (0, 0, 0, 2))
            elif isinstance(block, Bullets):
                for text, _ in block.items:
                    yield Padding(_text(f"- {text}"), (0, 0, 0, 4))
    steps = _to_do(Matter(assessment, rulebook))
    if steps:
        yield Group(Text(), _text(NEXT, "bold"))
        numbered = Table.grid(padding=(0, 1))
        for place, step in enumerate(steps, start=1):
            numbered.add_row(f"{place}.", _text(step))
        yield Padding(numbered, (0, 0, 0, 2))
    yield from _closing(assessment, rulebook)


def _to_do(matter: Matter) -> list[str]:
    """Say who comes first where there are several, what is held in doubt, and the steps that come first."""
    verdict, sequence = matter.assessment.verdict, matter.assessment.sequence
    if is_outnumbered(matter.assessment):
        steps: Iterable[Step] = [*find_out(matter), *doubt_steps(matter)]
    elif verdict.choice.timing in {None, "not-yet"} and (not matter.kept() or holding(matter)):
        steps = doubt_steps(matter)
    else:
        steps = soonest(seat_steps(matter), MOST_STEPS)
    said = (
        [f"{sequence.says} {sequence.reports}"] if sequence and not is_outnumbered(matter.assessment) else []
    )
    said += [step.doubt for step in steps if step.doubt]
    for step in steps:
        within = days_in_words(step.within_days, matter.formats)
        said.append(f"Within {within}: {_by(step.who, step.does.rstrip('.'))}.")
    return said


def _by(who: str, does: str) -> str:
    """Say a step, and whose it is if it is not the reader's own."""
    return does if who.casefold() == "you" else f"{does} ({lower_first(who)})"


def _outlook(assessment: Assessment, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield heading and text of how sure the advice is, what would change it and what to ask next."""
    sure = " ".join(sureness_in_words(assessment, rulebook))
    if sure:
        yield "How sure this is", sure
    tipping = tipping_in_words(assessment, rulebook)
    if tipping:
        yield "What would change it", tipping
    questions = questions_in_words(assessment, rulebook)
    if questions and not is_outnumbered(assessment):  # else they are what to do first
        yield "Most useful to find out next", f"{'; '.join(questions)}."


def _closing(assessment: Assessment, rulebook: Rulebook) -> Iterator[RenderableType]:
    for heading, text in _outlook(assessment, rulebook):
        yield Group(Text(), _text(heading, "bold"), Padding(_text(text), (0, 0, 0, 2)))
    for note in assessment.contradictions[:2]:
        yield Group(
            Text(), _text("Two answers do not fit together", "bold"), Padding(_text(note.says), (0, 0, 0, 2))
        )
    heading, titles = _not_known(assessment, rulebook)
    if titles:
        named = "; ".join(titles[:3])
        more = f"; and {len(titles) - 3} more" if len(titles) > 3 else ""
        yield Group(Text(), _text(heading, "bold"), Padding(_text(f"{named}{more}."), (0, 0, 0, 2)))


def _not_known(assessment: Assessment, rulebook: Rulebook) -> tuple[str, list[str]]:
    """Return a heading and what is open besides the questions that are named as most useful."""
    useful = most_useful(assessment)
    titles = [fact.title for fact in unknown_facts(assessment, rulebook) if fact.id not in useful]
    return "Also not known" if useful else "Not known", titles


def _bars(assessment: Assessment, rulebook: Rulebook, ascii_only: bool) -> RenderableType:
    full, empty = ("#", ".") if ascii_only else ("█", "░")
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="bold")
    table.add_column("")
    for score in assessment.scores:
        table.add_column(
            _text(f"{rulebook.roles[score.role].short} {points_shown(score.total, rulebook)} of 100"),
            no_wrap=True,
        )
    for dimension in rulebook.dimensions.values():
        row: list[RenderableType] = [_text(dimension.title)]
        for score in assessment.scores:
            cell = next(cell for cell in score.cells if cell.dimension == dimension.id)
            filled = round(BAR * cell.expected / cell.of)
            row.append(Text(f"{full * filled}{empty * (BAR - filled)} {rounded(cell.expected):2}"))
        table.add_row(*row)
    return Group(Text(), table, _text(_marks(rulebook), "dim"), Text())


def _marks(rulebook: Rulebook) -> str:
    policy = rulebook.policies[rulebook.policy]
    return f"A role is needed from {policy.needed.points} of 100, and near from {policy.near.points}."


def _lines(assessment: Assessment, rulebook: Rulebook) -> Iterator[RenderableType]:
    if assessment.case.name:
        yield _text(f"Company: {assessment.case.name}")
    yield _text(f"Advice: {assessment.verdict.headline}")
    for score in assessment.scores:
        yield _text(_score_line(score, rulebook))
    yield _text(_marks(rulebook))
    for place, (rule, finding) in enumerate(strongest(assessment, rulebook), start=1):
        yield _text(f"Reason {place}: {rule.because}")
        yield _text(f"You said: {evidence_in_words(finding.evidence, rulebook, assessment.case)}.")
    for section in first(Matter(assessment, rulebook)):
        yield from (_text(line) for line in _spelled(section))
    for place, step in enumerate(_to_do(Matter(assessment, rulebook)), start=1):
        yield _text(f"{NEXT}, {place}: {step}")
    for heading, text in _outlook(assessment, rulebook):
        yield _text(f"{heading}: {text}")
    for note in assessment.contradictions[:2]:
        yield _text(f"Two answers do not fit together: {note.says}")
    heading, titles = _not_known(assessment, rulebook)
    if titles:
        yield _text(f"{heading}: {'; '.join(titles)}.")


def _score_line(score: Score, rulebook: Rulebook) -> str:
    parts = [
        f"{rulebook.dimensions[cell.dimension].title} {rounded(cell.expected)} of {cell.of}"
        for cell in score.cells
    ]
    total = points_shown(score.total, rulebook)
    return f"{rulebook.roles[score.role].title}: {total} of 100 ({', '.join(parts)})"


def _spelled(section: Section) -> Iterator[str]:
    """Say a section line by line, as a screen reader reads it."""
    yield f"{section.heading}:"
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Bullets):
            yield from (f"- {text}" for text, _ in block.items)
        else:
            yield from (". ".join(part for part in row if part) for row in getattr(block, "rows", ()))
