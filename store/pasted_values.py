"""The cells of one pasted row as the model holds them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from models.practice import Practice
from models.table_text import NEVER_BLANK
from models.vocabulary import ATTRIBUTES, NULL_MARK, UNITS, sign_of
from models.written_value import SIGNS_IN_WORDS, written_value
from store.pasted_columns import QUALITATIVE_SIGN
from store.readers.alignment import attribute_of

LEVELS = ("level1", "level2")
POINTS = ("weight", "score")

_FOREIGN_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*(?:分|%)?", re.ASCII)
_OWN_POINTS = re.compile(r"-?\d{1,28}(?:\.\d{1,28})?", re.ASCII)
# The form of 2015 prints it before each indicator.
_TEMPLATE_LABEL = re.compile(r"^指标\s*\d*\s*[：:]\s*")


def verbatim(cells: dict[str, str]) -> dict[str, Any]:
    """A row of our own table: everything as it stands."""
    values: dict[str, Any] = {}
    for key, text in cells.items():
        if text == NULL_MARK and key in NEVER_BLANK:
            values[key] = ""
        elif key in POINTS:
            values[key] = Decimal(text) if _OWN_POINTS.fullmatch(text) else text or None
        elif key == "sign":
            sign = sign_of(text)
            values[key] = text if sign is None else sign
        else:
            values[key] = text
    return values


def understood(cells: dict[str, str], practice: Practice, *, has_units: bool) -> dict[str, Any]:
    """A row of a foreign table, without its levels: glyphs, short forms and values in one cell as they are meant.

    `has_units` tells whether the table has a column for 度量单位.
    """
    values: dict[str, Any] = {
        key: "" if text == NULL_MARK else text for key, text in cells.items() if key not in LEVELS
    }
    values["name"] = _TEMPLATE_LABEL.sub("", values.get("name", ""))
    sign = values.get("sign", "")
    if sign in QUALITATIVE_SIGN:
        values["sign"] = ""
        values["attribute"] = values.get("attribute") or ATTRIBUTES[1]
    else:
        known = sign_of(sign)
        values["sign"] = SIGNS_IN_WORDS.get(sign, sign) if known is None else known
    if attribute := attribute_of(values.get("attribute", "")):
        values["attribute"] = attribute
    _split_value(values, practice, has_units=has_units)
    for key in POINTS:
        if key in values:
            match = _FOREIGN_POINTS.fullmatch(values[key])
            values[key] = Decimal(match[1]) if match else values[key] or None
    return values


def _split_value(values: dict[str, Any], practice: Practice, *, has_units: bool) -> None:
    """≥95% in one cell as sign, number and unit; also 95% where the unit % stands beside it or has no column."""
    text = values.get("value", "")
    written = written_value(text)
    if written is None or not written.is_exact:
        return
    sign, unit = values["sign"], values.get("unit", "")
    if (written.sign and sign not in ("", written.sign)) or (written.unit and unit not in ("", written.unit)):
        return
    is_known = written.unit in UNITS or written.unit in practice.units
    is_glued = written.unit and (unit or (is_known and not has_units))
    if written.sign or is_glued or ("," in text and not written.unit):
        values.update(value=written.number, sign=sign or written.sign, unit=unit or written.unit)
