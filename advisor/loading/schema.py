"""The shape of each record in a rulebook. pydantic stands at this gate; behind it are plain nouns."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from advisor.loading.files import ID
from advisor.plaintext import check

LONGEST_ID = 80


def _line(text: str) -> str:
    return check(text, 200)


def _id(text: str) -> str:
    if len(text) > LONGEST_ID or not ID.fullmatch(text):
        raise ValueError("is no id: small letters, digits and single dashes")
    return text


def _prose(text: str) -> str:
    return check(text, 1000)


Line = Annotated[str, StringConstraints(min_length=1), AfterValidator(_line)]
Prose = Annotated[str, StringConstraints(min_length=1), AfterValidator(_prose)]
Why = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_prose)]
Id = Annotated[str, AfterValidator(_id)]
"""Also a part of file names, so it holds nothing that leads elsewhere."""

Ids = dict[str, object]


class Record(BaseModel):
    """A table in a file: unknown keys are mistakes, and nothing is converted."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        hide_input_in_errors=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        defer_build=True,
    )


class KnownAsRecord(Record):
    """`[known-as]` of `rulebook.toml`."""

    people: Line = ""
    growth: Line = ""
    direct_reports: Line = ""
    departments: Line = ""
    runs_operations: Line = ""
    seat_money: Line = ""


class BookFile(Record):
    """`rulebook.toml`."""

    id: Id
    title: Line
    version: Line
    money_year: Annotated[int, Field(ge=1900, le=2200)]
    questionnaire: Line
    policy: Line
    known_as: KnownAsRecord = KnownAsRecord()


class RowRecord(Record):
    """A row of a derived fact."""

    starts: list[int]
    because: Prose
    cites: list[Line] = Field(min_length=1)


class DollarsRecord(Record):
    """The sums that one word of a choice stands for."""

    at_least: Annotated[int, Field(ge=1)] | None = None
    at_most: Annotated[int, Field(ge=1)] | None = None


class FactRecord(Record):
    """A heading in `facts/*.toml`."""

    title: Line
    kind: Literal["number", "scale", "choice", "many", "yes-no", "derived"]
    unit: Line = ""
    least: int = 0
    most: int = 0
    money: bool = False
    values: dict[str, Line] = {}
    may_not_apply: bool = False
    changeable: Literal["no", "hard", "easy"] = "no"
    better: Literal["up", "down"] | None = None
    lacks: list[Line] = []
    who: dict[str, Line] = {}
    dollars: dict[str, DollarsRecord] = {}
    never_lowers: list[Line] = []
    never_raises: list[Line] = []
    applies_when: Ids = {}
    from_: Line = ""
    by: Line = ""
    rows: dict[str, RowRecord] = {}
    because: Prose = ""
    cites: list[Line] = []


class QuestionRecord(Record):
    """A `[[question]]`; without a wording of its own it has that of the default questionnaire."""

    fact: Line
    asks: Prose = ""
    help: Prose = ""
    why: Why = ""


class QuestionnaireFile(Record):
    """`questionnaires/<id>.toml`."""

    title: Line
    minutes: Annotated[int, Field(ge=1, le=240)]


class PageFile(Record):
    """`questionnaires/<id>/<page>.toml`."""

    title: Line
    order: int
    question: list[QuestionRecord] = Field(min_length=1)


class DimensionFile(Record):
    """`dimensions/<id>.toml`."""

    title: Line
    asks: Prose
    order: int
    because: Prose
    cites: list[Line] = Field(min_length=1)


class CellHead(Record):
    """The top of a cell's file: the article's statement."""

    says: Prose
    cites: list[Line] = Field(min_length=1)


class RuleRecord(Record):
    """A heading in a cell's file."""

    title: Annotated[Line, StringConstraints(max_length=80)]
    claim: Line = ""
    points: Annotated[int, Field(ge=0, le=25)]
    when: Ids
    because: Prose
    cites: list[Line] = Field(min_length=1)
    rare: Prose = ""


class DutyRecord(Record):
    """A `[[duty]]` of a role."""

    says: Prose
    when: Ids
    cites: list[Line] = Field(min_length=1)


class DecisionRecord(Record):
    """A `[[decision]]` of a role."""

    decision: Prose
    owner: Line
    role: Line
    leads: Line = ""
    today: Line = ""


class PayRecord(Record):
    """A `[[pay]]` of a role."""

    form: Line
    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    year: Annotated[int, Field(ge=1900, le=2200)]
    says: Prose
    cites: list[Line] = Field(min_length=1)


class StepRecord(Record):
    """A `[[first-step]]` of a role or pairing, or a `[[<id>.first]]` of a gate or a form."""

    within_days: Annotated[int, Field(ge=1, le=720)]
    who: Line = "You"
    does: Prose
    done: Line


class RoleStepRecord(StepRecord):
    """A `[[first-step]]` of a role."""

    when: Ids = {}


class KeptStepRecord(RoleStepRecord):
    """A `[[kept-step]]` of a role."""

    doubt: Prose = ""


class AskedRecord(Record):
    """An `[[interview]]` question of a role."""

    asks: Prose
    listen_for: Prose


class InsteadRecord(Record):
    """An `[[instead]]` of a role."""

    of: Prose
    says: Prose
    when: Ids = Field(min_length=1)


class AlternativeRecord(Record):
    """An `[[alternative]]` of a role."""

    says: Prose
    when: Ids = {}
    is_form: Line = ""
    is_role: Line = ""


class RoleFile(Record):
    """`roles/<id>.toml`."""

    title: Line
    short: Line
    order: int
    summary: Prose
    mandate: Prose
    reports_to: Prose
    cites: list[Line] = Field(min_length=1)
    in_place_when: Ids = {}
    duty: list[DutyRecord] = []
    decision: list[DecisionRecord] = []
    measures: list[Prose] = []
    first_30_days: list[Prose] = []
    first_60_days: list[Prose] = []
    first_90_days: list[Prose] = []
    asks_for: list[Prose] = []
    interview: list[AskedRecord] = []
    red_flags: list[Prose] = []
    pay: list[PayRecord] = []
    alternative: list[AlternativeRecord] = []
    first_step: list[RoleStepRecord] = []
    soon_step: list[StepRecord] = []
    kept_step: list[KeptStepRecord] = []
    takes_over: Line = ""
    posted_under: Line = "the owner"
    instead: list[InsteadRecord] = []


class GateRecord(Record):
    """A heading in `gates/*.toml`."""

    title: Line
    order: int
    effect: Line
    when: Ids = Field(min_length=1)
    because: Prose
    first: list[StepRecord] = Field(min_length=1)
    again: Line = ""
    cites: list[Line] = Field(min_length=1)


class NoteRecord(Record):
    """A heading in `notes/*/*.toml`."""

    title: Line
    order: int = 100
    when: Ids = {}
    says: Prose
    because: Prose
    sign: Prose = ""
    do: Prose = ""
    cites: list[Line] = Field(min_length=1)
    for_roles: list[Line] = []
    for_timings: list[Literal["now", "soon", "not-yet"]] = []
    for_hires: bool = False
    asks_again: list[Line] = []
    first_page: bool = False
    for_newcomers: bool = False
    for_one_role: bool = False
    role: Line = ""
    form: Line = ""
    promotes: Line = ""
    first: list[StepRecord] = []


class ThresholdRecord(Record):
    """`[needed]` or `[near]` of a policy."""

    points: Annotated[int, Field(ge=0, le=100)]
    because: Prose
    cites: list[Line] = Field(min_length=1)


class LimitRecord(Record):
    """`[one-answer]`, `[hidden-weight]` or `[one-verdict]` of a policy."""

    percent: Annotated[int, Field(ge=1, le=1000)]
    because: Prose
    cites: list[Line] = Field(min_length=1)


class TimeRecord(Record):
    """A `[times.<timing>]` of a policy."""

    means: Prose
    again: Line
    within_days: Annotated[int, Field(ge=1, le=1800)]
    because: Prose
    cites: list[Line] = Field(min_length=1)


class PolicyFile(Record):
    """`policies/<id>.toml`."""

    title: Line
    needed: ThresholdRecord
    near: ThresholdRecord
    one_answer: LimitRecord | None = None
    hidden_weight: LimitRecord | None = None
    one_verdict: LimitRecord | None = None
    times: dict[Literal["now", "soon", "not-yet", "kept"], TimeRecord] = {}


class SequenceRecord(Record):
    """A `[[sequence]]` of a pairing."""

    first: Line
    says: Prose
    when: Ids = {}
    promotes: Line = ""
    then: Line = ""
    then_who: Line = ""
    because: Prose
    cites: list[Line] = Field(min_length=1)


class PairingFile(Record):
    """`pairings/<role>+<role>.toml`."""

    title: Line
    summary: Prose
    reports: Prose
    cites: list[Line] = Field(min_length=1)
    under: dict[str, Line] = {}
    first_step: list[StepRecord] = []
    decision: list[dict[str, Line]] = []
    sequence: list[SequenceRecord] = []


class SourceRecord(Record):
    """A heading in `sources/*.toml`."""

    title: Line
    author: Line
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    publisher: Line
    url: Line = ""
    basis: Literal["article", "published", "house-judgement"]
    trust: Literal["A", "B", "C", "D", "-"]
    passages: dict[str, Prose] = Field(min_length=1)
