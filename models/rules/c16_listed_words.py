"""C16: what is chosen from a list is one of its words, and a code is a code."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.patterns import Pattern
from models.rows import quote
from models.rule import Finding, Scope, Severity, rule
from models.rules.c13_template_residue import is_empty_mark
from models.vocabulary import CATEGORIES, ISSUED, PROJECT_ATTRIBUTES

_LISTS = {
    "project.category": ("项目类别", CATEGORIES, ("人员", "运转", "公用经费", "特定目标")),
    "project.issued": ("资金下达方式", ISSUED, ("本级", "转移支付", "对下")),
    "project.attribute": ("项目属性", PROJECT_ATTRIBUTES, ("新增", "延续", "一次性", "经常性")),
}
"""By field: what it is called, its words, and the parts by which a bureau's own wording of them is known."""
_CODES = {"project.code": "项目代码", "unit.budget_code": "单位编码"}
_CODE = Pattern(r"[0-9A-Za-z_.\-]{1,40}")


@rule(
    "C16",
    Severity.WARNING,
    "从列表选的填列表里的词，代码只有数字和字母",
    scope=Scope.PROJECT,
    why="项目类别、资金下达方式和项目属性决定系统里用哪张表、汇总到哪里；打错的词或写错位置的内容，系统认不出来。",
    source="预算管理一体化系统技术标准 V1.0（代码集）；预算05-2表、预算09-2表的适用范围；财预〔2021〕101号项目支出绩效目标申报表",
    mend="在该项按F3，从列表里选；代码照系统里的抄录。",
    violating={"project.category": "tdml"},
    clean={"project.category": "运转类（其他运转类项目）"},
)
def listed_words(declaration: Declaration) -> Iterator[Finding]:
    for path, (name, words, parts) in _LISTS.items():
        typed = declaration.get(path).strip()
        if typed and not is_empty_mark(typed) and not any(part in typed for part in parts):
            yield Finding(path, f"{name}{quote(typed)}不是规定的词，应为{'、'.join(words)}之一")
    for path, name in _CODES.items():
        typed = declaration.get(path).strip()
        if typed and not is_empty_mark(typed) and _CODE.fullmatch(typed) is None:
            yield Finding(path, f"{name}{quote(typed)}不是代码：代码只有数字和字母")
