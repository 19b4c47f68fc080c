"""K03: what goes in is not a goal."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration, Indicator, indicator_path
from models.money import amounts_in
from models.patterns import Pattern
from models.rows import clause_start, is_cost, level_key, quote, rows_of
from models.rule import Finding, Severity, rule
from models.rules.k02_money_flow import MONEY_UNITS, OTHERS_MONEY

_GOALS = ("goals.overall", "goals.annual")
_OWN = "财政|专项|补助|项目|预算|配套|中央|省级|市级|县级|区级|本级|自筹|各级|建设"
# What makes an amount directly behind it the money put in.
_PUT_IN = Pattern(
    r"(?:预算(?:金额|总额|总金额|总投资|总数|资金|经费|安排|申请|批复|数)?"
    rf"|(?:投入|安排|申请|(?:项目|工程|建设|政府|中央|财政|计划)投资)(?:{_OWN}){{0,4}}(?:资金|经费)?"
    rf"|(?:{_OWN}|总){{0,3}}(?:总投资|总经费|总金额|资金总额|经费总额|资金规模|所需资金|所需经费|需要资金)"
    r")(?:共计|合计|总计|共|约)?(?:人民币)?(?:为|是|：|:|达|达到)?\s*$"
)
_OTHER = Pattern(
    r"带动|撬动|拉动|吸引|引导|引进|招商|社会资本|社会投资|民间|节约|节省|压减|压缩|减少|降低|控制|标准|每|人均|户均|单价|平均|贷款|融资"
)
_LIMIT = ("以内", "之内", "以下", "内")
_RESOURCES = Pattern(
    r"投入(?!使用|运行|运营|生产|试运行|产出|市场)[^，。；、：,;:\n0-9]{0,12}[0-9][0-9,]{0,11}\s*(?:余)?(?:人次|人|名|台次|台|辆|套|艘|架|工日|个工日)"
)
_INPUT_NAME = Pattern(
    r"(?:资金|经费|人员|人力|设备|车辆|机械|物资|材料)(?:的)?投入(?!使用|产出|运行|运营|品|强度|增)"
    r"|投入(?:的)?(?:项目|财政|专项|工作|施工|管理|作业|保洁|技术)?(?:资金|经费|人员|人力|人数|设备|车辆|机械|金额|物资|材料|力量)"
    r"|(?:工程|项目|建设)总?投资(?:总?额|金额|规模)?$|^总投资(?:额|金额)?$"
)
_OWN_MONEY = Pattern(
    r"^(?:年度|项目|财政|预算|补助|专项|本年|全年|申请|安排)*(?:资金|经费|预算|投资)(?:总额|总量|金额|数额|规模|额度|数|额)?$"
)
_NOT_INPUT = Pattern(
    r"带动|撬动|拉动|吸引|引导|引进|招商|社会|民间|研发|科研|R&D|强度|占比|增长|节约|减少|降低"
)


@rule(
    "K03",
    Severity.WARNING,
    "投入的钱、人、物不是绩效目标",
    why="目标要写花钱以后办成什么、有什么效果；预算金额和投入的人员设备是条件，写进目标也考核不了绩效。",
    source="财预〔2015〕88号（绩效目标是预期的产出和效果）；审核口径的推论",
    mend="目标里删去预算金额和投入，写办成的数量和效果；金额写在资金安排情况，标准和上限写成成本指标。",
    violating={"goals.annual": "2026年按标准补助学生3200人，预算金额为3,200,000.00元。"},
    clean={
        "goals.annual": "2026年按标准补助学生3200人，每人每年1000元，为农村家庭节约膳食支出3,200,000.00元。"
    },
)
def inputs(declaration: Declaration) -> Iterator[Finding]:
    for path in _GOALS:
        text = declaration.get(path)
        span = _stated_input(text)
        if span is not None:
            words = text[span[0] : span[1]]
            yield Finding(
                path,
                f"{quote(words)}是投入，不是绩效目标；请改写办成的数量和效果，金额写在资金安排情况",
                *span,
            )
    for index, row in rows_of(declaration):
        if _is_input(row):
            yield Finding(
                indicator_path(index, "name"),
                f"{quote(row.name)}是投入，不是产出或效果；请改写用它办成了什么",
            )


def _stated_input(text: str) -> tuple[int, int] | None:
    """Where a goal first says what is put in."""
    for amount in amounts_in(text):
        before = _PUT_IN.search(text, max(0, amount.start - 24), amount.start)
        if before is None or amount.approximate or text.startswith(_LIMIT, amount.end):
            continue
        if not _OTHER.search(text, clause_start(text, amount.start, "，。；、,;\n"), amount.start):
            return before.start(), amount.end
    if "投入" in text and (match := _RESOURCES.search(text)) is not None:
        return match.span()
    return None


def _is_input(row: Indicator) -> bool:
    name, unit = row.name.strip(), row.unit.strip()
    in_money = unit in MONEY_UNITS
    if not in_money and "投" not in name:
        return False
    if is_cost(row) or not row.level1.strip() or (in_money and level_key(row.level2) == "数量"):
        return False
    if _INPUT_NAME.search(name):
        return not _NOT_INPUT.search(name)
    return in_money and bool(_OWN_MONEY.search(name)) and not OTHERS_MONEY.search(name)
