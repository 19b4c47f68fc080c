"""The one way bytes reach a disk: all of them or none, and never over something that was not read before.

A save holds a lock on the folder, compares the content of the file with what was read, writes a temporary
file beside it, forces it to the disk, renames it, and forces the folder to the disk. Whatever fails, and
wherever the process is killed, the file holds the old bytes or the new ones.

A symbolic link stays a link: its target is replaced. A file with several names (hard links) is refused,
because a rename would part them and writing in place could leave half a file.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from store.errors import ClerkError
from store.faults import reason

LOCK_SECONDS = 5.0
"""How long a save waits for another one in the same folder."""

STALE_SECONDS = 600.0
"""Temporary files older than this are nobody's, even where folders can't be locked."""

_UNTOUCHED = "磁盘上的文件原样未动。"
_NOTHING_WRITTEN = "什么都没有写出。"
"""Said where there is no file that could have been touched."""
_TEMPORARY = re.compile(r"\.jixiao-[0-9a-f]{8}\.tmp")
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EBADF, errno.EACCES})
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL})
_NO_MODES = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS})


class ChangedOnDisk(ClerkError):  # noqa: N818 - named for what happened to the file
    """The file is not what was read: changed, deleted, or newly there.

    `current` is its content now, None when it is gone or was not read.
    """

    def __init__(self, path: Path, current: bytes | None, *, expected_none: bool) -> None:
        safe = _UNTOUCHED
        if expected_none:
            what, do = f"没有写出“{path}”：已经有同名的文件。", "请换一个名称，或先移走那个文件。"
        elif current is None:
            safe = _NOTHING_WRITTEN
            what, do = (
                f"没有保存“{path}”：打开之后它被删除或改名了。",
                "请先确认文件去了哪里，再决定是否重新写出。",
            )
        else:
            what, do = (
                f"没有保存“{path}”：打开之后它被别的程序改过。",
                "请先比较两边的内容，再决定保留哪一个。",
            )
        super().__init__(what, safe=safe, do=do)
        self.current = current


def replace(path: Path, data: bytes, expected: bytes | None) -> None:
    """Make `data` the content of the file at `path`, which must still hold `expected` (None: must not exist).

    Raises ChangedOnDisk when it does not, ClerkError when it can't be written; nothing is changed then.
    The mode, group and access lists of the file are kept. When this returns, the content is on the disk.
    """
    with _in_words(path):
        target = _resolve(path, new=expected is None)
        with _locked(target.parent) as alone:
            _sweep(target.parent, 0.0 if alone else STALE_SECONDS)
            old = _compare(path, target, expected)
            if data == expected:
                return
            _refuse_protected(path, target, old)
            temporary = _write_beside(target, data, old)
            try:
                # Programs that take no lock (git, other editors) may have come in while the disk was busy.
                _compare(path, target, expected)
                _put_in_place(path, temporary, target, new=expected is None)
            except BaseException:
                _remove(temporary)
                raise
            # The file is saved by now: a folder that can't be forced to the disk is no failure of the save.
            with contextlib.suppress(OSError):
                _sync_folder(target.parent)


def protection(path: Path) -> str:
    """Why `replace` would refuse the file at `path` as it stands (read-only, for one), or an empty text."""
    try:
        target = _resolve(path, new=False)
        found = _protection(target, target.stat())
    except (OSError, ValueError):
        return ""
    return found[0] if found else ""


def create(path: Path, data: bytes) -> None:
    """Write a new file and the folders above it. Raises like `replace`; never overwrites a file."""
    made: list[Path] = []
    with _in_words(path):
        missing = [folder for folder in path.parents if not folder.exists()]
        try:
            for folder in reversed(missing):
                with contextlib.suppress(FileExistsError):
                    folder.mkdir()
                    made.insert(0, folder)
                    with contextlib.suppress(OSError):
                        _sync_folder(folder.parent)
            replace(path, data, None)
        except BaseException:
            for folder in made:
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise


def remove(path: Path, expected: bytes) -> None:
    """Take away the file at `path`, which must still hold `expected`; of a link, the link itself.

    Raises ChangedOnDisk when it does not, ClerkError when it can't be removed; nothing is changed then.
    """
    with _in_words(path, "没有删除"):
        folder = Path(os.path.realpath(path.parent))
        with _locked(folder):
            target = folder / path.name
            if not target.is_symlink():
                _compare(path, target, expected)
            os.unlink(target)
            with contextlib.suppress(OSError):
                _sync_folder(folder)


def overwrite(path: Path, data: bytes) -> None:
    """Write a private file (mode 0600) of the program's own, whatever stood there. Raises OSError.

    For journals and caches only: what belongs to the user goes through `replace`.
    """
    _sweep(path.parent, STALE_SECONDS)
    temporary = _write_beside(path, data, None, mode=0o600)
    try:
        os.rename(temporary, path)
    except BaseException:
        _remove(temporary)
        raise


@contextlib.contextmanager
def _in_words(path: Path, failed: str = "没有保存") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why, do = reason(error)
        gone = error.errno in (errno.ENOENT, errno.ENOTDIR)
        safe = _NOTHING_WRITTEN if gone else _UNTOUCHED
        raise ClerkError(f"{failed}“{path}”：{why}。", safe=safe, do=do) from error
    except ValueError as error:  # a NUL in the path
        raise ClerkError(
            f"{failed}“{path}”：文件名里有不能用的字符。", safe=_UNTOUCHED, do="请换一个名称。"
        ) from error


def _resolve(path: Path, *, new: bool) -> Path:
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if new and path.is_symlink() and not target.exists():
        raise ClerkError(
            f"没有写出“{path}”：它是一个链接，指向的“{target}”不存在。",
            safe="什么都没有改动。",
            do="请删除这个链接，或直接写到它指向的位置。",
        )
    return target


def _refuse_protected(path: Path, target: Path, old: os.stat_result | None) -> None:
    if found := _protection(target, old):
        why, do = found
        raise ClerkError(f"没有保存“{path}”：{why}。", safe=_UNTOUCHED, do=do)


def _protection(target: Path, old: os.stat_result | None) -> tuple[str, str] | None:
    """Why a file must not be replaced, and what to do. A rename would replace a read-only file too, so ask."""
    if os.statvfs(target.parent).f_flag & os.ST_RDONLY:
        return reason(OSError(errno.EROFS, os.strerror(errno.EROFS)))
    if old is not None and (not old.st_mode & 0o222 or not _may(target, os.W_OK)):
        return "这个文件是只读的", "请先取得写权限（例如 chmod u+w），或把内容写到另一个文件。"
    if not _may(target.parent, os.W_OK | os.X_OK):
        return (
            f"不允许在文件夹“{target.parent}”里写文件",
            "请向管理员申请这个文件夹的写权限，或把内容写到另一个文件夹。",
        )
    if old is not None and old.st_nlink > 1:
        return (
            f"这个文件有 {old.st_nlink} 个名字（硬链接），保存会把它们分开",
            "请先复制一份（cp），用复制的文件替换原来的名字，再保存。",
        )
    return None


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _compare(path: Path, target: Path, expected: bytes | None) -> os.stat_result | None:
    """The file's state, None when it does not exist; ChangedOnDisk when its content is not `expected`."""
    found = _read(target, limit=max(len(expected or b""), 1 << 24))
    if found is None:
        if expected is None:
            return None
        raise ChangedOnDisk(path, None, expected_none=False)
    current, state = found
    if current != expected:
        raise ChangedOnDisk(path, current, expected_none=expected is None)
    return state


def _read(target: Path, limit: int) -> tuple[bytes, os.stat_result] | None:
    try:
        handle = os.open(target, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    with open(handle, "rb") as file:
        state = os.fstat(handle)
        if stat.S_ISDIR(state.st_mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(target))
        return file.read(limit + 1), state


def _write_beside(target: Path, data: bytes, like: os.stat_result | None, mode: int = 0o666) -> Path:
    """A temporary file with `data`, forced to the disk, with the attributes of the file it is to replace."""
    temporary = target.parent / f".jixiao-{os.urandom(4).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(temporary, flags, mode if like is None else 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if like is not None:
                _keep_attributes(handle, target, like)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _keep_attributes(handle: int, target: Path, like: os.stat_result) -> None:
    mode = stat.S_IMODE(like.st_mode) & 0o777
    now = os.fstat(handle)
    if (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(handle, like.st_uid if os.geteuid() == 0 else -1, like.st_gid)
        except OSError:
            # What the old group was allowed is not meant for the new one.
            mode = mode & ~0o070 | (mode & 0o007) << 3
    if stat.S_IMODE(now.st_mode) != mode:
        try:
            os.fchmod(handle, mode)
        except OSError as error:
            if error.errno not in _NO_MODES:
                raise
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(target, name))


def _put_in_place(path: Path, temporary: Path, target: Path, *, new: bool) -> None:
    if new:
        # A link, unlike a rename, never lands on a file that came in at the last moment.
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise ChangedOnDisk(path, None, expected_none=True) from None
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            _remove(temporary)
            return
    os.rename(temporary, target)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def _sweep(folder: Path, older_than: float) -> None:
    """Remove what killed saves left. Under the lock of the folder nobody else can be in the middle of one."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if not older_than or age > older_than:
                    _remove(folder / entry.name)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder; False when it is only a stand-in, which other users and hosts do not see."""
    for open_handle, is_folder in ((_folder_handle, True), (_stand_in_handle, False)):
        try:
            handle = open_handle(folder)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR) and is_folder:
                raise
            continue
        try:
            if _take(handle, folder):
                yield is_folder
                return
        finally:
            # The file may be saved by now: letting go of the lock can't make that a failure.
            with contextlib.suppress(OSError):
                os.close(handle)
    yield False


def _take(handle: int, folder: Path) -> bool:
    """Take the lock; False where this file system has none."""
    patience = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK):
                if error.errno in _NO_LOCKS:
                    return False
                raise
        if time.monotonic() > patience:
            raise ClerkError(
                f"没有保存：另一个程序一直占用着文件夹“{folder}”。",
                safe=_UNTOUCHED,
                do="请稍等再保存；若仍不行，请检查是否有停住的 jixiao 还开着。",
            )
        time.sleep(0.01)


def _folder_handle(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def _stand_in_handle(folder: Path) -> int:
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    return os.open(private_folder() / f"lock-{name}", flags, 0o600)


def private_folder(*, make: bool = True) -> Path:
    """A folder in the system's temporary one that only this user can enter. Raises OSError."""
    folder = Path(tempfile.gettempdir()) / f"jixiao-{os.geteuid()}"
    if make:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o077:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    return folder
