import os
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.assessment import Assessment
from advisor.case import Case
from advisor.engine import assess
from advisor.errors import FileTrouble, RulebookRefused
from advisor.loading import load_rulebook
from advisor.loading.places import rules_folder
from advisor.report import compose, markdown
from advisor.rulebook import Rulebook
from tests.tinybook import role_file, widen, write_tinybook

BROKEN = Path(__file__).parent / "broken"


def break_it(root: Path, how: dict[str, object]) -> None:
    """Make the one small change that a file in `broken` describes."""
    match how:
        case {"file": str(name), "replace": str(old), "with": str(new)}:
            text = (root / name).read_text("utf-8")
            assert old in text
            (root / name).write_text(text.replace(old, new, 1), "utf-8")
        case {"write": str(name), "text": str(text)}:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        case {"remove": str(name)}:
            (root / name).unlink()
        case {"latin1": str(name), "text": str(text)}:
            (root / name).write_bytes(text.encode("latin-1"))
        case {"grow": str(name), "bytes": int(size)}:
            (root / name).write_text("#" * size, "utf-8")
        case {"rename": str(name), "to": str(to)}:
            (root / name).rename(root / to)
        case {"link": str(name), "to": str(to)}:
            (root / name).symlink_to(to)
        case _:
            raise AssertionError(how)


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda path: path.stem)
def test_each_mistake_gets_its_sentence(path: Path, tmp_path: Path) -> None:
    how = tomllib.loads(path.read_text("utf-8"))
    root = write_tinybook(tmp_path)
    break_it(root, how)

    with pytest.raises(RulebookRefused) as refused:
        load_rulebook(root)

    assert how["says"] in refused.value.problems
    assert refused.value.hint


def test_the_tiny_rulebook_itself_is_sound(tmp_path: Path) -> None:
    assert len(load_rulebook(write_tinybook(tmp_path)).rules) == 6


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    names = ("misspelt-fact", "unknown-source", "effect-in-other-words", "policy-not-there", "wrong-type")
    for name in names[:1] + names[2:4]:
        break_it(root, tomllib.loads((BROKEN / f"{name}.toml").read_text("utf-8")))

    with pytest.raises(RulebookRefused) as refused:
        load_rulebook(root)

    assert len(refused.value.problems) >= 3
    assert f"(and {len(refused.value.problems) - 1} more)" in str(refused.value)


def test_a_third_role_and_a_third_dimension_are_only_new_files(tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    statement = 'says = "So it is."\ncites = ["ours#guess"]\n'
    rule = (
        '\n[{name}]\ntitle = "It is"\npoints = 25\nwhen.gap = "{word}"\n'
        'because = "It is."\ncites = ["ours#guess"]\n'
    )
    new = {
        "roles/aide.toml": role_file("Aide", 3),
        "dimensions/culture.toml": (
            'title = "Culture"\nasks = "How?"\norder = 3\nbecause = "So."\ncites = ["ours#guess"]\n'
        ),
        **{
            f"roles/aide/{d}.toml": statement + rule.format(name="wants-help", word="small")
            for d in ("scope", "rank")
        },
        **{
            f"roles/{role}/culture.toml": statement + rule.format(name="fits", word="small")
            for role in ("doer", "chief", "aide")
        },
    }
    for name, text in new.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")

    rulebook = load_rulebook(root)
    found = assess(rulebook, Case(facts={"gap": "small", "headcount": 200, "team": False}))

    assert {path: path.read_bytes() for path in before} == before
    assert list(rulebook.roles) == ["doer", "chief", "aide"]
    assert {score.role: float(score.total) for score in found.scores}["aide"] == 100
    assert found.verdict.choice.recommendation == "aide" or "aide" in found.verdict.choice.roles


def test_a_third_role_and_a_fifth_dimension_join_the_shipped_rules_as_new_files(tmp_path: Path) -> None:
    root = shutil.copytree(rules_folder(), tmp_path / "rules")
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    widen(root)

    rulebook = load_rulebook(root)
    found = assess(rulebook, Case(facts={"waiting": "all"}))

    assert {path: path.read_bytes() for path in before} == before
    assert {score.role: score.total for score in found.scores}["chief-of-staff"] == 100
    assert [len(score.cells) for score in found.scores] == [5, 5, 5]
    assert "chief-of-staff" in found.verdict.choice.roles
    assert plain(found, rulebook)


def plain(found: Assessment, rulebook: Rulebook) -> str:
    return markdown.draw(compose(found, rulebook, "full"))


def test_the_digest_follows_the_files_and_not_the_place(tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    copy = shutil.copytree(root, tmp_path / "elsewhere" / "copy")

    assert load_rulebook(root).digest == load_rulebook(copy).digest
    (copy / "rulebook.toml").write_text((copy / "rulebook.toml").read_text().replace('"1"', '"2"'))
    assert load_rulebook(root).digest != load_rulebook(copy).digest


def test_a_folder_that_is_not_there_is_a_file_trouble(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="no such folder"):
        load_rulebook(tmp_path / "nowhere")


def test_a_folder_whose_name_no_system_takes_is_a_file_trouble() -> None:
    with pytest.raises(FileTrouble, match="cannot be read: the name is too long"):
        load_rulebook("/" + "x" * 5000)


@pytest.mark.parametrize("name", [b"a\xff.toml", b"a\x1b[2J.toml", "\u202ea.toml".encode()])
def test_a_file_whose_name_cannot_be_shown_is_refused(tmp_path: Path, name: bytes) -> None:
    root = write_tinybook(tmp_path)
    (root / "facts" / os.fsdecode(name)).write_text("", "utf-8")

    with pytest.raises(RulebookRefused) as refused:
        load_rulebook(root)
    (line,) = refused.value.problems
    assert line.isprintable()
    assert line.endswith(": has a name that cannot be shown; call it otherwise")


@pytest.mark.parametrize(("old", "new"), [("version", "versoin"), ('"full"', '"fool"')])
def test_a_mistake_in_the_head_brings_no_others_with_it(tmp_path: Path, old: str, new: str) -> None:
    root = tmp_path / "rules"
    shutil.copytree(rules_folder(), root)
    head = (root / "rulebook.toml").read_text("utf-8")
    (root / "rulebook.toml").write_text(head.replace(old, new, 1), "utf-8")

    with pytest.raises(RulebookRefused) as refused:
        load_rulebook(root)
    assert {line.split(" ")[0] for line in refused.value.problems} == {"rules/rulebook.toml"}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookRefused, match=r"rulebook\.toml: there is no such file"):
        load_rulebook(tmp_path)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_a_file_holds_the_loader_refuses_or_reads(tmp_path: Path, data: st.DataObject) -> None:
    root = write_tinybook(tmp_path)
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.toml"))
    path = root / data.draw(st.sampled_from(files))
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        raw = raw or bytearray(b"x")
    path.write_bytes(raw)

    try:
        load_rulebook(root)
    except RulebookRefused as refused:
        assert all(problem.isprintable() for problem in refused.problems)


def test_the_shipped_rules_are_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert (rules_folder() / "rulebook.toml").is_file()
