"""Python's search for garbage in cycles, kept out of work that makes many objects and no cycles."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_search_for_garbage(*, keeping: bool = False) -> Iterator[None]:
    """No search while something is done; with `keeping`, none later either in what it leaves behind.

    A search through what a large folder is read into stops every thread for a fifth of a second.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if keeping:
            gc.freeze()
        if was_enabled:
            gc.enable()
