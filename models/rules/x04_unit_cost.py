"""X04: what one person costs, when nothing in the declaration says it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from models.declaration import Declaration, Indicator, indicator_path
from models.money import amounts_in, finite, format_yuan, parse_amount
from models.quantities import products_in, standards_in
from models.rows import is_head_count, level_key, rows_of, texts_of
from models.rule import Finding, Severity, rule


@rule(
    "X04",
    Severity.INFO,
    "只有总额和人数时，应写明标准",
    why="审核人会用金额除以人数，看人均是否合理；正文没有标准也没有测算过程，这个数就成了唯一的依据。",
    source="财预〔2015〕88号 审核表“资金匹配性”的推论",
    mend="核对算出的人均金额是否合理，并在项目实施内容中写明补助标准或测算过程。",
    violating={
        "project.content": "补助学生膳食，由县财政拨付到学校食堂专账。",
        "indicators[0].name": "补助资金总额",
        "indicators[0].value": "320",
        "indicators[0].unit": "万元",
    },
    clean={"project.content": "按每人每年1000元的标准补助学生膳食，由县财政拨付到学校食堂专账。"},
)
def unit_cost(declaration: Declaration) -> Iterator[Finding]:
    total = finite(declaration.budget.total)
    quantities = [(index, row) for index, row in rows_of(declaration) if level_key(row.level2) == "数量"]
    if total is None or total <= 0 or len(quantities) != 1:
        return
    index, row = quantities[0]
    if not is_head_count(row) or _says_how_it_was_reckoned(declaration, total):
        return
    unit, count = row.unit.strip(), Decimal(row.value.strip())
    each = (total / count).quantize(Decimal("0.01"), ROUND_HALF_UP)
    advice = "不到1元，请核对金额的单位是不是元" if each < 1 else "请核对是否合理，并写明标准或测算过程"
    yield Finding(
        indicator_path(index, "value"),
        f"预算{format_yuan(total)}元÷{count.normalize():,f}{unit}={format_yuan(each)}元/{unit}，"
        f"正文没有写标准；{advice}",
    )


def _says_how_it_was_reckoned(declaration: Declaration, total: Decimal) -> bool:
    """A standard, a calculation, or the money broken down into parts."""
    if any(_is_price(row, total) for row in declaration.indicators):
        return True
    return any(_gives_other_money(text, total) for _, text in texts_of(declaration))


@lru_cache(maxsize=512)
def _gives_other_money(text: str, total: Decimal) -> bool:
    if standards_in(text) or products_in(text):
        return True
    return any(not amount.agrees_with(total) for amount in amounts_in(text))


def _is_price(row: Indicator, total: Decimal) -> bool:
    """A cost indicator that is not the total once more."""
    if "元" not in row.unit:
        return False
    amount = parse_amount(f"{row.value.strip()}{row.unit.strip()}")
    return amount is None or amount != total
