"""What changed between two declarations, said in the field's words."""

from __future__ import annotations

from decimal import Decimal

from models.changes import Change, Kind, changes
from models.declaration import Comment, Declaration, Indicator, Project
from models.specimen import department_specimen, specimen


def test_equal_declarations_have_no_differences():
    assert changes(specimen(), specimen()) == []


def test_a_changed_field_is_named_with_both_values():
    new = specimen().with_value("budget.total", Decimal("3100000.00"))
    assert changes(specimen(), new) == [
        Change("budget.total", "预算金额", "3200000.00", "3100000.00", key="total")
    ]


def test_a_changed_column_is_named_with_its_indicator():
    new = specimen().with_value("indicators[1].value", "3100")
    assert changes(specimen(), new) == [
        Change("indicators[1].value", "指标“补助学生人数” · 指标值", "3200", "3100", key="value")
    ]


def test_a_filled_and_an_emptied_field_have_an_empty_side():
    period, plan = (
        changes(specimen(), specimen().with_value(path, value))[0]
        for path, value in (("project.period", ()), ("project.plan", ""))
    )
    assert (period.label, period.old, period.new) == ("实施期", "2026-2028", "")
    assert (plan.label, plan.new) == ("项目实施计划", "")


def test_an_added_and_a_removed_indicator_are_one_difference_each():
    old, new = specimen(), specimen().remove(3)
    assert [(change.path, change.new) for change in changes(old, new)] == [("indicators[3]", "")]
    (added,) = changes(new, old)
    assert (added.path, added.label, added.old) == ("indicators[3]", "指标“食材抽检合格率”", "")
    assert added.new == "产出指标 质量指标 >= 98 % 定量指标"


def test_a_renamed_indicator_is_one_changed_name():
    new = specimen().with_value("indicators[2].name", "对象认定准确率")
    (change,) = changes(specimen(), new)
    assert (change.path, change.old, change.new) == (
        "indicators[2].name",
        "补助对象认定准确率",
        "对象认定准确率",
    )


def test_weights_that_both_leave_out_do_not_make_two_indicators_one():
    common = Indicator(level1="产出指标", level2="数量指标", sign=">=", unit="人")
    old, new = (Declaration(indicators=(common.with_values(name=name),)) for name in "甲乙")
    assert [change.path for change in changes(old, new)] == ["indicators[0]", "indicators[0]"]


def test_a_moved_indicator_is_a_change_of_order_alone():
    assert [change.path for change in changes(specimen(), specimen().move(0, 4))] == ["indicators"]


def test_keys_that_this_program_does_not_know_count_too():
    old, new = (
        Declaration(
            project=Project(name="项目", extra={"备注": note}),
            extra={"monitoring": {"rate": 1}} if note == "乙" else {},
        )
        for note in ("甲", "乙")
    )
    assert [(change.path, change.old) for change in changes(old, new)] == [
        ("project.备注", "甲"),
        ("monitoring", ""),
    ]


def test_comments_do_not_count():
    comment = Comment(path=("name",), text="# 待核")
    assert changes(specimen(), specimen().with_values(comments=(comment,))) == []


def test_a_rewritten_task_is_one_changed_text_and_others_are_added_removed_and_moved():
    old = department_specimen()
    words = "对农村义务教育学校在校学生给予营养膳食补助，按学期拨付。"
    (change,) = changes(old, old.with_value("tasks[0].content", words))
    assert (change.path, change.new) == ("tasks[0].content", words)
    assert change.label == "工作任务“对农村义务教育学校在校学生给予营养膳食补助，按学…” · 主要内容"
    (gone,) = changes(old, old.without_row("tasks", 0))
    assert (gone.kind, gone.path) == (Kind.REMOVED, "tasks[0]")
    assert "农村义务教育学生营养膳食补助项目 3200000.00" in gone.old
    one, two = old.tasks
    (order,) = changes(old, old.with_values(tasks=(two, one)))
    assert (order.kind, order.path, order.label) == (Kind.ORDER, "tasks", "工作任务顺序")
