"""X05: what the annual goal promises is what the indicators measure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from models.declaration import Declaration, Indicator
from models.goals import repeats_overall_goal
from models.money import format_number, half_width
from models.patterns import Pattern
from models.quantities import Count, counts_in, figures_in, percents_in
from models.rows import PEOPLE, clause_start, is_head_count, level_key, number, quote, rows_of
from models.rule import Finding, Severity, rule
from models.words import pairs, share, subject_pairs

_NUMBERS = Pattern(r"[0-9]+(?:\.[0-9]+)?")
_MARKS = "，。；,;\n"
# A number behind these words is a fact, a price or a part, and no target of this year.
_NO_TARGET = Pattern(
    r"其中|每|标准(?:为|是|[0-9])|现有|共有|原有|已|涉及|辖|上年|去年|往年|历年|累计|由|从|较|比|提前|第|平均|执行率|人均|降低|下降|增长|提高|减少|增加|上升"
)
_DOES = Pattern(
    r"补助|救助|资助|培训|新建|改建|扩建|改造|修缮|维修|购置|采购|举办|建设|建成|发放|检测|清运|处理|治理|种植|编制|印发|养护|服务|组织|推广|配备"
    r"|更新|安装|铺设|拆除|惠及|保障|开展|完成|招聘|抽检|监测|慰问|走访|巡查|评选|扶持|奖补|支持"
)
_COUNTING_TAIL = Pattern(r"(?:总)?(?:数量|个数|人数|人次|户数|次数|场次|台数|批次|份数|数)$")
_THINGS = frozenset("个家项件次场期台套辆所份篇批座条处栋村宗起")
_LONGEST = 80
_ALIKE = 0.6
_FEWEST = 2
_RATE = Pattern(r"[率度]|占比|比例|覆盖")
_YEAR = Pattern(r"((?:19|20)[0-9]{2})\s*年")


@rule(
    "X05",
    Severity.WARNING,
    "年度目标中的数应与指标一致",
    why="年度目标承诺的数和考核的数不同，完成情况就有两个说法；目标里有的数没有指标，承诺就没有人考核。",
    source="财预〔2015〕88号 审核表“目标相关性、指标科学性”",
    mend="核实后使年度目标和指标值一致；目标中的数没有指标的，补上指标，或者从目标中删去。",
    violating={
        "goals.annual": "2026年按标准补助学生3200人，补助资金12月底前全部拨付，学生营养不良率不高于5%。"
    },
    clean={"goals.annual": "2026年按标准补助学生3200人，补助对象认定准确率100%，学生营养不良率不高于3%。"},
)
def figures_of_annual_goal(declaration: Declaration) -> Iterator[Finding]:
    annual = declaration.goals.annual
    # A goal that is the overall one over again has the figures of other years: X06 speaks of it.
    if not annual.strip() or repeats_overall_goal(declaration):
        return
    named = [(index, row) for index, row in rows_of(declaration) if row.name.strip()]
    heads = sum(is_head_count(row) for _, row in named)
    rows = tuple((index, _unscaled(row)) for index, row in named)
    for figure, segment in _targets(annual, declaration.project.year):
        # One head-count and its number in the texts are compared by X03.
        if figure.unit in PEOPLE and heads == 1:
            continue
        yield from _compared(figure, segment, rows, declaration)
    yield from _no_figures(annual, rows)


def _unscaled(row: Indicator) -> Indicator:
    """The row with 18.5万亩 written as 185000亩, as numbers of texts are read."""
    unit, value = row.unit.strip(), number(row.value)
    if unit[:1] != "万" or unit[1:] in ("", "元") or value is None:
        return row
    return row.with_values(value=format_number(value * 10_000), unit=unit[1:])


@lru_cache(maxsize=128)
def _targets(text: str, year: object) -> tuple[tuple[Count, str], ...]:
    """Percentages and counts of a goal, each with the words directly before it."""
    targets = []
    end = 0
    for figure in sorted((*counts_in(text), *percents_in(text)), key=lambda each: each.start):
        begin = max(end, figure.start - _LONGEST, clause_start(text, figure.start, _MARKS))
        segment, end = text[begin : figure.start], figure.end
        years = _YEAR.findall(segment)
        if (
            not figure.approximate
            and not _NO_TARGET.search(segment)
            and (not years or years[-1] == str(year))
        ):
            targets.append((figure, segment))
    return tuple(targets)


@lru_cache(maxsize=4096)
def _values(row_value: str) -> frozenset[Decimal]:
    return frozenset(Decimal(each) for each in _NUMBERS.findall(half_width(row_value).replace(",", "")[:60]))


def _known(figure: Count, rows: tuple[tuple[int, Indicator], ...]) -> bool:
    """Whether any indicator has this number, or several of one unit make it together, or one explains it."""
    same_kind = [row for _, row in rows if _same_kind(row.unit.strip(), figure.unit)]
    if any(figure.value in _values(row.value) for row in same_kind):
        return True
    if any(figure.value in figures_in(text) for _, row in rows for text in (row.content, row.name)):
        return True
    return _is_sum(figure, rows)


def _is_sum(figure: Count, rows: tuple[tuple[int, Indicator], ...]) -> bool:
    """Whether several indicators of one unit make the number together: 8台 are one CT, two scanners and five more."""
    values = [
        value
        for _, row in rows
        if _same_kind(row.unit.strip(), figure.unit) and (value := number(row.value)) is not None
    ]
    return len(values) > 1 and sum(values, Decimal(0)) == figure.value


def _same_kind(one: str, other: str) -> bool:
    """Whether two units may count the same things: 12场 and 12次, but not 12月."""
    return one == other or (one in _THINGS and other in _THINGS) or (one in PEOPLE and other in PEOPLE)


def _compared(
    figure: Count, segment: str, rows: tuple[tuple[int, Indicator], ...], declaration: Declaration
) -> Iterator[Finding]:
    shown = declaration.goals.annual[figure.start : figure.end]
    alike = _alike(figure, segment, rows)
    if alike:
        # A value that is no number, or no percentage, is spoken of by V01 and V08.
        values = [number(row.value) for _, row in alike]
        if None in values or figure.value in values or _is_sum(figure, rows):
            return
        typed = declaration.indicators[alike[0][0]]
        yield Finding(
            "goals.annual",
            f"年度目标写的是{shown}，而指标{quote(typed.name, 30)}的指标值为"
            f"{quote(typed.value)}{typed.unit.strip()}，请核对",
            figure.start,
            figure.end,
        )
    elif (
        (_RATE if figure.unit == "%" else _DOES).search(segment)
        and _kind_exists(figure, segment, rows)
        and not _known(figure, rows)
    ):
        yield Finding(
            "goals.annual",
            f"年度目标写了{quote(segment.strip() + shown, 40)}，没有指标考核这个数；请补上指标，或核对数字",
            figure.start,
            figure.end,
            severity=Severity.INFO,
        )


def _alike(
    figure: Count, segment: str, rows: tuple[tuple[int, Indicator], ...]
) -> list[tuple[int, Indicator]]:
    """The indicators that the words before a number name, with their positions, the most alike first."""
    words = pairs(segment)
    found = []
    for index, row in rows:
        if row.unit.strip() == figure.unit and _names(row.name.strip(), segment):
            name = subject_pairs(_core(row.name))
            if len(name & words) >= _FEWEST and share(name, words) >= _ALIKE:
                found.append((share(name, words), (index, row)))
    return [each for _, each in sorted(found, key=lambda found: -found[0])]


def _core(name: str) -> str:
    return _COUNTING_TAIL.sub("", name.strip())


def _names(name: str, segment: str) -> bool:
    """Whether words could mean an indicator: they must hold the last two characters of a …率 or …度."""
    return name[-2:] in segment if name[-1:] in "率度" else True


def _kind_exists(figure: Count, segment: str, rows: tuple[tuple[int, Indicator], ...]) -> bool:
    """Whether there are indicators of the kind that should carry a number: when not, C06, C07 or C10 say so."""
    kinds = {level_key(row.level2) for _, row in rows if number(row.value) is not None}
    if figure.unit != "%":
        return "数量" in kinds
    return (
        any("满意度" in kind for kind in kinds) if "满意" in segment else bool(kinds & {"质量", "社会效益"})
    )


def _no_figures(annual: str, rows: tuple[tuple[int, Indicator], ...]) -> Iterator[Finding]:
    quantities = [row for _, row in rows if level_key(row.level2) == "数量" and number(row.value) is not None]
    if quantities and not figures_in(annual):
        row = quantities[0]
        yield Finding(
            "goals.annual",
            f"年度目标没有写出数量，而数量指标{quote(row.name, 30)}为{row.value.strip()}{row.unit.strip()}；"
            "请在年度目标中写明今年的数量",
            severity=Severity.INFO,
        )
