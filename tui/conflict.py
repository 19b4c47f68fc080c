"""Saving when the file on disk is not to be replaced, or is no longer the one that was opened: both are kept."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from store import atomic
from store.documents import create_document
from store.errors import ClerkError
from tui.session import Session


def free_name(path: Path, word: str) -> Path:
    """A name beside `path` that no file has yet: `项目-我的修改.toml`, `项目-我的修改2.toml`, …"""
    for number in range(1, 1000):
        candidate = path.with_name(f"{path.stem}-{word}{number if number > 1 else ''}{path.suffix}")
        if not candidate.exists():
            return candidate
    raise ClerkError(f"{path.parent} 里的副本太多了。", do="请先清理旧的副本。")


def name_of_copy(session: Session) -> Path:
    """Where the user's version can be written: beside the file, else in the home folder."""
    path = session.document.path
    usable = path.parent.is_dir() and os.access(path.parent, os.W_OK)
    folder = path.parent if usable else Path.home()
    return free_name(folder / path.name, "我的修改")


def save_copy(session: Session, path: Path) -> Path:
    """Write the user's version to a new file and go on editing that one."""
    create_document(path, session.declaration)
    session.move_to(path)
    return path


def keep_disk_version(path: Path) -> Path | None:
    """Copy the version on disk beside it; the copy's path, or None when there is no file."""
    try:
        current = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ClerkError(f"读不出磁盘上的 {path.name}：{error.strerror}。", safe="原文件没有动。") from error
    kept = free_name(path, "磁盘上的版本")
    atomic.create(kept, current)
    return kept


def save_over(session: Session) -> Path | None:
    """Keep the version on disk as a copy, then write the user's version over it.

    The copy's path; None when there was no file any more.
    """
    path = session.document.path
    try:
        current = path.read_bytes()
    except FileNotFoundError:
        current = None
    except OSError as error:
        raise ClerkError(
            f"读不出磁盘上的 {path.name}：{error.strerror}。", safe="您的修改还在编辑器里。"
        ) from error
    kept = None
    if current is not None:
        kept = free_name(path, "磁盘上的版本")
        atomic.create(kept, current)
    session.document = replace(session.document, base=current)
    session.save()
    return kept
