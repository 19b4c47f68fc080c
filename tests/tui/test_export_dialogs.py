"""What F6 asks before it writes."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driver import User, editing


async def _export(user: User, target: Path, answer: str) -> None:
    await user.press("f6")
    await user.type("yn-target） · txt")
    await user.press("enter", "end", "ctrl+u")
    await user.type(str(target))
    await user.press("enter")
    await user.press(answer)
    for _ in range(40):
        if "导出" in user.message and "正在" not in user.message:
            break
        await user.rest()


async def test_an_existing_file_is_replaced_only_when_the_user_says_so(file, tmp_path):
    target = tmp_path / "表.txt"
    target.write_text("旧", "utf-8")
    async with editing(file) as user:
        await _export(user, target, "1")
        assert "没有导出" in user.message
        assert target.read_text("utf-8") == "旧"
        await _export(user, target, "2")
        assert "项目绩效目标表" in target.read_text("utf-8")


async def test_a_missing_folder_is_made_only_when_the_user_says_so(file, tmp_path):
    async with editing(file) as user:
        await _export(user, tmp_path / "新" / "表.txt", "escape")
        assert not (tmp_path / "新").exists()
        await _export(user, tmp_path / "新" / "表", "2")
        assert (tmp_path / "新" / "表.txt").exists()
