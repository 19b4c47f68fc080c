"""The points of self-evaluations as `jixiao score` prints them: how each was reached, and a table of all.

```
2026/a.toml　城乡医疗救助经费项目（2026年度）
  得分  分值
     9    10  预算执行率　全年预算数500,000.00元，全年执行数450,000.00元
              执行率90%，90%×10分，得9分
    50    50  救助对象人数　指标值≥2014人，实际完成值2014人
              按评（扣）分标准：实际完成值2014达到指标值2014，得50分
    59    60  总分，等级中
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from click import style

from exports.signs import printed_target, reached
from models import funds
from models.declaration import Declaration
from models.digest import name_of
from models.money import format_number, format_yuan
from models.points import Execution, Score, Scored
from models.text import FORBIDDEN, pad, visible, width, wrap

OPEN: Final = "待定"
_ERROR, _REMARK = "错误：", "注意："
_NARROWEST: Final = 20
_NUMBERS: Final = 6
"""Cells of a column of points, at least; with two blanks before it."""


@dataclass(frozen=True)
class Evaluated:
    """The declaration of a file with the points of its self-evaluation."""

    file: str
    declaration: Declaration
    score: Score

    @property
    def title(self) -> str:
        """项目名称 and year, for a line."""
        year = self.declaration.year
        name = visible(name_of(self.declaration).strip()) or "未命名项目"
        return name if year is None else f"{name}（{visible(str(year))}年度）"


def block(each: Evaluated, columns: int, *, colour: bool = False) -> Iterator[str]:
    """The lines of one declaration: each part with its points and how they were reached."""
    for line in wrap(f"{visible(each.file)}　{each.title}", max(columns, _NARROWEST)):
        yield style(line, bold=True) if colour else line
    yield _row("得分", "分值", [])[0]
    execution = each.score.execution
    yield from _part(_money(each.declaration), execution, columns, colour)
    for row in each.score.rows:
        yield from _part(_indicator(each.declaration, row), row, columns, colour)
    yield from _total(each.score, columns, colour)


def table(evaluated: Sequence[Evaluated], columns: int) -> Iterator[str]:
    """The closing table of several declarations: 项目, 得分, 等级."""
    room = max(columns - 2 * (_NUMBERS + 2), _NARROWEST)
    name = min(max(width(each.title) for each in evaluated), room)
    rows = [("项目", "得分", "等级")]
    rows += [
        (each.title, OPEN if each.score.total is None else _plain(each.score.total), each.score.grade)
        for each in evaluated
    ]
    for title, total, grade in rows:
        yield f"{pad(title, name)}  {pad(total, _NUMBERS, 'right')}  {grade}".rstrip()


def as_json(evaluated: Sequence[Evaluated]) -> str:
    """One array with an object for each declaration; numbers are exact, as texts, and null where nothing is known."""
    rows = [_object(each) for each in evaluated]
    if not rows:
        return "[]\n"
    text = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    # A file may be named with what a terminal would obey; in JSON it can be escaped without being changed.
    text = FORBIDDEN.sub(lambda char: f"\\u{ord(char[0]):04x}", text)
    return f"[\n{text}\n]\n"


def _part(what: str, part: Scored | Execution, columns: int, colour: bool) -> Iterator[str]:
    lines = [what, part.explanation]
    notes = [(f"{_REMARK}{remark}", "yellow") for remark in part.remarks]
    if isinstance(part, Scored):
        notes = [*((f"{_ERROR}{error}", "red") for error in part.errors), *notes]
    yield from _row(_points(part.points), _points(part.weight), lines, columns)
    for note, shade in notes:
        for line in _row("", "", [note], columns):
            yield style(line, fg=shade) if colour else line


def _total(score: Score, columns: int, colour: bool) -> Iterator[str]:
    if score.total is None:
        what = f"总分还不能算出：还有{score.open}项没有得分，已得{_plain(score.reached)}分"
    else:
        what = f"总分，等级{score.grade}" if score.grade else "总分"
    lines = _row(_points(score.total), _plain(score.weight), [what], columns)
    yield from (style(line, bold=True) if colour else line for line in lines)
    for remark in score.remarks:
        for line in _row("", "", [f"{_REMARK}{remark}"], columns):
            yield style(line, fg="yellow") if colour else line


def _row(points: str, weight: str, texts: Sequence[str], columns: int = 80) -> list[str]:
    """Both numbers in their columns and texts beside them, each from a line of its own."""
    before = "".join(f"{pad(number, _NUMBERS, 'right')}" for number in (points, weight)) + "  "
    room = max(columns - width(before), _NARROWEST)
    lines = [line for text in texts for line in wrap(visible(text), room)] or [""]
    return [f"{before if at == 0 else ' ' * width(before)}{line}".rstrip() for at, line in enumerate(lines)]


def _money(declaration: Declaration) -> str:
    stages = (("全年预算数", funds.adjusted), ("全年执行数", funds.executed))
    known = ((name, stage(declaration).total) for name, stage in stages)
    shown = "，".join(f"{name}{format_yuan(amount)}元" for name, amount in known if amount is not None)
    return f"预算执行率　{shown}" if shown else "预算执行率"


def _indicator(declaration: Declaration, scored: Scored) -> str:
    row = declaration.indicators[scored.index]
    name = row.title or f"第{scored.index + 1}个指标"
    values = (("指标值", printed_target(row)), ("实际完成值", reached(row)))
    shown = "，".join(f"{label}{_line(value)}" for label, value in values if value)
    return f"{name}　{shown}" if shown else name


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _points(number: Decimal | None) -> str:
    return OPEN if number is None else _plain(number)


def _plain(number: Decimal) -> str:
    return format_number(number)


def _object(each: Evaluated) -> dict[str, Any]:
    score, declaration = each.score, each.declaration
    return {
        "file": each.file,
        "project": declaration.title,
        "year": declaration.year,
        "indicators": [_indicator_object(declaration, row) for row in score.rows],
        "execution": {
            "budget": _text(funds.adjusted(declaration).total),
            "executed": _text(funds.executed(declaration).total),
            "rate": _text(score.execution.rate),
            **_scored_object(score.execution),
        },
        "weight": _text(score.weight),
        "reached": _text(score.reached),
        "total": _text(score.total),
        "grade": score.grade or None,
        "remarks": list(score.remarks),
    }


def _indicator_object(declaration: Declaration, scored: Scored) -> dict[str, Any]:
    row = declaration.indicators[scored.index]
    columns = ("level1", "level2", "name", "sign", "value", "unit", "actual")
    return {
        "field": f"indicators[{scored.index}]",
        **{column: getattr(row, column) for column in columns},
        **_scored_object(scored),
        "computed": _text(scored.computed),
        "given": _text(scored.given),
        "errors": list(scored.errors),
    }


def _scored_object(part: Scored | Execution) -> dict[str, Any]:
    return {
        "weight": _text(part.weight),
        "points": _text(part.points),
        "explanation": part.explanation,
        "remarks": list(part.remarks),
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
