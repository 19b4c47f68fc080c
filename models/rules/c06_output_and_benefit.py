"""C06: at least one output and one benefit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.practice import Practice
from models.rows import level_key
from models.rule import Finding, Severity, rule_by_practice


@rule_by_practice(
    "C06",
    Severity.ERROR,
    "产出指标和效益指标都要有",
    why="产出说明钱办成了什么事，效益说明办成之后有什么效果；两者原则上必设，缺一类即指标不完整。",
    source="财预〔2021〕101号（产出指标、效益指标原则上必设）",
    mend="为缺少的一类补至少一个三级指标：产出写数量、质量、时效，效益写经济、社会或生态效益。",
    violating={"indicators[5]": None, "indicators[6]": None, "indicators[7]": None},
    clean={"indicators[5]": None, "indicators[6]": None, "indicators[7].weight": 20},
)
def output_and_benefit(declaration: Declaration, practice: Practice) -> Iterator[Finding]:
    if not declaration.indicators:
        yield Finding("indicators", "还没有绩效指标，请至少各写一个产出指标和效益指标")
        return
    present = {level_key(row.level1) for row in declaration.indicators}
    wanted = {level_key(name) for name in practice.level1_names}
    if "产出" in wanted - present:
        yield Finding("indicators", "没有产出指标，请补写项目完成的数量、质量或时效")
    if "效益" in wanted - present:
        yield Finding("indicators", "没有效益指标，请补写项目带来的经济、社会或生态效益")
