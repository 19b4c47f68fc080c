"""A file that can't be read is explained to a clerk: which line, what is wrong there, what to do."""

from __future__ import annotations

import pickle

import pytest

from models.declaration import Declaration
from store.errors import ClerkError
from store.layout import parse, read
from store.toml_errors import UnreadableToml


def refused(text: str) -> UnreadableToml:
    with pytest.raises(UnreadableToml) as caught:
        parse(text, "申报.toml")
    error = caught.value
    assert isinstance(error, ClerkError)
    assert str(error).startswith(f"“申报.toml”第 {error.line} 行第 {error.column} 列：")
    assert error.safe == "文件原样未动。"
    assert error.do.endswith("。")
    assert "\n" not in str(error)
    return error


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("format = 1\nname\n", 2, 5, "缺少等号"),
        ("name = 城乡", 1, 8, "值写得不对"),
        ("phone = 0871-67470076", 1, 10, "值写得不对"),
        ("name = “城乡”", 1, 8, "中文引号"),
        ("name ＝ '城乡'", 1, 6, "全角符号“＝”"),
        ("\u3000name = '城乡'", 1, 1, "全角空格"),
        ("项目名称 = '城乡'", 1, 1, "键是中文"),
        ('basis = "低水平\\广覆盖"', 1, 13, "反斜杠"),
        ('basis = """\n城乡，低水平\\广覆盖\n"""', 2, 7, "反斜杠"),
        ('basis = "\\ud800"', 1, 16, "反斜杠"),
        ('name = "城乡\nyear = 2026', 1, 11, "引号"),
        ('name = "城乡', 1, 8, "引号没有成对"),
        ('[goals]\nannual = """\n一\n二\n', 2, 10, "引号没有成对"),
        ("[project\nname = ''", 1, 9, "方括号"),
        ("[project]\n\n[project]", 3, 9, "写了两次"),
        ("name = 'a'\nname = 'b'\n", 2, 11, "写了两次"),
        ("a = {b = 1}\na.c = 2\n", 2, 8, "不能再补"),
        ("a = {b = 1, b = 2}", 1, 18, "写了两次"),
        ('name = "遵循"原则""', 1, 12, "多了内容"),
        ("x = [1, 2\n", 1, 5, "方括号"),
        ("x = {a = 1", 1, 5, "花括号"),
        ("x = 2026-02-30", 1, 5, "没有这个日期"),
        ('name = "a\x1bb"', 1, 10, "控制字符"),
        ("# \x07", 1, 3, "控制字符"),
        ("x =", 1, 4, "中断"),
        ("<<<<<<< HEAD", 1, 1, "这一行不是"),
        (f"x = {'9' * 5000}", 1, 5, "数字太长"),
        ("x = 1e9999999999999999999999", 1, 5, "数字太长"),
    ],
)
def test_broken_toml_has_a_line_a_reason_and_a_way_out(
    text: str, line: int, column: int, reason: str
) -> None:
    error = refused(text)
    assert (error.line, error.column) == (line, column)
    assert reason in error.what


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('goals = "目标"', 1, "goals 应是一张表"),
        ("project = []", 1, "project 应是一张表"),
        ("[project]\nyear = 2026\nname = []", 3, "name 应是文字"),
        ("[project]\nyear = []", 2, "year 应是一个数"),
        ("[project]\nperiod = [[2026]]", 2, "period 应是一组年份"),
        ("[project.period]", 1, "period 应是一组年份"),
        ("[budget.total]\nx = 1", 1, "total 应是一个数"),
        ("[indicators]\nname = '一'", 1, "indicators 应是一组表"),
        ("indicators = [1]", 1, "indicators 应是一组表"),
        ("[[indicators]]\n[[indicators]]\nvalue = {}", 3, "value 应是文字"),
        ("format = '1'", 1, "format 应是版本号"),
        ("format = 0", 1, "format 应是版本号"),
        ("format = true", 1, "format 应是版本号"),
        ("[[goals]]", 1, "goals 应是一张表"),
    ],
)
def test_a_known_key_of_the_wrong_shape_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    error = refused(text)
    assert error.line == line
    assert reason in error.what


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 3000,
        "a = " + "[" * 3000 + "]" * 3000,
        "a = " + "{a = " * 3000,
        "\n\na = " + "[" * 200 + "]" * 200,
        ".".join(["a"] * 3000) + " = 1",
        "[" + ".".join(["a"] * 3000) + "]",
        "[[indicators]]\n" + ".".join(["a"] * 3000) + " = 1",
    ],
)
def test_thousands_of_levels_are_a_sentence(text: str) -> None:
    error = refused(text)
    assert "嵌套太深" in error.what
    assert error.line == next(at for at, line in enumerate(text.split("\n"), start=1) if len(line) > 100)


def test_a_message_shows_no_control_character_and_not_all_of_a_long_line() -> None:
    error = refused("x = \x1b[31m" + "长" * 500)
    assert "\x1b" not in str(error)
    assert len(str(error)) < 150


def test_forty_levels_of_unknown_data_are_kept() -> None:
    text = "a = " + "[" * 40 + "]" * 40
    assert parse(text).extra["a"]


def test_a_newer_format_may_give_known_keys_another_shape() -> None:
    declaration = parse("format = 2\ngoals = ['目标']\nindicators = 3\n[project]\nname = []\nyear = 2026\n")
    assert declaration.format == 2
    assert declaration.extra == {"goals": ["目标"], "indicators": 3}
    assert declaration.project.extra == {"name": []}
    assert declaration.project.year == 2026


@pytest.mark.parametrize(
    ("line", "path", "value", "note"),
    [
        ("[[indicators]]\nvalue = 2014", "indicators[0].value", "2014", "第 2 行的指标值没有加引号"),
        ("[[indicators]]\nvalue = 85.50", "indicators[0].value", "85.50", "第 2 行的指标值没有加引号"),
        ("[[indicators]]\nvalue = 2026-12-31", "indicators[0].value", "2026-12-31", "没有加引号"),
        ("[unit]\nname = true", "unit.name", "true", "第 2 行的单位名称没有加引号"),
        ("[project]\nyear = 2026.0", "project.year", "2026.0", "第 2 行的预算年度没有加引号"),
        ("[project]\nperiod = 2026", "project.period", (2026,), "[开始年, 结束年]"),
        ("[project]\nperiod = '2026-2028'", "project.period", ("2026-2028",), "[开始年, 结束年]"),
        ("[project]\nperiod = [2026, 2028.5]", "project.period", (2026, "2028.5"), "没有加引号"),
        ("[[indicators]]\nsign = '≥'", "indicators[0].sign", ">=", "第 2 行的指标性质的符号已换成"),
        ("[budget]\ntotal = nan", "budget.total", "nan", "第 2 行的预算金额“nan”不是数字"),
        ("[budget]\ntotal = -inf", "budget.total", "-inf", "第 2 行的预算金额“-inf”不是数字"),
        ("[budget]\ntotal = 1e999999", "budget.total", "1e999999", "“1e999999”不是数字"),
        ("[[indicators]]\nweight = true", "indicators[0].weight", "true", "“true”不是数字"),
        (
            "[project]\nname = '甲\u200b乙'",
            "project.name",
            "甲乙",
            "第 2 行的项目名称里有看不见的字符（U+200B）",
        ),
        ('[goals]\nannual = "甲\\u001b[31m"', "goals.annual", "甲[31m", "（U+001B）"),
        ('[goals]\nannual = "甲\\r\\n乙"', "goals.annual", "甲\n乙", "回车符"),
    ],
)
def test_what_is_not_taken_over_as_it_stands_is_noted_with_its_line(
    line: str, path: str, value: object, note: str
) -> None:
    reading = read(line)
    assert reading.declaration.get(path) == value
    (sentence,) = reading.notes
    assert note in sentence
    assert sentence.endswith("。")


def test_many_notes_of_one_kind_are_one_sentence() -> None:
    reading = read("[[indicators]]\nvalue = 1\n" * 20)
    (sentence,) = reading.notes
    assert "等 20 处" in sentence
    assert len(sentence) < 150


def test_forbidden_characters_in_unknown_keys_are_left_alone() -> None:
    reading = read('x = "甲\\u001b乙"')
    assert reading.declaration == Declaration(extra={"x": "甲\x1b乙"})
    assert not reading.notes


def test_the_error_is_the_same_when_a_second_process_hands_it_back() -> None:
    error = refused("name = 城乡")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is UnreadableToml
    assert (str(again), vars(again)) == (str(error), vars(error))
