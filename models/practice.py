"""What one bureau does its own way: words and lists that rules judge by, set in `jixiao.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import LEVEL1, level2_choices


@dataclass(frozen=True)
class Practice:
    """A bureau's own words (口径), beside those that hold everywhere. Hashable: patterns made of it can be cached."""

    vague_words: tuple[str, ...] = ()
    """空话 added to `models.phrases.VAGUE`"""
    boilerplate: tuple[str, ...] = ()
    """套话 of 依据 added to the stock phrases"""
    units: tuple[str, ...] = ()
    """度量单位 added to `models.vocabulary.UNITS`"""
    tree: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """一级指标 with their 二级指标 in place of the trees of 2015 and 2021; empty for those"""

    @property
    def level1_names(self) -> tuple[str, ...]:
        """The 一级指标 that may be used."""
        return tuple(name for name, _ in self.tree) or LEVEL1

    def level2_names(self, level1: str) -> tuple[str, ...]:
        """The 二级指标 that may be used under one 一级指标; all of them when it is unknown."""
        if not self.tree:
            return level2_choices(level1)
        return dict(self.tree).get(level1) or tuple(name for _, names in self.tree for name in names)
