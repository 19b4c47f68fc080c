"""The small form of column 8, 评（扣）分标准, without its screen: a scoring text as fields, and the fields as a text.

The text is what counts. Fields hold what was typed; `text_with` puts them into the text, by changing the one number or
word where that is enough, else as a standard sentence. What the form can't say whole, it does not touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.money import finite, half_width
from models.scoring import full_points, parse_scoring
from models.scoring.shape import ALL, NOTHING, Band, Condition, Direction, Method, Part, Scoring, Step
from models.scoring.wording import condition_words, plain, write_scoring


class Way(StrEnum):
    """How points are reckoned, as the form calls it."""

    BINARY = "达标得分，不达标不得分"
    RATIO = "按完成比例得分"
    BELOW = "每低（少）一点扣分"
    ABOVE = "每高（超、晚）一点扣分"
    EITHER = "每偏离一点扣分"
    CASE = "每发生一次扣分"
    BANDS = "分档得分"
    GRADES = "分等级得分"
    DEDUCT = "未达标扣分"


STEPS = {
    Way.BELOW: Direction.BELOW,
    Way.ABOVE: Direction.ABOVE,
    Way.EITHER: Direction.EITHER,
    Way.CASE: Direction.CASE,
}
LINES = (Way.BANDS, Way.GRADES, Way.DEDUCT)
"""The ways whose conditions stand one in a line, each with its points."""
_METHODS = {
    Method.BINARY: Way.BINARY,
    Method.RATIO: Way.RATIO,
    Method.BANDS: Way.BANDS,
    Method.GRADES: Way.GRADES,
    Method.DEDUCT: Way.DEDUCT,
}
_FIELDS_OF = {
    Way.BINARY: ("full", "met"),
    Way.RATIO: ("full", "met", "nothing"),
    Way.BANDS: ("lines", "full"),
    Way.GRADES: ("lines", "full"),
    Way.DEDUCT: ("full", "met", "lines", "floor"),
}
_OF_STEPS = ("full", "met", "size", "taken", "rounding", "floor", "nothing")
TO_THE_END = "扣完为止"
ALL_POINTS = "满分"
ROUNDS_UP = "算一步"

_POINTS = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)\s*(%?)\s*(?:的?分值|分)?")
_SIZE = re.compile(r"([0-9]{1,8}(?:\.[0-9]{1,4})?)\s*([^0-9\s]{0,8})")
_LINE = re.compile(r"(.*\S)(?:\s*[:：]\s*|\s+)[得扣]?\s*(不得分|[0-9][0-9.]*\s*%?\s*(?:的?分值|分)?)")


class FormError(ValueError):
    """What was typed can't be said; a Chinese sentence tells why."""


@dataclass(frozen=True)
class ScoringForm:
    """The fields, each as typed; an empty one is not said in the text."""

    way: Way
    full: str = ""
    """points; empty for 得满分, and where the best line names them"""
    met: str = ""
    """when all points are given"""
    nothing: str = ""
    """when none are given"""
    size: str = ""
    """of a step, with its unit: `1%`, `1个月`"""
    taken: str = ""
    """points for each step; `5%` for a share of all points"""
    rounding: str = ""
    """`算一步` where a part of a step counts as one"""
    floor: str = ""
    """`扣完为止`, or the most points that are taken"""
    lines: str = ""
    """a condition and its points in each line: `≥95% 10`"""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that this way has."""
        return _FIELDS_OF.get(self.way, _OF_STEPS)


def form_of(scoring: Scoring) -> ScoringForm | None:
    """A scoring as fields; None where they could not say all of it."""
    step = scoring.steps[0] if len(scoring.steps) == 1 else None
    if scoring.method is Method.STEP and step is not None:
        way = next(way for way, direction in STEPS.items() if direction is step.direction)
    elif scoring.method in _METHODS:
        way = _METHODS[scoring.method]
    else:
        return None
    bands = scoring.deductions if way is Way.DEDUCT else scoring.bands
    full = "" if scoring.full in (None, _best(scoring.bands)) else plain(scoring.full or Decimal(0))
    form = ScoringForm(
        way,
        full,
        _words(scoring.met),
        _words(scoring.nothing),
        "" if step is None else f"{plain(step.size)}{step.unit}",
        "" if step is None else _part_text(step.part),
        ROUNDS_UP if step is not None and step.rounds_up else "",
        _floor_text(scoring),
        "\n".join(f"{condition_words(band.condition)}  {_part_text(band.part)}" for band in bands),
    )
    try:
        return form if scoring_of(form) == scoring else None
    except FormError:
        return None


def scoring_of(form: ScoringForm) -> Scoring:
    """The fields as a scoring; FormError where they say none."""
    full = _number("满分", form.full)
    bands = _bands(form.lines) if form.way in LINES else ()
    if form.way in (Way.BANDS, Way.GRADES) and full is None:
        full = _best(bands)
    scoring = Scoring(
        Method.STEP
        if form.way in STEPS
        else next(method for method, way in _METHODS.items() if way is form.way),
        full,
        _condition("得满分的条件", form.met) if "met" in form.fields else None,
        _condition("不得分的条件", form.nothing) if "nothing" in form.fields else None,
        (_step(form),) if form.way in STEPS else (),
        bands if form.way is Way.DEDUCT else (),
        bands if form.way is not Way.DEDUCT else (),
        *(_floor(form.floor) if "floor" in form.fields else (False, None)),
    )
    _refuse_too_much(scoring)
    if form.way is Way.BINARY and scoring.met is None:
        raise FormError("请写得满分的条件，如“达到指标值”。")
    return scoring


def text_with(form: ScoringForm, text: str) -> str:
    """`text` changed so that it says what the fields say; FormError where they say nothing that can be written."""
    new = scoring_of(form)
    old = parse_scoring(text)
    if new == old:
        return text
    for candidate in _small_changes(text, old, new):
        if parse_scoring(candidate) == new:
            return candidate
    try:
        return write_scoring(new)
    except ValueError as error:
        raise FormError(_unsaid(form)) from error


def can_be_said(form: ScoringForm) -> bool:
    """Whether there is a sentence for the fields."""
    try:
        text_with(form, "")
    except FormError:
        return False
    return True


def with_full(text: str, weight: Decimal) -> str | None:
    """`text` with full points that equal the weight, everything else as it was; None where that can't be done.

    Points of bands and grades keep their shares of the full points.
    """
    old = parse_scoring(text)
    was = full_points(text)
    if was is None or was <= 0 or was == weight or weight <= 0:
        return None
    form = form_of(old)
    if form is not None and old.bands:
        bands = tuple(replace(band, part=_scaled(band.part, weight / was)) for band in old.bands)
        form = form_of(replace(old, full=weight, bands=bands))
    elif form is not None:
        form = replace(form, full=plain(weight))
    if form is not None:
        try:
            return text_with(form, text)
        except FormError:
            return None
    if len(old.bands) > 1:
        return None
    start, end = old.full_at
    changed = text[:start] + text[start:end].replace(plain(was), plain(weight), 1) + text[end:]
    return changed if full_points(changed) == weight else None


def why_closed(text: str) -> str:
    """Why the form is closed for a text; empty when it is open."""
    if not text.strip():
        return "还没有写。可以直接写文字，或选一种计分方式，从标准句式写起。"
    scoring = parse_scoring(text)
    if form_of(scoring) is not None:
        return ""
    if scoring.method is not Method.UNPARSED:
        return "文字读懂了，但小表单放不下全部内容（如几种扣分并列），请直接改文字。"
    if not scoring.names_points:
        return "文字里没有说得几分或扣几分，小表单填不了；请补上分数，或选一种计分方式重写。"
    if len(scoring.bands) > 1:
        return "文字里有几处给分，没有读出是分档还是几件事各自得分，小表单不动它；文字照样保留。"
    return "这段文字没有全部读懂，小表单不动它；文字照样保留，可直接修改。"


def _best(bands: Sequence[Band]) -> Decimal | None:
    """The points of the best band, which are the full points where no other band gives 满分."""
    if any(band.part == ALL for band in bands):
        return None
    return max((band.part.number for band in bands if not band.part.percent), default=None)


def _words(condition: Condition | None) -> str:
    return "" if condition is None else condition_words(condition)


def _part_text(part: Part) -> str:
    if part == NOTHING:
        return "不得分"
    return f"{plain(part.number)}{'%' if part.percent else ''}"


def _floor_text(scoring: Scoring) -> str:
    if not scoring.has_floor:
        return ""
    if scoring.most is None:
        return TO_THE_END
    return ALL_POINTS if scoring.most == ALL else plain(scoring.most.number)


def _number(label: str, typed: str) -> Decimal | None:
    typed = half_width(typed).strip()
    match = _POINTS.fullmatch(typed)
    if not typed:
        return None
    if match is None or match[2] or not Decimal(match[1]):
        raise FormError(f"{label}要写大于 0 的数字，如 10。")
    return Decimal(match[1])


def _part(label: str, typed: str) -> Part:
    typed = half_width(typed).strip()
    if typed == "不得分":
        return NOTHING
    match = _POINTS.fullmatch(typed)
    if match is None:
        raise FormError(f"{label}要写分数（如 2），或满分的百分之几（如 5%）。")
    number = Decimal(match[1])
    return Part(number, percent=bool(match[2])) if number else NOTHING


def _condition(label: str, words: str) -> Condition | None:
    words = words.strip()
    if not words:
        return None
    said = parse_scoring(f"{words}得1分，否则不得分")
    if said.method is not Method.BINARY or said.full != 1 or said.met is None:
        raise FormError(f"{label}没有读懂，请写成一个短句，如“达到指标值”“完成率≥95%”。")
    return said.met


def _step(form: ScoringForm) -> Step:
    match = _SIZE.fullmatch(half_width(form.size).strip())
    if match is None or not Decimal(match[1]):
        raise FormError("每一步要写数字和单位，如 1%、1个月、1次。")
    part = _part("每一步扣的分", form.taken)
    if part == NOTHING:
        raise FormError("每一步扣的分要大于 0。")
    return Step(part, Decimal(match[1]), match[2], STEPS[form.way], rounds_up=form.rounding == ROUNDS_UP)


def _floor(typed: str) -> tuple[bool, Part | None]:
    typed = half_width(typed).strip()
    if typed in ("", TO_THE_END):
        return bool(typed), None
    if typed == ALL_POINTS:
        return True, ALL
    match = _POINTS.fullmatch(typed.removeprefix("最多扣"))
    if match is None or match[2] or not Decimal(match[1]):
        raise FormError(f"扣到哪里为止，可写“{TO_THE_END}”、最多扣的分数（如 10），或不填。")
    return True, Part(Decimal(match[1]))


def _bands(lines: str) -> tuple[Band, ...]:
    bands = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise FormError(f"第 {number} 行要写条件和分数，中间空一格，如：≥95%  10。")
        words = match[1].strip()
        said = Condition(words)
        if words not in ("否则", "其他", "其余", "反之"):
            said = _condition(f"第 {number} 行的条件", words) or said
        bands.append(Band(said, _part(f"第 {number} 行", match[2])))
    return tuple(bands)


def _refuse_too_much(scoring: Scoring) -> None:
    parts = [band.part for band in (*scoring.bands, *scoring.deductions)] + [
        step.part for step in scoring.steps
    ]
    over = [
        part for part in parts if scoring.full is not None and (part.of(scoring.full) or 0) > scoring.full
    ]
    if over:
        raise FormError(f"{_part_text(over[0])}分多于满分{plain(scoring.full or Decimal(0))}分。")


def _unsaid(form: ScoringForm) -> str:
    if form.way in (Way.BANDS, Way.GRADES):
        what = "各档界限依次降低、说的是同一个数" if form.way is Way.BANDS else "各等级说的是同一件事"
        return f"至少写两行，{what}，分数依次减少；现在这样写不成标准句式。"
    if form.way is Way.DEDUCT:
        return "请在每行写扣分的条件和扣几分，如：未达到指标值  2。"
    return "现在这样写不成意思清楚的句子，请改条件的说法，或直接改文字。"


def _scaled(part: Part, by: Decimal) -> Part:
    return part if part.percent else Part((part.number * by).quantize(Decimal("0.01")).normalize() + 0)


def _small_changes(text: str, old: Scoring, new: Scoring) -> Iterator[str]:
    """The text with one number or word changed, or the points of its bands, where that is all the difference."""
    if len(old.bands) == len(new.bands) > 0:
        yield _other_points(text, old.bands, new.bands)
    pairs = set(_differences(old, new))
    if len(pairs) != 1:
        return
    before, after = pairs.pop()
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        pattern = rf"(?<![0-9.]){re.escape(plain(before))}(?:\.0+)?(?![0-9]|\.[0-9])"
        for match in re.finditer(pattern, half_width(text)):
            yield text[: match.start()] + plain(after) + text[match.end() :]
    elif isinstance(before, str) and isinstance(after, str) and before and after:
        # Everywhere: 按时补助得20分，未按时补助不得分 speaks of the same thing twice, and only once of points.
        yield text.replace(before, after)


def _other_points(text: str, old: Sequence[Band], new: Sequence[Band]) -> str:
    """The text with other points in its bands; the last number of each is its points."""
    for before, after in reversed(list(zip(old, new, strict=True))):
        if before.part == after.part:
            continue
        said = text[before.start : before.end]
        head, number, tail = half_width(said).rpartition(plain(before.part.number))
        if number and len(head) + len(number) + len(tail) == len(said):
            said = f"{said[: len(head)]}{plain(after.part.number)}{said[len(head) + len(number) :]}"
            text = text[: before.start] + said + text[before.end :]
    return text


def _differences(old: Any, new: Any) -> Iterator[tuple[Any, Any]]:
    """The leaves in which two scorings differ; a pair of wholes where their shapes do."""
    if old == new:
        return
    if type(old) is not type(new):
        yield (old, new)
    elif is_dataclass(old):
        for each in fields(old):
            if each.compare:
                yield from _differences(getattr(old, each.name), getattr(new, each.name))
    elif isinstance(old, tuple) and len(old) == len(new):
        for one, two in zip(old, new, strict=True):
            yield from _differences(one, two)
    else:
        yield (old, new)


def points_note(text: str, weight: Decimal | int | str | None) -> tuple[str, bool]:
    """How the full points of a text and the weight of its indicator agree, in a sentence; whether they differ."""
    scoring, count = parse_scoring(text), finite(weight)
    full = full_points(text)
    if full is None and scoring.full is not None:
        return f"按 {plain(scoring.full)} 分打分，再折算成权重的分数。", False
    if full is None:
        if not text.strip() or scoring.method is Method.UNPARSED:
            return ("" if count is None else f"权重 {plain(count)} 分。"), False
        if count is None:
            return "没有写满分是几分，指标也没有权重。", False
        return f"满分即权重 {plain(count)} 分。", False
    if count is None:
        return f"满分 {plain(full)} 分；指标没有填权重。", False
    if full == count:
        return f"满分 {plain(full)} 分，与权重一致。", False
    return f"满分 {plain(full)} 分，而权重是 {plain(count)} 分。", True
