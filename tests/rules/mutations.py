"""Careless changes of a good declaration, each a defect that one rule is meant to find.

A mutation takes a declaration and gives it back with one defect planted, or None when there is nothing in it to plant
the defect in. It is named by what the clerk did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from models.declaration import Comment, Declaration, Indicator
from models.money import finite
from models.rows import is_qualitative, is_quantitative, level_key, number

Plant = Callable[[Declaration], Declaration | None]


@dataclass(frozen=True)
class Mutation:
    """One way to spoil a declaration, and the rule that must say so."""

    code: str
    name: str
    plant: Plant
    also: frozenset[str] = frozenset()
    """rules that speak of the same cells by the lists of the domain, or because the defect takes away what they need"""


TABLE: list[Mutation] = []


def mutation(code: str, name: str, *also: str) -> Callable[[Plant], Plant]:
    """Enter a mutation into the table."""

    def enter(plant: Plant) -> Plant:
        TABLE.append(Mutation(code, name, plant, frozenset(also)))
        return plant

    return enter


def first(declaration: Declaration, wanted: Callable[[Indicator], bool]) -> int | None:
    """The position of the first indicator of a kind."""
    return next((at for at, row in enumerate(declaration.indicators) if wanted(row)), None)


def changed(
    declaration: Declaration, wanted: Callable[[Indicator], bool], **columns: object
) -> Declaration | None:
    """The declaration with other columns in the first indicator of a kind."""
    at = first(declaration, wanted)
    return (
        None if at is None else with_row(declaration, at, declaration.indicators[at].with_values(**columns))
    )


def with_row(declaration: Declaration, at: int, row: Indicator) -> Declaration:
    rows = declaration.indicators
    return declaration.with_values(indicators=(*rows[:at], row, *rows[at + 1 :]))


def is_level(level1: str, level2: str = "") -> Callable[[Indicator], bool]:
    """Indicators of a 一级, and of a 二级 when one is given."""
    return lambda row: level_key(row.level1) == level1 and (not level2 or level_key(row.level2) == level2)


def is_counted(row: Indicator) -> bool:
    """A number that no text of the declaration is held against: no head-count, no percentage."""
    return is_quantitative(row) and number(row.value) is not None


def is_percent(row: Indicator) -> bool:
    return is_counted(row) and row.unit == "%"


def without_points(declaration: Declaration) -> Declaration:
    """The declaration of a bureau that gives no weights."""
    return declaration.with_values(
        indicators=tuple(
            row.with_values(
                weight=None,
                scoring="评价为好得满分，评价为一般得六成分，评价为差不得分"
                if is_qualitative(row)
                else "达到指标值得满分，否则按完成比例得分",
            )
            for row in declaration.indicators
        )
    )


def relabelled(
    declaration: Declaration, wanted: Callable[[Indicator], bool], level1: str, level2: str
) -> Declaration | None:
    """All indicators of a kind under other levels; None when there is none."""
    rows = tuple(
        row.with_values(level1=level1, level2=level2) if wanted(row) else row
        for row in declaration.indicators
    )
    return None if rows == declaration.indicators else declaration.with_values(indicators=rows)


# Completeness


@mutation("C01", "漏写项目实施计划")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("project.plan", "")


@mutation("C02", "漏填联系电话")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("unit.phone", "")


@mutation("C03", "机构代码抄错一位")
def _(declaration: Declaration) -> Declaration | None:
    code = declaration.unit.code
    return declaration.with_value("unit.code", f"{code[:2]}{'9' if code[2] != '9' else '8'}{code[3:]}")


@mutation("C04", "漏写总体目标")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("goals.overall", "")


@mutation("C05", "实施期还是上一轮的")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("project.period", (2025, 2027))


@mutation("C12", "漏填指标内容")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, content="")


@mutation("C13", "留着空白表的字样")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("project.plan", f"{declaration.project.plan}XX月底前总结。")


@mutation("C13", "单元格里只有一个斜线")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, basis="/")


@mutation("C14", "指标内容照抄指标名称")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_counted)
    return None if at is None else changed(declaration, is_counted, content=declaration.indicators[at].name)


@mutation("C16", "类别打成了拼音")
def _(good: Declaration) -> Declaration | None:
    return good.with_value("project.category", "tdml")


@mutation("C16", "单位编码里写了一句话")
def _(good: Declaration) -> Declaration | None:
    return good.with_value("unit.budget_code", "负责全县公路养护")


@mutation("C15", "忽略注释写错了代码")
def _(declaration: Declaration) -> Declaration | None:
    comment = Comment(path=("value",), place="beside", text="# jixiao: ignore V99")
    return changed(declaration, is_counted, comments=(comment,))


@mutation("C11", "指标只剩两个", "C07", "C08", "C09", "C10", "X05", "X09")
def _(declaration: Declaration) -> Declaration | None:
    bare = without_points(declaration)
    kept = [next(row for row in bare.indicators if is_level(level)(row)) for level in ("产出", "效益")]
    return bare.with_values(indicators=tuple(kept))


@mutation("C06", "把效益指标都归到产出", "K05", "K09")
def _(declaration: Declaration) -> Declaration | None:
    return relabelled(without_points(declaration), is_level("效益"), "产出指标", "质量指标")


@mutation("C07", "质量指标都归到时效")
def _(declaration: Declaration) -> Declaration | None:
    return relabelled(declaration, is_level("产出", "质量"), "产出指标", "时效指标")


@mutation("C08", "没有时效指标")
def _(declaration: Declaration) -> Declaration | None:
    return relabelled(declaration, is_level("产出", "时效"), "产出指标", "质量指标")


# Sign, value, attribute


@mutation("V01", "指标值带了单位以外的字")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: is_counted(row) and len(row.value) < 4 and row.unit != "月")
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(value=f"{row.value}{row.unit}"))


@mutation("V02", "定性指标选了指标性质")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_qualitative, sign="=")


@mutation("V03", "数字填成定性指标", "P07", "X05")
def _(declaration: Declaration) -> Declaration | None:
    wanted = lambda row: is_counted(row) and row.unit != "%" and not is_level("成本")(row)  # noqa: E731
    return changed(declaration, wanted, attribute="定性指标", sign="", unit="")


@mutation("V04", "百分比填成定性指标", "P07", "X05")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: is_percent(row) and "满意" not in row.name)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(
        declaration, at, row.with_values(attribute="定性指标", sign="", unit="", value=f"{row.value}%")
    )


@mutation("V05", "漏选指标性质")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, sign="")


@mutation("V06", "指标值写成日期，单位还是月", "V01")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, lambda row: is_counted(row) and row.unit == "月", value="2026年12月")


@mutation("V08", "百分比多写了一位", "X05", "P05")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration, lambda row: is_percent(row) and row.value in ("90", "95", "92", "98", "85"), value="980"
    )


@mutation("V09", "100%选了大于等于")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration, lambda row: is_percent(row) and row.value == "100" and row.sign == "=", sign=">="
    )


@mutation("V10", "个数写成小数", "X03", "X05", "X09", "P05")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration,
        lambda row: is_counted(row) and row.unit in ("人", "个", "套", "台", "期", "次", "户"),
        value="0.5",
    )


@mutation("V11", "比率的单位选成个", "X05")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration,
        lambda row: is_percent(row) and row.name.endswith("率") and row.value.isdigit(),
        unit="个",
    )


@mutation("V12", "人数的单位选成人次", "X05", "X03")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration, lambda row: is_counted(row) and row.unit == "人" and "人数" in row.name, unit="人次"
    )


@mutation("V13", "满意度目标定得太低", "X05", "P05")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, lambda row: is_percent(row) and "满意度" in row.name, value="70")


@mutation("V14", "指标值只有空话")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_qualitative)
    if at is None:
        return None
    row = declaration.indicators[at]
    scoring = f"达到得{row.weight}分，未达到不得分"
    return with_row(declaration, at, row.with_values(value="进一步改善", scoring=scoring))


@mutation("V15", "指标名称里有反斜杠")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_qualitative)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(name=f"{row.name[:2]}\\{row.name[2:]}"))


@mutation("V16", "指标值写成一段话")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_qualitative, value="好（" + "由受访的人按所见所闻逐项评价，" * 5 + "）")


@mutation("V17", "方向选反了", "V09")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration,
        lambda row: is_percent(row) and row.sign == ">=" and "满意度" in row.name,
        sign="<=",
    )


@mutation("V18", "指标内容超长")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_qualitative)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(content=row.content + "，评价人由各村推选" * 80))


# Classification


@mutation("K01", "二级指标放错了一级", "K02")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_level("效益"), level2="数量指标")


@mutation("K02", "把资金支付率当作产出", "X03", "X05", "X09", "P05", "P08")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration,
        is_level("产出", "数量"),
        name="财政资金支付率",
        sign="=",
        value="100",
        unit="%",
        content="财政资金支付率=实际支付金额/预算金额×100%",
    )


@mutation("K03", "年度目标里写了预算金额", "X01")
def _(declaration: Declaration) -> Declaration | None:
    total = declaration.budget.total
    return declaration.with_value(
        "goals.annual", f"{declaration.goals.annual}本年度投入预算资金{total:,.2f}元。"
    )


@mutation("K04", "满意度放在效益之下", "C10")
def _(declaration: Declaration) -> Declaration | None:
    return relabelled(without_points(declaration), is_level("满意度"), "效益指标", "社会效益指标")


@mutation("K05", "把验收合格率当作效益", "X05")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration,
        lambda row: (
            is_level("效益")(row) and is_percent(row) and row.sign == ">=" and Decimal(row.value) <= 100
        ),
        name="采购设备验收合格率",
        content="采购设备验收合格率=验收合格件数/验收件数×100%",
    )


@mutation("K06", "产出和效益用了同一个指标", "X05", "X09", "K05", "K09", "V08", "V11", "V17")
def _(declaration: Declaration) -> Declaration | None:
    at, other = first(declaration, is_level("效益")), first(declaration, is_level("产出", "质量"))
    if at is None or other is None:
        return None
    same = declaration.indicators[other]
    row = declaration.indicators[at].with_values(
        **{key: getattr(same, key) for key in ("name", "sign", "value", "unit", "attribute", "content")}
    )
    return with_row(declaration, at, row)


@mutation("K07", "两个指标同名", "X05", "K06")
def _(declaration: Declaration) -> Declaration | None:
    wanted = is_level("产出", "质量")
    places = [at for at, row in enumerate(declaration.indicators) if wanted(row)]
    if len(places) < 2:
        return None
    one, two = (declaration.indicators[at] for at in places[:2])
    return with_row(
        declaration,
        places[1],
        two.with_values(name=one.name, content=one.content, sign=one.sign, value=one.value, unit=one.unit),
    )


@mutation("K09", "把知晓率当作质量", "X05", "K06", "K07")
def _(declaration: Declaration) -> Declaration | None:
    return changed(
        declaration,
        lambda row: is_level("产出", "质量")(row) and is_percent(row) and row.sign in (">=", "="),
        name="惠民政策知晓率",
        content="惠民政策知晓率=知晓政策的受访人数/受访人数×100%",
    )


@mutation("K10", "新的指标体系里用了可持续影响指标")
def _(declaration: Declaration) -> Declaration | None:
    if not any(is_level("成本")(row) for row in declaration.indicators):
        return None
    return changed(declaration, is_level("效益"), level2="可持续影响指标")


@mutation("K08", "效益写成了保障开展工作")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_qualitative, name="保障各项工作顺利开展")


# Column 8


@mutation("P01", "评分标准没有写分数")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, scoring="达到指标值要求即可")


@mutation("P02", "扣分没有写到哪里为止")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: "，扣完为止" in row.scoring)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(scoring=row.scoring.replace("，扣完为止", "")))


@mutation("P04", "把满意度的分挪给了产出")
def _(declaration: Declaration) -> Declaration | None:
    taken, given = first(declaration, is_level("满意度")), first(declaration, is_level("产出", "数量"))
    if taken is None or given is None:
        return None
    for at, by in ((taken, -5), (given, 5)):
        row = declaration.indicators[at]
        points = Decimal(row.weight or 0) + by
        scoring = row.scoring.replace(f"得{row.weight}分", f"得{points}分")
        declaration = with_row(declaration, at, row.with_values(weight=points, scoring=scoring))
    return declaration


@mutation("P05", "评分标准引用的数和指标值不同")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: is_percent(row) and row.sign == ">=" and row.value.isdigit())
    if at is None:
        return None
    row = declaration.indicators[at]
    scoring = f"达到{int(row.value) - 7}%得{row.weight}分，每低1%扣1分，扣完为止"
    return with_row(declaration, at, row.with_values(scoring=scoring))


@mutation("P06", "写成未达多少以上")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: is_percent(row) and row.sign == ">=")
    if at is None:
        return None
    row = declaration.indicators[at]
    scoring = f"达标得{row.weight}分，未达{row.value}%以上的每低1%扣1分，扣完为止"
    return with_row(declaration, at, row.with_values(scoring=scoring))


@mutation("P07", "定性指标按比例计分")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_qualitative)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(scoring=f"达到得{row.weight}分，否则按完成比例得分"))


@mutation("P09", "权重和评分标准的分不一样", "P03", "P04")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: is_counted(row) and f"得{row.weight}分" in row.scoring)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(weight=Decimal(row.weight or 0) + 1))


# Basis


@mutation("B01", "设定依据是套话")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, basis="根据实际工作开展要求")


@mutation("B02", "设定依据照抄指标值")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_percent)
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(basis=f"{row.name}达到{row.value}%以上"))


@mutation("B03", "设定依据没有来源")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, basis="经局务会研究")


@mutation("B04", "历史标准没有写历史值")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, lambda row: row.basis.startswith("历史标准"), basis="历史标准：上年工作台账")


# Cross-checks


@mutation("X01", "资金安排情况的金额和预算金额不同")
def _(declaration: Declaration) -> Declaration | None:
    total = declaration.budget.total
    shown = f"{total:,.2f}元"
    text = declaration.project.funding
    if shown not in text or f"（{shown}" in text:
        return None
    wrong = f"{Decimal(str(total)) + 100000:,.2f}元"
    return declaration.with_value("project.funding", text.replace(shown, wrong, 1))


@mutation("X06", "年度目标照抄总体目标", "X03", "X05", "X07", "X13", "T07")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("goals.annual", declaration.goals.overall)


@mutation("X07", "总体目标没有一个数", "X06")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value(
        "goals.overall", "按照上级部署扎实推进各项工作，不断提高服务水平，群众获得感明显增强。"
    )


@mutation("X13", "计划里有一步还是去年的年份")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("project.plan", f"{declaration.project.plan}2025年3月公布名单。")


@mutation("X14", "正文把单位名称写错一个字")
def _(declaration: Declaration) -> Declaration | None:
    unit = declaration.unit
    if not unit.profile.startswith(unit.name) or "某县" not in unit.name or len(unit.name) < 6:
        # Beside short names stand those of other units.
        return None
    slip = unit.name.replace("某县", "某区", 1)
    return declaration.with_value("unit.profile", unit.profile.replace(unit.name, slip))


@mutation("X17", "各来源的金额加起来比总额多")
def _(declaration: Declaration) -> Declaration | None:
    total = finite(declaration.budget.total)
    if total is None:
        return None
    return declaration.with_value("budget.general", total).with_value("budget.own", Decimal(10_000))


# Writing


@mutation("T01", "打错了字")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("project.plan", f"{declaration.project.plan}资金及时拔付到位。")


@mutation("T02", "中文里用了半角逗号")
def _(declaration: Declaration) -> Declaration | None:
    plan = declaration.project.plan
    return declaration.with_value("project.plan", plan.replace("，", ",", 1))


@mutation("T03", "中文里用了半角引号")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("project.plan", f'{declaration.project.plan}做到"应办尽办"。')


@mutation("T04", "金额没有千分位", "X01")
def _(declaration: Declaration) -> Declaration | None:
    total = declaration.budget.total
    text = declaration.project.funding
    if f"{total:,.2f}元" not in text:
        return None
    return declaration.with_value("project.funding", text.replace(f"{total:,.2f}元", f"{total:.2f}元", 1))


@mutation("T05", "文号用了方括号")
def _(declaration: Declaration) -> Declaration | None:
    basis = declaration.project.basis
    if "〔" not in basis:
        return None
    return declaration.with_value("project.basis", basis.replace("〔", "[", 1).replace("〕", "]", 1))


@mutation("T06", "比较符号写法不一")
def _(declaration: Declaration) -> Declaration | None:
    project = declaration.project
    plan = f"{project.plan}问卷回收率≥80%，问卷有效率>=90%。"
    return declaration.with_value("project.plan", plan)


@mutation("T07", "把实施内容整段抄到概况", "X01", "X02", "X03", "X08", "X09")
def _(declaration: Declaration) -> Declaration | None:
    project = declaration.project
    return declaration.with_value("project.overview", f"{project.overview}\n{project.content}")


# Self-evaluation


@mutation("A01", "执行率低而没有说明")
def _(declaration: Declaration) -> Declaration | None:
    return declaration.with_value("evaluation.executed", Decimal(str(declaration.budget.total)) / 2)


@mutation("A02", "远超指标值而没有说明")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, lambda row: is_counted(row) and row.sign == ">=" and row.unit != "%")
    if at is None:
        return None
    row = declaration.indicators[at]
    return with_row(declaration, at, row.with_values(actual=str(Decimal(row.value) * 2)))


@mutation("A03", "定性指标的得分不在区间内")
def _(declaration: Declaration) -> Declaration | None:
    at = first(declaration, is_qualitative)
    if at is None:
        return None
    row = declaration.indicators[at]
    scored = row.with_values(actual="部分达成，效果一般", score=row.weight, evidence="评价记录")
    return with_row(declaration, at, scored)


@mutation("A04", "满意度得分没有调查资料")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_level("满意度"), actual="92", score=Decimal(10), evidence="工作总结")


@mutation("A05", "得分没有佐证资料")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_level("产出"), score=Decimal(1))


@mutation("A06", "定量指标的完成值没有数字")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_counted, actual="已完成")


@mutation("A07", "得分超过了权重")
def _(declaration: Declaration) -> Declaration | None:
    return changed(declaration, is_level("产出"), score=Decimal(99), evidence="验收单")
