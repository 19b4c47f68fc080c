"""A 指标值 that is a month or a day, told in words."""

from __future__ import annotations

from datetime import date

from models.moments import moment_of

_WEEKDAYS = "一二三四五六日"


def date_words(text: str) -> str:
    """What a value says as a date: `2026年12月31日，星期四`, `2026年2月，到28日为止`; empty when it is none."""
    moment = moment_of(text)
    if moment is None:
        return ""
    if moment.day is None:
        return f"{moment.year}年{moment.month}月，到{moment.days}日为止"
    weekday = _WEEKDAYS[date(moment.year, moment.month, moment.day).weekday()]
    return f"{moment.year}年{moment.month}月{moment.day}日，星期{weekday}"
