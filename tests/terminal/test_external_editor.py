"""Long texts in `$EDITOR`: the terminal is given away and comes back whole, and nothing is lost on the way."""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path

import pytest

from store.errors import ClerkError
from tests.terminal.terminal import Terminal
from tui.external_editor import editor_command

pytestmark = pytest.mark.terminal

APP = """
import asyncio, sys
from tui import keyboard
keyboard.install()
from textual import work
from textual.binding import Binding
from tui.app import JixiaoApp
from tui.external_editor import edit_outside
from tui.widgets.basis import PlainLine, QuietScreen, plain, NORMAL
from tui.widgets.long_text import LongText

class OneText(QuietScreen):
    BINDINGS = [Binding("f4", "edit_outside", priority=True), Binding("ctrl+q", "quit", priority=True)]
    CSS = "PlainLine { height: 10; } LongText { height: 1fr; }"
    def compose(self):
        self.said, self.text, self.ticks = PlainLine(), LongText("第一行\\n第二行"), 0
        yield self.said
        yield self.text
    def on_mount(self):
        self.text.focus()
        self.set_interval(0.05, self.tick)
    def tick(self):
        self.ticks += 1
        self.show(self.words)
    words, times = "说明", 0
    def show(self, words):
        self.words = words
        lines = [words[at : at + 35] for at in range(0, len(words), 35)]
        self.said.show((((f"滴答{self.ticks}", NORMAL),), ()), *((((plain(each), NORMAL),), ()) for each in lines))
    def action_quit(self):
        self.app.exit(0)
    @work
    async def action_edit_outside(self):
        edited = await edit_outside(self.app, self.text.text, name="总体/目标")
        if edited.text is not None:
            self.text.set_text(edited.text)
        self.times += 1
        self.show(f"第{self.times}回：{edited.sentence}")

app = JixiaoApp(OneText())
code = app.run(mouse=False)
for words in app.last_words:
    print(words, file=sys.stderr)
sys.exit(app.return_code or code or 0)
"""


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """Where the program keeps what is on its way."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def program(tmp_path: Path, temporary: Path, editor: str, **options: object) -> Terminal:
    """The screen with one text; F4 runs `editor`, a shell script that finds the file in $1."""
    script = tmp_path / "my editor"
    script.write_text(f"#!/bin/sh\n{editor}\n", "utf-8")
    script.chmod(0o755)
    terminal = Terminal(
        program=[sys.executable, "-c", APP],
        environment={
            "VISUAL": f"'{script}'",
            "XDG_STATE_HOME": str(temporary),
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
        },
        **options,  # type: ignore[arg-type]
    )
    terminal.wait_for("第二行")
    terminal.read(0.3)
    return terminal


def kept(temporary: Path) -> list[Path]:
    return sorted(temporary.glob("jixiao/outside/*/*.txt"))


F4 = "\x1bOS"


def test_the_text_goes_out_and_comes_back_and_the_screen_and_the_keys_with_it(tmp_path, temporary):
    script = """
    stat -c '%a' "$1" > "$(dirname "$0")/seen"; stat -c '%a' "$(dirname "$1")" >> "$(dirname "$0")/seen"
    cat "$1" >> "$(dirname "$0")/seen"; echo "$1" >> "$(dirname "$0")/seen"
    echo IN THE EDITOR; read typed
    printf '\\357\\273\\277%s\\r\\n\\033第三行\\r\\n' "$typed" > "$1"
    """
    with program(tmp_path, temporary, script) as terminal:
        terminal.write(F4)
        terminal.wait_for("IN THE EDITOR")
        time.sleep(0.5)
        # Meanwhile the clock of the screen went on, and none of it came here; what is typed goes to the editor.
        terminal.read(0.2)
        assert "滴答" not in terminal.text.partition("IN THE EDITOR")[2]
        terminal.resize(100, 30)
        terminal.write("新的一行\n")
        terminal.wait_for("已取回")
        terminal.read(0.3)
        assert "IN THE EDITOR" not in terminal.text
        terminal.write("尾")
        terminal.wait_for("尾")
        screen = [re.sub("滴答[0-9]+", "滴答", line) for line in terminal.text.splitlines()]
        assert [screen[0], *filter(None, screen[6:])] == ["滴答", "尾新的一行", "第三行"]
        terminal.write("\x11")
        assert terminal.wait() == 0
    mode, folder_mode, first, second, name = (tmp_path / "seen").read_text("utf-8").split("\n")[:5]
    assert (mode, folder_mode, first, second) == ("600", "700", "第一行", "第二行")
    assert Path(name).name == "总体／目标.txt"
    assert kept(temporary) == []


def test_whatever_the_editor_did_no_text_is_lost(tmp_path, temporary):
    does, times = tmp_path / "does", []
    with program(tmp_path, temporary, '. "$(dirname "$0")/does"') as terminal:

        def edit(script: str, said: str, keys: str = "") -> list[Path]:
            """F4 with an editor that does this; the files that are left, each of which the sentence names."""
            for file in kept(temporary):
                file.unlink()
            does.write_text(script, "utf-8")
            times.append(script)
            terminal.write(F4)
            if keys:
                terminal.wait_for("IN THE EDITOR")
                terminal.write(keys)
            terminal.wait_for(f"第{len(times)}回")
            terminal.read(0.2)
            shown = "".join(terminal.text.split())
            assert said in shown
            assert "滴答" in shown
            assert all(str(file) in shown for file in kept(temporary))
            return kept(temporary)

        assert edit("sleep 0.6", "回：内容没有改动") == []
        assert edit("sleep 0.6; exit 1", "退出码1") == []
        assert [
            file.read_text("utf-8") for file in edit('echo 一半 > "$1"; stty raw -echo; kill -9 $$', "信号9")
        ] == ["一半\n"]
        assert [file.read_bytes() for file in edit('printf "甲\\377乙" > "$1"', "不是UTF-8")] == [
            "甲".encode() + b"\xff" + "乙".encode()
        ]
        assert edit('rm "$1"', "没有取回内容") == []
        assert len(edit('touch "$1"', "立刻就结束")) == 1
        assert "第一行\n第二行" in terminal.text
        gbk = "总体目标和年度目标".encode("gbk")
        (tmp_path / "gbk").write_bytes(gbk)
        assert edit('cp "$(dirname "$0")/gbk" "$1"', "GB18030") == []
        # ctrl+c is the editor's while it runs, and ours again after it.
        stopped = "trap 'echo 改了 > \"$1\"; exit 0' INT; echo IN THE EDITOR; while :; do sleep 0.1; done"
        assert edit(stopped, "已取回", keys="\x03") == []
        terminal.write("尾")
        terminal.wait_for("尾改了")
        terminal.kill(signal.SIGINT)
        assert terminal.wait() == 128 + signal.SIGINT


@pytest.mark.parametrize(
    ("visual", "editor", "installed", "command"),
    [
        ("my -w '/a b'", "nano", ("my", "nano"), ["my", "-w", "/a b"]),
        (" ", "nano -R", ("my", "nano"), ["nano", "-R"]),
        ("", "", ("vim", "vi"), ["vi"]),
        ("", "", (), "找不到外部编辑器"),
        ("gone --wait", "nano", ("nano",), "VISUAL"),
        ("", "my 'a", ("my",), "引号不成对"),
    ],
)
def test_the_users_own_editor_comes_first_and_a_missing_one_is_told(
    tmp_path, monkeypatch, visual, editor, installed, command
):
    for name in installed:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", editor)
    if isinstance(command, str):
        with pytest.raises(ClerkError) as raised:
            editor_command()
        assert command in str(raised.value)
        assert "内容没有改动" in str(raised.value)
    else:
        program, *arguments = editor_command()
        assert [Path(program).name, *arguments] == command


@pytest.mark.parametrize("how", ["hangup", "closed"])
def test_a_line_that_drops_while_outside_keeps_the_file(tmp_path, temporary, how):
    script = 'echo 已写的 > "$1"; trap \'echo hup > "$1.saved"; exit 1\' HUP; echo IN THE EDITOR; while :; do sleep 0.1; done'
    with program(tmp_path, temporary, script) as terminal:
        terminal.write(F4)
        terminal.wait_for("IN THE EDITOR")
        if how == "closed":
            terminal.close()
            terminal.wait(10)
        else:
            terminal.kill(signal.SIGHUP)
            assert terminal.wait(10) == 128 + signal.SIGHUP
            assert str(kept(temporary)[0]) in "".join(terminal.text.split())
    assert [file.read_text("utf-8") for file in kept(temporary)] == ["已写的\n"]
    assert [file.name for file in temporary.glob("jixiao/outside/*/*.saved")] == ["总体／目标.txt.saved"]
