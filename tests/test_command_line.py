"""What is the same for every command: options, wrong words, settings, and runs without a terminal."""

import argparse
import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import platformdirs
import pytest

from advisor.cli.parser import COMMANDS, Parser, build_parser, parse
from advisor.errors import CommandError
from advisor.interview.plain_prompter import PlainPrompter
from advisor.operating_system import typed_ahead
from advisor.settings import read_settings, settings_file
from advisor.storage import Workspace
from tests.keyboard import CTRL_C, DOWN, ENTER, Terminal
from tests.test_keyboard_interview import answer_all

ROOT = Path(__file__).parent.parent
ADVISOR = [sys.executable, "-m", "advisor"]
COMMON = ["-h", "--rules", "--json", "--accessible", "--no-color", "--no-input", "--quiet", "--version"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def advisor(*words: str, home: Path, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ADVISOR, *words],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ADVISOR_HOME": str(home), **environment},
        timeout=60,
        check=False,
    )


# Words


def rooms() -> dict[str, Parser]:
    parser = build_parser()
    return {"": parser, **parser.commands}


def test_the_commands_are_all_there() -> None:
    assert tuple(build_parser().commands) == COMMANDS


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_option_has_help_and_the_common_ones_mean_the_same_everywhere(name: str) -> None:
    parsers = rooms()
    for word, action in parsers[name].options.items():
        assert action.help, f"{name} {word}"
        assert action.help is not argparse.SUPPRESS
    for word in COMMON:
        assert parsers[name].options[word].help == parsers[""].options[word].help
        assert parsers[name].options[word].dest == parsers[""].options[word].dest


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_begins_with_an_example_that_is_one(name: str) -> None:
    said = rooms()[name].description or ""
    examples = re.sub("^Examples?: ", "", said).split("; ")

    assert said.startswith("Example")
    for example in examples:
        assert example.startswith(f"advisor {name} ")
        words = [word.strip("'") for word in re.findall(r"'[^']*'|\S+", example)[1:]]
        if name != "help":
            parse(words)


def test_help_is_also_a_command(home: Path) -> None:
    assert advisor("help", home=home).stdout == advisor("--help", home=home).stdout
    assert advisor("help", "report", home=home).stdout == advisor("report", "-h", home=home).stdout
    done = advisor("help", "reprot", home=home)
    assert done.returncode == 2
    assert "did you mean 'report'?" in done.stderr


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_version_is_told_by_every_command(name: str, home: Path) -> None:
    words = [name, "--version"] if name else ["--version"]
    assert re.fullmatch(r"advisor \d+\.\d+\.\d+\n", advisor(*words, home=home).stdout)


WRONG = {
    "a missing file": (["assess"], "advisor assess: FILE is missing", "run: advisor assess --help"),
    "a missing value": (
        ["interview", "--client"],
        "advisor interview: --client needs a value",
        "write it like: --client=NAME",
    ),
    "a missing short value": (
        ["report", "x", "-o"],
        "advisor report: --output needs a value",
        "write it like: --output=DIR",
    ),
    "a wrong choice": (
        ["report", "x", "--length", "standart"],
        "advisor report: --length cannot be 'standart'; did you mean 'standard'?",
        "use one of: one-page, standard, full",
    ),
    "a wrong shell": (
        ["completion", "bsh"],
        "advisor completion: SHELL cannot be 'bsh'; did you mean 'bash'?",
        "use one of: bash, zsh, fish, powershell, tcsh, man",
    ),
    "a value too many": (["paths", "--json=5"], "advisor paths: --json takes no value", "run: "),
    "a word too many": (["paths", "all"], "advisor paths: 'all' is one word too many", "run: "),
    "half an option": (
        ["interview", "--acc"],
        "there is no option '--acc'; did you mean '--accessible'?",
        "run: advisor interview --help",
    ),
    "a mistyped option": (["assess", "x", "--jsn"], "no option '--jsn'; did you mean '--json'?", "run: "),
    "an option of another command": (
        ["--client", "x"],
        "advisor: there is no option '--client' here",
        "it belongs to: advisor interview --client",
    ),
    "a mistyped command": (["reprot", "x"], "no command 'reprot'; did you mean 'report'?", "run: "),
    "a mistyped command after an option": (
        ["--json", "--rules", "rules", "asess"],
        "no command 'asess'; did you mean 'assess'?",
        "run: ",
    ),
    "a pattern that meets nothing": (
        ["interview", "--ask", "headcont"],
        "--ask 'headcont': no question goes by that; did you mean 'headcount'?",
        "name a fact or a pattern",
    ),
    "half a --set": (["interview", "--set", "headcount"], "--set 'headcount': has no '='", "write it like"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_words_are_told_plainly_with_the_right_ones(name: str, home: Path) -> None:
    words, says, hint = WRONG[name]
    done = advisor(*words, home=home)

    assert done.returncode == (3 if name == "half a --set" else 2)
    error, hinted = done.stderr.splitlines()
    assert says in error
    assert hinted.startswith(f"hint: {hint}")
    assert done.stdout == ""


SEVERAL = {
    "--set": (
        ["interview", "--no-input", "--set", "hedcount=4", "--set", "sites=2", "--set", "waiting=yes"],
        3,
        [
            "--set 'hedcount': there is no such fact; did you mean 'headcount'?",
            "--set waiting: must be one of",
        ],
        "advisor rules FACT tells what the answer to it may be",
    ),
    "--ask": (
        ["interview", "--no-input", "--ask", "headcont", "--ask", "sites", "--ask", "x*"],
        2,
        ["--ask 'headcont': no question goes by that; did you mean", "--ask 'x*': no question goes by that"],
        "name facts or patterns",
    ),
    "formats": (
        ["report", "x.toml", "-o", "out", "-f", "pfd,html,xml"],
        2,
        ["does not write 'pfd'; did you mean 'pdf'?", "does not write 'xml'"],
        "use any of: html",
    ),
    "files": (
        ["assess", "gone.toml", "away.toml"],
        6,
        ["gone.toml: there is no such file", "away.toml: there is no such file"],
        "check the name",
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_mistakes_are_told_at_once(name: str, home: Path) -> None:
    words, code, says, hint = SEVERAL[name]
    done = advisor(*words, home=home)

    assert done.returncode == code
    *errors, hinted = done.stderr.splitlines()
    assert len(errors) == len(says)
    assert all(said in error for said, error in zip(says, errors, strict=True))
    assert hinted.startswith(f"hint: {hint}")


def test_several_wrong_settings_are_told_at_once(home: Path) -> None:
    set_to(home, "quik = true\npreview = 1\n")

    *errors, _ = advisor("demo", home=home).stderr.splitlines()

    assert ["line 1: 'quik'" in errors[0], "line 2: preview must" in errors[1]] == [True, True]


def test_quiet_leaves_nothing_but_errors(home: Path, tmp_path: Path) -> None:
    for words in (["demo", "-o", "out"], ["rules", "docs", "-o", "out"], ["report", "x.toml", "-o", "out"]):
        (tmp_path / "x.toml").write_text("[facts]\nsites = 3\n")
        done = subprocess.run(
            [*ADVISOR, *words, "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert done.stderr == "", words
    assert "there is no such file" in advisor("assess", "nowhere.toml", "-q", home=home).stderr


# Without a terminal

MISSING = r"error: advisor: .*; \d\d answers are missing: industry, headcount, .*\nhint: give them with --set"


def test_with_nobody_there_it_ends_at_once_naming_what_is_missing(home: Path) -> None:
    read, write = os.pipe()
    with Path(os.devnull).open("rb") as null:
        inputs = {"null device": null.fileno(), "open pipe": read, "newlines": subprocess.PIPE}
        for name, standard_input in inputs.items():
            process = subprocess.Popen(
                [*ADVISOR, "interview"],
                stdin=standard_input,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, "ADVISOR_HOME": str(home)},
            )
            out, told = process.communicate(b"\n" * 50 if name == "newlines" else None, timeout=30)
            assert process.returncode == 10, name
            assert re.match(MISSING, told.decode()), name
            assert out == b""
    os.close(read)
    os.close(write)
    assert not (home / "clients").exists()


def test_with_standard_input_closed_it_ends_at_once(home: Path) -> None:
    command = f'ADVISOR_HOME="{home}" exec "{sys.executable}" -m advisor interview <&-'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == 10
    assert re.match(MISSING, done.stderr)


def test_with_nobody_there_it_takes_under_a_second_of_work_and_no_questionary(home: Path) -> None:
    code = (
        "import sys, time; from advisor.cli import main; code = main(['interview', '--no-input']); "
        "print(code, 'questionary' in sys.modules, 'prompt_toolkit' in sys.modules, time.process_time() < 1)"
    )
    advisor("rules", "template", home=home)  # the first of all runs keeps the rulebook read and checked
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "ADVISOR_HOME": str(home)},
        check=True,
    )

    assert done.stdout == "10 False False True\n"
    assert "--no-input is given" in done.stderr


def test_what_is_to_be_asked_again_needs_somebody_there(home: Path) -> None:
    demo = str(ROOT / "advisor" / "demo.toml")
    assert advisor("interview", "--answers", demo, home=home).returncode == 0

    done = advisor("interview", "--answers", demo, "--ask", "head*", home=home)
    assert done.returncode == 10
    assert "1 answer is missing: headcount" in done.stderr


def test_every_mistake_in_a_file_is_told_with_value_choices_and_the_nearest(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "wrong.toml").write_text(
        'nam = "x"\n[facts]\nheadcout = 3\nindustry = "contractin"\nsites = -1\nrevenue = "lots"\n'
    )
    for words in (["interview", "--answers"], ["assess"]):
        done = advisor(*words, str(tmp_path / "wrong.toml"), home=home)

        assert done.returncode == 3
        *errors, hint = done.stderr.splitlines()
        assert [re.search(r"line (\d+): (\S+)", line).groups() for line in errors] == [  # type: ignore[union-attr]  # a failure either way
            ("1", "nam"), ("3", "headcout"), ("4", "industry"), ("5", "sites"), ("6", "revenue"),
        ]  # fmt: skip
        assert "did you mean 'name'?" in errors[0]
        assert "did you mean 'headcount'?" in errors[1]
        assert "must be one of contracting, " in errors[2]
        assert "not the text 'contractin'; did you mean 'contracting'?" in errors[2]
        assert "from 0 to 10,000, not '-1'" in errors[3]
        assert "not the text 'lots'" in errors[4]
        assert hint.startswith("hint: ")


# Standard output and standard input


def session(home: Path, out: Path, *words: str) -> Terminal:
    """Run the questions at a terminal with standard output going to a file."""
    command = " ".join([f'"{sys.executable}" -m advisor interview', *words, f'> "{out}"'])
    return Terminal(["bash", "-c", command], home)


def test_at_a_keyboard_the_result_alone_goes_to_standard_output(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    terminal = session(home, out, "--json", "--quick")
    terminal.wait_for("called?")
    terminal.press("Acme", ENTER)
    terminal.wait_for("Tab menu")
    answer_all(terminal)
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")
    terminal.press(ENTER)
    terminal.wait_for("Nothing is ticked")
    terminal.press(ENTER)

    assert terminal.end() == 0
    document = json.loads(out.read_bytes())
    assert document["schema"] == "advisor.assessment/1"
    (saved,) = (home / "clients").glob("*.json")
    assert advisor("assess", str(saved), "--json", home=home).stdout == out.read_text("utf-8")
    again = advisor("interview", "--quick", "--answers", str(saved), "--json", home=tmp_path / "other")
    assert again.stdout == out.read_text("utf-8")


@pytest.mark.parametrize("words", ["paths", "--version", "--help", "rules --help", "demo"])
@pytest.mark.parametrize(
    ("where", "why"), [("> /dev/full", "the disk is full\nhint: make room for it"), (">&-", "it is closed")]
)
def test_output_that_cannot_be_written_is_told(home: Path, words: str, where: str, why: str) -> None:
    command = f'ADVISOR_HOME="{home}" exec "{sys.executable}" -m advisor {words} {where}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == 6
    assert done.stderr.startswith(f"error: the output cannot be written: {why}")
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [("assess nowhere.toml", 6), ("report nobody", 5), ("assess --nothing", 2), ("rules check -q", 0)],
)
def test_a_full_disk_behind_standard_error_changes_no_exit_code(home: Path, words: str, code: int) -> None:
    command = f'ADVISOR_HOME="{home}" exec "{sys.executable}" -m advisor {words} 2>/dev/full'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert done.returncode == code


def test_a_report_whose_progress_cannot_be_told_is_written_all_the_same(home: Path, tmp_path: Path) -> None:
    command = f'ADVISOR_HOME="{home}" exec "{sys.executable}" -m advisor demo -o "{tmp_path}/out" 2>/dev/full'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)

    assert done.returncode == 6
    assert list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("kilobytes", [40_000, 50_000, 60_000, 70_000, 90_000])
def test_too_little_memory_is_told_in_one_line(home: Path, tmp_path: Path, kilobytes: int) -> None:
    path = tmp_path / "x.toml"
    path.write_text("[facts]\nheadcount = 60\n", "utf-8")
    for words in (f'assess "{path}"', f'report "{path}" -f md -o "{tmp_path}/out" --force -q'):
        command = f'ulimit -v {kilobytes}; ADVISOR_HOME="{home}" exec "{sys.executable}" -m advisor {words}'
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

        if done.returncode in {134, -6}:  # a compiled library that finds no room ends the process itself
            assert "memory allocation of" in done.stderr
            continue
        assert done.returncode in {0, 6}, done.stderr
        if done.returncode:
            *_, error, hint = done.stderr.splitlines()  # Python itself may have complained first
            assert "not enough memory" in error
            assert hint.startswith("hint: close other programs")


def test_a_library_that_finds_no_room_is_no_mistake_of_ours() -> None:
    code = """
import resource
from advisor.errors import is_for_want_of_memory
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used, used))
try:
    import _ssl
except BaseException as error:
    print(type(error).__name__, is_for_want_of_memory(error))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.split() in (["ImportError", "True"], ["MemoryError", "True"]), done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["report", "x.toml", "--brand", ""],
        ["report", "x.toml", "--word-template="],
        ["interview", "--client", ""],
        ["interview", "--answers", ""],
        ["demo", "-o", ""],
        ["assess", "x.toml", "--rules", ""],
        ["--rules", "", "demo"],
    ],
    ids=" ".join,
)
def test_an_empty_name_for_a_file_a_folder_or_a_client_is_refused_and_not_left_out(words: list[str]) -> None:
    with pytest.raises(CommandError, match="needs a value"):
        parse(words)


def test_a_file_in_the_place_of_the_folder_for_reports_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("mine", "utf-8")
    done = advisor("demo", "-o", str(tmp_path / "reports"), home=home)

    assert done.returncode == 6
    assert "part of the path is not a folder" in done.stderr
    assert (tmp_path / "reports").read_text("utf-8") == "mine"


def test_a_file_that_the_system_keeps_back_is_told_and_is_no_mistake_of_ours(home: Path) -> None:
    done = advisor("rules", "check", "--cases", "/" + "x" * 5000, home=home)

    assert done.returncode == 6
    error, hint = done.stderr.splitlines()[-2:]
    assert error.endswith("cannot be read or written: the name is too long")
    assert hint.startswith("hint: ")


TYPED = ["Acme", "2", "?", "about 40", "back", "", "1.2m", "2", "dk", "note", "ask again", "", "3", "save"]


def test_typed_lines_from_a_pipe_give_the_same_answers_as_at_a_terminal(home: Path, tmp_path: Path) -> None:
    piped = advisor("interview", "--plain-input", home=home, text="\n".join(TYPED) + "\n")
    assert piped.returncode == 0
    assert piped.stdout == ""
    assert "Question 1 of about" in piped.stderr
    assert "advisor interview --client Acme" in piped.stderr

    terminal = Terminal([*ADVISOR, "interview", "--accessible"], tmp_path / "other")
    terminal.wait_for("called?")
    for line in TYPED:
        terminal.press(line + ENTER)
    assert terminal.end() == 0
    one, two = (next((place / "clients").glob("*.json")).read_bytes() for place in (home, tmp_path / "other"))
    cases = [re.search(rb'"case": \{.*\n  \},', data, re.DOTALL)[0] for data in (one, two)]  # type: ignore[index]  # a failure either way
    assert cases[0] == cases[1]
    assert b"about 40" not in cases[0]
    assert b'"headcount": 40' in cases[0]


def test_a_question_in_plain_lines_stands_again_after_ctrl_z(home: Path) -> None:
    terminal = Terminal([*ADVISOR, "interview", "--accessible"], home)
    terminal.wait_for("called?")
    os.kill(terminal.process.pid, signal.SIGSTOP)
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.wait_until(lambda: terminal.text().count("called?") == 2 or None, "the question once more")
    terminal.press("Acme\r")
    terminal.wait_for("Question 1 of")
    terminal.press("note\r")
    terminal.wait_for("Your note:")
    terminal.press("back\r")
    terminal.wait_for("Question 1 of")
    terminal.press(CTRL_C)
    terminal.end()

    assert Workspace(home / "clients").read("Acme").case.notes == ()


def test_ctrl_c_stops_the_questions_where_the_program_was_started_without_it(home: Path) -> None:
    deaf = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    terminal = Terminal([sys.executable, "-c", deaf, *ADVISOR, "interview", "--accessible"], home)
    terminal.wait_for("called?")
    terminal.press(CTRL_C)

    assert terminal.end() == 130
    assert "Stopped. No answer was lost." in terminal.text()


def test_of_lines_pasted_in_plain_mode_the_first_alone_is_taken(home: Path) -> None:
    terminal = Terminal([*ADVISOR, "interview", "--accessible"], home)

    def wait_for_line_after(asked: str) -> None:
        """Wait until the program reads: what is typed before that was typed ahead, and is no paste."""
        terminal.wait_for(asked)
        terminal.wait_until(lambda: True if terminal.text().endswith("\n>") else None, "a line to type")

    wait_for_line_after("called?")
    terminal.press("Acme\r3\r12\r")
    terminal.wait_for("What you pasted has more lines. Only the first one is taken.")
    wait_for_line_after("Question 1 of")
    terminal.press("2\r40\r")
    wait_for_line_after("Question 2 of")
    terminal.press("save\r")

    assert terminal.end() == 0
    assert Workspace(home / "clients").read("Acme").case.facts == {"industry": "multi-site"}


def test_a_paste_that_comes_in_pieces_in_plain_mode_is_one_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.operating_system.PASTE_SECONDS", 1.0)  # this computer may be busy
    person, program = os.openpty()

    class Screen(io.StringIO):
        def write(self, text: str) -> int:
            if text == "> ":
                for place, piece in enumerate((b"Acme\r", b"3\r", b"12\r")):
                    Timer(place / 10, os.write, (person, piece)).start()
            return super().write(text)

    with os.fdopen(person, "wb"), os.fdopen(program) as keyboard:
        prompter = PlainPrompter(keyboard, screen := Screen())

        assert prompter.write("What is the company called?") == "Acme"
        assert not typed_ahead(keyboard)
    assert "Only the first one is taken." in screen.getvalue()


@pytest.mark.parametrize("word", ["back", "dk", ""])
def test_the_worth_of_a_currency_can_be_left_in_plain_lines(home: Path, word: str) -> None:
    lines = ["Acme", "2", "40", "€500k", word, "1.2m", "save"]

    done = advisor("interview", "--plain-input", home=home, text="\n".join(lines) + "\n")

    assert "Left aside. Give the figure in USD" in done.stderr
    assert Workspace(home / "clients").read("Acme").case.facts["revenue"] == 1_200_000


def test_a_pipe_that_ends_early_saves_what_it_said(home: Path) -> None:
    done = advisor("interview", "--plain-input", home=home, text="Acme\n2\n40\n")

    assert done.returncode == 130
    assert "Stopped. Your answers are saved." in done.stderr
    assert "Traceback" not in done.stderr
    assert Workspace(home / "clients").read("Acme").case.facts == {"industry": "multi-site", "headcount": 40}


def test_bytes_that_are_no_text_are_asked_again(home: Path) -> None:
    done = subprocess.run(
        [*ADVISOR, "interview", "--plain-input"],
        input=b"Acme\n\xff\xfe\n2\nsave\n",
        capture_output=True,
        env={**os.environ, "ADVISOR_HOME": str(home), "PYTHONIOENCODING": "utf-8:strict"},
        check=False,
    )

    assert done.returncode == 0
    assert Workspace(home / "clients").read("Acme").case.facts == {"industry": "multi-site"}


def test_a_pipe_that_says_all_ends_with_the_result(home: Path) -> None:
    demo = str(ROOT / "advisor" / "demo.toml")
    done = advisor("interview", "--plain-input", "--json", "--answers", demo, home=home, text="\n")

    assert done.returncode == 0
    assert json.loads(done.stdout)["schema"] == "advisor.assessment/1"


# Settings


def set_to(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(text, "utf-8")


def test_settings_lie_where_the_system_keeps_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ADVISOR_HOME", raising=False)
    for value in ("", str(tmp_path), "not/absolute"):
        monkeypatch.setenv("XDG_CONFIG_HOME", value)
        folder = platformdirs.user_config_path("advisor", appauthor=False)
        assert Path(settings_file()) == folder / "settings.toml"
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path))
    assert Path(settings_file()) == tmp_path / "settings.toml"


BAD = {
    "quik = true": "line 1: 'quik' is no setting; did you mean 'quick'?",
    "# mine\n\ncolor = 'yes'": "line 3: color must be true or false, without quotes",
    "quick true": "is not valid TOML",
    "[quick]\nx = true": "line 1: quick must be true or false",
}


@pytest.mark.parametrize("text", BAD)
def test_a_wrong_setting_is_told_with_line_and_key(text: str, home: Path) -> None:
    set_to(home, text)
    done = advisor("demo", home=home)

    assert done.returncode == 2
    error, hint = done.stderr.splitlines()
    assert BAD[text] in error
    assert hint.startswith("hint: settings are accessible, color, quick, preview")


ODD: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "a pipe": (os.mkfifo, 6, "is a pipe, not a file of settings"),
    "a folder": (Path.mkdir, 6, "is a folder, not a file of settings"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), 6, "is a device, not a file of settings"),
    "a link to itself": (lambda path: path.symlink_to(path.name), 6, "cannot be read: it is a link"),
    "brackets": (lambda path: path.write_text("a = " + "[" * 4000), 2, "something else than settings"),
    "digits": (lambda path: path.write_text("a = " + "9" * 5000), 2, "something else than settings"),
    "dots": (lambda path: path.write_text("a." * 32_000 + "a = 1"), 2, "is larger than 8 KiB"),
}


@pytest.mark.parametrize("kind", ODD)
def test_settings_that_are_none_end_in_one_line_without_waiting(home: Path, kind: str) -> None:
    home.mkdir()
    make, code, says = ODD[kind]
    make(home / "settings.toml")
    done = advisor("demo", home=home)

    assert done.returncode == code
    error, hint = done.stderr.splitlines()
    assert says in error
    assert hint.startswith("hint: ")


def test_a_home_whose_name_could_act_on_the_screen_is_escaped_wherever_it_is_told(tmp_path: Path) -> None:
    home = tmp_path / "a\x1b[2J\u202e\nb"
    set_to(home, "quik = true")
    places = advisor("paths", home=home)
    wrong = advisor("demo", home=home)

    assert all(line.isprintable() for line in (*places.stdout.split("\n"), *wrong.stderr.split("\n")))
    assert json.loads(advisor("paths", "--json", home=home).stdout)["settings"] == str(home / "settings.toml")
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 2


def test_a_binary_settings_file_is_told(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("ADVISOR_HOME", str(home))

    with pytest.raises(CommandError, match="is not UTF-8 text"):
        read_settings()


PLAIN = "Plain mode is on"
ACCESSIBLE = [
    ("accessible = true", None, [], True),
    ("accessible = true", "0", [], False),
    ("accessible = true", "", [], False),
    ("accessible = true", "off", [], False),
    ("accessible = false", "1", [], True),
    ("", "false", [], False),
    ("", "1", ["--no-accessible"], False),
    ("", "no", ["--accessible"], True),
    ("accessible = true", None, ["--no-accessible"], False),
]


@pytest.mark.parametrize(("setting", "environment", "words", "plain"), ACCESSIBLE)
def test_an_option_wins_over_the_environment_and_that_over_the_settings(
    home: Path, setting: str, environment: str | None, words: list[str], plain: bool
) -> None:
    set_to(home, setting)
    extra = {} if environment is None else {"ACCESSIBLE": environment}
    done = advisor("demo", *words, home=home, **extra)

    assert ("╭" not in done.stdout) == plain


def test_questions_follow_the_settings_too(home: Path) -> None:
    set_to(home, "quick = true\naccessible = true\n")
    terminal = Terminal([*ADVISOR, "interview"], home)
    terminal.wait_for("called?")
    assert "About 8 minutes" in terminal.text()
    assert PLAIN in terminal.text()
    terminal.press("Acme" + ENTER)
    terminal.wait_for("Question 1 of about 1")
    terminal.press(CTRL_C)
    terminal.end()

    terminal = Terminal([*ADVISOR, "interview", "--no-quick", "--no-accessible", "--client", "B"], home)
    terminal.wait_for("Tab menu")
    assert "Question 1 of about 3" in terminal.text()
    terminal.press(CTRL_C)
    terminal.end()


def test_colour_follows_the_option_the_environment_and_the_settings(home: Path) -> None:
    def coloured(*words: str, setting: str = "", **environment: str) -> bool:
        set_to(home, setting)
        terminal = Terminal([*ADVISOR, "demo", *words], home, 80, 40, 20.0, **{"NO_COLOR": "", **environment})
        assert terminal.end() == 0
        return b"\x1b[" in terminal.raw

    assert coloured()
    assert coloured(setting="color = true")
    assert not coloured(setting="color = false")
    assert coloured(setting="color = false", FORCE_COLOR="1")
    assert not coloured(NO_COLOR="1", setting="color = true")
    assert not coloured("--no-color", FORCE_COLOR="1")


def test_all_that_is_kept_is_for_its_owner_alone(home: Path) -> None:
    terminal = Terminal(
        ["bash", "-c", f'umask 0; "{sys.executable}" -m advisor interview --client Acme'], home
    )
    terminal.wait_for("Tab menu")
    terminal.press(DOWN, ENTER)
    terminal.wait_for("How many people")
    terminal.press(CTRL_C)
    assert terminal.end() == 130

    for path in home.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert list((home / "clients").glob("*.json"))


def test_paths_tells_where_everything_is(home: Path) -> None:
    document = json.loads(advisor("paths", "--json", home=home).stdout)

    assert document["clients"] == str(home / "clients")
    assert document["settings"] == str(home / "settings.toml")
    assert io.StringIO(advisor("paths", home=home).stdout).readline().startswith("rules")


@pytest.mark.parametrize(
    ("lines", "name"), [("menu\nAcme", "Acme"), ("save\nback\nback", "back"), ("Menu\nMenu", "Menu")]
)
def test_a_word_that_means_something_later_becomes_the_company_s_name_only_if_typed_twice(
    home: Path, lines: str, name: str
) -> None:
    done = advisor("interview", "--plain-input", home=home, text=f"{lines}\nsave\n")

    assert done.returncode == 0
    assert f"Is it called “{lines.partition(chr(10))[0]}”? Then type it once more." in done.stderr
    assert [item.name for item in Workspace(home / "clients").listed()] == [name]


def test_where_counting_takes_long_the_questions_end_with_a_word_of_it(home: Path) -> None:
    def said_at_the_end(*words: str, text: str) -> bool:
        done = advisor("interview", "--plain-input", *words, home=home, text=text)
        assert "The advice:" in done.stderr
        return "Counting all that is still possible." in done.stderr

    assert said_at_the_end(text="Acme\nreview\n2\n")
    assert not said_at_the_end("--answers", str(ROOT / "advisor" / "demo.toml"), text="\n")
