"""Files that are only ever seen whole: the old one or the new one, never half of either."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from advisor.errors import AlreadyThere, FileTrouble, Obstructed
from advisor.operating_system import NotReplaced, flush_folder, reason, replace_file, write_new_file
from advisor.plaintext import shown_path


def write_whole(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file a person takes away, making its folder if need be.

    Raises AlreadyThere, Obstructed and other FileTrouble; nothing is replaced unless `replace`, and then
    in one step. A link at the path is replaced, not followed.
    """
    where = shown_path(str(path))
    try:
        with suppress(FileExistsError):  # by what is no folder, as writing there will say
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            raise Obstructed(f"{where}: is a folder", "name another folder")
        if not replace and (path.exists() or path.is_symlink()):
            raise AlreadyThere(
                f"{where}: is there already", "add --force to replace it, or name another folder with -o"
            )
        put(path, data)
    except NotReplaced as error:
        raise Obstructed(
            f"{where}: cannot be replaced: {reason(error)}; it may be open in another program",
            "close it there, or name another folder",
        ) from None
    except OSError as error:
        raise FileTrouble(f"{where}: cannot be written: {reason(error)}", "name another folder") from None


def put(path: Path, data: bytes, *, keep_previous: bool = False) -> None:
    """Put these bytes at a path in one step that lasts through a power cut. Raises OSError.

    With `keep_previous` the file that was there stays beside it as "<name>.prev".
    """
    temporary = path.with_name(f"{_beginning(path)}{os.urandom(8).hex()}.tmp")
    try:
        write_new_file(temporary, data)
        if keep_previous:
            _keep_previous(path)
        replace_file(temporary, path)
    finally:
        with suppress(OSError):  # it is gone where all went well
            temporary.unlink()
    flush_folder(path.parent)


def previous_of(path: Path) -> Path:
    """Return where the version before the one at `path` is kept."""
    return path.with_name(path.name + ".prev")


def sweep(path: Path) -> None:
    """Remove what a killed process left of writing `path`; only for who alone may write it."""
    for left in path.parent.glob(f"{_beginning(path)}*.tmp"):
        with suppress(OSError):
            left.unlink()


def _beginning(path: Path) -> str:
    """Return how temporary files for a path begin: its own mark, and nothing of a client's name."""
    return f".{hashlib.sha256(path.name.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}-"


def _keep_previous(path: Path) -> None:
    previous = previous_of(path)
    previous.unlink(missing_ok=True)
    try:
        previous.hardlink_to(path)
    except FileNotFoundError:
        return
    except OSError:  # memory sticks and some network disks have no links
        write_new_file(previous, path.read_bytes())
