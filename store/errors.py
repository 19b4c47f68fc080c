"""Errors as sentences for a clerk."""

from __future__ import annotations


class ClerkError(Exception):
    """Something went wrong that the user can act on.

    `what` happened, what is `safe`, what to `do`: each a Chinese sentence. Commands print it and exit with 2.
    `file`, `line` and `column` (from 1) are where, for programs that show places; empty and 0 when not known.
    """

    def __init__(
        self, what: str, *, safe: str = "", do: str = "", file: str = "", line: int = 0, column: int = 0
    ) -> None:
        # Nothing but `what` goes to Exception: an error crosses to another process as that and its attributes.
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.do = do
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return "".join(part for part in (self.what, self.safe, self.do) if part)
