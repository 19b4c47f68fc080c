"""C02: the seven facts of the implementing unit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rows import join
from models.rule import Finding, Severity, rule
from models.vocabulary import UNIT_FACTS


@rule(
    "C02",
    Severity.ERROR,
    "项目实施单位的七项资料都要填写",
    why="项目实施单位部分按固定的七项公开，缺一项即要素不完整。",
    source="云南省项目文本公开格式“项目实施单位”；财预〔2015〕88号 审核表“规范完整性”",
    mend="在本文件的 [unit] 中补填；各项目相同的资料，在工作区的 jixiao.toml 中填一次即可。",
    violating={"unit.phone": ""},
    clean={},
)
def unit_facts(declaration: Declaration) -> Iterator[Finding]:
    missing = [term for term in UNIT_FACTS if not getattr(declaration.unit, term.key).strip()]
    if len(missing) == len(UNIT_FACTS):
        headings = join([term.heading for term in missing])
        yield Finding("unit", f"没有填写项目实施单位的资料，请填写{headings}（可在 jixiao.toml 中填一次）")
        return
    for term in missing:
        yield Finding(f"unit.{term.key}", f"没有填写“{term.heading}”，请补填")
