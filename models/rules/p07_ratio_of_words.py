"""P07: words have no proportion."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.phrases import GRADES_IN_SCORING
from models.practice import Practice
from models.rows import is_qualitative, quote
from models.rule import Finding, Severity, row_rule
from models.scoring import Method, parse_scoring


@row_rule(
    "P07",
    Severity.WARNING,
    "定性指标不能按比例计分",
    why="完成比例要由数字算出；定性指标只有等级，按比例计分与指标属性自相矛盾。",
    source="财预〔2020〕10号（定量指标按比例、定性指标按三档记分）",
    mend="能计量的改为定量指标；否则按等级写分值，如“好得10分，一般得6分，差不得分”。",
    violating={"indicators[7].scoring": "家长评价好得5分，否则按比例得分"},
    clean={"indicators[7].scoring": "好得5分，一般得3分，差不得分"},
)
def ratio_of_words(row: Indicator, _: Practice) -> Iterator[Finding]:
    if not is_qualitative(row) or GRADES_IN_SCORING.search(row.scoring):
        return
    if parse_scoring(row.scoring).method is Method.RATIO:
        yield Finding(
            "scoring",
            f"评分标准{quote(row.scoring)}按比例计分，而指标属性为{row.attribute.strip()}；"
            "请改为定量指标，或按等级写分值",
        )
