"""Looking: help, preview, export, what changed, search, the table of all indicators, jumping about the screen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.geometry import Offset

from models.declaration import field_paths
from tui.fields import Part, describe, index_of, is_there, keys_of, name_of, section_of
from tui.screens.editing.filing import FileWork
from tui.widgets.form import LABEL, FieldRow
from tui.widgets.lines import LineList
from tui.widgets.outline import key_of_field

if TYPE_CHECKING:
    from tui.screens.jump import Target
    from tui.screens.search_base import Place


class LookingWork(FileWork):
    """What opens another screen over the editor and comes back to a place in it."""

    _last_place: tuple[str, int] | None = None
    """where `n` and `N` are among the places of what was searched for"""

    @work
    async def action_preview(self) -> None:
        from tui.screens.printing import preview

        await preview(self.jixiao, self.session)

    @work
    async def action_export(self) -> None:
        from tui.screens.printing import export

        await export(self.jixiao, self.session, self.say)

    @work
    async def action_parts(self) -> None:
        """Choose which parts are shown, and go to the first one that is new."""
        from tui.screens.parts import choose_parts

        if self.session.declaration.is_department:
            self.say("部门整体申报没有资金来源、监控、自评这些部分。")
            return
        new = await choose_parts(self.app, self.session)
        if new is None:
            return
        self._show_all()
        section = next((form for part in Part if part in new and (form := section_of(part))), None)
        if section is not None:
            self._outline.select(("section", section.key))
        await self._follow()
        columns = "指标的表单和表格里也增加了相应的各列。" if any(map(keys_of, new)) else ""
        names = "、".join(name_of(part) for part in Part if part in new)
        self.say(f"增加了{names}。{columns}" if new else "")

    @work
    async def action_help(self) -> None:
        """The rule, on a problem; the field, in one; else the keys."""
        from tui.screens.help import explain, field_help, key_sheet, welcome
        from tui.screens.read import ReadScreen

        declaration = self.session.declaration
        found = self._problems.current if self._problems.has_focus else None
        if found is not None:
            title, shown = f"{found.code} 说明", found
            await self.app.push_screen_wait(
                ReadScreen(title, lambda cells: explain(shown, declaration, cells))
            )
            return
        row = self._form.focused_row
        if row is not None:
            path, findings = row.path, self.session.findings
            await self.app.push_screen_wait(
                ReadScreen(
                    f"帮助：{describe(declaration, path)}",
                    lambda cells: field_help(path, declaration, cells, findings),
                )
            )
            return
        await self.app.push_screen_wait(
            ReadScreen("帮助", lambda cells: [*welcome(cells), *key_sheet(cells)])
        )

    @work
    async def action_changes(self) -> None:
        from tui.screens.changed import ChangedScreen

        await self._come_back(await self.app.push_screen_wait(ChangedScreen(self.session)))

    @work
    async def action_table(self) -> None:
        from tui.screens.table import TableScreen

        at = self._field_in_focus()
        place = await self.app.push_screen_wait(TableScreen(self.session, at if index_of(at) >= 0 else ""))
        if isinstance(place, str):
            await self._come_back(place, into_field=False)
        elif place is not None:
            await self._go_to_place(place)

    @work
    async def action_search(self) -> None:
        from tui.screens.search import search_from

        place = await search_from(self.jixiao, self.session)
        if place is None:
            await self._come_back(None)
        else:
            await self._go_to_place(place)

    async def _go_to_place(self, place: Place) -> None:
        """Go to what a search found, in this declaration or in another one."""
        if place.file == self.session.document.path:
            await self._come_back(place.field, offset=place.start)
            self._last_place = (place.field, place.start)
        else:
            await self._open_file(place.file, place.field, place.start)

    async def action_next_hit(self) -> None:
        await self._to_hit(1)

    async def action_previous_hit(self) -> None:
        await self._to_hit(-1)

    async def _to_hit(self, by: int) -> None:
        """Go to the next place of what was last searched for, staying outside the field."""
        from models.search import find, next_hit

        query = self.jixiao.last_query
        if not query.strip():
            self.say("还没有查找过；按 / 查找。")
            return
        declaration = self.session.declaration
        hits = find(declaration, query)
        known = self._last_place in [(hit.field, hit.start) for hit in hits]
        field, offset = self._last_place if known and self._last_place else (self._field_in_focus(), -by)
        hit = next_hit(hits, list(field_paths(declaration)), field, offset, by)
        if hit is None:
            self.say(f"没有找到“{query}”。")
            return
        self._last_place = (hit.field, hit.start)
        self._outline.select(key_of_field(hit.field))
        await self._follow()
        at = hits.index(hit) + 1
        self.say(f"{at}/{len(hits)} {describe(declaration, hit.field)}：{hit.found}（Enter 进入）")

    async def _come_back(self, place: str | None, *, offset: int = 0, into_field: bool = True) -> None:
        """Show what another screen did to the document, and go to the field it was left at."""
        self._changed()
        if not place or not is_there(self.session.declaration, place):
            await self._follow()
        elif into_field:
            await self._go_to_field(place, offset)
        else:
            await self._after("", rows=(index_of(place),) if index_of(place) >= 0 else ())

    def action_jump(self) -> None:
        """Show a letter on every place of the screen, and go to the one whose letter is typed."""
        from tui.screens.jump import JumpScreen

        self.app.push_screen(JumpScreen(list(self._jump_targets())))

    def _jump_targets(self) -> Iterator[Target]:
        """The fields of the form, the rows of the tree, the problems."""
        from tui.screens.jump import Target

        shown = self._form.region
        for row in self._form.rows if self._form.display else ():
            if shown.contains(*row.region.offset):
                # Between the label and the field; where there is no label, at its edge.
                yield Target(row.region.offset + Offset(0 if row.alone else LABEL, 0), partial(_focus, row))
        for listed in (self._outline, self._problems):
            for y, index in listed.in_view():
                # The sign of a problem stays in sight.
                at = listed.content_region.offset + Offset(int(listed is self._problems), y)
                yield Target(at, partial(_focus_on, listed, index))


def _focus(row: FieldRow) -> None:
    row.editor.focus()


def _focus_on(listed: LineList, index: int) -> None:
    listed.focus()
    listed.go_to(index)
