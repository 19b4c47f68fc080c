"""Lists are narrowed by Chinese words, by pinyin and by its initials."""

from __future__ import annotations

import pytest

from models import vocabulary
from models.filtering import filtered, find
from models.pinyin import readings


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("质量", "质量指标", (0, 1)),
        ("zlzb", "质量指标", (0, 1, 2, 3)),
        ("zhiliang", "质量指标", (0, 1)),
        ("zhil", "质量指标", (0, 1)),
        ("zlzhib", "质量指标", (0, 1, 2, 3)),
        ("ZLZB", "质量指标", (0, 1, 2, 3)),
        ("zb", "质量指标", (2, 3)),
        ("jzl", "救助率", (0, 1, 2)),
        ("jiuzhulv", "救助率", (0, 1, 2)),
        ("jiuzhulu", "救助率", (0, 1, 2)),
        ("yh", "银行", (0, 1)),
        ("yinhang", "银行", (0, 1)),
        ("zdgz", "重点工作", (0, 1, 2, 3)),
        ("fwdx", "服务(对象)满意度", (0, 1, 3, 4)),
        ("a4", "Ａ4纸", (0, 1)),
        ("质量 bz", "质量标准", (0, 1, 2, 3)),
        ("", "质量指标", ()),
        ("slzb", "质量指标", None),
        ("zlzbx", "质量指标", None),
        ("数量", "质量指标", None),
    ],
)
def test_a_word_is_found_in_the_way_it_is_typed(query: str, text: str, found: tuple[int, ...] | None) -> None:
    assert find(query, text) == found


def test_literal_and_leading_matches_come_first() -> None:
    texts = ["资金支出率", "救助对象zj", "zj编号", "追加资金"]
    assert [texts[at] for at in filtered("zj", texts)] == ["zj编号", "救助对象zj", "资金支出率", "追加资金"]


def test_every_word_of_the_field_is_found_by_its_initials() -> None:
    words = [*vocabulary.UNITS, *vocabulary.ATTRIBUTES, *vocabulary.FUNDING_SOURCES, *vocabulary.CATEGORIES]
    words += [*vocabulary.LEVEL1, *vocabulary.LEVEL2]
    for word in words:
        spelled = "".join(readings(char)[0][0] if readings(char) else char for char in word if char.isalnum())
        assert not spelled.isascii() or find(spelled, word) is not None, word


def test_both_levels_of_the_character_set_are_read_and_nothing_else() -> None:
    assert readings("啊") == ("a",)
    assert readings("座") == ("zuo",)
    assert readings("鳌") == ("ao",)
    assert readings("行") == ("xing", "hang")
    assert readings("、") == readings("x") == readings("㐀") == ()


def test_a_long_text_full_of_one_letter_is_looked_through_at_once() -> None:
    """Cutting syllables short must not try every division of the word."""
    assert find("z" * 60, "中" * 5_000 + "b") is not None
    assert find("zhzhzhzhzhzhzhzhzhzhzhzhzhzhx", "中" * 400) is None
