"""Deleted files, kept until they are restored or thrown away for good.

In the state folder of the user (`$XDG_STATE_HOME/jixiao/trash`), beside the journal: for each deleted file its bytes
(`<id>.toml`, mode 0600) and a record of where it was and when it was deleted (`<id>.json`). A file is taken from its
place only when its bytes are safe here.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from store import atomic
from store.decoding import read_bytes
from store.errors import ClerkError
from store.faults import reason


@dataclass(frozen=True)
class Discarded:
    """A deleted file: where it was, what it was called, when it was deleted, and what it held."""

    id: str
    path: Path
    title: str
    time: float
    """seconds since the epoch"""
    mode: int
    link: str = ""
    """where it pointed, of a symbolic link; the file behind it was not touched"""

    @property
    def kept(self) -> Path:
        """Its bytes."""
        return trash_folder() / f"{self.id}.toml"


def trash_folder() -> Path:
    """Where deleted files go."""
    return user_state_path("jixiao") / "trash"


def discard(path: Path, title: str) -> Discarded:
    """Move the file at `path` into the trash. Raises ClerkError; the file is where it was then.

    `title` is what the list of the trash calls it.
    """
    link = _link(path)
    data = b"" if link else read_bytes(path)
    place = Path(os.path.abspath(path))
    item = Discarded(f"{time.time_ns()}-{os.urandom(3).hex()}", place, title, time.time(), _mode(path), link)
    _keep(item, data)
    try:
        atomic.remove(path, data)
    except BaseException:
        forget(item)
        raise
    return item


def items() -> list[Discarded]:
    """What is in the trash, the newest first; a record that can't be read is left out."""
    try:
        names = sorted(os.listdir(trash_folder()), reverse=True)
    except OSError:
        return []
    return [item for name in names if name.endswith(".json") and (item := _load(name)) is not None]


def content(item: Discarded) -> bytes:
    """What the file held. Raises ClerkError."""
    return b"" if item.link else read_bytes(item.kept)


def restore(item: Discarded, to: Path | None = None) -> Path:
    """Put a file back where it was, or to another place; never over another file. Where it is now; ClerkError."""
    path = to or item.path
    if item.link:
        _restore_link(path, item.link)
    else:
        atomic.create(path, content(item))
        with contextlib.suppress(OSError):
            os.chmod(path, item.mode)
    forget(item)
    return path


def forget(item: Discarded) -> None:
    """Throw a deleted file away for good."""
    for file in (item.kept, item.kept.with_suffix(".json")):
        with contextlib.suppress(OSError):
            file.unlink()


def _keep(item: Discarded, data: bytes) -> None:
    folder = trash_folder()
    record = {
        "path": str(item.path),
        "title": item.title,
        "time": item.time,
        "mode": item.mode,
        "link": item.link,
    }
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.overwrite(item.kept, data)
        atomic.overwrite(item.kept.with_suffix(".json"), json.dumps(record).encode("utf-8", "surrogatepass"))
    except OSError as error:
        forget(item)
        why, do = reason(error)
        raise ClerkError(
            f"没有删除“{item.path}”：回收站“{folder}”不能写入（{why}）。", safe="文件原样未动。", do=do
        ) from error


_FIELDS = {"path": str, "title": str, "time": float, "mode": int, "link": str}


def _load(name: str) -> Discarded | None:
    try:
        record: dict[str, Any] = json.loads((trash_folder() / name).read_bytes())
        if not all(isinstance(record[key], kind) for key, kind in _FIELDS.items()):
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Discarded(
        id=name.removesuffix(".json"),
        path=Path(record["path"]),
        title=record["title"],
        time=record["time"],
        mode=record["mode"] & 0o777,
        link=record["link"],
    )


def _link(path: Path) -> str:
    try:
        return os.readlink(path)
    except (OSError, ValueError):
        return ""


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.lstat().st_mode) & 0o777
    except (OSError, ValueError):
        return 0o644


def _restore_link(path: Path, target: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.symlink(target, path)
    except OSError as error:
        why, do = reason(error)
        raise ClerkError(f"没有恢复“{path}”：{why}。", safe="它还在回收站里。", do=do) from error
