"""From the bytes of a file to text: only what is certain is accepted, nothing is guessed silently."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from models.text import normalise
from store.errors import ClerkError
from store.faults import reason

SIZE_LIMIT = 8 * 1024 * 1024
"""Bytes; a declaration has about ten thousand."""

_UNTOUCHED = "文件原样未动。"

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKED = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CONFLICT = re.compile(r"^(?:(<{7}) .*|(={7})|(>{7}) .*)$", re.MULTILINE)


@dataclass(frozen=True)
class Decoded:
    """The text with line feeds only and no byte order mark, and sentences on what was changed to get it."""

    text: str
    notes: tuple[str, ...] = ()


def read_bytes(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """The content of a regular file of at most `limit` bytes. Raises ClerkError."""
    try:
        # Without O_NONBLOCK a named pipe would wait for a writer.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(handle, "rb") as file:
            mode = os.fstat(handle).st_mode
            if stat.S_ISDIR(mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(mode):
                raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
            data = file.read(limit + 1)
    except OSError as error:
        why, do = reason(error)
        raise ClerkError(f"无法读取“{path}”：{why}。", do=do) from error
    except ValueError as error:  # a NUL in the path
        raise ClerkError(
            f"无法读取“{path}”：文件名里有不能用的字符。", do="请检查路径有没有写错。"
        ) from error
    _refuse_large(data, str(path), limit)
    return data


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file of ours, which is UTF-8; ClerkError for anything else. `name` stands in messages."""
    _refuse_large(data, name, SIZE_LIMIT)
    encoding = _marked_encoding(data)
    if encoding:
        raise _not_utf8(name, f"是 {encoding} 编码，不是 UTF-8", encoding)
    _refuse_binary(data, name)
    notes: list[str] = []
    body = _without_mark(data, notes)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        if _is_gb18030(body):
            raise _not_utf8(name, f"第 {line} 行起不是 UTF-8，像是 GB18030（GBK）", "GB18030") from error
        raise _damaged(name, line, body[error.start]) from error
    text = _with_line_feeds(text, notes)
    _refuse_conflict(text, name)
    return Decoded(text, tuple(notes))


def decode_foreign(data: bytes, name: str, limit: int = SIZE_LIMIT) -> Decoded:
    """The text of a published page: UTF-8, GB18030, or UTF-16/32 with its mark; else ClerkError."""
    _refuse_large(data, name, limit)
    notes: list[str] = []
    encoding = _marked_encoding(data)
    if encoding:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            raise ClerkError(
                f"“{name}”标明是 {encoding} 编码，但第 {error.start} 个字节起无法解读。",
                safe=_UNTOUCHED,
                do="文件可能不完整，请重新下载或另存。",
            ) from error
        notes.append(f"原文是 {encoding} 编码，已转换。")
        return Decoded(_with_line_feeds(text, notes), tuple(notes))
    _refuse_binary(data, name)
    body = _without_mark(data, notes)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _is_gb18030(body):
            raise _damaged(name, body.count(b"\n", 0, error.start) + 1, body[error.start]) from error
        text = body.decode("gb18030")
        notes.append("原文是 GB18030（GBK）编码，已转换。")
    return Decoded(_with_line_feeds(text, notes), tuple(notes))


def _refuse_large(data: bytes, name: str, limit: int) -> None:
    if len(data) > limit:
        raise ClerkError(
            f"“{name}”超过 {limit // (1024 * 1024)} MB，不像是申报文件。",
            safe=_UNTOUCHED,
            do="请检查是不是选错了文件。",
        )


def _marked_encoding(data: bytes) -> str:
    return next((encoding for mark, encoding in _MARKED if data.startswith(mark)), "")


def _refuse_binary(data: bytes, name: str) -> None:
    at = data.find(b"\0")
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise ClerkError(
            f"“{name}”不是文本文件：第 {line} 行有空字节。",
            safe=_UNTOUCHED,
            do="请检查是不是选错了文件；UTF-16 编码的文件请另存为 UTF-8。",
            file=name,
            line=line,
        )


def _without_mark(data: bytes, notes: list[str]) -> bytes:
    if not data.startswith(codecs.BOM_UTF8):
        return data
    notes.append("文件开头的字节顺序标记（BOM）已略去。")
    return data[len(codecs.BOM_UTF8) :]


def _with_line_feeds(text: str, notes: list[str]) -> str:
    if "\r" in text:
        notes.append(f"文件{_line_ends(text)}，已按 LF 读入。")
    return normalise(text)


def _line_ends(text: str) -> str:
    windows, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if returns == feeds == windows:
        return "用 Windows 换行（CRLF）"
    if not feeds:
        return "用旧式 Mac 换行（CR）"
    ends = {"CRLF": windows, "CR": returns - windows, "LF": feeds - windows}
    return f"混用几种换行（{'、'.join(end for end, count in ends.items() if count)}）"


def _is_gb18030(data: bytes) -> bool:
    """Whether the bytes are GB18030 rather than damaged UTF-8, which is often valid GB18030 as well."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    as_utf8 = data.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    good = sum(char > "\x7f" for char in as_utf8) - bad
    return bad > good


def _not_utf8(name: str, what: str, encoding: str) -> ClerkError:
    return ClerkError(
        f"“{name}”{what}。",
        safe=_UNTOUCHED,
        do=f"请先转换：iconv -f {encoding} -t UTF-8 原文件 > 新文件，或在记事本里另存为 UTF-8。",
    )


def _damaged(name: str, line: int, byte: int) -> ClerkError:
    return ClerkError(
        f"“{name}”第 {line} 行有不是 UTF-8 的字节（0x{byte:02X}），文件可能损坏或不完整。",
        safe=_UNTOUCHED,
        do="请从 git 历史或备份中取回这个文件。",
        file=name,
        line=line,
    )


def _refuse_conflict(text: str, name: str) -> None:
    """A row of = alone may be somebody's ruled line: two kinds of marks make a conflict."""
    marks = list(_CONFLICT.finditer(text))
    kinds = {match.lastindex for match in marks}
    if len(kinds) < 2:
        return
    first = next(match for match in marks if match.lastindex != 2)
    line = text.count("\n", 0, first.start()) + 1
    raise ClerkError(
        f"“{name}”第 {line} 行有 git 合并冲突的标记（{first[0][:7]}）。",
        safe=_UNTOUCHED,
        do="请先解决冲突：留下要的内容，删去标记行，再打开。",
        file=name,
        line=line,
    )
