"""Files that are only ever seen whole: the old one or the new one, never half of either."""

import secrets
from pathlib import Path

from advisor.errors import FileTrouble
from advisor.operating_system import flush_folder, reason, replace_file, write_new_file


def write_whole(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file a person takes away, making its folder if need be.

    Raises FileTrouble; nothing is replaced unless `replace`, and then in one step. A link at the
    path is replaced, not followed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise FileTrouble(f"{path}: is a folder", "name another place with -o")
        if not replace and (path.exists() or path.is_symlink()):
            raise FileTrouble(
                f"{path}: is there already", "add --force to replace it, or name another folder with -o"
            )
        put(path, data)
    except OSError as error:
        raise FileTrouble(
            f"{path}: cannot be written: {reason(error)}", "name another folder with -o"
        ) from None


def put(path: Path, data: bytes, *, keep_previous: bool = False) -> None:
    """Put these bytes at a path in one step that lasts through a power cut. Raises OSError.

    With `keep_previous` the file that was there stays beside it as "<name>.prev".
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        write_new_file(temporary, data)
        if keep_previous and path.exists():
            previous = path.with_name(path.name + ".prev")
            previous.unlink(missing_ok=True)
            previous.hardlink_to(path)
        replace_file(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)
