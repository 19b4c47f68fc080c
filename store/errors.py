"""Errors as sentences for a clerk."""

from __future__ import annotations


class ClerkError(Exception):
    """Something went wrong that the user can act on.

    `what` happened, what is `safe`, what to `do`: each a Chinese sentence. Commands print it and exit with 2.
    """

    def __init__(self, what: str, *, safe: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.do = do

    def __str__(self) -> str:
        return "".join(part for part in (self.what, self.safe, self.do) if part)
