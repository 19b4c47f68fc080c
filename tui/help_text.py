"""Help of the command line, wrapped by terminal cells: a Chinese character takes two, and lines may break at it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from models.text import pad, width, wrap

FIRST = 30
"""Cells of the names of options at most; longer ones have a line of their own."""
_SPACE = 2


class CellFormatter(click.HelpFormatter):
    """Writes paragraphs and lists of options in cells."""

    def write_text(self, text: str) -> None:
        """Paragraphs, each filled to the width of the terminal."""
        indent = " " * self.current_indent
        paragraphs = [_lines_kept(each) or _on_one_line(each) for each in text.split("\n\n")]
        lines = "\n\n".join("\n".join(wrap(each, self.width - self.current_indent)) for each in paragraphs)
        self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in lines.split("\n")))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = FIRST, col_spacing: int = _SPACE
    ) -> None:
        """Names and what they mean, side by side."""
        rows = list(rows)
        first = min(max((width(name) for name, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, meaning in rows:
            lines = wrap(_on_one_line(meaning), max(self.width - first - self.current_indent, 10))
            if width(name) + col_spacing > first:
                self.write(f"{indent}{name}\n")
                name = ""
            for line in lines:
                self.write(f"{indent}{pad(name, first)}{line}".rstrip() + "\n")
                name = ""


class CellContext(click.Context):
    """A command whose help is written in cells."""

    formatter_class = CellFormatter


def _lines_kept(paragraph: str) -> str:
    """The lines of a paragraph that click is told to leave as they are; empty for any other."""
    mark, _, lines = paragraph.partition("\n")
    return lines if mark.strip() == "\b" else ""


def _on_one_line(text: str) -> str:
    """Lines of a paragraph joined: Chinese ones meet, Latin words keep a space."""
    joined = ""
    for line in filter(None, (line.strip(" ") for line in text.split("\n"))):
        between = " " if joined and joined[-1].isascii() and line[0].isascii() else ""
        joined += between + line
    return joined
