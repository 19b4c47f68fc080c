"""X03: the quantity indicator, the quantity in the text, and the money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from models.declaration import Declaration, Indicator, indicator_path
from models.money import finite, format_number, format_yuan
from models.quantities import Count, counts_in, products_in
from models.rows import PEOPLE, clause_start, is_head_count, quote, rows_of, texts_of
from models.rule import Finding, Severity, rule

_MARKS = "，。；：、,;\n"
_AFTER = 6
"""So many characters behind a number still say what is counted: 3200名在校学生."""
_GENERAL = frozenset(("人数", "人次", "数量", "总数", "户数"))


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
    rows = [(index, row) for index, row in rows_of(declaration) if is_head_count(row)]
    if not rows:
        return
    counts = [count for _, text in texts_of(declaration) for count in counts_in(text) if count.unit in PEOPLE]
    for index, row in rows:
        value = Decimal(row.value.strip())
        found = _unaffordable(declaration, index, row, value, counts)
        if found is None and len(rows) == 1:
            found = _unlike_the_text(declaration, index, row, value)
        if found is not None:
            yield found


def _unaffordable(
    declaration: Declaration, index: int, row: Indicator, value: Decimal, counts: list[Count]
) -> Finding | None:
    """The text itself multiplies a standard by this number, and the money is not enough for it."""
    total = finite(declaration.budget.total)
    products = {
        (product.standard * product.times, product.count, product.unit)
        for _, text in texts_of(declaration)
        for product in products_in(text)
    }
    if total is None or len(products) != 1:
        return None
    each, count, head = products.pop()
    if each <= 0 or count != value or each * value <= total:
        return None
    affordable = int(total / each)
    others = [counted.value for counted in counts if counted.value != value and not counted.approximate]
    others = [other for other in dict.fromkeys(others) if other * 1000 > value]
    said = ""
    if len(others) > 1 and sum(others, Decimal(0)) < value * 2:
        said = (
            f"，正文中的人数为{'+'.join(map(format_number, others))}={format_number(sum(others, Decimal(0)))}"
        )
    return Finding(
        indicator_path(index, "value"),
        f"指标值{quote(row.value)}超过预算能负担的数：按每{head}{format_number(each)}元，"
        f"预算{format_yuan(total)}元可负担{affordable:,}{head}{said}；请下调指标值，或说明差额来源",
    )


def _unlike_the_text(declaration: Declaration, index: int, row: Indicator, value: Decimal) -> Finding | None:
    """The annual goal, or else the narrative, counts these people exactly once, and gives another number."""
    unit = "人" if row.unit.strip() in ("人", "人次", "名") else row.unit.strip()
    annual = declaration.goals.annual
    narrative = [text for path, text in texts_of(declaration) if path != "goals.annual"]
    for texts in ([annual], narrative):
        counts = [
            (text, count) for text in texts for count in counts_in(text) if count.unit in (unit, f"{unit}次")
        ]
        if any(count.value == value or count.approximate for _, count in counts):
            return None
        said = {count.value for _, count in counts}
        if len(said) == 1 and any(_speaks_of(text, count, row.name) for text, count in counts):
            where = "预算年度目标" if texts[0] is annual else "正文"
            return Finding(
                indicator_path(index, "value"),
                f"指标值为{quote(row.value)}{row.unit.strip()}，而{where}写的是{format_number(said.pop())}{unit}，请核对",
            )
    return None


def _speaks_of(text: str, count: Count, name: str) -> bool:
    """Whether the words around a number are those of the indicator's name: not every head-count is about it."""
    before = text[clause_start(text, count.start, _MARKS) : count.start]
    after = text[count.end : count.end + _AFTER]
    pairs = {first + second for first, second in pairwise(name)} - _GENERAL
    return any(pair in before or pair in after for pair in pairs)
