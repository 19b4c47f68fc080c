"""Which stretch of a file a finding means."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Declaration, field_paths
from store.documents import Range, locate, locate_ranges
from store.layout import emit
from tests.store.generated import declarations, examples

FILE = """\
format = 1

[project]
name = "甲\\\\乙"
year = 2026
period = [2026, 2028]
plan = ""
basis = \"\"\"
第一段，有依据。
第二段\u202e完。
\"\"\"

[budget]
total = 521789.58

[[indicators]]
value = "2014"
sign = "≥"
scoring = '''一\\二'''

[[ indicators ]]  # 第二个
name = "率"
"""


def written(text: str, place: Range) -> str:
    """The stretch itself."""
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("field", "start", "end", "meant"),
    [
        ("project.name", 0, 1, "甲"),
        ("project.name", 1, 2, "\\\\"),
        ("project.name", 0, 3, "甲\\\\乙"),
        ("project.name", 0, 0, "甲\\\\乙"),
        ("project.year", 0, 0, "2026"),
        ("project.period", 0, 0, "[2026, 2028]"),
        ("project.plan", 0, 0, ""),
        ("project.basis", 0, 0, "第一段，有依据。\n第二段\u202e完。"),
        ("project.basis", 4, 7, "有依据"),
        ("project.basis", 7, 10, "。\n第"),
        ("project.basis", 11, 13, "段\u202e完"),
        ("budget.total", 0, 0, "521789.58"),
        ("budget.total", 0, 6, "521789"),
        ("budget.total", 0, 99, "521789.58"),
        ("indicators[0].sign", 0, 2, "≥"),
        ("indicators[0].value", 1, 99, "014"),
        ("indicators[0].scoring", 1, 3, "\\二"),
        ("indicators[0].basis", 0, 0, "[[indicators]]"),
        ("indicators[1].basis", 0, 0, "[[ indicators ]]"),
        ("indicators[1]", 0, 0, "[[ indicators ]]"),
        ("indicators", 0, 0, "[[indicators]]"),
        ("project.overview", 0, 0, "[project]"),
        ("unit.name", 0, 0, ""),
        ("goals", 0, 0, ""),
    ],
)
def test_a_finding_means_its_characters_its_value_or_the_header(
    field: str, start: int, end: int, meant: str
) -> None:
    (place,) = locate_ranges(FILE, [(field, start, end)])
    assert written(FILE, place) == meant
    assert locate(FILE, [(field, start)]) == [(place.line, place.column)]


def test_in_inline_tables_and_dotted_keys_too() -> None:
    text = "project.name = '甲'\nunit = {code = ''}\nindicators = [{name = '一'},\n {name = '二'}]\n"
    fields = ["project.year", "unit.name", "indicators[0].value", "indicators[1].value"]
    places = locate_ranges(text, [(field, 0, 0) for field in fields])
    assert [written(text, place) for place in places] == [
        "project.name",
        "unit",
        "{name = '一'}",
        "{name = '二'}",
    ]


@examples(60)
@given(declarations, st.data())
def test_every_stretch_of_every_text_is_found_through_escapes(
    declaration: Declaration, data: st.DataObject
) -> None:
    text = emit(declaration)
    fields = []
    for path in field_paths(declaration):
        value = declaration.get(path)
        if isinstance(value, str) and value:
            start = data.draw(st.integers(0, len(value) - 1))
            fields.append((path, start, data.draw(st.integers(start + 1, len(value)))))
    for (path, start, end), place in zip(fields, locate_ranges(text, fields), strict=True):
        assert _read(written(text, place)) == declaration.get(path)[start:end]


def _read(source: str) -> str:
    """A stretch of a basic string as TOML reads it."""
    quoted = re.sub(r'\\.|"|\n', lambda part: {'"': '\\"', "\n": "\\n"}.get(part[0], part[0]), source)
    text = tomllib.loads(f'text = "{quoted}"')["text"]
    assert isinstance(text, str)
    return text
