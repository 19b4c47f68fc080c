"""C03: check digit of the organisation code."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.money import half_width
from models.patterns import Pattern
from models.rows import quote
from models.rule import Finding, Severity, rule

_CODE = Pattern(r"([0-9A-Z]{8})-?([0-9X])")
_CREDIT_CODE = Pattern(r"[0-9A-HJ-NPQRTUWXY]{18}")
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_digit(body: str) -> str:
    """The ninth character of an organisation code, from its first eight (GB 11714)."""
    rest = 11 - sum(weight * _DIGITS.index(char) for weight, char in zip(_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


@rule(
    "C03",
    Severity.WARNING,
    "组织机构代码应能通过校验",
    why="代码的末位由前八位计算得出，校验不过说明至少有一位抄错，公开后无法对应到单位。",
    source="GB 11714—1997《全国组织机构代码编制规则》；GB 32100—2015（18位统一社会信用代码的第9至17位）",
    mend="对照单位的登记证书更正；可以填9位组织机构代码，也可以填18位统一社会信用代码。",
    violating={"unit.code": "MB0000001"},
    clean={"unit.code": "MB000000-0"},
)
def organisation_code(declaration: Declaration) -> Iterator[Finding]:
    typed = declaration.unit.code
    code = half_width(typed).strip()
    if not code:
        return
    body = code[8:17] if _CREDIT_CODE.fullmatch(code) else code
    match = _CODE.fullmatch(body)
    if match is None:
        yield Finding(
            "unit.code",
            f"{quote(typed)}不是组织机构代码：应为9位（8位数字或大写字母加1位校验码），或18位统一社会信用代码",
        )
        return
    wanted = check_digit(match[1])
    if match[2] != wanted:
        where = "其中第9至17位" if body is not code else "它"
        yield Finding(
            "unit.code", f"组织机构代码{quote(typed)}有误：{where}的校验码应为{wanted}，请对照登记证书核对"
        )
