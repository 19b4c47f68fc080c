"""How much two Chinese texts speak of the same thing, measured by the pairs of characters that they share."""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import Final

from models.patterns import Pattern

_RUN = Pattern(r"[\u4e00-\u9fff]{2,}")


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters of the Chinese words of a text."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.update(map(add, run, run[1:]))
    return frozenset(found)


GENERAL: Final = pairs(
    "项目，经费，资金，专项，工作，情况，进行，开展，完成，实施，加强，做好，相关，有关，以及，通过，按照，根据，达到，以上，以下，不低于，不高于，不超过，"
    "指标，数量，人数，人次，户数，次数，个数，总数，年度，本年，全年，每年，今年，确保，保障，服务，管理，提高，提升，建立，健全，推进，落实，其中，主要，全面，"
    "要求，需要，标准，内容，任务，目标，反映，实际，计划，安排，全部，及时，时间，单位，部门，规定，制度，进一步，我县，我区，我市，我局，全县，全区，全市，全省"
)
"""Pairs that stand in every declaration and say nothing about its subject."""


@lru_cache(maxsize=4096)
def subject_pairs(text: str) -> frozenset[str]:
    """`pairs` without the general ones."""
    return pairs(text) - GENERAL


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of `part` stands in `whole`: 0 to 1, and 0 when there is nothing to look for."""
    return len(part & whole) / len(part) if part else 0.0


def is_abbreviation(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in the same order, as those of a short name do."""
    rest = iter(full)
    return all(char in rest for char in short)
