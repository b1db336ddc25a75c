"""What differs between operating systems: locks, modes, flushing to the disk, replacing, signals.

Functions raise OSError as they come, and `NotAPlainFile`; `reason` turns an OSError into words.
"""

import errno
import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, active_count, current_thread, main_thread
from types import FrameType
from typing import TextIO

from advisor.errors import Interrupted

if sys.platform == "win32":
    import msvcrt

    _TERMINAL_ERRORS: tuple[type[Exception], ...] = ()
else:
    import fcntl
    import termios
    from select import select

    _TERMINAL_ERRORS = (termios.error,)

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_SILENT = (
    getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)  # fmt: skip
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_KINDS = {
    stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket", stat.S_IFLNK: "a link",
}  # fmt: skip
_REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.EEXIST: "something of that name is there already",
    errno.ENOTDIR: "part of the path is not a folder",
    errno.EACCES: "this account may not",
    errno.EPERM: "this account may not",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space for this account is used up",
    errno.EFBIG: "the file may not grow that large",
    errno.EIO: "the disk reports an error",
    errno.ELOOP: "it is a link, or its links lead in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "too many files are open",
}
_LOCK_PLACE = 1 << 30
"""The byte that Windows locks; far behind the text, so that others can read who holds the lock."""
_REPLACE_SECONDS = 2.0
_IN_THE_WAY = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EISDIR, errno.ETXTBSY})
"""How systems say that the file to be replaced is open elsewhere, protected, or none."""
PASTE_SECONDS = 0.02
"""What comes so soon after a line or a letter was pasted with it, and is nobody's choice."""


class NotAPlainFile(Exception):
    """What should be a file is something else; `str()` names it ("a folder")."""


class NotReplaced(OSError):
    """A file was written, but what stands in its place does not make room for it."""


def reason(error: OSError) -> str:
    """Say in words why the system refused."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def read_plain_file(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """Return at most `limit` + 1 bytes of a plain file, without ever waiting.

    With `follow` false, a link is refused. Raises OSError; NotAPlainFile for folders, pipes, devices.
    """
    _insist_on_plain(path.stat(follow_symlinks=follow).st_mode)  # opening a device can already act on it
    handle = os.open(path, os.O_RDONLY | _SILENT | (0 if follow else _NO_FOLLOW))
    with os.fdopen(handle, "rb") as file:
        _insist_on_plain(os.fstat(handle).st_mode)
        return file.read(limit + 1)


def _insist_on_plain(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotAPlainFile(_KINDS.get(stat.S_IFMT(mode), "no plain file"))


def make_private_folder(path: Path) -> None:
    """Make a folder for this account alone; close one of ours that is open to others.

    Raises OSError; PermissionError if the folder belongs to another account, who could swap files in it.
    """
    path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if sys.platform != "win32":
        found = path.stat()
        if found.st_uid != os.geteuid():
            raise PermissionError(errno.EACCES, "it belongs to another account", str(path))
        mode = stat.S_IMODE(found.st_mode)
        if mode & ~PRIVATE_FOLDER:
            path.chmod(mode & PRIVATE_FOLDER)


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, readable by this account alone, and flush it to the disk.

    Returns only when every byte is known to be there. Raises OSError.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _SILENT
    handle = os.open(path, flags, PRIVATE_FILE)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]  # a nearly full disk takes a part and reports no error
        _flush(handle)
        if os.fstat(handle).st_size != len(data):
            raise OSError(errno.EIO, "the file is shorter than what was written", str(path))
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        # fsync alone stops at the drive's own memory there.
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def replace_file(source: Path, target: Path) -> None:
    """Put a file in the place of another, in one step. Raises NotReplaced and other OSError.

    On Windows a scanner may hold the target for a moment, so it is tried for up to two seconds.
    """
    end = time.monotonic() + _REPLACE_SECONDS
    while True:
        try:
            source.replace(target)
        except OSError as error:
            if error.errno not in _IN_THE_WAY:
                raise
            if sys.platform != "win32" or time.monotonic() > end:
                raise NotReplaced(error.errno, error.strerror, str(target)) from error
            time.sleep(0.05)
        else:
            return


def flush_folder(path: Path) -> None:
    """Make renames in a folder last through a power cut. Raises OSError. Windows has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network disks cannot, and say so
            raise
    finally:
        os.close(handle)


class Lock:
    """A kernel lock on a small file. It ends with the process, however that ends."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Let the lock go. The file stays, since removing it would let two processes in."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def take_lock(path: Path, note: bytes) -> Lock | None:
    """Lock a file, made if need be, and leave a note in it; None if somebody holds it. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_FOLLOW | _SILENT, PRIVATE_FILE)
    try:
        _insist_on_plain(os.fstat(handle).st_mode)
        if not _locked(handle):
            os.close(handle)
            return None
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, note)
    except BaseException:
        os.close(handle)
        raise
    return Lock(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCK_PLACE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True


def drop_typed_ahead(keyboard: TextIO) -> bool:
    """Forget keys that were pressed and not read yet; say whether `keyboard` is a terminal. Never raises."""
    try:
        if not keyboard.isatty():
            return False
        if sys.platform == "win32":
            while msvcrt.kbhit():
                msvcrt.getwch()
        else:
            termios.tcflush(keyboard.fileno(), termios.TCIFLUSH)
    except (OSError, ValueError, *_TERMINAL_ERRORS):
        return False  # the terminal is gone; whoever reads from it next is told
    return True


def typed_ahead(keyboard: TextIO, seconds: float = 0.0) -> bool:
    """Say whether keys were pressed and not read yet, if `keyboard` is a terminal. Never raises.

    Waits for them up to `seconds`.
    """
    try:
        if not keyboard.isatty():
            return False
        if sys.platform == "win32":
            time.sleep(0 if msvcrt.kbhit() else seconds)
            return bool(msvcrt.kbhit())
        return bool(select([keyboard], [], [], seconds)[0])
    except (OSError, ValueError):
        return False


def drop_rest_of_paste(keyboard: TextIO) -> bool:
    """Forget the lines that come at once behind one that was read; say whether there were any. Never raises.

    A paste comes in pieces, above all from afar or on a busy computer. It is over when nothing came for
    PASTE_SECONDS.
    """
    dropped = False
    while typed_ahead(keyboard, PASTE_SECONDS) and drop_typed_ahead(keyboard):
        dropped = True
    return dropped


def mend_terminal(keyboard: TextIO) -> None:
    """Switch echo, line editing and Ctrl-C back on where a killed program left them off. Never raises.

    Windows brings them back by itself.
    """
    if sys.platform == "win32":
        return
    try:
        modes = termios.tcgetattr(keyboard.fileno())
        read, edited = termios.ICRNL | termios.IXON, termios.ECHO | termios.ICANON | termios.ISIG
        if modes[0] & read == read and modes[3] & edited == edited:
            return
        modes[0] |= read
        modes[3] |= edited | termios.IEXTEN
        termios.tcsetattr(keyboard.fileno(), termios.TCSANOW, modes)
    except (OSError, ValueError, *_TERMINAL_ERRORS):
        return  # the terminal is gone; whoever reads from it next is told


def start_in_background(work: Callable[[], None]) -> None:
    """Run `work` in a thread that ends with the program, and that no signal is delivered to.

    The system gives a signal to any thread that is free to take it, and Python acts on it in the main
    thread alone. That one would go on waiting for keys.
    """
    thread = Thread(target=work, daemon=True)
    if sys.platform == "win32":
        thread.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # a thread inherits the mask
    try:
        thread.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def heed_ctrl_c() -> None:
    """Let Ctrl-C raise KeyboardInterrupt, also where the program was started with it switched off.

    What a script starts in the background inherits that, and so does a terminal opened in that way.
    """
    if current_thread() is main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def may_be_doubled() -> bool:
    """Say whether this process can safely go on as two: other threads would be cut off in one of them."""
    return sys.platform == "linux" and active_count() == 1


@contextmanager
def after_suspension(act: Callable[[], None]) -> Iterator[None]:
    """Within the block, act whenever a person comes back from Ctrl-Z; in the main thread alone."""
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGCONT, lambda *_: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, signal.SIG_DFL if before is None else before)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Within the block, Ctrl-C and being told to end wait until it is over; in the main thread alone."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    wanted = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for number in came[:1]:
            signal.raise_signal(number)


@contextmanager
def stop_signals_raise(message: str) -> Iterator[None]:
    """Within the block, being told to end (SIGTERM, SIGHUP) raises Interrupted with exit code 128 + number.

    Lets `finally` restore the terminal and report what is saved. For the main thread only.
    """

    def stop(number: int, _: FrameType | None) -> None:
        raise Interrupted(message, 128 + number)

    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
