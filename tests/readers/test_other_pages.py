"""Pages that other bureaus print differently, or that hold less or more than one project."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.declaration import Declaration
from store.readers.published import Recovered, recover
from store.readers.text import page_of, read

NARRATIVE = """{0}项目名称{1}
城乡医疗救助经费项目
{2}立项依据{1}
云财社〔2022〕222号
{3}项目实施单位{1}
单位名称：昆明市呈贡区医疗保障局
联系电话：0871-67470076
"""

TABLE = """一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标属性
产出指标\t数量指标\t救助对象人数\t≥\t2014\t人\t定量指标
"""


def one(text: str) -> Recovered:
    (found,) = recover(page_of(text))
    return found


def cells(*rows: str) -> str:
    """Rows of a table as the text layer has them: a cell per line, an empty line after each row."""
    return "".join("".join(f"\t{cell}\n" for cell in row.split("|")) + "\n" for row in rows)


@pytest.mark.parametrize(
    "style",
    [
        ("", "", "", ""),
        ("一、", "", "二、", "三、"),
        ("（一）", "", "（二）", "（三）"),
        ("1.", "", "2.", "3."),
        ("", "：", "", ""),
        ("  ", "  ", "　　", ""),
    ],
)
def test_headings_may_be_numbered_or_end_in_a_colon(style: tuple[str, str, str, str]):
    number1, end, number2, number3 = style
    found = one(NARRATIVE.format(number1, end, number2, number3))
    assert found.declaration.project.name == "城乡医疗救助经费项目"
    assert found.declaration.project.basis == "云财社〔2022〕222号"
    assert found.declaration.unit.phone == "0871-67470076"
    assert [entry for entry in found.unplaced if entry.text] == []


def test_a_heading_may_have_its_text_on_the_same_line():
    found = one(
        "项目名称：城乡医疗救助经费项目\n立项依据：云财社〔2022〕222号\n实施单位：昆明市呈贡区医疗保障局\n"
    )
    assert found.declaration.project.name == "城乡医疗救助经费项目"
    assert found.declaration.project.basis == "云财社〔2022〕222号"
    assert found.declaration.unit.name == "昆明市呈贡区医疗保障局"


def test_a_label_inside_a_section_is_text_when_the_section_has_its_own_heading():
    found = one("项目名称\n救助\n项目基本概况\n实施内容：发放补助\n项目实施内容\n审核资格\n")
    assert found.declaration.project.overview == "实施内容：发放补助"
    assert found.declaration.project.content == "审核资格"


def test_a_numbered_heading_that_the_form_does_not_have_ends_the_section():
    found = one("一、项目名称\n救助\n二、立项依据\n云财社〔2022〕222号\n九、其他说明\n无\n")
    assert found.declaration.project.basis == "云财社〔2022〕222号"
    assert [entry.text for entry in found.unplaced] == ["九、其他说明", "无"]


def test_lines_above_the_title_are_reported(seed_003: str):
    found = one(f"监督索引号53011300432401000\n预算重点领域财政项目文本公开\n{seed_003}")
    assert [(entry.line, entry.text) for entry in found.unplaced] == [(1, "监督索引号53011300432401000")]
    assert found.declaration.project.year == 2026


def test_a_title_with_another_project_name_gives_only_the_year(seed_003: str):
    found = one(seed_003.replace("2026年城乡医疗救助经费项目", "2026年城乡医疗救助项目", 1))
    assert found.declaration.project.year == 2026
    assert [entry.line for entry in found.unplaced] == [2]


def test_a_year_that_title_and_table_contradict_is_not_taken(seed_003: str):
    found = one(seed_003.replace("预算年度(2026年)目标", "预算年度(2027年)目标"))
    assert found.declaration.project.year is None
    assert [(entry.line, "年度不能确定" in entry.reason) for entry in found.unplaced] == [(45, True)]


def test_a_page_without_a_table(seed_003: str):
    found = one(seed_003.partition("项目绩效目标表")[0])
    assert found.declaration.indicators == ()
    assert found.declaration.project.outcome.startswith("保障城乡困难群众")
    assert found.unplaced == ()


def test_a_lost_heading_is_reported_where_its_text_may_stand(seed_003: str):
    found = one(seed_003.replace("\n资金安排情况\n", "\n"))
    assert found.declaration.project.funding == ""
    assert [(entry.line, "资金安排情况" in entry.reason) for entry in found.unplaced] == [(24, True)]


def test_several_projects_in_one_file(seed_000: str, seed_003: str):
    found = recover(page_of(f"{seed_000}\n{seed_003}\n{seed_000}"))
    alone = [one(seed).declaration for seed in (seed_000, seed_003, seed_000)]
    assert [each.declaration for each in found] == alone


def test_the_title_of_the_next_project_below_a_section_goes_to_that_project(seed_003: str):
    text = seed_003.partition("项目绩效目标表")[0]
    found = recover(page_of(text + text))
    assert [each.declaration for each in found] == [one(text).declaration] * 2
    assert [each.unplaced for each in found] == [(), ()]


def test_two_tables_without_a_name_are_two_projects(seed_003: str):
    table = seed_003[seed_003.index("项目绩效目标表") :]
    found = recover(page_of(f"{table}\n{table}"))
    assert [len(each.declaration.indicators) for each in found] == [6, 6]
    assert [each.declaration.project.period for each in found] == [(2026, 2028)] * 2


@pytest.mark.parametrize(
    "label",
    [
        "总体目标（2026年-2028年）",
        "总体目标（2026年—2028年）",
        "总体绩效目标(2026-2028年期间)",
        "总体目标\n(2026年-2028年)",
    ],
)
def test_goal_labels_with_either_brackets_and_any_dash(label: str):
    found = one(f"\t项目目标\n\t{label}\n\t建立健全救助制度\n\n\t\n\t预算年度（2026年）目标\n\t救助2014人\n")
    assert found.declaration.project.period == (2026, 2028)
    assert found.declaration.project.year == 2026
    assert found.declaration.goals.overall == "建立健全救助制度"
    assert found.declaration.goals.annual == "救助2014人"
    assert found.unplaced == ()


def test_a_goal_label_with_something_else_in_its_bracket_is_reported():
    found = one("\t总体目标（规划期）\n\t建立健全救助制度\n")
    assert found.declaration.goals.overall == "建立健全救助制度"
    assert found.declaration.project.period == ()
    assert [entry.text for entry in found.unplaced] == ["总体目标（规划期）"]


def test_columns_in_another_order_are_found_by_their_headings():
    header = "三级指标|一级指标|二级指标|指标值|性质|计量单位|属性|指标解释|评分标准|设定依据及数据来源"
    row = "救助对象人数|产出指标|数量指标|2014|≥|人|定量指标|反映人数|达到得满分|市医保局测算数据"
    (indicator,) = one(cells(header, row)).declaration.indicators
    assert (indicator.name, indicator.sign, indicator.value) == ("救助对象人数", ">=", "2014")
    assert (indicator.scoring, indicator.content, indicator.basis) == (
        "达到得满分",
        "反映人数",
        "市医保局测算数据",
    )


def test_fewer_columns_are_read_by_their_headings():
    found = one(TABLE)
    (indicator,) = found.declaration.indicators
    assert (indicator.level1, indicator.level2, indicator.sign) == ("产出指标", "数量指标", ">=")
    assert (indicator.attribute, indicator.scoring) == ("定量指标", "")
    assert found.unplaced == ()


def test_a_column_that_the_file_has_no_place_for_is_reported():
    found = one(
        "一级指标\t二级指标\t三级指标\t指标值\t分值\t备注\n产出指标\t数量指标\t救助人数\t2014\t10\t按月\n"
    )
    assert found.declaration.indicators[0].weight == Decimal(10)
    assert [(entry.line, entry.text) for entry in found.unplaced] == [(2, "按月")]


@pytest.mark.parametrize(
    ("glyph", "sign"),
    [("≥", ">="), ("≤", "<="), ("＝", "="), ("﹦", "="), ("＞", ">"), ("＜", "<"), ("》", ">=")],
)
def test_any_glyph_of_a_sign(glyph: str, sign: str):
    assert one(TABLE.replace("≥", glyph)).declaration.indicators[0].sign == sign


def test_a_level_without_leaves_is_reported():
    found = one(
        cells("一级指标|二级指标|三级指标|指标性质|指标值|度量单位", "产出指标|||||", "|成本指标||||")
    )
    assert found.declaration.indicators == ()
    assert [entry.text for entry in found.unplaced] == ["产出指标", "成本指标"]


def test_a_table_with_a_row_per_project_is_not_mixed_into_one_declaration():
    header = "单位名称、项目名称\t项目年度绩效目标\t一级指标\t二级指标\t三级指标\t指标值"
    found = one(
        f"{header}\n甲项目\t甲目标\t产出指标\t数量指标\t人数\t10\n乙项目\t乙目标\t产出指标\t数量指标\t户数\t20\n"
    )
    assert found.declaration == Declaration()
    assert len(found.unplaced) == 12


def test_another_table_of_ten_columns_is_not_taken_for_indicators():
    row = "311 专项业务类|530114|救助项目|某局|2101301|城乡医疗救助|305|生活补助|521789.58|521789.58"
    for text in (
        cells(row, row),
        row.replace("|", "\t") + "\n",
        TABLE + "附：预算表\n" + row.replace("|", "\t"),
    ):
        found = one(text)
        assert not any("专项业务类" in indicator.level1 for indicator in found.declaration.indicators)
        assert "城乡医疗救助" in [entry.text for entry in found.unplaced]


def test_a_table_goes_on_below_a_line_between_its_pages():
    text = "产出指标||||空|||空|空|空", "||救助对象人数|>=|2014|人|定量指标|达到得分|反映人数|根据数据"
    found = one(cells(*text) + "— 1 —\n" + cells("||救助户数|>=|500|户|定量指标|达到得分|反映户数|根据数据"))
    assert [row.name for row in found.declaration.indicators] == ["救助对象人数", "救助户数"]
    assert [entry.text for entry in found.unplaced] == ["— 1 —"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_pages_in_other_encodings(seed_003: str, encoding: str):
    page = read(seed_003.replace("\n", "\r\n").encode(encoding), "公开.txt")
    assert recover(page)[0].declaration == one(seed_003).declaration
    assert page.notes


class TestAmount:
    """The budget is taken only where it is certain."""

    def total(self, overview: str, funding: str) -> Decimal | None:
        text = f"项目名称\n救助\n项目基本概况\n{overview}\n资金安排情况\n{funding}\n"
        total = one(text).declaration.budget.total
        assert not isinstance(total, str)
        return total

    def test_both_sections_agree(self):
        assert self.total("预算521,789.58元。", "安排521789.58元。") == Decimal("521789.58")

    def test_one_of_several_amounts_is_confirmed(self):
        assert self.total("总投资800万元，今年520万元。", "本年度安排5,200,000.00元。") == 5_200_000

    def test_a_rounded_amount_confirms_the_exact_one(self):
        assert self.total("约需52.18万元。", "安排52.18万元。") == Decimal("521800")
        assert self.total("预算521,789.58元。", "安排52.18万元。") == Decimal("521789.58")

    def test_only_one_amount_on_the_page(self):
        assert self.total("保障2014人。", "安排52万元。") == 520_000

    @pytest.mark.parametrize(
        ("overview", "funding"),
        [
            ("预算100万元。", "安排90万元。"),
            ("保障2014人。", "其中市级60万元，区级40万元。"),
            ("预算约100万元。", "保障到位。"),
            ("补助290元/人。", "按规定安排。"),
        ],
    )
    def test_no_certain_amount(self, overview: str, funding: str):
        assert self.total(overview, funding) is None

    def test_amounts_that_contradict_each_other_are_reported(self):
        found = one("项目名称\n救助\n项目基本概况\n预算100万元。\n资金安排情况\n安排90万元。\n")
        assert [(entry.line, "900,000.00元" in entry.reason) for entry in found.unplaced] == [(6, True)]
