"""`jixiao new`: a new declaration, blank or rolled over from an earlier one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from models.rollover import next_budget_year
from models.text import clean
from store.errors import ClerkError
from tui.commands.base import Command
from tui.console import open_named, put, tell


def _year(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"(19|20)\d\d", value, re.ASCII):
        raise click.BadParameter("年度是四位数字，例如 2026。", ctx, param)
    return int(value)


@click.command(cls=Command, short_help="新建一份申报：空白的，或由上年滚动而来")
@click.argument("name", metavar="项目名称", required=False)
@click.option(
    "--department",
    is_flag=True,
    help="新建部门整体的申报“年度/department.toml”；有上一年的则由它滚动。名称缺省为工作区的单位名称。",
)
@click.option(
    "--year", metavar="年度", callback=_year, help="预算年度；缺省为下一个编制年度，滚动时为上一份的下一年。"
)
@click.option(
    "--from", "source", metavar="文件", help="由这份申报滚动：保留全部文字和指标，年度和实施期顺延。"
)
@click.option("--here", metavar="文件夹", default=".", help="写到这个文件夹所在的工作区；缺省为当前文件夹。")
def command(name: str | None, department: bool, year: int | None, source: str | None, here: str) -> None:
    """新建一份申报，写到“年度/项目名称.toml”，并输出它的路径。

    已有的文件不会被覆盖。滚动而来的申报，文字里的年份不会自动改动，需要核对的地方会逐条列出。
    """
    if name is None and not department:
        raise click.MissingParameter(param_hint="“项目名称”", param_type="argument")
    if name is not None and not clean(name).split():
        raise click.UsageError(f"{'部门' if department else '项目'}名称不能为空。")
    from tui import filing

    name = "" if name is None else filing.tidy_name(name)
    root = _root(Path(here))
    if source is not None:
        old = open_named(source).declaration
        if department and not old.is_department:
            raise ClerkError(
                f"“{source}”不是部门整体的申报。",
                safe="什么都没有写出。",
                do="请指定上一年的 department.toml。",
            )
        deed = filing.roll(old, root, name or old.title, year or filing.year_after(old, date.today()))
    elif department:
        deed = filing.make_department(root, year or next_budget_year(date.today()), name)
    else:
        deed = filing.make(root, name, year or next_budget_year(date.today()))
    put(str(deed.path))
    for remark in deed.remarks:
        tell(remark)


def _root(here: Path) -> Path:
    """The workspace of a folder, as short a path as it can be."""
    from tui.filing import home_of

    if not here.is_dir():
        raise ClerkError(
            f"没有文件夹“{here}”。", safe="什么都没有写出。", do="请检查 --here，或先建立这个文件夹。"
        )
    root, current = home_of(here), Path.cwd()
    return root.relative_to(current) if root.is_relative_to(current) else root
