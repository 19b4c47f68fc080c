"""The statements of a scoring text, one after the other: a condition and what is given or taken under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.scoring.conditions import COMPARISONS, Stretch, UnclearError, read
from models.scoring.lexer import Token, tokens_of
from models.scoring.lexicon import Kind
from models.scoring.shape import (
    ALL,
    NOTHING,
    Band,
    Condition,
    Direction,
    Method,
    Part,
    Scoring,
    Step,
    Threshold,
)

_AWARDS = (Kind.AWARD, Kind.ALL, Kind.SHARE, Kind.HALF, Kind.NOTHING)
_OUTCOMES = (*_AWARDS, Kind.DEDUCT, Kind.DEDUCT_SHARE, Kind.RATIO)
_NAMES_POINTS = (*_OUTCOMES, Kind.FULL, Kind.POINTS, Kind.MOST)
_HALF = Part(Decimal(50), percent=True)
_IN_CONDITIONS = (Kind.TEXT, Kind.COMMA, Kind.NUMBER, Kind.EACH)
_BEFORE_A_NUMBER = (*COMPARISONS, Kind.DASH, Kind.COMMA)
_AFTER_A_NUMBER = (Kind.FROM, Kind.BELOW, Kind.WITHIN, Kind.INCLUDED, Kind.EXCLUDED, Kind.DASH)


@dataclass
class Statements:
    """What a text says, sentence by sentence, before it is known how all of it goes together."""

    awards: list[Band] = field(default_factory=list)
    given: list[Band] = field(default_factory=list)
    """the awards that give points, and below those that refuse them"""
    refused: list[Band] = field(default_factory=list)
    ratios: list[Condition] = field(default_factory=list)
    deductions: list[Band] = field(default_factory=list)
    steps: list[tuple[Step, Condition]] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    full: dict[Decimal, tuple[int, int]] = field(default_factory=dict)
    """full points that the text calls so, with their places"""
    full_at: tuple[int, int] = (0, 0)
    has_floor: bool = False
    most: Part | None = None
    rounds_up: bool = False
    clear: bool = True
    names_points: bool = False

    def settle(self) -> Decimal | None:
        """The full points: those the text calls so, else the most that it gives."""
        if self.full:
            known = len(self.full) == 1
            full, self.full_at = next(iter(self.full.items())) if known else (None, (0, 0))
            return full
        named = [band for band in self.given if not band.part.percent]
        if not named or any(band.part == ALL for band in self.given):
            return None
        best = max(named, key=lambda band: band.part.number)
        self.full_at = (best.start, best.end)
        return best.part.number

    def scoring(
        self,
        method: Method,
        full: Decimal | None,
        met: Condition | None = None,
        nothing: Condition | None = None,
        steps: tuple[Step, ...] = (),
        deductions: tuple[Band, ...] = (),
        bands: tuple[Band, ...] = (),
    ) -> Scoring:
        """A scoring with what holds for the text as a whole."""
        return Scoring(
            method,
            full,
            met,
            nothing,
            steps,
            deductions,
            bands,
            self.has_floor,
            self.most,
            self.names_points,
            tuple(self.thresholds),
            self.full_at,
        )

    def add_award(self, band: Band) -> None:
        self.awards.append(band)
        (self.refused if band.part == NOTHING else self.given).append(band)


def statements_of(text: str) -> Statements:
    said = Statements()
    pending: list[Token] = []
    tokens = tokens_of(text)
    for place, token in enumerate(tokens):
        kind = token.kind
        if kind in _IN_CONDITIONS:
            if pending or kind is not Kind.COMMA:
                pending.append(token)
            continue
        if kind in _NAMES_POINTS or (kind is Kind.UNSAID and "分" in token.text):
            said.names_points = True
        if kind in _OUTCOMES or (kind is Kind.POINTS and _is_award(pending, tokens[place + 1 : place + 2])):
            _outcome(said, token, pending)
            pending = []
        elif kind is Kind.STOP:
            _left_over(said, pending)
            pending = []
        elif not _aside(said, token):
            pending.append(token)
    _left_over(said, pending)
    return said


def _is_award(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether bare points stand for an award: 优10分, 90%以上：10分; not 测评90分以上, 80-90分."""
    if not before or before[-1].kind in _BEFORE_A_NUMBER or (after and after[0].kind in _AFTER_A_NUMBER):
        return False
    return all(token.kind is not Kind.EACH for token in before)


def _aside(said: Statements, token: Token) -> bool:
    """Takes what holds for the text as a whole."""
    kind = token.kind
    if kind is Kind.FULL and token.number is not None:
        said.full.setdefault(token.number, (token.start, token.end))
    elif kind is Kind.FLOOR:
        said.has_floor = True
    elif kind is Kind.MOST:
        said.has_floor = True
        said.most = ALL if token.number is None else Part(token.number)
    elif kind is Kind.ROUNDS_UP:
        said.rounds_up = True
    elif kind is Kind.UNSAID:
        said.clear = False
    else:
        return kind is Kind.LABEL
    return True


def _left_over(said: Statements, pending: Sequence[Token]) -> None:
    """Words without an outcome: a remark, or something that was not understood."""
    if len(pending) == 1 and pending[0].kind is Kind.POINTS and pending[0].number is not None:
        said.full.setdefault(pending[0].number, (pending[0].start, pending[0].end))
        return
    for token in pending:
        if token.kind is Kind.NUMBER and token.number is not None:
            said.thresholds.append(Threshold(token.number, token.unit, token.start, token.end))
        if token.kind in (Kind.EACH, Kind.POINTS):
            said.clear = False


def _outcome(said: Statements, token: Token, pending: Sequence[Token]) -> None:
    try:
        stretch = read(pending, takes=token.kind in (Kind.DEDUCT, Kind.DEDUCT_SHARE))
    except UnclearError:
        said.clear = False
        stretch = Stretch(Condition())
    said.thresholds += stretch.thresholds
    start = pending[0].start if pending else token.start
    part = _part(token)
    if token.kind is Kind.RATIO:
        if stretch.size is not None:
            said.clear = False
        said.ratios.append(stretch.condition)
        if token.number is not None and token.number != 100:
            said.full.setdefault(token.number, (token.start, token.end))
    elif part is None:
        said.clear = False
    elif token.kind in (Kind.DEDUCT, Kind.DEDUCT_SHARE) and stretch.size is not None:
        step = Step(part, stretch.size, stretch.unit, stretch.direction, False, stretch.start, token.end)
        said.steps.append((step, stretch.condition))
    elif stretch.size is not None:
        said.clear = False
    elif token.kind is Kind.DEDUCT and token.unit:
        # 扣2分/次
        said.steps.append(
            (
                Step(part, Decimal(1), token.unit, Direction.CASE, False, token.start, token.end),
                stretch.condition,
            )
        )
    elif token.kind in (Kind.DEDUCT, Kind.DEDUCT_SHARE):
        said.deductions.append(Band(stretch.condition, part, token.start, token.end))
    else:
        if token.kind is Kind.AWARD and ("满分" in token.text or "全分" in token.text):
            said.full.setdefault(part.number, (token.start, token.end))
        said.add_award(Band(stretch.condition, part, start, token.end))


def _part(token: Token) -> Part | None:
    if token.kind is Kind.ALL:
        return ALL
    if token.kind is Kind.HALF:
        return _HALF
    if token.kind is Kind.NOTHING:
        return NOTHING
    if token.number is None:
        return None
    if token.kind in (Kind.SHARE, Kind.DEDUCT_SHARE):
        return Part(token.number, percent=True) if token.number else NOTHING
    return Part(token.number) if token.number else NOTHING
