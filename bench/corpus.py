"""A workspace of many declarations of the usual size, no two the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from models.declaration import Declaration, Indicator
from models.specimen import specimen
from store.layout import emit

INDICATORS = 15


def declaration(number: int) -> Declaration:
    """The specimen as another project: own name, amounts, head-counts and fifteen indicators, two of them wrong."""
    heads = 1000 + number
    total = Decimal(heads * 1000)

    def own(text: str) -> str:
        return (
            text.replace("3200人", f"{heads}人")
            .replace("3,200,000.00", f"{total:,.2f}")
            .replace("营养膳食补助", f"营养膳食补助（第{number}批）")
        )

    base = specimen()
    project = base.project.with_values(
        **{
            key: own(value)
            for key in base.project.keys()
            if isinstance(value := getattr(base.project, key), str)
        }
    )
    goals = base.goals.with_values(overall=own(base.goals.overall), annual=own(base.goals.annual))
    return base.with_values(
        project=project,
        goals=goals,
        budget=base.budget.with_values(total=total),
        indicators=tuple(_rows(base.indicators, heads, number)),
    )


def _rows(rows: tuple[Indicator, ...], heads: int, number: int) -> list[Indicator]:
    """The rows of the specimen and some of them again for a second group, which shares their points."""
    again = INDICATORS - len(rows)
    found = []
    for at, row in enumerate(rows):
        value = str(heads) if row.value == "3200" else row.value
        row = row.with_values(value=value, content=f"{row.content}（{number}）")
        found.append(_halved(row) if at < again else row)
    for at, row in enumerate(found[:again]):
        basis = "根据实际工作需要" if at % 4 == 0 else row.basis
        found.append(row.with_values(name=f"寄宿生{row.name}", basis=basis))
    return found


def _halved(row: Indicator) -> Indicator:
    """The indicator with half of its points."""
    half = Decimal(row.weight or 0) / 2
    return row.with_values(weight=half, scoring=row.scoring.replace(f"得{row.weight}分", f"得{half}分"))


def write_workspace(root: Path, files: int) -> list[Path]:
    """Write so many declarations below a new workspace, a hundred a year; their paths."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "jixiao.toml").write_text('format = 1\n\n[unit]\nname = "某县教育体育局"\n', encoding="utf-8")
    paths = []
    for number in range(files):
        path = root / str(2017 + number // 100) / f"项目{number:04}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(emit(declaration(number)), encoding="utf-8")
        paths.append(path)
    return paths
