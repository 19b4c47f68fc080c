"""Choosing which parts of a declaration are shown beyond the declared table."""

from __future__ import annotations

from typing import Any

from textual.app import App

from tui.fields import Part, Parts, filled_parts, name_of
from tui.screens.tick import TickScreen
from tui.session import Session

_WHAT = {
    Part.FUNDS: "各来源的金额、中期资金",
    Part.CORE: "指标来源、取值方式、数据来源、佐证要求",
    Part.REVIEW: "八项审核意见、等级",
    Part.MONITORING: "1-7月执行、偏差原因、可能性",
    Part.EVALUATION: "实际完成值、得分、评价结论",
}
_USED = {
    Part.FUNDS: "一般公共预算、政府性基金等七个来源各多少，中期和年初、全年预算。项目支出绩效目标申报表和自评表的“其中”各行从这里来。",
    Part.CORE: "财预〔2021〕101号核心绩效指标的四列，加在每个指标的表单里；核心绩效指标表要印。",
    Part.REVIEW: "财政部门审核用：完整性、相关性、适当性、可行性各项的意见，综合评定等级和总体意见；目标审核表要印。",
    Part.MONITORING: "8月的绩效监控（财预〔2019〕136号）：1-7月执行数，每个指标的执行情况、全年预计、偏差原因和完成目标的可能性。",
    Part.EVALUATION: "次年的绩效自评（财预〔2020〕10号）：全年预算数和执行数，每个指标的实际完成值、得分和偏差原因，总的结论。得分按评（扣）分标准自动算，填了以填的为准。",
}
_TEXT = "勾选的显示在目录和指标表单里，在这个工作区里一直有效。"


async def choose_parts(app: App[Any], session: Session) -> Parts | None:
    """Let the user tick the parts to show; those that are newly shown, None where nothing was chosen."""
    filled = filled_parts(session.declaration)
    items = [
        (part.value, f"{name_of(part)}  {'已有内容，总是显示' if part in filled else _WHAT[part]}")
        for part in Part
    ]
    before = session.wanted
    chosen = await app.push_screen_wait(
        TickScreen(
            "显示哪些内容",
            items,
            {part.value for part in before},
            kept={part.value for part in filled},
            text=_TEXT,
            explained=[f"{name_of(part)}：{_USED[part]}" for part in Part],
        )
    )
    if chosen is None:
        return None
    # A part with content is shown here in any case; whether it is in the other declarations stays as it was.
    ticked = frozenset(part for part in Part if part.value in chosen and part not in filled)
    session.want(ticked | (before & filled))
    return ticked - before
