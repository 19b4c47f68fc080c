"""No draft, however wrong, stops a rule."""

from __future__ import annotations

import os
import time
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checking import check
from models.declaration import Declaration, Indicator, field_paths
from models.peers import Peers
from models.rule import Severity, Surroundings
from models.specimen import specimen

WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "空",
            "/",
            "1",
            "0",
            "-",
            "100",
            "85",
            "－１",
            "１００",
            "9" * 40,
            "2026",
            "2026年12月",
            "12月底前",
        ),
        *(
            "%",
            "人",
            "人次",
            "户",
            "月",
            "元",
            "元/人",
            "万元",
            "亿元",
            "≥",
            ">=",
            "=",
            "大约",
            "定量",
            "定量指标",
            "定性指标",
        ),
        *("产出指标", "产出", "数量指标", "成本", "效益指标", "满意度", "服务对象满意度指标", "其他"),
        *("得10分", "扣1分", "扣完为止", "不得分", "每少10%扣5分", "按比例", "未达85%以上", "满分", "分"),
        *(
            "290元/人/年*18000人",
            "每人每年290元",
            "600元/人·月×20人×12月=1元",
            "预算金额为5,200,000.00元",
            "52.18万元",
        ),
        *(
            "，",
            "。",
            "；",
            "\n",
            "\t",
            "\\",
            '"',
            "“",
            "《",
            "》",
            "〔2025〕1号",
            "根据",
            "实际情况",
            "历史标准",
            "2025年统计",
        ),
        *("\x1b[2J", "\u202e", "\ufeff", "𠮷", "👩‍👧", "é", "٣٤", "²", "½", "Ⅷ"),
    ]
)
TEXT = st.lists(WORDS | st.text(max_size=6), max_size=6).map("".join)
ODD_NUMBERS = [
    None,
    2026,
    0,
    -1,
    10**400,
    *map(Decimal, ("NaN", "Infinity", "-0", "1E+9999", "1E-9999", "90")),
]
PERIOD = st.lists(st.integers() | TEXT, max_size=3).map(tuple)
BLANK = Declaration(indicators=(Indicator(), Indicator(), Indicator()))
LONG = os.environ.get("JIXIAO_LONG") == "1"


def value_of(path: str) -> st.SearchStrategy[Any]:
    """What may be typed into a field, or come out of a file in its place."""
    key = path.rpartition(".")[2]
    if key == "period":
        return PERIOD
    if key in ("year", "total", "weight"):
        return st.sampled_from(ODD_NUMBERS) | st.decimals(allow_nan=False) | TEXT
    return TEXT


@st.composite
def drafts(draw: st.DrawFn) -> Declaration:
    """The specimen or an empty declaration with some fields overtyped."""
    declaration = draw(st.sampled_from([specimen(), BLANK]))
    paths = list(field_paths(declaration))
    for path in draw(st.lists(st.sampled_from(paths), max_size=10)):
        declaration = declaration.with_value(path, draw(value_of(path)))
    return declaration


@settings(max_examples=4000 if LONG else 200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts(), drafts())
def test_any_field_values_give_findings_at_places_that_exist(declaration: Declaration, peer: Declaration):
    for found in check(declaration, Surroundings(Peers.of([peer]))):
        assert found.message
        if "." in found.field:
            value = declaration.get(found.field)
            assert 0 <= found.start <= found.end <= (len(value) if isinstance(value, str) else 0)


@settings(max_examples=500 if LONG else 60, deadline=None)
@given(st.integers(0, 8), st.sampled_from(Indicator.keys()), st.text(max_size=2000))
def test_what_is_found_does_not_depend_on_what_was_checked_before(row: int, key: str, text: str):
    changed = specimen({f"indicators[{row}].{key}": text})
    first = check(changed)
    assert check(specimen()) == []
    assert check(changed) == first


def test_texts_made_to_slow_a_pattern_down_do_not():
    hostile = [
        "9" * 20000,
        "每" * 20000,
        "1," * 10000,
        "根据" * 10000 + "x",
        "优、" * 9000,
        "290元/人" * 4000,
        "未达" * 9000,
        "文件安排" * 5000 + "x",
        "《" * 20000,
    ]
    for text in hostile:
        changes = {
            "project.overview": text,
            "goals.annual": text,
            "indicators[1].value": text,
            "indicators[1].scoring": text,
            "indicators[1].content": text,
            "indicators[1].basis": text,
        }
        begin = time.perf_counter()
        assert all(found.severity in Severity for found in check(specimen(changes)))
        assert time.perf_counter() - begin < 2.0, text[:10]
