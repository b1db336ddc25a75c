"""What a person has set once for every run: a few switches in `settings.toml`.

Read before the first words are on the screen, so it imports nothing that takes time.
"""

import os
import sys

from advisor.places import own_home

SWITCHES = ("accessible", "color", "quick", "preview")
"""Plain lines; colour; the short questionnaire; where the advice stands after each answer."""
LIMIT = 8 * 1024
"""Bytes; a dotted key makes Python's parser take memory with the square of its length."""


def settings_file() -> str:
    """Return where settings are: under ADVISOR_HOME if that is set, else in the user's settings folder.

    The same place as `platformdirs` names, which would take longer to import than Python to start.
    """
    home = own_home()
    if home:
        folder = home
    elif sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
        folder = os.path.join(local, "advisor")
    elif os.path.isabs(os.environ.get("XDG_CONFIG_HOME", "")):
        folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "advisor")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Application Support/advisor")
    else:
        folder = os.path.expanduser("~/.config/advisor")
    return os.path.join(folder, "settings.toml")


def read_settings() -> dict[str, bool]:
    """Return the switches that are set; an absent file sets none.

    Raises CommandError, naming line and key, for a file that says anything else, and FileTrouble for
    one that cannot be read.
    """
    path = settings_file()
    if not os.path.lexists(path):
        return {}
    return _read(path)


def _read(path: str) -> dict[str, bool]:
    from pathlib import Path

    from advisor.errors import FileTrouble
    from advisor.operating_system import NotAPlainFile, read_plain_file, reason

    hint = "mend it or take it away: it only holds settings"
    try:
        data = read_plain_file(Path(path), LIMIT)
    except NotAPlainFile as error:
        raise FileTrouble(f"{path}: is {error}, not a file of settings", hint) from None
    except OSError as error:
        raise FileTrouble(f"{path}: cannot be read: {reason(error)}", hint) from None
    return _switches(data, path)


def _switches(data: bytes, path: str) -> dict[str, bool]:
    import tomllib

    from advisor.errors import CommandError, did_you_mean, raise_all

    if len(data) > LIMIT:
        raise CommandError(f"{path}: is larger than {LIMIT // 1024} KiB", _HINT)
    try:
        text = data.decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError:
        raise CommandError(f"{path}: is not UTF-8 text", _HINT) from None
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"{path}: is not valid TOML: {error}", _HINT) from None
    except (ValueError, RecursionError):  # thousands of digits, or of brackets
        raise CommandError(f"{path}: holds something else than settings", _HINT) from None
    wrong: list[CommandError] = []
    for key, value in found.items():
        line = _line_of(key, text)
        if key not in SWITCHES:
            near = did_you_mean(key[:60], SWITCHES)
            wrong.append(CommandError(f"{path}{line}: {_shown(key)} is no setting{near}", _HINT))
        elif not isinstance(value, bool):
            wrong.append(CommandError(f"{path}{line}: {key} must be true or false, without quotes", _HINT))
    raise_all(wrong)
    return found


_HINT = f"settings are {', '.join(SWITCHES)}: write one a line, such as: quick = true"


def _shown(key: str) -> str:
    from advisor.plaintext import shown

    return shown(key)


def _line_of(key: str, text: str) -> str:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.partition("=")[0].strip().strip("\"'[]") == key:
            return f" line {number}"
    return ""
