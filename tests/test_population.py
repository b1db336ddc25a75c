from collections import Counter

from advisor.rulebook import Rulebook
from tests.population import SIZE_CLASSES, companies, stratified


def test_the_same_seed_gives_the_same_companies() -> None:
    assert list(companies(50)) == list(companies(50))
    assert list(companies(50)) != list(companies(50, seed=1))


def test_every_company_answers_in_the_words_of_the_rulebook(rulebook: Rulebook) -> None:
    for case in companies(500):
        for name, answer in case.facts.items():
            fact = rulebook.facts[name]
            if fact.kind == "number":
                assert isinstance(answer, int)
                assert fact.least <= answer <= fact.most
            else:
                assert answer in fact.values


def test_sizes_follow_the_stated_table() -> None:
    counts = Counter[str]()
    for case in companies(4000):
        people = case.facts["headcount"]
        assert isinstance(people, int)
        counts[next(name for name, (least, most, _) in SIZE_CLASSES.items() if least <= people <= most)] += 1

    for name, (_, _, share) in SIZE_CLASSES.items():
        assert abs(100 * counts[name] / 4000 - share) < 3


def test_the_stratified_draw_has_as_many_of_each_class() -> None:
    assert Counter(size for size, _ in stratified(20)) == dict.fromkeys(SIZE_CLASSES, 20)
