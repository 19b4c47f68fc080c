"""The guide to every field: what goes in, in the words of the notices, how to write it, good and bad examples.

Loaded when somebody asks. The examples are held to the rules by `tests/models/test_guidance.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from models.guidance.guide import Example, Guide
from models.guidance.level import Level
from models.guidance.levels import LEVELS, level_for

__all__ = ["LEVELS", "Example", "Guide", "Level", "all_guides", "guide_for"]


@cache
def _guides() -> dict[str, Guide]:
    from models.guidance import (
        core,
        department,
        evaluation,
        goals,
        indicators,
        monitoring,
        project,
        review,
        sources,
        unit,
    )

    modules = (
        *(project, sources, unit, goals, indicators),
        *(core, review, monitoring, evaluation, department),
    )
    return {guide.path: guide for module in modules for guide in module.GUIDES}


def all_guides() -> tuple[Guide, ...]:
    """Every guide, in the order of the forms."""
    return tuple(_guides().values())


def guide_for(path: str, level2: str = "") -> Guide:
    """The guide to a field such as `project.name` or `indicators[2].value`; LookupError when there is none.

    For a column of an indicator, `level2` (with or without 指标) adds what holds for this 二级指标 alone and puts its
    examples first; a name that no notice knows adds nothing.
    """
    generic = re.sub(r"\[\d+\]", "[*]", path)
    guide = _guides().get(generic)
    if guide is None:
        raise LookupError(path)
    level = level_for(level2) if generic.startswith("indicators[*].") else None
    return guide if level is None else _with_level(guide, level)


def _with_level(guide: Guide, level: Level) -> Guide:
    key = guide.path.rpartition(".")[2]
    good = level.good(key)
    own = level.bad.get(key, ())
    shown = {example.text for example in own}
    return replace(
        guide,
        what=f"{guide.what}\n{level.level2}：{level.what}",
        how=(*level.how.get(key, ()), *guide.how),
        good=good or guide.good,
        bad=(*own, *(example for example in guide.bad if example.text not in shown)),
    )
