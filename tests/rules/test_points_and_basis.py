"""P: column 8."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.checking import check
from models.practice import Practice
from models.rule import Surroundings
from models.specimen import specimen
from tests.rules.helper import fields, findings


def scored(text: str) -> dict[str, str]:
    return {"indicators[6].scoring": text}


@pytest.mark.parametrize(
    "text", ["达到指标值", "按要求完成", "5分钟内到达", "政策知晓率达90%以上，否则视为未完成"]
)
def test_a_text_without_points_is_found(text: str):
    assert fields("P01", scored(text)) == ["indicators[6].scoring"]


@pytest.mark.parametrize(
    "text",
    [
        *("得 5 分", "未达标不得分", "达到得满分", "酌情扣分", "按比例计分", "扣０.５分", "1", ""),
        *("完成值/目标值×分值", "得分=完成数/目标数×15", "完成率*该指标分值"),
    ],
)
def test_a_text_that_speaks_of_points_is_enough(text: str):
    assert fields("P01", scored(text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("未达指标值扣1分", "扣1分"),
        ("满意度达标得20分，否则每少10%扣5分", "每少10%扣5分"),
        ("每少10%扣5分，扣完为止", ""),
        ("每少10%扣5分，最多扣20分", ""),
        ("达标得10分，未达标扣10分", ""),
        ("达标得10分，否则按比例扣分", ""),
        ("未完成不得分", ""),
        ("达标得10分，未达标扣5分", ""),
        ("达标得10分，未达标扣5分，逾期扣6分", "扣5分"),
        ("每低1%扣1分，低于60%不得分", ""),
        ("未达标酌情处理，每发现1例扣1分", "每发现1例扣1分"),
        ("每完成1项得2分", ""),
    ],
)
def test_a_deduction_needs_an_end(text: str, wrong: str):
    found = findings("P02", scored(text))
    assert [text[each.start : each.end] for each in found] == ([wrong] if wrong else [])


def mended(code: str, changes: dict[str, object]) -> object:
    """The text of column 8 after the mend that is offered, which is never made without asking."""
    (found,) = findings(code, changes)
    assert found.mend is not None
    assert not found.mend.safe
    return found.mend.changes[found.field]


def test_an_end_is_offered_and_ends_the_finding():
    text = mended("P02", scored("达到得5分，每低1%扣1分。"))
    assert text == "达到得5分，每低1%扣1分，扣完为止"
    assert fields("P02", scored(text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("达到得5分，否则按比例得分", True),
        ("好得5分，一般得3分，差不得分", False),
        ("达成100%-80%，部分达成80%-60%，未达成60%-0%，按比例得分", False),
    ],
)
def test_only_words_without_grades_have_no_proportion(text: str, wrong: bool):
    assert bool(fields("P07", {"indicators[7].scoring": text})) is wrong


def weights(*points: int | None) -> dict[str, object]:
    changes: dict[str, object] = {
        f"indicators[{at}].weight": None if point is None else Decimal(point)
        for at, point in enumerate(points)
    }
    return changes


def test_sums_of_90_and_of_100_are_right():
    assert fields("P03", weights(20, 15, 10, 5, 10, 10, 5, 5, 10)) == []
    assert fields("P03", weights(20, 25, 10, 5, 10, 10, 5, 5, 10)) == []
    assert "合计为91分" in findings("P03", weights(20, 16, 10, 5, 10, 10, 5, 5, 10))[0].message


def test_a_bureau_with_another_weight_of_execution_has_other_sums():
    def told(execution: int, *points: int) -> list[str]:
        around = Surroundings(practice=Practice(execution_weight=Decimal(execution)))
        found = check(specimen(weights(*points)), around)
        return [each.message for each in found if each.code == "P03"]

    of_80 = (20, 15, 10, 5, 10, 5, 5, 5, 5)
    assert told(20, *of_80) == []
    assert "应为80分（预算执行率另占20分），不计预算执行率的为100分" in told(20, *of_80[:8], 15)[0]
    assert told(0, *of_80[:8], 15)[0].endswith("应为100分")


def test_points_come_from_column_8_where_no_weights_are_given():
    without = weights(*[None] * 9)
    assert fields("P03", without) == []
    assert (
        "合计为95分"
        in findings("P03", {**without, "indicators[6].scoring": "达标得10分，否则按比例得分"})[0].message
    )


def test_a_bureau_without_points_is_left_in_peace():
    changes = weights(*[None] * 9) | {f"indicators[{at}].scoring": "未达指标值扣1分" for at in range(9)}
    assert fields("P03", changes) == []
    assert fields("P04", changes) == []


def test_one_row_without_points_is_named():
    changes = {"indicators[3].weight": None, "indicators[3].scoring": "未达指标值扣1分"}
    found = findings("P03", changes)
    assert [each.field for each in found] == ["indicators[3].scoring"]
    assert "8个指标共85分，第4个指标没有分值" in found[0].message


def test_a_row_whose_points_are_not_understood_leaves_the_sum_open():
    changes = {"indicators[3].weight": None, "indicators[3].scoring": "按时完成得2分，验收合格得2分"}
    assert fields("P03", changes) == []
    assert fields("P09", {"indicators[3].scoring": "按时完成得2分，验收合格得3分"}) == []


def test_a_weight_that_is_no_number_is_told():
    found = findings("P03", {"indicators[3].weight": "五分"})
    assert found[0].field == "indicators[3].weight"
    assert "“五分”不是分数" in found[0].message


@pytest.mark.parametrize(
    ("points", "left_out", "wrong"),
    [
        ((20, 15, 10, 5, 10, 10, 5, 5, 10), (), []),
        ((None, 20, 15, 5, 10, 10, 10, 10, 10), (0,), []),
        ((20, 15, 10, 5, 10, 20, 5, 5, None), (8,), []),
        ((None, 20, 15, 5, 10, 20, 10, 10, None), (0, 8), []),
        ((20, 15, 10, 5, 10, 5, 5, 5, 15), (), ["indicators[5].weight", "indicators[8].weight"]),
        ((20, 15, 10, 5, 10, 15, 5, 5, 15), (), []),
    ],
    ids=[
        "with cost",
        "without cost",
        "without satisfaction",
        "without both",
        "moved",
        "100 without execution rate",
    ],
)
def test_the_cases_of_the_notice(points: tuple[int | None, ...], left_out: tuple[int, ...], wrong: list[str]):
    removed = {f"indicators[{at}]": None for at in left_out}
    assert fields("P04", {**weights(*points), **removed}) == wrong


def test_a_level_is_not_short_of_points_while_rows_have_no_level():
    assert fields("P04", {"indicators[1].level1": ""}) == []


UNDER_OUTPUT = {"indicators[0].level1": "产出指标", "indicators[0].level2": "成本指标"}


@pytest.mark.parametrize(
    ("points", "wrong"),
    [
        ((20, 15, 10, 5, 10, 10, 5, 5, 10), []),
        ((5, 20, 10, 5, 10, 20, 5, 5, 10), []),
        ((20, 25, 10, 5, 10, 5, 5, 0, 10), ["indicators[1].weight", "indicators[5].weight"]),
    ],
    ids=["as of 2021", "as of 2020", "neither"],
)
def test_cost_may_stand_under_output_as_in_the_tree_of_2015(points: tuple[int, ...], wrong: list[str]):
    assert fields("P04", {**weights(*points), **UNDER_OUTPUT}) == wrong


def test_points_out_of_a_hundred_make_no_sum():
    text = {f"indicators[{at}].scoring": "达标得100分，否则按比例得分" for at in range(9)}
    assert fields("P03", {**weights(*[None] * 9), **text}) == []
    assert fields("P03", text) == []
    assert fields("P09", text) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("政策知晓率达到95%得5分，否则按完成比例得分", "95%"),
        ("政策知晓率≥ ９５ ％得5分，每低1%扣1分，扣完为止", "９５ ％"),
        ("低于85%扣1分，扣完为止", "85%"),
        ("≥95%得5分，90%-95%得4分，低于90%不得分", "95%"),
        ("政策知晓率达到90%得5分，否则按完成比例得分", ""),
        ("≥90%得5分，80%-90%得4分，低于80%不得分", ""),
        ("≥85%得5分，80%-85%得4分，低于80%不得分", ""),
        ("完成80%以上得5分，否则不得分", ""),
        ("达标得5分，每低1%扣1分，低于60%不得分", ""),
        ("每低1%扣1分，扣完为止", ""),
        ("95%，酌情给分", ""),
    ],
)
def test_the_number_that_earns_all_points_is_the_value(text: str, quoted: str):
    found = findings("P05", scored(text))
    assert [text[each.start : each.end] for each in found] == ([quoted] if quoted else [])


def test_a_number_in_another_unit_is_not_compared_with_the_value():
    assert fields("P05", {"indicators[1].scoring": "完成100%得15分，否则按完成比例得分"}) == []
    assert fields("P05", {"indicators[1].scoring": "补助3000人得15分，否则按完成比例得分"}) == [
        "indicators[1].scoring"
    ]


def test_a_ceiling_is_compared_like_a_floor():
    assert fields("P05", {"indicators[5].scoring": "不高于4%得10分，每高0.5%扣2分，扣完为止"}) == [
        "indicators[5].scoring"
    ]
    assert fields("P05", {"indicators[5].scoring": "不高于3%得10分，每高0.5%扣2分，扣完为止"}) == []


def test_the_number_of_the_value_is_offered():
    changes = {
        "indicators[1].scoring": "补助达到3,000人得15分，否则按完成比例得分",
        "indicators[1].value": "3000",
    }
    assert fields("P05", changes) == []
    changes["indicators[1].value"] = "3200"
    assert mended("P05", changes) == "补助达到3200人得15分，否则按完成比例得分"


@pytest.mark.parametrize(
    ("text", "place", "becomes"),
    [
        ("达到得10分，否则按比例得分", "达到得10分", "达到得5分，否则按比例得分"),
        ("分值10分，按完成比例得分", "分值10分", "分值5分，按完成比例得分"),
        ("达到得满分，否则按比例得分", "", ""),
        ("达到得5分，否则按比例得分", "", ""),
        ("未达标扣10分，扣完为止", "", ""),
    ],
)
def test_the_points_of_the_text_are_those_of_the_weight(text: str, place: str, becomes: str):
    found = findings("P09", scored(text))
    assert [text[each.start : each.end] for each in found] == ([place] if place else [])
    if becomes:
        assert mended("P09", scored(text)) == becomes


def test_bands_are_not_rewritten_for_another_weight():
    (found,) = findings("P09", scored("≥90%得10分，80%-90%得8分，低于80%不得分"))
    assert found.mend is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("政策知晓率未达85%以上扣1分", "未达85%以上"),
        ("受助人员满意度未达到85%以上", "未达到85%以上"),
        ("低于85%扣1分", ""),
        ("达到85%以上得5分，未达到不得分；90%以上加分", ""),
    ],
)
def test_the_contradictory_phrase_is_marked(text: str, phrase: str):
    assert [text[each.start : each.end] for each in findings("P06", scored(text))] == (
        [phrase] if phrase else []
    )


def test_plain_words_are_offered_for_the_contradictory_phrase():
    assert mended("P06", scored("知晓率未达90%以上扣1分，扣完为止")) == "知晓率低于90%扣1分，扣完为止"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"indicators[1].scoring": "达到得15分，否则不得分"}, True),
        ({"indicators[1].scoring": "未达指标值扣1分"}, True),
        ({"indicators[1].scoring": "每少100人扣1分，扣完为止"}, False),
        (
            {
                "indicators[1].scoring": "达到得15分，否则不得分",
                "indicators[1].value": "1",
                "indicators[1].unit": "套",
            },
            False,
        ),
        ({"indicators[1].scoring": "未发生得15分，发生不得分", "indicators[1].sign": "<="}, False),
        ({"indicators[4].scoring": "按时完成得10分，否则不得分", "indicators[4].sign": "="}, False),
        ({"indicators[0].scoring": "符合标准得20分，否则不得分", "indicators[0].sign": "="}, False),
        (
            {
                "indicators[1].scoring": "符合标准得15分，不符合不得分",
                "indicators[1].sign": "=",
                "indicators[1].unit": "元/人",
            },
            False,
        ),
        ({"indicators[1].scoring": "≥3200人得15分，3000-3200人得10分，低于3000人不得分"}, False),
    ],
)
def test_all_or_nothing_is_noted_only_where_completion_has_degrees(changes: dict[str, str], wrong: bool):
    assert bool(fields("P08", changes)) is wrong
