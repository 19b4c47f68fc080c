"""What changed since the last save, the last commit and the start, seen and undone one by one."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from models.declaration import Unit
from models.specimen import specimen
from models.text import width
from models.text_parts import parts
from store.layout import emit
from tests.tui.driver import User, editing
from tui.marked_text import marked
from tui.screens.changed import ChangedScreen

EDITED = {
    "budget.total": Decimal("3100000.00"),
    "indicators[1].value": "3100",
    "indicators[1].unit": "户",
    "indicators[3]": None,
    "goals.overall": "写了一个新的目标。",
}
NAMES = [row.name for row in specimen().indicators]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A declaration committed as the specimen, saved with an other amount and other columns, one indicator less."""
    path = tmp_path / "2026" / "a.toml"
    path.parent.mkdir()
    path.write_text(emit(specimen()), "utf-8")
    git(path.parent, "init", "-q")
    git(path.parent, "add", ".")
    git(path.parent, "commit", "-qm", "一")
    path.write_text(emit(specimen(EDITED)), "utf-8")
    return path


def git(folder: Path, *args: str) -> None:
    who = ("-c", "user.name=某局", "-c", "user.email=nobody@example.com")
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


async def see(user: User, *words: str) -> None:
    for _ in range(60):
        if all(word in user.screen_text for word in words):
            return
        await user.pilot.pause(0.05)
    raise AssertionError(f"{words} not in\n{user.screen_text}")


async def put_on(user: User, words: str) -> None:
    """Move the cursor of the list to a line."""
    list_ = user.app.screen._list
    list_.go_to(next(at for at, line in enumerate(list_.lines) if words in line.text))
    await user.rest()


async def test_changes_are_grouped_shown_in_full_and_undone_one_by_one(file):
    async with editing(file, size=(80, 24)) as user:
        before = user.declaration
        await user.press("f7")
        await see(user, "5 处改动", "[最近一次提交]", f"── 指标“{NAMES[1]}” 2 处")
        await put_on(user, "指标值  3200 → 3100")
        assert "原：[-3200-]" in user.screen_text
        assert "现：{+3100+}" in user.screen_text
        await user.press("r")
        await see(user, "4 处改动", "已还原")
        assert user.declaration == before.with_value("indicators[1].value", "3200")
        await put_on(user, f"删 指标“{NAMES[3]}”")
        await user.press("r")
        assert [row.name for row in user.declaration.indicators] == NAMES
        await user.press("u", "u")
        await see(user, "5 处改动", "已撤销")
        assert user.declaration == before
        await user.press("U", "escape")
        assert user.editor is user.app.screen
        assert "● 未保存" in user.screen_text


async def test_a_group_is_undone_in_one_step_from_its_title_and_enter_goes_to_the_field(file):
    async with editing(file, size=(80, 24)) as user:
        before = user.declaration
        await user.press("f7")
        await see(user, "5 处改动")
        await put_on(user, f"── 指标“{NAMES[1]}”")
        await user.press("backspace")
        assert user.declaration.indicators[1] == specimen().indicators[1]
        await user.press("u")
        assert user.declaration == before
        await put_on(user, "度量单位")
        await user.press("enter")
        await user.rest()
        assert user.editor._form.focused_row.path == "indicators[1].unit"


async def test_each_base_shows_what_changed_since_then(file):
    async with editing(file, size=(80, 24)) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        await user.press("f7")
        await see(user, "[上次保存]", "1 处改动", "改 项目名称")
        await user.press("b")
        await see(user, "[最近一次提交]", "6 处改动")
        await user.press("escape", "ctrl+s", "f7", "tab")
        await see(user, "[打开时]", "1 处改动")
        await user.press("tab")
        await see(user, "[上次保存]", "没有改动")


@pytest.mark.parametrize(
    ("committed", "words"),
    [
        (None, ("那次提交里没有文件“a.toml”", "按 b")),
        ("<<<<<<< HEAD\nformat = 1\n", ("不能与最近一次提交相比：那时的文件第 1 行",)),
        # Another layout of the same content is no change.
        (emit(specimen(EDITED)).replace(" = ", "="), ("没有改动",)),
    ],
)
async def test_a_commit_that_is_missing_broken_or_laid_out_otherwise(file, committed, words):
    now = file.read_bytes()
    if committed is None:
        git(file.parent, "rm", "-q", "--cached", "a.toml")
    else:
        file.write_text(committed, "utf-8")
        git(file.parent, "add", ".")
    git(file.parent, "commit", "-qm", "二")
    file.write_bytes(now)
    async with editing(file, size=(80, 24)) as user:
        await user.press("f7")
        await see(user, *words)
        await user.press("r", "enter", "space", "v")
        assert isinstance(user.app.screen, ChangedScreen)


async def test_facts_of_the_workspace_are_no_changes(file):
    (file.parents[1] / "jixiao.toml").write_text('[unit]\naddress = "呈贡区"\n', "utf-8")
    bare = specimen().with_values(unit=Unit(name="某局"))
    file.write_text(emit(bare), "utf-8")
    git(file.parent, "commit", "-qam", "二")
    async with editing(file, size=(80, 24)) as user:
        assert user.editor.session.effective.unit.address
        await user.press("f7")
        await see(user, "[最近一次提交]", "没有改动")


async def test_a_file_that_can_only_be_looked_at_is_not_changed(file):
    file.write_text(file.read_text("utf-8").replace("format = 1\n", "format = 2\n"), "utf-8")
    async with editing(file, size=(80, 24)) as user:
        before = user.declaration
        await user.press("f7")
        await see(user, "5 处改动")
        await user.press("r")
        await see(user, "只能查看")
        assert user.declaration == before


@pytest.mark.parametrize("cells", [20, 57, 76])
def test_marked_lines_hold_the_whole_text_and_are_never_too_wide(seed_003, cells):
    old = seed_003[:3000]
    new = old.replace("。", "；", 3).replace("\n", "", 2)
    lines = ["".join(text for text, _ in line) for line in marked(parts(old, new), cells, whole=True)]
    assert max(map(width, lines)) <= cells
    shown = "".join(lines).replace("[-", "").replace("-]", "")
    assert shown.count("{+；+}") == 3
    short = marked(parts(old, new), cells, whole=False)
    assert len(short) < len(lines)
