"""Two releases compared, against brute force: both naive evaluators on every sheet that both know."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.assessment import Choice
from advisor.conditions import Absence, Demand, State
from advisor.engine.exact.releases import Comparison, changed_records, compare
from advisor.errors import RulebookRefused
from advisor.rulebook import Effect, Fact, Rule, Rulebook
from tests.exact.brute import Answers, Brute
from tests.exact.drawing import rulebooks, tries
from tests.toybook import at_least, book, choice, derived, gate, number, role, rule, scale

WORDS = ("low", "middle", "high")

Change = Callable[[Rulebook], Rulebook]


def yes_no(name: str) -> Fact:
    return Fact(name, name, "yes-no", "facts/toy.toml")


def with_rules(book: Rulebook, rules: Mapping[int, Rule]) -> Rulebook:
    return replace(book, rules=tuple(rules.get(place, one) for place, one in enumerate(book.rules)))


def with_marks(book: Rulebook, needed: int, near: int) -> Rulebook:
    policy = book.policies[book.policy]
    policy = replace(
        policy,
        needed=replace(policy.needed, points=policy.needed.points + needed),
        near=replace(policy.near, points=policy.near.points + near),
    )
    return replace(book, policies={book.policy: policy})


def other_points(data: st.DataObject, book: Rulebook) -> Rulebook:
    rules = book.rules
    one = data.draw(st.integers(0, len(rules) - 1))
    cell = [
        p for p, r in enumerate(rules) if (r.role, r.dimension) == (rules[one].role, rules[one].dimension)
    ]
    other, moved = data.draw(st.sampled_from(cell)), data.draw(st.integers(0, rules[one].points))
    if one == other:
        return book
    return with_rules(
        book,
        {
            one: replace(rules[one], points=rules[one].points - moved),
            other: replace(rules[other], points=rules[other].points + moved),
        },
    )


def other_demands(data: st.DataObject, book: Rulebook) -> Rulebook:
    one, other = (data.draw(st.sampled_from(range(len(book.rules)))) for _ in range(2))
    swapped = {one: book.rules[other].when, other: book.rules[one].when}
    return with_rules(book, {p: replace(book.rules[p], when=when) for p, when in swapped.items()})


def other_bounds(data: st.DataObject, book: Rulebook) -> Rulebook:
    ahead = data.draw(st.sampled_from((-1, 1)))
    moved = {p: replace(r, when=tuple(shifted(d, ahead) for d in r.when)) for p, r in enumerate(book.rules)}
    return with_rules(book, {p: r for p, r in moved.items() if data.draw(st.booleans())})


def fewer_gates(data: st.DataObject, book: Rulebook) -> Rulebook:
    return replace(book, gates=tuple(gate for gate in book.gates if data.draw(st.booleans())))


def other_effects(data: st.DataObject, book: Rulebook) -> Rulebook:
    effects = st.sampled_from((Effect("defer", "soon"), Effect("block", "doer"), Effect("form", "half")))
    return replace(book, gates=tuple(replace(gate, effect=data.draw(effects)) for gate in book.gates))


def other_marks(data: st.DataObject, book: Rulebook) -> Rulebook:
    return with_marks(book, data.draw(st.sampled_from((0, 7))), data.draw(st.sampled_from((0, -7))))


def fewer_words(data: st.DataObject, book: Rulebook) -> Rulebook:
    facts = {
        name: replace(fact, values=dict(list(fact.values.items())[1:]))
        if fact.kind == "scale" and data.draw(st.booleans())
        else fact
        for name, fact in book.facts.items()
    }
    return replace(book, facts=facts)


def another_fact(data: st.DataObject, book: Rulebook) -> Rulebook:
    first = book.rules[0]
    more = replace(book, facts={**book.facts, "new": yes_no("new")})
    return with_rules(more, {0: replace(first, when=(*first.when, Demand("new", among=(True,))))})


def only_sometimes(data: st.DataObject, book: Rulebook) -> Rulebook:
    """Return the rulebook with its last fact applying only after an answer to its first."""
    on, last = book.facts[next(iter(book.facts))], book.facts[next(reversed(book.facts))]
    if last.kind == "derived" or last.id == on.id:
        return book
    demand = Demand(on.id, among=(True,)) if on.kind == "yes-no" else Demand(on.id, least=5)
    return replace(book, facts={**book.facts, last.id: replace(last, applies_when=(demand,))})


def shifted(demand: Demand, ahead: int) -> Demand:
    least = demand.least + ahead if isinstance(demand.least, int) else None
    most = demand.most + ahead if isinstance(demand.most, int) else None
    return replace(demand, least=least, most=most)


def a_fact_fewer(data: st.DataObject, book: Rulebook) -> Rulebook:
    """Return the rulebook without a fact on which no other fact hangs; what demands it demands another."""
    needed = {name for fact in book.facts for name in book.hangs_on[fact] if name != fact}
    name = next(fact for fact in reversed(book.facts) if fact not in needed)
    others = [demand for one in book.rules for demand in one.when if demand.fact != name]
    if not others:
        return book
    return replace(
        book,
        facts={other: fact for other, fact in book.facts.items() if other != name},
        rules=tuple(
            replace(one, when=tuple(d for d in one.when if d.fact != name) or (others[0],))
            for one in book.rules
        ),
        gates=tuple(one for one in book.gates if all(d.fact != name for d in one.when)),
    )


WITH_EQUAL_EFFECTS = (other_points, other_demands, other_bounds, fewer_gates, other_marks)
CHANGES = (
    *WITH_EQUAL_EFFECTS, other_effects, fewer_words, another_fact, a_fact_fewer, only_sometimes,
)  # fmt: skip
"""What may be different in a release; what is behind a change of effect has a test of its own."""


def both_know(old: Rulebook, new: Rulebook) -> dict[str, tuple[State, ...]]:
    """Map each fact that either asks to the answers that both know, first the first of the newer one."""
    one, other = Brute(old).domains, Brute(new).domains
    found: dict[str, tuple[State, ...]] = {}
    for name in {**one, **other}:
        if name not in one or name not in other:
            found[name] = (one | other)[name]
        elif (new.facts[name]).kind == "number":
            least = max(old.facts[name].least, new.facts[name].least)
            most = min(old.facts[name].most, new.facts[name].most)
            starts = {*old.interval_starts[name], *new.interval_starts[name], least}
            absent = tuple(v for v in one[name] if isinstance(v, Absence) and v in other[name])
            found[name] = (*sorted(start for start in starts if least <= start <= most), *absent)
        else:
            found[name] = tuple(value for value in other[name] if value in one[name])
    return found


def every_pair(old: Rulebook, new: Rulebook) -> Iterator[tuple[Answers, Choice, Choice]]:
    """Yield every sheet that both know with the verdicts of both."""
    one, other = Brute(old), Brute(new)
    answers = both_know(old, new)
    for values in product(*answers.values()):
        sheet = dict(zip(answers, values, strict=True))
        yield sheet, one.choice(sheet, {}), other.choice(sheet, {})


def off_first(sheet: Mapping[str, State], answers: Mapping[str, tuple[State, ...]]) -> int:
    return sum(value != answers[fact][0] for fact, value in sheet.items())


def behind(old: Rulebook, new: Rulebook, sheet: Answers) -> set[str]:
    """Return the rules and gates that are worth something else in one release than in the other."""
    worth = []
    for one in (old, new):
        brute = Brute(one)
        met: dict[str, object] = {
            r.id: r.points for r in one.rules if r.points and brute.share(r.when, sheet) == 1
        }
        met |= {g.id: g.effect for g in one.gates if brute.share(g.when, sheet) == 1}
        worth.append(met)
    return {name for name in {**worth[0], **worth[1]} if worth[0].get(name) != worth[1].get(name)}


def check(old: Rulebook, new: Rulebook) -> Comparison:
    found = compare(old, new)
    pairs = list(every_pair(old, new))
    answers = both_know(old, new)
    turned = Counter((before, after) for _, before, after in pairs if before != after)

    assert found.sheets == len(pairs)
    assert found.changed == turned.total()
    assert {(one.before, one.after): one.sheets for one in found.turned} == turned
    assert [one.sheets for one in found.turned] == sorted(turned.values(), reverse=True)
    if not turned:
        assert found.example is None
        return found
    example = found.example
    assert example
    assert {**example.answers} in [sheet for sheet, _, _ in pairs]
    (told,) = [(before, after) for sheet, before, after in pairs if sheet == {**example.answers}]
    assert told == (example.before, example.after)
    assert example.before != example.after
    fewest = min(off_first(sheet, answers) for sheet, before, after in pairs if before != after)
    assert off_first(example.answers, answers) == fewest
    assert changed_records(old, new)
    return found


@given(rulebooks(most_sheets=120), st.data())
@tries(100)
def test_a_release_changes_just_the_sheets_whose_verdict_the_naive_evaluators_tell_apart(
    old: Rulebook, data: st.DataObject
) -> None:
    new = old
    for change in data.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True)):
        new = change(data, new)
    old, new = data.draw(st.sampled_from(((old, new), (new, old))))
    if not all(both_know(old, new).values()):
        return

    check(old, new)


@given(rulebooks(most_sheets=120), st.data())
@tries(40)
def test_what_is_behind_the_smallest_example_is_worth_something_else_in_the_new_release(
    old: Rulebook, data: st.DataObject
) -> None:
    new = data.draw(st.sampled_from(WITH_EQUAL_EFFECTS))(data, old)
    example = compare(old, new).example

    if example:
        assert set(example.clauses) == behind(old, new, {**example.answers})


@given(rulebooks(most_sheets=300))
@tries(30)
def test_a_rulebook_compared_with_itself_has_not_changed(rulebook: Rulebook) -> None:
    same = replace(rulebook)

    found = compare(rulebook, same)

    assert found.changed == 0
    assert found.share == 0
    assert not found.turned
    assert found.example is None
    assert changed_records(rulebook, same) == ()


def test_the_shipped_rulebook_compared_with_itself_has_not_changed(rulebook: Rulebook) -> None:
    found = compare(rulebook, replace(rulebook))

    assert (found.changed, found.example) == (0, None)
    assert found.sheets == 9_205_287_269_601_116_160_000


def small(**more: object) -> Rulebook:
    facts = [yes_no("a"), number("people", most=20), choice("trade", "x", "y")]
    facts.append(derived("band", "people", "trade", ("s", "l"), {"x": (5,), "y": (9,)}))
    rules = [
        rule("doer/scope/a", 25, Demand("a", among=(True,))),
        rule("chief/scope/large", 25, Demand("band", among=("l",))),
    ]
    return replace(book(facts, rules, [gate("early", 1, "defer to soon", Demand("people", most=7))]), **more)  # type: ignore[arg-type]  # fields of a test


def with_fact(rulebook: Rulebook, **more: object) -> Rulebook:
    name = str(more.pop("id"))
    facts = {**rulebook.facts, name: replace(rulebook.facts[name], **more)}  # type: ignore[arg-type]  # fields of a test
    return replace(rulebook, facts=facts)


RECORDS: dict[str, tuple[Change, str]] = {
    "points": (lambda b: replace(b, rules=(replace(b.rules[0], points=24), *b.rules[1:])), "doer/scope/a"),
    "demands": (lambda b: replace(b, rules=(replace(b.rules[0], when=(Demand("a", among=(False,)),)), *b.rules[1:])), "doer/scope/a"),
    "rule gone": (lambda b: replace(b, rules=b.rules[1:]), "doer/scope/a"),
    "gate gone": (lambda b: replace(b, gates=()), "early"),
    "gate effect": (lambda b: replace(b, gates=(replace(b.gates[0], effect=Effect("block", "chief")),)), "early"),
    "band start": (lambda b: with_fact(b, id="band", rows=tuple(replace(row, starts=(6,)) for row in b.facts["band"].rows)), "band"),
    "least": (lambda b: with_fact(b, id="people", least=1), "people"),
    "words": (lambda b: with_fact(b, id="trade", values={"x": "x", "z": "z"}), "trade"),
    "applies": (lambda b: with_fact(b, id="trade", applies_when=(Demand("a", among=(True,)),)), "trade"),
    "needed": (lambda b: replace(b, policies={"default": replace(b.policies["default"], needed=replace(b.policies["default"].needed, points=70))}), "needed"),
    "near": (lambda b: replace(b, policies={"default": replace(b.policies["default"], near=replace(b.policies["default"].near, points=30))}), "near"),
}  # fmt: skip


@pytest.mark.parametrize("kind", RECORDS)
def test_whatever_the_advice_may_depend_on_is_a_changed_record(kind: str) -> None:
    change, name = RECORDS[kind]
    old = small()

    assert [record for _, record in changed_records(old, change(old))] == [name]
    assert [record for _, record in changed_records(change(old), old)] == [name]


TEXTS: dict[str, Change] = {
    "title": lambda b: replace(b, title="Other"),
    "because": lambda b: replace(b, rules=tuple(replace(r, because="Else.") for r in b.rules)),
    "label": lambda b: with_fact(b, id="trade", values={"x": "Some", "y": "Other"}),
    "a note": lambda b: replace(b, rules=(*b.rules, replace(rule("doer/scope/note", 0, Demand("a", among=(True,)))))),
    "gate text": lambda b: replace(b, gates=(replace(b.gates[0], again="else"),)),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_other_words_are_no_change_of_advice(kind: str) -> None:
    old = small()

    assert changed_records(old, TEXTS[kind](old)) == ()
    assert compare(old, TEXTS[kind](old)).changed == 0


def test_a_band_looked_up_from_another_number_is_a_changed_record() -> None:
    def release(source: str) -> Rulebook:
        facts = [number("people", most=20), number("desks", most=20), choice("trade", "x", "y")]
        band = derived("band", source, "trade", ("s", "l"), {"x": (5,), "y": (9,)})
        rules = [
            rule("doer/scope/desks", 25, Demand("desks", least=3)),
            rule("chief/scope/large", 25, Demand("band", among=("l",))),
        ]
        return book([*facts, band], rules, [gate("early", 1, "defer to soon", Demand("people", most=2))])

    assert compare(release("people"), release("desks")).changed > 0
    assert [name for _, name in changed_records(release("people"), release("desks"))] == ["band"]


def test_a_gate_with_another_effect_is_behind_the_change_it_makes() -> None:
    def release(effect: str) -> Rulebook:
        return book(
            [yes_no("a"), yes_no("b")],
            [
                rule("chief/scope/b", 25, Demand("b", among=(True,))),
                rule("doer/scope/b", 25, Demand("b", among=(False,))),
            ],
            [gate("early", 1, effect, Demand("a", among=(True,)))],
        )

    example = compare(release("defer to soon"), release("defer to not-yet")).example

    assert example
    assert example.clauses == ("early",)


def test_a_fact_that_may_not_apply_in_one_release_only_counts_without_that_whatever_its_kind() -> None:
    def sheets(fact: Fact, demand: Demand) -> int:
        releases = [
            book([replace(fact, may_not_apply=may)], [rule("doer/scope/x", 25, demand)])
            for may in (False, True)
        ]
        return compare(releases[0], releases[1]).sheets

    assert sheets(scale("x", {w: w for w in WORDS}), at_least("x", "middle", WORDS)) == 3
    assert sheets(number("x", most=9), Demand("x", least=4)) == 2


def test_words_to_tick_in_another_order_are_the_same_answers() -> None:
    def release(*words: str) -> Rulebook:
        tools = Fact("tools", "tools", "many", "", values={word: word for word in words})
        return book([tools], [rule("doer/scope/p", 25, Demand("tools", includes="p"))])

    found = compare(release("p", "q"), release("q", "p"))

    assert (found.sheets, found.changed) == (4, 0)


def nothing_in_common(kind: str) -> tuple[Rulebook, Rulebook]:
    if kind == "words":
        facts = [choice("x", "p", "q"), choice("x", "r", "s")]
        demands = [Demand("x", among=("p",)), Demand("x", among=("r",))]
    else:
        facts = [number("x", least=0, most=9), number("x", least=50, most=99)]
        demands = [Demand("x", least=5), Demand("x", least=70)]
    one, other = (book([f], [rule("doer/scope/x", 25, d)]) for f, d in zip(facts, demands, strict=True))
    return one, other


@pytest.mark.parametrize("kind", ["words", "numbers"])
def test_releases_that_know_no_answer_in_common_have_no_sheet_in_common(kind: str) -> None:
    """A refusal in a sentence would do as well; a crash or a sheet that one of them cannot get does not."""
    old, new = nothing_in_common(kind)
    try:
        found = compare(old, new)
        assert (found.sheets, found.changed) == (0, 0)
        assert found.share == 0
    except RulebookRefused as refused:
        assert refused.hint


def two(
    names: tuple[str, ...] = ("doer", "chief"), dimensions: tuple[str, ...] = ("scope", "rank")
) -> Rulebook:
    rules = [rule(f"{name}/{d}/a", 25, Demand("a", among=(True,))) for name in names for d in dimensions]
    return book([yes_no("a")], rules, roles=[role(name, place) for place, name in enumerate(names)])


@pytest.mark.parametrize(
    "other",
    [two(("doer", "helper")), two(("doer",)), two(("doer", "chief", "helper")), two(dimensions=("scope",)), two(dimensions=("scope", "plan"))],
    ids=["another role", "a role fewer", "a role more", "a dimension fewer", "another dimension"],
)  # fmt: skip
def test_rulebooks_that_score_other_roles_or_dimensions_are_not_compared(other: Rulebook) -> None:
    for old, new in ((two(), other), (other, two())):
        with pytest.raises(
            RulebookRefused, match="do not score the same roles on the same dimensions"
        ) as refused:
            compare(old, new)
        assert refused.value.hint


def test_dimensions_shown_in_another_order_are_the_same_dimensions() -> None:
    other = two(dimensions=("rank", "scope"))

    assert compare(two(), other).changed == 0
    assert compare(other, two()).changed == 0


def test_a_release_that_ties_too_much_together_with_the_other_is_refused_in_a_sentence() -> None:
    def release(*pairs: str) -> Rulebook:
        rules = [
            rule(
                f"{name}/{place % 3}/{place}", 1, Demand(one, least=place + 1), Demand(other, least=place + 1)
            )
            for name, pair in zip(("doer", "chief"), pairs, strict=True)
            for one, other in [tuple(pair)]
            for place in range(75)
        ]
        return book([number(name) for name in "abc"], rules)

    with pytest.raises(RulebookRefused, match=r"tie too many questions .* \(a, c\)") as refused:
        compare(release("ab", "bc"), release("ac", "bc"))
    assert refused.value.hint
