"""The zip packages that docx and xlsx files are: opened only when they can't exhaust the machine."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from store.errors import ClerkError

UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes of all parts together."""

RATIO_LIMIT = 200
_SMALL = 1024 * 1024
_ENCRYPTED = 0x1
_UNTOUCHED = "原文件没有改动。"


def is_package(data: bytes, folder: str) -> bool:
    """Whether the bytes are a zip package with parts in `folder`."""
    if not data.startswith(b"PK"):
        return False
    try:
        with ZipFile(BytesIO(data)) as package:
            return any(name.startswith(folder) for name in package.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def check(data: bytes, name: str) -> None:
    """Refuse a package that is encrypted, damaged or unpacks to far more than a declaration."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ClerkError(
            f"“{name}”加了密码，读不了。", safe=_UNTOUCHED, do="请打开它，去掉密码后另存，再导入。"
        )
    swollen = any(
        part.file_size > _SMALL and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
        for part in parts
    )
    if swollen or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise too_large(name, f"解开后超过 {UNPACKED_LIMIT // (1024 * 1024)} MB，或压缩得异常")


def damaged(name: str) -> ClerkError:
    return ClerkError(
        f"“{name}”已经损坏或不完整，读不了。", safe=_UNTOUCHED, do="请重新下载，或打开后另存一份，再导入。"
    )


def too_large(name: str, why: str) -> ClerkError:
    return ClerkError(
        f"“{name}”太大：{why}。", safe=_UNTOUCHED, do="请只留下要导入的部分，另存一份，再导入。"
    )


def part_of(package: ZipFile, path: str) -> Element | None:
    """A part as XML without entities or external references, None when there is no such part."""
    from defusedxml.ElementTree import fromstring

    try:
        data = package.read(path)
    except KeyError:
        return None
    root: Any = fromstring(data)
    return root if isinstance(root, Element) else None
