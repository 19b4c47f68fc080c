"""How the built-in indicators are written: one function per 二级指标, one per way of giving points."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import NamedTuple

from models.declaration import Indicator
from models.vocabulary import QUALITATIVE, QUANTITATIVE

_RATES = ("%", "‰", "分")


class Marks(NamedTuple):
    """Points, and how they are given."""

    points: int
    text: str


def ratio(points: int) -> Marks:
    """In proportion to completion."""
    return Marks(points, f"达到指标值得{points}分，否则按完成比例得分")


def less(points: int, step: str, taken: float) -> Marks:
    """So many points less for each step below the target: `1%`, `1个`."""
    word = "低" if step.endswith(_RATES) else "少"
    return Marks(points, f"达到指标值得{points}分，每{word}{step}扣{taken}分，扣完为止")


def more(points: int, step: str, taken: float) -> Marks:
    """So many points less for each step above the limit."""
    word = "高" if step.endswith((*_RATES, "元")) else "多"
    return Marks(points, f"不超过指标值得{points}分，每{word}{step}扣{taken}分，扣完为止")


def late(points: int, taken: float, step: str = "1个月") -> Marks:
    """So many points less for each month (or other `step`) after the due one."""
    return Marks(points, f"按时完成得{points}分，每晚{step}扣{taken}分，扣完为止")


def ceiling(points: int) -> Marks:
    """All points up to the limit, none beyond it."""
    return Marks(points, f"不超过标准得{points}分，超过标准不得分")


def exact(points: int) -> Marks:
    """All points when it is laid down and kept to, none otherwise."""
    return Marks(points, f"按标准执行得{points}分，未按标准执行不得分")


def grades(points: int, middling: int) -> Marks:
    """By three grades."""
    return Marks(points, f"评价为好得{points}分，评价为一般得{middling}分，评价为差不得分")


def _row(
    level1: str,
    level2: str,
    name: str,
    target: tuple[str, str, str],
    marks: Marks,
    content: str,
    basis: str,
) -> Indicator:
    """`target` is 指标性质, 指标值 (empty where only the bureau knows it) and 度量单位."""
    sign, value, unit = target
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        sign=sign,
        value=value,
        unit=unit,
        attribute=QUANTITATIVE if sign else QUALITATIVE,
        weight=Decimal(marks.points),
        scoring=marks.text,
        content=content,
        basis=basis,
    )


GOOD = ("", "好", "")
"""The target of an indicator that is judged by grades."""

quantity = partial(_row, "产出指标", "数量指标")
quality = partial(_row, "产出指标", "质量指标")
timeliness = partial(_row, "产出指标", "时效指标")
cost = partial(_row, "成本指标", "经济成本指标")
social_cost = partial(_row, "成本指标", "社会成本指标")
ecological_cost = partial(_row, "成本指标", "生态环境成本指标")
economic = partial(_row, "效益指标", "经济效益指标")
social = partial(_row, "效益指标", "社会效益指标")
ecological = partial(_row, "效益指标", "生态效益指标")
lasting = partial(_row, "效益指标", "可持续影响指标")
satisfaction = partial(_row, "满意度指标", "服务对象满意度指标")
