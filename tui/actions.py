"""Every action of the screens: its keys, its name, where it works. Bindings, footer, help and palette read these tables."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Where(Enum):
    """Where an action's keys work."""

    ANYWHERE = "任何地方"
    OUTSIDE = "目录与问题列表"
    """outside a field, where letters are not typed text"""
    TREE = "目录"
    FIELD = "字段"
    LIST = "申报列表"
    """the list of a folder's declarations"""
    TABLE = "表格"
    """the grid of all indicators, outside a cell's text"""
    CELL = "单元格里"
    """the text of a cell of that grid"""
    PAGE = "预览"
    """a form as it prints"""
    HITS = "找到的地方"
    """the list of what a search found"""
    CHANGES = "修改列表"
    """the list of what changed"""


class Action(NamedTuple):
    """One thing the user can do."""

    id: str
    keys: tuple[str, ...]
    """as Textual names them"""
    title: str
    where: Where
    explanation: str = ""
    footer: str = ""
    """the word in the footer; empty where it is left to the help"""

    @property
    def shown_keys(self) -> str:
        return " / ".join(shown(key) for key in self.keys)


_NAMES = {
    "question_mark": "?",
    "backspace": "退格",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "space": "空格",
    "delete": "Del",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def shown(key: str) -> str:
    """A key as it is printed: `^S`, `F8`, `Alt+↑`, `a`."""
    *modifiers, name = key.split("+")
    name = _NAMES.get(name, name.upper() if len(name) > 1 and name[0] == "f" else name)
    if modifiers == ["ctrl"]:
        return f"^{name.upper()}"
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


EDITOR: tuple[Action, ...] = (
    Action("save", ("ctrl+s",), "保存", Where.ANYWHERE, "写入文件；磁盘上的文件被别人改过时先问。", "保存"),
    Action("save", ("s",), "保存", Where.OUTSIDE),
    Action("reload", ("R",), "重读文件", Where.OUTSIDE, "读入磁盘上的内容，代替这里的；按 u 找回这里的。"),
    Action("edit", ("enter",), "编辑", Where.TREE, "进入右边的表单，编辑选中的内容。", "编辑"),
    Action("to_tree", ("escape",), "回到目录", Where.ANYWHERE, "离开字段，所做修改保留。"),
    Action("next_field", ("tab",), "下一个字段", Where.ANYWHERE),
    Action("previous_field", ("shift+tab",), "上一个字段", Where.ANYWHERE),
    Action(
        "choose",
        ("f3",),
        "从列表选择",
        Where.FIELD,
        "标着 ▾ 的字段可从列表里选，也可自己写；评分标准、年度有小表单。在单行字段里按 Enter 也行。",
    ),
    Action(
        "edit_outside",
        ("f4",),
        "外部编辑器",
        Where.ANYWHERE,
        "用环境变量 EDITOR 指定的编辑器写长文本；存盘退出后回到这里，算一步修改。",
    ),
    Action("clear", ("ctrl+u",), "清空", Where.FIELD, "删去这一项的全部文字；可撤销。"),
    Action("add", ("a",), "增加指标", Where.TREE, "加在选中的指标之后，或选中的一级、二级指标之下。", "增加"),
    Action(
        "library",
        ("i",),
        "指标库",
        Where.TREE,
        "从本单位以往的申报和内置的指标里选，各列一并填好。",
        "指标库",
    ),
    Action("delete", ("d",), "删除", Where.TREE, "删除选中或标记的指标；可撤销。", "删除"),
    Action("copy", ("y",), "复制", Where.TREE, "复制选中或标记的指标，也放到系统剪贴板，可粘贴到表格软件。"),
    Action("cut", ("x",), "剪切", Where.TREE, "复制并删除选中或标记的指标。"),
    Action("paste", ("p",), "粘贴", Where.TREE, "粘贴复制的指标，各归其一级、二级指标；在别的申报里也行。"),
    Action("paste_here", ("P",), "粘贴到这里", Where.TREE, "粘贴到光标所在的二级指标之下。"),
    Action(
        "mark", ("v",), "标记", Where.TREE, "标记指标，之后复制、剪切、删除、移动的是全部标记的。Esc 取消。"
    ),
    Action("rename", ("f2",), "改名", Where.ANYWHERE, "直接编辑指标或项目的名称。"),
    Action(
        "move_up", ("alt+up",), "上移", Where.ANYWHERE, "上移选中或标记的指标；到头后移入前一个二级指标。"
    ),
    Action(
        "move_down", ("alt+down",), "下移", Where.ANYWHERE, "下移选中或标记的指标；到底后移入下一个二级指标。"
    ),
    Action("turn_all", ("z",), "全部折叠", Where.TREE, "折叠全部一级指标，再按展开。"),
    Action("undo", ("ctrl+z",), "撤销", Where.ANYWHERE, "一步步退回，不限次数。", "撤销"),
    Action("undo", ("u",), "撤销", Where.OUTSIDE),
    Action("redo", ("ctrl+y",), "重做", Where.ANYWHERE),
    Action("redo", ("U",), "重做", Where.OUTSIDE),
    Action("next_problem", ("f8",), "下一个问题", Where.ANYWHERE, "跳到下一个问题所在的字段。", "问题"),
    Action("previous_problem", ("shift+f8",), "上一个问题", Where.ANYWHERE),
    Action(
        "mend",
        ("f9",),
        "改正",
        Where.ANYWHERE,
        "按规则改正当前字段或选中的问题；会改变意思的先问。标着“改”的问题可以这样改。",
        "改正",
    ),
    Action("mend", ("m",), "改正", Where.OUTSIDE),
    Action("mend_all", ("M",), "全部改正", Where.OUTSIDE, "改正全部不改变意思的地方，算一步，可撤销。"),
    Action(
        "filter_problems",
        ("f",),
        "筛选问题",
        Where.OUTSIDE,
        "按代码、字段、文字、轻重筛选问题，也可用拼音；Esc 取消。",
    ),
    Action("group_problems", ("o",), "问题分组", Where.OUTSIDE, "按位置、轻重、规则、能否直接改正排列问题。"),
    Action("table", ("t",), "表格", Where.OUTSIDE, "像电子表格一样看和改全部指标。", "表格"),
    Action("search", ("slash",), "查找替换", Where.OUTSIDE, "在本申报或整个工作区查找，可替换。", "查找"),
    Action("next_hit", ("n",), "下一处", Where.OUTSIDE, "到上次所查文字的下一处。"),
    Action("previous_hit", ("N",), "上一处", Where.OUTSIDE),
    Action("changes", ("f7",), "改了什么", Where.ANYWHERE, "和上次保存、上次提交相比改了哪些，可逐项还原。"),
    Action(
        "jump",
        ("ctrl+o",),
        "跳到",
        Where.ANYWHERE,
        "在每个字段、每行旁显示一个字母，按字母就到那里。",
    ),
    Action(
        "parts",
        ("c",),
        "显示哪些内容",
        Where.OUTSIDE,
        "勾选要填的部分：资金来源、核心指标、目标审核、绩效监控、绩效自评。",
    ),
    Action("preview", ("f5",), "预览", Where.ANYWHERE, "按打印的样子看各种官方表样。", "预览"),
    Action("export", ("f6",), "导出", Where.ANYWHERE, "导出为 xlsx、docx、html、txt 或 md。", "导出"),
    Action("workspace", ("w",), "申报列表", Where.OUTSIDE, "看文件夹里的全部申报。"),
    Action("help", ("f1",), "帮助", Where.ANYWHERE, "在字段里说明怎么填，在问题上说明规则和改法。"),
    Action("help", ("question_mark",), "帮助", Where.OUTSIDE),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出全部命令，输入文字筛选。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("quit", ("ctrl+q",), "退出", Where.ANYWHERE, "有未保存的修改会先问。", "退出"),
    Action("quit", ("q",), "退出", Where.OUTSIDE),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)

LISTING: tuple[Action, ...] = (
    Action(
        "open",
        ("enter",),
        "打开",
        Where.LIST,
        "打开选中的申报；读不了的说明原因；在年度行上折叠、展开。",
        "打开",
    ),
    Action("reload", ("r",), "重读", Where.LIST, "重新读取文件夹和 jixiao.toml，看到别人新写的文件。"),
    Action(
        "filter",
        ("slash",),
        "筛选",
        Where.LIST,
        "输入名称、年度或文件名，拼音和首字母也行；Esc 取消。",
        "筛选",
    ),
    Action("search", ("f", "ctrl+f"), "查找替换", Where.LIST, "在全部申报的文字里查找，可替换。"),
    Action("sort", ("o",), "排序", Where.LIST, "选按哪一列排列；再选同一列就倒过来。", "排序"),
    Action("reverse", ("O",), "倒序", Where.LIST, "把现在的顺序倒过来。"),
    Action("group", ("z",), "按年分组", Where.LIST, "按年度分组，每年有小计；再按取消。", "分组"),
    Action(
        "mark", ("space", "v"), "标记", Where.LIST, "标记一份申报；删除、导出、滚动对全部标记的进行。", "标记"
    ),
    Action("mark_all", ("A",), "全部标记", Where.LIST, "标记列出的全部申报；都已标记时全部取消。"),
    Action("new", ("n",), "新建", Where.LIST, "新建一份空白申报。", "新建"),
    Action(
        "new_department",
        ("N",),
        "新建部门整体",
        Where.LIST,
        "新建一年的部门整体申报（department.toml）；有上一年的则由它滚动。",
    ),
    Action("duplicate", ("D",), "复制一份", Where.LIST, "以选中的申报为底，另存一份别的名称的。"),
    Action(
        "roll",
        ("R",),
        "滚动到下一年",
        Where.LIST,
        "由选中或标记的申报新建下一年的，列出要核对的地方。",
        "滚动",
    ),
    Action("rename", ("f2",), "改名", Where.LIST, "改项目名称、文件名，或两者都改。", "改名"),
    Action("delete", ("d", "delete"), "删除", Where.LIST, "先问，再移到回收站；可撤销。", "删除"),
    Action("undo", ("u", "ctrl+z"), "撤销", Where.LIST, "撤销刚才的删除、改名、新建、复制或滚动。", "撤销"),
    Action("trash", ("T",), "回收站", Where.LIST, "列出删除了的申报，可恢复。"),
    Action("export", ("e", "f6"), "导出", Where.LIST, "把选中或标记的申报导出为官方表样。", "导出"),
    Action("step_back", ("escape",), "取消", Where.LIST, "停止正在做的事，或取消筛选、标记。"),
    Action("help", ("f1", "question_mark"), "帮助", Where.LIST, "说明这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("quit", ("q",), "退出", Where.LIST, footer="退出"),
    Action("quit", ("ctrl+q",), "退出", Where.ANYWHERE),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)

SCORING: tuple[Action, ...] = (
    Action(
        "keep", ("ctrl+s", "escape"), "确定", Where.ANYWHERE, "采用现在的文字，回到表单；可撤销。", "确定"
    ),
    Action("next_field", ("tab",), "下一项", Where.ANYWHERE, footer="下一项"),
    Action("previous_field", ("shift+tab",), "上一项", Where.ANYWHERE),
    Action(
        "choose_way",
        ("f3",),
        "选计分方式",
        Where.ANYWHERE,
        "从列表里选；换了方式，能保留的条件和分数都保留。",
        "计分方式",
    ),
    Action("take_weight", ("f9",), "满分改成权重", Where.ANYWHERE, "只改分数，别的字不动。", "取权重"),
    Action("undo", ("ctrl+z",), "撤销", Where.ANYWHERE, "撤销这里的修改，文字和表单一起退回。", "撤销"),
    Action("redo", ("ctrl+y",), "重做", Where.ANYWHERE),
    Action("abandon", ("ctrl+q",), "不改", Where.ANYWHERE, "放弃这里的修改；有修改时先问。", "不改"),
    Action("help", ("f1",), "帮助", Where.ANYWHERE, "说明这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)

TABLE: tuple[Action, ...] = (
    Action(
        "go",
        ("up", "down", "left", "right"),
        "移动",
        Where.TABLE,
        "h j k l、Tab 也行；Home End 到行首行尾，PgUp PgDn 翻页，Ctrl+方向键到一段内容的尽头，Ctrl+Home End 到首尾格。",
    ),
    Action(
        "open",
        ("enter",),
        "编辑",
        Where.TABLE,
        "编辑这一格，有列表的打开列表。直接输入汉字、数字、符号则替换原有内容；字母是命令。",
        "编辑",
    ),
    Action("edit", ("f2",), "改写", Where.TABLE, "编辑这一格的文字，有列表的也是；可输入列表里没有的。"),
    Action("choose", ("f3",), "从列表选择", Where.ANYWHERE, "从列表里选；选了块时填入块里的同一列。", "列表"),
    Action("edit_outside", ("f4",), "外部编辑器", Where.ANYWHERE, "用环境变量 EDITOR 指定的编辑器写长文本。"),
    Action("fill_down", ("ctrl+d",), "向下填充", Where.TABLE, "照抄上一格；选了块时照抄块的第一行。", "填充"),
    Action("clear", ("delete", "backspace"), "清空", Where.TABLE, "清空这一格或选中的块。"),
    Action("add", ("a",), "增加一行", Where.TABLE, "加在这一行之下，一级、二级指标相同。", "增行"),
    Action("delete", ("d",), "删除行", Where.TABLE, "删除这一行，或选中的块所在的行；可撤销。", "删行"),
    Action("move_up", ("alt+up",), "上移一行", Where.TABLE, "移动这一行，或选中的块所在的行。"),
    Action("move_down", ("alt+down",), "下移一行", Where.TABLE),
    Action(
        "mark", ("v",), "选块", Where.TABLE, "移动光标扩大；Shift+方向键、拖动鼠标也行。Esc 取消。", "选块"
    ),
    Action("copy", ("y", "ctrl+c"), "复制", Where.TABLE, "复制这一格或选中的块，可粘贴到表格软件。", "复制"),
    Action("cut", ("x", "ctrl+x"), "剪切", Where.TABLE, "复制并清空。"),
    Action(
        "paste",
        ("p", "ctrl+v"),
        "粘贴",
        Where.TABLE,
        "从光标所在格起填入复制的块，行不够则增加；从表格软件复制的，用终端的粘贴。有表头的按表头对应各列。",
        "粘贴",
    ),
    Action("undo", ("ctrl+z",), "撤销", Where.ANYWHERE, "一步步退回，不限次数。"),
    Action("undo", ("u",), "撤销", Where.TABLE, footer="撤销"),
    Action("redo", ("ctrl+y",), "重做", Where.ANYWHERE),
    Action("redo", ("U",), "重做", Where.TABLE),
    Action("next_problem", ("f8",), "下一个问题", Where.ANYWHERE, "跳到下一个有问题的格。", "问题"),
    Action("previous_problem", ("shift+f8",), "上一个问题", Where.ANYWHERE),
    Action("mend", ("f9",), "改正", Where.ANYWHERE, "按规则改正这一格的问题；会改变意思的先问。"),
    Action("mend", ("m",), "改正", Where.TABLE),
    Action("save", ("ctrl+s",), "保存", Where.ANYWHERE, "写入文件；磁盘上的文件被别人改过时先问。"),
    Action("save", ("s",), "保存", Where.TABLE),
    Action("search", ("slash",), "查找替换", Where.TABLE, "在本申报或整个工作区查找，可替换。"),
    Action(
        "parts", ("c",), "显示哪些内容", Where.TABLE, "勾选要填的部分：核心指标、绩效监控、绩效自评的各列。"
    ),
    Action("leave", ("t", "q"), "回到目录", Where.TABLE, "光标到所在的指标；所做修改保留。", "返回"),
    Action("back", ("escape",), "返回", Where.TABLE, "取消选块；没有选块时回到目录。"),
    Action("leave", ("ctrl+q",), "回到目录", Where.ANYWHERE),
    Action("help", ("f1",), "帮助", Where.ANYWHERE, "说明这一列怎么填，这一格有什么问题。"),
    Action("keys", ("question_mark",), "按键", Where.TABLE, "这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action(
        "keep_cell", ("enter", "tab"), "写入", Where.CELL, "写入并到下一行、右边一格；↑ ↓ 也写入。", "写入"
    ),
    Action("drop_cell", ("escape",), "放弃", Where.CELL, "恢复原来的内容；按 U 还能找回所写的。", "放弃"),
)

SEARCH: tuple[Action, ...] = (
    Action(
        "go", ("enter",), "到这里", Where.HITS, "回到编辑屏幕，光标到找到的地方；别的申报会打开。", "到这里"
    ),
    Action("make", ("enter",), "全部替换", Where.HITS, "替换选中的各处，替换前再问一次。", "替换"),
    Action("next_line", ("tab",), "下一处输入", Where.ANYWHERE, "依次到查找、替换、找到的地方。"),
    Action("previous_line", ("shift+tab",), "上一处输入", Where.ANYWHERE),
    Action(
        "scope",
        ("f2", "ctrl+t"),
        "范围",
        Where.ANYWHERE,
        "只在这个申报里找，或在整个工作区的申报里找。",
        "范围",
    ),
    Action(
        "replace",
        ("ctrl+r",),
        "替换",
        Where.ANYWHERE,
        "写出替换成什么，每一处的前后对照着看；再按 Enter，问过才替换。",
        "替换",
    ),
    Action(
        "turn",
        ("space",),
        "换不换",
        Where.HITS,
        "替换时跳过这一处，或又换它；在申报的标题上是它的各处。数字默认不换。",
        "换不换",
    ),
    Action("turn_all", ("a",), "全换、全不换", Where.HITS, "替换时选上全部，或一处都不选。"),
    Action("whole", ("f3",), "整词", Where.ANYWHERE, "只找整个的数字和字母词：20 找不到 2014。", "整词"),
    Action("case", ("f4",), "分大小写", Where.ANYWHERE, "分大写和小写字母。"),
    Action("undo", ("ctrl+z",), "撤销", Where.ANYWHERE, "撤销上一次替换，别的文件也还原。", "撤销"),
    Action("undo", ("u",), "撤销", Where.HITS),
    Action("back", ("escape",), "返回", Where.ANYWHERE, "回到原来的屏幕。", "返回"),
    Action("back", ("ctrl+q",), "返回", Where.ANYWHERE),
    Action("help", ("f1",), "帮助", Where.ANYWHERE, "说明这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)

CHANGED: tuple[Action, ...] = (
    Action(
        "revert",
        ("r", "backspace"),
        "还原",
        Where.CHANGES,
        "只还原光标所在的这一项，别的修改不动；在分组的标题上还原整组。可撤销。",
        "还原",
    ),
    Action("go", ("enter",), "到这个字段", Where.CHANGES, "回到编辑屏幕，光标到这一项所在的字段。", "到字段"),
    Action(
        "switch",
        ("b", "tab"),
        "换一个比较对象",
        Where.CHANGES,
        "依次与上次保存、最近一次提交（git）、打开时相比。",
        "比较对象",
    ),
    Action("undo", ("u", "ctrl+z"), "撤销", Where.CHANGES, "撤销还原，以及此前的修改。", "撤销"),
    Action("redo", ("U", "ctrl+y"), "重做", Where.CHANGES),
    Action("turn", ("space",), "下文翻页", Where.CHANGES, "长文字往下翻；到底后回到开头。", "翻页"),
    Action("into_text", ("right", "l"), "到下文", Where.CHANGES, "光标到下面的原文和现文，用 ↑ ↓ 滚动。"),
    Action("into_list", ("left", "h"), "到列表", Where.CHANGES, "回到修改列表。"),
    Action("whole", ("v",), "全文", Where.CHANGES, "显示全文，或只显示有不同的地方。", "全文"),
    Action("back", ("escape", "q", "f7"), "返回", Where.CHANGES, "回到编辑屏幕；还原的保留。", "返回"),
    Action("back", ("ctrl+q",), "返回", Where.ANYWHERE),
    Action("help", ("f1", "question_mark"), "帮助", Where.CHANGES, "说明这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)

LIBRARY: tuple[Action, ...] = (
    Action(
        "take", ("enter",), "加入申报", Where.ANYWHERE, "加入标记的指标；没有标记的，加入光标所在的。", "加入"
    ),
    Action(
        "mark", ("space",), "标记", Where.ANYWHERE, "标记一个指标，可标记多个一起加入；再按取消。", "标记"
    ),
    Action(
        "source",
        ("f2", "ctrl+o"),
        "换范围",
        Where.ANYWHERE,
        "全部、本单位（以往申报里的）、内置，依次切换。",
        "范围",
    ),
    Action(
        "only_here",
        ("f3", "ctrl+t"),
        "只看当前二级指标",
        Where.ANYWHERE,
        "只列出适合放在光标所在二级指标的；再按列出全部。",
        "只看当前",
    ),
    Action(
        "read", ("f4", "ctrl+r"), "看全文", Where.ANYWHERE, "看光标所在指标的全部各列和用过它的项目。", "全文"
    ),
    Action("leave", ("escape",), "返回", Where.ANYWHERE, "先清空筛选，再按返回，不加入。", "返回"),
    Action("help", ("f1",), "帮助", Where.ANYWHERE, "说明这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("cancel", ("ctrl+q",), "不加入", Where.ANYWHERE, "回到申报，不加入。"),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)

PREVIEW: tuple[Action, ...] = (
    Action("next_form", ("tab",), "下一种表", Where.PAGE, "换一种官方表样。", "换表"),
    Action("previous_form", ("shift+tab",), "上一种表", Where.PAGE),
    Action("choose_form", ("f",), "选表", Where.PAGE, "从全部表样里选，可输入文字、拼音筛选。", "选表"),
    Action("next_page", ("right_square_bracket",), "下一页纸", Where.PAGE, "到下一页的开头。", "下一页"),
    Action("previous_page", ("left_square_bracket",), "上一页纸", Where.PAGE, "到这一页或上一页的开头。"),
    Action("find", ("slash",), "查找", Where.PAGE, "在预览里查找文字。", "查找"),
    Action("find_next", ("n",), "下一处", Where.PAGE, "到下一处找到的文字。"),
    Action("find_previous", ("N",), "上一处", Where.PAGE),
    Action("wide", ("w",), "纸面宽度", Where.PAGE, "按纸面的宽度排，用 ← → 移动；再按适合屏幕。", "宽度"),
    Action("export", ("e", "f6"), "导出", Where.PAGE, "把现在看的表导出为文件。", "导出"),
    Action(
        "all",
        ("a",),
        "全部项目",
        Where.PAGE,
        "放多个项目的表：显示文件夹里同一年度的全部项目，再按只有本项目。",
        "全部",
    ),
    Action("back", ("escape", "q", "f5"), "返回", Where.PAGE, "回到编辑屏幕。", "返回"),
    Action("back", ("ctrl+q",), "返回", Where.ANYWHERE),
    Action("help", ("f1", "question_mark"), "帮助", Where.PAGE, "说明这里的按键。"),
    Action("palette", ("ctrl+p",), "命令列表", Where.ANYWHERE, "列出这里的全部命令。"),
    Action("redraw", ("ctrl+l",), "重画屏幕", Where.ANYWHERE, "线路出错、屏幕花了时用。"),
    Action("interrupt", ("ctrl+c",), "提示如何退出", Where.ANYWHERE, "不会丢失任何内容。"),
)
