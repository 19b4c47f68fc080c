"""The canonical layout: what is written, in which order, and that it is a fixed point."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest
import tomli_w
from hypothesis import find, given

from models.declaration import Budget, Declaration, Goals, Indicator, Project, Unit
from models.text import is_forbidden
from store.field_kinds import FORBIDDEN
from store.layout import emit, parse
from tests.store.by_hand import HandWritten, hand_written
from tests.store.generated import REACH, declarations, examples, extras, raw_texts, texts

WHOLE = '''\
format = 1

[project]
name = "城乡医疗救助经费项目"
year = 2026
period = [2026, 2028]
basis = """
遵循\\"低水平\\\\广覆盖\\"原则
第二段
"""

[unit]
name = "昆明市呈贡区医疗保障局"
profile = """
参公管理
"""

[budget]
total = 521789.58

[goals]
annual = """
应救尽救
"""

[[indicators]]
level1 = "产出指标"
level2 = "数量指标"
name = "救助对象人数"
sign = ">="
value = "2014"
unit = "人"
weight = 20
content = """
第一行
第二行
"""

[[indicators]]
'''


def test_a_declaration_is_laid_out_in_the_order_of_the_form() -> None:
    declaration = Declaration(
        project=Project(
            name="城乡医疗救助经费项目",
            year=2026,
            period=(2026, 2028),
            basis='遵循"低水平\\广覆盖"原则\n第二段',
        ),
        unit=Unit(name="昆明市呈贡区医疗保障局", profile="参公管理"),
        budget=Budget(total=Decimal("521789.58")),
        goals=Goals(annual="应救尽救"),
        indicators=(
            Indicator(
                level1="产出指标",
                level2="数量指标",
                name="救助对象人数",
                sign=">=",
                value="2014",
                unit="人",
                weight=Decimal(20),
                content="第一行\n第二行",
            ),
            Indicator(),
        ),
    )
    assert emit(declaration) == WHOLE
    assert parse(WHOLE) == declaration


def test_an_empty_declaration_is_one_line() -> None:
    assert emit(Declaration()) == "format = 1\n"


@pytest.mark.parametrize("text", ["", "\n\n", "  \n"])
def test_an_empty_file_is_an_empty_declaration(text: str) -> None:
    assert parse(text) == Declaration()


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("5200000", "5200000.00"),
        ("5.2E+6", "5200000.00"),
        ("521789.58", "521789.58"),
        ("0.1", "0.10"),
        ("100000000000000.0123", "100000000000000.0123"),
        ("-1", "-1.00"),
        ("0.0000001", "0.0000001"),
    ],
)
def test_money_is_exact_with_two_decimals_and_no_exponent(amount: str, written: str) -> None:
    text = emit(Declaration(budget=Budget(total=Decimal(amount))))
    assert f"total = {written}\n" in text
    assert parse(text).budget.total == Decimal(amount)


@pytest.mark.parametrize(
    ("weight", "written"), [("20", "20"), ("20.0", "20"), ("2E+1", "20"), ("12.5", "12.5"), ("0", "0")]
)
def test_weights_are_whole_numbers_where_they_are_whole(weight: str, written: str) -> None:
    text = emit(Declaration(indicators=(Indicator(weight=Decimal(weight)),)))
    assert f"weight = {written}\n" in text


@pytest.mark.parametrize("amount", ["5_200_000", "5200000", "5_200_000.0", "52e5"])
def test_every_way_to_write_an_amount_is_read(amount: str) -> None:
    assert parse(f"budget.total = {amount}").budget.total == Decimal(5_200_000)


def test_a_long_whole_number_keeps_its_digits() -> None:
    text = f"[budget]\ntotal = {'9' * 200}\n"
    assert emit(parse(text)) == f"format = 1\n\n[budget]\ntotal = {'9' * 200}.00\n"


def test_typed_text_in_place_of_a_number_stays_text() -> None:
    declaration = Declaration(
        project=Project(year="二〇二六年", period=(2026, "后年")),
        budget=Budget(total="52.18万元左右"),
        indicators=(Indicator(weight="两成"),),
    )
    assert parse(emit(declaration)) == declaration


def test_texts_end_in_one_line_feed_in_the_file_and_none_in_the_model() -> None:
    for written in ("一\n二", "一\n二\n", "一\n二\n\n\n"):
        declaration = parse(tomli_w.dumps({"goals": {"annual": written}}, multiline_strings=True))
        assert declaration.goals.annual == "一\n二"
        assert 'annual = """\n一\n二\n"""\n' in emit(declaration)


def test_a_short_text_is_one_line_until_it_holds_a_line_feed() -> None:
    assert 'name = "甲"\n' in emit(Declaration(project=Project(name="甲\n")))
    assert 'name = """\n甲\n乙\n"""\n' in emit(Declaration(project=Project(name="甲\n乙")))


@pytest.mark.parametrize(
    ("glyph", "sign"), [("≥", ">="), ("＝", "="), ("小于等于", "<="), (" > ", ">"), ("约", "约")]
)
def test_signs_are_stored_in_one_spelling(glyph: str, sign: str) -> None:
    text = emit(Declaration(indicators=(Indicator(sign=glyph),)))
    assert f'sign = "{sign}"\n' in text
    assert parse(text.replace(f'"{sign}"', f'"{glyph}"')).indicators[0].sign == sign


def test_inline_tables_and_dotted_keys_are_laid_out_as_tables() -> None:
    text = 'unit = { name = "局" }\nproject.name = "项目"\nindicators = [{ name = "一" }, { name = "二" }]\n'
    assert emit(parse(text)) == (
        'format = 1\n\n[project]\nname = "项目"\n\n[unit]\nname = "局"\n'
        '\n[[indicators]]\nname = "一"\n\n[[indicators]]\nname = "二"\n'
    )


def test_unknown_keys_and_tables_stand_after_the_known_ones_in_their_own_order() -> None:
    text = (
        'format = 1\nz = 1\na = 2\n\n[project]\nname = "项目"\nz = 1\na = 2\n\n[project.sub]\nk = 1\n'
        '\n[[indicators]]\nname = "一"\nmore = [\n    1,\n]\n\n[indicators.sub]\n\n[[indicators.log]]\nk = 1\n'
        '\n[zz]\nk = 1\n\n[zz.deep.er]\nk = 1\n\n[["列 表"]]\n\n[["列 表"]]\nk = 1\n\n[aa]\nk = 1979-05-27\n'
    )
    assert emit(parse(text)) == text


def test_a_table_is_known_by_its_content_even_when_all_of_it_is_unknown() -> None:
    text = "format = 1\n\n[unit]\nmore = 1\n\n[goals.sub]\nk = 1\n"
    assert emit(parse(text)) == text


def test_a_known_table_with_nothing_in_it_is_not_written() -> None:
    assert emit(parse('[project]\nname = ""\nperiod = []\n[unit]\n')) == "format = 1\n"


def test_short_rows_stay_tables_and_do_not_become_inline_tables() -> None:
    text = emit(Declaration(extra={"rows": [{"a": 1}, {"a": 2}]}, indicators=(Indicator(name="一"),)))
    assert text.count("[[rows]]") == 2
    assert text.count("[[indicators]]") == 1


def test_a_carriage_return_in_an_unknown_key_is_kept() -> None:
    declaration = Declaration(extra={"x": "甲\r\n乙", "y": [{"z": ["\r\n"]}, 1]})
    assert parse(emit(declaration)) == declaration


def test_the_texts_of_the_published_pages_are_held(seed_000: str, seed_003: str) -> None:
    for page in (seed_000, seed_003):
        lines = [line.strip("\t ") for line in page.split("\n")]
        rows = tuple(Indicator(name=line, value=line, content=f"{line}\n{line}") for line in lines if line)
        declaration = Declaration(goals=Goals(overall=page.strip("\n")), indicators=rows)
        text = emit(declaration)
        assert parse(text) == declaration
        assert emit(parse(text)) == text
        assert tomllib.loads(text)["goals"]["overall"] == page.strip("\n") + "\n"


@examples(250)
@given(declarations)
def test_what_is_written_is_read_back_the_same(declaration: Declaration) -> None:
    text = emit(declaration)
    assert parse(text) == declaration
    assert emit(parse(text)) == text


@examples(150)
@given(hand_written())
def test_a_file_laid_out_by_hand_keeps_every_value(file: HandWritten) -> None:
    before = tomllib.loads(file.text, parse_float=Decimal)
    text = emit(parse(file.text))
    after = tomllib.loads(text, parse_float=Decimal)
    assert normal(after) == normal(before)
    assert emit(parse(text)) == text


def normal(data: dict[str, Any]) -> dict[str, Any]:
    """A file's values with what the layout is free to change made equal."""
    known = ("project", "unit", "budget", "goals")
    tables = {name: normal_table(data[name]) for name in known if name in data}
    rows = [normal_table(row) for row in data.get("indicators", [])]
    rest = {key: value for key, value in data.items() if key not in (*known, "indicators", "format")}
    return rest | {name: table for name, table in tables.items() if table} | {"indicators": rows}


def normal_table(table: dict[str, Any]) -> dict[str, Any]:
    ours = {*Project.keys(), *Unit.keys(), *Budget.keys(), *Goals.keys(), *Indicator.keys()}
    found = {}
    for key, value in table.items():
        if key in ours and isinstance(value, str):
            value = value.rstrip("\n")
            value = {"≥": ">=", "＝": "="}.get(value, value) if key == "sign" else value
        if key not in ours or value not in ("", []):
            found[key] = value
    return found


@examples(200)
@given(texts)
def test_plain_texts_are_written_as_tomli_w_writes_them(text: str) -> None:
    expected = tomli_w.dumps({"value": text + "\n" if "\n" in text else text}, multiline_strings=True)
    written = emit(Declaration(indicators=(Indicator(value=text),)))
    assert written == "format = 1\n\n[[indicators]]\n" + (expected if text else "")


def test_what_is_forbidden_is_searched_for_as_it_is_defined() -> None:
    for char in map(chr, range(0x110000)):
        assert is_forbidden(char) == bool(FORBIDDEN.match(char))


@pytest.mark.parametrize("piece", ["\r\n", "\x1b", "\u202e", "\u200b", '"""', "\\"])
def test_the_generated_texts_hold_every_awkward_piece(piece: str) -> None:
    assert find(raw_texts, lambda text: piece in text, settings=REACH)
    assert find(extras, lambda extra: _holds(extra, piece), settings=REACH)


def _holds(value: Any, piece: str) -> bool:
    if isinstance(value, str):
        return piece in value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds(part, piece) for part in inner)
