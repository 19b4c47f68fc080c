"""Unsaved work, kept outside the work tree until it is saved or the user lets it go.

One file per declaration and editing session, `<hash of the real path>-<session>.json`, mode 0600, in the state folder
of the user (`$XDG_STATE_HOME/jixiao/journal`), or in the temporary folder when that can't be written. So two editors
of one declaration never overwrite each other's work, nor that of a session which died. Beside them `.hold` files tell
who has a declaration open; they hold nothing of value.

Nothing here raises for what is wrong on disk: a journal must not be what breaks the editor.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store import state
from store.atomic import overwrite

_SESSION = os.urandom(4).hex()
_SIZE_LIMIT = 32 * 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """Unsaved work: the canonical text, and whose it is."""

    text: str
    base_hash: str
    """`content_hash` of the file that the work started from; empty when there was no file"""
    pid: int
    host: str
    time: float
    """seconds since the epoch"""
    alive: bool
    """whether another session that is still running on this host wrote it: then it is not to be taken over"""
    path: Path = Path()
    session: str = ""


def content_hash(data: bytes | None) -> str:
    """What `Entry.base_hash` is compared with; empty for no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def write(path: Path, text: str, base: bytes | None) -> bool:
    """Keep `text` as the unsaved work on `path`, whose file held `base` (None: no file). Whether it is kept."""
    return _put(path, "json", {"text": text, "base_hash": content_hash(base)})


def read(path: Path) -> Entry | None:
    """The newest unsaved work on `path`, this session's too; another live editor's only when there is no other.

    What can't be read is set aside as `….bad`; what belongs to somebody else is left alone.
    """
    records = [record for _, record in _records(_key(path), "json")]
    newest = max(records, key=lambda record: (not _is_elsewhere(record), record["time"]), default=None)
    return None if newest is None else _entry(newest)


def discard(path: Path, entry: Entry | None = None) -> None:
    """Let go of this session's unsaved work on `path`, and of `entry`, which the user has decided on.

    Work of other sessions stays until the user has been asked about it.
    """
    decided = {_SESSION, entry.session} if entry is not None and not entry.alive else {_SESSION}
    for file, record in _records(_key(path), "json"):
        if record["session"] in decided:
            _remove(file)


def move(path: Path, to: Path, changed: Callable[[str], str], old: bytes, new: bytes) -> None:
    """Take unsaved work on `path` along to the name `to` that its file was given.

    `changed` makes of the text what was made of the file by the renaming, from `old` to `new`. Work of editors that
    are still running stays with them.
    """
    for file, record in list(_records(_key(path), "json")):
        if _is_elsewhere(record):
            continue
        base = content_hash(new) if record["base_hash"] == content_hash(old) else record["base_hash"]
        moved = {**record, "path": _real(to), "text": changed(record["text"]), "base_hash": base}
        data = json.dumps(moved, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            overwrite(file.with_name(_key(to) + file.name.removeprefix(_key(path))), data)
            if _key(to) != _key(path):
                _remove(file)


def pending(root: Path) -> list[Path]:
    """The declarations at or below `root` with unsaved work of sessions that are gone, sorted."""
    top = _real(root)
    found = set()
    for _, record in _records("", "json"):
        inside = record["path"] == top or record["path"].startswith(top.rstrip("/") + "/")
        if inside and not _is_alive(record):
            found.add(Path(record["path"]))
    return sorted(found)


def hold(path: Path) -> None:
    """Tell other editors that this process has `path` open."""
    _put(path, "hold", {})


def release(path: Path) -> None:
    """This process no longer has `path` open."""
    for folder in _folders():
        _remove(folder / _file_name(path, "hold"))


def other_editor(path: Path) -> str:
    """A sentence when another live process of this user on this host has `path` open, else an empty text."""
    for file, record in _records(_key(path), "hold"):
        if record["session"] == _SESSION:
            continue
        if not _is_alive(record):
            if record["host"] == socket.gethostname():
                _remove(file)
            continue
        since = time.strftime("%H:%M", time.localtime(record["time"]))
        return f"这个文件也在另一个窗口里打开着（进程 {record['pid']}，{since} 打开）。先保存的一方会让另一方需要比较。"
    return ""


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(_real(path))).hexdigest()[:32]


def _file_name(path: Path, kind: str) -> str:
    return f"{_key(path)}-{_SESSION}.{kind}"


def _folders(*, make: bool = False) -> Iterator[Path]:
    return state.folders("journal", make=make)


def _put(path: Path, kind: str, content: dict[str, Any]) -> bool:
    try:
        record = {**_myself(), "path": _real(path), **content}
        data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        name = _file_name(path, kind)
    except (OSError, ValueError):
        return False
    for folder in _folders(make=True):
        try:
            overwrite(folder / name, data)
        except OSError:
            continue
        for other in _folders():
            if other != folder:
                _remove(other / name)
        return True
    return False


def _records(key: str, kind: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for folder in _folders():
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        for name in names:
            if name.startswith(key) and name.endswith(f".{kind}"):
                record = _load(folder / name, kind)
                if record is not None:
                    yield folder / name, record


_FIELDS = {"path": str, "session": str, "pid": int, "host": str, "started": str, "time": float}
_WORK_FIELDS = {"text": str, "base_hash": str}


def _load(file: Path, kind: str) -> dict[str, Any] | None:
    data = state.read_own(file, _SIZE_LIMIT + 1)
    if data is None:
        return None
    fields = {**_FIELDS, **(_WORK_FIELDS if kind == "json" else {})}
    try:
        record = json.loads(data.decode("utf-8", "surrogatepass"))
        if all(isinstance(record[name], kind_of) for name, kind_of in fields.items()):
            return dict(record)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    with contextlib.suppress(OSError):
        os.rename(file, file.with_name(f"{file.name}.{time.time_ns()}.bad"))
    return None


def _entry(record: dict[str, Any]) -> Entry:
    return Entry(
        text=record["text"],
        base_hash=record["base_hash"],
        pid=record["pid"],
        host=record["host"],
        time=record["time"],
        alive=_is_elsewhere(record),
        path=Path(record["path"]),
        session=record["session"],
    )


def _myself() -> dict[str, Any]:
    pid = os.getpid()
    return {
        "session": _SESSION,
        "pid": pid,
        "host": socket.gethostname(),
        "started": _start_of(pid),
        "time": time.time(),
    }


def _is_elsewhere(record: dict[str, Any]) -> bool:
    return record["session"] != _SESSION and _is_alive(record)


def _is_alive(record: dict[str, Any]) -> bool:
    """Whether the process that wrote a record runs on this host; a number given to another process does not count."""
    if record["host"] != socket.gethostname() or record["pid"] <= 0:
        return False
    try:
        os.kill(record["pid"], 0)
    except (OSError, OverflowError) as error:
        if not isinstance(error, OSError) or error.errno != errno.EPERM:
            return False
    return bool(record["started"] == _start_of(record["pid"]))


def _start_of(pid: int) -> str:
    """When a process started, in the system's own terms; empty where the system does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        # The name of the program, in brackets, may itself hold blanks and brackets.
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return f"{boot}/{fields[19]}"
    except (OSError, IndexError, ValueError):
        return ""


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(file)
