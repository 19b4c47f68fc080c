"""监控 of January to July: what is added to each indicator, and [monitoring] for the money."""

from __future__ import annotations

from models.guidance.guide import Example, Guide
from models.guidance.sources import guides_by_source

_FORM = "财预〔2019〕136号《项目支出绩效目标执行监控表》"
_YUAN = "以元为单位，精确到分；程序印表时换算成万元。"

GUIDES = (
    Guide(
        "indicators[*].monitored",
        "1-7月执行情况",
        "截至7月31日完成的数，与指标值同一个口径、同一个单位。",
        f"{_FORM}“1-7月执行情况”",
        (
            "定量指标写数字，单位不必再写；还没有开始的写0。",
            "定性指标写到7月底的情况，一句话。",
            "从1月1日起累计，不是7月一个月的数。",
        ),
        (Example("1860"), Example("0")),
    ),
    Guide(
        "indicators[*].forecast",
        "全年预计完成情况",
        "照现在的进度，到年底能完成多少。",
        f"{_FORM}“全年预计完成情况”",
        ("与指标值同一个口径、同一个单位。", "低于指标值的，在偏差原因和原因说明里写明。"),
        (Example("3200"), Example("3100")),
    ),
    Guide(
        "indicators[*].causes",
        "偏差原因",
        "预计完不成、或大大超出时，是哪方面的原因。",
        f"{_FORM}“偏差原因分析”：经费保障、制度保障、人员保障、硬件条件保障、其他",
        (
            "按 F3 勾选，可以选几项；程序用顿号隔开，印表时在各栏打√。",
            "没有偏差的空着。",
            "自己写的词印在“原因说明”里，算作“其他”。",
        ),
        (Example(""), Example("人员保障"), Example("经费保障、硬件条件保障")),
    ),
    Guide(
        "indicators[*].cause_note",
        "原因说明",
        "偏差的具体原因：差多少、为什么、下半年怎样补上。",
        f"{_FORM}“偏差原因分析—原因说明”",
        ("写事情，不写“进度正常”“积极推进”。", "没有偏差的空着。"),
        (Example(""), Example("新并入的两所学校9月才核定补助名单，四季度一并补发")),
    ),
    Guide(
        "indicators[*].likelihood",
        "完成目标可能性",
        "到年底这个指标能不能完成，三选一。",
        f"{_FORM}“完成目标可能性”：确定能、有可能、完全不可能",
        (
            "全年预计达到指标值的选“确定能”，差得不多、有办法补上的选“有可能”。",
            "“完全不可能”的要同时写明是调整目标、调整资金还是停止实施。",
            "按 F3 从列表选。",
        ),
        (Example("确定能"), Example("有可能")),
    ),
    Guide(
        "indicators[*].remark",
        "监控备注",
        "监控表最后一栏：别处写不下的事。",
        f"{_FORM}“备注”",
        ("没有的空着。",),
        (Example(""), Example("指标值6月已按规定报批调整")),
    ),
    Guide(
        "monitoring.executed",
        "1-7月执行数",
        "1月1日至7月31日的实际支出，各种来源都在内。",
        f"{_FORM}“1-7月执行数”“1-7月执行率”",
        (
            "以国库支付数为准；单位资金按单位的账。",
            "1-7月执行率=1-7月执行数÷年初预算数，由程序算出。",
            _YUAN,
        ),
        (Example("1866666.67"),),
    ),
    *guides_by_source("monitoring.executed_"),
    Guide(
        "monitoring.expected",
        "全年预计执行数",
        "预计到12月31日的全年支出，包括1-7月已经执行的。",
        f"{_FORM}“全年预计执行数”",
        ("小于年初预算数的，说明哪些钱用不完；需要调整的按规定报批。", _YUAN),
        (Example("3200000"),),
    ),
    *guides_by_source("monitoring.expected_"),
)
