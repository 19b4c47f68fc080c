"""A05: points rest on evidence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration, indicator_path
from models.evaluation import score_of
from models.rows import quote
from models.rule import Finding, Severity, rule
from models.rules.a04_survey import is_satisfaction


@rule(
    "A05",
    Severity.WARNING,
    "得分的指标要有佐证资料",
    why="复核时没有佐证资料、或与项目无关的指标得0分；自评时写明凭什么材料，才经得起复核。",
    source="财预〔2021〕101号“佐证资料要求”；地方自评复核口径（没有佐证的不得分）",
    mend="在“佐证资料”里写明台账、验收单、统计表、支付凭证等材料的名称。",
    violating={
        "indicators[1].score": Decimal(15),
        "indicators[2].score": Decimal(10),
        "indicators[2].evidence": "资助管理系统抽查记录",
    },
    clean={"indicators[2].score": Decimal(10), "indicators[2].evidence": "资助管理系统抽查记录"},
)
def evidence(declaration: Declaration) -> Iterator[Finding]:
    scored = [
        (index, row)
        for index, row in enumerate(declaration.indicators)
        if row.score is not None and (score_of(row) or 0) > 0 and not is_satisfaction(row)
    ]
    without = [(index, row) for index, row in scored if not row.evidence.strip()]
    if len(scored) > 1 and len(without) == len(scored):
        # A bureau that files its evidence elsewhere is told once.
        yield Finding(
            "indicators", "各指标都没有填写佐证资料；复核时会逐项核对，建议写明", severity=Severity.INFO
        )
        return
    for index, row in without:
        yield Finding(indicator_path(index, "evidence"), f"指标{quote(row.name)}得了分，却没有填写佐证资料")
