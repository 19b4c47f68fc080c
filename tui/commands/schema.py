"""`jixiao schema`: a JSON Schema of the declaration file, for TOML editors."""

from __future__ import annotations

import json

import click

from models.schema import schema
from tui.commands.base import Command


@click.command(cls=Command, short_help="输出申报文件的 JSON Schema，供 TOML 编辑器使用")
def command() -> None:
    """输出申报文件的 JSON Schema，供 TOML 编辑器使用。"""
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
