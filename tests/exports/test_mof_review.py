"""项目支出绩效目标审核表 of 财预〔2015〕88号, cell by cell."""

from __future__ import annotations

from models.declaration import Declaration, Review

from . import published
from .cells import grid_of, listed, listed_in_html, listed_in_xlsx
from .evaluated import PROJECT, UNIT
from .published import page

REVIEW = Review(
    completeness="规范。",
    clarity="清晰。",
    relevance="相关。",
    soundness="指标偏少。",
    effect="合理。",
    funding="匹配。",
    feasibility="可行。",
    conditions="充分。",
    grade="良",
    opinion="修改完善后通过。",
)
ITEMS = [
    ("规范完整性", "规范。"),
    ("明确清晰性", "清晰。"),
    ("目标相关性", "相关。"),
    ("指标科学性", "指标偏少。"),
    ("绩效合理性", "合理。"),
    ("资金匹配性", "匹配。"),
    ("实现可能性", "可行。"),
    ("条件充分性", "充分。"),
]
GROUPS = ["完整性审核", "相关性审核", "适当性审核", "可行性审核"]


def test_each_item_stands_in_its_group_with_its_question_and_opinion():
    printed = page("mof-review", published.declaration().with_values(review=REVIEW))
    rows = listed(grid_of(printed))
    assert rows[:3] == [
        [("项目名称", 1, 2), (PROJECT, 1, 2)],
        [("实施单位", 1, 2), (UNIT, 1, 2)],
        [("审核内容", 1, 2), "审核要点", "审核意见"],
    ]
    items = rows[3:11]
    assert [row[0] for row in items[::2]] == [(group, 2, 1) for group in GROUPS]
    assert [(row[-3], row[-1]) for row in items] == ITEMS
    assert all("是否" in str(row[-2]) for row in items)
    assert rows[11:] == [
        [("综合评定等级", 1, 2), ("良", 1, 2)],
        [("总体意见", 1, 2), ("修改完善后通过。", 1, 2)],
    ]
    assert listed_in_xlsx(printed) == listed_in_html(printed) == rows


def test_without_opinions_it_is_the_sheet_that_a_reviewer_fills_in():
    rows = listed(grid_of(page("mof-review", Declaration())))
    assert [row[-1] for row in rows[3:11]] == [""] * 8
    # The overall opinion has room to be written in.
    assert [row[1] for row in rows[11:]] == [("", 1, 2), ("\n" * 7, 1, 2)]
