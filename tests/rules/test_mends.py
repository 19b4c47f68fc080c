"""A mend does what it says: the finding is gone, and nothing is worse than before."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checking import check
from models.declaration import Declaration
from models.mending import apply, mend_safely
from models.peers import Peers
from models.rule import Finding, Rule, Severity, Surroundings, all_rules, rules_named
from models.specimen import example, specimen

LONG = os.environ.get("JIXIAO_LONG") == "1"
VALUE_RULES = (*rules_named("C"), *rules_named("V"))
MENDED = [
    pytest.param(rule, id=rule.code)
    for rule in all_rules()
    for around in [Surroundings(Peers.of(specimen(changes) for changes in rule.peers))]
    if any(found.mend for found in rule.findings(example(rule, rule.violating), around))
]

CELLS = {
    "sign": ["", "=", ">=", "≥", "＝", "<=", "不低于", "=>", "/", "空", "定性", "2", " >="],
    "value": [
        *(
            "",
            "90",
            "１００",
            "100",
            "1,200",
            "98%",
            "≥90",
            "≤ 90%",
            "90 ",
            "90人",
            "2026年12月",
            "12月底前",
            "/",
        ),
        *(
            "空",
            "优良",
            "有效提高",
            "-",
            "……",
            "100.5",
            "-3",
            "90%以上",
            "6-8",
            "５０％",
            "1.2万",
            "三百",
            "百分之九十",
        ),
        *('"好"', "低\\高", "优\n良", "1.2万人", "90左右"),
    ],
    "unit": ["", "%", "％", "百分比", "人", "万人", "人次", "月", "/", "空", "元", " 人"],
    "attribute": ["定量指标", "定性指标", "定量", "", "/", "定性"],
    "name": [
        "政策知晓率",
        "补助人数",
        "完成时间",
        "群众满意度",
        "投诉率",
        "指标1：政策知晓率",
        "指标1",
        " 入学率",
        "收入增长率",
    ],
    "content": ["", "反映政策知晓情况\n……", "指标说明（200字以内）", "反映XX情况", "政策知晓率", "低\\高"],
}


def errors(found: list[Finding]) -> int:
    return sum(each.severity is Severity.ERROR for each in found)


def same(found: Finding, other: Finding) -> bool:
    return (found.code, found.field, found.message) == (other.code, other.field, other.message)


@pytest.mark.parametrize("rule", MENDED)
def test_the_mend_of_an_example_removes_its_finding_and_makes_no_error(rule: Rule):
    around = Surroundings(Peers.of(specimen(changes) for changes in rule.peers))
    declaration = specimen(rule.violating)
    before = check(declaration, around)
    for found in before:
        if found.code == rule.code and found.mend is not None:
            after = check(apply(declaration, found.mend), around)
            assert not any(same(found, each) for each in after)
            assert {each.code for each in after if each.severity is Severity.ERROR} <= {
                each.code for each in before if each.severity is Severity.ERROR
            }


@st.composite
def drafts(draw: st.DrawFn) -> Declaration:
    """The specimen with one indicator filled in at random, from what clerks type."""
    return specimen({f"indicators[6].{key}": draw(st.sampled_from(texts)) for key, texts in CELLS.items()})


@settings(max_examples=3000 if LONG else 250, deadline=None)
@given(drafts())
def test_each_mend_of_a_row_removes_its_finding_and_leaves_no_more_errors(declaration: Declaration):
    before = check(declaration, rules=VALUE_RULES)
    for found in before:
        if found.mend is not None:
            after = check(apply(declaration, found.mend), rules=VALUE_RULES)
            assert not any(same(found, each) for each in after), found
            assert errors(after) <= errors(before), found


@settings(max_examples=3000 if LONG else 250, deadline=None)
@given(drafts())
def test_safe_mends_come_to_rest_and_never_make_a_row_worse(declaration: Declaration):
    def find(declaration: Declaration) -> list[Finding]:
        return check(declaration, rules=VALUE_RULES)

    done = mend_safely(declaration, find).declaration
    assert mend_safely(done, find).made == ()
    assert errors(find(done)) <= errors(find(declaration))


@settings(max_examples=3000 if LONG else 250, deadline=None)
@given(drafts())
def test_a_cell_has_one_finding_of_a_kind(declaration: Declaration):
    """Rules that speak of the same cell speak of different defects; 定性 beside a percentage is three by the notices."""
    cells: dict[str, Counter[str]] = {}
    for found in check(declaration, rules=VALUE_RULES):
        if found.field.startswith("indicators[6]."):
            cells.setdefault(found.field.rpartition(".")[2], Counter())[found.code] += 1
    for key, codes in cells.items():
        assert max(codes.values()) == 1, (key, codes)
        assert "C13" not in codes or len(codes) == 1, (key, codes)
        assert "C12" not in codes or len(codes) == 1, (key, codes)
