"""A comment beside a field or header silences the findings it names there, and nothing else."""

from __future__ import annotations

import pytest

from models.checking import check
from models.suppression import suppressions
from store.layout import parse

FILE = """\
format = 1

[project]
name = "某项目"
basis = '''
其中有\\反斜杠
'''{beside_text}

[[indicators]]{beside_header}
level1 = "效益指标"
level2 = "社会效益指标"
name = "认定准确率"
sign = "=" {beside_sign}
value = "100"
unit = "%"{beside_unit}
attribute = "定性指标"
"""
PLACES = ("beside_text", "beside_header", "beside_sign", "beside_unit")


def codes(**comments: str) -> set[str]:
    text = FILE.format(**{place: f" {comments[place]}" if place in comments else "" for place in PLACES})
    return {found.code for found in check(parse(text)) if found.code in ("V02", "V03", "V04", "V15", "C15")}


def test_without_comments_everything_is_found():
    assert codes() == {"V02", "V03", "V04", "V15"}


def test_beside_a_field_it_silences_that_rule_in_that_field():
    assert codes(beside_sign="# jixiao: ignore V02") == {"V03", "V04", "V15"}
    assert codes(beside_unit="# jixiao: ignore V02") == {"V02", "V03", "V04", "V15"}


def test_beside_the_end_of_a_long_text_it_belongs_to_that_text():
    assert codes(beside_text="# jixiao: ignore V15 上级文件原文如此") == {"V02", "V03", "V04"}


def test_beside_a_header_it_belongs_to_the_whole_table():
    assert codes(beside_header="# jixiao: ignore V02、v03, V04") == {"V15"}


@pytest.mark.parametrize(
    "comment",
    [
        "# jixiao: ignore",
        "# jixiao: ignore 全部",
        "# jixiao: ignore V99",
        "# jixiao: skip V02",
        "# jixiao: ignore V022",
    ],
)
def test_a_comment_that_is_not_understood_is_itself_a_finding(comment: str):
    assert codes(beside_sign=comment) == {"V02", "V03", "V04", "V15", "C15"}


@pytest.mark.parametrize("comment", ["# 见 jixiao 手册", "# ignore V02", "# V02 已核对"])
def test_an_ordinary_comment_is_nothing(comment: str):
    assert codes(beside_sign=comment) == {"V02", "V03", "V04", "V15"}


def test_a_blank_declaration_has_none():
    assert suppressions(parse("")) == []
