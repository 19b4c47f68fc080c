"""The published page 003 with three of its indicators, as if it had been evaluated: 94 of 100 points."""

from __future__ import annotations

from decimal import Decimal

from models.declaration import Declaration, Evaluation

from . import published

GOAL = "救助困难群众2014人，满意度不低于85%。"
UNIT = "昆明市呈贡区医疗保障局"
PROJECT = published.line(6)
QUALITY = published.line(162)
SATISFACTION = published.line(206)


def declaration() -> Declaration:
    """执行率 90% (9 of 10 points); 2014 of 2014 people (50 of 50); a grade (27 of 30); 68% of 85% (8 of 10)."""
    whole = published.declaration()
    people, quality, satisfaction = (whole.indicators[index] for index in (0, 3, 5))
    return whole.with_values(
        indicators=(
            people.with_values(weight=Decimal(50), actual="2014"),
            quality.with_values(weight=Decimal(30), actual="达成年度指标", score=Decimal(27)),
            satisfaction.with_values(weight=Decimal(10), actual="68", deviation="宣传不够，增加上门宣传。"),
        ),
        goals=whole.goals.with_values(annual=GOAL),
        evaluation=Evaluation(
            budget=Decimal(500_000),
            executed=Decimal(450_000),
            execution_note="结余为参保人数减少。",
            achievement="救助2014人。",
            process="按月核定，按月拨付。",
            remarks="无",
            conclusion="完成较好。",
            problems="宣传不够。",
            measures="增加上门宣传。",
            leader="某某",
            finance_leader="某某某",
        ),
    )
