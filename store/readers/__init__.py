"""Readers of published pages, one file per input format.

A module of this package that has `SUFFIXES`, `matches(data)` and `read(data, name)` reads one format. What the
bytes are decides, not what the file is called: web pages named `.xls` are common. The other modules turn the
neutral page that a reader gives into declarations: `published.recover`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from store.errors import ClerkError
from store.readers.page import Page

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes of a source; web pages carry their pictures inside."""

_UNTOUCHED = "原文件没有改动。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", " PDF 文件", "请在发布它的网页上复制文字，或把文字另存为文本文件（txt），再导入。"),
    (b"{\\rtf", " RTF 文件", "请在 Word 或 WPS 中另存为 docx，再导入。"),
    (b"\x89PNG", "图片", "图片里的文字读不出来，请改用网页或原始文件。"),
    (b"\xff\xd8\xff", "图片", "图片里的文字读不出来，请改用网页或原始文件。"),
    (b"Rar!", "压缩包", "请先解压，再导入里面的文件。"),
    (b"7z\xbc\xaf", "压缩包", "请先解压，再导入里面的文件。"),
    (b"\x1f\x8b", "压缩包", "请先解压，再导入里面的文件。"),
)


class Reader(Protocol):
    """One input format."""

    SUFFIXES: tuple[str, ...]
    """names of its files, with the dot; for messages and for bytes that no format claims"""

    def matches(self, data: bytes, /) -> bool:
        """Whether the bytes can only be this format."""

    def read(self, data: bytes, name: str) -> Page:
        """The page. Raises ClerkError; `name` stands in its messages."""


@lru_cache(maxsize=1)
def all_readers() -> tuple[Reader, ...]:
    """Every reader of this folder."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    return tuple(module for module in modules if hasattr(module, "SUFFIXES"))


def reader_for(path: Path, data: bytes) -> Reader:
    """The reader for a file by its bytes, else by its suffix; ClerkError when there is none."""
    if not data.strip(b"\0 \t\r\n"):
        raise ClerkError(f"“{path}”是空的。", safe=_UNTOUCHED, do="请检查是不是选错了文件，或重新下载。")
    for reader in all_readers():
        if reader.matches(data):
            return reader
    if data.startswith(_OLE):
        raise ClerkError(
            f"“{path}”是加了密码的文件，或旧版的 doc、xls 文件。",
            safe=_UNTOUCHED,
            do="请打开它，去掉密码，另存为 docx 或 xlsx，再导入。",
        )
    for mark, kind, do in _FOREIGN:
        if data.startswith(mark):
            raise ClerkError(f"“{path}”是{kind}，不能直接导入。", safe=_UNTOUCHED, do=do)
    if data.startswith(b"PK"):
        raise ClerkError(
            f"“{path}”不是 docx 或 xlsx，或者已经损坏。", safe=_UNTOUCHED, do="请重新下载，或打开后另存一份。"
        )
    suffix = path.suffix.casefold()
    packed = {
        name for reader in all_readers() if getattr(reader, "PACKED", False) for name in reader.SUFFIXES
    }
    if suffix in packed:
        raise ClerkError(
            f"“{path}”的内容不是 {suffix[1:]} 文件，可能已经损坏。",
            safe=_UNTOUCHED,
            do="请重新下载，或打开后另存一份；纯文本请把后缀改为 txt。",
        )
    for reader in all_readers():
        if suffix in reader.SUFFIXES:
            return reader
    from store.readers import text

    return text


def read_page(path: Path, data: bytes) -> Page:
    """The page that the bytes of a file hold. Raises ClerkError."""
    try:
        return reader_for(path, data).read(data, str(path))
    except (MemoryError, RecursionError) as error:
        raise ClerkError(
            f"“{path}”太大或嵌套太深，读不下去。", safe=_UNTOUCHED, do="请只留下要导入的部分，另存后再试。"
        ) from error
