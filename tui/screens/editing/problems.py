"""Problems: going from one to the next, filtering and grouping them, mending them."""

from __future__ import annotations

from textual import work

from models.rule import Finding
from tui.document_order import document_place
from tui.screens.editing.base import EditorBase


class ProblemWork(EditorBase):
    """F8, F9 and the keys of the list of problems."""

    async def action_next_problem(self) -> None:
        await self._problem(1)

    async def action_previous_problem(self) -> None:
        await self._problem(-1)

    async def _problem(self, by: int) -> None:
        """Go to the finding after or before the place where the cursor is, among those the list shows."""
        self._settle()
        row = self._form.focused_row
        stayed = self._here() == self._last_problem_at
        field = row.path if row else "" if self._problems.has_focus else self._top_of_node()
        found = self._problems.step(by, field, inside=row is not None, stayed=stayed)
        if found is None:
            self.say("没有问题。" if not self.session.findings else "筛选出的问题里没有；按 Esc 取消筛选。")
            return
        await self._go_to_field(found.field, found.start)
        # The focus itself only follows after this.
        row = self._form.row_of(found.field) or next(iter(self._form.rows), None)
        is_field = row is not None and self._form.display
        self._last_problem_at = ("field", row.path) if row and is_field else ("tree", self._outline.node.key)
        self._show_message()

    def _here(self) -> tuple[object, ...]:
        """Where the user is: in a field, in a row of the tree, or in the list of problems."""
        row = self._form.focused_row
        if self._problems.has_focus:
            return ("problems", self._problems.cursor)
        return ("field", row.path) if row else ("tree", self._outline.node.key)

    def _top_of_node(self) -> str:
        """The first place of what the tree's cursor is on."""
        node = self._outline.node
        match node.key[0]:
            case "task":
                return f"tasks[{node.row}]"
            case "indicator" | "level1" | "level2" if node.leaves:
                return f"indicators[{min(node.leaves)}]"
            case "section":
                path = self._form.rows[0].path if self._form.rows else ""
                # What is said of the whole table stands above its first field.
                return path.partition(".")[0] if document_place(path)[-1] == 0 else path
            case other:
                return other

    def _finding_in_view(self, *, mendable: bool = False) -> Finding | None:
        """The finding of the field in focus, or the one selected in the list."""
        row = self._form.focused_row
        if row is None:
            return self._problems.current if self._problems.has_focus else None
        return next((found for found in row.findings if found.mend or not mendable), None)

    @work
    async def action_mend(self) -> None:
        from tui.screens.mending import mend

        self._settle()
        if self._refuse_if_read_only():
            return
        found = self._finding_in_view(mendable=True)
        if found is None and self._finding_in_view() is not None:
            self.say("这一处要自己改，程序不知道改成什么；标着“改”的问题才能按 F9 改正。")
        elif found is None:
            self.say("先到标着“改”的问题或它的字段上，再按 F9；在目录里按 M 改正全部可以放心改的地方。")
        elif await mend(self.jixiao, self.session, found, self.say):
            said = self._message.said
            self._changed()
            self.say(said)

    def action_mend_all(self) -> None:
        if self._refuse_if_read_only():
            return
        count = self.session.mend_all()
        if count:
            self._changed()
        if count:
            self.say(f"改正了 {count} 处，按 u 全部撤销。")
        elif any(found.mend for found in self.session.findings):
            self.say("没有不用问就能改的地方；标着“改”的会改变意思，到那里按 F9 看过再改。")
        else:
            self.say("没有可以放心改正的地方。")

    def action_group_problems(self) -> None:
        """Group the problems by another thing."""
        self._problems.regroup()
        self._problem_head.load(self._problems)
        self.say(f"问题{self._problems.grouping.value}排列。")

    @work
    async def action_filter_problems(self) -> None:
        """Narrow the list of problems while typing."""
        from tui.screens.ask import FilterScreen

        before = self._problems.wanted

        def narrow(text: str) -> None:
            self._problems.narrow(text)
            self._problem_head.load(self._problems)

        typed = await self.app.push_screen_wait(
            FilterScreen("筛选问题", "代码、字段、内容、严重程度，拼音或首字母", before, narrow)
        )
        if typed is None:
            narrow(before)
        if self._problems.lines:
            self._problems.focus()
