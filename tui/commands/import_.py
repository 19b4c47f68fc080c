"""`jixiao import`: published pages to declaration files, and a report of what could not be placed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from store.errors import ClerkError
from store.importing import Imported, Importer
from tui.commands.base import Command
from tui.console import (
    EXIT_FINDINGS,
    EXIT_UNUSABLE,
    STANDARD,
    STANDARD_NAME,
    put,
    read_standard_input,
    tell,
)


@click.command(cls=Command, short_help="把公开的文本、网页、xlsx、docx 导入成申报文件")
@click.argument("sources", metavar="文件…", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    help="写到这个文件夹下的“年度/项目名称.toml”；缺省为当前文件夹所在的工作区，没有工作区时为当前文件夹。",
)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="报告的格式；缺省为 text。"
)
@click.option("--force", is_flag=True, help="覆盖已有的同名文件。")
def command(sources: tuple[str, ...], folder: str | None, style: str, force: bool) -> int:
    """把公开的项目文本、项目绩效目标表导入成申报文件。

    可以是 txt、html、xlsx、docx，- 为标准输入。一个文件里有几个项目，就写出几份申报；已有的文件不会被覆盖。
    页面上的每一行，要么在申报文件里，要么在报告里：拿不准的一律不填，列出行号和原因。
    与工作区 jixiao.toml 相同的单位信息不重复写。

    写出的文件在标准输出各占一行，报告在标准错误输出；--format json 时标准输出是一个数组，
    每个项目一项：来源、文件（没有写出时为 null）、填入的文字段数、没有填入的各行。

    退出码：0 已导入；1 有的来源里什么都没有认出；2 有的来源不能读，或有文件不能写。
    """
    importer = _importer(folder, force)
    found: list[Imported] = []
    code = 0
    for source in sources:
        try:
            for project in _projects(importer, source):
                found.append(project)
                _tell_failures(project)
                if style == "text":
                    _report(project)
                code = max(code, _code(project))
        except ClerkError as error:
            tell(f"jixiao：{error}")
            code = EXIT_UNUSABLE
    if style == "json":
        click.echo(_json(found))
    return code


def _importer(folder: str | None, force: bool) -> Importer:
    from store.workspace import find_workspace

    workspace = find_workspace(Path(folder or "."))
    if folder is not None or workspace.root is None:
        root = Path(folder or ".")
    else:
        here = Path.cwd()
        root = workspace.root.relative_to(here) if workspace.root.is_relative_to(here) else workspace.root
    return Importer(root, workspace.unit, force)


def _projects(importer: Importer, source: str) -> Iterator[Imported]:
    if source != STANDARD:
        return importer.import_file(Path(source))
    from store.readers import SIZE_LIMIT

    return importer.import_bytes(Path(STANDARD_NAME), read_standard_input(SIZE_LIMIT), STANDARD_NAME)


def _code(project: Imported) -> int:
    if project.error is not None:
        return EXIT_UNUSABLE
    return 0 if project.placed else EXIT_FINDINGS


def _tell_failures(project: Imported) -> None:
    for note in project.notes:
        tell(f"{project.source}：{note}")
    if project.error is not None:
        tell(f"jixiao：{project.error}")
    elif not project.placed:
        tell(f"jixiao：“{project.source}”里没有认出任何项目内容。没有写出文件。")


def _report(project: Imported) -> None:
    if project.file is not None:
        put(str(project.file))
    for entry in project.unplaced:
        text = " ".join(entry.text.split("\n"))
        place = f"（{entry.place}）" if entry.place else ""
        said = f"{text} — {entry.reason}" if text else entry.reason
        tell(f"{project.source}:{entry.line}: {said}{place}")


def _json(found: list[Imported]) -> str:
    entries = [
        {
            "source": project.source,
            "file": None if project.file is None else str(project.file),
            "placed": project.placed,
            "unplaced": [
                {
                    "line": entry.line,
                    "text": entry.text,
                    "reason": f"{entry.reason}{_in_brackets(entry.place)}",
                }
                for entry in project.unplaced
            ],
        }
        for project in found
    ]
    # File names may hold bytes that are no text.
    return json.dumps(entries, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode("utf-8")


def _in_brackets(place: str) -> str:
    return f"（{place}）" if place else ""
