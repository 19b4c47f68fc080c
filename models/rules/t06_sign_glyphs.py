"""T06: one way of writing ≥ and ≤ in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration, indicator_path
from models.patterns import Pattern
from models.prose import Text, replaced, running_texts
from models.rows import quote, rows_of
from models.rule import Finding, Mend, Severity, rule
from models.vocabulary import SIGN_GLYPHS, sign_of

_GLYPH = Pattern(r"[≥≤≧≦><＞＜](?:(?<=[≥≤≧≦])|\x20?[=＝])")
_MATHEMATICAL = {">=": "≥", "<=": "≤"}
_MEANING = {"≥": ">=", "≤": "<=", "≧": ">=", "≦": "<="}
_OCR = frozenset("》《")


@rule(
    "T06",
    Severity.INFO,
    "一份文件里的比较符号写法应一致",
    why="有的写“≥”，有的写“>=”，公开后像是两种要求；按符号查找和汇总时也会漏掉。",
    source="预算管理一体化系统计算符号（≥、≤ 各为一个代码）的推论",
    mend="正文、评分标准和指标内容里统一写“≥”“≤”（或统一写“>=”“<=”）；指标性质一栏从列表里选。",
    violating={
        "indicators[2].scoring": "准确率≥100%得10分，每低1%扣1分，扣完为止",
        "indicators[3].scoring": "合格率>=98%得5分，每低1%扣1分，扣完为止",
    },
    clean={
        "indicators[2].scoring": "准确率≥100%得10分，每低1%扣1分，扣完为止",
        "indicators[3].scoring": "合格率≥98%得5分，每低1%扣1分，扣完为止",
    },
)
def sign_glyphs(declaration: Declaration) -> Iterator[Finding]:
    yield from _in_cells(declaration)
    yield from _in_texts(running_texts(declaration).holding(_GLYPH))


def _in_cells(declaration: Declaration) -> Iterator[Finding]:
    """Signs of 指标性质 that are not written as the others are; files hold them in their stored form."""
    cells = {index: row.sign.strip() for index, row in rows_of(declaration) if sign_of(row.sign)}
    odd = {index: glyph for index, glyph in cells.items() if glyph != SIGN_GLYPHS[glyph]}
    if len({glyph == SIGN_GLYPHS[glyph] for glyph in cells.values()}) < 2:
        return
    for index, glyph in odd.items():
        path, stored = indicator_path(index, "sign"), SIGN_GLYPHS[glyph]
        mend = Mend(f"改为“{stored}”", {path: stored}, safe=glyph not in _OCR)
        yield Finding(path, f"指标性质{quote(glyph)}与其他指标的写法不一致，应为“{stored}”", mend=mend)


def _in_texts(texts: list[Text]) -> Iterator[Finding]:
    """Texts that write otherwise than most of the file, or than print when both ways are as frequent."""
    glyphs = [glyph for _, text in texts for _, _, glyph in _glyphs(text)]
    if len({_style(glyph) for glyph in glyphs}) < 2:
        return
    count = Counter(map(_style, glyphs))
    mathematical = count["mathematical"] >= count["plain"]
    for path, text in texts:
        spans = []
        for start, end, glyph in _glyphs(text):
            meaning = _meaning(glyph)
            proper = _MATHEMATICAL[meaning] if mathematical else meaning
            if glyph != proper:
                spans.append((start, end, proper))
        if spans:
            start, end, proper = spans[0]
            mend = Mend(f"改为“{proper}”", {path: replaced(text, spans)})
            message = f"这里写“{text[start:end]}”，别处写“{_other(proper, glyphs)}”，请统一写法"
            yield Finding(path, message, start, end, mend=mend)


def _other(proper: str, glyphs: list[str]) -> str:
    """The way of most of the file, as the reader finds it there."""
    return proper if proper in glyphs else next(glyph for glyph in glyphs if _style(glyph) == _style(proper))


def _meaning(glyph: str) -> str:
    return _MEANING.get(glyph) or (">=" if glyph[0] in ">＞" else "<=")


def _style(glyph: str) -> str:
    if glyph in ("≥", "≤"):
        return "mathematical"
    return "plain" if glyph in (">=", "<=") else "odd"


@lru_cache(maxsize=512)
def _glyphs(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((match.start(), match.end(), match[0]) for match in _GLYPH.finditer(text))
