"""What every command shares: help and refusals in Chinese."""

from __future__ import annotations

from typing import Any

import click

from tui.help_text import CellContext


class Command(click.Command):
    """A command whose help and refusals are in Chinese throughout."""

    context_class = CellContext

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[选项]")
        super().__init__(*arguments, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        surplus = super().parse_args(ctx, args)
        if surplus:
            raise click.UsageError(f"多了参数：{'、'.join(surplus)}。", ctx)
        refuse_empty(ctx)
        return surplus

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明"
        return option


def refuse_empty(ctx: click.Context) -> None:
    """Refuse an empty argument, which is an unset variable of a script: as a path it would mean this folder."""
    for parameter in ctx.command.params:
        value = ctx.params.get(parameter.name or "")
        if value == "" or (
            isinstance(parameter, click.Argument) and isinstance(value, tuple) and "" in value
        ):
            raise click.UsageError(f"参数 {parameter.get_error_hint(ctx)} 是空的。", ctx)
