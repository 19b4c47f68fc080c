"""Where the program keeps what is its own between two starts, and how that is read back.

The state folder of the user (`$XDG_STATE_HOME/jixiao`), or the temporary folder when that can't be written.
Nothing here raises for what is wrong on disk.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from platformdirs import user_state_path

from store.atomic import private_folder


def folders(name: str, *, make: bool = False) -> Iterator[Path]:
    """The folders of that name, the best place first; only the user's own, and only existing ones unless `make`."""
    places: tuple[Callable[[], Path], ...] = (
        lambda: user_state_path("jixiao"),
        lambda: private_folder(make=make),
    )
    for place in places:
        try:
            folder = place() / name
            if make:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = folder.stat()
        except (OSError, RuntimeError):
            continue
        if is_own(state):
            yield folder


def is_own(state: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user."""
    return state.st_uid == os.geteuid()


def read_own(file: Path, limit: int) -> bytes | None:
    """The first `limit` bytes of a regular file of this user; None for anything else, links too."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(handle, "rb") as stream:
            state = os.fstat(handle)
            if not is_own(state) or not stat.S_ISREG(state.st_mode):
                return None
            return stream.read(limit)
    except OSError:
        return None
