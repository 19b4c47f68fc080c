"""The money of 年度重点工作任务: their own amounts, else those of the projects they name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.declaration import Budget, Declaration, Department, Project, Task
from models.tasks import Money, funded, projects_by_name, together


def project(name: str, **amounts: object) -> Declaration:
    return Declaration(
        project=Project(name=name),
        budget=Budget(**{key: decimal(value) for key, value in amounts.items()}),
    )


def decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, int) else value


def money(total: int | None, fiscal: int | None, other: int | None) -> Money:
    return Money(*(None if each is None else Decimal(each) for each in (total, fiscal, other)))


PROJECTS = projects_by_name(
    [
        project("校舍改造项目", total=500, general=300, own=200),
        project("营养膳食补助", total=100, general=100),
        project("图书、仪器购置", total=50, own=50),
        project("来源不明", total=70),
        project("未定", total="待定"),
        project("两份", total=1, general=1),
        project("两份项目", total=2, general=2),
        Declaration(department=Department(name="某局"), project=Project(name="某局")),
        project(""),
    ]
)


def of(projects: str, **amounts: object) -> Money:
    task = Task(projects=projects, **{key: decimal(value) for key, value in amounts.items()})
    return funded(task, PROJECTS).money


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("校舍改造", (500, 300, 200)),
        ("校舍改造项目、营养膳食补助", (600, 400, 200)),
        ("校舍改造，营养膳食补助；来源不明", (670, None, None)),
        ("校舍改造\n营养膳食补助项目", (600, 400, 200)),
        # named twice, it costs once
        ("校舍改造、校舍改造项目", (500, 300, 200)),
        # its own name has a separator
        ("图书、仪器购置", (50, 0, 50)),
        # declared twice, it costs both
        ("两份", (3, 3, 0)),
        # of one nothing is known, so nothing is known of all
        ("校舍改造、未定", (None, None, None)),
        ("校舍改造、没有申报的项目", (None, None, None)),
        ("无", (None, None, None)),
        ("", (None, None, None)),
        ("某局", (None, None, None)),
    ],
)
def test_a_task_without_amounts_costs_what_its_projects_cost(named, expected):
    assert of(named) == money(*expected)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"total": 9, "fiscal": 4, "other": 5}, (9, 4, 5)),
        ({"total": 9, "fiscal": 4}, (9, 4, 5)),
        ({"total": 9, "other": 9}, (9, 0, 9)),
        ({"fiscal": 4, "other": 5}, (9, 4, 5)),
        # what contradicts itself is printed as it is, and nothing is made of it
        ({"total": 9, "fiscal": 10}, (9, 10, None)),
        ({"total": 9, "fiscal": 1, "other": 1}, (9, 1, 1)),
        ({"total": 9}, (9, None, None)),
        ({"fiscal": 4}, (500, 4, 496)),
        ({"total": 500}, (500, 300, 200)),
        ({"total": "待定"}, (500, 300, 200)),
        ({"total": "0.01万元", "fiscal": 100}, (100, 100, 0)),
    ],
)
def test_its_own_amounts_count_before_those_of_its_projects(amounts, expected):
    assert of("校舍改造", **amounts) == money(*expected)


def test_a_part_of_money_that_is_all_of_one_kind_is_of_that_kind():
    assert of("营养膳食补助", total=40) == money(40, 40, 0)
    assert of("图书、仪器购置", total=40) == money(40, 0, 40)
    assert of("营养膳食补助", total=140) == money(140, None, None)


def test_projects_found_and_missing_are_told_apart():
    task = Task(projects="校舍改造、图书、仪器购置、没有的项目，没有的、另一个")
    found = funded(task, PROJECTS)
    assert [each.project.name for each in found.projects] == ["校舍改造项目", "图书、仪器购置"]
    assert found.missing == ("没有的项目", "另一个")


def test_tasks_together_are_the_sum_of_what_is_known():
    assert together([money(1, 1, None), money(2, None, 2), Money()]) == money(3, 1, 2)
    assert together([]) == Money()
