"""Hypothesis strategy: declaration files as all kinds of hands would type them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from models.declaration import Budget, Goals, Indicator, Project, Table, Unit
from store.field_kinds import KINDS, Kind
from tests.store.generated import texts


@dataclass
class HandWritten:
    """A file as somebody might have typed it, and the comments in it."""

    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def comment(self, tail: str) -> str:
        text = f"# 注释{len(self.comments)} {tail}".rstrip()
        self.comments.append(text)
        return text


class _Hand:
    """Types one file in many styles."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.file = HandWritten()

    def maybe(self, odds: int = 3) -> bool:
        return self.draw(st.integers(0, odds)) == odds

    def pick(self, choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def comment(self) -> str:
        return self.file.comment(self.pick(('"没有成对', "'", "[x]", "a = 1", "", '"""', "\\", "＃#")))

    def beside(self) -> str:
        return self.pick((" ", "", "\t")) + self.comment() if self.maybe() else ""

    def between(self) -> None:
        for _ in range(self.draw(st.integers(0, 2))):
            self.file.lines.append(
                self.pick(("", "", "  ", None)) if self.maybe(1) else "  " * self.maybe() + self.comment()
            )
            if self.file.lines[-1] is None:
                self.file.lines[-1] = ""

    def add(self, text: str) -> None:
        self.file.lines += (self.pick(("", "", "  ")) + text + self.beside()).split("\n")

    def string(self, text: str) -> str:
        """Some TOML string for a text without controls other than line feeds and tabs."""
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        styles = [
            '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"',
            '"""' + escaped.replace("\n", "\\n") + '"""',
            '"""\n' + escaped + '"""',
            '"""\\\n   ' + escaped.replace("\n", "\\n\\\n  ").replace(" ", "\\u0020", 1) + '"""'
            if not text.startswith((" ", "\t", "\n"))
            and "\n " not in text
            and "\n\n" not in text
            and "\n\t" not in text
            else '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"',
        ]
        if "'" not in text:
            styles.append(f"'''\n{text}'''")
            if "\n" not in text:
                styles.append(f"'{text}'")
        return self.pick(styles)

    def array(self, items: list[str]) -> str:
        """A list over several lines with comments in it, or on one line."""
        if self.maybe(1):
            return "[" + ", ".join(items) + "]"
        parts = ["["]
        for item in items:
            parts.append(
                (self.comment() + "\n" if self.maybe() else "")
                + item
                + ", "
                + (self.comment() if self.maybe() else "")
            )
        return "\n".join([*parts, "  " + self.comment() if self.maybe() else "", "]"])

    def unknown(self) -> str:
        odd: tuple[Callable[[], str], ...] = (
            lambda: self.pick(
                ("0xFF", "1_000", "-0.0", "6.626e-34", "inf", "true", "1979-05-27T07:32:00Z", "07:32:00.5")
            ),
            lambda: "1979-05-27 07:32:00",
            lambda: self.string(self.draw(texts)),
            lambda: self.array(
                [self.pick(("1", '"#"', "[2, [3]]", "{ a = 1 }")) for _ in range(self.pick((0, 1, 3)))]
            ),
            lambda: "{ " + f"a.b = {self.string('x')}, 'c # d' = [1, 2], e = {{}}" + " }",
            lambda: self.array(["{ a = 1, b = '#' }", "{ }"]),
        )
        return self.pick(odd)()

    def key(self, key: str) -> str:
        return self.pick((key, f'"{key}"', f"'{key}'", key))

    def known(self, model: type[Table], key: str) -> str:
        kind = KINDS[model][key]
        if kind is Kind.PERIOD:
            return self.array(["2026", "2_028"])
        if kind is Kind.NUMBER:
            return self.pick(("2026", '"二〇二六"', "2_026"))
        if kind in (Kind.MONEY, Kind.POINTS):
            return self.pick(("5_200_000.00", "52.178958e4", "20", "0.1", "'五万元'"))
        if kind is Kind.SIGN:
            return self.pick(("'>='", '"≥"', '"＝"', '"大概"'))
        return self.string(self.draw(texts))

    def body(self, model: type[Table] | None, prefix: str = "") -> None:
        keys = self.draw(st.permutations(model.keys()))[: self.pick((0, 1, 4))] if model else []
        for key in keys:
            assert model is not None
            self.between()
            self.add(f"{prefix}{self.key(key)} {self.pick(('=', ' = '))}{self.known(model, key)}")
        if self.maybe():
            self.between()
            key = self.pick(('"旧键"', "more", "a.b"))
            self.add(f"{prefix}{key} = {self.unknown()}")

    def inline(self, model: type[Table]) -> str:
        keys = self.draw(st.permutations(model.keys()))[:2]
        return "{ " + ", ".join(f"{self.key(key)} = {self.known(model, key)}" for key in keys) + " }"

    def write(self) -> HandWritten:
        self.between()
        if self.maybe(1):
            self.add("format = 1")
        left = [("project", Project), ("unit", Unit), ("budget", Budget), ("goals", Goals)]
        for name, model in list(left):
            shape = self.pick(("header", "header", "header", "inline", "dotted", "none"))
            if shape == "header":
                continue
            left.remove((name, model))
            self.between()
            if shape == "inline":
                self.add(f"{name} = {self.inline(model)}")
            elif shape == "dotted":
                self.body(model, prefix=f"{name}.")
        inline_rows = self.maybe(5)
        if inline_rows:
            self.between()
            self.add(
                "indicators = " + self.array([self.inline(Indicator) for _ in range(self.pick((0, 1, 2)))])
            )
        self.body(None)
        self.tables(left, inline_rows=inline_rows)
        self.between()
        return self.file

    def tables(self, left: list[tuple[str, type[Table]]], *, inline_rows: bool) -> None:
        rows = 0 if inline_rows else self.pick((0, 1, 3))
        headers: list[tuple[str, type[Table] | None]] = [(f"[{name}]", model) for name, model in left]
        headers += [("[[ indicators ]]", Indicator)] * rows
        headers += [(header, None) for header in ('["附表"."深"]', "[x.y]", "[[z]]", "[[z]]") if self.maybe()]
        for header, model in self.draw(st.permutations(headers)):
            self.between()
            self.add(header)
            self.body(model)
            if model is Indicator and self.maybe():
                self.between()
                self.add(self.pick(("[indicators.备注]", "[[indicators.log]]")).replace("备注", '"备注"'))
                self.body(None)


@st.composite
def hand_written(draw: st.DrawFn) -> HandWritten:
    """A file that is valid, but laid out by hand in every way TOML allows."""
    return _Hand(draw).write()
