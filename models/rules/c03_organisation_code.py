"""C03: check digit of the organisation code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from models.declaration import Declaration
from models.money import half_width
from models.patterns import Pattern
from models.rows import quote
from models.rule import Finding, Mend, Scope, Severity, rule
from models.rules.c13_template_residue import is_empty_mark

_CODE = Pattern(r"([0-9A-Z]{8})-?([0-9X])")
_CREDIT_CODE = Pattern(r"[0-9A-HJ-NPQRTUWXY]{18}")
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BETWEEN = Pattern(r"[\s\-—–－_]+")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_digit(body: str) -> str:
    """The ninth character of an organisation code, from its first eight (GB 11714)."""
    rest = 11 - sum(weight * _DIGITS.index(char) for weight, char in zip(_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def credit_check_digit(body: str) -> str:
    """The last character of a 统一社会信用代码, from its first seventeen (GB 32100)."""
    total = sum(_CREDIT_DIGITS.index(char) * pow(3, at, 31) for at, char in enumerate(body))
    return _CREDIT_DIGITS[-total % 31]


@rule(
    "C03",
    Severity.WARNING,
    "组织机构代码应能通过校验",
    scope=Scope.PROJECT,
    why="代码的末位由前八位计算得出，校验不过说明至少有一位抄错，公开后无法对应到单位。",
    source="GB 11714—1997《全国组织机构代码编制规则》；GB 32100—2015（18位统一社会信用代码的第9至17位）",
    mend="对照单位的登记证书更正；可以填9位组织机构代码，也可以填18位统一社会信用代码。",
    violating={"unit.code": "MB0000001"},
    clean={"unit.code": "MB000000-0"},
)
def organisation_code(declaration: Declaration) -> Iterator[Finding]:
    typed = declaration.unit.code
    code = half_width(typed).strip()
    if not code or is_empty_mark(code):
        return
    body = code[8:17] if _CREDIT_CODE.fullmatch(code) else code
    match = _CODE.fullmatch(body)
    if match is None:
        tidy = _tidy(code)
        mend = Mend(f"改为“{tidy}”", {"unit.code": tidy}) if is_code(tidy) else None
        yield Finding(
            "unit.code",
            f"{quote(typed)}不是组织机构代码：应为9位（8位数字或大写字母加1位校验码），或18位统一社会信用代码",
            mend=mend,
        )
        return
    wanted = check_digit(match[1])
    if match[2] != wanted:
        where = "其中第9至17位" if body is not code else "它"
        yield Finding(
            "unit.code", f"组织机构代码{quote(typed)}有误：{where}的校验码应为{wanted}，请对照登记证书核对"
        )
    elif body is not code and code[17] != credit_check_digit(code[:17]):
        yield Finding(
            "unit.code",
            f"统一社会信用代码{quote(typed)}有误：末位的校验码应为{credit_check_digit(code[:17])}，请对照登记证书核对",
        )


def is_code(text: str) -> bool:
    """Whether a text is a code of nine or eighteen characters that passes its checks."""
    body = text[8:17] if _CREDIT_CODE.fullmatch(text) else text
    match = _CODE.fullmatch(body)
    if match is None or match[2] != check_digit(match[1]):
        return False
    return body is text or text[17] == credit_check_digit(text[:17])


def _tidy(code: str) -> str:
    """The code in capitals and without blanks and dashes, as certificates print it."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", code).upper())
