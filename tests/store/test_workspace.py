"""The facts of a bureau once, and the declarations below its folder."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocabulary import LABELS
from store.errors import ClerkError
from store.workspace import (
    Workspace,
    declaration_path,
    department_file,
    department_path,
    find_declarations,
    find_workspace,
    look_below,
    read_department,
)

SETTINGS = """\
format = 1

[unit]
name = "昆明市呈贡区医疗保障局"
code = "MB1584220"

[labels]
column_sign = "性质"
overall = "中期目标({start}年至{end}年)"

[export]
null_mark = ""

[rules]
ignore = ["C01"]
"""


def workspace(folder: Path, settings: str = SETTINGS) -> Workspace:
    (folder / "jixiao.toml").write_text(settings, "utf-8")
    return find_workspace(folder)


def test_it_is_found_from_a_declaration_below_it(tmp_path):
    workspace(tmp_path)
    (tmp_path / "2026").mkdir()
    found = find_workspace(tmp_path / "2026" / "项目.toml")
    assert found.root == tmp_path
    assert found.unit.name == "昆明市呈贡区医疗保障局"
    assert found.unit.code == "MB1584220"
    assert found.unit.address == ""
    assert dict(found.labels) == {"column_sign": "性质", "overall": "中期目标({start}年至{end}年)"}
    assert found.null_mark == ""


def test_the_nearest_one_counts(tmp_path):
    workspace(tmp_path)
    (tmp_path / "science").mkdir()
    workspace(tmp_path / "science", '[unit]\nname = "某局"\n')
    assert find_workspace(tmp_path / "science" / "2026" / "甲.toml").unit.name == "某局"


def test_it_is_found_by_a_relative_path(tmp_path, monkeypatch):
    workspace(tmp_path)
    (tmp_path / "2026").mkdir()
    monkeypatch.chdir(tmp_path / "2026")
    assert find_workspace(Path(".")).root == tmp_path
    assert find_workspace(Path("甲.toml")).root == tmp_path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Path.mkdir, "文件夹"),
        (os.mkfifo, "普通文件"),
        (lambda path: path.symlink_to(path.name), "圈"),
        (lambda path: path.symlink_to("没有"), "不存在"),
    ],
    ids=["folder", "pipe", "circle", "broken link"],
)
def test_one_that_is_no_file_is_an_error_and_not_passed_over(tmp_path, make, words):
    make(tmp_path / "jixiao.toml")
    (tmp_path / "2026").mkdir()
    with pytest.raises(ClerkError, match=f"jixiao.toml.*{words}"):
        find_workspace(tmp_path / "2026")


def test_without_one_everything_is_as_by_default(tmp_path):
    found = find_workspace(tmp_path / "甲.toml")
    assert found == Workspace()
    assert (found.root, found.null_mark, dict(found.labels)) == (None, "空", {})


def test_an_empty_one_marks_the_root(tmp_path):
    assert workspace(tmp_path, "").root == tmp_path


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ('[unit]\n\nnmae = "某局"\n', 3, "是不是 name？"),
        ('[labels]\ncolumn_sing = "性质"\n', 2, "是不是 column_sign？"),
        ('[labels]\nx = "性质"\n', 2, "不认识“x”"),
        ('[unit]\nname = "某局"\n[labels]\nname = "甲"\n', 4, "[labels]"),
        ("[unit]\nphone = 67470076\n", 2, "应是文字"),
        ('format = 1\nunit = "某局"\n', 2, "应是一个表"),
        ("format = 1\n[[unit]]\n", 2, "应是一个表"),
        ('unit.phone = "1"\nunit.fax = "2"\n', 2, "不认识“fax”"),
        ('[export]\nnull_mark = "无"\n', 2, "只能是"),
        ('[labels]\noverall = "目标({from}年)"\n', 2, "{from}"),
        ('[labels]\ngoals = "{year}目标"\n', 2, "没有可以代入的内容"),
        ('[labels]\noverall = "目标({start"\n', 2, "花括号"),
        ('[labels]\ngoals = "项目\\n目标"\n', 2, "只能写一行"),
        ("format = 2\n", 1, "升级"),
        ('format = "1"\n', 1, "format 应为 1"),
        ("format = true\n", 1, "format 应为 1"),
        ("[unit]\nname = 某局\n", 2, "引号"),
        ('[unit]\nname = "某局\n', 2, "引号"),
        ("x = " + "[" * 3000, 1, "嵌套太深"),
        ("x = " + "1" * 5000, 1, "数字太长"),
        ('unit = { name = "甲", nam = "乙" }', 1, "不认识“nam”"),
        ('[unit]\n<<<<<<< HEAD\nname = "甲"\n=======\n>>>>>>> main\n', 2, "冲突"),
    ],
)
def test_wrong_settings_are_an_error_with_file_and_line(tmp_path, settings, line, words):
    with pytest.raises(ClerkError) as caught:
        workspace(tmp_path, settings)
    assert str(tmp_path / "jixiao.toml") in caught.value.what
    assert f"第 {line} 行" in caught.value.what
    assert words in str(caught.value)


def test_every_label_can_be_set_to_what_it_is(tmp_path):
    lines = [f'{key} = "{label}"' for key, label in LABELS.items()]
    assert dict(workspace(tmp_path, "[labels]\n" + "\n".join(lines)).labels) == LABELS


def test_settings_in_another_encoding_are_refused_and_a_mark_is_noted(tmp_path):
    (tmp_path / "jixiao.toml").write_bytes(SETTINGS.encode("gbk"))
    with pytest.raises(ClerkError, match="GB18030"):
        find_workspace(tmp_path)
    (tmp_path / "jixiao.toml").write_bytes(SETTINGS.encode("utf-8-sig"))
    assert "BOM" in find_workspace(tmp_path).notes[0]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A workspace as they are: declarations of two years, and what lies about."""
    ours = 'format = 1\n[project]\nname = "甲"\n[goals]\n'
    for name, text in {
        "2025/乙.toml": ours,
        "2025/甲.toml": ours,
        "2026/甲.toml": "",
        "2026/坏.toml": "[[[",
        "2026/说明.txt": ours,
        "2026/.隐.toml": ours,
        "草稿/丙.toml": ours,
        "草稿/冲突.toml": "<<<<<<< HEAD\n[[indicators]]\n=======\n>>>>>>> main\n",
        "草稿/别的.toml": "[tool]\nx = 1\n",
        ".git/2026/丁.toml": ours,
        ".venv/戊.toml": ours,
        "jixiao.toml": SETTINGS,
        "pyproject.toml": '[project]\nname = "x"\nversion = "1"\n',
        "uv.toml": "[project]\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "草稿" / "宽.toml").write_bytes(ours.encode("utf-16"))
    return tmp_path


def names(folder: Path, root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in find_declarations(folder)]


def test_a_folder_means_the_declarations_below_it(tree):
    assert names(tree, tree) == [
        "2025/乙.toml",
        "2025/甲.toml",
        "2026/坏.toml",
        "2026/甲.toml",
        "草稿/丙.toml",
        "草稿/冲突.toml",
        "草稿/宽.toml",
    ]


def test_the_folder_of_a_year_can_be_named_itself(tree, monkeypatch):
    assert names(tree / "2026", tree) == ["2026/坏.toml", "2026/甲.toml"]
    monkeypatch.chdir(tree / "2026")
    assert find_declarations(Path(".")) == [Path("坏.toml"), Path("甲.toml")]


def test_a_file_means_itself_whatever_it_holds(tree):
    assert find_declarations(tree / "uv.toml") == [tree / "uv.toml"]


def test_the_workspace_file_is_no_declaration(tree):
    with pytest.raises(ClerkError, match="工作区的设置"):
        find_declarations(tree / "jixiao.toml")


def test_what_does_not_exist_is_an_error(tmp_path):
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    for name, words in (("none", "不存在"), ("dangling", "不存在"), ("circle", "圈"), ("a\0b", "文件名")):
        with pytest.raises(ClerkError, match=words):
            find_declarations(tmp_path / name)


def test_links_are_not_entered_and_nothing_is_found_twice(tree):
    (tree / "2026" / "loop").symlink_to(tree)
    (tree / "latest").symlink_to(tree / "2026")
    (tree / "2026" / "一样.toml").symlink_to(tree / "2026" / "甲.toml")
    outside = tree.parent / f"{tree.name}-outside.toml"
    outside.write_text("", "utf-8")
    (tree / "2026" / "外面.toml").symlink_to(outside)
    assert names(tree / "2026", tree) == ["2026/坏.toml", "2026/外面.toml", "2026/甲.toml"]
    assert len(names(tree, tree)) == 8


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A workspace with one folder that only its owner may enter."""
    root = Path(tempfile.mkdtemp(dir="/var/tmp"))
    root.chmod(0o755)
    (root / "2026").mkdir(mode=0o000)
    (root / "2026").chmod(0o000)
    yield root
    (root / "2026").chmod(0o755)
    shutil.rmtree(root)


def test_a_folder_without_permission_is_an_error_and_not_left_out(closed_folder):
    answers = multiprocessing.get_context("fork").SimpleQueue()

    def work() -> None:
        if os.geteuid() == 0:
            os.setresuid(65534, 65534, 65534)
        for path in (closed_folder, closed_folder / "2026", closed_folder / "2026" / "甲.toml"):
            try:
                answers.put(str(find_declarations(path)))
            except ClerkError as error:
                answers.put(str(error))

    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join(30)
    for _ in range(3):
        said = answers.get()
        assert "没有权限" in said
        assert f"{closed_folder}/2026" in said


def test_a_declaration_belongs_in_the_folder_of_its_year(tmp_path):
    assert declaration_path(tmp_path, 2026, "城乡医疗救助") == tmp_path / "2026" / "城乡医疗救助.toml"
    assert declaration_path(tmp_path, "2026年", "甲") == tmp_path / "2026年" / "甲.toml"
    assert declaration_path(tmp_path, None, "甲") == tmp_path / "未定年度" / "甲.toml"


def test_a_project_named_like_the_workspace_file_does_not_become_one(tmp_path):
    for name in ("jixiao", "Jixiao", "pyproject"):
        path = declaration_path(tmp_path, 2026, name)
        assert path.name.casefold() not in ("jixiao.toml", "pyproject.toml")


@given(st.text(), st.one_of(st.text(), st.integers(), st.none()))
def test_no_name_leads_out_of_the_workspace(name, year):
    path = declaration_path(Path("/w"), year, name)
    assert path.parent.parent == Path("/w")
    assert Path(os.path.normpath(path)) == path
    assert all(len(os.fsencode(part)) <= 255 for part in path.parts if part < "\ud800")


DEPARTMENT = '[department]\nname = "某局"\n'


@pytest.fixture
def departments(tree: Path) -> Path:
    """The same workspace with files of whole departments in it."""
    for name, text in {
        "2026/department.toml": DEPARTMENT,
        "2025/department.toml": "",
        "草稿/department.toml": DEPARTMENT,
        "别处/department.toml": '[tool]\nname = "x"\n',
    }.items():
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text(text, "utf-8")
    return tree


def test_the_file_of_a_department_is_no_project_and_is_found_when_it_is_wanted(departments):
    projects = set(names(departments, departments))
    assert not any("department" in name for name in projects)
    found = {str(path.relative_to(departments)) for path in find_declarations(departments, departments=True)}
    assert found - projects == {"2025/department.toml", "2026/department.toml", "草稿/department.toml"}
    assert look_below(departments)[0] == find_declarations(departments)
    assert look_below(departments, departments=True)[0] == find_declarations(departments, departments=True)


def test_a_project_belongs_to_the_department_of_its_year(departments):
    file = departments / "2026" / "department.toml"
    for path in ("2026", "2026/甲.toml", "2026/二级单位/丙.toml", "2026/department.toml"):
        assert department_file(departments / path) == file
    (departments / "2027").mkdir()
    for path in ("2027", "2027/甲.toml", "2027/department.toml", "."):
        assert department_file(departments / path) is None


def test_what_a_department_says_counts_with_the_facts_of_its_workspace(departments):
    department = read_department(departments / "2026" / "甲.toml")
    assert department is not None
    assert department.is_department
    assert department.department.name == "某局"
    assert department.unit.name == find_workspace(departments).unit.name
    assert read_department(departments / "2027") is None
    (departments / "2026" / "department.toml").write_text("[[[", "utf-8")
    with pytest.raises(ClerkError):
        read_department(departments / "2026")


def test_a_project_named_like_the_file_of_a_department_does_not_become_one(tmp_path):
    assert declaration_path(tmp_path, 2026, "Department").name == "_Department.toml"
    assert department_path(tmp_path, 2026) == tmp_path / "2026" / "department.toml"
