"""Checked files as they were read."""

from __future__ import annotations

from pathlib import Path

from store.decoding import decode, read_bytes
from store.errors import ClerkError
from tui.inspection import Inspected


def source_text(each: Inspected) -> str:
    """The text of a checked file; empty when it is gone or changed into something unreadable meanwhile."""
    try:
        return each.text or decode(read_bytes(Path(each.path)), each.path).text
    except ClerkError:
        return ""
