"""What a bureau sets for its checks in `jixiao.toml`, and how mistakes in it are told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.rule import Severity, all_rules
from models.specimen import specimen
from store.errors import ClerkError
from store.workspace import Workspace, find_workspace
from tui.judging import Judge

SETTINGS = """\
[rules]
ignore = ["C09", "b"]

[rules.severity]
V14 = "info"

[rules.per-file-ignores]
"2024/*.toml" = ["V"]

[words]
vague = ["再上新台阶"]
boilerplate = ["按惯例"]
units = ["担"]

[tree]
"产出指标" = ["数量指标", "质量指标"]
"效益指标" = ["社会效益指标"]
"""


def workspace(folder: Path, settings: str = SETTINGS) -> Workspace:
    (folder / "jixiao.toml").write_text(settings, "utf-8")
    return find_workspace(folder)


def codes(found: Workspace, file: str) -> set[str]:
    rules = found.choice((found.root or Path()) / file).rules
    return {rule.code for rule in (all_rules() if rules is None else rules)}


ALL = {rule.code for rule in all_rules()}


def test_rules_are_left_out_by_code_by_family_and_by_file(tmp_path):
    found = workspace(tmp_path)
    kept = {code for code in ALL if code[0] != "B"} - {"C09"}
    assert codes(found, "2026/某项目.toml") == kept
    assert codes(found, "2024/某项目.toml") == {code for code in kept if code[0] != "V"}
    assert found.choice(None).severities == {"V14": Severity.INFO}


def test_what_is_selected_is_all_that_is_checked(tmp_path):
    found = workspace(tmp_path, '[rules]\nselect = ["v", "X01"]\nignore = ["V14"]\n')
    assert codes(found, "2026/甲.toml") == {code for code in ALL if code[0] == "V"} - {"V14"} | {"X01"}


def test_a_command_line_selects_instead_and_ignores_as_well(tmp_path):
    found = workspace(tmp_path, '[rules]\nselect = ["V"]\nignore = ["V14"]\n')
    narrowed = found.selection.narrowed(["C"], ["C01"])
    rules = found.choice(tmp_path / "2026/甲.toml", narrowed).rules
    assert {rule.code for rule in rules or ()} == {code for code in ALL if code[0] == "C"} - {"C01"}


def test_without_settings_every_rule_judges(tmp_path):
    assert codes(workspace(tmp_path, ""), "2026/甲.toml") == ALL


def test_the_words_of_the_bureau_are_heard(tmp_path):
    found = workspace(tmp_path)
    assert found.practice.vague_words == ("再上新台阶",)
    assert found.practice.boilerplate == ("按惯例",)
    assert found.practice.units == ("担",)
    assert found.practice.level1_names == ("产出指标", "效益指标")
    assert found.practice.level2_names("产出指标") == ("数量指标", "质量指标")


def test_a_bureau_says_how_points_are_reckoned(tmp_path):
    settings = '[evaluation]\nmethod = "101号"\ngrades = [88.5, 75, 60]\nexecution_weight = 20\n'
    found = workspace(tmp_path, settings).practice
    assert found.method == "101号"
    assert found.grades == (Decimal("88.5"), Decimal(75), Decimal(60))
    assert found.execution_weight == Decimal(20)
    assert [found.grade_of(Decimal(total)) for total in ("88.5", "88.49", "60", "59.9")] == [
        "优",
        "良",
        "中",
        "差",
    ]
    assert hash(found) == hash(workspace(tmp_path, settings).practice)
    assert workspace(tmp_path, "").practice.method == "10号"


def test_a_judge_takes_the_severity_of_the_bureau(tmp_path):
    found = workspace(tmp_path, '[rules]\nselect = ["V14"]\n[rules.severity]\nV14 = "error"\n')
    vague = specimen({"indicators[7].value": "有效减轻", "indicators[7].scoring": "达到得5分，未达到不得分"})
    assert [each.severity for each in Judge().findings(vague, found, None)] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ('[rules]\nignore = ["V99"]\n', 2, "没有规则“V99”"),
        ('[rules]\n\nselect = "V14"\n', 3, "应是一列文字"),
        ('[rules]\nignored = ["V14"]\n', 2, "是不是 ignore？"),
        ('[rules.severity]\nV14 = "严重"\n', 2, "只能是 error、warning、info"),
        ('[rules.severity]\nV = "info"\n', 2, "不能写整类"),
        ('[rules.per-file-ignores]\n"2024/*" = ["Q1"]\n', 2, "没有规则“Q1”"),
        ("rules = 1\n", 1, "rules 应是一个表"),
        ('[rules]\nseverity = "info"\n', 2, "应是一个表"),
        ("[words]\nvague = [1]\n", 2, "应是一列文字"),
        ('[words]\nvage = ["甲"]\n', 2, "是不是 vague？"),
        ('[words]\nvague = [""]\n', 2, "应是一列文字"),
        ('[tree]\n"产出指标" = "数量指标"\n', 2, "应是一列文字"),
        ('[evaluation]\nmethod = "10"\n', 2, '只能是 "10号"、"101号"'),
        ("[evaluation]\nmethods = 1\n", 2, "是不是 method？"),
        ("[evaluation]\ngrades = [90, 80]\n", 2, "三个从大到小的数"),
        ("[evaluation]\ngrades = [60, 80, 90]\n", 2, "三个从大到小的数"),
        ("[evaluation]\n\ngrades = [90, 80, true]\n", 3, "三个从大到小的数"),
        ("[evaluation]\ngrades = [inf, 80, 60]\n", 2, "三个从大到小的数"),
        ("[evaluation]\nexecution_weight = 100\n", 2, "从 0 到 100"),
        ('[evaluation]\nexecution_weight = "10"\n', 2, "从 0 到 100"),
        ("evaluation = 1\n", 1, "evaluation 应是一个表"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, settings, line, words):
    with pytest.raises(ClerkError) as error:
        workspace(tmp_path, settings)
    assert words in str(error.value)
    assert f"第 {line} 行" in str(error.value)
