"""X06: the annual goal is this year's slice of the overall goal."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.goals import repeats_overall_goal
from models.rule import Finding, Scope, Severity, rule


@rule(
    "X06",
    Severity.WARNING,
    "预算年度目标不应照抄总体目标",
    scope=Scope.ANY,
    why="总体目标管几年，年度目标只管今年；两段话几乎一样，就看不出今年要完成哪一部分。",
    source="财预〔2015〕88号 项目支出绩效目标申报表“中期目标、年度目标”",
    mend="年度目标只写今年要做的事，写上今年的数量、比例和完成时间；一年期的项目起止年份填同一年。",
    violating={
        "goals.annual": "2026年，农村义务教育学生营养膳食补助覆盖率保持100%，学生营养不良率由4%降到2%。"
    },
    clean={"goals.annual": "2026年，农村义务教育学生营养膳食补助覆盖率保持100%，学生营养不良率由4%降到3%。"},
)
def goals_differ(declaration: Declaration) -> Iterator[Finding]:
    if alike := repeats_overall_goal(declaration):
        yield Finding(
            "goals.annual",
            f"预算年度目标把总体目标又写了一遍（总体目标的字词有{alike:.0%}在这里重复）；"
            f"请只写{declaration.year or '本'}年要完成的部分，并写上今年的数量和时间",
        )
