"""What the rules find in the two published pages, by line of their TOML.

Beside each row stand the lines of the published page (tests/fixtures/seed_*.txt) that it speaks of.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.checking import check
from models.peers import Peers
from models.rule import Severity, Surroundings
from store.documents import locate, open_document
from store.workspace import find_workspace

EXAMPLES = Path(__file__).parents[2] / "examples" / "2026"
SEED_003 = EXAMPLES / "城乡医疗救助经费项目.toml"
SEED_000 = EXAMPLES / "度假大渔片区社会事务移交呈贡区城乡居民医疗保险个人缴费补助经费.toml"

GOLDEN_003 = """
  8 project.basis            X11          # 10  养老保险 and 医疗保险 for a project of 医疗救助
 11 project.overview         T01 T02      # 23  因难群众; half-width commas
 14 project.content          T01 T02 T03 T07 V15  # 26  因难群众; commas; "…"; 23 over again; 低水平\\广覆盖
 24 project.outcome          T02 T03 T07 V15  # 37  commas; "…"; the end of 26 over again
 32 goals.overall            T01 T02 T07 X07  # 42  no figure; 因难群众; a comma; 23 over again
 35 goals.annual             K03 T01 T02 T04 T07 X06 X09  # 46  42 and 23 over again; two tasks without indicator; the budget among the goals, as 521789.58元; 因难群众; commas
 38 indicators               C09          #     no 成本指标
 43 indicators[0].value      X04          # 87  521,789.58 / 2014, and no standard
 46 indicators[0].scoring    P01          # 90  城乡医疗救助对象人数达2014人
 53 indicators[1].name       T01          # 107 资救助
 58 indicators[1].scoring    P02 P08      # 112 未达指标值扣1分
 59 indicators[1].content    T01 T01 T02  # 113 求助, 资救助; a comma
 60 indicators[1].basis      B01          # 114 根据实际工作开展要求
 67 indicators[2].value      V01          # 131 2026年12月
 68 indicators[2].unit       V06          # 132 月
 69 indicators[2].attribute  V07          # 133 定量 here, 定性 on the other page
 70 indicators[2].scoring    P02          # 134 未按时完成扣2分
 71 indicators[2].content    C14          # 135 完成时间为2026年12月
 72 indicators[2].basis      B02          # 136 完成时间为2026年12月
 77 indicators[3].name       K08          # 162 保障城乡困难群众基本医疗服务
 78 indicators[3].sign       V02          # 163 = … % 定性
 79 indicators[3].value      V14 V15      # 164 低水平\\广覆盖
 82 indicators[3].scoring    P02          # 167 未达指标值扣1分
 83 indicators[3].content    T01 V15      # 168 到达, 低水平\\广覆盖原则
 84 indicators[3].basis      B01          # 169
 90 indicators[4].sign       V02          # 174 >= 85 % 定性
 93 indicators[4].attribute  V03 V04      # 175
 94 indicators[4].scoring    P02 P06 P08  # 178 未达85%以上扣1分
 95 indicators[4].content    C14          # 179 政策知晓率达85%以上
 96 indicators[4].basis      B01          # 180
106 indicators[5].scoring    P01 P06      # 211 受助人员满意度未达到85%以上
107 indicators[5].content    C14          # 212 受助人员满意度达到85%以上
108 indicators[5].basis      B01          # 213
"""

GOLDEN_000 = """
  1 goals.annual             C04          #     lost with the head of the table
  1 goals.overall            C04
 10 project.overview         X02 X08      # 25  290 × 18000 against 5,200,000, explained; reckoned from 17701 of 2025
 13 project.content          X12          # 29  城镇居民 for 城乡居民
 29 indicators               C06 C09      #     no 效益, no 成本指标
 34 indicators[0].value      X03          # 45  18000 against the affordable 17,931
 35 indicators[0].unit       V12          # 43, 46  人次, while the text counts 人
 39 indicators[0].basis      B04          # 50  a past year without its figure
 41 indicators[1].level1     C12          # 51  a row whose start was lost
 41 indicators[1].level2     C12
 41 indicators[1].name       C12
 41 indicators[1].sign       V05          # 51  the sign was lost
 43 indicators[1].unit       V02          # 52  100 % 定性
 44 indicators[1].attribute  V03 V04      # 53
 45 indicators[1].scoring    P07          # 54  proportional, and 定性
 47 indicators[1].basis      B01          # 56
 49 indicators[2].level1     C12          # 57  a row whose start was lost
 49 indicators[2].level2     C12
 51 indicators[2].sign       V02          # 58  = … 月 定性
 52 indicators[2].value      V01          # 59  2026年12月
 53 indicators[2].unit       V06          # 60
 54 indicators[2].attribute  V07          # 61  定性 here, 定量 on the other page
 56 indicators[2].content    C14          # 63  name and value over again
 57 indicators[2].basis      B01          # 64
 59 indicators[3]            C12          # 65  the tail of a row
 59 indicators[3].scoring    P03          # 65  10+20+20+?+20
 60 indicators[3].basis      B01          # 66
 65 indicators[4].name       X12          # 92  失地人员 for 被征地人员
 70 indicators[4].scoring    P02 P04      # 97  no floor; 20 points instead of 10
 71 indicators[4].content    C14 X12      # 98  name and value over again; 失地人员
 72 indicators[4].basis      B01          # 99
"""


def rows(golden: str) -> list[str]:
    """The rows of a table without remarks and alignment."""
    return [" ".join(line.partition("#")[0].split()) for line in golden.strip().splitlines()]


def found_in(path: Path, other: Path) -> list[str]:
    """The findings of a file in the same shape."""
    facts = find_workspace(path).unit
    document = open_document(path)
    declaration, peer = (open_document(each).declaration.with_unit_defaults(facts) for each in (path, other))
    found = check(declaration, Surroundings(Peers.of([peer])))
    table: dict[tuple[int, str], list[str]] = {}
    for each, (line, _) in zip(
        found, locate(document.text, [(each.field, each.start) for each in found]), strict=True
    ):
        table.setdefault((line, each.field), []).append(each.code)
    return [f"{line} {field} {' '.join(sorted(codes))}" for (line, field), codes in sorted(table.items())]


@pytest.mark.parametrize(
    ("path", "other", "golden"),
    [(SEED_003, SEED_000, GOLDEN_003), (SEED_000, SEED_003, GOLDEN_000)],
    ids=["003", "000"],
)
def test_the_published_pages_have_exactly_these_findings(path: Path, other: Path, golden: str):
    assert found_in(path, other) == rows(golden)


def messages(path: Path, code: str) -> list[str]:
    declaration = open_document(path).declaration.with_unit_defaults(find_workspace(path).unit)
    return [found.message for found in check(declaration) if found.code == code]


def test_the_messages_speak_in_the_words_and_numbers_of_the_page():
    assert messages(SEED_003, "V01") == [
        "指标值“2026年12月”不是数字，而指标属性为定量指标；建议改成月份数（如 <= 12 月），年份写进指标内容"
    ]
    (product,) = messages(SEED_000, "X02")
    for words in (
        "290元×18,000人=5,220,000.00元",
        "5,200,000.00元",
        "多20,000.00元",
        "17,931人",
        "已说明原因",
    ):
        assert words in product
    (quantity,) = messages(SEED_000, "X03")
    for words in ("“18000”", "17,931", "17701+92=17793"):
        assert words in quantity
    assert "“低水平”" in messages(SEED_003, "V14")[0]
    (cost,) = messages(SEED_003, "X04")
    assert "521,789.58元÷2,014人=259.08元/人" in cost
    (tasks,) = messages(SEED_003, "X09")
    assert "“居民兜底保障”和“职工医疗救助”" in tasks


def test_what_the_page_itself_explains_is_only_noted():
    declaration = open_document(SEED_000).declaration.with_unit_defaults(find_workspace(SEED_000).unit)
    assert [found.severity for found in check(declaration) if found.code == "X02"] == [Severity.INFO]


@pytest.mark.parametrize("path", [SEED_003, SEED_000], ids=["003", "000"])
def test_amounts_and_facts_of_both_pages_are_in_order(path: Path):
    for code in ("X01", "C01", "C02", "C03", "C05", "K01", "K06", "K07"):
        assert messages(path, code) == []
