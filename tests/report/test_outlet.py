"""`advisor report` and `advisor demo` as people call them: what is written where, told how, and left alone."""

import json
import os
import re
import resource
import site
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from advisor.case import Case, RulebookMark
from advisor.cli.outlets import OUTLETS
from advisor.rulebook import Rulebook
from advisor.storage import Workspace

ROOT = Path(__file__).parent.parent.parent
DEMO = (ROOT / "advisor" / "demo.toml").read_text("utf-8")
ALL = ",".join(OUTLETS)
STEM = r"harbour-street-bakery-2026-11-02-[0-9a-f]{8}"


def advisor(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor", *arguments],
        cwd=cwd,
        input="",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ADVISOR_HOME": str(cwd / "home"), **environment},
        timeout=100,
        check=False,
    )


def named(folder: Path, name: str, *, file: str = "case.toml", more: str = "") -> Path:
    path = folder / file
    line = f"name = {json.dumps(name, ensure_ascii=False)}{more}"
    path.write_text(re.sub("name = .*", lambda _: line, DEMO, count=1), "utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def errors(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if line.startswith("error: ")]


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    return named(tmp_path, "Harbour Street Bakery")


# What is written, and how it is called


def test_every_format_is_written_whole_under_client_date_and_fingerprint(
    bakery: Path, tmp_path: Path
) -> None:
    done = advisor("report", bakery, "-f", ALL, "-o", "deep/out", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    written = names(tmp_path / "deep" / "out")
    assert {name.rpartition(".")[2] for name in written} == set(OUTLETS)
    (stem,) = {name.rpartition(".")[0] for name in written}
    assert re.fullmatch(STEM, stem)
    for path in (tmp_path / "deep" / "out").iterdir():
        assert path.stat().st_size > 1000
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


HOSTILE = {
    "../../../x": "x",
    "..": "company-[0-9a-f]{6}",
    "C:\\Windows\\con": "c-windows-con",
    "CON": "client-con",
    "x" * 120: "x" * 40,
    "شركة المثال": "company-[0-9a-f]{6}",
    "株式会社例": "company-[0-9a-f]{6}",
    "👩‍💼 & Co": "co",
    "Ελληνικά Café": "cafe",
    "-f json": "f-json",
}


def test_whatever_companies_are_called_their_files_stay_in_the_folder(tmp_path: Path) -> None:
    cases = [named(tmp_path, name, file=f"{number}.toml") for number, name in enumerate(HOSTILE)]

    done = advisor("report", *cases, "-f", "json", "-o", "in/out", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == sorted([*(path.name for path in cases), "home", "in"])
    assert names(tmp_path / "in") == ["out"]
    found = {
        json.loads(path.read_text("utf-8"))["case"]["name"]: path.name
        for path in (tmp_path / "in/out").iterdir()
    }
    assert found.keys() == HOSTILE.keys()
    for name, file in found.items():
        assert re.fullmatch(HOSTILE[name] + r"-2026-11-02-[0-9a-f]{8}\.json", file)


def test_cases_of_one_name_never_overwrite_each_other_not_even_with_force(tmp_path: Path) -> None:
    one = named(tmp_path, "Acme", file="one.toml")
    two = named(tmp_path, "Acme", file="two.toml")
    two.write_text(two.read_text("utf-8").replace("headcount = ", "headcount = 1"), "utf-8")
    same = named(tmp_path, "Acme", file="same.toml")

    done = advisor("report", one, two, same, "-f", "md", "-o", "out", "--force", cwd=tmp_path)

    assert done.returncode == 0
    written = names(tmp_path / "out")
    assert len(written) == 3
    assert len([name for name in written if name.endswith("-2.md")]) == 1


def test_the_report_as_json_is_the_result_byte_for_byte(bakery: Path, tmp_path: Path) -> None:
    printed = advisor("assess", bakery, "--json", cwd=tmp_path).stdout
    advisor("report", bakery, "-f", "json", "-o", "out", cwd=tmp_path)

    (path,) = (tmp_path / "out").iterdir()
    assert path.read_text("utf-8") == printed


def test_the_same_input_gives_the_same_bytes_in_every_format_and_surrounding(tmp_path: Path) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ]
    found = []
    for number, surrounding in enumerate(surroundings):
        folder = tmp_path / f"in-{number}"
        folder.mkdir()
        case = named(folder, "Ελληνικά & Söhne")
        done = advisor(
            "report", case, "-f", ALL, "--length", "full", "-o", folder / "out", cwd=folder, **surrounding
        )
        assert done.returncode == 0, done.stderr
        found.append({path.name: path.read_bytes() for path in (folder / "out").iterdir()})

    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


# What is in the way


def test_a_file_that_is_there_is_left_and_the_others_are_written(bakery: Path, tmp_path: Path) -> None:
    first = advisor("report", bakery, "-f", "md", "-o", "out", cwd=tmp_path)
    (path,) = (tmp_path / "out").iterdir()
    path.write_text("theirs")

    partly = advisor("report", bakery, "-f", "html,md,json", "-o", "out", cwd=tmp_path)
    nothing = advisor("report", bakery, "-f", "html,md", "-o", "out", cwd=tmp_path)

    assert (first.returncode, partly.returncode, nothing.returncode) == (0, 9, 6)
    assert errors(partly) == [f"error: {Path('out') / path.name}: is there already"]
    assert partly.stderr.count("hint: add --force") == 1
    assert (len(errors(nothing)), nothing.stderr.count("hint: ")) == (2, 1)
    assert path.read_text() == "theirs"
    assert {name.rpartition(".")[2] for name in names(tmp_path / "out")} == {"html", "md", "json"}

    forced = advisor("report", bakery, "-f", "md", "-o", "out", "--force", cwd=tmp_path)
    assert forced.returncode == 0
    assert path.read_text("utf-8").startswith("# ")


def test_a_case_that_cannot_be_read_does_not_keep_the_others(bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[facts]\nheadcont = 3\n")

    partly = advisor("report", "broken.toml", bakery, "nobody", "-f", "md", "-o", "out", cwd=tmp_path)
    nothing = advisor("report", "broken.toml", "none.toml", "-f", "md", "-o", "out2", cwd=tmp_path)

    assert (partly.returncode, nothing.returncode) == (9, 3)
    assert [line.split(":")[1].strip() for line in errors(partly)] == ["broken.toml line 2", "advisor"]
    assert len(names(tmp_path / "out")) == 1
    assert [line.split(":")[1].strip() for line in errors(nothing)] == ["broken.toml line 2", "none.toml"]
    assert not (tmp_path / "out2").exists()


def test_what_is_in_the_way_of_one_file_keeps_no_other_from_being_written(
    bakery: Path, tmp_path: Path
) -> None:
    other = named(tmp_path, "Mill Lane", file="other.toml")
    advisor("report", bakery, "-f", "md", "-o", "out", cwd=tmp_path)
    (path,) = (tmp_path / "out").iterdir()
    path.unlink()
    path.mkdir()

    for force in ((), ("--force",)):
        done = advisor("report", bakery, other, "-f", "md,html", "-o", "out", *force, cwd=tmp_path)

        assert done.returncode == 9
        assert errors(done)[0] == f"error: {Path('out') / path.name}: is a folder"
        assert {name.rpartition("-")[0] for name in names(tmp_path / "out")} >= {"mill-lane-2026-11-02"}
        assert path.is_dir()


@pytest.mark.system
def test_a_protected_file_keeps_no_other_from_being_replaced(bakery: Path, tmp_path: Path) -> None:
    advisor("report", bakery, "-f", "md,html", "-o", "out", cwd=tmp_path)
    page, path = sorted((tmp_path / "out").iterdir())
    subprocess.run(["chattr", "+i", path], check=True)
    page.write_text("old")
    try:
        done = advisor("report", bakery, "-f", "md,html", "-o", "out", "--force", cwd=tmp_path)
    finally:
        subprocess.run(["chattr", "-i", path], check=True)

    assert done.returncode == 9
    assert errors(done) == [
        f"error: {Path('out') / path.name}: cannot be replaced: this account may not; it may be open in another program"
    ]
    assert page.read_text("utf-8").startswith("<!doctype")
    assert names(tmp_path / "out") == [page.name, path.name]


def test_one_damaged_client_keeps_no_other_from_being_reported_on(rulebook: Rulebook, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "home" / "clients")
    mark = RulebookMark(rulebook.id, rulebook.version, rulebook.digest)
    for name in ("Acme", "Quay", "Pine"):
        workspace.create(Case(name=name, facts={"headcount": 60}), mark, "").close()
    (damaged,) = (tmp_path / "home" / "clients").glob("quay*.json")
    damaged.write_text('{"schema": ')

    done = advisor("report", "Acme", "Quay", "Pine", "-f", "md", "-o", "out", cwd=tmp_path)

    assert done.returncode == 9
    assert len(errors(done)) == 1
    assert [name.partition("-")[0] for name in names(tmp_path / "out")] == ["acme", "pine"]


def test_a_long_way_to_a_folder_is_told_by_its_end(bakery: Path, tmp_path: Path) -> None:
    place = "/".join(["x" * 200] * 30)

    done = advisor("report", bakery, "-f", "md", "-o", place, cwd=tmp_path)

    assert done.returncode == 6
    assert len(errors(done)[0]) < 300
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", ["taken", "taken/inside", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_to_is_told_once_however_many_files_there_were(
    bakery: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "taken").write_text("a file")

    done = advisor("report", bakery, bakery, "-f", "html,md,json", "-o", place, cwd=tmp_path)

    assert done.returncode == 6
    assert len(errors(done)) == 1
    assert "cannot be written" in errors(done)[0]
    assert "Traceback" not in done.stderr


@pytest.mark.system
def test_a_folder_that_may_only_be_read_is_told(bakery: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", out], check=True)
    try:
        done = advisor("report", bakery, "-f", "html,md", "-o", "out", cwd=tmp_path)
    finally:
        subprocess.run(["umount", out], check=True)

    assert done.returncode == 6
    assert len(errors(done)) == 1
    assert "the disk can only be read" in errors(done)[0]


def test_a_full_disk_leaves_no_half_file_and_is_told_once(bakery: Path, tmp_path: Path) -> None:
    limit = 4000
    done = subprocess.run(
        [sys.executable, "-m", "advisor", "report", bakery, "-f", "html,md,json", "-o", "out"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
    )

    assert done.returncode == 6, done.stderr
    assert len(errors(done)) == 1
    assert "the file may not grow that large" in done.stderr
    assert names(tmp_path / "out") == []


# What is missing here


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that is installed, but for what the extras bring."""
    folder = tmp_path_factory.mktemp("bare")
    libraries = {outlet.library for outlet in OUTLETS.values() if outlet.library}
    for installed in site.getsitepackages():
        if not Path(installed).is_dir():
            continue  # some systems name one more place than they make
        for path in Path(installed).iterdir():
            if path.suffix != ".pth" and path.name not in libraries:
                (folder / path.name).symlink_to(path)
    return folder


def without_extras(bare: Path, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-S", "-m", "advisor", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{bare}"},
        check=False,
    )


def test_a_missing_extra_is_named_with_how_to_install_it_and_the_other_formats_are_written(
    bare: Path, bakery: Path, tmp_path: Path
) -> None:
    done = without_extras(bare, "report", bakery, "-f", ALL, "-o", "out", cwd=tmp_path)
    alone = without_extras(bare, "report", bakery, "-f", "pdf", "-o", "none", cwd=tmp_path)

    assert (done.returncode, alone.returncode) == (9, 9)
    assert (
        errors(done)
        == [
            "error: docx: cannot be written here: the extra 'word' is not installed",
            "error: pdf: cannot be written here: the extra 'pdf' is not installed",  # tried last: it may end the program
        ]
    )
    assert re.search(r'hint: run: \S*python\S* -m pip install "typst[^ "]+"\n', done.stderr)
    assert re.search(r'hint: run: \S*python\S* -m pip install "python-docx[^ "]+"\n', done.stderr)
    assert {name.rpartition(".")[2] for name in names(tmp_path / "out")} == {"html", "md", "json"}
    assert not (tmp_path / "none").exists()


def test_the_demo_writes_what_can_be_written_and_says_what_is_left_out(bare: Path, tmp_path: Path) -> None:
    done = without_extras(bare, "demo", "-o", "out", cwd=tmp_path)

    assert done.returncode == 9
    assert len(errors(done)) == 2
    assert "Hire a Director of Operations now" in done.stdout
    assert {name.rpartition(".")[2] for name in names(tmp_path / "out")} == {"html", "md", "json"}


IMPORTED = """
import sys, time
import advisor.cli.reporting, advisor.cli.drawing, advisor.answers, advisor.engine, advisor.loading
import advisor.report.html, advisor.report.pdf, advisor.report.word, advisor.report.terminal
from advisor.cli import main
start = time.process_time()
code = main(["demo", "-o", "out"])
print(time.process_time() - start, file=sys.stderr)
sys.exit(code)
"""


def test_the_demo_writes_every_format_in_less_than_two_seconds_after_imports(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr
    assert {name.rpartition(".")[2] for name in names(tmp_path / "out")} == set(OUTLETS)
    assert float(done.stderr.splitlines()[-1]) < 2  # of the processor: others may be at work here


# What is told


def test_several_files_are_counted_as_they_come_and_one_is_only_named(bakery: Path, tmp_path: Path) -> None:
    other = named(tmp_path, "Other", file="other.toml")

    several = advisor("report", bakery, "none.toml", other, "-f", "md,json", "-o", "out", cwd=tmp_path)
    one = advisor("report", bakery, "-f", "md", "-o", "one", cwd=tmp_path)

    lines = [line for line in several.stderr.splitlines() if "wrote" in line]
    assert [line.split(":")[0] for line in lines] == ["1 of 6", "2 of 6", "5 of 6", "6 of 6"]
    assert re.fullmatch(rf"wrote one/{STEM}\.md\n", one.stderr)


def test_quiet_says_nothing_and_json_is_one_document(bakery: Path, tmp_path: Path) -> None:
    quiet = advisor("report", bakery, "-f", "md,html", "-o", "a", "--quiet", cwd=tmp_path)
    done = advisor("report", bakery, "none.toml", "-f", "md,html", "-o", "b", "--json", cwd=tmp_path)

    assert (quiet.stdout, quiet.stderr) == ("", "")
    found = json.loads(done.stdout)
    assert [Path(path).suffix for path in found["written"]] == [".md", ".html"]
    assert found["problems"] == [
        {
            "error": "none.toml: there is no such file",
            "hint": "check the name, or run: advisor rules template",
            "exit_code": 6,
        }
    ]
    assert "wrote" not in done.stderr
    assert done.returncode == 9


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-f", "htlm"), 2, "does not write 'htlm'; did you mean 'html'?"),
        (("-f", ","), 2, "no format named"),
        (("-f", "md,json", "--no-answers"), 2, "the JSON holds every answer"),
        (("--word-template", "x.docx"), 2, "docx is not among the formats"),
        (("--status", "done"), 2, "--status cannot be 'done'"),
        (("--author", "a\u202eb"), 2, "--author holds a character that changes the direction"),
        (("--brand", "none.toml"), 6, "none.toml: there is no such brand file"),
        (("-f", "docx", "--word-template", "none.docx"), 6, "none.docx: there is no such file"),
        (("--brand", "bad.toml"), 3, "bad.toml line 1: there is no key 'color'; did you mean 'colour'?"),
    ],
)
def test_a_wrong_wish_is_refused_before_anything_is_written(
    bakery: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "bad.toml").write_text('color = "#123456"\n')

    done = advisor("report", bakery, "-o", "out", *arguments, cwd=tmp_path)

    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


# Whose report it is


def test_the_firms_word_file_is_taken_from_the_brand_or_the_command_line(
    bakery: Path, tmp_path: Path
) -> None:
    letterhead = Document()
    letterhead.sections[0].footer.paragraphs[0].text = "Alder, 1 Market Street"
    letterhead.save(str(tmp_path / "firm.docx"))
    (tmp_path / "brand.toml").write_text('word_template = "firm.docx"\n')
    (tmp_path / "other.docx").write_bytes(b"no Word file")

    for number, more in enumerate((("--brand", "brand.toml"), ("--word-template", "firm.docx"))):
        assert advisor("report", bakery, "-f", "docx", "-o", str(number), *more, cwd=tmp_path).returncode == 0
        (path,) = (tmp_path / str(number)).iterdir()
        assert "Alder, 1 Market Street" in everything_in(path)

    words = ("--brand", "brand.toml", "--word-template", "other.docx")
    refused = advisor("report", bakery, "-f", "docx,md", "-o", "none", *words, cwd=tmp_path)
    assert refused.returncode == 3
    assert errors(refused) == ["error: other.docx: The Word template is no Word document (.docx)"]
    assert not (tmp_path / "none").exists()
    (tmp_path / "brand.toml").write_text('word_template = "other.docx"\n')
    refused = advisor("report", bakery, "-f", "docx", "-o", "none", "--brand", "brand.toml", cwd=tmp_path)
    assert (refused.returncode, errors(refused)[0][:17]) == (3, "error: brand.toml")


def test_a_report_without_answers_attaches_none_to_the_pdf(bakery: Path, tmp_path: Path) -> None:
    for folder, more in (("with", ()), ("without", ("--no-answers",))):
        assert advisor("report", bakery, "-f", "pdf", "-o", folder, *more, cwd=tmp_path).returncode == 0
    (open_one,), (closed,) = ((tmp_path / folder).iterdir() for folder in ("with", "without"))

    assert list(PdfReader(open_one).attachments) != []
    assert list(PdfReader(closed).attachments) == []


def test_brand_author_and_status_reach_the_report(bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(
        'firm = "Alder & Söhne"\ncolour = "#C4841D"\nlanguage = "de"\n', "utf-8"
    )

    done = advisor(
        "report", bakery, "-f", "md", "--brand", "brand.toml", "--author", "Ada L.", "--status", "draft", "-o", "out",
        cwd=tmp_path,
    )  # fmt: skip

    (path,) = (tmp_path / "out").iterdir()
    head = path.read_text("utf-8")[:400]
    assert "note: brand.toml: #C4841D is too light to read on white" in done.stderr
    assert ("Alder" in head, "Söhne" in head, "Ada L" in head, "Draft" in head) == (True,) * 4
    assert "2\\. November 2026" in head


SECRETS = ("Zanzibar Quokka", "Wilhelmina", "zanzibar", "quokka")


def test_an_anonymous_report_names_nobody_in_any_file_or_file_name(tmp_path: Path) -> None:
    case = named(tmp_path, SECRETS[0] + " Ltd", more='\nnotes = ["Wilhelmina says Zanzibar Quokka is calm."]')
    case.write_text(case.read_text("utf-8").replace('"The owner"', '"Wilhelmina"'), "utf-8")

    control = advisor("report", case, "-f", ALL, "--length", "full", "-o", "plain", cwd=tmp_path)
    done = advisor("report", case, "-f", ALL, "--length", "full", "--anonymous", "-o", "out", cwd=tmp_path)

    assert (control.returncode, done.returncode) == (0, 0), done.stderr
    for path in (tmp_path / "plain").iterdir():
        assert any(secret in everything_in(path) for secret in SECRETS), path.name
    for path in (tmp_path / "out").iterdir():
        assert path.name.startswith("company-2026-11-02-")
        found = everything_in(path)
        assert [secret for secret in SECRETS if secret in found] == [], path.name


def test_an_anonymous_report_tells_at_its_end_what_was_replaced_and_that_notes_are_to_be_read(
    tmp_path: Path,
) -> None:
    case = tmp_path / "case.toml"
    case.write_text(
        'name = "Weber Metallbau GmbH"\nrespondent = "Ann"\n'
        'notes = ["The boss is with Ann.", "Mr Weber says: see weber-metallbau.de, or ask weber@metall.de"]\n'
        "[facts]\nheadcount = 60\n"
    )
    (tmp_path / "brand.toml").write_text('firm = "Quay"\nfooter = "Confidential, for Weber Metallbau"\n')

    done = advisor(
        "report", case, "-f", "html,pdf,docx,md,json", "--brand", "brand.toml", "--anonymous", "-o", "out", cwd=tmp_path
    )  # fmt: skip

    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == (
        "note: replaced in notes and footer: 1 e-mail address, 1 web address, 1 name of the client, 1 name behind a "
        "title and 1 name of the respondent; read the notes once more before they leave the house, since nicknames, "
        "places and other people stay named, or add --no-notes"
    )
    for path in (tmp_path / "out").iterdir():
        found = everything_in(path)
        assert path.suffix == ".json" or "The boss is with the respondent." in " ".join(found.split())
        assert [
            word for word in ("weber", "metall", "confidential, for weber") if word in found.casefold()
        ] == []


def test_an_anonymous_report_that_its_own_client_signs_warns(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('name = "Weber Metallbau"\nrespondent = "Ann Lutz"\n[facts]\nheadcount = 60\n')
    (tmp_path / "brand.toml").write_text('firm = "Weber & Co"\n')
    words = ("report", case, "-f", "md", "--anonymous", "--brand", "brand.toml")

    own = advisor(*words, "--author", "Ann Lutz", "-o", "out", cwd=tmp_path)
    other = advisor(*words[:-2], "--author", "B. Quay", "-o", "two", cwd=tmp_path)

    assert [line for line in own.stderr.splitlines() if line.startswith("warning")] == [
        f"warning: who signs is called as the client or the respondent is: {name}; leave --author, or the brand's firm and logo, out to name nobody"
        for name in ("Ann Lutz", "Weber & Co")
    ]
    assert "warning" not in other.stderr


@pytest.mark.parametrize("options", [("--length", "one-page"), ("--no-notes",), ("-f", "json")])
def test_an_anonymous_report_without_notes_says_that_there_are_none(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text('name = "Weber Metallbau"\nnotes = "Weber is tired."\n[facts]\nheadcount = 60\n')

    done = advisor("report", case, "-f", "md", "--anonymous", "-o", "out", *options, cwd=tmp_path)
    quiet = advisor("report", case, "-f", "md", "--anonymous", "-o", "two", "-q", *options, cwd=tmp_path)

    assert done.stderr.splitlines()[-1] == (
        "note: nothing in notes or footer had to be replaced; no notes are in these files"
    )
    assert (done.returncode, quiet.returncode, quiet.stderr) == (0, 0, "")


def test_a_copy_for_the_client_leaves_the_notes_out_of_every_file(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text('name = "Pine"\nnotes = "Between us."\n[facts]\nheadcount = 60\n')

    done = advisor("report", case, "-f", ALL, "--no-notes", "--anonymous", "-o", "out", cwd=tmp_path)

    assert done.returncode == 0
    assert "read the notes" not in done.stderr
    for path in (tmp_path / "out").iterdir():
        assert "Between us" not in everything_in(path)


def everything_in(path: Path) -> str:
    """Return all text of a file, with what its container packs away."""
    if path.suffix == ".docx":
        return unpacked(path.read_bytes())
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        pages = [page.extract_text() for page in reader.pages]
        attached = [data.decode() for parts in reader.attachments.values() for data in parts]
        xmp = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
        return " ".join(
            "\n".join([*pages, *attached, xmp, str(reader.metadata), str(reader.outline)]).split()
        )
    return path.read_text("utf-8")


def unpacked(data: bytes) -> str:
    """Return the names and texts of a ZIP file, and of those inside it."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = (
        unpacked(part) if part.startswith(b"PK") else part.decode("utf-8", "replace")
        for part in parts.values()
    )
    return "\n".join([*parts, *texts])


# What the client's case file remembers


@pytest.fixture
def client(rulebook: Rulebook, tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "home" / "clients")
    mark = RulebookMark(rulebook.id, rulebook.version, rulebook.digest)
    workspace.create(Case(name="Acme", facts={"headcount": 60}, date="2026-11-02"), mark, "").close()
    return workspace


def test_a_delivered_report_is_noted_in_the_clients_case_file_once_a_day(
    client: Workspace, rulebook: Rulebook, tmp_path: Path
) -> None:
    before = client.read("Acme")
    for folder in ("a", "b"):
        assert advisor("report", "Acme", "-f", "md", "-o", folder, cwd=tmp_path).returncode == 0
    result = json.loads(advisor("report", "Acme", "-f", "json", "-o", "c", "--json", cwd=tmp_path).stdout)
    verdict = json.loads((tmp_path / result["written"][0]).read_text("utf-8"))["verdict"]

    after = client.read("Acme")
    (delivery,) = after.deliveries
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", delivery.date)
    assert delivery.rulebook == rulebook.digest
    assert (delivery.recommendation, delivery.timing) == (verdict["recommendation"], verdict["timing"])
    assert (after.case, after.changed) == (before.case, before.changed)


def test_a_draft_is_not_noted_and_nor_is_what_was_not_written(client: Workspace, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    assert advisor("report", "Acme", "--status", "draft", "-o", "out", cwd=tmp_path).returncode == 0
    assert advisor("report", "Acme", "-o", "taken", cwd=tmp_path).returncode == 6

    assert client.read("Acme").deliveries == ()


def test_a_client_in_use_elsewhere_gets_the_report_and_is_told_that_it_is_not_noted(
    client: Workspace, tmp_path: Path
) -> None:
    held = client.open(client.find("Acme"))
    try:
        done = advisor("report", "Acme", "-f", "md", "-o", "out", cwd=tmp_path)
    finally:
        held.close()

    assert done.returncode == 9
    assert "is open in another advisor" in done.stderr
    assert len(names(tmp_path / "out")) == 1
