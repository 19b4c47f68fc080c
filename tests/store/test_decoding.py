"""From bytes to text: certain, or refused in words."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.decoding import SIZE_LIMIT, Decoded, decode, decode_foreign, read_bytes
from store.errors import ClerkError

TEXT = '[project]\nname = "城乡医疗救助经费项目"\n'


def refusal(data: bytes, read=decode) -> str:
    with pytest.raises(ClerkError) as caught:
        read(data, "项目.toml")
    assert "项目.toml" in caught.value.what
    assert caught.value.safe
    assert caught.value.do
    return str(caught.value)


def test_utf8_is_read_as_it_is(seed_003):
    assert decode(seed_003.encode(), "页面") == Decoded(seed_003)


def test_an_empty_file_is_an_empty_text():
    assert decode(b"", "项目.toml") == Decoded("")


def test_a_byte_order_mark_is_dropped_and_said():
    decoded = decode(TEXT.encode("utf-8-sig"), "项目.toml")
    assert decoded.text == TEXT
    assert "BOM" in decoded.notes[0]


@pytest.mark.parametrize("read", [decode, decode_foreign])
@pytest.mark.parametrize(
    ("ends", "named"),
    [
        (["\r\n"], "Windows 换行（CRLF）"),
        (["\r"], "旧式 Mac 换行（CR）"),
        (["\r\n", "\n"], "（CRLF、LF）"),
        (["\r\n", "\r"], "（CRLF、CR）"),
    ],
)
def test_other_line_ends_become_line_feeds_and_are_called_what_they_are(read, ends, named):
    text = "".join(f"第{at}行{ends[at % len(ends)]}" for at in range(4))
    decoded = read(text.encode(), "页面")
    assert decoded.text == "第0行\n第1行\n第2行\n第3行\n"
    assert named in decoded.notes[0]


def test_a_page_to_be_imported_is_not_said_to_be_saved():
    decoded = decode_foreign(TEXT.replace("\n", "\r\n").encode("utf-8-sig"), "页面")
    assert [note for note in decoded.notes if "保存" in note] == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_utf16_and_utf32_are_recognised_by_their_mark_only(encoding):
    mark = "" if encoding in ("utf-16", "utf-32") else "\ufeff"
    assert encoding[:6].upper() in refusal((mark + TEXT).encode(encoding))
    assert decode_foreign((mark + TEXT).encode(encoding), "页面").text == TEXT
    assert "空字节" in refusal(TEXT.encode(f"{encoding[:6]}-be"))


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gb18030_is_named_but_not_converted_in_our_own_files(encoding):
    said = refusal(TEXT.encode(encoding))
    assert "GB18030" in said
    assert "第 2 行" in said
    assert "iconv" in said


def test_a_published_page_in_gb18030_is_converted_and_it_is_said(seed_003):
    decoded = decode_foreign(seed_003.encode("gb18030"), "页面")
    assert decoded.text == seed_003
    assert "GB18030" in decoded.notes[0]


@pytest.mark.parametrize("read", [decode, decode_foreign])
def test_one_damaged_byte_is_named_with_its_line_and_not_taken_for_another_encoding(seed_003, read):
    data = bytearray(seed_003.encode())
    line = data[:3000].count(b"\n") + 1
    at = next(at for at in range(3000, 4000) if data[at] >= 0xE4 and data[:at].count(b"\n") + 1 == line)
    data[at + 2] = 0x41
    said = refusal(bytes(data), read)
    assert f"第 {line} 行" in said
    assert "GB18030" not in said


@pytest.mark.parametrize("read", [decode, decode_foreign])
def test_a_file_cut_in_the_middle_of_a_character_is_damaged(seed_003, read):
    data = seed_003.encode()
    end = next(at for at in range(2000, 3000) if data[at] >= 0xE4) + 1
    assert "损坏" in refusal(data[:end], read)


@pytest.mark.parametrize("read", [decode, decode_foreign])
def test_a_file_that_is_not_text_is_refused_with_the_line(read):
    assert "第 3 行有空字节" in refusal(b"PK\n\n\x03\x04\0\0", read)


def test_a_utf16_page_that_is_cut_is_refused():
    assert "不完整" in refusal("项目".encode("utf-16")[:-1], decode_foreign)


CONFLICT = "[project]\n<<<<<<< HEAD\nname = 1\n=======\nname = 2\n>>>>>>> main\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_conflict_markers_are_named_with_their_line(end):
    said = refusal(CONFLICT.replace("\n", end).encode())
    assert "冲突" in said
    assert "第 2 行" in said


def test_a_half_resolved_conflict_is_still_one():
    assert "第 6 行" in refusal(CONFLICT.replace("<<<<<<< HEAD\n", "\n").encode())
    assert "第 2 行" in refusal(CONFLICT.replace("=======\n", "\n").encode())


def test_a_ruled_line_in_a_text_is_no_conflict():
    text = 'basis = """\n甲\n=======\n乙 <<<<<<< 丙\n"""\n'
    assert decode(text.encode(), "项目.toml").text == text


@pytest.mark.parametrize("read", [decode, decode_foreign])
def test_a_file_larger_than_any_declaration_is_refused(read):
    assert read(b"x" * SIZE_LIMIT, "项目.toml").text
    assert "超过 8 MB" in refusal(b"x" * (SIZE_LIMIT + 1), read)


def test_a_large_file_is_refused_without_reading_all_of_it(tmp_path):
    path = tmp_path / "项目.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(ClerkError, match="超过 8 MB"):
        read_bytes(path)


def test_what_is_not_a_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").symlink_to("circle")
    for name, word in (
        ("pipe", "普通文件"),
        ("folder", "文件夹"),
        ("none", "不存在"),
        ("circle", "圈"),
        ("a\0b", "文件名"),
    ):
        with pytest.raises(ClerkError, match=word):
            read_bytes(tmp_path / name)


ANY_TEXT = st.lists(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from(["\r\n", "\r", "\n"]),
    )
).map("".join)


@given(ANY_TEXT)
def test_any_text_is_read_back_but_for_its_line_ends(text):
    decoded = decode(text.encode(), "项目.toml") if "<<<" not in text and ">>>" not in text else Decoded(text)
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert decoded.text == expected
    assert bool(decoded.notes) == (expected != text)


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_words(data):
    for read in (decode, decode_foreign):
        try:
            said = read(data, "项目.toml").text
        except ClerkError as error:
            said = error.what
        assert "\r" not in said
