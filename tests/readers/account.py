"""An account of a page made independently of the reader: where is each of its lines?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.declaration import Declaration, field_paths
from models.vocabulary import COLUMNS, SECTIONS, UNIT_FACTS
from store.readers.published import Recovered

PRINTED = {
    *(term.heading for term in (*SECTIONS, *COLUMNS)),
    *("项目绩效目标表", "项目目标", "绩效指标", "空"),
}
"""What the form itself prints."""

_GOAL_LABEL = re.compile(r"总体目标\((\d{4})年-(\d{4})年\)|预算年度\((\d{4})年\)目标")


def texts_of(declaration: Declaration) -> Iterator[str]:
    """Every text of a declaration, line by line."""
    for path in field_paths(declaration):
        value = declaration.get(path)
        if isinstance(value, str):
            yield from value.split("\n")


def unaccounted(source: str, found: tuple[Recovered, ...]) -> list[tuple[int, str]]:
    """The lines of a page that are neither in a declaration nor printed by the form nor reported."""
    texts = {text for each in found for text in texts_of(each.declaration)}
    facts = {
        f"{fact.heading}：{line}"
        for each in found
        for fact in UNIT_FACTS
        for line in getattr(each.declaration.unit, fact.key).split("\n")
    }
    reported = {(entry.line, entry.text) for each in found for entry in each.unplaced}
    lost = []
    for number, line in enumerate(source.split("\n"), start=1):
        text = line.strip()
        is_kept = text in texts or text in facts or text in PRINTED or not text
        if not is_kept and (number, text) not in reported and not _is_label_or_title(text, found):
            lost.append((number, text))
    return lost


def _is_label_or_title(text: str, found: tuple[Recovered, ...]) -> bool:
    label = _GOAL_LABEL.fullmatch(text)
    if label:
        years = tuple(int(year) for year in label.groups() if year)
        return any(
            years
            == (each.declaration.project.period if len(years) == 2 else (each.declaration.project.year,))
            for each in found
        )
    return any(_is_part_of_title(text, each.declaration) for each in found)


def _is_part_of_title(text: str, declaration: Declaration) -> bool:
    project = declaration.project
    title = f"{declaration.unit.name}{project.year}年{project.name.removesuffix('项目')}项目"
    return len(text) > 8 and bool(project.name) and text in title
