"""What the Yunnan tables of a department share: whose table it is, and of which year."""

from __future__ import annotations

from collections.abc import Iterable

from exports.forms import Material
from exports.heads import department_of
from exports.years import year_text


def department_name(material: Material) -> str:
    """The department: as its own declaration says, else the one that all projects belong to.

    Empty where projects belong to several and nothing says whose they all are.
    """
    whole = material.whole
    if whole is not None and (name := whole.department.name or department_of(whole)):
        return name
    return common(department_of(each).strip() for each in material.projects)


def department_code(material: Material) -> str:
    """部门编码: as the department's own declaration says, else the 主管部门代码 of all units."""
    whole = material.whole
    if whole is not None and (code := whole.department.code or whole.unit.department_code):
        return code
    return common(each.unit.department_code.strip() for each in material.projects)


def budget_year(material: Material) -> str:
    """The four digits of 预算年度, of the department or of all projects; empty where they differ."""
    year = year_text(material.whole.year) if material.whole is not None else ""
    return year or common(year_text(each.project.year) for each in material.projects)


def common(texts: Iterable[str]) -> str:
    """What all texts that are not empty agree on, or `""`."""
    found = {text for text in texts if text}
    return found.pop() if len(found) == 1 else ""
