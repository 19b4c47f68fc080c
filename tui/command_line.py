"""The command line: options, help, mistakes. Each command is a module of `tui/commands/`."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from tui.cli import COMMANDS
from tui.console import EXIT_UNUSABLE, tell
from tui.help_text import CellContext


class Commands(click.Group):
    """A group that imports a command when it is named, and takes anything else as the path to open."""

    context_class = CellContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "open":
            return open_editor
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tui.commands.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            args = ["open"]
        elif args[0] == "--":
            args = ["open", *args]
        elif not args[0].startswith("-") and args[0] not in COMMANDS:
            args = ["open", "--", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_text("用法：jixiao [路径]　　打开一个申报文件或工作区文件夹（缺省为当前文件夹）")
        formatter.write_text("　　　jixiao 命令 …　　见下；jixiao 命令 --help 说明各命令")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, command.get_short_help_str(60))
            for name in COMMANDS
            if (command := self.get_command(ctx, name))
        ]
        with formatter.section("命令"):
            formatter.write_dl(rows)


@click.command("open", add_help_option=False)
@click.argument("paths", metavar="路径", nargs=-1)
@click.pass_context
def open_editor(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """打开编辑器"""
    from tui.commands.base import refuse_empty
    from tui.launch import launch

    refuse_empty(ctx)
    path, *more = paths or (".",)
    _refuse_mistyped_command(path)
    if more:
        raise click.UsageError(f"一次只能打开一个文件或文件夹，多了：{'、'.join(more)}。", ctx)
    sys.exit(launch(path))


def _refuse_mistyped_command(name: str) -> None:
    from difflib import get_close_matches

    from store.errors import ClerkError

    if (near := get_close_matches(name, COMMANDS, n=1)) and not os.path.lexists(name):
        raise ClerkError(
            f"没有命令也没有文件“{name}”。", do=f"是不是 jixiao {near[0]}？全部命令见 jixiao --help。"
        )


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"jixiao {version('jixiao')}")
        ctx.exit()


@click.command(cls=Commands)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
def jixiao() -> None:
    """绩效：预算绩效目标申报编辑器"""


def usage_message(error: click.UsageError) -> str:
    """What is wrong with a command line, in Chinese."""
    name = (
        error.param.get_error_hint(error.ctx)
        if isinstance(error, click.BadParameter) and error.param and error.ctx
        else ""
    )
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}。"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对：缺少或多了参数。"
        case click.MissingParameter():
            return f"缺少参数 {name}。"
        case click.BadParameter():
            if isinstance(error.param, click.Parameter) and isinstance(error.param.type, click.Choice):
                return f"{name} 只能是：{'、'.join(map(str, error.param.type.choices))}。"
            return f"参数 {name} 不对：{error.message}"
        case _:
            return ("命令行参数不对：" if error.message.isascii() else "") + error.message


def run(args: Sequence[str]) -> Any:
    """Run a command line; what its command gave back. Exits with 2 for one that is wrong, with 130 on ctrl+c."""
    try:
        return jixiao.main(args=list(args), prog_name="jixiao", standalone_mode=False)
    except click.UsageError as error:
        tell(f"jixiao：{usage_message(error)}")
        # Opening is what is done without a command, so it has no help of its own.
        path = error.ctx.command_path if error.ctx and error.ctx.command is not open_editor else "jixiao"
        tell(f"看用法：{path} --help")
        sys.exit(EXIT_UNUSABLE)
    except click.Abort:
        tell("已取消。")
        sys.exit(130)
