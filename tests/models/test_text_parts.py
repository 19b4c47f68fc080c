"""Where two texts differ, for showing a change in a long text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text_parts import Fate, Part, parts


def marked(old: str, new: str) -> str:
    signs = {Fate.SAME: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}
    return "".join(signs[part.fate].format(part.text) for part in parts(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("救助2014人。按时发放。", "救助2015人。按时发放。", "救助[-2014-]{+2015+}人。按时发放。"),
        ("甲。乙。丙。", "甲。丙。", "甲。[-乙。-]丙。"),
        ("", "新写的。", "{+新写的。+}"),
        ("一样", "一样", "一样"),
        # A lone 的 in both says nothing about two sentences that were written anew.
        ("完善医保的管理", "提高群众的满意度", "[-完善医保的管理-]{+提高群众的满意度+}"),
    ],
)
def test_differences_are_marked_within_the_sentence(old, new, shown):
    assert marked(old, new) == shown


TEXTS = st.lists(st.sampled_from(["甲", "乙", "的", "。", "，", "\n", "12", "资金", " "]), max_size=30).map(
    "".join
)


@given(TEXTS, TEXTS)
def test_the_parts_join_to_both_texts(old, new):
    found = parts(old, new)
    assert "".join(part.text for part in found if part.fate is not Fate.ADDED) == old
    assert "".join(part.text for part in found if part.fate is not Fate.REMOVED) == new
    assert all(part.text for part in found)
    assert not [1 for one, other in pairwise(found) if one.fate is other.fate]
    assert old != new or found == [Part(Fate.SAME, old)] * bool(old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "".join(chr(0x4E00 + at % 97) for at in range(10_000)),
            "".join(chr(0x4E00 + at % 89) for at in range(10_000)),
        ),
        ("。" * 10_000, "，。" * 5_000),
        ("ab" * 5_000, "ba" * 5_000),
        ("资金，" * 3_000, "资金。" * 3_000),
    ],
)
def test_ten_thousand_repetitive_characters_take_no_time(old, new):
    start = time.process_time()
    parts(old, new)
    assert time.process_time() - start < 0.5
