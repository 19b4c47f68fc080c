"""Published pages to declaration files: what `jixiao import` does without a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from models.declaration import Declaration, Unit
from models.names import name_key, unique_name
from store import atomic
from store.decoding import read_bytes
from store.documents import canonical_text
from store.errors import ClerkError
from store.readers import SIZE_LIMIT, read_page
from store.readers.ledger import Unplaced
from store.readers.published import Recovered, recover
from store.workspace import declaration_path

_NOTHING = Recovered(Declaration(), 0, ())


@dataclass(frozen=True)
class Imported:
    """One project of a source, and the file it was written to."""

    source: str
    file: Path | None
    """None when nothing was recognised or the file could not be written"""
    placed: int
    """pieces of text of the page that are in the declaration"""
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...] = ()
    """sentences on what was changed or left out to read the source"""
    error: ClerkError | None = None
    """why the file could not be written"""


@dataclass
class Importer:
    """Writes `root/<year>/<project>.toml` for each project; facts that equal those of `unit` stay out of the file.

    A file that exists is overwritten only with `force`, and one that this importer wrote itself never.
    """

    root: Path
    unit: Unit = field(default_factory=Unit)
    force: bool = False
    _written: set[str] = field(default_factory=set)

    def import_file(self, path: Path) -> Iterator[Imported]:
        """The projects of a file. Raises ClerkError when it can't be read."""
        return self.import_bytes(path, read_bytes(path, SIZE_LIMIT), str(path))

    def import_bytes(self, path: Path, data: bytes, source: str) -> Iterator[Imported]:
        """The projects of bytes that came from `path`, whose suffix and stem count; `source` names it in reports."""
        page = read_page(path, data)
        notes = page.notes
        for found in recover(page) or (_NOTHING,):
            if not found.placed:
                yield Imported(source, None, 0, found.unplaced, notes)
            else:
                try:
                    file, error = self._write(found.declaration, path.stem), None
                except ClerkError as failure:
                    file, error = None, failure
                yield Imported(source, file, found.placed, found.unplaced, notes, error)
            notes = ()

    def _write(self, declaration: Declaration, stem: str) -> Path:
        declaration = declaration.with_values(unit=_without(declaration.unit, self.unit))
        project = declaration.project
        path = declaration_path(self.root, project.year, project.name or stem)
        if not project.name:
            # Projects without a name are told apart by number, not taken for one.
            path = path.with_name(unique_name(path.name, self._names_in(path.parent)))
        data = canonical_text(declaration).encode()
        if str(path) in self._written:
            raise ClerkError(
                f"没有写出“{path}”：这次导入里已有同年度、同名的项目写到那里。",
                safe="先写出的那份没有改动。",
                do="请把来源分开，用 -o 写到不同的文件夹。",
            )
        if self.force and path.exists():
            atomic.replace(path, data, read_bytes(path))
        else:
            atomic.create(path, data)
        self._written.add(str(path))
        return path

    def _names_in(self, folder: Path) -> set[str]:
        return {name_key(path.name) for path in map(Path, self._written) if path.parent == folder}


def _without(unit: Unit, known: Unit) -> Unit:
    """The facts that the workspace does not say already."""
    same = {key: "" for key in unit.keys() if getattr(unit, key) == getattr(known, key)}
    return unit.with_values(**same)
