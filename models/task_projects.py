"""Which projects a 年度重点工作任务 names in 对应项目."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from models.rows import comparable

SEPARATOR = "、"
_SEPARATORS = re.compile(r"\s*(?:[、，,；;\n]|\s{2,})\s*")
_EMPTY = frozenset({"", "无", "/", "-", "—"})


def project_key(name: str) -> str:
    """The name of a project as it is compared: without blanks, punctuation, and the word 项目 at its end."""
    return comparable(name).removesuffix("项目")


def named_projects(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The projects that 对应项目 names, in its order.

    Names that hold a separator themselves stay whole when their `project_key` is one of `known`.
    """
    parts = _SEPARATORS.split(text.strip())
    return tuple(name for name in _joined(parts, known) if name not in _EMPTY)


def _joined(parts: list[str], known: Collection[str]) -> Iterator[str]:
    at = 0
    while at < len(parts):
        end = next(
            (end for end in range(len(parts), at + 1, -1) if project_key("".join(parts[at:end])) in known),
            at + 1,
        )
        yield SEPARATOR.join(parts[at:end])
        at = end
