"""The published pages as they look after a detour through Word, a mail or an editor: nothing of it matters.

Where a detour destroys what tells rows or sections apart, a field is as on the clean page, or empty and its text
reported.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import clean
from models.vocabulary import SECTIONS
from store.readers.published import Recovered, recover
from store.readers.text import page_of, read
from tests.readers.account import unaccounted
from tests.readers.test_mutations import FACTOR, assert_rows_in_place, assert_texts_in_place

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGES = {name: (FIXTURES / f"seed_{name}.txt").read_text("utf-8") for name in ("000", "003")}
BLANKS = {
    "two ideographic spaces": "　　",
    "one ideographic space": "　",
    "spaces": "    ",
    "one space": " ",
    "no-break spaces": "\xa0\xa0",
    "an em space": "\u2003",
    "mixed blanks": "\xa0　 ",
}
HEADINGS = [term.heading for term in SECTIONS]

Change = Callable[[str], str]
Lines = list[str]


def recovered(text: str) -> Recovered:
    (found,) = recover(page_of(text))
    return found


CLEAN = {name: recovered(page) for name, page in PAGES.items()}


def each_line(change: Change, where: Callable[[str], bool]) -> Change:
    return lambda page: "\n".join(change(line) if where(line) else line for line in page.split("\n"))


def is_paragraph(line: str) -> bool:
    return bool(line) and "\t" not in line


def is_written(line: str) -> bool:
    return bool(line.strip())


def is_empty(line: str) -> bool:
    return not line


def around(blank: str) -> dict[str, Change]:
    return {
        "before each paragraph": each_line(lambda line: blank + line, is_paragraph),
        "before each line with text": each_line(lambda line: blank + line, is_written),
        "before each line, lone tabs too": each_line(lambda line: blank + line, bool),
        "behind each paragraph": each_line(lambda line: line + blank, is_paragraph),
        "behind each line": each_line(lambda line: line + blank, bool),
        "in each empty line": each_line(lambda _: blank, is_empty),
        "everywhere": each_line(lambda line: f"{blank}{line}{blank}", lambda _: True),
    }


def without_empty_lines(page: str) -> str:
    return "\n".join(filter(None, page.split("\n")))


def without_empty_lines_in_text(page: str) -> str:
    text, mark, table = page.partition("\n \t")
    return f"{without_empty_lines(text)}{mark}{table}"


def with_lone_tabs_in_text(page: str) -> str:
    text, mark, table = page.partition("\n \t")
    return text.replace("\n\n", "\n\t\n") + mark + table


def numbered(page: str) -> str:
    for number, heading in zip("一二三四五六七八", HEADINGS, strict=True):
        page = page.replace(f"\n{heading}\n", f"\n{number}、\t{heading}\n")
    return page


DETOURS: dict[str, Change] = {
    **{
        f"{name} {where}": change for name, blank in BLANKS.items() for where, change in around(blank).items()
    },
    "tabs before each paragraph": each_line(lambda line: f"\t{line}", is_paragraph),
    "two tabs before each paragraph": each_line(lambda line: f"\t\t{line}", is_paragraph),
    "tabs behind each line": each_line(lambda line: f"{line}\t", bool),
    "tabs in the empty lines between paragraphs": with_lone_tabs_in_text,
    "empty lines doubled": each_line(lambda _: "\n", is_empty),
    "an empty line after each paragraph": each_line(lambda line: f"{line}\n", is_paragraph),
    "an empty line after each line": each_line(lambda line: f"{line}\n", lambda _: True),
    "two empty lines after each line": each_line(lambda line: f"{line}\n\n", lambda _: True),
    "no empty lines between paragraphs": without_empty_lines_in_text,
    "no empty lines at all": without_empty_lines,
    "line ends of Windows": lambda page: page.replace("\n", "\r\n"),
    "line ends of an old Mac": lambda page: page.replace("\n", "\r"),
    "line ends of a mainframe": lambda page: page.replace("\n", "\x85"),
    "line ends of Windows converted twice": lambda page: page.replace("\n", "\r\r\n"),
    "line separators": lambda page: page.replace("\n", "\u2028"),
    "manual line breaks of Word": lambda page: page.replace("\n", "\x0b"),
    "page breaks": lambda page: page.replace("\n立项依据", "\n\x0c立项依据"),
    "a byte order mark": lambda page: f"\ufeff{page}",
    "invisible marks within": lambda page: page.replace("\n立项依据", "\n\ufeff\u200b立项依据"),
    "numbers of headings with a tab": numbered,
    "labels with a tab": lambda page: page.replace("法人代表：", "法人代表：\t"),
}


@pytest.mark.parametrize("detour", DETOURS)
@pytest.mark.parametrize("name", PAGES)
def test_a_detour_changes_nothing(name: str, detour: str):
    changed = DETOURS[detour](PAGES[name])
    assert changed != PAGES[name]
    found, whole = recover(read(changed.encode(), "页面.txt")), CLEAN[name]
    assert [each.declaration for each in found] == [whole.declaration]
    assert [(entry.text, entry.reason) for entry in found[0].unplaced] == [
        (entry.text, entry.reason) for entry in whole.unplaced
    ]


BLANKS_ONLY = sorted({*DETOURS} - {"numbers of headings with a tab", "labels with a tab"})


@pytest.mark.parametrize("name", PAGES)
@given(st.lists(st.sampled_from(BLANKS_ONLY), min_size=2, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=60 * FACTOR, deadline=None)
def test_several_detours_put_nothing_in_a_wrong_place(name: str, detours: list[str], chance: random.Random):
    """Each changes only some of the lines, as nobody pastes alike throughout."""
    lines = PAGES[name].split("\n")
    for detour in detours:
        at = chance.randrange(len(lines))
        lines = [*lines[:at], *re.split(r"\r\n|[\n\r\v\x85\u2028]", DETOURS[detour]("\n".join(lines[at:])))]
    assert_nothing_wrong(name, "\n".join(lines))


def test_a_lone_tab_in_each_empty_line_lets_no_row_be_taken_for_another():
    for name, page in PAGES.items():
        assert_nothing_wrong(name, page.replace("\n\n", "\n\t\n"))


def assert_nothing_wrong(name: str, page: str) -> None:
    """Every field is as on the clean page or empty, and what is not placed is reported."""
    found = recover(page_of(page))
    for each in found:
        assert_rows_in_place(each.declaration, CLEAN[name].declaration)
        assert_texts_in_place(each.declaration, CLEAN[name].declaration)
        assert each.declaration.budget.total in (None, CLEAN[name].declaration.budget.total)
    assert unaccounted("\n".join(clean(line) for line in page.split("\n")), found) == []


def sections(name: str) -> tuple[list[Lines], Lines]:
    """The title and sections of a page, each with its heading, and its table."""
    lines = PAGES[name].split("\n")
    end = next(at for at, line in enumerate(lines) if "\t" in line or line == "项目绩效目标表")
    starts = [at for at, line in enumerate(lines[:end]) if line in HEADINGS]
    return [lines[start:stop] for start, stop in pairwise([0, *starts, end])], lines[end:]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("title_moves", [False, True])
def test_sections_in_any_order(name: str, title_moves: bool):
    (title, first, *rest), table = sections(name)
    chance = random.Random(name)
    for _ in range(20):
        blocks = [[*title, *first] if title_moves else first, *rest]
        chance.shuffle(blocks)
        page = [*([] if title_moves else title), *(line for block in blocks for line in block), *table]
        assert [each.declaration for each in recover(page_of("\n".join(page)))] == [CLEAN[name].declaration]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_begins_or_ends_anywhere_or_is_turned_around(name: str):
    lines = PAGES[name].split("\n")
    for at in range(0, len(lines), 1 if FACTOR > 1 else 3):
        for page in (lines[at:], lines[:at], [*lines[at:], *lines[:at]]):
            assert_nothing_wrong(name, "\n".join(page))


@pytest.mark.parametrize("name", PAGES)
def test_on_a_page_with_its_lines_in_any_order_no_sentence_and_no_fact_names_the_project(name: str):
    lines = PAGES[name].split("\n")
    table = next(at for at, line in enumerate(lines) if "\t" in line)
    chance = random.Random(name)
    for _ in range(40):
        text = list(filter(None, lines[:table]))
        chance.shuffle(text)
        for each in recover(page_of("\n".join([*text, *lines[table:]]))):
            assert not re.search("[。：]", each.declaration.project.name)


@pytest.mark.parametrize(
    "line",
    [
        "确保度假大渔片区被征地人员全员参保，正常享受医疗参保待遇。",
        "组织机构代码：MB1584220",
        "《关于做好基本养老保险与基本医疗保险待遇落实工作的通知》（云财社〔2022〕222号）",
    ],
)
@pytest.mark.parametrize("page", ["项目名称\n{0}\n立项依据\n文件\n", "项目名称：{0}\n立项依据：文件\n"])
def test_what_is_no_name_is_reported_beside_the_heading(page: str, line: str):
    found = recovered(page.format(line))
    assert found.declaration.project.name == ""
    assert found.declaration.project.basis == "文件"
    assert [line in entry.text and "不像项目名称" in entry.reason for entry in found.unplaced] == [True]


def test_a_name_that_the_title_confirms_may_look_like_anything():
    found = recovered("某局2026年救助；参保。项目\n项目名称\n救助；参保。\n项目实施单位\n单位名称：某局\n")
    assert found.declaration.project.name == "救助；参保。"
    assert found.unplaced == ()
