"""Rules on a whole department: its tasks, the projects they name, and their money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from models.checking import check
from models.peers import Peers
from models.rule import Severity, Surroundings
from models.specimen import department_specimen, specimen
from models.task_projects import named_projects, project_key

MEALS = "农村义务教育学生营养膳食补助项目"
HOUSES = "农村学校校舍改造项目"
PROJECTS = ({}, {"project.name": HOUSES, "budget.total": Decimal("5000000")})


def found(
    changes: Mapping[str, Any], projects: tuple[Mapping[str, Any], ...] = PROJECTS
) -> list[tuple[str, str]]:
    """Code and field of what is found in a changed department among its projects."""
    peers = Peers.of([*(specimen(one) for one in projects), department_specimen()])
    return [(each.code, each.field) for each in check(department_specimen(changes), Surroundings(peers))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("无", []),
        (MEALS, [MEALS]),
        (f"{MEALS}、{HOUSES}", [MEALS, HOUSES]),
        (f" {MEALS}；\n{HOUSES}，", [MEALS, HOUSES]),
        ("校舍、宿舍改造项目、其他", ["校舍、宿舍改造项目", "其他"]),
        ("甲、校舍、宿舍改造", ["甲", "校舍、宿舍改造"]),
    ],
)
def test_projects_are_parted_and_names_with_a_separator_stay_whole(text, names):
    assert list(named_projects(text, {project_key("校舍、宿舍改造项目")})) == names


def test_a_project_is_known_whatever_its_blanks_and_marks():
    assert found({"tasks[1].projects": "农村学校 校舍改造"}) == []
    assert found({"tasks[1].projects": "农村校舍改造项目"}) == [("D03", "tasks[1].projects")]


def test_a_project_of_another_year_is_not_this_years():
    old = {**PROJECTS[1], "project.year": 2025}
    assert ("D03", "tasks[1].projects") in found({}, (PROJECTS[0], old))


def test_without_any_projects_around_nothing_is_said_of_them():
    assert found({"tasks[1].projects": "别的项目"}, ()) == []


def test_a_near_name_is_offered_and_the_finding_stands_at_the_name():
    peers = Peers.of(specimen(one) for one in PROJECTS)
    changed = department_specimen({"tasks[1].projects": f"{MEALS}、农村学校校舍维修改造项目"})
    first = next(each for each in check(changed, Surroundings(peers)) if each.code == "D03")
    assert changed.tasks[1].projects[first.start : first.end] == "农村学校校舍维修改造项目"
    assert HOUSES in first.message


def test_amounts_that_are_left_empty_come_from_the_projects():
    empty = {f"tasks[{at}].{key}": None for at in (0, 1) for key in ("total", "fiscal", "other")}
    assert found(empty) == []
    assert found({**empty, "tasks[1].projects": ""}) == []


def test_tasks_of_less_money_than_the_projects_are_only_a_hint_with_the_projects_that_are_left_out():
    peers = Peers.of(
        specimen(one) for one in (*PROJECTS, {"project.name": "丙项目", "budget.total": Decimal(7)})
    )
    (hint,) = check(department_specimen(), Surroundings(peers))
    assert (hint.code, hint.severity) == ("D07", Severity.INFO)
    assert "少7.00元" in hint.message
    assert "“丙项目”" in hint.message


def test_a_project_whose_amount_is_not_known_is_no_reason_to_complain():
    assert found({"tasks[1].total": Decimal(9), "tasks[1].fiscal": None, "tasks[1].other": None}) == [
        ("D05", "tasks[1].total"),
        ("D07", "tasks"),
    ]
    unknown = {**PROJECTS[1], "budget.total": "待定"}
    changes = {"tasks[1].total": Decimal(9), "tasks[1].fiscal": None, "tasks[1].other": None}
    assert found(changes, (PROJECTS[0], unknown)) == []


@pytest.mark.parametrize(
    ("total", "fiscal", "other", "is_wrong"),
    [
        ("10", "7", "3", False),
        ("10", "7", "4", True),
        ("10", "7", "2", True),
        ("10", "7", None, False),
        ("10", None, "3", False),
        ("10", "11", None, True),
        (None, "7", "3", False),
    ],
)
def test_of_three_amounts_the_third_need_not_be_given(total, fiscal, other, is_wrong):
    amounts = {"total": total, "fiscal": fiscal, "other": other}
    changes = {f"tasks[1].{key}": None if text is None else Decimal(text) for key, text in amounts.items()}
    assert (("D04", "tasks[1].total") in found(changes, ())) is is_wrong


def test_an_amount_in_words_is_pointed_at():
    assert found({"tasks[1].total": "约五百万"}, ()) == [("D04", "tasks[1].total")]


def test_texts_of_a_department_are_read_like_those_of_a_project():
    wrong = {
        "department.duties": "统筹管理全县教育，资金及时拔付到位。",
        "tasks[0].content": "对学生给予补助,按月拨付。",
        "tasks[1].duty": "XX职责",
    }
    assert found(wrong, ()) == [
        ("C13", "tasks[1].duty"),
        ("T01", "department.duties"),
        ("T02", "tasks[0].content"),
    ]


def test_the_years_of_a_department_are_judged_like_those_of_a_project():
    assert found({"department.period": (2025, 2027)}, ()) == [("C05", "department.period")]
