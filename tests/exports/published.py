"""The published page 003 as a declaration, taken from the lines of the page, and a variant with long texts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from exports.forms import all_forms
from exports.grid import Options, Page
from models.declaration import Budget, Declaration, Goals, Indicator, Project, Unit
from models.vocabulary import COLUMNS, UNIT_FACTS

LINES = (Path(__file__).parents[1] / "fixtures" / "seed_003.txt").read_text("utf-8").split("\n")

LEAVES = (
    (83, "产出指标", "数量指标"),
    (105, "产出指标", "质量指标"),
    (127, "产出指标", "时效指标"),
    (160, "效益指标", "社会效益指标"),
    (171, "效益指标", "社会效益指标"),
    (204, "满意度指标", "服务对象满意度指标"),
)
"""Line of the first cell of each indicator row, and the levels it stands under."""


def line(number: int) -> str:
    """A line of the page without the TAB that leads a cell; counted from 1."""
    return LINES[number - 1].strip()


def declaration() -> Declaration:
    facts = {fact.key: number for fact, number in zip(UNIT_FACTS, (13, 15, 16, 17, 18, 19, 20), strict=True)}
    return Declaration(
        project=Project(
            name=line(6),
            year=2026,
            period=(2026, 2028),
            basis=line(10),
            overview=line(23),
            content=line(26),
            funding=line(29),
            plan=f"{line(32)}\n{line(34)}",
            outcome=line(37),
        ),
        unit=Unit(**{key: line(number).partition("：")[2] for key, number in facts.items()}),
        budget=Budget(total=Decimal("521789.58")),
        goals=Goals(overall=line(42), annual=line(46)),
        indicators=tuple(_indicator(*leaf) for leaf in LEAVES),
    )


def _indicator(first: int, level1: str, level2: str) -> Indicator:
    columns = {term.key: line(first + at) for at, term in enumerate(COLUMNS) if at >= 2}
    return Indicator(level1=level1, level2=level2, **columns)


def with_long_texts() -> Declaration:
    """Sixty indicators; a goal, a section and a column of 2,000 characters in which every sentence differs."""
    text = "".join(
        f"第{number}项按照《关于做好基本医疗保险工作的通知》（云财社〔2022〕{number}号）要求，完成率达到{number % 9}%。"
        for number in range(100)
    )[:2000]
    base = declaration()
    leaves = sorted(
        (base.indicators[number % 6].with_values(name=f"第{number}个指标") for number in range(60)),
        key=lambda leaf: [name for _, _, name in LEAVES].index(leaf.level2),
    )
    leaves[7] = leaves[7].with_values(scoring=text)
    long = base.with_values(indicators=tuple(leaves))
    return long.with_value("goals.overall", text).with_value("project.overview", text)


def page(form: str, of: Declaration | None = None, **options: object) -> Page:
    return all_forms()[form].lay_out(of or declaration(), Options(**options))  # type: ignore[arg-type]  # few options
