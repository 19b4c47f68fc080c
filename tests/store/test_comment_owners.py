"""Every comment stays with the table or key that it stands at when a file typed by hand is laid out.

Each comment names its owner, and where it ended up is read off the lines of the canonical text, not asked of the
program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Declaration, Goals, Indicator, Project, Unit
from models.suppression import suppressions
from store.documents import canonical_text
from store.layout import emit, parse
from tests.store.generated import examples, texts

KEYS = {
    "project": ("name", "basis", "period", "code"),
    "unit": ("name", "profile"),
    "budget": ("total",),
    "goals": ("overall", "annual"),
    "indicators": ("name", "value", "scoring"),
    "evaluation": ("remarks",),
    "附表": ("a", "b"),
}
LABEL = re.compile(r"# (\d+) @(\S+)")
VALUES = ('"值"', '"""\n一\n# 不是注释\n二"""', "'''\n# 不是注释\n'''")


class _Typist:
    """Types a file in any order, and beside each comment what it stands at."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.count = 0
        self.rows = 0

    def maybe(self, odds: int = 2) -> bool:
        return self.draw(st.integers(0, odds)) == odds

    def comment(self, owner: str) -> str:
        self.count += 1
        return f"# {self.count} @{owner}"

    def beside(self, owner: str) -> str:
        return f" {self.comment(owner)}" if self.maybe() else ""

    def above(self, owner: str) -> None:
        for _ in range(self.draw(st.integers(0, 2))):
            self.lines.append(self.comment(owner))

    def value(self, table: str, key: str, owner: str) -> str:
        if key == "total":
            return "12.00"
        if key == "period":
            return f"[ {self.comment(owner)}\n2026,\n{self.comment(owner)}\n2028 ]"
        value: str = self.draw(st.sampled_from(VALUES[:1] if table == "indicators" else VALUES))
        return value

    def keys(self, table: str, owner: str, *, fewest: int) -> None:
        some = self.draw(st.permutations(KEYS[table]))[self.draw(st.integers(0, len(KEYS[table]) - fewest)) :]
        for key in some:
            name = f"{owner}.{key}"
            self.lines += [""] * self.maybe()
            self.above(name)
            self.lines += f"{key} = {self.value(table, key, name)}{self.beside(name)}".split("\n")
        if self.maybe():
            self.lines.append(f"# x = {self.comment(owner)}")

    def table(self, table: str, *, may_touch: bool) -> bool:
        """Type a table; whether a comment of the next one may touch it."""
        owner, header = table, f"[{table}]"
        if table == "indicators":
            owner, header = f"indicators[{self.rows}]", "[[indicators]]"
            self.rows += 1
        self.lines += [""] * self.draw(st.integers(0 if may_touch else 1, 2))
        self.above(owner)
        self.lines.append(header.replace("附表", '"附表"') + self.beside(owner))
        is_bare = self.maybe(4)
        if not is_bare:
            self.keys(table, owner, fewest=1)
        if self.maybe():
            self.lines += [self.comment(owner), ""]
        return not is_bare

    def inline_rows(self) -> None:
        """The indicators as an array of inline tables, with comments around each."""
        self.lines.append("indicators = [")
        rows = self.draw(st.integers(1, 3))
        for at in range(rows):
            owner = f"indicators[{at}]"
            self.above(owner)
            inner = f"{owner}.more"
            more = f", more = [ {self.comment(inner)}\n1 ]" if self.maybe() else ""
            row = f'  {{ name = "指标{at}"{more} }},{self.beside(owner)}'
            self.lines += row.split("\n")
        if self.maybe():
            self.lines.append(self.comment(f"indicators[{rows - 1}]"))
        self.lines.append("]")

    def write(self) -> str:
        self.lines.append("format = 1")
        tables = [name for name in KEYS if name != "indicators" and self.maybe(1)]
        if self.maybe(3):
            self.inline_rows()
        else:
            tables += ["indicators"] * self.draw(st.integers(0, 3))
        may_touch = True
        for table in self.draw(st.permutations(tables)):
            may_touch = self.table(table, may_touch=may_touch)
        return "\n".join(self.lines) + "\n"


@st.composite
def typed(draw: st.DrawFn) -> str:
    return _Typist(draw).write()


def owners(text: str) -> Iterator[tuple[str, str]]:
    """Each labelled comment of a canonical text with what it stands at: the next line that it touches, else its table."""
    table, at, rows = "", "", 0
    waiting: list[str] = []
    is_text = False
    for line in text.split("\n"):
        found = LABEL.findall(line)
        if is_text:
            is_text = '"""' not in line
        elif line.startswith("#"):
            waiting += [label for _, label in found]
            continue
        elif line.startswith("["):
            name = line.strip("[").partition("]")[0].strip('"')
            table = at = f"indicators[{rows}]" if name == "indicators" else name
            rows += name == "indicators"
        elif line:
            at = f"{table}.{line.partition(' =')[0]}"
            is_text = line.endswith('"""')
        yield from ((label, at if line else table) for label in waiting)
        waiting.clear()
        yield from ((label, at) for _, label in found)
    yield from ((label, table) for label in waiting)


@examples(300)
@given(typed())
def test_every_comment_stays_with_its_owner(text: str) -> None:
    found = list(owners(emit(parse(text))))
    assert len(found) == len(LABEL.findall(text))
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_comments_in_an_array_of_inline_tables_go_to_the_row_that_they_stand_at() -> None:
    text = "# 总\nindicators = [\n  {name = '一'}, # 一旁\n  # 二上\n  {name = '二'} # 二旁\n  # 二下\n]\n"
    assert emit(parse(text)) == (
        "format = 1\n\n"
        '# 总\n[[indicators]]  # 一旁\nname = "一"\n\n'
        '# 二上\n[[indicators]]  # 二旁\nname = "二"\n# 二下\n'
    )


def test_comments_in_an_unknown_array_of_inline_tables_do_too() -> None:
    text = "x = [\n {a = 1}, # 一\n {a = 2, b = [\n 1, # 二里\n]}, # 二\n]\n"
    assert emit(parse(text)) == (
        "format = 1\n\n[[x]]  # 一\na = 1\n\n[[x]]  # 二\na = 2\n# 二里\nb = [\n    1,\n]\n"
    )


def test_a_comment_that_touches_two_tables_is_about_the_one_below() -> None:
    text = "[[indicators]]\nname = '一'\n# 金额\n[budget]\ntotal = 1\n# 目标\n[goals]\nannual = '一'\n"
    declaration = parse(text)
    assert [comment.text for comment in declaration.budget.comments] == ["# 金额"]
    assert [comment.text for comment in declaration.goals.comments] == ["# 目标"]


@pytest.mark.parametrize("body", ["# 金额待定\n", "total = 1\n# reserve = 2\n"])
def test_what_can_only_be_about_the_table_above_stays_there(body: str) -> None:
    declaration = parse(f"[budget]\n{body}[[indicators]]\nname = '一'\n")
    assert len(declaration.budget.comments) == 1
    assert parse(emit(declaration)) == declaration


IGNORED = Declaration(
    project=Project(name="项目", basis="依据"),
    unit=Unit(name="局", profile="概况"),
    goals=Goals(overall="总体", annual="年度"),
    indicators=(
        Indicator(name="一", value="1", scoring="达到得满分"),
        Indicator(name="二", content="甲\n乙"),
    ),
)
FILLED = [
    "project.name",
    "project.basis",
    "unit.name",
    "unit.profile",
    "goals.annual",
    "indicators[0].name",
    "indicators[0].scoring",
    "indicators[1].content",
]


def with_ignore_beside(path: str) -> str:
    """The file of IGNORED with a comment at the end of one field: behind its value, or its closing quotes."""
    table, _, key = path.rpartition(".")
    at = int(table[-2]) if "[" in table else 0
    lines = emit(IGNORED).split("\n")
    header = f"[[{table[:-3]}]]" if "[" in table else f"[{table}]"
    start = [number for number, line in enumerate(lines) if line == header][at]
    start = next(number for number in range(start, len(lines)) if lines[number].startswith(f"{key} ="))
    end = start
    if lines[start].endswith('"""'):
        end = lines.index('"""', start)
    lines[end] += "  # jixiao: ignore V14 已核对"
    return "\n".join(lines)


@pytest.mark.parametrize("path", FILLED)
@examples(15)
@given(st.lists(texts.filter(lambda text: text.strip("\n") != ""), min_size=1, max_size=3))
def test_a_comment_that_silences_a_rule_stays_beside_its_field_whatever_is_typed_there(
    path: str, typed: list[str]
) -> None:
    declaration = parse(with_ignore_beside(path))
    for text in typed:
        declaration = parse(canonical_text(declaration.with_value(path, text)))
        assert [(each.field, each.codes) for each in suppressions(declaration)] == [
            (path, frozenset({"V14"}))
        ]
    assert declaration.with_value(path, IGNORED.get(path)) == parse(with_ignore_beside(path))
