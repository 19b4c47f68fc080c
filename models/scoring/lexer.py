"""A scoring text as tokens: phrases that give or take points, comparisons, numbers with their units, and the rest."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from models.numerals import chinese_number
from models.patterns import Pattern
from models.scoring.lexicon import ARABIC, DEFINITION, FORMULA, HAN, PHRASES, UNIT, VALUES, Kind


class Token(NamedTuple):
    """A token, its number where it has one (with its unit), and where it stands."""

    kind: Kind
    text: str
    start: int
    end: int
    number: Decimal | None = None
    unit: str = ""


_NORMAL = str.maketrans(
    "０１２３４５６７８９．％＝﹦＞＜≧≦（）；：～〜–—－﹣／÷✕＊*xXＸ",
    "0123456789.%==><≥≤();:~~----//××××××",
)
_BEGINNINGS = (
    "0-9得计记赋给评打获为满全分权标基总本该此指扣减按依根以照与同等成酌视适综类加奖附折相的无均都则即不未没达大小高低超少多至或及之"
    r"含内以最累合直上第《每≥≤><=×(),，、;。\n零〇一二两三四五六七八九十百半~到\-共赋"
)
# The name stands behind the words: a branch that begins with a character is passed over faster than one with a group.
_TOKENS = Pattern(
    rf"(?=[{_BEGINNINGS}])(?:"
    + "|".join(f"(?:{words})(?P<{kind.name}>)" for kind, words in PHRASES.items())
    + ")"
)
_FORMULA = Pattern(FORMULA)
_DEFINITION = Pattern(DEFINITION)
_NUMBERING = Pattern(
    r"(?:^|(?<=[;。\n]))\s{0,4}(?:[(][0-9一二三四五六七八九十]{1,2}[)]|[0-9一二三四五六七八九十]{1,2}(?:、|\.(?![0-9]))|[①-⑩])"
)
_LEADING = Pattern(rf"{ARABIC}|{HAN}|半")
_MEASURE = Pattern(UNIT)
_KINDS = {kind.name: (kind, VALUES.get(kind, ())) for kind in PHRASES}
_PERCENT = ("百分点", "个百分点")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text from left to right; blanks between them are left out."""
    plain = text.translate(_NORMAL)
    # Numbers of a list are no numbers of the text.
    if _NUMBERING.search(plain) is not None:
        plain = _NUMBERING.sub(lambda match: "。".ljust(len(match[0])), plain)
    tokens: list[Token] = []
    at = 0
    if "×" in plain:
        plain = _DEFINITION.sub(lambda match: " " * len(match[0]), plain)
    if ("×" in plain or "乘" in plain) and (formula := _FORMULA.search(plain)) is not None:
        _add_tokens(tokens, plain, 0, formula.start())
        times = formula["times"] or formula["times2"]
        number = _number(times) if times else None
        tokens.append(Token(Kind.RATIO, formula[0], *formula.span(), number))
        at = formula.end()
    _add_tokens(tokens, plain, at, len(plain))
    return tokens


def _add_tokens(tokens: list[Token], plain: str, at: int, end: int) -> None:
    search = _TOKENS.compiled().search
    while at < end:
        match = search(plain, at, end)
        begin = end if match is None else match.start()
        if begin > at and (piece := plain[at:begin].strip()):
            start = plain.index(piece, at)
            tokens.append(Token(Kind.TEXT, piece, start, start + len(piece)))
        if match is None:
            return
        tokens.append(_token(match))
        at = match.end()


def _token(match: re.Match[str]) -> Token:
    kind, groups = _KINDS[match.lastgroup or ""]
    start, end = match.span()
    if not groups:
        return Token(kind, match[0], start, end)
    number = None
    for group in groups:
        if (digits := match[group]) is not None:
            number = _number(digits)
            break
    unit = ""
    if kind is Kind.NUMBER:
        unit = match["unit"] or ""
        if unit in _PERCENT or match["of100"]:
            unit = "%"
    elif kind is Kind.DEDUCT:
        unit = match["per"] or ""
    return Token(kind, match[0], start, end, number, unit)


def measure_of(text: str) -> str:
    """The measure word that a text begins with (例, 人次); empty when it is none."""
    match = _MEASURE.match(text)
    return "" if match is None else match[0]


def _number(text: str) -> Decimal | None:
    match = _LEADING.match(text.removeprefix("百分之"))
    if match is None:
        return None
    word = match[0]
    if word == "半":
        return Decimal("0.5")
    return Decimal(word.replace(",", "")) if word[0] in "0123456789" else chinese_number(word)
