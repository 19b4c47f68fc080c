"""`jixiao new`: a new declaration, blank or rolled over from an earlier one."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import click

from models.declaration import Declaration, Project
from models.rollover import next_budget_year, period_from, roll_over
from models.text import clean
from store.errors import ClerkError
from tui.console import Command, open_named, put, tell


def _year(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not re.fullmatch(r"(19|20)\d\d", value, re.ASCII):
        raise click.BadParameter("年度是四位数字，例如 2026。", ctx, param)
    return int(value)


@click.command(cls=Command, short_help="新建一份申报：空白的，或由上年滚动而来")
@click.argument("name", metavar="项目名称")
@click.option(
    "--year", metavar="年度", callback=_year, help="预算年度；缺省为下一个编制年度，滚动时为上一份的下一年。"
)
@click.option(
    "--from", "source", metavar="文件", help="由这份申报滚动：保留全部文字和指标，年度和实施期顺延。"
)
@click.option("--here", metavar="文件夹", default=".", help="写到这个文件夹所在的工作区；缺省为当前文件夹。")
def command(name: str, year: int | None, source: str | None, here: str) -> None:
    """新建一份申报，写到“年度/项目名称.toml”，并输出它的路径。

    已有的文件不会被覆盖。滚动而来的申报，文字里的年份不会自动改动，需要核对的地方会逐条列出。
    """
    name = " ".join(clean(name).split())
    if not name:
        raise click.UsageError("项目名称不能为空。")
    remarks: tuple[str, ...] = ()
    if source is None:
        year = year or next_budget_year(date.today())
        declaration = _blank(name, year)
    else:
        declaration, remarks = _rolled_over(source, name, year)

    from store.documents import create_document
    from store.workspace import declaration_path

    path = declaration_path(_root(Path(here)), declaration.project.year, name)
    create_document(path, declaration)
    put(str(path))
    for remark in remarks:
        tell(remark)


def _blank(name: str, year: int) -> Declaration:
    return Declaration(project=Project(name=name, year=year, period=period_from(year)))


def _rolled_over(source: str, name: str, year: int | None) -> tuple[Declaration, tuple[str, ...]]:
    old = open_named(source).declaration
    if year is None:
        before = old.project.year
        year = before + 1 if isinstance(before, int) else next_budget_year(date.today())
    rolled = roll_over(old, name, year)
    return rolled.declaration, rolled.to_revise


def _root(here: Path) -> Path:
    """The workspace that `here` is in, else the folder itself, or the one above when it is that of a year."""
    from store.workspace import find_workspace

    if not here.is_dir():
        raise ClerkError(
            f"没有文件夹“{here}”。", safe="什么都没有写出。", do="请检查 --here，或先建立这个文件夹。"
        )
    root = find_workspace(here).root
    if root is None:
        folder = Path(os.path.abspath(here))
        root = folder.parent if re.fullmatch(r"(19|20)\d\d", folder.name, re.ASCII) else folder
    current = Path.cwd()
    return root.relative_to(current) if root.is_relative_to(current) else root
