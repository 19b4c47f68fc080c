"""Runs jixiao in a real pseudo terminal and keeps what a terminal would show."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; main(sys.argv[1:])"]


class Terminal:
    """A program under test, its screen, and every byte it sent."""

    def __init__(
        self,
        *arguments: str | Path,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        ignore_hangup: bool = False,
        cwd: Path | None = None,
        program: list[str] = PROGRAM,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            # Here, not in the parent: the program must not start before its terminal has its size.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            if ignore_hangup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            if cwd is not None:
                os.chdir(cwd)
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            env.pop("NO_COLOR", None)
            env.update(environment or {})
            os.execve(program[0], [*program, *map(str, arguments)], env)
        self._status: int | None = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait()
        self.close()

    def close(self) -> None:
        """The terminal vanishes: the other side of the line is gone."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def read(self, seconds: float) -> bytes:
        """What arrives within a time."""
        got = b""
        end = time.monotonic() + seconds
        while self._master >= 0 and (left := end - time.monotonic()) > 0:
            if not select.select([self._master], [], [], left)[0]:
                break
            try:
                data = os.read(self._master, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                break
            if not data:
                break
            got += data
            self._stream.feed(data)
        self.sent += got
        return got

    def settle(self, silence: float = 0.25, limit: float = 20) -> bytes:
        """Everything until nothing has come for a while."""
        got = b""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            data = self.read(silence)
            if not data:
                break
            got += data
        return got

    def write(self, keys: str | bytes) -> None:
        """Type. What the program sends meanwhile is read, so that neither waits for the other."""
        rest = keys.encode() if isinstance(keys, str) else keys
        while rest:
            readable, writable, _ = select.select([self._master], [self._master], [])
            if writable:
                rest = rest[os.write(self._master, rest[:1024]) :]
            elif readable:
                self.read(0.001)

    def resize(self, columns: int, rows: int) -> None:
        """The window gets another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str | bytes) -> bytes:
        """Type, and return all that this made the program send."""
        self.write(keys)
        return self.settle()

    @property
    def text(self) -> str:
        """The screen as lines; the right half of a wide character is nothing."""
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
            for y in range(self.screen.lines)
        )

    def wait_for(self, text: str, limit: float = 30) -> None:
        """Read until a text stands on the screen."""
        end = time.monotonic() + limit
        while text not in self.text:
            if time.monotonic() > end or (self._ended() and not self.read(0.1)):
                raise AssertionError(f"{text!r} did not appear on:\n{self.text}")
            self.read(0.1)

    def _ended(self) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def kill(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def wait(self, limit: float = 20) -> int:
        """The exit code; a signal's number negative."""
        end = time.monotonic() + limit
        while not self._ended():
            if time.monotonic() > end:
                raise AssertionError("the program did not end")
            if self._master >= 0:
                self.read(0.05)
            else:
                time.sleep(0.05)
        if self._master >= 0:
            self.read(0.2)
        assert self._status is not None
        return self._status
