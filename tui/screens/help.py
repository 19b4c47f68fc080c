"""What the help says: how to begin, the keys, what goes into a field, and what a rule wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from models.declaration import Declaration
from models.guidance import Example, guide_for
from models.rule import Finding, Rule, all_rules
from models.text import pad, visible, width, wrap
from tui.actions import EDITOR, Action, Where, shown
from tui.fieldbook import field_at, remark, rules_for
from tui.fields import Field, Kind, describe, index_of
from tui.rulebook import examples, mend_label

WIDE = 110
"""Cells from which a page has two columns."""
GAP = 4
KEYS = 14
"""Cells of the keys on a key sheet."""

Block = Callable[[int], list[str]]
"""A part of a page, laid out for a number of cells; empty when it has nothing to say."""


def in_columns(blocks: Sequence[Block], cells: int) -> list[str]:
    """The parts one below the other, with an empty line between; in two columns of about one height where there is room."""
    if cells < WIDE:
        return _stacked([block(cells) for block in blocks])
    room = (cells - GAP) // 2
    laid = [block(room) for block in blocks]
    cut = min(range(1, len(laid) + 1), key=lambda at: max(len(_stacked(laid[:at])), len(_stacked(laid[at:]))))
    left, right = _stacked(laid[:cut]), _stacked(laid[cut:])
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    return [f"{pad(one, room)}{' ' * GAP}{other}".rstrip() for one, other in zip(left, right, strict=True)]


def _stacked(laid: Iterable[Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for part in filter(None, laid):
        lines += ["", *part] if lines else part
    return lines


def _titled(title: str, items: Iterable[str], mark: str = "") -> Block:
    """Texts below a title, each as a paragraph, opened by a mark where they are a list."""
    texts = list(items)

    def lay_out(cells: int) -> list[str]:
        lines = [title] if texts else []
        for text in texts:
            parts = wrap(visible(text), max(cells - 2 - width(mark), 16))
            lines += [f"  {mark if at == 0 else ' ' * width(mark)}{part}" for at, part in enumerate(parts)]
        return lines

    return lay_out


# The first page


def welcome(cells: int) -> list[str]:
    """Ten lines for somebody who opens the editor for the first time; more where they must be broken."""
    lines = (
        "左边是目录：各部分文字、目标、指标；右边是选中内容的表单。",
        "↑ ↓ 在目录里移动，Enter 进入表单编辑，Esc 回到目录。",
        "在表单里 Tab 到下一个字段；改动随时留存，断线也不会丢。",
        "下面是问题：✗ 错误会被退回，! 警告可能被退回，· 是提示。",
        "F8 跳到下一个问题，F9 按规则改正，F1 说明这里怎么填。",
        "在目录里：a 增加指标，d 删除，y 复制，p 粘贴，i 选用现成的。",
        "改错了按 ctrl+z 撤销，次数不限；ctrl+y 重做。",
        "F5 预览官方表格，F6 导出；c 勾选要填的监控、自评等部分。",
        "ctrl+s 保存，ctrl+q 退出；没有保存的会先问。",
        "忘了按键：ctrl+p 列出全部命令，输入汉字、拼音或首字母筛选。",
    )
    return [part for line in lines for part in wrap(line, max(cells, 20))]


# The key sheet

_SIGNS = (
    ("✗  !  ·", "错误（会被退回）、警告（可能被退回）、提示；旁边的数是个数"),
    ("改", "这个问题可以按 F9 改正"),
    ("▾  ▸", "目录里已展开、已折叠；字段右边的 ▾ 表示可以从列表选"),
    ("*", "目录里选中（标记）的指标"),
    ("▪▪▪▫▫", "权重小计占规定分数的多少，后面是“小计/规定”；> 表示超过"),
    ("●", "有未保存的修改"),
    ("…  ⏎", "太长没有显示完；换行"),
)
_LIST_SIGNS = (
    ("✗  !", "这份申报里错误、警告的个数；· 表示都没有，… 表示还没有检查"),
    ("+", "已标记的申报"),
    ("▾  ▸", "按年分组时，这一年已展开、已折叠"),
)
_WAYS_OUT = (
    ("Esc", "离开字段、列表、对话框和帮助，修改保留"),
    ("^Q  q", "退出；有未保存的修改先问：保存、不保存还是留下"),
    ("^C", "不会退出，也不会丢内容"),
)
_NOTHING_LOST = (
    "修改随时自动留存；断线、关窗口、死机以后再打开，会问要不要恢复。",
    "保存要么完整写入，要么原文件一个字节不变；文件被别人改过时先问，两个版本都留着。",
    "撤销不限次数，删除和全部改正也能撤销，光标回到改动的地方。",
)


def key_sheet(cells: int, actions: Sequence[Action] = EDITOR) -> list[str]:
    """All keys of a screen by where they work; with the signs; of the editor also the ways out, and how work is kept."""
    places = sorted(Where, key=lambda where: where is not Where.LIST)
    blocks = [_keys_where(where, actions) for where in places]
    if {action.where for action in actions} & {Where.TREE, Where.OUTSIDE, Where.LIST}:
        blocks.append(
            _titled("目录与列表里", ["↑ ↓ j k 移动，← → h l 折叠与展开，PgUp PgDn Home End 翻页。"])
        )
    if any(action.where is Where.LIST for action in actions):
        blocks.append(_entries("列表里的记号", [*_LIST_SIGNS, _git_signs()]))
    if any(action.id == "save" for action in actions):
        blocks += [
            _entries("屏幕上的记号", _SIGNS),
            _entries("怎样出去", _WAYS_OUT),
            _titled("不会丢", _NOTHING_LOST, "- "),
        ]
    return ["", *in_columns(blocks, cells)]


def _git_signs() -> tuple[str, str]:
    from store.git import GitState

    return "  ".join(state.sign for state in GitState), f"git：{'、'.join(state.value for state in GitState)}"


def _keys_where(where: Where, actions: Sequence[Action]) -> Block:
    keys_of: dict[str, list[str]] = {}
    here = [action for action in actions if action.where is where]
    for action in here:
        keys_of.setdefault(action.id, []).extend(action.keys)
    entries = []
    for id, keys in keys_of.items():
        action = next(action for action in here if action.id == id)
        text = "　".join(filter(None, (action.title, action.explanation)))
        entries.append(("  ".join(map(shown, dict.fromkeys(keys))), text))
    return _entries(where.value, entries)


def _entries(title: str, entries: Sequence[tuple[str, str]]) -> Block:
    def lay_out(cells: int) -> list[str]:
        lines = [title] if entries else []
        for keys, text in entries:
            first, *rest = wrap(text, max(cells - KEYS - 4, 16))
            indent = " " * (KEYS + 4)
            beside = width(keys) <= KEYS
            lines += [f"  {pad(keys, KEYS)}  {first}"] if beside else [f"  {keys}", indent + first]
            lines += [indent + line for line in rest]
        return lines

    return lay_out


# A field


def field_help(
    path: str, declaration: Declaration, cells: int, findings: Sequence[Finding] = ()
) -> list[str]:
    """What goes into a field and how, with good and bad examples; what is found there now comes first.

    `findings` are those of the whole document. LookupError for a path that is no field.
    """
    index = index_of(path)
    rows = declaration.indicators
    guide = guide_for(path, rows[index].level2 if 0 <= index < len(rows) else "")
    field = field_at(path)
    blocks = [
        _titled(f"{guide.title}：填什么", guide.what.split("\n")),
        _titled("依据", [guide.source]),
        _titled("怎么写", guide.how, "- "),
        _titled("好的例子", map(_shown, guide.good), "- "),
        _titled("不好的例子", map(_shown, guide.bad), "- "),
        _titled("检查它的规则", (f"{rule.code} {rule.title}" for rule in rules_for(path)), "- "),
        _entries("这个字段里的按键", list(_keys_in(field))),
    ]
    here = [found for found in findings if found.field == path]
    return [*_found_here(here, cells), "", *in_columns(blocks, cells)]


def _found_here(findings: Sequence[Finding], cells: int) -> Iterator[str]:
    from tui.widgets.outline import SIGNS

    rules = {rule.code: rule for rule in all_rules()}
    for found in findings:
        yield from wrap(visible(f"{SIGNS[found.severity][0]} {found.code} {found.message}"), cells)
        yield from wrap(f"  怎么改：{rules[found.code].mend}", cells)
    if findings:
        mend = "按 F9 可以改正。" if any(found.mend for found in findings) else ""
        yield from wrap(
            f"  {mend}为什么：Esc 回目录，Shift+Tab 到问题列表，选中它按 F1 看规则的说明和例子。", cells
        )


def _shown(example: Example) -> str:
    text = f"“{example.text}”" if example.text else "（空着）"
    return f"{text}{remark(example)}"


_IN_ANY_FIELD = ("next_field", "previous_field", "to_tree", "next_problem", "mend", "undo")


def _keys_in(field: Field | None) -> Iterator[tuple[str, str]]:
    """The keys that work in a field, with what they do."""
    for action in EDITOR:
        if not _is_special(action, field):
            continue
        yield action.shown_keys, "　".join(filter(None, (action.title, action.explanation)))
    for id in _IN_ANY_FIELD:
        action = next(each for each in EDITOR if each.id == id)
        yield action.shown_keys, action.title


def _is_special(action: Action, field: Field | None) -> bool:
    """Whether an action is for fields like this one only."""
    if action.id == "choose":
        return field is not None and field.has_dialog
    if action.id == "edit_outside":
        return field is not None and field.kind is Kind.LONG
    return action.where is Where.FIELD


# A rule


def explain(found: Finding, declaration: Declaration, cells: int) -> list[str]:
    """A finding, and everything its rule says."""
    rule = next(rule for rule in all_rules() if rule.code == found.code)
    parts = [
        ("所在", describe(declaration, found.field)),
        ("问题", found.message),
        *rule_parts(rule),
    ]
    if found.mend is not None:
        parts.append(("F9", mend_label(found)))
    lines = [line for label, text in parts for line in _paragraph(label, text, cells)]
    return [*lines, "", *(part for line in examples(rule) for part in wrap(line, max(cells, 20)) or [""])]


def rule_parts(rule: Rule) -> Iterable[tuple[str, str]]:
    """What a rule says, as labelled texts."""
    return (
        ("规则", f"{rule.code} {rule.title}（{rule.severity.label}）"),
        ("为什么", rule.why),
        ("依据", rule.source),
        ("怎么改", rule.mend),
    )


def _paragraph(label: str, text: str, cells: int) -> list[str]:
    lines = wrap(text, max(min(cells, 100) - 10, 20))
    return ["", *(f"{pad(label if at == 0 else '', 8)}  {line}" for at, line in enumerate(lines))]
