"""预算09-2表 of Yunnan: 对下转移支付 projects of a department with their goals and indicators."""

from __future__ import annotations

from typing import Final

from exports.forms import Material, form_of_many
from exports.grid import Options, Page
from exports.project_targets import LABELS as SHARED
from exports.project_targets import is_transfer, target_page

LABELS: Final = {
    **SHARED,
    # [inferred] as that of 05-2; 省, 市 or 县 before 对下 as the level of the department has it
    "number": "预算09-2表",
    "title": "{year}年对下转移支付绩效目标表",
    "sheet": "对下转移支付绩效目标09-2",
}


@form_of_many(
    "yn-09-2",
    "对下转移支付绩效目标表",
    source="云南省部门预算公开表09-2：省（市、县）对下转移支付绩效目标表",
    labels=LABELS,
)
def lay_out(material: Material, options: Options) -> Page:
    """The projects whose money goes to lower levels."""
    return target_page(material, [each for each in material.projects if is_transfer(each)], options)
