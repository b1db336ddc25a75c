import re
import subprocess
from pathlib import Path

import pytest

from tests.keyboard import ENTER, SPACE, Terminal
from tests.test_keyboard_interview import answer_all

ROOT = Path(__file__).parent.parent


@pytest.mark.system
@pytest.mark.timeout(600)
def test_the_first_command_of_the_readme_leads_to_advice_and_a_report(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(tmp_path / "clone")], check=True)
    readme = (tmp_path / "clone" / "README.md").read_text("utf-8")
    command = re.search(r"<!-- command: start -->\n```sh\n(.*?)```", readme, re.DOTALL)
    assert command

    script = f"cd '{tmp_path / 'clone'}' && {command[1]}"
    terminal = Terminal(["bash", "-c", script], tmp_path / "home", patience=300)
    terminal.wait_for("called?")
    terminal.press("Newcomer", ENTER)
    terminal.wait_for("Tab menu")
    answer_all(terminal)
    terminal.press(ENTER)
    terminal.wait_for("Save the report?")
    terminal.press(SPACE, ENTER)
    terminal.wait_for("Which folder?")
    terminal.press(str(tmp_path / "out"), ENTER)

    assert terminal.end() == 0
    assert list((tmp_path / "out").glob("newcomer-*.html"))
