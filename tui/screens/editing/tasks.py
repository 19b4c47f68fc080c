"""The tree: adding, deleting, moving and copying the tasks of a department (年度重点工作任务)."""

from __future__ import annotations

from models.declaration import Task, row_path
from models.text import truncate
from tui.screens.editing.base import EditorBase

NAMED = 40
"""Cells of a task's content by which a message names it."""


class TaskWork(EditorBase):
    """What is done to the task under the tree's cursor."""

    @property
    def _is_at_tasks(self) -> bool:
        """Whether an action is for tasks: the cursor is on one or on their heading, and no indicators are marked."""
        return self._outline.node.is_of_tasks and not self._outline.marks

    def _chosen_task(self, doing: str) -> int:
        """The position of the task an action is for; -1, after a sentence, where there is none."""
        at = self._outline.node.row
        if not self._outline.has_focus:
            self.say(f"先回到目录（Esc），选中要{doing}的工作任务。")
            return -1
        if at < 0:
            self.say(f"先在目录里选中要{doing}的工作任务。")
        return at

    def _place_behind(self) -> int:
        """Where a task goes that is added at the cursor."""
        at = self._outline.node.row
        return at + 1 if at >= 0 else len(self.session.declaration.tasks)

    async def _add_task(self) -> None:
        at = self._place_behind()
        self.session.put_tasks(at, (Task(),), "增加工作任务")
        self._changed()
        await self._go_to_field(row_path("tasks", at, "duty"))

    async def _delete_task(self) -> None:
        at = self._chosen_task("删除")
        if at < 0 or self._refuse_if_read_only():
            return
        task = self.session.remove_task(at)
        also = f"，其中 {len(task.comments)} 条注释一并删除" if task.comments else ""
        await self._after_removal(f"已删除{_name(task)}{also}；按 u 撤销。", at)

    async def _after_removal(self, words: str, at: int) -> None:
        left = len(self.session.declaration.tasks)
        await self._after(words, rows=(min(at, left - 1),) if left else (), kind="task")

    async def _move_task(self, by: int) -> None:
        at = self._outline.node.row
        to = at + by
        if at < 0:
            self.say("先在目录里选中要移动的工作任务。")
        elif not 0 <= to < len(self.session.declaration.tasks):
            self.say("已经在最" + ("前。" if by < 0 else "后。"))
        elif self.session.move_task(at, to):
            await self._after("", rows=(to,), kind="task")

    def _copy_task(self) -> None:
        at = self._chosen_task("复制")
        if at >= 0:
            task = self.session.declaration.tasks[at]
            self.jixiao.copied_tasks = (task,)
            self.say(f"已复制{_name(task)}；在工作任务上按 p 粘贴。")

    async def _cut_task(self) -> None:
        at = self._chosen_task("剪切")
        if at < 0 or self._refuse_if_read_only():
            return
        task = self.session.remove_task(at)
        self.jixiao.copied_tasks = (task,)
        await self._after_removal(f"已剪切{_name(task)}；在工作任务上按 p 粘贴。", at)

    async def _paste_tasks(self) -> None:
        tasks = self.jixiao.copied_tasks
        if not tasks:
            self.say("还没有复制过工作任务；在一项任务上按 y 复制。指标要粘贴到绩效指标下面。")
            return
        if self._refuse_if_read_only():
            return
        at = self._place_behind()
        self.session.put_tasks(at, tasks, "粘贴工作任务")
        await self._after(f"已粘贴{_name(tasks[0])}；按 u 撤销。", rows=(at,), kind="task")


def _name(task: Task) -> str:
    return f"工作任务“{truncate(task.title, NAMED)}”" if task.title else "一项工作任务"
