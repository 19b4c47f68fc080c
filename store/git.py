"""The little that is asked of git. What it refuses for a known reason is said in Chinese; the rest is quoted."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from store.errors import ClerkError
from store.faults import reason

TIMEOUT = 20
"""Seconds; a repository on a dead network drive must not hang the caller."""

_REFUSALS = (
    (
        re.compile("not a git repository"),
        "文件所在的文件夹不在 git 版本库里，没有以前的版本",
        "请比较两个文件：jixiao diff 旧文件 新文件。",
    ),
    (
        re.compile("dubious ownership"),
        "这个版本库属于另一个用户，git 不肯读",
        "请确认它可信，再用 git config --global --add safe.directory 把它的文件夹加进去。",
    ),
    (
        re.compile(
            "invalid object name|unknown revision|bad revision|log for .* only has|not a valid object"
        ),
        "没有版本“{revision}”",
        "有哪些版本，见 git log；还没有提交过的版本库里没有版本。",
    ),
    (
        re.compile("exists on disk, but not in|does not exist"),
        "版本“{revision}”里没有文件“{path}”",
        "那时它可能还没有提交，或者是别的名称。",
    ),
    (re.compile("outside repository"), "文件“{path}”不在这个版本库里", "请检查路径。"),
    (re.compile("bad file"), "版本“{revision}”里的“{path}”不是文件", "请指定申报文件的路径。"),
)
"""Words of git → what happened, what to do."""


class GitState(Enum):
    """How a file stands in git; the value is its Chinese word."""

    OUTSIDE = "不在 git 中"
    """no repository, ignored, or git can't be asked"""
    UNTRACKED = "未跟踪"
    MODIFIED = "已修改"
    """what the file holds is not what was committed last, or it was never committed"""
    COMMITTED = "已提交"

    @property
    def sign(self) -> str:
        """One character that tells it from the others without colour."""
        return {"OUTSIDE": "-", "UNTRACKED": "?", "MODIFIED": "*", "COMMITTED": "✓"}[self.name]


@dataclass(frozen=True)
class Standing:
    """How the files below a folder stand in git, from one look."""

    root: str = ""
    """the work tree, as a real path; empty where there is none"""
    _listed: dict[str, GitState] = field(default_factory=dict)
    """what git names, by its path from the root: files, and whole folders with a final `/`"""

    _folders: dict[str, str] = field(default_factory=dict)
    """real paths of the folders that were asked about"""

    def of(self, path: Path | str) -> GitState:
        """The state of a file below the folder that was asked about."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        real = os.path.join(self._folders[folder], name)
        if not self.root or not real.startswith(self.root.rstrip(os.sep) + os.sep):
            return GitState.OUTSIDE
        inside = os.path.relpath(real, self.root)
        if (state := self._listed.get(inside)) is not None:
            return state
        while inside := os.path.dirname(inside):
            if (state := self._listed.get(f"{inside}/")) is not None:
                return state
        return GitState.COMMITTED


def show(revision: str, path: Path) -> bytes:
    """A file as it was at a revision; ClerkError when there is no such version."""
    if revision.startswith("-"):
        raise ClerkError(f"“{revision}”不是版本名。")
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        why, do = reason(OSError(errno.ELOOP, os.strerror(errno.ELOOP)))
        raise ClerkError(f"无法读取“{path}”：{why}。", do=do)
    done = _run(target.parent, "cat-file", "blob", f"{revision}:./{target.name}")
    if done.returncode:
        raise _refusal(done.stderr.decode(errors="replace").strip() or str(done.returncode), revision, path)
    return done.stdout


def standing(folder: Path) -> Standing:
    """How the files below a folder stand in git, with one `git status`. Never raises.

    Without git, without a repository, or with one that is broken or slow, every file is outside.
    """
    try:
        top = _run(folder, "rev-parse", "--show-toplevel")
        root = os.path.realpath(os.fsdecode(top.stdout.rstrip(b"\n")))
        if top.returncode or not top.stdout.strip():
            return Standing()
        done = _run(
            folder,
            *("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal"),
            *("--ignored=traditional", "--ignore-submodules=all", "--", "."),
        )
    except ClerkError:
        return Standing()
    if done.returncode:
        return Standing()
    return Standing(root, dict(_listed(done.stdout)))


def _listed(output: bytes) -> Iterator[tuple[str, GitState]]:
    """What `git status --porcelain=v1 -z --no-renames` says: two letters, a blank, a path, NUL."""
    for entry in output.split(b"\0"):
        letters, name = entry[:2], os.fsdecode(entry[3:])
        if not name:
            continue
        if letters == b"??":
            yield name, GitState.UNTRACKED
        elif letters == b"!!":
            yield name, GitState.OUTSIDE
        else:
            yield name, GitState.MODIFIED


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # A repository's own configuration must not start programs while we only look.
    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT, check=False
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise ClerkError(f"没有文件夹 {folder}。", do="请检查路径有没有写错。") from error
        raise ClerkError("这台机器没有 git，看不到以前的版本。") from error
    except subprocess.TimeoutExpired as error:
        raise ClerkError(f"git 在 {TIMEOUT} 秒内没有回应。", do="请稍后再试。") from error
    except ValueError as error:  # a NUL in a name
        raise ClerkError("版本名或文件名里有不能用的字符。", do="请检查路径。") from error
    except OSError as error:
        why, do = reason(error)
        raise ClerkError(f"不能运行 git：{why}。", do=do) from error


def _refusal(words: str, revision: str, path: Path) -> ClerkError:
    for pattern, what, do in _REFUSALS:
        if pattern.search(words):
            return ClerkError(f"{what.format(revision=revision, path=path)}。", do=do)
    return ClerkError(f"git 读不出版本“{revision}”里的“{path}”。", do=f"git 的原话：“{words}”")
