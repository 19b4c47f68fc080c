"""What both Sichuan forms print of an indicator and a name: 定性 instead of a sign, codes before names."""

from __future__ import annotations

from exports.grid import Options
from exports.signs import is_in_words, printed_nature
from models.declaration import Indicator


def nature(row: Indicator, options: Options) -> str:
    """指标性质: 定性 (the form's label `qualitative`) or the sign."""
    return printed_nature(row, "glyph", options.label("qualitative"))


def measure(row: Indicator) -> str:
    """度量单位, which 定性 has none of."""
    return "" if is_in_words(row) else row.unit


def coded(code: str, name: str) -> str:
    """`820001-井研县马踏镇人民政府`; without dash when one of the two is missing."""
    return "-".join(part for part in (code.strip(), name.strip()) if part)
