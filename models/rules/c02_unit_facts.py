"""C02: the seven facts of the implementing unit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.patterns import Pattern
from models.rows import join, quote
from models.rule import Finding, Mend, Scope, Severity, rule
from models.vocabulary import UNIT_FACTS

_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# Between area code and number, of any width.
_DASH = Pattern(r"(?<=[0-9)）])\s*[—–－‐‑―ー−]+\s*(?=[0-9])")
_PHONE = Pattern(r"[0-9()（）\-/、，,;； 转]{5,60}")


@rule(
    "C02",
    Severity.ERROR,
    "项目实施单位的七项资料都要填写，电话用半角数字",
    scope=Scope.PROJECT,
    why="项目实施单位部分按固定的七项公开，缺一项即要素不完整；电话里的全角数字和长横线，查找和拨号时认不出来。",
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
    phone = declaration.unit.phone
    if phone.isascii():
        return
    tidy = _DASH.sub("-", phone.translate(_HALF_WIDTH))
    if tidy != phone and _PHONE.fullmatch(tidy):
        yield Finding(
            "unit.phone",
            f"联系电话{quote(phone)}里有全角数字或长横线，请写成“{tidy}”",
            severity=Severity.WARNING,
            mend=Mend(f"改为“{tidy}”", {"unit.phone": tidy}),
        )
