"""T05: the year of a document number stands between 〔 and 〕."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.declaration import Declaration
from models.patterns import Pattern
from models.prose import Spot, found_in, replaced, running_texts
from models.rows import quote
from models.rule import Finding, Severity, rule

_OPEN, _CLOSE = r"\[［(（【{｛﹝〔", r"\]］)）】}｝﹞〕"
# 某政发〔2025〕12号; a house or a well is numbered too, but is no document.
DOCUMENT_NUMBER = Pattern(
    rf"(?P<open>[{_OPEN}])(?<=[\u4e00-\u9fffa-zA-Z].)(?P<year>(?:19|20)[0-9]{{2}})(?P<close>[{_CLOSE}])"
    r"(?=\s?(?:第\s?)?[0-9]{1,5}\s?号(?!楼|线|路|院|厂|机|井|桥|地块|住宅|馆|门|车))"
)


@rule(
    "T05",
    Severity.WARNING,
    "文号的年份用六角括号〔〕",
    why="发文字号的年份规定用六角括号；用方括号、圆括号的文号在系统里查不到原文件。",
    source="GB/T 9704—2012《党政机关公文格式》7.2.5 发文字号",
    mend="改成〔〕，例如“某政发〔2025〕12号”。",
    violating={"project.basis": "《某县农村义务教育学生营养膳食补助办法》（某政发[2025]12号）"},
    clean={
        "project.basis": "《某县农村义务教育学生营养膳食补助办法》（某政发〔2025〕12号），某县中心校（2025）3号楼"
    },
)
def document_number(declaration: Declaration) -> Iterator[Finding]:
    yield from found_in(running_texts(declaration).holding(DOCUMENT_NUMBER), _document_numbers)


@lru_cache(maxsize=512)
def _document_numbers(text: str) -> tuple[Spot, ...]:
    wrong = [
        match for match in DOCUMENT_NUMBER.finditer(text) if (match["open"], match["close"]) != ("〔", "〕")
    ]
    if not wrong:
        return ()
    first = wrong[0]
    number = text.find("号", first.end()) + 1
    shown = text[max(0, first.start() - 3) : number]
    times = f"（共{len(wrong)}处）" if len(wrong) > 1 else ""
    mended = replaced(text, ((match.start(), match.end(), f"〔{match['year']}〕") for match in wrong))
    return (
        Spot(
            first.start(),
            first.end(),
            f"文号{quote(shown)}的年份应写成“〔{first['year']}〕”{times}",
            mended,
            f"改为“〔{first['year']}〕”",
            safe=True,
        ),
    )
