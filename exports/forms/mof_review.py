"""项目支出绩效目标审核表 of the Ministry of Finance (财预〔2015〕88号), one project on upright paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.figures import words
from exports.forms import form
from exports.grid import Cell, Grid, Options, Page, Role
from exports.heads import headings, label, spread, title_and_year
from models.declaration import Declaration
from models.vocabulary import REVIEW_GROUPS, REVIEW_ITEMS

WIDTHS: Final = (10.0, 13.0, 40.0, 30.0)
"""Characters per column: group, item, 审核要点, 审核意见."""

_PER_GROUP: Final = len(REVIEW_ITEMS) // len(REVIEW_GROUPS)
_BY_HAND: Final = "\n" * 7
"""Empty lines for an opinion that is written by hand."""

_GROUPS: Final = ("group_completeness", "group_relevance", "group_fitness", "group_feasibility")

LABELS: Final = {
    "title": "项目支出绩效目标审核表",
    "year": "（{year}年度）",
    "project": "项目名称",
    "unit": "实施单位",
    "items": "审核内容",
    "points": "审核要点",
    "opinions": "审核意见",
    **dict(zip(_GROUPS, REVIEW_GROUPS, strict=True)),
    **{term.key: term.heading for term in REVIEW_ITEMS},
    "points_completeness": "绩效目标填报格式是否规范，内容是否完整、准确、详实，是否无缺项、错项。",
    "points_clarity": "绩效目标是否明确、清晰，是否能够反映项目主要情况，是否对项目预期产出和效果进行了充分、恰当的描述。",
    "points_relevance": "总体目标是否符合国家法律法规、国民经济和社会发展规划要求，与本部门（单位）职能、发展规划和"
    "工作计划是否密切相关。",
    "points_soundness": "绩效指标是否全面、充分，是否选取了最能体现总体目标实现程度的关键指标并明确了具体指标值。"
    "绩效指标是否细化、量化，便于监控和评价；难以量化的，定性描述是否充分、具体。",
    "points_effect": "预期绩效是否显著，是否能够体现实际产出和效果的明显改善；是否符合行业正常水平或事业发展规律；"
    "与其他同类项目相比，预期绩效是否合理。",
    "points_funding": "绩效目标与项目资金量、使用方向等是否匹配，在既定资金规模下，绩效目标是否过高或过低；"
    "或者要完成既定绩效目标，资金规模是否过大或过小。",
    "points_feasibility": "绩效目标是否经过充分调研、论证和合理测算，实现的可能性是否充分。",
    "points_conditions": "项目实施方案是否合理，项目实施单位的组织实施能力和条件是否充分，内部控制是否规范，"
    "管理制度是否健全。",
    "grade": "综合评定等级",
    "opinion": "总体意见",
}
# The eight items and their questions are the notice's; the wording of 审核要点 is to be checked against its print
# [inferred].


@form("mof-review", "项目支出绩效目标审核表", source="财预〔2015〕88号", labels=LABELS)
def lay_out(declaration: Declaration, options: Options) -> Page:
    """The table under its title and year; without opinions it is the sheet that a reviewer fills in by hand."""
    above = title_and_year(declaration, options)
    head = [*_head(declaration, options)]
    heading = spread(headings(options, "items", "points", "opinions"), (2, 1, 1))
    rows = (*head, heading, *_items(declaration, options), *_verdict(declaration, options))
    grid = Grid(WIDTHS, rows, (len(head), len(head) + 1), landscape=False)
    return Page(" ".join(filter(None, (above[0].text, declaration.project.name))), (*above, grid))


def _head(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    for key, text in (("project", declaration.project.name), ("unit", declaration.unit.name)):
        yield spread((label(options, key), Cell(text)), (2, 2))


def _items(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    for number, item in enumerate(REVIEW_ITEMS):
        group, place = divmod(number, _PER_GROUP)
        top = () if place else (Cell(options.label(_GROUPS[group]), Role.LABEL, rowspan=_PER_GROUP),)
        key = item.key
        opinion = Cell(getattr(declaration.review, key))
        yield (*top, label(options, key), Cell(options.label(f"points_{key}")), opinion)


def _verdict(declaration: Declaration, options: Options) -> Iterator[tuple[Cell, ...]]:
    yield spread((label(options, "grade"), words(declaration.review.grade)), (2, 2))
    opinion = declaration.review.opinion or _BY_HAND
    yield spread((label(options, "opinion"), Cell(opinion)), (2, 2))
