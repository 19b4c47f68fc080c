"""`jixiao forms` and `jixiao schema`: what the program can say about itself."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from exports.forms import all_forms
from models.declaration import Budget, Goals, Indicator, Project, Unit
from models.specimen import specimen
from store.layout import emit
from tui.cli import main


@pytest.fixture
def out(capfd):
    def out(*args: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main([*args])
        assert not ended.value.code
        return capfd.readouterr().out

    return out


def test_every_form_is_listed_with_its_title_and_source(out):
    lines = out("forms").splitlines()
    assert len(lines) == len(all_forms())
    for line, form in zip(lines, all_forms().values(), strict=True):
        assert line.split()[:2] == [form.id, form.title]
        assert line.endswith(form.source)


def test_the_schema_knows_every_key_that_is_written_with_its_type(out):
    properties = json.loads(out("schema"))["properties"]
    kinds = {str: "string", int: "integer", float: "number", list: "array"}
    for table, values in tomllib.loads(emit(specimen())).items():
        if table == "format":
            continue
        described = properties[table].get("items", properties[table])["properties"]
        for key, value in (values[1] if table == "indicators" else values).items():
            expected = described[key]
            if "enum" in expected:
                assert value in expected["enum"]
            else:
                assert expected["type"] in (kinds[type(value)], "number")
            assert expected["title"] != key


def test_the_schema_has_every_field_of_the_model(out):
    properties = json.loads(out("schema"))["properties"]
    for name, model in (("project", Project), ("unit", Unit), ("budget", Budget), ("goals", Goals)):
        assert tuple(properties[name]["properties"]) == model.keys()
    assert tuple(properties["indicators"]["items"]["properties"]) == Indicator.keys()


def test_the_examples_are_of_the_declared_types(out):
    schema = json.loads(out("schema"))
    for path in (Path(__file__).parents[2] / "examples" / "2026").glob("*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data["format"] == schema["properties"]["format"]["const"]
        for row in data["indicators"]:
            for key in ("sign", "attribute"):
                allowed = schema["properties"]["indicators"]["items"]["properties"][key]["enum"]
                assert row.get(key, "") in allowed
