"""X03: the quantity indicator, the quantity in the text, and the money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration, Indicator, indicator_path
from models.money import finite, format_yuan
from models.quantities import Count, counts_in, products_in
from models.rows import level_key, number, quote, rows_of, sign, texts_of
from models.rule import Finding, Severity, rule

_PEOPLE = ("人", "人次", "户", "名")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


@rule(
    "X03",
    Severity.WARNING,
    "数量指标应与正文的数量一致，并且预算负担得起",
    why="正文说要补助多少人，数量指标就应是多少人；按文中的标准算，指标值超过预算能负担的人数，就注定完不成。",
    source="财预〔2015〕88号 审核表“资金匹配性”",
    mend="核实人数，使正文、年度目标和数量指标一致；预算不够的，下调指标值或说明差额来源。",
    violating={"indicators[1].value": "3400"},
    clean={"goals.annual": "2026年按标准补助学生3200名，补助资金12月底前全部拨付。"},
)
def quantity_in_text(declaration: Declaration) -> Iterator[Finding]:
    rows = [(index, row) for index, row in rows_of(declaration) if _is_head_count(row)]
    if not rows:
        return
    counts = [
        count for _, text in texts_of(declaration) for count in counts_in(text) if count.unit in _PEOPLE
    ]
    for index, row in rows:
        value = Decimal(row.value.strip())
        found = _unaffordable(declaration, index, row, value, counts)
        if found is None and len(rows) == 1:
            found = _unlike_the_text(declaration, index, row, value)
        if found is not None:
            yield found


def _is_head_count(row: Indicator) -> bool:
    value = number(row.value)
    return (
        level_key(row.level2) == "数量"
        and row.unit.strip() in _PEOPLE
        and value is not None
        and value > 0
        and sign(row) in ("=", ">=", ">")
    )


def _unaffordable(
    declaration: Declaration, index: int, row: Indicator, value: Decimal, counts: list[Count]
) -> Finding | None:
    """The text itself multiplies a standard by this number, and the money is not enough for it."""
    total = finite(declaration.budget.total)
    products = {
        (product.standard * product.times, product.count)
        for _, text in texts_of(declaration)
        for product in products_in(text)
    }
    if total is None or len(products) != 1:
        return None
    each, count = products.pop()
    if each <= 0 or count != value or each * value <= total:
        return None
    affordable = int(total / each)
    others = [counted.value for counted in counts if counted.value != value and not counted.approximate]
    others = [other for other in dict.fromkeys(others) if other * 1000 > value]
    said = ""
    if len(others) > 1 and sum(others, Decimal(0)) < value * 2:
        said = f"，正文中的人数为{'+'.join(map(_plain, others))}={_plain(sum(others, Decimal(0)))}"
    return Finding(
        indicator_path(index, "value"),
        f"指标值{quote(row.value)}超过预算能负担的数：按每{row.unit.strip()[0]}{_plain(each)}元，"
        f"预算{format_yuan(total)}元可负担{affordable:,}{row.unit.strip()}{said}；请下调指标值，或说明差额来源",
    )


def _unlike_the_text(declaration: Declaration, index: int, row: Indicator, value: Decimal) -> Finding | None:
    """The annual goal, or else the narrative, counts these people exactly once, and otherwise."""
    unit = "人" if row.unit.strip() in ("人", "人次", "名") else row.unit.strip()
    annual = declaration.goals.annual
    narrative = [text for path, text in texts_of(declaration) if path != "goals.annual"]
    for texts in ([annual], narrative):
        counts = [
            count
            for text in texts
            for count in counts_in(text)
            if (count.unit == unit or count.unit == unit + "次")
        ]
        said = {count.value for count in counts}
        if value in said or any(count.approximate for count in counts):
            return None
        if len(said) == 1:
            where = "预算年度目标" if texts[0] is annual else "正文"
            return Finding(
                indicator_path(index, "value"),
                f"指标值为{quote(row.value)}{row.unit.strip()}，而{where}写的是{_plain(said.pop())}{unit}，请核对",
            )
        if said:
            return None
    return None
