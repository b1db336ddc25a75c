"""The first page, which stands alone: the advice, how sure it is, why, what to do, what would change it."""

from advisor.assessment import Score, form_in_words
from advisor.conditions import Absence, holds
from advisor.report.again import again_in_words, meaning
from advisor.report.alternatives import alternatives
from advisor.report.blocks import Block, Bullets, KeyFact, KeyFacts, Paragraph, Section, Table
from advisor.report.gates import caution
from advisor.report.holding import decisive, holding
from advisor.report.matter import Matter
from advisor.report.outlook import (
    FIRMNESS,
    NO_FLIP,
    flips_in_words,
    is_outnumbered,
    standing_in_words,
    sureness_word,
    tipping_in_words,
    tipping_way,
    trigger_way,
    way_in_brief,
)
from advisor.report.pay import pay_line
from advisor.report.reasons import strongest
from advisor.report.risks import warned
from advisor.report.steps import (
    FEWER_STEPS,
    HEAD,
    MOST_STEPS,
    WIDTHS,
    doubt_steps,
    find_out,
    seat_steps,
    soonest,
    step_row,
)
from advisor.report.wording import (
    capital,
    choice_in_words,
    listed,
    lower_first,
    points_in_words,
    spelled,
)
from advisor.rulebook import Step

MOST_QUESTIONS = 6
"""Questions named where there is no advice yet."""


def summary(matter: Matter) -> list[Section]:
    """The whole first page."""
    if matter.assessment.verdict.choice.timing is None:
        return _no_advice(matter)
    heading = matter.assessment.verdict.headline.rstrip(".")
    blocks: list[Block] = [
        Paragraph(_rationale(matter)),
        *_doubts(matter),
        *_seats_together(matter),
        KeyFacts((_fit(matter), *_sureness(matter), *_lead(matter), answered(matter))),
        *caution(matter),
        *warned(matter),
    ]
    return [
        Section(heading, tuple(blocks), part="summary"),
        *_why(matter),
        *_next_steps(matter),
        *_what_would_change_it(matter),
    ]


def _rationale(matter: Matter) -> str:
    """Say what the seats are for, how the roles stand, and openly so where much is still open."""
    settled = matter.assessment.verdict.standing == "settled"
    said = "" if settled else standing_in_words(matter.assessment, matter.rulebook, matter.formats)
    purpose = "" if matter.assessment.verdict.calls_for_nobody() else _purpose(matter)
    return " ".join(filter(None, (purpose, _standing(matter), said)))


def _doubts(matter: Matter) -> list[Paragraph]:
    """Say what was told against how a seat is held: the seat is kept, and not by that whoever holds it."""
    return [Paragraph(step.doubt) for step in doubt_steps(matter)]


def _seats_together(matter: Matter) -> list[Paragraph]:
    """Say of several seats to fill what form each has, and their pay together beside the money told of."""
    verdict, roles = matter.assessment.verdict, matter.rulebook.roles
    seats = verdict.to_fill()
    if len(seats) < 2 or verdict.choice.timing == "not-yet":
        return []
    forms = [f"the {roles[seat.role].short} {form_in_words(seat.form)}" for seat in seats if seat.form]
    said = [f"In what form: {listed(forms)}."] if forms else []
    lines = [line for line in (pay_line(roles[seat.role], seat.form) for seat in seats) if line]
    if len(lines) == len(seats):
        low = matter.formats.money(sum(line.low for line in lines), "USD")
        high = matter.formats.number(sum(line.high for line in lines))
        said.append(f"{capital(spelled(len(lines)))} seats are paid {low} to {high} a year in the US.")
        fact = matter.rulebook.known_as.seat_money
        if fact and not isinstance(matter.assessment.states[fact], Absence):
            given = lower_first(matter.given(fact)).split(":")[0]
            said.append(f"For one seat, you said, the company could pay: {given}.")
    return [Paragraph(" ".join(said))] if said else []


def _purpose(matter: Matter) -> str:
    """Say what the seats advised are for."""
    roles = matter.assessment.verdict.choice.roles
    for pairing in matter.rulebook.pairings:
        if set(pairing.roles) == set(roles):
            return pairing.summary
    said = [matter.rulebook.roles[role] for role in roles]
    if len(said) == 1:
        mandate = said[0].mandate or said[0].summary
        return f"What the seat is for: {lower_first(mandate.split('. ')[0].rstrip('.'))}."
    return " ".join(f"{role.title}: {role.summary}" for role in said)


def _standing(matter: Matter) -> str:
    """Say how the roles stand against the marks, in one sentence or two."""
    verdict, rulebook = matter.assessment.verdict, matter.rulebook
    policy = rulebook.policies[rulebook.policy]
    given = verdict.choice
    close = _close(matter)
    totals = ", ".join(f"{rulebook.roles[s.role].short} {matter.total(s.role)}" for s in _by_total(matter))
    if holding(matter) and verdict.on_merits != given:
        merits = choice_in_words(verdict.on_merits, rulebook)
        return f"On points alone the advice would be “{merits}”; but something has to be right first.{close}"
    if given.timing == "not-yet":
        mark = f"no role reaches {policy.near.points} of 100, from which one is near"
        return f"On points {mark}: {totals}.{close}"
    if given.timing == "soon":
        near = f"The {matter.rulebook.roles[given.roles[0]].short} is near the mark of {policy.needed.points}"
        return f"{near} points, and not there yet: {totals}.{close}"
    mark = f"a role is needed from {policy.needed.points} of 100"
    if len(given.roles) > 1:
        return f"Each reaches the mark by itself: {totals}; {mark}.{close}"
    return f"The points: {totals}; {mark}.{close}"


def _close(matter: Matter) -> str:
    """Say that it is a close call, and what makes it one; nothing where it is none, or still open."""
    if sureness_word(matter.assessment) != FIRMNESS["toss-up"]:
        return ""
    reason = flips_in_words(matter.assessment) or "other ways to weigh the points would change it"
    return f" It is a close call: {reason}."


def _by_total(matter: Matter) -> list[Score]:
    return sorted(matter.assessment.scores, key=lambda score: -score.total)


def _fit(matter: Matter) -> KeyFact:
    """The points of what is advised, with those of the others below."""
    given = matter.assessment.verdict.choice.roles
    shorts = {role.id: role.short for role in matter.rulebook.roles.values()}
    others = [score for score in _by_total(matter) if score.role not in given]
    said = listed([f"{shorts[score.role]} {matter.total(score.role)}" for score in others])
    note = f"of 100; {said}" if said else "of 100"
    label = f"Fit of the {listed([shorts[role] for role in given])}"
    return KeyFact(label, listed([str(matter.total(role)) for role in given]), note)


def _sureness(matter: Matter) -> list[KeyFact]:
    analysis, firmness = matter.assessment.analysis, matter.assessment.verdict.firmness
    if analysis is None or analysis.robustness is None or firmness is None:
        return []
    held = analysis.robustness
    holds, of = matter.formats.number(held.holds), matter.formats.number(held.weightings)
    still_open = matter.assessment.verdict.standing == "open"
    said = (
        "answers are missing" if still_open else "",
        f"holds under {holds} of {of} ways to weigh the points",
        flips_in_words(matter.assessment) or NO_FLIP,
    )
    return [KeyFact("How sure", sureness_word(matter.assessment), "; ".join(filter(None, said)))]


def _lead(matter: Matter) -> list[KeyFact]:
    """How far the advice is from another: ahead of the next role, and from the mark. Of figures as shown."""
    given = matter.assessment.verdict.choice.roles
    totals = {score.role: matter.total(score.role) for score in matter.assessment.scores}
    policy = matter.rulebook.policies[matter.rulebook.policy]
    lowest = min(totals[role] for role in given)
    margin = lowest - policy.needed.points
    side = "over" if margin >= 0 else "under"
    others = [role for role in totals if role not in given]
    if len(given) == 1 and others and not matter.assessment.verdict.calls_for_nobody():
        next_best = max(others, key=lambda role: totals[role])
        lead = lowest - totals[next_best]
        short = matter.rulebook.roles[next_best].short
        if lead < 0:
            return [
                KeyFact(f"Behind the {short}", points_in_words(-lead, matter.formats), "which is held back")
            ]
        if lead == 0:
            return [KeyFact(f"Beside the {short}", "Level", "by whole points")]
        away = f"{points_in_words(abs(margin), matter.formats)} {side}" if margin else "right at"
        beside = f"{away} the mark of {policy.needed.points}"
        return [KeyFact(f"Lead over the {short}", points_in_words(lead, matter.formats), beside)]
    note = (
        f"the lower one; the mark is {policy.needed.points}"
        if len(given) > 1
        else f"the mark is {policy.needed.points}"
    )
    return [KeyFact(f"{side.capitalize()} the mark", points_in_words(abs(margin), matter.formats), note)]


def answered(matter: Matter) -> KeyFact:
    """How many of the questions that apply were answered, and what became of the others."""
    states = [matter.assessment.states[fact.id] for fact in matter.rulebook.facts_as_asked()]
    apply = [state for state in states if state is not Absence.DOES_NOT_APPLY]
    unknown, skipped = apply.count(Absence.DONT_KNOW), apply.count(Absence.NOT_ASKED)
    said = [
        f"{count} {what}"
        for count, what in (
            (unknown, "not known"),
            (skipped, "not asked"),
            (len(states) - len(apply), "not applying"),
        )
        if count
    ]
    note = ", ".join(said) or "all of them"
    return KeyFact("Questions answered", f"{len(apply) - unknown - skipped} of {len(apply)}", note)


def _why(matter: Matter) -> list[Section]:
    items = tuple(
        (rule.because, f"You said: {matter.evidence(finding.evidence)}.")
        for rule, finding in strongest(matter.assessment, matter.rulebook)
    )
    if not items:
        return []
    count = "one reason" if len(items) == 1 else f"{spelled(len(items))} reasons"
    late = matter.assessment.verdict.choice.timing == "not-yet" and not matter.kept()
    heading = "What speaks for the seat later" if late else f"Why, in {count}"
    if matter.assessment.verdict.calls_for_nobody():
        heading = f"What speaks most for {_a_seat(matter)}, and is not enough"
    return [Section(heading, (Bullets(items, numbered=True),), level=3, part="summary")]


def _a_seat(matter: Matter) -> str:
    return listed(
        [f"a {matter.rulebook.roles[role].short}" for role in matter.assessment.verdict.choice.roles]
    )


def steps_shown(matter: Matter) -> list[Step]:
    """Return the steps that the first page has: to find out more, to put right, to fill the seat."""
    timing = matter.assessment.verdict.choice.timing
    gates = [one.gate for one in decisive(matter)] if timing != "now" else []
    doubts = doubt_steps(matter)
    steps = [*doubts, *(step for gate in gates for step in gate.first)]
    if is_outnumbered(matter.assessment):
        return [*find_out(matter), *soonest(steps, FEWER_STEPS)]
    if timing != "not-yet" or (matter.kept() and not gates):
        steps += seat_steps(matter)
    first = [step for gate in gates for step in gate.first] if timing == "soon" else []
    return list(soonest(steps, FEWER_STEPS + len(doubts) if gates else MOST_STEPS, first))


def _next_steps(matter: Matter) -> list[Section]:
    timing = matter.assessment.verdict.choice.timing
    blocks: list[Block] = []
    steps = steps_shown(matter)
    if steps:
        rows = tuple(step_row(step, matter.formats) for step in steps)
        blocks.append(Table(HEAD, rows, widths=WIDTHS, row_heads=False))
    elif timing == "not-yet" and not matter.kept():
        blocks += _instead(matter)
    said = [meaning(matter)] if timing == "soon" and not matter.kept() and meaning(matter) else []
    if is_outnumbered(matter.assessment):
        said.append("Do not act on this yet: what is still open may change it.")
    elif matter.kept() and not (holding(matter) and timing != "now"):
        blocks += _kept(matter)
    if matter.assessment.sequence:
        found = matter.assessment.sequence
        said += [*(["If the answers bear it out:"] if said else []), found.says, found.reports]
    if said:
        blocks.insert(0, Paragraph(" ".join(said)))
    return [Section("What to do next", tuple(blocks), level=3, part="summary")] if blocks else []


def _instead(matter: Matter) -> list[Block]:
    """What to do while there is no seat to fill and nothing in the way of one."""
    items = [
        (text, "") for role in matter.assessment.verdict.choice.roles for text in alternatives(matter, role)
    ]
    return [Paragraph("Instead of a hire, one of these may do:"), Bullets(tuple(items[:3]))] if items else []


def _kept(matter: Matter) -> list[Block]:
    """What to mind where every seat advised is filled already."""
    told = {demand.fact for step in doubt_steps(matter) for demand in step.when}
    above = {callout.title for callout in warned(matter)}
    items = tuple(
        (note.do, note.title)
        for note in matter.assessment.warnings
        if note.do and note.facts and note.title not in above and not told.issuperset(note.facts)
    )
    if not items:
        return []
    opening = "What else to mind:" if told else "There is nobody to hire. What to mind:"
    return [Paragraph(opening), Bullets(items[:3])]


def _what_would_change_it(matter: Matter) -> list[Section]:
    assessment, rulebook = matter.assessment, matter.rulebook
    tipping, trigger = tipping_way(assessment, rulebook), trigger_way(assessment, rulebook)
    said = []
    if not (tipping and trigger and tipping.to == trigger.to):
        said.append(tipping_in_words(assessment, rulebook, matter.formats))
    if trigger:
        said.append(way_in_brief(trigger, assessment, rulebook, matter.formats))
    said.append(again_in_words(matter))
    blocks = tuple(Paragraph(text) for text in dict.fromkeys(said) if text)
    if not blocks:
        return []
    return [Section("What would change this advice", blocks, level=3, part="summary")]


def _no_advice(matter: Matter) -> list[Section]:
    """Which questions to answer first, where nothing is settled."""
    told = answered(matter)
    opening = (
        "No rule is settled by what you have told us, so there is nothing to advise yet. "
        f"{told.label}: {told.value} ({told.note})."
    )
    questions = {question.fact: question for page in matter.pages() for question in page.questions}
    analysis = matter.assessment.analysis
    gains = [gain.fact for gain in analysis.find_out] if analysis else []
    states = matter.assessment.states
    apply = [fact for fact in questions if holds(matter.fact(fact).applies_when, states) != "unknown"]
    named = [fact for fact in dict.fromkeys([*gains, *apply]) if fact in questions]
    items = tuple((questions[fact].asks, questions[fact].why) for fact in named[:MOST_QUESTIONS])
    heading = matter.assessment.verdict.headline.rstrip(".")
    return [
        Section(heading, (Paragraph(opening),), part="summary"),
        Section("Answer these first", (Bullets(items, numbered=True),), level=3, part="summary"),
    ]
