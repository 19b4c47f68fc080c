"""The block of cells copied last in table mode, as long as nothing else was copied after it."""

from __future__ import annotations

from dataclasses import dataclass

from models.declaration import Indicator


@dataclass(frozen=True)
class CopiedCells:
    """Cells as the text of a table."""

    text: str = ""
    before: tuple[Indicator, ...] = ()
    """the indicators that had been copied in the tree until then"""

    def latest(self, indicators: tuple[Indicator, ...]) -> str:
        """The cells, unless indicators were copied since; `indicators` are those copied last."""
        return self.text if indicators == self.before else ""
