"""预算05-2表 of Yunnan: 其他运转类 and 特定目标类 projects of a department with their goals and indicators."""

from __future__ import annotations

from typing import Final

from exports.forms import Material, form_of_many
from exports.grid import Options, Page
from exports.project_targets import LABELS as SHARED
from exports.project_targets import declares_goals, is_transfer, target_page

LABELS: Final = {
    **SHARED,
    "number": "预算05-2表",
    # the year stands here or on the cover; a bureau with a cover leaves {year}年 out
    "title": "{year}年部门项目支出绩效目标表（其他运转类、特定目标类项目）",
    "sheet": "部门项目支出绩效目标05-2",
}


@form_of_many(
    "yn-05-2",
    "部门项目支出绩效目标表",
    source="云南省部门预算公开表05-2：部门项目支出绩效目标表（其他运转类、特定目标类项目）",
    labels=LABELS,
)
def lay_out(material: Material, options: Options) -> Page:
    """All projects but those of table 09-2, and those for which no goals are declared."""
    projects = [each for each in material.projects if not is_transfer(each) and declares_goals(each)]
    return target_page(material, projects, options)
