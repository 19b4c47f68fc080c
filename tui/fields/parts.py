"""What a declaration may have beyond the declared table: money by source, 核心指标, 监控, 自评, 审核.

Each part is shown when it has content or the user wants it, and is otherwise not in the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import cache
from typing import Final

from models import vocabulary
from models.declaration import Declaration, Table
from models.funds import SOURCE_KEYS, is_used
from tui.fields.kinds import Field, Form, Kind, fixed
from tui.fields.project import INDICATOR, PROJECT, SECTIONS


class Part(Enum):
    """One part, in the order in which they are offered; the value is how it is remembered."""

    FUNDS = "funds"
    CORE = "core"
    REVIEW = "review"
    MONITORING = "monitoring"
    EVALUATION = "evaluation"


Parts = frozenset[Part]
NO_PARTS: Final[Parts] = frozenset()

_SHORT: Final = dict(
    zip(
        SOURCE_KEYS,
        ("公共预算", "政府基金", "国有资本", "上年结转", "财政专户", "单位资金", "其他资金"),
        strict=True,
    )
)
"""What fits the column of labels; the names of `vocabulary.SOURCES` are longer."""
_HEADINGS: Final = {source.key: source.heading for source in vocabulary.SOURCES}

FUNDS = Form(
    "funds",
    "资金来源",
    (
        *(
            Field(f"budget.{key}", _SHORT[key], Kind.AMOUNT, hint="元；没有的不填", name=_HEADINGS[key])
            for key in SOURCE_KEYS
        ),
        Field(
            "budget.period_total",
            "中期资金",
            Kind.AMOUNT,
            hint="元；整个实施期的资金总额",
            name="中期资金总额",
        ),
        Field(
            "budget.period_fiscal",
            "中期拨款",
            Kind.AMOUNT,
            hint="元；中期资金里的财政拨款",
            name="中期财政拨款",
        ),
    ),
)

_QUESTIONS: Final = (
    "格式规范吗？有没有缺项、错项？",
    "目标清楚吗？反映项目的产出和效果吗？",
    "符合法规、规划和单位职能吗？",
    "全面、细化、量化吗？",
    "效果明显吗？与同类项目相比合理吗？",
    "目标与资金相配吗？",
    "经过论证和测算吗？能实现吗？",
    "方案、能力、制度具备吗？",
)
"""What each item of 审核 asks, in short."""

REVIEW = Form(
    "review",
    "目标审核",
    (
        *(
            Field(f"review.{term.key}", term.heading, hint=question)
            for term, question in zip(vocabulary.REVIEW_ITEMS, _QUESTIONS, strict=True)
        ),
        Field("review.grade", "评定等级", Kind.CHOICE, fixed(*vocabulary.GRADES), name="综合评定等级"),
        Field("review.opinion", "总体意见", Kind.LONG),
    ),
)


def _by_source(
    table: str, key: str, label: str, hint: str, sources: Iterable[str], name: str = ""
) -> tuple[Field, ...]:
    return (
        Field(f"{table}.{key}", label, Kind.AMOUNT, hint=hint, name=name),
        *(
            Field(
                f"{table}.{key}_{source}",
                f"  {_SHORT[source]}",
                Kind.AMOUNT,
                hint="元",
                name=f"{name or label}：{_HEADINGS[source]}",
            )
            for source in SOURCE_KEYS
            if source in sources
        ),
    )


@cache
def monitoring_form(sources: frozenset[str]) -> Form:
    """The form of 监控 with the amounts of these sources."""
    return Form(
        "monitoring",
        "绩效监控",
        (
            *_by_source("monitoring", "executed", "1-7月执行数", "元；截至7月31日的支出", sources),
            *_by_source(
                "monitoring", "expected", "全年预计", "元；预计到年底的支出", sources, "全年预计执行数"
            ),
        ),
    )


@cache
def evaluation_form(sources: frozenset[str]) -> Form:
    """The form of 自评 with the amounts of these sources."""
    return Form(
        "evaluation",
        "绩效自评",
        (
            *_by_source("evaluation", "budget", "全年预算数", "元；没有调整的不填", sources),
            *_by_source("evaluation", "executed", "全年执行数", "元", sources),
            Field("evaluation.execution_note", "执行率说明"),
            Field("evaluation.achievement", "完成情况", Kind.LONG),
            Field("evaluation.process", "实施过程", Kind.LONG),
            Field("evaluation.remarks", "其他说明", Kind.LONG),
            Field("evaluation.conclusion", "评价结论", Kind.LONG),
            Field("evaluation.problems", "存在问题", Kind.LONG),
            Field("evaluation.measures", "改进措施", Kind.LONG),
            Field("evaluation.leader", "项目负责人"),
            Field("evaluation.finance_leader", "财务负责人"),
        ),
    )


MONITORING = monitoring_form(frozenset(SOURCE_KEYS))
EVALUATION = evaluation_form(frozenset(SOURCE_KEYS))

_COLUMNS: Final[dict[Part, tuple[Field, ...]]] = {
    Part.CORE: (
        Field("indicators[*].overall_value", "中期指标值", hint="整个实施期的指标值"),
        Field("indicators[*].origin", "指标来源", Kind.CHOICE, fixed(*vocabulary.ORIGINS)),
        Field("indicators[*].method", "取值方式", Kind.CHOICE, fixed(*vocabulary.METHODS)),
        Field("indicators[*].data_source", "数据来源", Kind.CHOICE, fixed(*vocabulary.DATA_SOURCES)),
        Field("indicators[*].proof", "佐证要求", Kind.CHOICE, fixed(*vocabulary.PROOFS), holds_several=True),
    ),
    Part.MONITORING: (
        Field("indicators[*].monitored", "1-7月情况", hint="1-7月完成的数"),
        Field("indicators[*].forecast", "全年预计", hint="预计到年底完成的数"),
        Field("indicators[*].causes", "偏差原因", Kind.CHOICE, fixed(*vocabulary.CAUSES), holds_several=True),
        Field("indicators[*].cause_note", "原因说明"),
        Field("indicators[*].likelihood", "可能性", Kind.CHOICE, fixed(*vocabulary.LIKELIHOODS)),
        Field("indicators[*].remark", "监控备注"),
    ),
    Part.EVALUATION: (
        Field("indicators[*].actual", "实际完成值"),
        Field("indicators[*].score", "得分", Kind.POINTS, hint="分"),
        Field("indicators[*].deviation", "偏差分析", Kind.LONG),
        Field("indicators[*].evidence", "佐证资料"),
    ),
}
_NAMES: Final = {
    Part.FUNDS: FUNDS.title,
    Part.CORE: "核心指标",
    Part.REVIEW: REVIEW.title,
    Part.MONITORING: MONITORING.title,
    Part.EVALUATION: EVALUATION.title,
}


def name_of(part: Part) -> str:
    """What a part is called: as its section in the tree, where it has one."""
    return _NAMES[part]


def section_of(part: Part) -> Form | None:
    """The form of a part beside the indicators, with every source; None where it has only columns."""
    return next((form for form in (FUNDS, REVIEW, MONITORING, EVALUATION) if form.key == part.value), None)


def keys_of(part: Part) -> tuple[str, ...]:
    """The columns of an indicator that belong to a part."""
    return tuple(field.key for field in _COLUMNS.get(part, ()))


_CORE: Final = keys_of(Part.CORE)
_OWN_FUNDS: Final = tuple(field.key for field in FUNDS.fields)


def is_empty_part(declaration: Declaration, key: str) -> bool | None:
    """Whether the section of a part, by the key of its form, has nothing in it; None for the key of another form."""
    if key == FUNDS.key:
        return not _has_funds(declaration)
    if key not in (REVIEW.key, MONITORING.key, EVALUATION.key):
        return None
    table: Table = getattr(declaration, key)
    return not table.is_begun


def _has_funds(declaration: Declaration) -> bool:
    return any(getattr(declaration.budget, key) is not None for key in _OWN_FUNDS)


def filled_parts(declaration: Declaration) -> Parts:
    """The parts that have content."""
    rows = declaration.indicators
    found = {
        Part.FUNDS: _has_funds(declaration),
        Part.CORE: any(getattr(row, key) for row in rows for key in _CORE),
        Part.REVIEW: declaration.review.is_begun,
        Part.MONITORING: declaration.is_monitored,
        Part.EVALUATION: declaration.is_evaluated or any(row.evidence for row in rows),
    }
    return frozenset(part for part, is_filled in found.items() if is_filled)


def shown_parts(declaration: Declaration, wanted: Parts = NO_PARTS) -> Parts:
    """The parts that are shown: those with content, and those wanted."""
    return wanted | filled_parts(declaration)


def sections_of(declaration: Declaration, wanted: Parts = NO_PARTS) -> tuple[Form, ...]:
    """The forms beside the indicators: those of the parts that are wanted or have content among them.

    Those of a department are its own.
    """
    if declaration.is_department:
        from tui.department_fields import SECTIONS as OF_DEPARTMENT

        return OF_DEPARTMENT
    parts = shown_parts(declaration, wanted)
    if not parts - {Part.CORE}:
        return SECTIONS
    head = (PROJECT, FUNDS) if Part.FUNDS in parts else (PROJECT,)
    tail = [REVIEW] if Part.REVIEW in parts else []
    if Part.MONITORING in parts:
        tail.append(monitoring_form(_sources(declaration, "monitoring")))
    if Part.EVALUATION in parts:
        tail.append(evaluation_form(_sources(declaration, "evaluation")))
    return (*head, *SECTIONS[1:], *tail)


def _sources(declaration: Declaration, table: str) -> frozenset[str]:
    """The sources that a later stage is asked for: those of the project where it has several, and any with content."""
    used = {key for key in SOURCE_KEYS if is_used(declaration, key)}
    values = getattr(declaration, table)
    filled = {
        key.partition("_")[2] for key in values.keys() if "_" in key and getattr(values, key) is not None
    }
    return frozenset((used if len(used) > 1 else set()) | (filled & set(SOURCE_KEYS)))


def indicator_form(declaration: Declaration, wanted: Parts = NO_PARTS) -> Form:
    """The form of an indicator, with the columns of the parts that are wanted or have content."""
    return _indicator_form(shown_parts(declaration, wanted))


@cache
def _indicator_form(parts: Parts) -> Form:
    more = [field for part in Part if part in parts for field in _COLUMNS.get(part, ())]
    return Form(INDICATOR.key, INDICATOR.title, (*INDICATOR.fields, *more)) if more else INDICATOR


FULL_INDICATOR = _indicator_form(frozenset(Part))
"""The form of an indicator with every column."""

ALL_SECTIONS = (PROJECT, FUNDS, *SECTIONS[1:], REVIEW, MONITORING, EVALUATION)
ALL_FORMS = (*ALL_SECTIONS, FULL_INDICATOR)
"""Every form of a declaration of a project, with every field."""
