"""One step of ctrl+w and ctrl+left in Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.words import word_end, word_start

LEFT = [
    ("城乡医疗救助经费项目", "城乡 医疗 救助 经费 项目"),
    ("受助人员满意度", "受助 人员 满意度"),
    ("政策知晓率，满意度", "政策 知晓率 ， 满意度"),
    ("资金521,789.58元，占85.5%", "资金 521,789.58 元 ， 占 85.5 %"),
    ("２０２６年MB1584220号", "２０２６ 年 MB 1584220 号"),
    ("（二）第二段；", "（ 二 ） 第二段 ；"),
    ("cafe\u0301,file_name", "cafe\u0301 , file_name"),
]


def steps_left(text: str) -> list[str]:
    steps, at = [], len(text)
    while at:
        start = word_start(text, at)
        steps.insert(0, text[start:at])
        at = start
    return steps


@pytest.mark.parametrize(("text", "words"), LEFT)
def test_a_step_takes_one_word(text, words):
    assert steps_left(text) == words.split()


@given(st.text("城乡医救，。（12.a_é \u3000\u0301👩\u200d", max_size=12))
def test_steps_lead_through_any_text_in_both_directions(text):
    assert "".join(steps_left(text)) == text
    at = 0
    while at < len(text):
        end = word_end(text, at)
        assert at < end <= len(text)
        assert sum(char in "城乡医救" for char in text[at:end]) <= 3
        at = end


def test_a_step_right_ends_with_the_word():
    assert word_end("城乡医疗救助", 0) == 2
    assert word_end("满意度，高", 0) == 3
    assert word_end("  2,014人", 0) == 7
    assert word_end("甲  ", 1) == 3
