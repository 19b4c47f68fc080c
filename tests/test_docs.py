"""What is written down about the program is still true."""

from __future__ import annotations

import re
from pathlib import Path

from models.guidance import all_guides
from models.rule import all_rules
from tui import fieldbook
from tui.rulebook import markdown

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_of_rules_is_what_the_registry_says():
    assert (DOCS / "rules.md").read_text("utf-8") == markdown(), "run: make docs"


def test_the_page_explains_every_rule_and_links_to_it():
    page = markdown()
    for rule in all_rules():
        assert page.count(f'<a id="{rule.code.lower()}"></a>') == 1
        for words in (rule.title, rule.why, rule.source, rule.mend):
            assert words in page


def test_the_page_of_fields_is_what_the_guide_says():
    page = fieldbook.markdown()
    assert (DOCS / "fields.md").read_text("utf-8") == page, "run: make docs"
    for guide in all_guides():
        assert page.count(f'<a id="{fieldbook.anchor(guide.path)}"></a>') == 1
        for words in (guide.title, guide.source, *guide.how):
            assert words in page


def test_every_module_that_the_map_names_exists():
    root = DOCS.parent
    text = (DOCS / "architecture.md").read_text("utf-8")
    for package, section in re.findall(
        r"^## (models|store|exports|tui)\n(.*?)(?=^## |\Z)", text, re.M | re.S
    ):
        for name in re.findall(r"`([a-z_/]+(?:\.py|/))`", section):
            assert next((root / package).rglob(name.rstrip("/")), None), f"{package}/{name}"


def test_the_map_names_every_module_of_a_package():
    root = DOCS.parent
    text = (DOCS / "architecture.md").read_text("utf-8")
    for package in ("models", "store", "exports", "tui"):
        for path in sorted((root / package).iterdir()):
            if path.name.startswith("_") or path.suffix not in (".py", ""):
                continue
            name = f"{path.name}/" if path.is_dir() else path.name
            assert f"`{name}`" in text or f"`{package}/{name}`" in text, f"{package}/{name} is not on the map"
