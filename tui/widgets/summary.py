"""What stands in place of a form when a 一级 or 二级指标 or the tasks are selected: the rows below it."""

from __future__ import annotations

from models.declaration import Declaration
from tui.widgets.basis import DIM, NORMAL, Piece, PlainLine, plain
from tui.widgets.outline import Node


class Summary(PlainLine):
    """One line for each indicator below a node."""

    def load(self, declaration: Declaration, node: Node) -> None:
        """Show the indicators or the tasks of a node."""
        lines: list[tuple[tuple[Piece, ...], tuple[Piece, ...]]] = [((), ())]
        if node.is_of_tasks:
            for task in declaration.tasks:
                lines.append((((f"  {plain(task.title) or '（未填内容）'}", NORMAL),), ()))
            hint = "按 a 增加工作任务" if declaration.tasks else "还没有工作任务，按 a 增加第一项"
            self.show(*lines, (((f"  {hint}", DIM),), ()))
            return
        for leaf in node.leaves:
            row = declaration.indicators[leaf]
            target = plain(" ".join(filter(None, (row.sign, row.value, row.unit))))
            lines.append((((f"  {plain(row.name) or '（未填名称）'}", NORMAL), (f"  {target}", DIM)), ()))
        hint = "按 a 增加指标" if declaration.indicators else "还没有指标，按 a 增加第一个"
        self.show(*lines, (((f"  {hint}", DIM),), ()))
