"""`department.toml` on the command line: exported with its projects, judged, laid out, compared."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.specimen import department_specimen, specimen
from store.documents import create_document
from tui.cli import main

HOUSES = {"project.name": "农村学校校舍改造项目", "budget.total": Decimal("5000000")}


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Run a command line in a workspace of a department and its two projects: exit code, results, messages."""
    (tmp_path / "jixiao.toml").write_text("format = 1\n", "utf-8")
    create_document(tmp_path / "2026" / "甲.toml", specimen())
    create_document(tmp_path / "2026" / "乙.toml", specimen(HOUSES))
    empty = {"tasks[0].total": None, "tasks[0].fiscal": None}
    create_document(tmp_path / "2026" / "department.toml", department_specimen(empty))
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_the_table_of_a_department_takes_the_money_of_its_projects(run):
    for path in ("2026/department.toml", "2026", "2026/甲.toml"):
        code, out, err = run("export", "yn-department", path, "-o", "-", "--as", "txt")
        assert (code, err) == (0, "")
        assert "对农村义务教育学校在校学生给予" in out
        assert "3,200,000.00" in out


def test_a_department_stands_for_its_projects_in_their_tables(run):
    code, out, _ = run("export", "yn-05-2", "2026/department.toml", "-o", "-", "--as", "txt")
    assert code == 0
    assert out.count("农村学校校舍改") == 1
    code, out, _ = run("export", "yn-target", "2026/department.toml", "-o", "出", "--as", "txt")
    assert code == 0
    assert len(out.splitlines()) == 2


def test_a_department_alone_has_no_table_of_a_project(run, tmp_path: Path):
    create_document(tmp_path / "2027" / "department.toml", department_specimen({"department.year": 2027}))
    code, out, err = run("export", "yn-target", "2027/department.toml", "-o", "出")
    assert (code, out) == (2, "")
    assert "部门整体的申报没有这张表" in err
    code, out, _ = run("export", "all", "2027/department.toml", "-o", "出")
    assert code == 0
    assert len(out.splitlines()) == 1


def test_a_department_is_laid_out_with_the_others_and_compared_by_its_tasks(run, tmp_path: Path):
    path = tmp_path / "2026" / "department.toml"
    path.write_text(f"\n{path.read_text('utf-8')}", "utf-8")
    assert run("fmt", "--check") == (1, "2026/department.toml\n", "")
    assert run("fmt")[0] == 0
    other = tmp_path / "另.toml"
    create_document(other, department_specimen().without_row("tasks", 1))
    code, out, _ = run("diff", "2026/department.toml", str(other))
    assert code == 0
    assert "－ 工作任务“改造农村学校教学用房" in out


def test_a_department_is_no_project_of_the_indicator_library(run, tmp_path: Path):
    from tui.library import Gatherer

    (tmp_path / "2026" / "部门.toml").write_text(
        (tmp_path / "2026" / "department.toml").read_text("utf-8"), "utf-8"
    )
    seen = []
    Gatherer().gather(tmp_path, None, seen.append, lambda: False)
    names = {entry.indicator.name for entry in seen[-1].entries}
    assert "补助学生人数" in names
    assert "九年义务教育巩固率" not in names
