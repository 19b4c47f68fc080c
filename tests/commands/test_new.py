"""`jixiao new`: a declaration to begin with, blank or from last year's."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.declaration import (
    Budget,
    Comment,
    Declaration,
    Department,
    Goals,
    Indicator,
    Monitoring,
    Project,
    Task,
    Unit,
)
from models.rollover import next_budget_year, roll_over
from store.documents import canonical_text, open_document
from tui.cli import main

NAME = "城乡医疗救助经费项目"

LAST_YEAR = Declaration(
    project=Project(
        name=NAME,
        year=2026,
        period=(2026, 2028),
        overview="呈贡区2026年保障人数2014人。",
        basis="云财社〔2022〕222号",
        comments=(Comment(path=("basis",), text="# 文号待核"),),
    ),
    unit=Unit(name="昆明市呈贡区医疗保障局"),
    budget=Budget(total=Decimal("521789.58")),
    goals=Goals(overall="城乡医疗救助经费项目的目标。", annual="2026年保障2014人。"),
    indicators=(
        Indicator(
            level1="产出指标", level2="数量指标", name="救助对象人数", sign=">=", value="2014", unit="人"
        ),
        Indicator(level1="产出指标", level2="时效指标", name="完成时间", sign="<=", value="2026年12月"),
    ),
    monitoring=Monitoring(executed=Decimal("300000.00")),
    extra={"备注": {"甲": "乙"}},
)


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Run a command line in an empty folder: exit code, results, messages."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def last_year(tmp_path) -> Path:
    path = tmp_path / "2026" / f"{NAME}.toml"
    path.parent.mkdir()
    path.write_text(canonical_text(LAST_YEAR), "utf-8")
    return path


def test_a_blank_declaration_has_its_name_year_and_three_years(run, tmp_path):
    code, out, err = run("new", NAME, "--year", "2027")
    assert (code, out, err) == (0, f"2027/{NAME}.toml\n", "")
    text = (tmp_path / "2027" / f"{NAME}.toml").read_text("utf-8")
    assert tomllib.loads(text) == {
        "format": 1,
        "project": {"name": NAME, "year": 2027, "period": [2027, 2029]},
    }
    document = open_document(tmp_path / "2027" / f"{NAME}.toml")
    assert document.notes == ()
    assert canonical_text(document.declaration) == text


def test_the_year_is_the_one_whose_budget_is_being_drawn_up(run):
    assert next_budget_year(date(2026, 6, 30)) == 2026
    assert next_budget_year(date(2026, 7, 1)) == 2027
    code, out, _ = run("new", NAME)
    assert code == 0
    assert out == f"{next_budget_year(date.today())}/{NAME}.toml\n"


def test_an_existing_declaration_is_never_overwritten(run, last_year):
    before = last_year.read_bytes()
    code, out, err = run("new", NAME, "--year", "2026")
    assert (code, out) == (2, "")
    assert "同名" in err
    assert last_year.read_bytes() == before


def test_it_is_written_to_the_workspace_that_the_folder_is_in(run, tmp_path):
    (tmp_path / "ws" / "2025" / "x").mkdir(parents=True)
    (tmp_path / "ws" / "jixiao.toml").write_text("", "utf-8")
    assert run("new", "甲", "--year", "2027", "--here", "ws/2025/x")[1] == "ws/2027/甲.toml\n"


def test_without_a_workspace_the_folder_of_a_year_is_not_nested(run, tmp_path):
    (tmp_path / "2026").mkdir()
    assert run("new", "甲", "--year", "2027", "--here", "2026")[1] == "2027/甲.toml\n"


def test_a_name_cannot_lead_out_of_the_folder(run, tmp_path):
    code, out, _ = run("new", "../../etc/passwd", "--year", "2027")
    assert code == 0
    (written,) = tmp_path.rglob("*.toml")
    assert written.parent == tmp_path / "2027"
    assert out.strip() == str(written.relative_to(tmp_path))
    assert open_document(written).declaration.project.name == "../../etc/passwd"


def test_control_characters_of_a_name_reach_neither_file_nor_terminal(run, tmp_path):
    code, out, err = run("new", "甲\x1b]0;乙\x07", "--year", "2027")
    assert code == 0
    assert not set("\x1b\x07") & set(out + err)
    (written,) = tmp_path.rglob("*.toml")
    assert open_document(written).declaration.project.name == "甲]0;乙"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([" "], "项目名称不能为空"),
        ([""], "是空的"),
        (["甲", "--year", "26"], "四位数字"),
        (["甲", "--year", "二〇二六"], "四位数字"),
        (["甲", "--here", "没有"], "没有文件夹"),
        (["甲", "--from", "没有.toml"], "不存在"),
        ([], "缺少参数"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(run, tmp_path, args, words):
    code, out, err = run("new", *args)
    assert (code, out) == (2, "")
    assert words in err
    assert list(tmp_path.iterdir()) == []


def test_rolling_over_moves_year_and_period_and_keeps_every_text(run, tmp_path, last_year):
    before = last_year.read_bytes()
    code, out, err = run("new", NAME, "--from", str(last_year))
    assert (code, out) == (0, f"2027/{NAME}.toml\n")
    new = open_document(tmp_path / "2027" / f"{NAME}.toml").declaration
    assert (new.project.year, new.project.period) == (2027, (2027, 2029))
    same = LAST_YEAR.project.with_values(year=2027, period=(2027, 2029))
    assert new.project == same
    assert new.indicators == LAST_YEAR.indicators
    assert (new.goals, new.budget, new.unit) == (LAST_YEAR.goals, LAST_YEAR.budget, LAST_YEAR.unit)
    assert new.extra == {"备注": {"甲": "乙"}}
    assert last_year.read_bytes() == before
    assert "还写着 2026" in err
    for place in ("项目基本概况", "预算年度目标", "指标“完成时间”的指标值"):
        assert place in err
    assert "项目实施单位" not in err
    assert "预算金额" in err
    assert "监控" in err


def test_rolling_over_to_another_name_says_where_the_old_one_stands(run, last_year):
    _, _, err = run("new", "医疗救助", "--from", str(last_year), "--year", "2030")
    assert "原来的名称" in err
    assert "总体目标" in err


def test_a_declaration_without_usable_years_rolls_over_too():
    old = LAST_YEAR.with_value("project.year", "").with_value("project.period", ("2026年", 2028))
    new = roll_over(old, NAME, 2027).declaration
    assert (new.project.year, new.project.period) == (2027, (2027, 2029))


def test_a_file_of_a_newer_version_is_not_rolled_over(run, tmp_path, last_year):
    last_year.write_text(last_year.read_text("utf-8").replace("format = 1", "format = 2"), "utf-8")
    code, out, err = run("new", "甲", "--from", str(last_year))
    assert (code, out) == (2, "")
    assert "升级" in err
    assert [path.name for path in tmp_path.rglob("*.toml")] == [last_year.name]


def test_its_help_is_chinese(run):
    code, out, _ = run("new", "--help")
    assert code == 0
    assert "新建一份申报" in out
    assert "预算年度" in out


DEPARTMENT = Declaration(
    department=Department(name="某县教育体育局", year=2026, period=(2026, 2028), duties="2026年管理教育。"),
    goals=Goals(annual="2026年完成改造。"),
    tasks=(Task(duty="义务教育", content="2026年补助3200人", projects="营养膳食补助", total=Decimal(100)),),
    indicators=LAST_YEAR.indicators,
)


def test_a_department_is_begun_with_the_name_of_the_workspace(run, tmp_path):
    (tmp_path / "jixiao.toml").write_text('[unit]\nname = "某县教育体育局"\n', "utf-8")
    assert run("new", "--department", "--year", "2027") == (0, "2027/department.toml\n", "")
    text = (tmp_path / "2027" / "department.toml").read_text("utf-8")
    assert tomllib.loads(text) == {
        "format": 1,
        "department": {"name": "某县教育体育局", "year": 2027, "period": [2027, 2029]},
    }
    assert run("new", "--department", "--year", "2027")[0] == 2
    assert (tmp_path / "2027" / "department.toml").read_text("utf-8") == text


def test_a_department_is_rolled_over_from_last_year(run, tmp_path):
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "department.toml").write_text(canonical_text(DEPARTMENT), "utf-8")
    code, out, err = run("new", "--department", "--year", "2027")
    assert (code, out) == (0, "2027/department.toml\n")
    new = open_document(tmp_path / "2027" / "department.toml").declaration
    assert new.department == DEPARTMENT.department.with_values(year=2027, period=(2027, 2029))
    assert (new.tasks, new.goals, new.indicators) == (
        DEPARTMENT.tasks,
        DEPARTMENT.goals,
        DEPARTMENT.indicators,
    )
    for words in ("部门职责", "工作任务“2026年补助3200人”的主要内容", "预算申报金额照抄"):
        assert words in err
    code, out, _ = run("new", "--department", "新局", "--from", "2026/department.toml", "--year", "2030")
    assert (code, out) == (0, "2030/department.toml\n")
    assert open_document(tmp_path / "2030" / "department.toml").declaration.department.name == "新局"


def test_a_department_is_not_rolled_over_from_a_project(run, last_year):
    code, _, err = run("new", "--department", "--from", str(last_year))
    assert code == 2
    assert "不是部门整体" in err
