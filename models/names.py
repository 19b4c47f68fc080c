"""File names made of user text: never a path, never refused by a file system, never two the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_FULL_WIDTH = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_AT_START = " .-~\u3000"
_AT_END = " .\u3000"


def safe_name(text: str, limit: int = 200) -> str:
    """`text` as one file name of at most `limit` bytes (UTF-8, at least 16); never empty.

    Signs of paths become full-width, control and invisible characters `_`. Leading `.`, `-`, `~` and trailing
    dots are dropped, names of devices get a `_` before them. Longer names are cut and end in a hash of all.
    """
    name = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH)
    name = "".join("_" if _is_unsafe(char) else char for char in name)
    name = name.lstrip(_AT_START).rstrip(_AT_END) or "_"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name.encode()) <= limit:
        return name
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    head = name.encode()[: limit - len(mark) - 1].decode("utf-8", "ignore")
    return f"{head}-{mark}"


def _is_unsafe(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def unique_name(name: str, taken: set[str]) -> str:
    """`name` (a stem and a suffix), with `-2`, `-3`, … before the suffix when it is already in `taken`.

    `taken` holds what `name_key` gives for earlier names; the new one is added.
    """
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    chosen, number = name, 1
    while name_key(chosen) in taken:
        number += 1
        chosen = f"{stem}-{number}{dot}{suffix}"
    taken.add(name_key(chosen))
    return chosen


def name_key(name: str) -> str:
    """Equal for names that a case-insensitive or normalising file system takes for the same."""
    return unicodedata.normalize("NFKC", name).casefold()
