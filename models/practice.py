"""What one bureau does its own way: words, lists and ways of reckoning points, set in `jixiao.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from models.vocabulary import GRADES, LEVEL1, level2_choices


class EvaluationMethod(StrEnum):
    """How points follow from completion where the scoring text of an indicator does not say it."""

    PLAIN = "10号"
    """财预〔2020〕10号: pro rata"""
    THRESHOLD = "101号"
    """财预〔2021〕101号: nothing below 60% of the target, from there pro rata; bands for 满意度"""


EXECUTION_WEIGHT: Final = Decimal(10)
"""分值 of 预算执行率 (财预〔2020〕10号)."""


@dataclass(frozen=True)
class Practice:
    """A bureau's own words (口径), beside those that hold everywhere. Hashable: patterns made of it can be cached."""

    vague_words: tuple[str, ...] = ()
    """空话 added to `models.phrases.VAGUE`"""
    boilerplate: tuple[str, ...] = ()
    """套话 of 依据 added to the stock phrases"""
    units: tuple[str, ...] = ()
    """度量单位 added to `models.vocabulary.UNITS`"""
    tree: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """一级指标 with their 二级指标 in place of the trees of 2015 and 2021; empty for those"""
    method: EvaluationMethod = EvaluationMethod.PLAIN
    grades: tuple[Decimal, ...] = (Decimal(90), Decimal(80), Decimal(60))
    """points of 100 from which a total is 优, 良, 中"""
    execution_weight: Decimal = EXECUTION_WEIGHT
    """分值 of 预算执行率; 0 where it is not scored"""

    def grade_of(self, total: Decimal) -> str:
        """自评等级 of a total out of 100."""
        *higher, lowest = GRADES
        return next(
            (grade for grade, least in zip(higher, self.grades, strict=True) if total >= least), lowest
        )

    @property
    def level1_names(self) -> tuple[str, ...]:
        """The 一级指标 that may be used."""
        return tuple(name for name, _ in self.tree) or LEVEL1

    def level2_names(self, level1: str) -> tuple[str, ...]:
        """The 二级指标 that may be used under one 一级指标; all of them when it is unknown."""
        if not self.tree:
            return level2_choices(level1)
        return dict(self.tree).get(level1) or tuple(name for _, names in self.tree for name in names)
