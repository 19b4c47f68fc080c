"""A long text in the user's own editor: out of the screen and back, with nothing lost on the way.

The terminal is given away as a whole: Textual's reader and writer threads end, and begin again when the editor has
ended. The event loop goes on, so the journal is written, and a dropped line is noticed, while somebody writes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from models.names import safe_name
from models.text import clean, visible
from store.decoding import decode_foreign, read_bytes
from store.errors import ClerkError
from store.faults import reason
from store.state import folders

if TYPE_CHECKING:
    from tui.app import JixiaoApp

VARIABLES = ("VISUAL", "EDITOR")
OUTSIDE = "outside"
"""The folder of the texts, in the user's state folder: a temporary one is emptied while nobody knows of them."""
USUAL = ("sensible-editor", "nano", "vi", "vim")
"""Tried in this order where the user has named none."""
TOO_SOON = 0.5
"""Seconds in which nobody reads a text: an editor that ends sooner has opened a window elsewhere."""

_AS_BEFORE = "内容没有改动。"
# What a program that was killed may leave behind: margins, key and mouse modes, a character set.
_SOFT_RESET = "\x1b[!p\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x0f"


@dataclass(frozen=True)
class Edited:
    """What came back from the editor."""

    text: str | None
    """the new text, cleaned and without line feeds at its end; None when there is nothing to take over"""
    sentence: str
    """what to tell the user"""


async def edit_outside(app: JixiaoApp, text: str, *, name: str) -> Edited:
    """Let the user change `text` in `$VISUAL`, `$EDITOR` or the first usual editor there is.

    `name` is what the user calls the text (`总体目标`); the temporary file is called so. Never raises for what the
    editor, the disk or the user did; then `text` is None, and what was written stays in a file that the sentence
    names. Call it from a worker: when the line drops, the worker is cancelled, and the file is kept and named too.
    """
    try:
        command = editor_command()
        file = _written(clean(text), name)
    except ClerkError as error:
        return Edited(None, str(error))
    app.keep_work()
    begun = time.monotonic()
    try:
        code = await _run(app, [*command, str(file)])
    except ClerkError as error:
        _remove(file)
        return Edited(None, str(error))
    except asyncio.CancelledError:
        # Leaving `suspend` has just given the output back to the app, which is ending or has ended.
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        app.last_words.append(f"正在外部编辑器里写的内容在 {file}。")
        raise
    return _taken_back(file, clean(text), code, soon=time.monotonic() - begun < TOO_SOON)


def left_behind() -> list[Path]:
    """Texts that were with an external editor when the line dropped or the program was ended."""
    found = []
    for home in folders(OUTSIDE):
        for folder in home.glob("*-*"):
            pid = folder.name.partition("-")[0]
            if not pid.isdecimal() or not _is_running(int(pid)):
                found += [file for file in folder.glob("*.txt") if file.is_file() and file.stat().st_size]
    return sorted(found)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def editor_command() -> list[str]:
    """The program and its arguments; ClerkError when there is none."""
    for variable in VARIABLES:
        typed = os.environ.get(variable, "").strip()
        if not typed:
            continue
        try:
            words = shlex.split(typed)
        except ValueError as error:
            raise ClerkError(
                f"环境变量 {variable} 里的引号不成对：{visible(typed)}。",
                safe=_AS_BEFORE,
                do="请改正后再打开 jixiao。",
            ) from error
        program = shutil.which(os.path.expanduser(words[0])) if words else None
        if program is None:
            raise ClerkError(
                f"找不到环境变量 {variable} 指定的编辑器“{visible(typed)}”。",
                safe=_AS_BEFORE,
                do="请改成已安装的编辑器，如 nano 或 vi，再打开 jixiao。",
            )
        return [program, *words[1:]]
    for usual in USUAL:
        if program := shutil.which(usual):
            return [program]
    raise ClerkError(
        f"找不到外部编辑器（{'、'.join(USUAL)} 都没有安装）。",
        safe=_AS_BEFORE,
        do="请安装一个，或用环境变量 EDITOR 指定。",
    )


def _written(text: str, name: str) -> Path:
    """A new file with the text, in a folder of its own that only this user can enter."""
    file: Path | None = None
    try:
        home = next(folders(OUTSIDE, make=True), None)
        folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=home))
        file = folder / f"{safe_name(name, 100)}.txt"
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as stream:
            stream.write(_as_file(text))
    except OSError as error:
        if file is not None:
            _remove(file)
        why, do = reason(error)
        raise ClerkError(f"不能为外部编辑器写出临时文件：{why}。", safe=_AS_BEFORE, do=do) from error
    return file


def _as_file(text: str) -> bytes:
    """The text with a line feed at its end, which editors add themselves."""
    return f"{text}\n".encode() if text and not text.endswith("\n") else text.encode()


async def _run(app: JixiaoApp, command: list[str]) -> int:
    """The exit code of the editor, after the terminal is ours again; negative for a signal. ClerkError: not started."""
    refused: OSError | None = None
    code = 0
    try:
        with app.batch_update(), app.suspend(), _modes_kept():
            # An error that left `suspend` would leave the terminal to nobody.
            try:
                code = await _ended(command)
            except OSError as error:
                refused = error
            if code:
                _reset_terminal()
    except SuspendNotSupported as error:
        raise ClerkError("这个终端不能让出屏幕，没有打开外部编辑器。", safe=_AS_BEFORE) from error
    app.action_redraw()
    if refused is not None:
        why, do = reason(refused)
        raise ClerkError(f"没有打开编辑器“{visible(command[0])}”：{why}。", safe=_AS_BEFORE, do=do)
    return code


async def _ended(command: list[str]) -> int:
    """The exit code of a program that has the terminal.

    asyncio would kill it where the loop ends with it; it is told that the line dropped instead, and keeps what it can.
    """
    process = subprocess.Popen(command)
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def tell(code: int) -> None:
        if not ended.done():
            ended.set_result(code)

    def wait() -> None:
        code = process.wait()
        # The loop may have ended before the editor.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(tell, code)

    threading.Thread(target=wait, daemon=True, name="external-editor").start()
    with _keys_are_the_editors():
        try:
            return await ended
        except asyncio.CancelledError:
            process.send_signal(signal.SIGHUP)
            raise


@contextlib.contextmanager
def _modes_kept() -> Iterator[None]:
    """The modes of the terminal as they are now, also after an editor that was killed: we give them back at our end."""
    descriptor = sys.__stdin__.fileno() if sys.__stdin__ else -1
    try:
        modes = termios.tcgetattr(descriptor)
    except (termios.error, ValueError):
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, modes)


@contextlib.contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    """ctrl+c and ctrl+\\ reach every program of the terminal now, but they are meant for the editor."""
    # Only now, after the start: a program inherits what is ignored.
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
            signal.siginterrupt(number, False)


def _reset_terminal() -> None:
    if sys.__stderr__:
        with contextlib.suppress(OSError):
            sys.__stderr__.write(_SOFT_RESET)
            sys.__stderr__.flush()


def _taken_back(file: Path, text: str, code: int, *, soon: bool) -> Edited:
    """What the file holds now; it is removed when nothing in it can be missed."""
    try:
        data = read_bytes(file)
    except ClerkError as error:
        kept = f"请看 {file.parent}。" if _has_more(file) else ""
        if not kept:
            _remove(file)
        return Edited(None, f"没有取回内容：{error.what}{_AS_BEFORE}{kept}")
    same = data == _as_file(text)
    if code:
        ended = f"编辑器出错结束（{f'信号 {-code}' if code < 0 else f'退出码 {code}'}），{_AS_BEFORE}"
        if same and not _has_more(file):
            _remove(file)
            return Edited(None, ended)
        return Edited(None, f"{ended}在编辑器里写的留在 {file}。")
    if same:
        if soon:
            return Edited(
                None,
                f"编辑器立刻就结束了，{_AS_BEFORE}它若另开了窗口，请让它等窗口关闭再结束（如 code --wait）；"
                f"那里的文件是 {file}。",
            )
        _remove(file)
        return Edited(None, _AS_BEFORE)
    try:
        decoded = decode_foreign(data, file.name)
    except ClerkError as error:
        return Edited(None, f"没有取回内容：{error.what}{_AS_BEFORE}在编辑器里写的留在 {file}。")
    _remove(file)
    new = clean(decoded.text)
    dropped = len(decoded.text) - len(new)
    notes = [*decoded.notes, *([f"略去了 {dropped} 个不能用的控制字符。"] if dropped else [])]
    new = new.rstrip("\n")
    if new == text.rstrip("\n"):
        return Edited(None, _AS_BEFORE)
    taken = f"已取回编辑器里的内容，共 {len(new)} 字，可撤销。" if new else "编辑器里清空了内容，可撤销。"
    return Edited(new, "".join((taken, *notes)))


def _has_more(file: Path) -> bool:
    """Whether the editor left something beside the file, such as the work of one that was killed."""
    return any(each.name != file.name for each in file.parent.glob("*"))


def _remove(file: Path) -> None:
    shutil.rmtree(file.parent, ignore_errors=True)
