"""A web page: paragraphs and tables in their order, merged cells where they begin.

A table with one column, or with tables inside it, only lays the page out, as many sites still do: it is running
text. Scripts, styles and form fields are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.text import clean
from store.decoding import decode_foreign
from store.readers.package import too_large
from store.readers.page import Block, Cell, Line, Page, Row
from store.readers.spans import Span, columns_of
from store.readers.text import page_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|p|meta|title)\b", re.I | re.S
)
_XML = re.compile(rb"\s*<\?xml[^>]*\?>\s*(?:<!doctype html|<html)", re.I | re.S)
_TAG = re.compile(r"<[a-zA-Z!/]")
_GLUE = re.compile(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*")
_SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "textarea",
        "button",
        "svg",
        "object",
        "iframe",
    )
)
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
        ),
        *("kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "var", "wbr", "img", "input", "nobr", "ruby", "rt", "rp"),
    )
)
_MOST_ROWS = 20_000
_ROWSPAN, _COLSPAN = 1_000, 200


def matches(data: bytes, /) -> bool:
    """Whether the bytes begin as a web page does, whatever the file is called."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    return bool(_START.match(head) or _XML.match(head))


def read(data: bytes, name: str) -> Page:
    """The page, that of a text where there are no tags. Raises ClerkError when a table is far too large."""
    from lxml import etree

    from store.readers import SIZE_LIMIT

    decoded = decode_foreign(data, name, SIZE_LIMIT)
    if not _TAG.search(decoded.text):
        return page_of(decoded.text, decoded.notes)
    # As UTF-8 whatever the page declares: a declared charset that is not the real one would win over the text.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    text = clean(decoded.text).encode("utf-8", "replace")
    root = etree.fromstring(text, parser) if text.strip() else None
    if any("depth" in error.message for error in parser.error_log):
        raise too_large(name, "标签嵌套太深")
    reading = _Reading(name)
    if root is not None:
        reading.walk(root)
    return Page(tuple(reading.blocks), decoded.notes)


class _Reading:
    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.number = 0
        self.tables = 0

    def walk(self, root: _Element) -> None:
        for found in _flow(root):
            if isinstance(found, str):
                self.number += 1
                self.blocks.append(Line(found, self.number, f"第 {self.number} 段"))
            else:
                self._table(found)

    def _table(self, table: _Element) -> None:
        for caption in table.iter("caption"):
            self.walk(caption)
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if len(rows) > _MOST_ROWS:
            raise too_large(self.name, f"表格超过 {_MOST_ROWS} 行")
        self.tables += 1
        spans = [[_span(cell) for cell in row] for row in rows]
        columns = list(columns_of(spans))
        width = max(
            (
                column + span.columns
                for row, starts in zip(spans, columns, strict=True)
                for span, column in zip(row, starts, strict=True)
            ),
            default=0,
        )
        for number, (row, starts) in enumerate(zip(rows, columns, strict=True), start=1):
            self.number += 1
            place = f"表格 {self.tables} 第 {number} 行"
            cells = tuple(
                self._cell(cell, column, f"{place}第 {column + 1} 列")
                for cell, column in zip(row, starts, strict=True)
            )
            self.blocks.append(Row(cells, self.number, place, width, self.tables))

    def _cell(self, cell: _Element, column: int, place: str) -> Cell:
        text = "\n".join(found for found in _flow(cell) if isinstance(found, str))
        return Cell((Line(text, self.number, place),) if text else (), column, _span(cell).columns)


def _flow(root: _Element) -> Iterator[str | _Element]:
    """The lines of text and the tables of data in an element, in their order."""
    from lxml import etree

    parts: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if element.tag not in _INLINE:
                yield from _line(parts)
            if element is not root:
                parts.append(element.tail or "")
            continue
        if element.tag in _SKIPPED:
            walker.skip_subtree()
            continue
        if element.tag not in _INLINE:
            yield from _line(parts)
        if element.tag == "table" and element is not root and _holds_data(element):
            yield element
            walker.skip_subtree()
        else:
            parts.append(element.text or "")


def _line(parts: list[str]) -> Iterator[str]:
    text = _GLUE.sub(" ", "".join(parts)).replace("\xa0", " ").strip()
    parts.clear()
    if text:
        yield text


def _holds_data(table: _Element) -> bool:
    inner = table.iter("table")
    if next(inner) is table and next(inner, None) is not None:
        return False
    return any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _span(cell: _Element) -> Span:
    rows, columns = _count(cell.get("rowspan")), _count(cell.get("colspan"))
    # A rowspan of 0 reaches down to the end of the table.
    return Span(min(rows, _ROWSPAN) or _ROWSPAN, min(max(columns, 1), _COLSPAN))


def _count(value: str | None) -> int:
    match = re.match(r"\s*(\d{1,6})", value or "")
    return int(match[1]) if match else 1
