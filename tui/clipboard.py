"""Copied indicators: kept for `p` in this and other windows, and sent to the system clipboard as a table.

The system clipboard is the one of the computer in front of the user, also over SSH: the terminal sets it when it is
sent OSC 52. It never answers, and the clipboard is never asked for; what was copied elsewhere arrives as a paste.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from models.declaration import Indicator
from models.table_text import as_table, misread_by_spreadsheets
from store import copied
from store.copied import Copied

MOST_BYTES = 74_994
"""What terminals take: 100,000 bytes in base64 with the sequence around it (hterm; others take as much or more)."""
SCREEN_CHUNK = 240
"""GNU screen passes a DCS string on; older ones cut it at 256 bytes."""
TMUX_PATIENCE = 2.0
"""Seconds after which a tmux that does not answer is given up."""

_WITHOUT_CLIPBOARD = ("linux", "dumb", "")


class Clipboard:
    """What was copied last, in whatever window of this user."""

    def __init__(self) -> None:
        self._copied = Copied(())
        self._known: copied.Stamp | None = None
        self._lock = threading.Lock()
        self._keeper: threading.Thread | None = None
        self._hinted = False

    def copy(self, app: App[Any], rows: Sequence[Indicator], declaration_path: Path | None = None) -> str:
        """Keep the rows and send them to the system clipboard; the sentence for the user."""
        self.put(rows, declaration_path)
        refused = copy_text(app, as_table(rows))
        sentence = copied_sentence(rows, refused, with_hint=not self._hinted)
        self._hinted = self._hinted or not refused
        return sentence

    def put(self, rows: Sequence[Indicator], declaration_path: Path | None = None) -> None:
        """Keep the rows; the file is written in the background."""
        self._copied = Copied(tuple(rows), str(declaration_path or ""))
        before = self._keeper
        self._keeper = threading.Thread(target=self._keep, args=(self._copied, before), name="clipboard")
        self._keeper.start()

    def rows(self) -> tuple[Indicator, ...]:
        """The rows copied last, here or in another window; empty when there are none."""
        self._follow()
        return self._copied.rows

    @property
    def source(self) -> str:
        """The file that they were copied from; empty when unknown."""
        self._follow()
        return self._copied.source

    def flush(self) -> None:
        """Until the file is written."""
        if self._keeper is not None:
            self._keeper.join()

    def _keep(self, what: Copied, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        if what is not self._copied:
            return
        if copied.write(what):
            with self._lock:
                self._known = copied.stamp()

    def _follow(self) -> None:
        """Take over what another window copied since."""
        if self._keeper is not None and self._keeper.is_alive():
            return
        stamp = copied.stamp()
        with self._lock:
            if stamp is None or stamp == self._known:
                return
            self._known = stamp
        found = copied.read()
        if found is not None and found.rows:
            self._copied = found


def copy_text(app: App[Any], text: str) -> str:
    """Send a text to the system clipboard. An empty text, or a sentence on why it was not sent."""
    environment = os.environ
    driver = app._driver
    if driver is None or environment.get("TERM", "") in _WITHOUT_CLIPBOARD:
        return "这个终端没有系统剪贴板，没有送去。"
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        return (
            f"没有送到系统剪贴板：表格有 {len(data) // 1000} kB，终端最多收 {MOST_BYTES // 1000} kB。"
            "请分次复制，或 F6 导出。"
        )
    for sequence in sequences(data, environment):
        driver.write(sequence)
    if environment.get("TMUX"):
        threading.Thread(target=_tell_tmux, args=(data,), daemon=True, name="tmux-clipboard").start()
    return ""


def sequences(data: bytes, environment: Mapping[str, str]) -> Iterator[str]:
    """What sets the clipboard of the terminal, and of the one behind GNU screen."""
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\a"
    yield sequence
    is_screen = environment.get("TERM", "").startswith("screen") and not environment.get("TMUX")
    if environment.get("STY") or is_screen:
        # screen drops the plain sequence, and passes on what stands in DCS strings, one after the other.
        for at in range(0, len(sequence), SCREEN_CHUNK):
            yield f"\x1bP{sequence[at : at + SCREEN_CHUNK]}\x1b\\"


def _tell_tmux(data: bytes) -> None:
    """Set the clipboard through tmux itself: as tmux is set up by default it takes OSC 52 from no program."""
    allowed = _tmux(["show-options", "-sv", "set-clipboard"])
    if allowed is None or allowed.strip() == b"on":
        return
    # -w came with tmux 3.2; before that, and where the user has turned the clipboard off, only its own buffer is set.
    to_terminal = allowed.strip() != b"off" and _tmux(["load-buffer", "-w", "-"], data) is not None
    if not to_terminal:
        _tmux(["load-buffer", "-"], data)


def _tmux(arguments: list[str], data: bytes = b"") -> bytes | None:
    """What tmux answers; None when it refuses or does not answer."""
    tmux = shutil.which("tmux")
    if tmux is None:
        return None
    try:
        done = subprocess.run(
            [tmux, *arguments], input=data, capture_output=True, timeout=TMUX_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def copied_sentence(
    rows: Sequence[Indicator],
    refused: str = "",
    *,
    with_hint: bool = True,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """What the user is told: how many, where they are now, and what to do when the spreadsheet gets nothing.

    `refused` is what `copy_text` gave back.
    """
    said = f"已复制 {len(rows)} 个指标，按 p 粘贴"
    if refused:
        return f"{said}。{refused}"
    by_ssh = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    said += "；已送往您电脑的剪贴板，不能确认收到。" if by_ssh else "；也已送往系统剪贴板。"
    if count := misread_by_spreadsheets(rows):
        return f"{said}{count} 格像编号或日期，请先把单元格设为“文本”。"
    if not with_hint:
        return said
    # The tmux of the user's own computer, seen over SSH: this one can't be spoken to.
    is_far = environment.get("TERM", "").startswith(("tmux", "screen")) and not environment.get("TMUX")
    allow = "让 tmux 允许：set -s set-clipboard on" if is_far else "让终端允许 OSC 52"
    return f"{said}粘不出时{allow}，或 F6 导出。"
