"""`jixiao forms`: which official forms can be printed, and what may be printed differently on one of them."""

from __future__ import annotations

import click

from models.text import pad, width
from tui.commands.base import Command
from tui.console import put


@click.command(cls=Command, short_help="可以导出的官方表样")
@click.argument("form_id", metavar="[表样]", required=False)
def command(form_id: str | None) -> None:
    """列出可以导出的官方表样：编号、名称、依据。

    给出一个表样时，列出这张表上可以改写的标签；改写的写在 jixiao.toml 的 [labels.表样] 里。
    """
    from exports.forms import all_forms
    from tui.commands.export import form_named

    if form_id is not None:
        _put_pairs([*form_named(form_id).labels.items()])
        return
    forms = all_forms().values()
    titles = max(width(form.title) for form in forms)
    _put_pairs([(form.id, f"{pad(form.title, titles)}  {form.source}") for form in forms])


def _put_pairs(pairs: list[tuple[str, str]]) -> None:
    widest = max((width(key) for key, _ in pairs), default=0)
    for key, text in pairs:
        put(f"{pad(key, widest)}  {text}")
