"""The grammar of 评（扣）分标准."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.declaration import Indicator
from models.scoring import Method, full_points, parse_scoring, points_of
from models.scoring.shape import ALL, NOTHING, Band, Bounds, Condition, Direction, Part, Scoring, Step
from models.scoring.wording import write_scoring
from models.specimen import specimen
from tests.models.scoring_wordings import OTHER_CELLS, SEED_CELLS, told

FULL_WIDTH = str.maketrans("0123456789.%()", "０１２３４５６７８９．％（）")


@pytest.mark.parametrize(("text", "meaning"), SEED_CELLS + OTHER_CELLS)
def test_a_scoring_text_is_understood(text: str, meaning: str):
    assert told(parse_scoring(text)) == meaning


def test_every_cell_of_the_seeds_is_covered(seed_000: str, seed_003: str):
    for text, _ in SEED_CELLS:
        assert f"\t{text}\n" in seed_000 + seed_003


def test_the_specimen_is_understood():
    for row in specimen().indicators:
        scoring = parse_scoring(row.scoring)
        assert scoring.method is not Method.UNPARSED
        assert scoring.full == row.weight


@pytest.mark.parametrize(("text", "meaning"), SEED_CELLS + OTHER_CELLS)
def test_full_width_figures_and_a_full_stop_change_nothing(text: str, meaning: str):
    assert told(parse_scoring(f"{text.translate(FULL_WIDTH).rstrip('。')}。")) == meaning


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "1",
            "/",
            "按规定执行",
            "十分满意",
            "部分完成",
            "五分钟内到场",
            "第三批次完成",
            "三分之二以上完成",
        ),
        *("2026年12月底前完成", "补助标准为每人每年1000元", "每年完成一次", "详见《考核办法》第12条"),
    ],
)
def test_a_text_without_points_names_none(text: str):
    scoring = parse_scoring(text)
    assert (scoring.method, scoring.full, scoring.names_points) == (Method.UNPARSED, None, False)


@pytest.mark.parametrize(
    "text",
    [
        "按时完成得5分，验收合格得5分",
        "按时完成得2分，验收合格得3分",
        "质量优秀得6分，数量达标得4分",
        "数量达到100%得5分，质量达到90%得3分",
        "≥90%得10分，≥80%得8分，以此类推",
        "未达标酌情扣分",
        "完成得10分，每超额完成1%加0.5分",
        "完成得8-10分，基本完成得6-8分",
        "目标值/完成值×分值",
        "分值10分，分值20分",
        "得5分，每低1%扣10分",
        "达到90%得8分，80%得10分，否则不得分",
    ],
)
def test_what_does_not_go_together_is_not_claimed(text: str):
    scoring = parse_scoring(text)
    assert scoring.method is Method.UNPARSED
    assert scoring.names_points


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("未达指标值扣1分", ["扣1分"]),
        ("满意度达标得20分，否则每少10%扣5分", ["每少10%扣5分"]),
        ("达标得10分；每少 １ 人，扣 ０.５ 分", ["每少 １ 人，扣 ０.５ 分"]),
        ("未完成扣5分，逾期完成扣2分", ["扣5分", "扣2分"]),
        ("≥90%得10分，80%-90%得8分", ["≥90%得10分", "80%-90%得8分"]),
    ],
)
def test_every_part_has_its_place_in_the_text(text: str, places: list[str]):
    scoring = parse_scoring(text)
    parts = (*scoring.steps, *scoring.deductions, *scoring.bands)
    assert [text[part.start : part.end] for part in parts] == places


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("政策知晓率达到90%以上得5分", ["90%"]),
        ("≥９０％得10分，80%-90%得8分", ["９０％", "80%", "90%"]),
        ("救助2,014人得10分，每少10人扣1分", ["2,014人"]),
        ("达标得10分，每低1%扣1分", []),
    ],
)
def test_the_numbers_a_text_compares_with_have_their_places(text: str, numbers: list[str]):
    assert [text[each.start : each.end] for each in parse_scoring(text).thresholds] == numbers


@pytest.mark.parametrize(
    "end",
    ["扣完为止", "最多扣10分", "扣至0分", "以10分为限", "扣分不超过10分", "扣完该项分值为止", "最低得0分"],
)
def test_the_end_of_a_deduction_is_recognised(end: str):
    assert parse_scoring(f"每少1%扣1分，{end}").has_floor
    assert not parse_scoring("每少1%扣1分").has_floor


def test_a_weight_goes_before_column_8():
    row = Indicator(scoring="达标得10分，否则按比例得分")
    assert points_of(row) == 10
    assert points_of(row.with_values(weight=Decimal(15))) == 15
    assert points_of(row.with_values(weight="十五")) is None
    assert points_of(Indicator(scoring="未达指标值扣1分")) is None


def test_points_out_of_a_hundred_are_no_part_of_the_total():
    assert full_points("达标得100分，否则按比例得分") is None
    assert full_points("达标得90分，否则按比例得分") == 90


NUMBERS = st.decimals(Decimal("0.01"), 999, places=2).map(lambda number: number.normalize())
UNITS = st.sampled_from(["%", "人", "人次", "个月", "元/人·年", "分", "天"])
SUBJECTS = st.sampled_from(["", "完成率", "满意度", "按时完成", "达到指标值", "政策知晓率"])


@st.composite
def bounds(draw) -> Bounds:
    low, high = sorted(draw(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1])))
    shape = draw(st.sampled_from(["low", "high", "both", "exactly"]))
    included = draw(st.booleans()), draw(st.booleans())
    unit = draw(UNITS)
    if shape == "exactly":
        return Bounds(low, low, unit=unit)
    return Bounds(
        low if shape != "high" else None,
        high if shape != "low" else None,
        included[0] or shape == "high",
        included[1] or shape == "low",
        unit,
    )


@st.composite
def conditions(draw) -> Condition:
    bound = draw(st.none() | bounds())
    words = draw(SUBJECTS.filter(bool) if bound is None else SUBJECTS)
    return Condition(words, bound)


PARTS = NUMBERS.map(Part) | st.integers(1, 99).map(lambda percent: Part(Decimal(percent), percent=True))
STEPS = st.builds(Step, PARTS, NUMBERS, UNITS, st.sampled_from(Direction))
FLOORS = st.sampled_from([(False, None), (True, None), (True, ALL), (True, Part(Decimal("0.5")))])


@st.composite
def scorings(draw) -> Scoring:
    """Scorings as a form would make them: every method, with what belongs to it."""
    method = draw(st.sampled_from([each for each in Method if each is not Method.UNPARSED]))
    full = draw(st.none() | NUMBERS.map(lambda number: number + 1000))
    has_floor, most = draw(FLOORS)
    ends = {"has_floor": has_floor, "most": most}
    met = draw(conditions()) if method is Method.BINARY else draw(st.none() | conditions())
    if method is Method.RATIO:
        return Scoring(method, full, met, draw(st.none() | conditions()), **ends)
    if method is Method.STEP:
        steps = draw(st.lists(STEPS, min_size=1, max_size=2))
        return Scoring(method, full, met, draw(st.none() | conditions()), tuple(steps), **ends)
    if method is Method.DEDUCT:
        taken = Band(draw(st.sampled_from([Condition("未达指标值"), Condition("逾期完成")])), draw(PARTS))
        return Scoring(method, full, met, deductions=(taken,), **ends)
    if method is Method.BINARY:
        return Scoring(method, full, met, **ends)
    if method is Method.GRADES:
        grades = draw(
            st.sampled_from(["优 良 中 差", "好 一般 差", "全部完成 基本完成 部分完成 未完成"])
        ).split()
    else:
        grades = draw(
            st.lists(NUMBERS, min_size=2, max_size=5, unique=True).map(lambda cuts: sorted(cuts)[::-1])
        )
    points = draw(
        st.lists(NUMBERS, min_size=len(grades), max_size=len(grades), unique=True).map(
            lambda each: sorted(each)[::-1]
        )
    )
    unit = draw(UNITS)
    bands = tuple(
        Band(
            Condition(grade) if isinstance(grade, str) else Condition("", Bounds(low=grade, unit=unit)),
            Part(point),
        )
        for grade, point in zip(grades, points, strict=True)
    )
    if draw(st.booleans()):
        bands = (*bands[:-1], Band(bands[-1].condition, NOTHING))
    return Scoring(method, max(band.part.number for band in bands), bands=bands, **ends)


@given(scorings())
def test_what_is_written_is_read_as_the_same(scoring: Scoring):
    assert parse_scoring(write_scoring(scoring)) == scoring


@pytest.mark.parametrize(("text", "meaning"), SEED_CELLS + OTHER_CELLS)
def test_every_text_that_is_understood_has_a_standard_sentence(text: str, meaning: str):
    scoring = parse_scoring(text)
    if scoring.method is Method.UNPARSED:
        with pytest.raises(ValueError, match="not understood"):
            write_scoring(scoring)
    else:
        assert told(parse_scoring(write_scoring(scoring))) == meaning


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("达到标准得满分10分，否则根据参保人次完成比例评分", "达到标准得10分，否则按完成比例得分"),
        ("按时完成，得 10 分；每推迟一天，扣0.50分，扣完为止。", "按时完成得10分，每晚1天扣0.5分，扣完为止"),
        ("每少１人扣1分，最多扣5分", "每少1人扣1分，最多扣5分"),
        ("优：10分；良：8分；差：0分", "优得10分；良得8分；差不得分"),
        ("80%（含）-90%（不含）得8分，90%及以上得10分", "≥80%且<90%得8分；≥90%得10分"),
        ("全部在2小时内到场得6分，每有1次超时扣0.5分", "全部在≤2小时到场得6分，每有1次扣0.5分"),
    ],
)
def test_a_standard_sentence_reads_well(text: str, sentence: str):
    assert write_scoring(parse_scoring(text)) == sentence


def test_a_scoring_that_contradicts_itself_is_not_written():
    with pytest.raises(ValueError, match="no sentence"):
        write_scoring(Scoring(Method.BINARY, Decimal(5), Condition("每低1%扣1分")))


@given(
    st.text(
        st.sampled_from("得扣分每少满不按比例完成率0123456789%.，。；（）≥-以上下优良差×/ 百点止为")
        | st.characters(),
        max_size=60,
    )
)
def test_any_text_can_be_parsed(text: str):
    scoring = parse_scoring(text)
    assert scoring.names_points or scoring.method is Method.UNPARSED
    for part in (*scoring.steps, *scoring.deductions, *scoring.bands):
        assert 0 <= part.start < part.end <= len(text)
        assert part.part.number >= 0
    for threshold in scoring.thresholds:
        assert 0 <= threshold.start < threshold.end <= len(text)
    assert told(scoring)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "每扣1分",
            "1",
            "一",
            "百分之",
            "按",
            "根据完成",
            "1,000",
            "扣",
            "率×",
            "最多扣",
            "不足1%按",
            "0",
            "1.",
        ),
        *(
            "每低1%扣1分，",
            "优10分",
            "满分",
            "该项",
            "权重",
            "90%-",
            "≥",
            "、",
            "1、",
            "得 ",
            "不得",
            "得该项",
            " ",
        ),
    ],
)
def test_a_long_text_is_read_in_proportion_to_its_length(piece: str):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            parse_scoring.__wrapped__(text)
            best = min(best, time.process_time() - begin)
        return best

    assert seconds(20_000) < max(20 * seconds(4_000), 0.1)
