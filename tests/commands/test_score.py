"""`jixiao score`: each part with its points and how they were reached; totals of a folder; exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from models.points import score
from models.specimen import specimen
from models.text import width
from store.documents import open_document
from store.layout import emit
from tests.commands.checks import Run, write

ACTUALS = ("1000", "3040", "100", "99", "12", "3.5", "93", "好", "89")
EVALUATED: dict[str, object] = {
    "evaluation.executed": Decimal(2880000),
    **{f"indicators[{at}].actual": actual for at, actual in enumerate(ACTUALS)},
}
OUT_OF_BAND = {
    "indicators[7].scoring": "",
    "indicators[7].actual": "部分达成",
    "indicators[7].score": Decimal(5),
}

WHOLE = """\
2026/a.toml　农村义务教育学生营养膳食补助项目（2026年度）
  得分  分值
     9    10  预算执行率　全年预算数3,200,000.00元，全年执行数2,880,000.00元
              执行率90%，90%×10分，得9分
    20    20  补助标准　指标值≤1000元/人·年，实际完成值1000元/人·年
              按评（扣）分标准：实际完成值1000未超过指标值1000，得20分
 14.25    15  补助学生人数　指标值≥3200人，实际完成值3040人
              按评（扣）分标准：实际完成值3040未达到指标值3200，按完成比例
              3040÷3200×15分，得14.25分
    10    10  补助对象认定准确率　指标值100%，实际完成值100%
              按评（扣）分标准：实际完成值100达到指标值100，得10分
     5     5  食材抽检合格率　指标值≥98%，实际完成值99%
              按评（扣）分标准：实际完成值99达到指标值98，得5分
    10    10  补助资金拨付完成月份　指标值≤12月，实际完成值12月
              按评（扣）分标准：实际完成值12未超过指标值12，得10分
     8    10  学生营养不良率　指标值≤3%，实际完成值3.5%
              按评（扣）分标准：实际完成值3.5超过指标值3，相差0.5%，每0.5%扣一
              次，共1次，扣2分，得8分
     5     5  政策知晓率　指标值≥90%，实际完成值93%
              按评（扣）分标准：实际完成值93达到指标值90，得5分
     5     5  家庭膳食负担减轻情况　指标值好，实际完成值好
              按评（扣）分标准：完成情况为“好”，按等级计分，得5分
     9    10  受益学生和家长满意度　指标值≥90%，实际完成值89%
              按评（扣）分标准：实际完成值89未达到指标值90，相差1%，每1%扣一次，
              共1次，扣1分，得9分
 95.25   100  总分，等级优
"""


@pytest.fixture
def score_(run: Run) -> Run:
    return lambda *args: run(*args, command="score")


def test_each_part_is_told_with_its_points_and_how_they_were_reached(score_: Run):
    write("2026/a.toml", EVALUATED)
    assert score_("2026/a.toml") == (0, WHOLE, "")


def test_no_line_is_wider_than_the_page(score_: Run):
    write("a.toml", {**EVALUATED, "indicators[1].actual": "约" * 60, "project.name": "项目"})
    assert all(width(line) <= 80 for line in score_("a.toml")[1].splitlines())


def test_what_is_open_says_what_is_missing(score_: Run):
    write("a.toml", {**EVALUATED, "indicators[8].actual": "", "evaluation.executed": None})
    code, out, _ = score_("a.toml")
    assert code == 0
    assert "  待定    10  受益学生和家长满意度　指标值≥90%\n" in out
    assert "没有填写实际完成值，请填写" in out
    assert "没有填写全年执行数，不能计算执行率" in out
    assert out.splitlines()[-1] == "  待定   100  总分还不能算出：还有2项没有得分，已得77.25分"


def test_points_outside_the_band_of_their_grade_end_with_1(score_: Run):
    write("a.toml", {**EVALUATED, **OUT_OF_BAND})
    code, out, _ = score_("a.toml")
    assert code == 1
    told = "".join(line.strip() for line in out.splitlines())
    assert "错误：填写的得分5分不在“部分达成年度指标并具有一定效果”应得的3分（含）到4分（不含）之间" in told


@pytest.mark.parametrize("given", [Decimal(16), Decimal(-1), "满分"])
def test_points_that_can_not_stand_end_with_1(score_: Run, given: object):
    write("a.toml", {**EVALUATED, "indicators[1].score": given})
    code, out, _ = score_("a.toml")
    assert code == 1
    assert "错误：" in out


def test_what_is_only_to_be_known_does_not_count_as_an_error(score_: Run):
    write("a.toml", {**EVALUATED, "indicators[1].actual": "5000", "indicators[2].score": Decimal(9)})
    code, out, _ = score_("a.toml")
    assert code == 0
    assert out.count("注意：") == 2


def test_a_folder_gives_a_block_for_each_file_and_a_table_at_the_end(score_: Run):
    write("2026/a.toml", EVALUATED)
    write("2026/b.toml", {**EVALUATED, "project.name": "乙项目", "indicators[0].actual": "1500"})
    write("2026/c.toml", {**EVALUATED, "project.name": "丙", "indicators[0].actual": ""})
    write("2026/d.toml")
    code, out, err = score_()
    assert code == 0
    assert out.count("预算执行率") == 3
    assert out.split("\n\n")[-1].splitlines() == [
        "项目" + " " * 44 + "得分  等级",
        "农村义务教育学生营养膳食补助项目（2026年度）   95.25  优",
        "乙项目（2026年度）" + " " * 29 + "75.25  中",
        "丙（2026年度）" + " " * 34 + "待定",
    ]
    assert err == "“2026/d.toml”还没有开始自评。\n"


def test_many_that_have_not_begun_are_counted_in_one_line(score_: Run):
    for number in range(5):
        write(f"2026/{number}.toml")
    assert score_(".") == (0, "", "另有 5 个申报还没有开始自评。\n")
    assert json.loads(score_(".", "--format", "json")[1]) == []


def test_a_bureau_reckons_its_own_way(score_: Run):
    Path("jixiao.toml").write_text('[evaluation]\nmethod = "101号"\ngrades = [98, 97, 60]\n', "utf-8")
    write("2026/a.toml", EVALUATED)
    out = score_("2026/a.toml")[1]
    assert "（95%－60%）÷40%×15分，得13.13分（101号）" in "".join(line.strip() for line in out.splitlines())
    assert out.splitlines()[-1] == " 94.13   100  总分，等级中"


def test_json_holds_exact_numbers_as_texts(score_: Run):
    write("2026/a.toml", {**EVALUATED, **OUT_OF_BAND, "indicators[8].actual": ""})
    code, out, err = score_("--format", "json", "2026/a.toml")
    (found,) = json.loads(out)
    assert (code, err) == (1, "")
    assert list(found) == [
        *("file", "project", "year", "indicators", "execution"),
        *("weight", "reached", "total", "grade", "remarks"),
    ]
    assert (found["file"], found["year"], found["total"], found["grade"]) == ("2026/a.toml", 2026, None, None)
    assert found["execution"]["points"] == "9.00"
    assert (found["execution"]["budget"], found["execution"]["rate"]) == ("3200000.00", "90.00")
    second, band = found["indicators"][1], found["indicators"][7]
    assert (second["field"], second["points"], second["computed"]) == ("indicators[1]", "14.25", "14.25")
    assert (second["given"], second["actual"]) == (None, "3040")
    assert (band["given"], band["computed"], len(band["errors"])) == ("5", None, 1)
    assert Decimal(found["reached"]) == score(open_document(Path("2026/a.toml")).declaration).reached


def test_a_file_that_can_not_be_read_ends_with_2_and_the_others_go_on(score_: Run):
    write("2026/a.toml", EVALUATED)
    Path("2026/b.toml").write_text("[project\n", "utf-8")
    code, out, err = score_("2026", "没有.toml")
    assert code == 2
    assert "95.25" in out
    assert err.count("jixiao：") == 2


def test_broken_settings_are_told_once_with_their_line(score_: Run):
    Path("jixiao.toml").write_text('[evaluation]\nmethod = "10"\n', "utf-8")
    for number in range(3):
        write(f"2026/{number}.toml", EVALUATED)
    code, out, err = score_()
    assert (code, out) == (2, "")
    assert err.count("第 2 行") == 1


def test_standard_input_is_scored(tmp_path: Path):
    text = write(str(tmp_path / "a.toml"), EVALUATED).read_bytes()
    command = [sys.executable, "-c", "from tui.cli import main; main()", "score", "-"]
    ended = subprocess.run(
        command, input=text, capture_output=True, cwd=Path(__file__).parents[2], check=True
    )
    assert ended.stdout.decode().splitlines()[-1] == " 95.25   100  总分，等级优"


def test_control_characters_of_a_file_reach_no_terminal(score_: Run):
    text = write("a.toml", EVALUATED).read_text("utf-8").replace('actual = "3040"', 'actual = "\\u001b[2J"')
    Path("a.toml").write_text(text, "utf-8")
    assert "\x1b" not in score_("a.toml")[1]
    assert "\x1b" not in score_("a.toml", "--format", "json")[1]


def test_ctrl_c_ends_without_a_word_of_python(tmp_path: Path):
    (tmp_path / "2026").mkdir()
    text = emit(specimen(EVALUATED))
    for number in range(400):
        (tmp_path / f"2026/{number}.toml").write_text(text, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", "from tui.cli import main; main()", "score"]
    running = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode not in (0, None)
    assert b"Traceback" not in err
