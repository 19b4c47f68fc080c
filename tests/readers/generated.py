"""Declarations as clerks might type them, for properties that hold over all of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from models.declaration import Budget, Declaration, Goals, Indicator, Project, Unit
from models.money import format_yuan
from models.vocabulary import ATTRIBUTES, SIGNS, TREE_2015, TREE_2021, UNIT_FACTS
from store.readers.alignment import is_anchor

_CHARACTERS = (
    "救助对象资金补贴完成率达到本区群众（）《》〔〕〈，。；、,.;\"'“”\\<>&=%％0123456789ＡａＢbC+-*/ 　…—"
)


def _is_plain(text: str) -> bool:
    return bool(text) and text == text.strip() and text not in ("空",) and not is_anchor(text)


LINES = st.text(st.sampled_from(_CHARACTERS), min_size=1, max_size=24).map(str.strip).filter(_is_plain)
NAMES = st.builds("{}{}".format, st.sampled_from(["救助", "参保", "培训", "道路"]), LINES)
PARAGRAPHS = st.lists(LINES, max_size=3).map("\n".join)
OPTIONAL = st.just("") | LINES


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    """A declaration with everything that 项目文本公开 prints."""
    year = draw(st.integers(2000, 2090))
    amount = draw(st.none() | st.decimals("0.01", "99999999999.99", places=2))
    sentence = f"本年度预算金额为{format_yuan(amount)}元。" if amount is not None else ""
    return Declaration(
        project=Project(
            name=draw(NAMES),
            year=year,
            period=(year, year + draw(st.integers(0, 4))),
            overview=_joined(draw(PARAGRAPHS), sentence),
            funding=sentence,
            **{key: draw(PARAGRAPHS) for key in ("basis", "content", "plan", "outcome")},
        ),
        unit=Unit(
            profile=draw(PARAGRAPHS),
            **{term.key: draw(OPTIONAL) for term in UNIT_FACTS if term.key != "profile"},
        ),
        budget=Budget(total=None if amount is None else Decimal(amount)),
        goals=Goals(overall=draw(PARAGRAPHS), annual=draw(PARAGRAPHS)),
        indicators=tuple(draw(_trees())),
    )


def _joined(*paragraphs: str) -> str:
    return "\n".join(filter(None, paragraphs))


@st.composite
def _trees(draw: st.DrawFn) -> list[Indicator]:
    tree = draw(st.sampled_from([TREE_2015, TREE_2021]))
    return [
        draw(_leaves(level1, level2))
        for level1, children in tree.items()
        for level2 in children
        for _ in range(draw(st.integers(0, 2)))
    ]


def _leaves(level1: str, level2: str) -> st.SearchStrategy[Indicator]:
    return st.builds(
        Indicator,
        level1=st.just(level1),
        level2=st.just(level2),
        name=NAMES,
        sign=st.sampled_from(["", *SIGNS]),
        value=OPTIONAL | st.just("2026年12月"),
        unit=st.sampled_from(["", "%", "人", "人次", "元/人·月"]),
        attribute=st.sampled_from(["", *ATTRIBUTES]),
        scoring=PARAGRAPHS,
        content=PARAGRAPHS,
        basis=PARAGRAPHS,
    )
