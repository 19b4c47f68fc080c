"""`jixiao rules`: the registry as a clerk reads it."""

from __future__ import annotations

import pytest

from models.rule import FAMILIES, all_rules
from tui.cli import main


@pytest.fixture
def run(capfd):
    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["rules", *args])
        return (ended.value.code, *capfd.readouterr())

    return run


def test_the_list_names_every_rule_under_its_family(run):
    code, out, err = run()
    assert (code, err) == (0, "")
    for rule in all_rules():
        assert f"  {rule.code}  {rule.severity.label}  {rule.title}\n" in out
    assert [line for line in out.splitlines() if line and not line.startswith(" ")] == [
        f"{letter}　{title}" for letter, title in FAMILIES.items()
    ]


def test_a_letter_lists_its_family(run):
    out = run("p")[1]
    assert "P02" in out
    assert "V01" not in out


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_told_with_everything_about_it(run, rule):
    code, out, _ = run(rule.code.lower())
    assert code == 0
    for words in (rule.code, rule.title, rule.severity.label, rule.why, rule.source, rule.mend):
        assert words in out
    wrong, right = out.split("\n不合规的例子\n")[1].split("\n合规的例子\n")
    assert "→ " in wrong
    assert right.strip()
    assert "indicators[" not in out
    assert "Decimal" not in out


def test_an_unknown_rule_is_wrong_usage_and_names_the_nearest(run):
    code, out, err = run("V99")
    assert (code, out) == (2, "")
    assert "没有规则 V99" in err
    assert "V0" in err
