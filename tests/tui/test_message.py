"""The lines under the form, and the signs in the tree."""

from __future__ import annotations

from models.rule import Finding, Severity
from models.specimen import specimen
from models.text import width
from tui.widgets.message import fitting
from tui.widgets.outline import Outline


def found(field: str, severity: Severity) -> Finding:
    return Finding(field, "某处不对", severity=severity)


def test_a_text_that_does_not_fit_ends_with_an_ellipsis():
    text = "一二三四五六七八九十" * 5
    assert fitting(text, 20, 5) == ["一二三四五六七八九十"] * 5
    cut = fitting(text, 20, 2, end="…（F1）")
    assert len(cut) == 2
    assert cut[1].endswith("…（F1）")
    assert all(width(line) <= 20 for line in cut)
    assert fitting(text, 20, 0) == []


def test_a_sign_in_the_tree_stands_beside_the_number_of_its_own_findings():
    tree = Outline()
    declaration = specimen()
    errors = [found("indicators[0].value", Severity.ERROR)] * 2
    others = [found("indicators[0].value", Severity.WARNING)] * 3 + [found("goals.annual", Severity.INFO)] * 4
    tree.load(declaration, [*errors, *others])
    by_title = {line.left[2][0]: [text for text, _ in line.right] for line in tree.lines}
    assert by_title["绩效指标"][-1] == " ✗2"
    assert by_title[declaration.indicators[0].name][-1] == " ✗2"
    assert by_title["绩效目标"][-1] == " ·4"
