"""Comments written by hand stay, and stay where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Comment, Declaration, Goals, Indicator, Project, Table, Unit
from store.documents import canonical_text
from store.layout import emit, parse
from tests.store.by_hand import HandWritten, hand_written
from tests.store.generated import commented, examples, indicators, raw_texts, values_of

EVERYWHERE = """\
# 局里的说明
format = 1  # 版本
# 顶部末尾

# 项目上方一
# 项目上方二
[project]  # 项目旁
# 名称上方
name = "项目"  # 名称旁
# 依据上方
basis = \"\"\"
# 不是注释
\"\"\"  # 依据旁
# 项目末尾一
# 项目末尾二

# 指标一上方
[[indicators]]
name = "一"
more = [
    1,
]  # 未知键旁
# 指标一末尾

# 子表上方
[indicators.sub]
# 子键上方
k = 1
# 子表末尾

[[indicators]]  # 指标二旁
# 指标二末尾

# 未知表上方
[x]

# 未知列上方
[[y]]
k = 1  # 列键旁

[[y]]
# 第二列末尾

# 全文末尾
"""


def every_comment(declaration: Declaration) -> list[str]:
    return sorted(comment.text for table in all_tables(declaration) for comment in table.comments)


def all_tables(declaration: Declaration) -> list[Table]:
    known: list[Table] = [declaration.project, declaration.unit, declaration.budget, declaration.goals]
    return [declaration, *known, *declaration.indicators]


def test_comments_in_every_place_stay_as_they_are() -> None:
    assert emit(parse(EVERYWHERE)) == EVERYWHERE


def test_windows_line_ends_make_no_difference() -> None:
    assert emit(parse(EVERYWHERE.replace("\n", "\r\n"))) == EVERYWHERE


def test_comments_belong_to_the_table_that_holds_them() -> None:
    declaration = parse(EVERYWHERE)
    assert [len(table.comments) for table in all_tables(declaration)] == [8, 9, 0, 0, 0, 6, 2]
    assert Comment(path=("sub", "k"), place="above", text="# 子键上方") in declaration.indicators[0].comments
    assert Comment(path=("y", 0, "k"), place="beside", text="# 列键旁") in declaration.comments


def test_a_comment_moves_with_its_indicator() -> None:
    text = emit(parse(EVERYWHERE).move(0, 1))
    first, second = parse(text).indicators
    assert [comment.text for comment in first.comments] == ["# 指标二旁", "# 指标二末尾"]
    assert second == parse(EVERYWHERE).indicators[0]


def test_a_comment_goes_with_a_deleted_indicator_and_no_other_does() -> None:
    declaration = parse(EVERYWHERE)
    gone = declaration.indicators[0]
    left = parse(emit(declaration.remove(0)))
    assert len(gone.comments) == 6
    assert every_comment(left) == sorted(set(every_comment(declaration)) - {c.text for c in gone.comments})
    assert left.indicators[0].comments == declaration.indicators[1].comments


def test_an_indicator_inserted_before_another_does_not_take_its_comment() -> None:
    declaration = parse("[[indicators]]\nname = '一'\n\n# 二的注释\n[[indicators]]\nname = '二'\n")
    text = emit(declaration.insert(1, Indicator(name="新")))
    assert [len(row.comments) for row in parse(text).indicators] == [0, 0, 1]


def test_a_comment_at_an_emptied_key_moves_to_the_tail_of_its_table() -> None:
    declaration = parse("[project]\n# 上方\nname = '项目' # 旁\nyear = 2026\n").with_value("project.name", "")
    assert emit(declaration) == "format = 1\n\n[project]\nyear = 2026\n# 上方\n# 旁\n"


def test_a_comment_comes_back_to_its_key_when_the_key_is_filled_again() -> None:
    text = 'format = 1\n\n[project]\n# 上方\nname = "项目"  # 旁\nyear = 2026\n'
    emptied = parse(text).with_value("project.name", "")
    assert emit(emptied.with_value("project.name", "项目")) == text


def test_a_table_emptied_of_its_keys_stays_for_its_comments() -> None:
    declaration = parse("[unit] # 旁\nname = '局' # 名\n").with_value("unit.name", "")
    assert emit(declaration) == "format = 1\n\n[unit]  # 旁\n# 名\n"


def test_comments_within_an_array_move_above_its_key() -> None:
    text = "[project]\nperiod = [ # 起\n  2026,\n  # 止\n  2028 ]\n"
    assert emit(parse(text)) == "format = 1\n\n[project]\n# 起\n# 止\nperiod = [2026, 2028]\n"


def test_comments_of_an_inline_table_stay_with_it_as_a_table() -> None:
    text = "# 上\nunit = { name = '局' } # 旁\nx = [ # 内\n  {a = 1} ] # 旁二\n"
    assert emit(parse(text)) == (
        'format = 1\n\n# 上\n[unit]  # 旁\nname = "局"\n\n# 内\n[[x]]  # 旁二\na = 1\n'
    )


def test_comments_of_dotted_keys_stay_with_them() -> None:
    assert emit(parse("project.name = '项目' # 旁\n")) == 'format = 1\n\n[project]\nname = "项目"  # 旁\n'


def test_a_comment_right_above_a_header_belongs_to_it_even_without_an_empty_line() -> None:
    text = "[project]\nname = '项目'\n# 指标一\n[[indicators]]\nname = '一'\n# 指标二\n[[indicators]]\n"
    assert [len(row.comments) for row in parse(text).indicators] == [1, 1]


def test_after_an_empty_line_a_comment_belongs_to_what_follows() -> None:
    text = "[project]\nname = '项目'\n# 末尾\n\n# 单位一\n\n# 单位二\n[unit]\nname = '局'\n"
    declaration = parse(text)
    assert [comment.text for comment in declaration.project.comments] == ["# 末尾"]
    assert [comment.text for comment in declaration.unit.comments] == ["# 单位一", "# 单位二"]


@pytest.mark.parametrize("text", ["# 一\n# 二\n", "\n# 一\n\n\n# 二", "# 一\n#二\n".replace("#二", "# 二")])
def test_a_file_of_nothing_but_comments_keeps_them_on_top(text: str) -> None:
    assert emit(parse(text)) == "# 一\n# 二\nformat = 1\n"


def test_comments_that_open_the_file_stay_on_top() -> None:
    text = "# 局里的说明\n\n# 项目\n[project]\nname = '项目'\n"
    assert emit(parse(text)) == '# 局里的说明\nformat = 1\n\n# 项目\n[project]\nname = "项目"\n'


def test_a_comment_is_kept_to_the_letter() -> None:
    comment = '#\t没有空格  "引号" [方括号] = \\ \u3000尾'
    assert emit(parse(f"x = 1{comment}  \t\n")) == f"format = 1\nx = 1  {comment}\n"


def test_comments_left_by_a_program_at_places_that_do_not_exist_are_still_written() -> None:
    nowhere = tuple(
        Comment(path=path, place=place, text=f"# {number}")
        for number, (path, place) in enumerate(
            [
                (("nothing",), "above"),
                (("name", "x"), "beside"),
                (("name",), "tail"),
                ((), "end"),
                (("name",), "beside"),
            ]
        )
    )
    table = Project(name="项目", comments=(*nowhere, Comment(path=("name",), place="beside", text="# 5")))
    declaration = Declaration(project=table, comments=(Comment(path=(), place="beside", text="# 6"),))
    assert every_comment(parse(emit(declaration))) == [f"# {number}" for number in range(7)]


@examples(150)
@given(commented())
def test_comments_are_read_back_at_their_places(declaration: Declaration) -> None:
    text = emit(declaration)
    assert parse(text) == declaration
    assert emit(parse(text)) == text


@examples(150)
@given(hand_written())
def test_a_file_laid_out_by_hand_keeps_every_comment(file: HandWritten) -> None:
    text = emit(parse(file.text))
    assert every_comment(parse(file.text)) == sorted(file.comments)
    assert every_comment(parse(text)) == sorted(file.comments)
    assert emit(parse(text)) == text


@dataclass
class Edited:
    """A declaration as it was opened, as it is after some edits and saves, and what became of its indicators."""

    start: Declaration
    end: Declaration
    origins: list[Indicator]
    """for each indicator at the end the one that it was at the start, or when it was inserted"""


@st.composite
def edited(draw: st.DrawFn) -> Edited:
    """A file, generated or laid out by hand, edited and saved again and again."""
    start = declaration = draw(st.one_of(commented(), hand_written().map(lambda file: parse(file.text))))
    origins = list(start.indicators)
    for _ in range(draw(st.integers(1, 8))):
        rows = declaration.indicators
        at = draw(st.integers(0, max(len(rows) - 1, 0)))
        match draw(st.sampled_from(("set", "empty", "type", "insert", "remove", "move", "save"))):
            case "set" | "empty" | "type" as kind:
                model, path = draw(st.sampled_from([(Project, "project"), (Unit, "unit"), (Goals, "goals")]))
                if rows and draw(st.booleans()):
                    model, path = Indicator, f"indicators[{at}]"
                key = draw(st.sampled_from(model.keys()))
                value: Any = draw(values_of(model)[key])
                if kind == "empty":
                    value = model.model_fields[key].default
                elif kind == "type" and isinstance(value, str):
                    value = draw(raw_texts)
                declaration = declaration.with_value(f"{path}.{key}", value)
            case "insert":
                row, to = draw(indicators), draw(st.integers(0, len(rows)))
                origins.insert(to, row)
                declaration = declaration.insert(to, row)
            case "remove" if rows:
                del origins[at]
                declaration = declaration.remove(at)
            case "move" if rows:
                to = draw(st.integers(0, len(rows) - 1))
                origins.insert(to, origins.pop(at))
                declaration = declaration.move(at, to)
            case _:
                declaration = parse(canonical_text(declaration))
    return Edited(start, parse(canonical_text(declaration)), origins)


def by_hand_in(table: Table) -> tuple[list[str], Mapping[str, Any]]:
    """What somebody else than this program put into a table: comments and unknown keys."""
    return sorted(comment.text for comment in table.comments), table.extra


@examples(250)
@given(edited())
def test_whatever_is_edited_comments_and_unknown_keys_stay_with_their_owner(edit: Edited) -> None:
    tables = all_tables(edit.start.with_values(indicators=tuple(edit.origins)))
    assert list(map(by_hand_in, all_tables(edit.end))) == list(map(by_hand_in, tables))
