"""What changed, as the rows of a list: grouped by section, task and indicator, each change on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.changes import Change, Kind
from models.text import truncate, visible, width
from models.text_parts import Fate, parts
from models.vocabulary import FIELD_NAMES, ROW_WORDS
from tui.fields import NARRATIVE, form_of
from tui.marked_text import MARKS

SHORT = 24
"""Cells of a value that is shown in the list as it is; of longer ones only the length is told."""

SIGNS = {Kind.VALUE: "改", Kind.UNKNOWN: "改", Kind.ADDED: "增", Kind.REMOVED: "删", Kind.ORDER: "移"}


@dataclass(frozen=True)
class Group:
    """The title above changes that belong together."""

    title: str
    changes: tuple[Change, ...]


Item = Group | Change


def grouped(found: Sequence[Change]) -> list[Item]:
    """Groups, each followed by its changes, in the order in which the document shows them."""
    groups: dict[str, list[Change]] = {}
    for change in found:
        groups.setdefault(_group_of(change), []).append(change)
    items: list[Item] = []
    for changes in groups.values():
        items += [Group(_title(changes[0]), tuple(changes)), *changes]
    return items


def _group_of(change: Change) -> str:
    if change.kind in (Kind.ADDED, Kind.REMOVED, Kind.ORDER):
        return _table(change)
    form = None if "[" in change.path else form_of(change.path)
    if form is None:
        return change.table
    return "texts" if form in NARRATIVE else form.key


def _table(change: Change) -> str:
    """The table of the row that a change is about."""
    return change.path.partition("[")[0]


def _title(change: Change) -> str:
    if change.kind in (Kind.ADDED, Kind.REMOVED, Kind.ORDER):
        return f"{ROW_WORDS[_table(change)]}的增删与顺序"
    if "[" in change.path:
        return change.label.removesuffix(own_label(change)).removesuffix(" · ")
    form = form_of(change.path)
    if form is None:
        return "文件里的其他内容"
    return "项目文本" if form in NARRATIVE else form.title


def own_label(change: Change) -> str:
    """What changed, without the indicator or task it belongs to."""
    if change.kind is Kind.UNKNOWN:
        return f"其他内容“{change.key}”"
    if "[" in change.path and change.kind is Kind.VALUE:
        return FIELD_NAMES[_table(change)][change.key]
    return change.label


def gist(change: Change) -> str:
    """A change in a few words, for its line in the list."""
    match change.kind:
        case Kind.ORDER:
            first, *more = change.old.split("\n")
            return f"{visible(first)}{f' 等 {len(more) + 1} 个' if more else ''}换了位置"
        case Kind.ADDED | Kind.REMOVED:
            return visible(change.new or change.old)
    old, new = visible(change.old), visible(change.new)
    if width(old) <= SHORT and width(new) <= SHORT:
        return f"{old or '（空）'} → {new or '（空）'}"
    if not old or not new:
        return f"{'删去' if old else '新写'} {len(old or new)} 字：{truncate(old or new, SHORT)}"
    return f"原 {len(change.old)} 字，现 {len(change.new)} 字：{_first_difference(change)}"


def _first_difference(change: Change) -> str:
    found = parts(change.old, change.new)
    at = next(at for at, part in enumerate(found) if part.fate is not Fate.SAME)
    shown = []
    for part in found[at : at + 2]:
        if part.fate is not Fate.SAME:
            before, after, _ = MARKS[part.fate]
            shown.append(f"{before}{truncate(visible(part.text), SHORT)}{after}")
    return "".join(shown)
