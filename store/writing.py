"""The canonical text of a declaration.

The order is fixed: `format`, unknown keys of the top; `[department]`, `[project]`, `[unit]`, `[budget]`, `[goals]`,
every `[[tasks]]` and `[[indicators]]`; `[review]`, `[monitoring]`, `[evaluation]`; then unknown tables. In a table the known keys stand in the order of the model, unknown keys after
them and unknown sub-tables after those, both in the order in which they were found. Empty keys, and tables with
nothing in them, are not written. An empty line stands between tables and nowhere else.

tomli_w writes one key at a time: a whole document it would lay out by the length of its lines.

A line of a text that looks like a conflict marker of git begins with an escape: a file that holds the bare marker is
one in which git left a conflict, most often within a long text, and is refused (`store.decoding`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import tomli_w

from models.declaration import AFTER_INDICATORS, ROW_TABLES, Declaration, Department, Table
from store.comments import Placed, by_place, is_table, places_in
from store.field_kinds import KINDS, TABLES, Kind, tidy_table
from store.toml_scan import Path

Pair = tuple[Path, str]
"""A key's path in its table, and its line or lines without the final line feed."""

# Most fields: what tomli_w would write for them as well, in a tenth of its time.
_PLAIN = re.compile(r'[^"\\\x00-\x1f\x7f]*')

# Only within a text can a line begin so.
_MARKER = re.compile(r"^(?:<{7}|>{7})(?= )", re.MULTILINE)

_NO_COMMENTS: Placed = {}


# Typing changes one row of many, and the journal is written twice a second. Keyed by identity, which is safe while
# the row itself is held.
_rows: dict[int, tuple[Table, tuple[str, ...]]] = {}
_MOST_ROWS = 4000


def write(declaration: Declaration) -> str:
    """The text of a declaration; each field as the file can hold it (`store.field_kinds.held`)."""
    blocks: list[str] = []
    unknown, tables = _unknown_pairs(declaration.extra, ())
    pairs = [(("format",), f"format = {declaration.format}"), *unknown]
    placed = _placed(declaration, pairs, has_header=False)
    blocks.append(_block("", (), pairs, placed))
    for name in TABLES:
        if name not in AFTER_INDICATORS:
            _write_known(blocks, name, tidy_table(getattr(declaration, name)))
    for name in ROW_TABLES:
        for row in declaration.rows(name):
            blocks.extend(_row_blocks(name, row))
    for name in AFTER_INDICATORS:
        _write_known(blocks, name, tidy_table(getattr(declaration, name)))
    for key, value in tables.items():
        _write_unknown(blocks, _key(key), value, (key,), placed)
    end = placed.get(((), "end"))
    if end:
        blocks.append("\n".join([*end, ""]))
    return _MARKER.sub(_escaped, "\n".join(blocks))


def _row_blocks(name: str, row: Table) -> tuple[str, ...]:
    known = _rows.get(id(row))
    if known is None or known[0] is not row:
        blocks: list[str] = []
        _write_known(blocks, name, tidy_table(row), is_element=True)
        if len(_rows) >= _MOST_ROWS:
            _rows.clear()
        known = _rows[id(row)] = (row, tuple(blocks))
    return known[1]


def _escaped(marker: re.Match[str]) -> str:
    return f"\\u{ord(marker[0][0]):04X}{marker[0][1:]}"


def _write_known(blocks: list[str], name: str, table: Table, *, is_element: bool = False) -> None:
    pairs: list[Pair] = [
        ((key,), _field(kind, key, value))
        for key, kind in KINDS[type(table)].items()
        if (value := getattr(table, key)) not in ("", None, ())
    ]
    tables: Mapping[str, Any] = {}
    if table.extra:
        unknown, tables = _unknown_pairs(table.extra, ())
        pairs += unknown
    placed = _placed(table, pairs, has_header=True)
    is_named = isinstance(table, Department) and table.bare
    if pairs or is_element or is_named or _stands_at((), placed):
        blocks.append(_block(f"[[{name}]]" if is_element else f"[{name}]", (), pairs, placed))
    for key, value in tables.items():
        _write_unknown(blocks, f"{name}.{_key(key)}", value, (key,), placed)


def _write_unknown(blocks: list[str], name: str, value: Any, path: Path, placed: Placed) -> None:
    """An unknown table or array of tables, and everything in it; `path` leads to it from the table of `placed`."""
    if isinstance(value, list):
        for at, item in enumerate(value):
            _write_unknown_table(blocks, name, item, (*path, at), placed, is_element=True)
    else:
        _write_unknown_table(blocks, name, value, path, placed, is_element=False)


def _write_unknown_table(
    blocks: list[str], name: str, table: Mapping[str, Any], path: Path, placed: Placed, *, is_element: bool
) -> None:
    pairs, tables = _unknown_pairs(table, path)
    if pairs or is_element or not tables or _stands_at(path, placed):
        blocks.append(_block(f"[[{name}]]" if is_element else f"[{name}]", path, pairs, placed))
    for key, value in tables.items():
        _write_unknown(blocks, f"{name}.{_key(key)}", value, (*path, key), placed)


def _unknown_pairs(table: Mapping[str, Any], path: Path) -> tuple[list[Pair], dict[str, Any]]:
    """The unknown keys of a table as lines, and those that get headers of their own."""
    pairs = [((*path, key), _unknown(key, value)) for key, value in table.items() if not is_table(value)]
    return pairs, {key: value for key, value in table.items() if is_table(value)}


def _placed(table: Table, pairs: Sequence[Pair], *, has_header: bool) -> Placed:
    if not table.comments:
        return _NO_COMMENTS
    written, tables = places_in(table.extra)
    written.update(path for path, _ in pairs)
    tables.add(())
    if has_header:
        written.add(())
    return by_place(table.comments, written, tables)


def _stands_at(path: Path, placed: Placed) -> bool:
    return any(at == path for at, _ in placed)


def _block(header: str, path: Path, pairs: Sequence[Pair], placed: Placed) -> str:
    lines = [header] if header else []
    if not placed:
        lines += (line for _, line in pairs)
        return "\n".join([*lines, ""])
    lines = []
    for at, line in [(path, header), *pairs] if header else pairs:
        lines += placed.get((at, "above"), ())
        lines.append("  ".join([line, *placed.get((at, "beside"), ())]))
    lines += placed.get((path, "tail"), ())
    return "\n".join([*lines, ""])


def _field(kind: Kind, key: str, value: Any) -> str:
    """One known key with a value that is not empty."""
    if kind is Kind.PERIOD:
        return f"{key} = [{', '.join(map(_number, value))}]"
    if isinstance(value, Decimal):
        return f"{key} = {_money(value) if kind is Kind.MONEY else _points(value)}"
    if kind is Kind.NUMBER:
        return f"{key} = {_number(value)}"
    if kind is Kind.LONG_TEXT or "\n" in value:
        value += "\n"
    elif _PLAIN.fullmatch(value):
        return f'{key} = "{value}"'
    return tomli_w.dumps({key: value}, multiline_strings=True)[:-1]


def _number(value: int | str) -> str:
    return str(value) if isinstance(value, int) else tomli_w.dumps({"_": value})[len("_ = ") : -1]


def _money(amount: Decimal) -> str:
    return f"{amount:.{max(2, _decimals(amount))}f}"


def _points(weight: Decimal) -> str:
    return f"{weight:.0f}" if weight == weight.to_integral_value() else f"{weight:.{_decimals(weight)}f}"


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _unknown(key: str, value: Any) -> str:
    # tomli_w drops a carriage return from multi-line strings.
    return tomli_w.dumps({key: value}, multiline_strings=not _has_return(value))[:-1]


def _has_return(value: Any) -> bool:
    if isinstance(value, str):
        return "\r" in value
    if isinstance(value, Mapping):
        return any(map(_has_return, value.values()))
    return isinstance(value, list) and any(map(_has_return, value))


def _key(key: str) -> str:
    """The key as it stands in a header, quoted where it must be."""
    return tomli_w.dumps({key: 0})[: -len(" = 0\n")]
