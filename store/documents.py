"""Open and save a declaration file; where a finding stands in its text.

Nothing is written that was not read back first: a save builds the whole text, parses it again, and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from models.declaration import FORMAT, ROW_TABLES, Declaration, Table
from store import atomic
from store.decoding import SIZE_LIMIT, decode, read_bytes
from store.errors import ClerkError
from store.field_kinds import TABLES, held
from store.layout import emit, parse, read
from store.toml_errors import line_and_column
from store.toml_scan import Path as TomlPath
from store.toml_scan import Places
from store.writing import write

DEPARTMENT_FILE = "department.toml"
"""The name of the file that is the declaration of a whole department (部门整体支出绩效目标), one in a year's folder."""

NOT_CANONICAL = "文件还不是规范排版：第一次保存会整理一次，内容和注释不变（也可以先用 jixiao fmt 整理）。"
"""The note on a file that the first save will lay out anew."""

PLAIN_WHEN_SAVED = "保存时写成 LF 换行、不带 BOM 的 UTF-8。"
"""Ends the note on a file that has other line ends or a byte order mark."""

_STEP = re.compile(r"[^.\[\]]+|\[(\d+)\]")


@dataclass(frozen=True)
class Document:
    """A declaration and the file that it came from."""

    path: Path
    declaration: Declaration
    base: bytes | None = None
    """the bytes on disk when it was read or last saved; None when there is no file yet"""
    notes: tuple[str, ...] = ()
    """sentences on what was changed to read it, and what the first save will change"""
    read_only: str = ""
    """why it can't be saved, else empty"""
    text: str = ""
    """the text as it was read, with line feeds; what `locate` takes"""


def open_document(path: Path) -> Document:
    """The document at `path`. Raises ClerkError when it can't be read or is no declaration."""
    data = read_bytes(path)
    return read_document(path, data)


def look_at(path: Path) -> Document:
    """The document at `path`, to be judged or printed and not to be saved. Raises ClerkError, also for a newer format."""
    return understood(read_document(path, read_bytes(path), to_save=False))


def read_document(path: Path, data: bytes, *, to_save: bool = True) -> Document:
    """The document that `data`, the content of the file at `path`, holds. Raises ClerkError.

    One that is only looked at (not `to_save`) has no note on its layout: comparing that takes a third of the time.
    """
    decoded = decode(data, str(path))
    reading = read(decoded.text, str(path))
    declaration = reading.declaration
    if path.name == DEPARTMENT_FILE and not declaration.project.is_begun:
        declaration = declaration.as_department()
    notes = [*filter(None, ["".join(decoded.notes)]), *reading.notes]
    read_only = ""
    if declaration.format > FORMAT:
        read_only = (
            f"“{path.name}”由更新的 jixiao 写成（format = {declaration.format}，本程序只认识到 {FORMAT}），"
            "只能查看。文件原样未动。请先升级 jixiao。"
        )
    else:
        if decoded.notes:
            notes[0] += PLAIN_WHEN_SAVED
        if to_save and decoded.text and write(declaration) != decoded.text:
            notes.append(NOT_CANONICAL)
    return Document(path, declaration, data, tuple(notes), read_only, decoded.text)


def understood(document: Document) -> Document:
    """The document itself; ClerkError for one of a newer format, which is shown but never judged or printed."""
    if document.read_only:
        raise ClerkError(document.read_only)
    return document


def canonical_text(declaration: Declaration) -> str:
    """The text to be saved, after it was read back and found to hold everything. Raises ClerkError otherwise."""
    text = emit(declaration)
    data = text.encode()
    if len(data) > SIZE_LIMIT:
        raise ClerkError(
            f"没有保存：内容超过 {SIZE_LIMIT // (1024 * 1024)} MB，写出的文件会打不开。",
            safe="磁盘上的文件原样未动，您的修改还在。",
            do="请删去误粘贴的长文字，再保存。",
        )
    try:
        again = parse(decode(data, "").text)
        same = _data(again) == _data(held(declaration)) and _comments(again) == _comments(declaration)
        sound = same and emit(again) == text
    except ClerkError:
        sound = False
    if not sound:
        raise ClerkError(
            "没有保存：写出的内容读回来和原来的不一样，这是程序的错误。",
            safe="磁盘上的文件原样未动，您的修改还在。",
            do="请把文件交给维护人员查看。",
        )
    return text


def save_document(document: Document, declaration: Declaration) -> Document:
    """Write `declaration` in the canonical layout and give the document as it is then.

    Nothing is written when the file holds exactly that already. Raises ChangedOnDisk when the file is not what was
    read, ClerkError when it can't be written; the file is untouched then.
    """
    if document.read_only:
        raise ClerkError(f"没有保存：{document.read_only}")
    text = canonical_text(declaration)
    data = text.encode()
    atomic.replace(document.path, data, document.base)
    return replace(document, declaration=declaration, base=data, notes=(), text=text)


def create_document(path: Path, declaration: Declaration) -> None:
    """Write a new file in the canonical layout, and the folders above it. Raises like `save_document`."""
    atomic.create(path, canonical_text(declaration).encode())


def _tables(declaration: Declaration) -> list[Table]:
    known: list[Table] = [getattr(declaration, name) for name in TABLES]
    return [declaration, *known, *(row for name in ROW_TABLES for row in declaration.rows(name))]


def _data(declaration: Declaration) -> Declaration:
    """The declaration without its comments."""
    bare = {name: getattr(declaration, name).with_values(comments=()) for name in TABLES}
    rows = {
        name: tuple(row.with_values(comments=()) for row in declaration.rows(name)) for name in ROW_TABLES
    }
    return declaration.with_values(**bare, **rows, comments=())


def _comments(declaration: Declaration) -> list[list[str]]:
    """The comments of each table, whatever they stand at."""
    return [sorted(comment.text for comment in table.comments) for table in _tables(declaration)]


def locate(text: str, fields: Iterable[tuple[str, int]]) -> list[tuple[int, int]]:
    """Line and column, from 1 and in code points, of characters of fields in the text of a declaration file.

    A field is a path such as `indicators[2].value` with the offset of a character in the field's text, or a table
    (`unit`, `indicators[2]`). The place is that of the character itself, through escapes. A key that is not written
    stands at the header of its table, a table that is not written at 1:1.
    """
    places = Places(text)
    return [line_and_column(text, places.character(_toml_path(field), offset)) for field, offset in fields]


@dataclass(frozen=True)
class Range:
    """A stretch of text: lines and columns from 1, in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def locate_ranges(text: str, ranges: Iterable[tuple[str, int, int]]) -> list[Range]:
    """Where characters of fields stand, each given as the field, the first and the end, as `locate` does.

    A field is meant as a whole when both are equal. Of a key that is not written the header of its table is meant;
    a table that is not written is an empty stretch at 1:1.
    """
    places = Places(text)
    found = (places.span(_toml_path(field), start, end) for field, start, end in ranges)
    return [Range(*line_and_column(text, start), *line_and_column(text, end)) for start, end in found]


def _toml_path(field: str) -> TomlPath:
    return tuple(int(match[1]) if match[1] else match[0] for match in _STEP.finditer(field))
