"""X02: standard × quantity = amount."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Declaration
from models.money import finite, format_number, format_yuan
from models.patterns import Pattern
from models.quantities import Product, products_in
from models.rows import clause_start, texts_of
from models.rule import Finding, Severity, rule

_SUMS_UP = Pattern(r"合计|共计|总计|共需|共|预算|需要?资金|所需")
_EXPLAINS = Pattern(
    r"因[^，。；]{0,12}(?:紧张|不足|有限|压减|调减|统筹)|资金紧张|压减|调减|降低预算|差额|不足部分|自筹|配套资金"
)


@rule(
    "X02",
    Severity.WARNING,
    "标准乘以数量应等于预算金额",
    why="文中给出的标准和数量算出来的数与申报金额不符，说明金额、标准或数量有一处不对，或者少了一句说明。",
    source="财预〔2015〕88号 审核表“资金匹配性”",
    mend="更正金额、标准或数量；确有差额的，写明原因和差额由谁承担，并把数量指标改成预算能负担的数。",
    violating={
        "project.content": "按标准补助学生膳食，合计1000元/人/年×3300人，由县财政拨付到学校食堂专账。"
    },
    clean={"project.content": "按标准补助学生膳食，合计1000元/人/年×3200人，由县财政拨付到学校食堂专账。"},
)
def standard_times_quantity(declaration: Declaration) -> Iterator[Finding]:
    total = finite(declaration.budget.total)
    found = [(path, text, product) for path, text in texts_of(declaration) for product in products_in(text)]
    for path, _, product in found:
        if product.result is not None and not product.result.agrees_with(product.value):
            yield Finding(
                path,
                f"{_formula(product)}应等于{format_yuan(product.value)}元，"
                f"文中写的是{format_yuan(product.result.value)}元，请核对",
                product.result.start,
                product.result.end,
            )
    # Several calculations are parts of one total, with or without other costs: only a single one can be compared.
    distinct = {product.value for _, _, product in found}
    if total is None or len(distinct) != 1:
        return
    for path, text, product in found:
        if product.result is None and product.value != total and _means_the_total(text, product, total):
            yield _against_total(path, declaration, product, total)
            return


def _formula(product: Product) -> str:
    times = f"×{format_number(product.times)}" if product.times != 1 else ""
    return f"{product.standard.normalize():,f}元×{product.count.normalize():,f}{product.unit}{times}"


def _means_the_total(text: str, product: Product, total: Decimal) -> bool:
    if abs(product.value - total) * 10 <= total:
        return True
    begin = clause_start(text, product.start, "。；\n")
    return _SUMS_UP.search(text, begin, product.start) is not None


def _against_total(path: str, declaration: Declaration, product: Product, total: Decimal) -> Finding:
    explained = any(_EXPLAINS.search(text) for _, text in texts_of(declaration))
    difference = product.value - total
    message = (
        f"{_formula(product)}={format_yuan(product.value)}元，而预算金额为{format_yuan(total)}元，"
        f"{'多' if difference > 0 else '少'}{format_yuan(abs(difference))}元"
    )
    each = product.standard * product.times
    if each > 0:
        message += f"；按这个标准预算可负担{int(total / each):,}{product.unit}"
    message += "；文中已说明原因，请确认数量指标是否相应调整" if explained else "，请核对，或说明差额的原因"
    severity = Severity.INFO if explained else Severity.WARNING
    return Finding(path, message, product.start, product.end, severity=severity)
