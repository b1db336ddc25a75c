"""A kind of file that fails by a mistake of ours costs nobody the other kinds."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.cli.outlets import OUTLETS

ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "advisor" / "demo.toml"
PANIC = "type('PanicException', (BaseException,), {'__module__': 'pyo3_runtime'})"

BREAKS = {
    "html": ("advisor.report.html", "ZeroDivisionError('Harbour Street')"),
    "pdf": ("advisor.report.pdf", "KeyError('Harbour Street')"),
    "docx": ("advisor.report.word", "AttributeError('Harbour Street')"),
    "md": ("advisor.report.markdown", "RecursionError()"),
}


def breaking(folder: Path, module: str, error: str) -> dict[str, str]:
    """The surroundings of a Python in which a module's `draw` fails."""
    return started_with(
        folder,
        f"import {module} as module\ndef draw(*given, **named):\n    raise {error}\nmodule.draw = draw\n",
    )


def started_with(folder: Path, code: str) -> dict[str, str]:
    """The surroundings of a Python that runs some code before anything else."""
    (folder / "broken").mkdir()
    (folder / "broken" / "sitecustomize.py").write_text(code, "utf-8")
    (folder / "notes").mkdir()
    paths = os.pathsep.join(filter(None, [str(folder / "broken"), os.environ.get("PYTHONPATH", "")]))
    return {"PYTHONPATH": paths, "TMPDIR": str(folder / "notes"), "ADVISOR_HOME": str(folder / "home")}


def advisor(
    *arguments: str, cwd: Path, environment: dict[str, str], text: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "advisor", *arguments],
        cwd=cwd,
        input=text,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=100,
        check=False,
    )


def kinds(folder: Path) -> set[str]:
    return {path.suffix.removeprefix(".") for path in folder.iterdir()}


def note_in(said: str, folder: Path) -> str:
    """What the note says that a hint names, wherever its lines were folded."""
    (named,) = re.findall(r"isin(/\S+?\.txt)", re.sub(r"\s+", "", said))
    (path,) = (folder / "notes").glob("advisor-crash-*.txt")
    assert named == str(path)
    return path.read_text("utf-8")


@pytest.mark.parametrize("broken", BREAKS)
def test_the_other_kinds_are_written_and_the_failure_is_one_line_with_its_note(
    broken: str, tmp_path: Path
) -> None:
    module, error = BREAKS[broken]
    kind = error.partition("(")[0]
    done = advisor("demo", "-o", "out", cwd=tmp_path, environment=breaking(tmp_path, module, error))

    assert done.returncode == 1
    assert kinds(tmp_path / "out") == OUTLETS.keys() - {broken}
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("error: "))
    assert line == f"error: {broken}: left out by a mistake in advisor ({kind}), not yours"
    assert "Traceback" not in done.stderr
    note = note_in(done.stderr, tmp_path)
    assert kind in note
    assert "Harbour" not in note


def test_the_other_cases_are_reported_on_and_a_program_is_told(tmp_path: Path) -> None:
    environment = breaking(tmp_path, *BREAKS["docx"])
    (tmp_path / "other.toml").write_text(DEMO.read_text("utf-8").replace("Harbour Street", "Mill Lane"))
    words = ("report", str(DEMO), "./other.toml", "-f", "docx,md", "-o", "out", "--json")
    done = advisor(*words, cwd=tmp_path, environment=environment)

    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [Path(path).suffix for path in told["written"]] == [".md", ".md"]
    assert [problem["exit_code"] for problem in told["problems"]] == [1, 1]


def test_a_case_whose_report_cannot_even_be_composed_does_not_keep_the_others(tmp_path: Path) -> None:
    environment = started_with(
        tmp_path,
        "import advisor.report as module\n"
        "works = module.compose\n"
        "def compose(assessment, *given, **named):\n"
        "    if 'Harbour' in assessment.case.name:\n"
        "        raise IndexError\n"
        "    return works(assessment, *given, **named)\n"
        "module.compose = compose\n",
    )
    (tmp_path / "other.toml").write_text(DEMO.read_text("utf-8").replace("Harbour Street", "Mill Lane"))
    words = ("report", str(DEMO), "./other.toml", "-f", "html,md", "-o", "out")
    done = advisor(*words, cwd=tmp_path, environment=environment)

    assert done.returncode == 1
    assert kinds(tmp_path / "out") == {"html", "md"}
    assert all(path.name.startswith("mill-lane") for path in (tmp_path / "out").iterdir())
    assert f"error: {DEMO}: left out by a mistake in advisor (IndexError), not yours" in done.stderr
    assert "IndexError" in note_in(done.stderr, tmp_path)


def test_a_library_that_gives_up_as_a_whole_is_such_a_failure_too(tmp_path: Path) -> None:
    environment = started_with(
        tmp_path,
        f"import typst\nclass Compiler:\n    def __init__(*given, **named):\n        raise {PANIC}\n"
        "typst.Compiler = Compiler\n",
    )
    done = advisor("demo", "-o", "out", cwd=tmp_path, environment=environment)

    assert done.returncode == 1
    assert kinds(tmp_path / "out") == OUTLETS.keys() - {"pdf"}
    assert "Traceback" not in done.stderr


GAVE_UP = "error: pdf: left out: what draws it gave up, as it does where there is too little memory"


def test_a_library_that_ends_the_program_costs_one_kind_of_one_case(tmp_path: Path) -> None:
    environment = started_with(
        tmp_path,
        "import os, advisor.report.pdf as module\nworks = module.draw\n"
        "def draw(report, *given):\n    return os.abort() if 'Harbour' in report.title else works(report, *given)\n"
        "module.draw = draw\n",
    )
    (tmp_path / "other.toml").write_text(DEMO.read_text("utf-8").replace("Harbour Street", "Mill Lane"))
    words = ("report", str(DEMO), "./other.toml", "-f", "pdf,html,docx", "-o", "out")
    done = advisor(*words, cwd=tmp_path, environment=environment)
    alone = advisor("report", str(DEMO), "-f", "pdf", "-o", "alone", cwd=tmp_path, environment=environment)

    assert (done.returncode, alone.returncode) == (9, 6)
    assert [line for line in done.stderr.splitlines() if "wrote" not in line] == [
        GAVE_UP,
        "hint: close other programs, or raise the limit",
    ]
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [(name.split("-")[0], name.rpartition(".")[2]) for name in written] == [
        ("harbour", "docx"), ("harbour", "html"), ("mill", "docx"), ("mill", "html"), ("mill", "pdf"),
    ]  # fmt: skip
    assert list((tmp_path / "notes").iterdir()) == []


@pytest.mark.system
def test_too_little_memory_for_one_kind_costs_no_other(tmp_path: Path) -> None:
    environment = started_with(tmp_path, "")
    limited = 'ulimit -v 200000; exec "$@"'
    command = ["bash", "-c", limited, "bash", sys.executable, "-m", "advisor", "demo", "-o", "out"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )

    assert done.returncode == 9
    assert kinds(tmp_path / "out") == OUTLETS.keys() - {"pdf"}
    assert [line for line in done.stderr.splitlines() if line.startswith("error")] == [GAVE_UP]


def test_ctrl_c_while_a_kind_is_drawn_stops_that_too(tmp_path: Path) -> None:
    environment = started_with(
        tmp_path,
        "import os, time, pathlib, advisor.report.pdf as module\n"
        "def draw(*given):\n    pathlib.Path('begun').write_text(str(os.getpid()))\n    time.sleep(90)\n"
        "module.draw = draw\n",
    )
    command = [sys.executable, "-m", "advisor", "report", str(DEMO), "-f", "pdf,md", "-o", "out"]
    running = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, **environment}
    )
    begun = tmp_path / "begun"
    while not (begun.exists() and begun.read_text()):
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)

    assert (running.returncode, said.splitlines()[-1]) == (130, "Stopped.")
    assert kinds(tmp_path / "out") == {"md"}
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)


def test_a_library_that_is_there_and_does_not_load_is_told_with_what_brings_it(tmp_path: Path) -> None:
    environment = started_with(
        tmp_path,
        "import advisor.report.pdf as module\n"
        "def draw(*given):\n    raise ImportError('failed to map segment')\nmodule.draw = draw\n",
    )
    done = advisor("demo", "-o", "out", cwd=tmp_path, environment=environment)

    assert done.returncode == 9
    (line, hint) = [line for line in done.stderr.splitlines() if "wrote" not in line]
    assert line == "error: pdf: left out: what draws it cannot be loaded"
    assert hint.startswith("hint: close other programs, or run: ")
    assert "typst" in hint


def test_the_end_of_the_interview_saves_the_other_kinds_and_tells_the_failure(tmp_path: Path) -> None:
    environment = breaking(tmp_path, *BREAKS["html"])
    words = ("interview", "--plain-input", "--answers", str(DEMO))
    done = advisor(*words, cwd=tmp_path, environment=environment, text="\n1 2 3 4\nout\n")

    assert done.returncode == 1
    assert kinds(tmp_path / "out") == {"pdf", "docx", "md"}
    said = re.sub(r"\s+", " ", done.stderr)
    assert "html: left out by a mistake in advisor (ZeroDivisionError), not yours." in said
    assert "Traceback" not in said
    assert "Try another folder?" not in said
    assert "To change an answer, or to see this again:" in said
    note_in(said, tmp_path)
    (saved,) = (tmp_path / "home" / "clients").glob("*.json")
    assert len(json.loads(saved.read_text("utf-8"))["deliveries"]) == 1
