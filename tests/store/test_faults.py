"""Faults at every system call of a save: the file holds the old bytes or the new ones, and the user is told which.

strace kills the saving process, or makes a call of it fail, at the n-th call of each kind. The normal run takes a
sample of the points, JIXIAO_LONG=1 all of them.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.atomic import create, replace
from store.errors import ClerkError

OLD = "原来的内容\n".encode() * 100
NEW = "后来的内容\n".encode() * 100
REFUSED = 7
ROOT = Path(__file__).parents[2]


def can_trace() -> bool:
    """Whether strace is here and allowed to trace."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    )


needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not installed or not allowed")

SAVE = f"""
import os, sys
from pathlib import Path
from store.atomic import create, replace
from store.errors import ClerkError
path, new = Path(sys.argv[1]), sys.argv[2] == "new"
data = Path(sys.argv[3]).read_bytes()
os.access("save-begins", 0)
try:
    create(path, data) if new else replace(path, data, {OLD!r})
    code = 0
except ClerkError as error:
    code = {REFUSED} if error.what and error.safe and error.do else 1
os.access("save-ends", 0)
os._exit(code)
"""

# Without the reads of attributes, which change nothing; both spellings, old and new, of each.
CALLS = (
    *(
        "openat",
        "read",
        "write",
        "fsync",
        "close",
        "flock",
        "getdents64",
        "fchmod",
        "fchown",
        "mkdir",
        "mkdirat",
    ),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"),
)
MARKS = ("access", "faccessat", "faccessat2")


@dataclass(frozen=True)
class Point:
    """The n-th call of a name, counted over the life of the process."""

    call: str
    number: int

    def __str__(self) -> str:
        return f"{self.call}-{self.number}"


_POINTS: dict[bool, list[Point]] = {}
"""The calls of a save, replacing (False) and creating (True): the same in every run."""


class Scene:
    """A folder with a file to replace, or to create, and a saving process under strace."""

    def __init__(self, folder: Path, *, new: bool) -> None:
        self.folder = folder / "work"
        self.new = new
        self.path = self.folder / "2026" / "项目.toml" if new else self.folder / "项目.toml"
        self.data = folder / "data"
        self.data.write_bytes(NEW)
        self.log = folder / "trace"

    def set_up(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        if not self.new:
            self.path.write_bytes(OLD)

    def run(self, *inject: str) -> int:
        command = ["strace", "-f", "-o", str(self.log), "-e", f"trace=?{',?'.join((*CALLS, *MARKS))}"]
        for fault in inject:
            command += ["-e", f"inject={fault}"]
        command += [sys.executable, "-c", SAVE, str(self.path), "new" if self.new else "old", str(self.data)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode

    def calls(self) -> list[tuple[str, str]]:
        """The calls of the save itself, in order, as names and lines of the trace."""
        found = re.findall(r"^\d+ +((\w+)\(.*)$", self.log.read_text("utf-8", "replace"), re.MULTILINE)
        lines = [(name, line) for line, name in found]
        marks = [at for at, (_, line) in enumerate(lines) if "save-begins" in line or "save-ends" in line]
        return lines[marks[0] + 1 : marks[1]]

    def points(self) -> list[Point]:
        """Every call of an undisturbed save."""
        if self.new in _POINTS:
            return _POINTS[self.new]
        # The first run may also write byte code, and so make more calls than the ones after it.
        for _ in range(2):
            self.set_up()
            assert self.run() == 0
        seen: Counter[str] = Counter()
        found = []
        inside = False
        for line in self.log.read_text("utf-8", "replace").splitlines():
            match = re.match(r"\d+ +(\w+)\(", line)
            if match is None:
                continue
            seen[match[1]] += 1
            if "save-begins" in line or "save-ends" in line:
                inside = "save-begins" in line
            elif inside:
                found.append(Point(match[1], seen[match[1]]))
        _POINTS[self.new] = found
        return found

    def content(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None

    @property
    def old(self) -> bytes | None:
        return None if self.new else OLD

    def leftovers(self) -> list[str]:
        return [path.name for path in self.folder.rglob(".jixiao*")]


@pytest.fixture(params=[False, True], ids=["replace", "create"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    return Scene(tmp_path, new=request.param)


def some(points: list, step: int) -> list:
    """All of them in the long form, else every n-th and the last."""
    return points if os.environ.get("JIXIAO_LONG") == "1" else [*points[::step], points[-1]]


@needs_strace
def test_the_content_is_forced_to_disk_before_the_name_and_the_folder_after_it(scene):
    scene.set_up()
    assert scene.run() == 0
    lines = [line for _, line in scene.calls()]
    written = next(at for at, line in enumerate(lines) if ".tmp" in line and "O_CREAT" in line)
    handle = lines[written].rpartition("= ")[2]
    forced = next(at for at, line in enumerate(lines) if line.startswith(f"fsync({handle})") and at > written)
    named = next(at for at, line in enumerate(lines) if re.match(r"(rename|link)\w*\(", line))
    opened = next(at for at, line in enumerate(lines) if "O_DIRECTORY" in line and at > named)
    folder = lines[opened].rpartition("= ")[2]
    assert written < forced < named < opened
    assert any(line.startswith(f"fsync({folder})") for line in lines[opened:])


@needs_strace
def test_a_save_killed_at_any_call_leaves_the_old_file_or_the_new_one(scene):
    points = scene.points()
    assert len(points) >= 20
    killed = 0
    seen = set()
    for point in some(points, 5):
        scene.set_up()
        killed += scene.run(f"{point.call}:signal=KILL:when={point.number}") != 0
        content = scene.content()
        assert content in (scene.old, NEW), point
        seen.add(content)
        # Whatever was left lying about, the next save works and cleans it up.
        scene.path.parent.mkdir(exist_ok=True)
        replace(scene.path, b"next", content)
        assert scene.path.read_bytes() == b"next", point
        assert scene.leftovers() == [], point
    assert killed == len(some(points, 5))
    assert seen == {scene.old, NEW}


@needs_strace
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EDQUOT"])
def test_a_call_that_fails_is_reported_and_the_old_file_is_whole(scene, error):
    points = [point for point in scene.points() if point.call not in ("unlink", "unlinkat", "getdents64")]
    assert len(points) >= 15
    outcomes = Counter()
    for point in some(points, 5):
        scene.set_up()
        code = scene.run(f"{point.call}:error={error}:when={point.number}")
        assert code in (0, REFUSED), point
        assert scene.content() == (NEW if code == 0 else scene.old), point
        assert scene.leftovers() == [], point
        outcomes[code] += 1
    assert outcomes[REFUSED] >= 2


@needs_strace
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS"])
@pytest.mark.parametrize("call", ["write", "fsync", "rename or link"])
def test_a_disk_that_fails_again_and_again_is_reported(scene, call, error):
    if call == "rename or link":
        call = "link" if scene.new else "rename"
    first = next(point for point in scene.points() if point.call.startswith(call))
    scene.set_up()
    assert scene.run(f"{first.call}:error={error}:when={first.number}+") == REFUSED
    assert scene.content() == scene.old
    assert scene.leftovers() == []


@needs_strace
def test_interrupted_and_short_writes_still_write_everything(tmp_path):
    scene = Scene(tmp_path, new=False)
    written = next(point for point in scene.points() if point.call == "write")
    scene.set_up()
    assert scene.run(f"write:error=EINTR:when={written.number}") == 0
    assert scene.content() == NEW


def in_child(action: Callable[[], None], prepare: Callable[[], None]) -> str:
    """What the ClerkError of an action says that runs in a process prepared for it; empty when there was none."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()

    def work() -> None:
        prepare()
        try:
            action()
        except ClerkError as error:
            answers.put(str(error))
        except BaseException as error:
            answers.put(repr(error))
        else:
            answers.put("")

    child = context.Process(target=work)
    child.start()
    child.join(30)
    assert child.exitcode == 0
    return answers.get()


def as_nobody() -> None:
    """Root may write everywhere: permissions mean something only to others."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
    assert os.geteuid() != 0


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, with a file of theirs."""
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    (folder / "项目.toml").write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        os.chown(folder / "项目.toml", 65534, 65534)
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_without_special_rights_a_save_works(open_folder):
    path = open_folder / "项目.toml"
    assert in_child(lambda: replace(path, NEW, OLD), as_nobody) == ""
    assert path.read_bytes() == NEW


def test_a_read_only_file_is_not_replaced_although_a_rename_could(open_folder):
    path = open_folder / "项目.toml"
    path.chmod(0o444)
    assert "只读" in in_child(lambda: replace(path, NEW, OLD), as_nobody)
    assert path.read_bytes() == OLD


def test_a_file_of_somebody_else_is_not_replaced_although_a_rename_could(open_folder):
    path = open_folder / "项目.toml"
    if os.geteuid() != 0:
        path.chmod(0o444)
    else:
        os.chown(path, 0, 0)
        path.chmod(0o644)
    assert "只读" in in_child(lambda: replace(path, NEW, OLD), as_nobody)
    assert path.read_bytes() == OLD


def test_a_read_only_folder_is_reported(open_folder):
    path = open_folder / "项目.toml"
    open_folder.chmod(0o555)
    assert f"文件夹“{open_folder}”" in in_child(lambda: replace(path, NEW, OLD), as_nobody)
    assert "没有权限" in in_child(lambda: create(open_folder / "2026" / "甲.toml", NEW), as_nobody)
    assert [entry.name for entry in open_folder.iterdir()] == ["项目.toml"]
    assert path.read_bytes() == OLD


def test_a_folder_that_cannot_be_entered_is_reported(open_folder):
    path = open_folder / "项目.toml"
    open_folder.chmod(0o000)
    said = in_child(lambda: replace(path, NEW, OLD), as_nobody)
    open_folder.chmod(0o755)
    assert "没有权限" in said
    assert path.read_bytes() == OLD


def test_a_folder_that_cannot_be_listed_can_still_be_saved_to(open_folder):
    path = open_folder / "项目.toml"
    open_folder.chmod(0o333)
    said = in_child(lambda: replace(path, NEW, OLD), as_nobody)
    open_folder.chmod(0o755)
    assert said == ""
    assert path.read_bytes() == NEW


def test_a_limit_on_the_size_of_files_is_reported(tmp_path):
    path = tmp_path / "项目.toml"
    path.write_bytes(OLD)
    limit = len(NEW) // 2
    said = in_child(
        lambda: replace(path, NEW, OLD),
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert "超过了系统允许的大小" in said
    assert path.read_bytes() == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["项目.toml"]
