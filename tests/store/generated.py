"""Hypothesis strategies: declarations with everything a file can hold.

Texts are joined from lists of pieces: hypothesis would merge a choice of characters into one large alphabet, and the
awkward ones would hardly ever come up.
"""

from __future__ import annotations

import datetime
import os
from decimal import Decimal
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from models.declaration import ROW_TABLES, Comment, Declaration, Indicator, Table
from store.field_kinds import KINDS, Kind
from store.layout import NAN

LONG = os.environ.get("JIXIAO_LONG") == "1"


def examples(number: int) -> settings:
    """This many examples, twenty times as many in a long run."""
    return settings(max_examples=number * 20 if LONG else number, deadline=None)


REACH = settings(max_examples=2000, phases=[Phase.generate], database=None)
"""For `hypothesis.find`, where only it matters that something comes up."""

PIECES = (
    *(
        "城乡医疗救助",
        "低水平\\广覆盖",
        '"三重保障"',
        "“两病”",
        "'单引'",
        "# 不是注释",
        "[project]",
        "a = 1",
        "＝",
        "≥95%",
    ),
    *(
        '"""',
        "'''",
        "\\",
        "\\n",
        "\t",
        " ",
        "\u3000",
        "，",
        "。",
        "{",
        "}",
        "]",
        ",",
        "2026年12月",
        "𠮷",
        "é",
        "\u2028",
    ),
)
texts = st.lists(st.sampled_from((*PIECES, "\n", "\n\n")), max_size=6).map(
    lambda parts: "".join(parts).rstrip("\n")
)
_CONTROLS = ("\n", "\r", "\r\n", "\x1b", "\x7f", "\x9b", "\u202e", "\u200b", "\ufeff", "\b", "\0")
raw_texts = st.lists(st.one_of(st.sampled_from(_CONTROLS), st.sampled_from(PIECES)), max_size=6).map("".join)

ODD_KEYS = (
    "备注",
    "x",
    "-",
    "1",
    "a.b",
    "a b",
    '"',
    "'",
    "",
    "#",
    "\\",
    "k\n",
    "extra",
    "comments",
    "tail",
    "=",
    "]",
)
odd_keys = st.sampled_from(ODD_KEYS)

decimals = st.sampled_from(
    [
        Decimal(n)
        for n in (
            "0.0",
            "1.50",
            "-0.1",
            "1e400",
            "1E-9",
            "5e0",
            "123456789012345678901234567890.12",
            "inf",
            "-inf",
        )
    ]
    + [NAN]
)
zones = st.sampled_from(
    [None, datetime.UTC, *(datetime.timezone(datetime.timedelta(minutes=m)) for m in (480, -210))]
)
plain_values = st.one_of(
    raw_texts,
    st.integers(),
    st.just(10**30),
    st.booleans(),
    decimals,
    st.dates(),
    st.times(),
    st.datetimes(),
    st.tuples(st.datetimes(datetime.datetime(2, 1, 1), datetime.datetime(9998, 1, 1)), zones).map(
        lambda pair: pair[0].replace(tzinfo=pair[1])
    ),
)
values = st.recursive(
    plain_values,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(odd_keys, inner, max_size=3)),
    max_leaves=6,
)
extras = st.one_of(st.just({}), st.dictionaries(odd_keys, values, min_size=1, max_size=3))

years = st.one_of(st.none(), st.integers(1, 3000), texts.map(lambda text: text or None))
amounts = st.one_of(
    st.none(),
    st.decimals(-(10**12), 10**12, allow_nan=False, places=2),
    st.sampled_from(
        [
            Decimal(n)
            for n in ("521789.58", "5200000", "0", "20", "12.5", "0.1234567", "-3.0", "100000000000000.01")
        ]
    ),
    texts.map(lambda text: text or None),
)
periods = st.lists(st.one_of(st.integers(1, 3000), texts.filter(bool)), max_size=3).map(tuple)

_BY_KIND = {
    Kind.TEXT: texts,
    Kind.LONG_TEXT: texts,
    Kind.SIGN: st.sampled_from(("", "=", ">=", "<=", ">", "<", "约", "不低于")),
    Kind.NUMBER: years,
    Kind.PERIOD: periods,
    Kind.MONEY: amounts,
    Kind.POINTS: amounts,
}


def values_of(model: type[Table]) -> dict[str, st.SearchStrategy[Any]]:
    """What each known field of a table may hold."""
    return {key: _BY_KIND[kind] for key, kind in KINDS[model].items()}


def _tables(model: type[Table]) -> st.SearchStrategy[Any]:
    fields = {
        key: st.one_of(st.just(model.model_fields[key].default), held)
        for key, held in values_of(model).items()
    }
    return st.one_of(st.just(model()), st.builds(model, **fields, extra=extras))


indicators = _tables(Indicator)
declarations = st.builds(
    Declaration,
    **{name: _tables(model) for name, model in Declaration.tables().items()},
    **{name: st.lists(_tables(model), max_size=3).map(tuple) for name, model in ROW_TABLES.items()},
    extra=extras,
)


def _with_comments(draw: st.DrawFn, table: Table, owner: str, own: tuple[str, ...]) -> Table:
    """The table with comments at some of its own keys, each naming its owner, in the order of the layout."""
    comments: list[Comment] = []

    def put(path: tuple[str | int, ...], place: str, most: int) -> None:
        for _ in range(draw(st.integers(0, most))):
            text = f"# {owner} 第{len(comments)}条 {draw(st.sampled_from(PIECES))}".rstrip().replace(
                "\t", " "
            )
            comments.append(Comment(path=path, place=place, text=text))

    if not isinstance(table, Declaration):
        put((), "above", 2)
        put((), "beside", 1)
    for key in own:
        put((key,), "above", 2)
        put((key,), "beside", 1)
    put((), "tail", 2)
    if isinstance(table, Declaration):
        put((), "end", 2)
    return table.with_values(comments=tuple(comments))


@st.composite
def commented(draw: st.DrawFn) -> Declaration:
    """A declaration with comments everywhere; those of an indicator begin with `# ` and the indicator's name."""
    declaration = draw(declarations)
    tables = {}
    for name in Declaration.tables():
        table = getattr(declaration, name)
        tables[name] = _with_comments(draw, table, name, _written(table))
    rows = []
    for number, row in enumerate(declaration.indicators):
        row = row.with_values(name=f"指标{number}")
        rows.append(_with_comments(draw, row, row.name, _written(row)))
    tasks = tuple(_with_comments(draw, task, "task", _written(task)) for task in declaration.tasks)
    declaration = declaration.with_values(**tables, indicators=tuple(rows), tasks=tasks)
    return _with_comments(draw, declaration, "top", ("format",))


def _written(table: Table) -> tuple[str, ...]:
    return tuple(key for key in table.keys() if getattr(table, key) not in ("", None, ()))
