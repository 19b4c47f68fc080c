"""What is wrong with a TOML file, said to a clerk: which line, what stands there, what to do."""

from __future__ import annotations

import re
from typing import Self

from models.text import truncate, visible
from store.errors import ClerkError
from store.toml_scan import ScanError, scan

_UNTOUCHED = "文件原样未动。"
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_SHOWN = 40
_LOOKED_AT = 1000
_NESTED = re.compile(r"[\[{]{20,}|(?:[A-Za-z0-9_-]{1,100}\.){20,}")
_UNQUOTED = re.compile(r"[^\"'=]*=\s*[^\s\"'\[{]")
_FULL_WIDTH = re.compile(r"[＝［］，．\u3000]")
_CHINESE_QUOTES = re.compile(r"[=\[,＝]\s*[“”‘’「」]")
_BARE_CHINESE = re.compile(r"\s*\[*\s*[^\x00-\x7f\s\"'=\[\]]+[^\"'=]*[=\]]")
_WITHIN_TEXT = ("Unescaped", "Illegal", "Invalid hex", "Escaped", "Unterminated", "Found invalid")

# The beginning of tomllib's message → what is wrong, what to do.
_MEANINGS = (
    ("Unescaped '\\'", "双引号里的反斜杠“\\”要写成两个", "请把“\\”改成“\\\\”。"),
    ("Unterminated string", "引号没有成对", "请在这段文字的末尾补上引号；多段文字用三个双引号开头和结尾。"),
    (
        "Illegal character '\\n'",
        "引号在这一行没有成对",
        '请在行末补上英文双引号 "；多段文字用三个双引号开头和结尾。',
    ),
    ("Illegal character", "文字里有不能用的控制字符", "请删去这个看不见的字符。"),
    ("Found invalid character", "注释里有不能用的控制字符", "请删去这个看不见的字符。"),
    ("Expected '=' after a key", "键的后面缺少等号", "请写成：键 = 值。"),
    ("Expected newline or end", "值的后面多了内容", '一行只写一个“键 = 值”；文字里的双引号要写成 \\"。'),
    ("Cannot overwrite a value", "同一个键写了两次", "请只留一个。"),
    ("Cannot declare", "同一张表写了两次", "请合并成一张；多个指标每个都用 [[indicators]] 开头。"),
    ("Cannot redefine namespace", "同一张表写了两次", "请合并成一张；多个指标每个都用 [[indicators]] 开头。"),
    ("Cannot mutate immutable namespace", "这张表已经写完，不能再补", "请把内容写到同一处。"),
    ("Duplicate inline table key", "花括号里同一个键写了两次", "请只留一个。"),
    ("Expected ']", "表头的方括号没有成对", "请写成 [project] 或 [[indicators]]。"),
    ("Unclosed array", "方括号没有成对，或者项目之间缺少逗号", "请补上“]”或“,”。"),
    ("Unclosed inline table", "花括号没有成对，或者项目之间缺少逗号", "请补上“}”或“,”。"),
    ("Invalid date or datetime", "没有这个日期", "请改正日期，或给它加上英文双引号。"),
    ("Invalid hex value", "反斜杠后面的字符编码不对", "文字里的反斜杠“\\”要写成两个。"),
    ("Escaped character is not", "反斜杠后面的字符编码不对", "文字里的反斜杠“\\”要写成两个。"),
    (
        "Invalid initial character",
        "键只能用英文字母、数字、- 和 _",
        '其他字要加英文双引号，例如 "备注" = …。',
    ),
    ("Invalid value", "等号后面的值写得不对", '文字要加英文双引号，例如 name = "…"。'),
    ("Invalid statement", "这一行不是“键 = 值”，也不是表头", "请改正；说明文字前面加 # 就是注释。"),
)


class UnreadableToml(ClerkError):  # noqa: N818 - named for what the file is
    """The file is no TOML, or not of the shape of a declaration; `line` and `column` are known."""

    @classmethod
    def at(cls, name: str, text: str, at: int, reason: str, do: str) -> Self:
        """The error at an offset of the text of a file."""
        line, column = line_and_column(text, at)
        shown = truncate(visible(_line_at(text, at).strip()), _SHOWN)
        where = f"“{visible(name)}”第 {line} 行第 {column} 列" if name else (f"第 {line} 行第 {column} 列")
        quoted = f"，这一行是：{shown}" if shown else ""
        what = f"{where}：{reason}{quoted}。"
        return cls(what, safe=_UNTOUCHED, do=do, file=name, line=line, column=column)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1, columns in code points."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _line_at(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def syntax_error(error: Exception, text: str, name: str) -> UnreadableToml:
    """The sentence for what tomllib raised on `text`: TOMLDecodeError, RecursionError or an error of a number."""
    if isinstance(error, RecursionError):
        return too_deep(text, name)
    message = str(error)
    place = _PLACE.search(message)
    if place is None:
        return _bad_number(text, name)
    at = _offset(text, int(place[1]), int(place[2])) if place[1] else _opening(text)
    if message.startswith("Unescaped"):
        at = max(text.rfind("\\", 0, at), 0)
    if message.startswith("Expected newline") and _UNQUOTED.match(_line_at(text, at)):
        message = "Invalid value"
    slip = None if message.startswith(_WITHIN_TEXT) else _full_width(_line_at(text, at))
    reason, do = slip or next(
        ((what, do) for start, what, do in _MEANINGS if message.startswith(start)),
        ("这里的写法不对", "请改正这一行。"),
    )
    if not place[1] and message.startswith("Invalid value"):
        reason, do = "文件在这里中断了，值没有写完", "请补全，或从 git 历史、备份中取回这个文件。"
    return UnreadableToml.at(name, text, at, reason, do)


def too_deep(text: str, name: str) -> UnreadableToml:
    """The sentence for a file of brackets within brackets."""
    deepest = max(_NESTED.finditer(text), key=lambda run: run.end() - run.start(), default=None)
    at = deepest.start() if deepest else 0
    return UnreadableToml.at(
        name, text, at, "括号嵌套太深", "申报文件里没有这样的内容，请检查文件是不是写坏了。"
    )


def _offset(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return min(at + column - 1, len(text))


def _opening(text: str) -> int:
    """Where the thing begins that is still open at the end of the text."""
    try:
        scan(text)
    except ScanError as error:
        return error.at
    return max(len(text.rstrip()) - 1, 0)


def _full_width(line: str) -> tuple[str, str] | None:
    """A reason of its own for the commonest slip: signs typed with the input method on."""
    line = line[:_LOOKED_AT]
    outside = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*', '""', line)
    if _CHINESE_QUOTES.search(outside):
        return "用了中文引号", '请改成英文双引号 "。'
    sign = _FULL_WIDTH.search(outside)
    if sign:
        shown = "全角空格" if sign[0] == "\u3000" else f"全角符号“{sign[0]}”"
        return f"用了{shown}", "请改成半角（英文输入状态下的）符号。"
    if _BARE_CHINESE.match(outside):
        return "键是中文，没有加引号", "请用英文的键（例如 name），或给它加英文双引号。"
    return None


def _bad_number(text: str, name: str) -> UnreadableToml:
    """A number that is valid TOML but too long for any use."""
    longest = max(
        re.finditer(r"[0-9_.eE+-]{10,}", text), key=lambda run: run.end() - run.start(), default=None
    )
    at = longest.start() if longest else 0
    return UnreadableToml.at(name, text, at, "数字太长", "请改正这个数字，或给它加上英文双引号。")
