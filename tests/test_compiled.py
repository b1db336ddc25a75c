import dataclasses
import os
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from random import Random

import pytest

from advisor.engine import tables_of
from advisor.errors import RulebookRefused
from advisor.loading import load_rulebook, read_rulebook
from advisor.loading.compiled import MADE_BY, MADE_OF, MOST_KEPT, code_digest, compiled, read_compiled
from advisor.loading.plain_form import reader_of, spelled
from advisor.places import PACKAGE
from advisor.rulebook import Rulebook
from tests.faults.test_planted_faults import write_sound_book
from tests.test_loading import break_it
from tests.tinybook import write_tinybook

ROOT = Path(__file__).parent.parent
ELSEWHERE = {
    "absences",
    "assessment",
    "case",
    "case_document",
    "opening",
    "operating_system",
    "places",
    "quantities",
}
"""Modules that are imported with the makers and decide nothing of what they make."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "cache"


def read_back(rulebook: Rulebook) -> Rulebook | None:
    return read_compiled(compiled(rulebook), rulebook.digest, code_digest())


def imported_when_loading(home: Path, folder: Path | None = None) -> set[str]:
    code = f"import sys\nfrom advisor.loading import load_rulebook\nload_rulebook({str(folder)!r} if {bool(folder)} else None)\nprint(*sys.modules)"
    settings = {**os.environ, "ADVISOR_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=settings, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("which", ["shipped", "tiny"])
def test_the_compiled_form_holds_the_same_rulebook_to_the_last_field_and_order(
    which: str, tmp_path: Path
) -> None:
    anew = read_rulebook(None if which == "shipped" else write_tinybook(tmp_path))

    again = read_back(anew)

    assert again is not None
    assert repr(again) == repr(anew)  # which tells order and tuples from lists, as == does not
    for field in dataclasses.fields(Rulebook):
        assert getattr(again, field.name) == getattr(anew, field.name)


def test_tables_from_the_compiled_form_are_those_compiled_anew() -> None:
    anew = read_rulebook()

    again = read_back(anew)

    assert again is not None
    assert tables_of(again) is not tables_of(anew)
    for part in ("variables", "clauses", "tables"):
        assert getattr(tables_of(again), part) == getattr(tables_of(anew), part)


def test_a_rulebook_changed_after_it_was_loaded_gets_tables_of_its_own() -> None:
    loaded = read_back(read_rulebook())
    assert loaded is not None
    rules = tuple(dataclasses.replace(rule, points=0) for rule in loaded.rules)

    changed = dataclasses.replace(loaded, rules=rules)

    assert len(tables_of(changed).clauses) == len(loaded.gates)


def test_the_wheel_carries_the_compiled_form_of_the_rules_it_carries(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        carried = archive.read("advisor/rules.compiled")
        archive.extractall(tmp_path / "installed")

    assert carried == compiled(read_rulebook())
    (tmp_path / "home").mkdir()
    imported = subprocess.run(
        [sys.executable, "-c", "import advisor, sys; from advisor.loading import load_rulebook; load_rulebook(); print(advisor.__file__, *sys.modules)"],
        cwd=tmp_path / "installed", env={**os.environ, "ADVISOR_HOME": str(tmp_path / "home")},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert imported[0].startswith(str(tmp_path))
    assert not {"tomllib", "pydantic"} & set(imported)
    assert not list((tmp_path / "home").iterdir())


def test_the_second_start_reads_neither_toml_nor_checks_it_again(tmp_path: Path) -> None:
    first, second = imported_when_loading(tmp_path / "home"), imported_when_loading(tmp_path / "home")

    assert {"tomllib", "pydantic"} <= first
    assert not {"tomllib", "pydantic", "platformdirs"} & second


def test_what_is_kept_is_for_this_account_alone(cache: Path, tmp_path: Path) -> None:
    load_rulebook(write_tinybook(tmp_path))

    (kept,) = cache.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_the_compiled_form_is_the_same_bytes_on_every_run(cache: Path) -> None:
    load_rulebook()
    code = "import sys; from advisor.loading import read_rulebook; from advisor.loading.compiled import compiled; sys.stdout.buffer.write(compiled(read_rulebook()))"

    others = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    (kept,) = cache.iterdir()
    assert others == [kept.read_bytes()] * 2


def test_damage_anywhere_makes_it_count_as_not_there(tmp_path: Path) -> None:
    tiny = read_rulebook(write_tinybook(tmp_path))
    whole, random = compiled(tiny), Random(5)

    for _ in range(300):
        place = random.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << random.randrange(8)
        assert read_compiled(bytes(damaged), tiny.digest, code_digest()) is None
    for length in (0, 1, 40, whole.index(b"\n"), whole.index(b"\n") + 1, len(whole) - 1):
        assert read_compiled(whole[:length], tiny.digest, code_digest()) is None
    assert read_compiled(whole + b" ", tiny.digest, code_digest()) is None
    assert read_compiled(whole, tiny.digest, code_digest()) is not None


def test_a_form_of_other_files_or_made_by_other_code_is_not_taken(tmp_path: Path) -> None:
    tiny = read_rulebook(write_tinybook(tmp_path))

    assert read_compiled(compiled(tiny), "0" * 64, code_digest()) is None
    assert read_compiled(compiled(tiny), tiny.digest, "0" * 64) is None


@pytest.mark.parametrize("left", [b"", b"nonsense", b"\xff\x00" * 500])
def test_a_damaged_file_is_made_anew(left: bytes, cache: Path, tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    before = load_rulebook(root)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(left)

    assert repr(load_rulebook(root)) == repr(before)
    assert kept.read_bytes() == whole


def test_a_changed_rule_counts_at_once(cache: Path, tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    before = load_rulebook(root)
    break_it(root, {"file": "rulebook.toml", "replace": 'version = "1"', "with": 'version = "2"'})

    assert (before.version, load_rulebook(root).version) == ("1", "2")


def test_a_rulebook_with_mistakes_is_refused_every_time_and_never_kept(cache: Path, tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    break_it(root, {"file": "rulebook.toml", "replace": 'policy = "default"', "with": 'policy = "other"'})

    for _ in range(2):
        with pytest.raises(RulebookRefused):
            load_rulebook(root)
    assert not cache.exists()


def test_a_rulebook_too_large_to_compile_loads_and_is_not_kept(cache: Path, tmp_path: Path) -> None:
    root = write_sound_book(tmp_path)
    glued = tomllib.loads((ROOT / "tests" / "faults" / "glued-cluster.toml").read_text("utf-8"))
    for change in glued.get("changes", [glued]):
        break_it(root, change)

    rulebook = load_rulebook(root)

    with pytest.raises(RulebookRefused, match="ties too many questions together"):
        tables_of(rulebook)
    assert not cache.exists() or not list(cache.iterdir())


def test_a_cache_that_cannot_be_written_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "file"))

    assert load_rulebook(write_tinybook(tmp_path)).id == "tiny"
    assert (tmp_path / "file").read_text("utf-8") == "in the way"


def test_a_pipe_or_a_folder_in_the_place_of_the_file_is_no_trouble(cache: Path, tmp_path: Path) -> None:
    root = write_tinybook(tmp_path)
    load_rulebook(root)
    (kept,) = cache.iterdir()
    kept.unlink()
    os.mkfifo(kept)

    assert load_rulebook(root).id == "tiny"
    assert kept.is_file()
    kept.unlink()
    kept.mkdir()
    assert load_rulebook(root).id == "tiny"


def test_only_the_newest_few_are_kept_and_what_a_killed_process_left_goes(
    cache: Path, tmp_path: Path
) -> None:
    cache.mkdir(parents=True)
    (cache / ".left.tmp").write_bytes(b"half")
    root = write_tinybook(tmp_path)
    for version in range(2, MOST_KEPT + 4):
        old = (root / "rulebook.toml").read_text("utf-8")
        (root / "rulebook.toml").write_text(old.replace(f'"{version - 1}"', f'"{version}"'), "utf-8")
        load_rulebook(root)

    assert len(list(cache.iterdir())) == MOST_KEPT
    assert not (cache / ".left.tmp").exists()


def test_all_code_that_makes_the_form_is_in_its_digest(tmp_path: Path) -> None:
    loaded = imported_when_loading(tmp_path / "home", write_tinybook(tmp_path))
    makers = {
        name.removeprefix("advisor.").replace(".", "/") for name in loaded if name.startswith("advisor.")
    }
    inside = {
        name
        for name in makers
        if name in MADE_BY or name.rsplit("/", 1)[0] in MADE_BY or f"{name}.py" in MADE_OF
    }

    assert {name.split("/")[0] for name in makers - inside} <= ELSEWHERE


def test_a_change_in_that_code_gives_another_digest(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "advisor", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "advisor" / "engine" / "exact" / "tables.py").open("a", encoding="utf-8") as source:
        source.write("# another line\n")
    code = "from advisor.loading.compiled import code_digest; print(code_digest())"

    other = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert len(other.stdout.strip()) == len(code_digest()) == 64
    assert other.stdout.strip() != code_digest()


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}, object()])
def test_what_has_no_plain_form_is_refused_and_never_guessed(value: object) -> None:
    with pytest.raises(TypeError, match="no plain form"):
        spelled((value,))


@pytest.mark.parametrize("kind", [float, set[str], tuple[str, ...] | str, dict[str, bytes]])
def test_a_type_that_cannot_be_told_apart_is_refused(kind: object) -> None:
    with pytest.raises(TypeError, match="no plain form"):
        reader_of(kind)
