"""Word documents: merged cells, order of the body, tracked changes, damaged files."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentType

from store.errors import ClerkError
from store.readers import read_page
from store.readers.page import Line, Page, Row
from store.readers.published import recover

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "数量指标", "救助人数", "2014"),
    ("产出指标", "数量指标", "救助户数", "500"),
    ("产出指标", "质量指标", "合格率", "100"),
)


def saved(document: DocumentType) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def page_of(document: DocumentType) -> Page:
    return read_page(Path("公开.docx"), saved(document))


def document_with_table() -> DocumentType:
    document = Document()
    document.add_paragraph("项目名称")
    document.add_paragraph("城乡医疗救助经费项目")
    table = document.add_table(rows=4, cols=4)
    for row, texts in zip(table.rows, (HEADER, *ROWS), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == part else source.read(name))
    return out.getvalue()


def in_body(xml: str) -> Page:
    data = saved(Document())
    body = b"<w:body>" + xml.encode()
    changed = with_part(data, "word/document.xml", lambda part: part.replace(b"<w:body>", body, 1))
    return read_page(Path("公开.docx"), changed)


def test_paragraphs_and_tables_stay_in_their_order():
    document = document_with_table()
    document.add_paragraph("备注在表格之后")
    kinds = [type(block) for block in page_of(document).blocks]
    assert kinds == [Line, Line, Row, Row, Row, Row, Line]


def test_vertically_merged_levels_count_for_every_row():
    document = document_with_table()
    table = document.tables[0]
    for first, last in (((1, 0), (3, 0)), ((1, 1), (2, 1))):
        for row in range(first[0] + 1, last[0] + 1):
            table.cell(row, first[1]).text = ""
        table.cell(*first).merge(table.cell(*last)).text = ROWS[first[0] - 1][first[1]]
    (found,) = recover(page_of(document))
    read = [(row.level1, row.level2, row.name, row.value) for row in found.declaration.indicators]
    assert read == list(ROWS)
    assert found.unplaced == ()


def test_horizontally_merged_cells_and_cells_left_out_keep_their_column():
    xml = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl>"
    )
    rows = [block for block in in_body(xml).blocks if isinstance(block, Row)]
    assert [[(cell.column, cell.text) for cell in row.cells] for row in rows] == [
        [(0, "甲"), (2, "乙")],
        [(2, "丙")],
    ]


def test_deleted_text_is_left_out_and_inserted_text_is_in():
    xml = (
        "<w:p><w:r><w:t>项目</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>名</w:t><w:tab/><w:t>称</w:t><w:br/><w:t>下一行</w:t></w:r></w:ins></w:p>"
    )
    texts = [block.text for block in in_body(xml).blocks if isinstance(block, Line)]
    assert texts == ["项目名 称", "下一行"]


def test_content_controls_are_looked_into():
    xml = "<w:sdt><w:sdtContent><w:p><w:r><w:t>项目名称</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert [block.text for block in in_body(xml).blocks if isinstance(block, Line)] == ["项目名称"]


def test_a_place_is_told_in_words():
    document = document_with_table()
    document.tables[0].cell(0, 3).text = "备注"
    (found,) = recover(page_of(document))
    assert [(entry.text, entry.place) for entry in found.unplaced] == [
        (text, f"表格 1 第 {row} 行第 4 列") for row, text in ((2, "2014"), (3, "500"), (4, "100"))
    ]


@pytest.mark.parametrize("size", [10, 2000, 9000])
def test_a_damaged_document_is_refused_in_words(size: int):
    with pytest.raises(ClerkError, match="损坏"):
        read_page(Path("公开.docx"), saved(document_with_table())[:size])


def test_entities_are_refused():
    data = with_part(
        saved(document_with_table()),
        "word/document.xml",
        lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part[part.index(b"<w:document") :],
    )
    with pytest.raises(ClerkError, match="损坏"):
        read_page(Path("公开.docx"), data)


def test_a_document_that_swells_when_unpacked_is_refused():
    data = with_part(saved(document_with_table()), "word/styles.xml", lambda part: part + b" " * 80_000_000)
    with pytest.raises(ClerkError, match="太大"):
        read_page(Path("公开.docx"), data)
