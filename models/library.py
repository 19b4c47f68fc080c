"""The indicator library (指标库): indicators that may be used again, of past declarations and built in.

Those of past declarations are merged where they are the same (二级指标 and name, whatever the year in it), in the
newest wording that has every column filled, and ranked by use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.declaration import MONITORED, Declaration, Indicator
from models.filtering import find
from models.patterns import Pattern
from models.placement import Kind, Levels, Names, fits, is_under, kind_of, levels_for, names_in_use
from models.practice import Practice
from models.rows import comparable, level_key

_YEAR = Pattern(r"(?:19|20)[0-9]{2}年?度?")
_SEPARATORS = Pattern(r"[，、,;；\s]+")
_FILLED = ("value", "scoring", "content", "basis")
_SPELLED_IN_CONTENT = 4
"""Letters from which a query is looked for in 指标内容 by pinyin: fewer are the initials of anything."""

Key = tuple[Kind, str]
"""What makes two indicators the same: the kind of 二级指标 and the comparable name"""


@dataclass(frozen=True)
class Entry:
    """An indicator that can be inserted."""

    indicator: Indicator
    uses: int
    """declarations that have it; 0 for a built-in one"""
    last_year: int | None
    sources: tuple[str, ...]
    """names of the projects that have it, the newest first; none for a built-in one"""
    topic: str = ""
    """the field of work of a built-in one, such as 教育"""

    @property
    def is_built_in(self) -> bool:
        return not self.sources

    @cached_property
    def key(self) -> Key:
        return key_of(self.indicator)


def key_of(row: Indicator) -> Key:
    """What tells an indicator from others: years, blanks and punctuation in its name do not."""
    return kind_of(row.level1, row.level2), comparable(_YEAR.sub("", row.name)) or comparable(row.name)


def collect(declarations: Iterable[tuple[str, Declaration]]) -> list[Entry]:
    """The indicators of declarations, each with the name of its project, merged and ranked: most used first."""
    collection = Collection()
    for source, declaration in declarations:
        collection.add(source, declaration)
    return collection.entries()


@dataclass
class _Merged:
    row: Indicator
    rank: tuple[bool, int]
    years: list[tuple[int, str]] = field(default_factory=list)
    """year (0 where there is none) and project of each use"""

    def entry(self) -> Entry:
        newest_first = sorted(self.years, key=lambda use: -use[0])
        sources = tuple(dict.fromkeys(source for _, source in newest_first))
        return Entry(self.row, len(self.years), newest_first[0][0] or None, sources)


class Collection:
    """Indicators of declarations as they are read, one after the other."""

    def __init__(self) -> None:
        self._merged: dict[Key, _Merged] = {}
        self._levels: Counter[Levels] = Counter()
        self.declarations = 0

    def add(self, source: str, declaration: Declaration) -> None:
        """Take in the indicators of a declaration; `source` is the name of its project."""
        self.declarations += 1
        year = _year_of(declaration)
        seen: set[Key] = set()
        for row in declaration.indicators:
            self._levels[row.level1, row.level2] += 1
            key = key_of(row)
            if not key[1]:
                continue
            rank = (all(getattr(row, column).strip() for column in _FILLED), year)
            merged = self._merged.get(key)
            if merged is None:
                merged = self._merged[key] = _Merged(portable(row), rank)
            elif rank > merged.rank:
                merged.row, merged.rank = portable(row), rank
            if key not in seen:
                seen.add(key)
                merged.years.append((year, source))

    def entries(self) -> list[Entry]:
        """What there is so far: most used first, then the newest."""
        found = [merged.entry() for merged in self._merged.values()]
        return sorted(found, key=lambda entry: (-entry.uses, -(entry.last_year or 0)))

    def names(self) -> Names:
        """How these declarations write each 二级指标."""
        return names_in_use(levels for levels, _ in self._levels.most_common())


def _year_of(declaration: Declaration) -> int:
    year = declaration.project.year
    text = str(year or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0


def portable(row: Indicator) -> Indicator:
    """A row without what belongs to one project: its 监控 and 自评, the keys and comments of its file."""
    own = dict.fromkeys((*MONITORED, "actual", "deviation", "evidence"), "")
    return row.with_values(**own, score=None, extra={}, comments=())


def adapted(
    entry: Entry, level1: str, level2: str, practice: Practice, in_use: Names | None = None
) -> Indicator:
    """The indicator of an entry as it is inserted under `level1`, `level2`, all columns filled.

    It goes under these when it fits there; else under its own 二级指标, as the workspace writes it: by the tree of
    `practice`, or by the names `in_use` (see `models.placement`).
    """
    row = portable(entry.indicator)
    if level1.strip() and level2.strip() and fits(row, level1, level2):
        return row.with_values(level1=level1, level2=level2)
    own1, own2 = levels_for(row, practice, in_use or {})
    return row.with_values(level1=own1, level2=own2)


def entries_for(entries: Iterable[Entry], level1: str, level2: str) -> list[Entry]:
    """The entries, those first that belong where one is inserted, then those of the same 一级指标; else as they were."""

    def place(entry: Entry) -> int:
        if fits(entry.indicator, level1, level2):
            return 0
        return 1 if level1.strip() and is_under(entry.indicator, level1) else 2

    return sorted(entries, key=place)


def fitting(entries: Iterable[Entry], level1: str, level2: str) -> list[Entry]:
    """Only the entries that belong where one is inserted; all of them where that is nowhere."""
    if not level1.strip() and not level2.strip():
        return list(entries)
    return [entry for entry in entries if fits(entry.indicator, level1, level2)]


def merged(own: Sequence[Entry], built_in: Sequence[Entry]) -> list[Entry]:
    """The bureau's own entries, then the built-in ones that it does not have itself."""
    known = {entry.key for entry in own}
    return [*own, *(entry for entry in built_in if entry.key not in known)]


def matching(
    query: str, entries: Sequence[Entry], stopped: Callable[[], bool] = lambda: False
) -> list[Entry]:
    """The entries in which every word of a query is found, by Chinese, pinyin or initials.

    Those found by their name come first, then by 一级 or 二级指标, field of work or 度量单位, then by 指标内容; else the
    order stays. Words are parted by blanks, commas or 、. Gives up with what it has when `stopped`.
    """
    words = _SEPARATORS.sub(" ", query).split()
    if not words:
        return list(entries)
    return [entry for _, _, entry in sorted(_ranked(words, entries, stopped), key=lambda found: found[:2])]


def _ranked(
    words: Sequence[str], entries: Sequence[Entry], stopped: Callable[[], bool]
) -> Iterator[tuple[int, int, Entry]]:
    for at, entry in enumerate(entries):
        if at % 64 == 0 and stopped():
            return
        ranks = [_rank(word, entry) for word in words]
        if None not in ranks:
            yield sum(rank or 0 for rank in ranks), at, entry


def _rank(word: str, entry: Entry) -> int | None:
    """How well a word is found in an entry; 0 is best."""
    row = entry.indicator
    found = find(word, row.name)
    if found is not None:
        return 0 if found[:1] == (0,) else 1
    if any(find(word, text) is not None for text in (row.level2, row.level1, entry.topic, row.unit) if text):
        return 2
    spelled = word.isascii() and word.isalpha()
    if spelled and len(word) < _SPELLED_IN_CONTENT:
        return None
    return 3 if find(word, row.content) is not None else None


def short_level(row: Indicator) -> str:
    """The 二级指标 in a word or two: 数量, 经济成本, 满意度."""
    bare = level_key(row.level2) or level_key(row.level1)
    return "满意度" if "满意度" in bare else bare
