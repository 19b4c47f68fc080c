"""`jixiao forms`: which official forms can be printed."""

from __future__ import annotations

import click

from models.text import pad, width
from tui.commands.base import Command
from tui.console import put


@click.command(cls=Command, short_help="可以导出的官方表样")
def command() -> None:
    """列出可以导出的官方表样：编号、名称、依据。"""
    from exports.forms import all_forms

    forms = all_forms().values()
    ids = max(width(form.id) for form in forms)
    titles = max(width(form.title) for form in forms)
    for form in forms:
        put(f"{pad(form.id, ids)}  {pad(form.title, titles)}  {form.source}")
