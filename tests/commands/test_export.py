"""`jixiao export` and `jixiao forms`."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.forms import all_forms
from models.declaration import Declaration
from models.specimen import specimen
from models.vocabulary import TARGET_TABLE_TITLE
from store.documents import canonical_text
from store.errors import ClerkError
from store.workspace import Workspace
from tests.exports.published import declaration
from tui import exporting
from tui.cli import main
from tui.progress import Progress

PROGRAM = "import sys; from tui.cli import main; main(sys.argv[1:])"
XLSX = f"2026-城乡医疗救助经费项目-{TARGET_TABLE_TITLE}.xlsx"


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Run a command line in an own folder: exit code, results, messages."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> tuple[int, bytes, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return int(ended.value.code or 0), out, err.decode()

    return run


@pytest.fixture
def file(tmp_path) -> Path:
    return put(tmp_path / "2026" / "救助.toml", declaration())


def put(path: Path, what: Declaration) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(canonical_text(what), "utf-8")
    return path


def test_each_declaration_becomes_a_workbook_in_this_folder(run, file, tmp_path):
    code, out, _ = run("export", "yn-target")
    assert (code, out.decode().splitlines()) == (0, [XLSX])
    assert load_workbook(tmp_path / XLSX).active["A1"].value == TARGET_TABLE_TITLE


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("xlsx", b"PK"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("txt", "昆明市".encode())],
)
def test_the_suffix_of_the_output_chooses_the_format(run, file, tmp_path, suffix, start):
    code, out, _ = run("export", "yn-text", str(file), "-o", f"发文/表.{suffix}")
    assert (code, out.decode().strip()) == (0, f"发文/表.{suffix}")
    assert (tmp_path / "发文" / f"表.{suffix}").read_bytes().startswith(start)


def test_as_chooses_the_format_of_files_in_a_folder(run, file, tmp_path):
    code, out, _ = run("export", "yn-text", "-o", "out", "--as", "html")
    assert code == 0
    assert Path(out.decode().strip()).parent == Path("out")
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".html"]


def test_a_folder_may_have_the_name_of_a_file(run, file, tmp_path):
    (tmp_path / "表.xlsx").mkdir()
    code, out, _ = run("export", "yn-target", str(file), "-o", "表.xlsx")
    assert (code, out.decode().strip()) == (0, f"表.xlsx/{XLSX}")


def test_a_contradiction_of_suffix_and_format_writes_nothing(run, file, tmp_path):
    code, out, err = run("export", "yn-target", str(file), "-o", "表.xlsx", "--as", "docx")
    assert (code, out) == (2, b"")
    assert "--as docx" in err
    assert not (tmp_path / "表.xlsx").exists()


def test_the_result_can_go_to_standard_output(run, file, tmp_path):
    code, out, err = run("export", "yn-target", str(file), "-o", "-")
    assert (code, err) == (0, "")
    assert load_workbook(io.BytesIO(out)).active["A1"].value == TARGET_TABLE_TITLE
    assert [path.name for path in tmp_path.iterdir()] == ["2026"]


def test_a_declaration_can_come_from_standard_input(run, file, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    code, out, _ = run("export", "yn-text", "-", "-o", "-", "--as", "txt")
    assert code == 0
    assert "\t救助对象人数\n".encode() in out


def test_two_declarations_of_one_name_get_two_files(run, file, tmp_path):
    put(tmp_path / "2026" / "副本.toml", declaration())
    code, out, _ = run("export", "yn-target", "-o", "out")
    assert code == 0
    names = [Path(name).name for name in out.decode().splitlines()]
    assert sorted(names) == sorted([XLSX, XLSX.replace(".xlsx", "-2.xlsx")])


def test_several_declarations_go_into_one_workbook_with_a_sheet_each(run, file, tmp_path):
    put(tmp_path / "2026" / "副本.toml", declaration())
    put(tmp_path / "2026" / "范例.toml", specimen())
    code, out, err = run("export", "yn-target", "-o", "表.xlsx")
    assert (code, out.decode(), err) == (0, "表.xlsx\n", "")
    name = declaration().project.name
    assert load_workbook(tmp_path / "表.xlsx").sheetnames == [name, f"{name}-2", specimen().project.name]


def test_a_file_that_cannot_be_written_does_not_stop_the_others_on_two_processes(run, tmp_path):
    for number in range(30):
        put(tmp_path / "2026" / f"{number}.toml", specimen().with_value("project.name", f"项目{number}"))
    (tmp_path / "out" / f"2026-项目7-{TARGET_TABLE_TITLE}.txt").mkdir(parents=True)
    code, out, err = run("export", "yn-target", "-o", "out", "--as", "txt")
    assert code == 2
    assert len(out.decode().splitlines()) == 29
    assert "7.toml：没有导出" in err
    assert "写出 29 个文件，没有写出 1 个。" in err


def test_an_export_that_is_stopped_says_what_was_written(file, tmp_path):
    for number in range(400):
        put(tmp_path / "2026" / f"{number}.toml", specimen().with_value("project.name", f"项目{number}"))
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "export", "yn-target", "-o", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "个文件，其余没有写。" in err.decode()
    assert "Traceback" not in err.decode()
    written = [path for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")]
    assert 0 < len(written) < 400
    for path in written:
        load_workbook(path)


def test_the_publication_set_is_a_workbook_of_tables_and_the_text_of_each_project(run, file, tmp_path):
    put(tmp_path / "2026" / "范例.toml", specimen())
    code, out, err = run("export", "all", "-o", "out")
    assert code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [Path(name).suffix for name in names].count(".docx") == 2
    (book,) = [name for name in names if name.endswith(".xlsx")]
    sheets = load_workbook(tmp_path / "out" / book).sheetnames
    assert sheets[:2] == ["部门项目支出绩效目标05-2", "对下转移支付绩效目标09-2"]
    assert "写出 3 个文件。" in err
    (tmp_path / "jixiao.toml").write_text('format = 1\n[export]\npublication = ["yn-target", "yn-tagret"]\n')
    code, out, err = run("export", "all", "-o", "other")
    assert (code, out) == (2, b"")
    assert "yn-tagret" in err
    assert run("export", "all", "-o", "-")[0] == 2


def test_the_file_of_the_department_holds_one_unit_and_year(run, tmp_path):
    put(tmp_path / "2025" / "旧.toml", specimen().with_value("project.year", 2025))
    put(tmp_path / "2026" / "新.toml", specimen())
    code, out, err = run("export", "yn-05-2", "-o", "表.xlsx")
    assert (code, out) == (2, b"")
    assert "2 组" in err
    code, out, err = run("export", "yn-05-2", "-o", "out")
    assert code == 0
    assert [Path(name).name[:5] for name in out.decode().splitlines()] == ["2025-", "2026-"]
    assert "写出 2 个文件。" in err


def test_an_unreadable_file_does_not_stop_the_others(run, file, tmp_path):
    (tmp_path / "2026" / "坏.toml").write_text("[goals\n")
    code, out, err = run("export", "yn-target", "没有.toml", "2026", "-o", "out")
    assert code == 2
    assert out.decode().splitlines() == [f"out/{XLSX}"]
    assert "没有.toml" in err
    assert "坏.toml" in err


@pytest.mark.parametrize("suffix", ["pdf", "XLS", "rtf"])
def test_a_format_that_can_not_be_written_is_no_name_of_a_folder(run, file, tmp_path, suffix):
    code, out, err = run("export", "yn-target", str(file), "-o", f"表.{suffix}")
    assert (code, out) == (2, b"")
    assert f"不能导出为 {suffix.lower()}" in err
    assert "xlsx、docx" in err
    assert not (tmp_path / f"表.{suffix}").exists()


def test_a_folder_may_be_called_like_a_file_when_it_is_there(run, file, tmp_path):
    (tmp_path / "表.pdf").mkdir()
    assert run("export", "yn-target", str(file), "-o", "表.pdf")[0] == 0
    assert (tmp_path / "表.pdf" / XLSX).exists()


def test_broken_settings_are_told_once(run, file, tmp_path):
    put(file.with_name("另一个.toml"), specimen())
    put(tmp_path / "2025" / "旧的.toml", specimen())
    (tmp_path / "jixiao.toml").write_text("[labels\n")
    code, _, err = run("export", "yn-target", "-o", "out")
    assert code == 2
    assert err.count("jixiao.toml”第 1 行") == 1


def test_exporting_again_replaces_the_earlier_file(run, file, tmp_path):
    target = tmp_path / "表.txt"
    target.write_text("旧")
    assert run("export", "yn-target", str(file), "-o", "表.txt")[0] == 0
    first = target.read_bytes()
    assert first.decode().startswith(TARGET_TABLE_TITLE)
    assert run("export", "yn-target", str(file), "-o", "表.txt")[0] == 0
    assert target.read_bytes() == first


def test_a_file_that_cannot_be_written_is_told_and_the_declaration_is_safe(run, file, tmp_path):
    (tmp_path / "圈.txt").symlink_to(tmp_path / "圈.txt")
    (tmp_path / "别处.txt").symlink_to(tmp_path / "没有")
    (tmp_path / "表").write_text("不是文件夹")
    os.mkfifo(tmp_path / "管道.txt")
    before = file.read_bytes()
    for name in ("圈.txt", "别处.txt", "表/表.txt", "管道.txt"):
        code, out, err = run("export", "yn-target", str(file), "-o", name)
        assert (code, out) == (2, b"")
        assert name in err
        assert "没有保存" not in err
    assert file.read_bytes() == before


def test_findings_block_an_export_only_when_strict(run, file, tmp_path):
    assert run("export", "yn-target", "-o", "out")[0] == 0
    code, out, err = run("export", "yn-target", "-o", "strict", "--strict")
    assert (code, out) == (1, b"")
    assert "救助.toml”：有" in err
    assert not (tmp_path / "strict").exists()


def test_strict_exports_what_has_no_errors(run, file, tmp_path):
    put(tmp_path / "2026" / "范例.toml", specimen())
    code, out, _ = run("export", "yn-target", "-o", "out", "--strict")
    assert code == 1
    assert [specimen().project.name in name for name in out.decode().splitlines()] == [True]


def test_blank_and_the_workspace_choose_the_null_mark_and_the_headings(run, file, tmp_path):
    def text(*args: str) -> str:
        return run("export", "yn-target", str(file), "-o", "-", "--as", "txt", *args)[1].decode()

    assert "\t空\n" in text()
    assert "\t空\n" not in text("--blank")
    (tmp_path / "jixiao.toml").write_text(
        'format = 1\n[labels]\ncontent = "指标说明"\n[export]\nnull_mark = ""\n', "utf-8"
    )
    assert "\t空\n" not in text()
    assert "\t指标说明\n" in text()


def test_facts_of_the_bureau_come_from_the_workspace(run, tmp_path):
    put(tmp_path / "2026" / "救助.toml", declaration().with_value("unit.phone", ""))
    (tmp_path / "jixiao.toml").write_text('format = 1\n[unit]\nphone = "0871-12345678"\n', "utf-8")
    assert "联系电话：0871-12345678\n" in run("export", "yn-text", "-o", "-", "--as", "txt")[1].decode()


def test_an_unknown_form_names_the_nearest(run, file):
    code, out, err = run("export", "yn-tagret")
    assert (code, out) == (2, b"")
    assert "是不是 yn-target？" in err
    assert "是不是 yn-text？" in run("export", "项目文本")[2]


def test_nothing_to_export_is_an_error_in_words(run):
    code, _, err = run("export", "yn-target")
    assert code == 2
    assert "没有找到申报文件" in err


def test_names_of_projects_are_never_paths(run, tmp_path):
    put(tmp_path / "2026" / "坏.toml", declaration().with_value("project.name", "../../甲\x1b/乙"))
    code, out, _ = run("export", "yn-target", "-o", "out", "--as", "txt")
    assert code == 0
    (written,) = (tmp_path / "out").iterdir()
    assert out.decode().strip() == f"out/{written.name}"
    assert "／乙" in written.name


def test_every_form_is_listed_with_title_and_source(run):
    code, out, _ = run("forms")
    assert code == 0
    lines = out.decode().splitlines()
    assert len(lines) == len(all_forms())
    for line, form in zip(lines, all_forms().values(), strict=True):
        assert line.split()[:2] == [form.id, form.title]
        assert form.source in line


def test_the_labels_of_a_form_are_listed_and_a_bureau_may_print_them_differently(run, file, tmp_path):
    labels = dict(line.split(None, 1) for line in run("forms", "sc-declaration")[1].decode().splitlines())
    assert labels == dict(all_forms()["sc-declaration"].labels)
    settings = tmp_path / "jixiao.toml"
    settings.write_text('format = 1\n[labels.sc-declaration]\ntitle = "绩效目标申报表"\n', "utf-8")
    out = run("export", "sc-declaration", "-o", "-", "--as", "txt")[1].decode()
    assert out.startswith("绩效目标申报表\n")
    settings.write_text('format = 1\n[labels.sc-declaration]\ntilte = "绩效目标申报表"\n', "utf-8")
    code, _, err = run("export", "sc-declaration", "-o", "-", "--as", "txt")
    assert code == 2
    assert "tilte" in err
    assert "title" in err


def test_exporting_does_not_import_the_screens(file):
    program = (
        "import sys\nfrom tui.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')]"
    )
    args = ["export", "yn-target", str(file), "-o", "-"]
    subprocess.run([sys.executable, "-c", program, *args], check=True, stdout=subprocess.DEVNULL)


def test_a_workbook_is_not_poured_onto_a_terminal(file):
    controller, terminal = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, "export", "yn-target", str(file), "-o", "-"],
        stdout=terminal,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(terminal)
    os.close(controller)
    assert ran.returncode == 2
    assert "xlsx 不是文字" in ran.stderr.decode()


def test_progress_is_shown_only_on_a_terminal_and_only_after_a_while(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, clock, shown in (
        (Terminal(), iter([0.0, 0.5, 1.5]), "导出 2/2"),
        (Terminal(), iter([0.0, 0.5, 0.9]), ""),
        (io.StringIO(), iter([0.0, 5.0, 9.0]), ""),
    ):
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setattr("time.monotonic", lambda clock=clock: next(clock))
        assert list(Progress(["甲", "乙"], "导出")) == ["甲", "乙"]
        assert stream.getvalue().strip("\r\x1b[K") == shown


def test_the_editor_exports_to_the_file_that_was_named(tmp_path):
    here = Workspace(root=tmp_path)
    proposed = exporting.default_target(
        declaration(), here, tmp_path / "2026" / "a.toml", "yn-target", "xlsx"
    )
    assert proposed == tmp_path / XLSX
    target = exporting.target_of(declaration(), "yn-target", "txt", str(tmp_path / "新" / "2026.表"))
    assert target == tmp_path / "新" / "2026.表.txt"
    exporting.write_form(declaration(), here, "yn-target", "txt", target)
    assert target.read_text("utf-8").startswith(TARGET_TABLE_TITLE)


@pytest.mark.parametrize(("name", "words"), [("表.pdf", "不能导出为 pdf"), ("表.docx", "请写成 表.xlsx")])
def test_the_editor_adds_no_second_suffix(tmp_path, name, words):
    with pytest.raises(ClerkError, match=words):
        exporting.target_of(declaration(), "yn-target", "xlsx", str(tmp_path / name))


@pytest.mark.parametrize("key", ["goals", "scoring", "indicators"])
def test_a_label_longer_than_a_cell_can_hold_goes_on_in_further_ones(tmp_path, key):
    target = tmp_path / "表.xlsx"
    exporting.write_form(declaration(), Workspace(labels={key: "长" * 40_000}), "yn-target", "xlsx", target)
    cells = [
        str(cell or "") for row in load_workbook(target).active.iter_rows(values_only=True) for cell in row
    ]
    assert sum(cell.count("长") for cell in cells) == 40_000
    assert max(map(len, cells)) <= 32_767


def test_the_preview_is_the_form_at_the_width_of_the_terminal():
    title, lay_out = exporting.preview(declaration(), Workspace())
    assert title == TARGET_TABLE_TITLE
    assert lay_out(120) != lay_out(80)
    assert any("救助对象人数" in line for paper in lay_out(120) for line in paper)
