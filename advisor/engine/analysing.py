"""What follows exactly from a case: what is still possible, what would change it, how firm it is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from weakref import WeakKeyDictionary

from advisor.assessment import (
    Analysis,
    Assessment,
    Change,
    Choice,
    Firmness,
    Flip,
    Gain,
    Possible,
    Robustness,
    Standing,
    Threshold,
    Way,
    WayKind,
)
from advisor.case import Case
from advisor.conditions import Absence, State, holds
from advisor.engine.assessing import EQUAL_WEIGHT, assess
from advisor.engine.exact.asking import gains
from advisor.engine.exact.board import Board
from advisor.engine.exact.changes import Search, Ways
from advisor.engine.exact.means import Means
from advisor.engine.exact.robustness import single_answers, under_weightings
from advisor.engine.exact.sheets import Sheets
from advisor.engine.exact.sufficiency import sufficient, swing
from advisor.engine.exact.tables import OPEN, Tables, compile_rulebook
from advisor.engine.headline import too_early
from advisor.rulebook import TIMINGS, Rulebook

EFFORT = {"easy": 1, "hard": 3}
"""What a change costs who brings it about: one hard change is worth three easy ones (our judgement)."""

LIKELY = Fraction(2, 3)
FIRM, TOSS_UP = Fraction(95, 100), Fraction(60, 100)
MANY_FLIPS = 3


_OUTCOMES: WeakKeyDictionary[Rulebook, Mapping[str, str]] = WeakKeyDictionary()
"""What was worked out of a rulebook before, for as long as somebody has the rulebook."""


def keep_outcomes(rulebook: Rulebook, outcomes: Mapping[str, str]) -> None:
    """Take what `outcomes_of` said of this rulebook, so that its tables need not be worked out again."""
    _OUTCOMES[rulebook] = outcomes


def outcomes_of(rulebook: Rulebook) -> dict[str, str]:
    """Return all that takes long about the tables of a rulebook, in words that a file can hold."""
    return {clause.id: clause.written() for clause in tables_of(rulebook).clauses}


@lru_cache(maxsize=8)
def tables_of(rulebook: Rulebook) -> Tables:
    """Return the compiled form of a rulebook, made once."""
    return compile_rulebook(rulebook, outcomes=_OUTCOMES.get(rulebook))


@lru_cache(maxsize=8)
def _board(rulebook: Rulebook, weights: tuple[int, ...]) -> Board:
    return Board(tables_of(rulebook), dict(zip(rulebook.dimensions, weights, strict=True)))


def board_of(rulebook: Rulebook, weights: Mapping[str, int]) -> Board:
    """Return the board of a rulebook under the weights of a case; none means equal weights."""
    return _board(rulebook, tuple(weights.get(dimension, EQUAL_WEIGHT) for dimension in rulebook.dimensions))


def advise(rulebook: Rulebook, case: Case) -> Assessment:
    """Assess a case and analyse it: the whole result, as every report shows it."""
    return analyse(rulebook, assess(rulebook, case))


def analyse(rulebook: Rulebook, assessment: Assessment) -> Assessment:
    """Return an assessment with its analysis, its standing and its firmness.

    Answers kept aside, since their questions do not apply, count as not asked.
    """
    case, given = assessment.case.without(assessment.parked), assessment.verdict.choice
    board = board_of(rulebook, case.weights)
    sheets = Sheets(board, board.tables.options(case))
    counts = sheets.counts()
    possible = _possible(sheets, counts)
    find_out = _find_out(sheets, assessment.states, counts)
    analysis = Analysis(
        sheets=sheets.size,
        possible=possible,
        ways=(),
        robustness=None,
        flips=(),
        thresholds=(),
        ask_next=tuple(gain for gain in find_out if not case.answered(gain.fact)),
        find_out=find_out,
        sufficient=None,
    )
    standing: Standing = "open"
    firmness: Firmness | None = None
    if given.timing is not None:
        means, sheet = Means(board), board.tables.sheet(case)
        weights = case.weights or dict.fromkeys(rulebook.dimensions, EQUAL_WEIGHT)
        effects = [
            gate.effect
            for gate, found in zip(rulebook.gates, assessment.gates, strict=True)
            if found.outcome == "met"
        ]
        robustness = under_weightings(rulebook, assessment.scores, weights, effects, given)
        flips = tuple(
            replace(flip, after=_in_own_money(board.tables, board.tables.number[flip.fact], flip.after, case))
            for flip in single_answers(means, sheet, given)
        )
        reason = sufficient(board, sheet)
        analysis = replace(
            analysis,
            ways=tuple(_ways(means, sheet, case, given)),
            robustness=robustness,
            flips=flips,
            thresholds=tuple(_thresholds(means, sheet, case, given)),
            sufficient=None if reason is None else tuple(board.tables.variables[v].fact for v in reason),
        )
        standing, firmness = _standing(given, possible), _firmness(robustness, flips)
    headline = assessment.verdict.headline
    if standing == "open" and given.timing is not None and possible[0].choice != given:
        headline = too_early(rulebook, given.timing, assessment.verdict.seats)
    verdict = replace(assessment.verdict, standing=standing, firmness=firmness, headline=headline)
    return replace(assessment, verdict=verdict, analysis=analysis)


def settled(rulebook: Rulebook, case: Case) -> bool:
    """Say whether no answer still open can change the verdict. Quick: it only asks what can be reached."""
    board = board_of(rulebook, case.weights)
    return len(Sheets(board, board.tables.options(case)).possible()) == 1


def outlook(rulebook: Rulebook, case: Case) -> tuple[Possible, ...]:
    """Return the verdicts that are still possible, the most frequent first."""
    board = board_of(rulebook, case.weights)
    sheets = Sheets(board, board.tables.options(case))
    return _possible(sheets, sheets.counts())


def _possible(sheets: Sheets, counts: Mapping[Choice, int]) -> tuple[Possible, ...]:
    found = [Possible(choice, count, Fraction(count, sheets.size)) for choice, count in counts.items()]
    return tuple(
        sorted(
            found, key=lambda one: (-one.sheets, TIMINGS.index(one.choice.timing or "now"), one.choice.roles)
        )
    )


def _find_out(sheets: Sheets, states: Mapping[str, State], counts: Mapping[Choice, int]) -> tuple[Gain, ...]:
    """Return the open questions that can still narrow the verdict down, most useful first.

    What applies only with a certain answer to a question that is open itself waits for that answer.
    Of equally useful ones the least effort comes first: a word to pick before a number to find out.
    Where the gain is not known the widest swing comes first, after all others.
    """
    if len(counts) < 2:
        return ()
    board, found = sheets.board, gains(sheets, counts)
    facts, variables = board.rulebook.facts, board.tables.variables

    def rank(place: int) -> tuple[bool, int, bool, str]:
        name, gain = variables[place].fact, found.get(place)
        width = swing(board, place) if gain is None else gain
        return gain is None, -width, facts[name].kind == "number", name

    waiting = {fact.id for fact in facts.values() if holds(fact.applies_when, states) == "unknown"}
    asked = [place for place in sheets.open if variables[place].fact not in waiting]
    useful = [place for place in asked if found.get(place, swing(board, place)) > 0]
    return tuple(Gain(variables[place].fact, found.get(place)) for place in sorted(useful, key=rank))


def _standing(given: Choice, possible: tuple[Possible, ...]) -> Standing:
    if len(possible) == 1 and possible[0].choice == given:
        return "settled"
    share = next((one.share for one in possible if one.choice == given), Fraction(0))
    return "likely" if share >= LIKELY else "open"


def _firmness(robustness: Robustness, flips: tuple[Flip, ...]) -> Firmness:
    share = Fraction(robustness.holds, robustness.weightings)
    near = sum(flip.near for flip in flips)
    if share < TOSS_UP or near >= MANY_FLIPS:
        return "toss-up"
    return "firm" if share >= FIRM and not near else "leaning"


def _ways(means: Means, sheet: list[int], case: Case, given: Choice) -> Iterator[Way]:
    """Yield the ways to every other verdict that the rulebook knows, fewest changes first.

    Of equally short ways one that leaves alone what nobody can change is told.
    """
    tables = means.board.tables
    wanted = verdicts_of(means.board) - {given}
    efforts = {
        place: EFFORT[tables.rulebook.facts[variable.fact].changeable]
        for place, variable in enumerate(tables.variables)
        if sheet[place] != OPEN and tables.rulebook.facts[variable.fact].changeable in EFFORT
    }
    shortest = Search(means, sheet, dict.fromkeys(range(len(sheet)), 1)).ways(wanted)
    fitting = Search(means, sheet, dict.fromkeys(efforts, 1)).ways(frozenset(shortest.to))
    told = {to: way for to, way in fitting.to.items() if len(way) <= len(shortest.to[to])}
    better = {place: _better(tables, place, sheet[place]) for place in efforts}
    easiest = Search(means, sheet, efforts, better).ways(wanted)
    found = [
        _way(tables, sheet, case, "answer", to, replace(shortest, to={**shortest.to, **told}))
        for to in wanted
    ]
    found += [_way(tables, sheet, case, "action", to, easiest) for to in wanted]
    yield from sorted(
        found, key=lambda way: (not way.changes, len(way.changes), way.kind != "answer", _rank(way.to))
    )


def _better(tables: Tables, place: int, here: int) -> tuple[int, ...]:
    """Return the answers a company could change to: those in the better direction, if there is one."""
    variable = tables.variables[place]
    way = tables.rulebook.facts[variable.fact].better
    if not way:
        return variable.open
    ordered = [option for option in variable.open if variable.values[option] is not Absence.DOES_NOT_APPLY]
    if here not in ordered:
        return ()
    return tuple(option for option in ordered if (option > here if way == "up" else option < here))


def _rank(choice: Choice) -> tuple[int, tuple[str, ...]]:
    return TIMINGS.index(choice.timing or "now"), choice.roles


def _way(tables: Tables, sheet: list[int], case: Case, kind: WayKind, to: Choice, ways: Ways) -> Way:
    changes = tuple(
        Change(
            tables.variables[place].fact,
            case.state(tables.variables[place].fact),
            _in_own_money(tables, place, tables.nearest(place, option, sheet[place]), case),
        )
        for place, option in ways.to.get(to, ())
    )
    return Way(to, kind, changes, impossible=not changes and ways.complete, searched=ways.price)


def all_verdicts(rulebook: Rulebook) -> frozenset[Choice]:
    """Return every verdict that some answer sheet gets when all dimensions weigh the same."""
    return verdicts_of(board_of(rulebook, {}))


@lru_cache(maxsize=8)
def verdicts_of(board: Board) -> frozenset[Choice]:
    """Return every verdict that some answer sheet of the rulebook gets under these weights."""
    return frozenset(Sheets(board, [variable.open for variable in board.tables.variables]).possible())


def _in_own_money(tables: Tables, place: int, state: State, case: Case) -> State:
    """Return an amount of US dollars in the case's own money, rounded away from the answer given."""
    fact = tables.rulebook.facts[tables.variables[place].fact]
    if not fact.money or not isinstance(state, int) or case.dollars_per_unit == 1:
        return state
    amount, given = state / case.dollars_per_unit, case.state(fact.id)
    return floor(amount) if isinstance(given, int) and amount < given else ceil(amount)


def _thresholds(means: Means, sheet: list[int], case: Case, given: Choice) -> Iterator[Threshold]:
    tables = means.board.tables
    for place, variable in enumerate(tables.variables):
        here = sheet[place]
        number = tables.rulebook.facts[variable.fact].kind == "number"
        if not number or here == OPEN or variable.values[here] is Absence.DOES_NOT_APPLY:
            continue
        found: dict[int, tuple[State, Choice]] = {}
        for option in (here - 1, here + 1):
            if option in variable.open:
                value = _in_own_money(tables, place, tables.nearest(place, option, here), case)
                if isinstance(value, int):
                    found[option] = value, means.with_one_changed(sheet, place, option)
        if found:
            below, above = found.get(here - 1), found.get(here + 1)
            yield Threshold(
                variable.fact,
                below=below[0] if below and isinstance(below[0], int) else None,
                above=above[0] if above and isinstance(above[0], int) else None,
                verdict_below=below[1] if below and below[1] != given else None,
                verdict_above=above[1] if above and above[1] != given else None,
            )
