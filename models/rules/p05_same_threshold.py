"""P05: column 8 speaks of the same number as 指标值."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.declaration import Indicator
from models.patterns import Pattern
from models.practice import Practice
from models.rows import number, quote, sign
from models.rule import Finding, Mend, Severity, row_rule
from models.scoring import Method, Scoring, parse_scoring
from models.scoring.shape import Bounds, Condition
from models.scoring.wording import plain

_DIGITS = Pattern(r"[0-9０-９][0-9０-９,.．]*")


@row_rule(
    "P05",
    Severity.WARNING,
    "评分标准引用的数应与指标值一致",
    why="指标值和评分标准各写一个数，年底按哪个算得分就说不清了；常见于指标值改过而评分标准没有跟着改。",
    source="财预〔2021〕101号“指标值”与“赋分规则”的推论",
    mend="把评分标准里得满分的数改成指标值，或把指标值改成评分标准里的数；分段计分的，指标值应在得满分的一段里。",
    violating={"indicators[6].scoring": "政策知晓率达到95%得5分，否则按完成比例得分"},
    clean={"indicators[6].scoring": "政策知晓率达到90%得5分，80%-90%得3分，低于80%不得分"},
)
def same_threshold(row: Indicator, _: Practice) -> Iterator[Finding]:
    target = number(row.value)
    if target is None:
        return
    scoring = parse_scoring(row.scoring)
    condition = _condition_of_full_points(scoring)
    if condition is None or condition.bounds is None or not _is_of_value(condition, row):
        return
    threshold = scoring.threshold_of(condition)
    if threshold is None or _agrees(condition.bounds, target, sign(row), scoring.method):
        return
    start, end = threshold.start, threshold.end
    quoted = row.scoring[start:end]
    new = _DIGITS.sub(plain(target), quoted)
    mend = Mend(
        f"评分标准的{quote(quoted)}改为“{new}”",
        {"scoring": row.scoring[:start] + new + row.scoring[end:]},
        safe=False,
    )
    yield Finding(
        "scoring",
        f"评分标准以{quote(quoted)}为得满分的界线，而指标值为{quote(row.value)}，请核对后改成一致",
        start,
        end,
        mend=mend,
    )


def _condition_of_full_points(scoring: Scoring) -> Condition | None:
    """When all points are given, by the text: of bands that of the best one, of a deduction what it spares."""
    if scoring.method is Method.UNPARSED:
        return None
    if scoring.method is Method.BANDS:
        full = scoring.full or Decimal(100)
        return max(scoring.bands, key=lambda band: band.part.of(full) or Decimal(0)).condition
    if scoring.met is None and len(scoring.deductions) == 1:
        return scoring.deductions[0].condition
    return scoring.met


def _is_of_value(condition: Condition, row: Indicator) -> bool:
    """Whether the bounds are those of the 指标值, not a share of it: 完成80%以上 of 2014人 is none."""
    unit = row.unit.strip()
    if condition.bounds is None or condition.bounds.unit != unit:
        return False
    return unit != "%" or not condition.of_completion or condition.words.rstrip("为达到") in row.name


def _agrees(bounds: Bounds, target: Decimal, sign: str, method: Method) -> bool:
    low, high = bounds.low, bounds.high
    if method is Method.BANDS:
        # A stretch that begins below the target is a matter of taste, one that the target misses is not.
        if low == high:
            return low is None or (target <= low if sign in ("<=", "<") else target >= low)
        return bounds.holds(target) or target in (low, high)
    return target in (low, high) or (None not in (low, high) and low != high)
