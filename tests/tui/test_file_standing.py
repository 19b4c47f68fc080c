"""How the file stands is said in the head line as long as it is so: read-only, open in another window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store.layout import parse
from tests.tui.driver import User, editing
from tui.screens import editor

HOLD = (
    "import sys; from pathlib import Path; from store import journal; journal.hold(Path(sys.argv[1])); "
    "print(flush=True); sys.stdin.read()"
)


def head(user: User) -> str:
    return user.screen_text.splitlines()[0]


async def until(user: User, ready) -> None:
    for _ in range(60):
        if ready():
            return
        await user.rest()
    raise AssertionError(user.screen_text)


async def test_another_window_is_named_while_it_has_the_file_open(file, monkeypatch):
    monkeypatch.setattr(editor, "LOOK", 0.1)
    async with editing(file, size=(80, 24)) as user:
        assert "另一窗口" not in head(user)
        other = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        other.stdout.readline()
        await until(user, lambda: "另一窗口也打开了" in head(user))
        await user.press("down", "down")
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        assert "另一窗口也打开了  ● 未保存" in head(user)
        other.communicate()
        await until(user, lambda: "另一窗口" not in head(user))


async def test_a_file_without_write_permission_is_saved_as_another_one(file):
    file.chmod(0o444)
    before = file.read_bytes()
    async with editing(file, size=(80, 24)) as user:
        assert head(user).endswith("只读")
        assert "另存为别的文件" in user.message.replace("\n", "").replace(" ", "")
        await user.edit("项目信息", "项目名称")
        await user.press("end")
        await user.type("甲")
        assert "只读  ● 未保存" in head(user)
        await user.press("ctrl+s")
        assert "另存为" in user.screen_text
        await user.press("escape")
        assert "没有保存" in user.message
        assert [path.name for path in file.parent.iterdir() if "我的修改" in path.name] == []
        await user.press("ctrl+s", "enter")
        await until(user, lambda: "已另存为" in user.message)
        assert "只读" not in head(user)
        assert head(user).endswith("已保存")
        await user.edit("项目信息", "项目名称")
        await user.press("end")
        await user.type("乙")
        await user.press("ctrl+s")
        copy = user.editor.session.document.path
    assert file.read_bytes() == before
    assert copy.name == f"{file.stem}-我的修改.toml"
    assert parse(copy.read_text("utf-8")).project.name.endswith("甲乙")


async def test_leaving_a_read_only_file_with_changes_can_save_them_elsewhere(file):
    file.chmod(0o444)
    copy = file.parent / "副本.toml"
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        await user.press("ctrl+q", "1", "ctrl+u")
        await user.type(copy.name)
        await user.press("enter")
        await until(user, copy.exists)
    assert parse(copy.read_text("utf-8")).project.name.endswith("甲")


async def test_permission_given_meanwhile_is_noticed(file, monkeypatch):
    monkeypatch.setattr(editor, "LOOK", 0.1)
    file.chmod(0o444)
    async with editing(file) as user:
        assert "只读" in head(user)
        file.chmod(0o644)
        await until(user, lambda: "只读" not in head(user))
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        await user.press("ctrl+s")
        assert head(user).endswith("已保存")
    assert parse(Path(file).read_text("utf-8")).project.name.endswith("甲")


@pytest.mark.parametrize("taken", ["", "/dev/null/甲.toml"])
async def test_a_name_that_can_not_be_written_loses_nothing(file, taken):
    file.chmod(0o444)
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        await user.press("ctrl+s", "ctrl+u")
        await user.type(taken or str(file))
        await user.press("enter", "enter")
        assert user.declaration.project.name.endswith("甲")
        assert "● 未保存" in head(user)


async def test_a_deleted_file_is_written_again_or_elsewhere_and_no_copy_is_spoken_of(file):
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        file.unlink()
        await user.press("ctrl+s")
        assert "文件已被删除或改名" in user.screen_text
        assert "副本" not in user.screen_text
        assert "原样未动" not in user.screen_text
        await user.press("1")
        assert "已保存" in user.message
        assert "存为" not in user.message
    assert parse(file.read_text("utf-8")).project.name.endswith("甲")
    assert list(file.parent.glob("*磁盘*")) == []


@pytest.mark.parametrize("became_file", [False, True])
async def test_when_the_folder_is_gone_leaving_can_save_the_work_elsewhere(file, tmp_path, became_file):
    copy = tmp_path / "救出来的.toml"
    async with editing(file) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("甲")
        file.parent.rename(tmp_path / "搬走了")
        if became_file:
            file.parent.write_text("不是文件夹")
        await user.press("ctrl+q", "1")
        assert "没有保存" in user.screen_text
        assert "原样未动" not in user.screen_text
        await user.press("2", "ctrl+u")
        await user.type(str(copy))
        await user.press("enter")
        await until(user, copy.exists)
    assert parse(copy.read_text("utf-8")).project.name.endswith("甲")


async def test_a_change_on_disk_is_said_and_can_be_read_in_and_undone(file, monkeypatch):
    monkeypatch.setattr(editor, "LOOK", 0.1)
    async with editing(file, size=(100, 24)) as user:
        await user.edit("项目信息", "项目名称")
        await user.type("我的")
        mine = user.declaration
        text = file.read_text("utf-8").replace("呈贡区2026年保障人数2014人", "呈贡区2026年保障人数2015人")
        file.write_text(text, "utf-8")
        await until(user, lambda: "磁盘上已改动" in head(user))
        assert "重读文件" in user.message
        await user.press("escape", "R")
        await until(user, lambda: "已读入磁盘上的内容" in user.message)
        assert user.declaration == parse(text)
        assert "磁盘上已改动" not in head(user)
        assert "已保存" in head(user)
        await user.press("u")
        assert user.declaration == mine
        assert "● 未保存" in head(user)


async def test_a_file_that_is_deleted_is_said_and_written_again_by_a_save(file, monkeypatch):
    monkeypatch.setattr(editor, "LOOK", 0.1)
    async with editing(file, size=(100, 24)) as user:
        file.unlink()
        await until(user, lambda: "文件已被删除" in head(user))
