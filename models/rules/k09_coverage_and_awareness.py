"""K09: coverage is output, awareness is benefit."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import level_key, quote
from models.rule import Finding, Mend, Severity, row_rule

# How much land is green or sown with better seed, and how many people gain, is an effect.
_COVERAGE = Pattern(
    r"(?<!绿化)(?<!森林)(?<!植被)(?<!林草)(?<!草原)(?<!林木)(?<!绿地)(?<!良种)(?<!受益)(?<!受益面)(?<!受益人口)(?<!受益人群)(?<!受益群体)(?<!受益对象)(?<!惠及人口)覆盖(?:率|面|度|程度|比例)$"
)
_AWARENESS = Pattern(r"知晓(?:率|度|面|程度|比例)$|(?:公众|群众|政策)知晓$")


@row_rule(
    "K09",
    Severity.INFO,
    "覆盖率是产出，知晓率是效益",
    why="覆盖率说的是服务送到了多少对象，属于产出；知晓率说的是公众了解了多少，属于社会效益。",
    source="财预〔2021〕101号（产出指标、社会效益指标的含义）的推论",
    mend="覆盖率移到“产出指标”，知晓率移到“效益指标—社会效益指标”。",
    violating={"indicators[3].name": "补助办法知晓率"},
    clean={"indicators[6].name": "校园绿化覆盖率"},
)
def coverage_and_awareness(row: Indicator, _: Practice) -> Iterator[Finding]:
    name = row.name.strip()
    if "覆盖" in name:
        if level_key(row.level1) == "效益" and _COVERAGE.search(name):
            yield Finding(
                "name",
                f"{quote(name)}说的是服务送到了多少对象，宜放在“产出指标—质量指标”",
                mend=Mend(
                    "移到“产出指标—质量指标”之下", {"level1": "产出指标", "level2": "质量指标"}, safe=False
                ),
            )
    elif "知晓" in name and level_key(row.level1) in ("产出", "满意度") and _AWARENESS.search(name):
        yield Finding(
            "name",
            f"{quote(name)}说的是公众了解了多少，宜放在“效益指标—社会效益指标”",
            mend=Mend(
                "移到“效益指标—社会效益指标”之下",
                {"level1": "效益指标", "level2": "社会效益指标"},
                safe=False,
            ),
        )
