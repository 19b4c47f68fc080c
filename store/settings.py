"""The tables of `jixiao.toml`, read one by one; everything wrong in them is an error with its line.

See `store.workspace` for what the file looks like.
"""

from __future__ import annotations

import difflib
import itertools
import string
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import tomli

from models.declaration import FORMAT, Unit
from models.practice import EvaluationMethod, Practice
from models.selection import Selection
from models.text import clean
from models.vocabulary import LABELS, NULL_MARK
from store.toml_errors import UnreadableToml, syntax_error
from store.toml_scan import Path as Keys
from store.toml_scan import Places

_EXPORT = ("null_mark", "publication")
_RULES = ("select", "ignore", "severity", "per-file-ignores")
_EVALUATION = ("method", "grades", "execution_weight")
_WHOLE = 100
_WORDS = {"vague": "vague_words", "boilerplate": "boilerplate", "units": "units"}


class Settings:
    """One workspace file; each method reads a part. Raises UnreadableToml, here already when it is no TOML."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        try:
            self.data: dict[str, Any] = tomli.loads(text)
        except (ValueError, RecursionError) as error:
            raise syntax_error(error, text, str(path)) from error

    def check_format(self) -> None:
        """Refuse a file of a newer layout."""
        version = self.data.get("format", FORMAT)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self._wrong(("format",), f"format 应为 {FORMAT}")
        if version > FORMAT:
            self._wrong(
                ("format",), f"这个工作区的版本是 {version}，本程序只认识到 {FORMAT}", "请升级 jixiao。"
            )

    def unit(self) -> Unit:
        """[unit]: facts of the bureau."""
        return Unit.of(**self._texts("unit", Unit.keys()))

    def labels(self) -> dict[str, str]:
        """[labels]: headings by label key."""
        own = self._table(("labels",))
        shared = {key: value for key, value in own.items() if not isinstance(value, dict)}
        labels = self._checked_texts("labels", shared, LABELS)
        for key, label in labels.items():
            if "\n" in label:
                self._wrong(("labels", key), f"[labels] 的 {key} 只能写一行")
            unknown = places(label) - places(LABELS[key])
            if unknown:
                allowed = "、".join(f"{{{name}}}" for name in sorted(places(LABELS[key])))
                do = f"可用的有 {allowed}。" if allowed else "这个标题里没有可以代入的内容。"
                self._wrong(("labels", key), f"[labels] 的 {key} 里不认识花括号“{{{min(unknown)}}}”", do)
        return labels

    def form_labels(self) -> dict[str, dict[str, str]]:
        """[labels.<form id>]: what one form prints differently. Which forms and keys there are, only the forms
        know: `tui.exporting` refuses the others."""
        tables = {key: value for key, value in self._table(("labels",)).items() if isinstance(value, dict)}
        for form, labels in tables.items():
            for key, value in labels.items():
                if not isinstance(value, str) or "\n" in value:
                    self._wrong(("labels", form, key), f"[labels.{form}] 的 {key} 应是一行文字，要加引号")
        return {
            form: {key: clean(value).strip() for key, value in labels.items()}
            for form, labels in tables.items()
        }

    def null_mark(self) -> str:
        """[export] null_mark: what is printed where a long column is empty."""
        mark: str = self._table(("export",), _EXPORT).get("null_mark", NULL_MARK)
        if mark not in (NULL_MARK, ""):
            self._wrong(("export", "null_mark"), f'[export] 的 null_mark 只能是 "{NULL_MARK}" 或 ""')
        return mark

    def publication(self) -> tuple[str, ...]:
        """[export] publication: the forms that the bureau publishes, by id; empty for the usual ones."""
        wanted = self._table(("export",), _EXPORT).get("publication")
        return () if wanted is None else self._strings(("export", "publication"), wanted)

    def practice(self) -> Practice:
        """[words], [tree] and [evaluation]: what the bureau judges and reckons points by."""
        words = self._table(("words",), _WORDS)
        own: dict[str, Any] = {
            _WORDS[key]: self._strings(("words", key), value) for key, value in words.items()
        }
        tree = self._table(("tree",))
        branches = tuple(
            (clean(level1).strip(), self._strings(("tree", level1), level2))
            for level1, level2 in tree.items()
        )
        return Practice(tree=branches, **own, **self._evaluation())

    def _evaluation(self) -> dict[str, Any]:
        """[evaluation]: only what it sets."""
        own = self._table(("evaluation",), _EVALUATION)
        found: dict[str, Any] = {}
        if "method" in own:
            if own["method"] not in list(EvaluationMethod):
                choices = "、".join(f'"{each}"' for each in EvaluationMethod)
                self._wrong(("evaluation", "method"), f"[evaluation] 的 method 只能是 {choices}")
            found["method"] = EvaluationMethod(own["method"])
        if "grades" in own:
            found["grades"] = self._grades(own["grades"])
        if "execution_weight" in own:
            weight = _decimal(own["execution_weight"])
            if weight is None or not 0 <= weight < _WHOLE:
                what = "[evaluation] 的 execution_weight 应是从 0 到 100（不含）的数"
                self._wrong(("evaluation", "execution_weight"), what, "不考核预算执行率时写 0。")
            found["execution_weight"] = weight
        return found

    def _grades(self, value: Any) -> tuple[Decimal, ...]:
        points = [_decimal(each) for each in value] if isinstance(value, list) else []
        known = tuple(each for each in points if each is not None and 0 < each <= _WHOLE)
        falling = all(higher > lower for higher, lower in itertools.pairwise(known))
        if len(points) != len(known) or len(known) != len(Practice.grades) or not falling:
            what = "[evaluation] 的 grades 应是优、良、中各从多少分起，三个从大到小的数"
            self._wrong(("evaluation", "grades"), what, "请写成 grades = [90, 80, 60]。")
        return known

    def selection(self) -> Selection:
        """[rules]: which rules are wanted, and how gravely they are taken."""
        rules = self._table(("rules",), _RULES)
        if not rules:
            return Selection()
        per_file = self._table(("rules", "per-file-ignores"))
        return Selection(
            select=self._codes(("rules", "select"), rules.get("select", [])),
            ignore=self._codes(("rules", "ignore"), rules.get("ignore", [])),
            severities=self._severities(),
            per_file={
                pattern: self._codes(("rules", "per-file-ignores", pattern), codes)
                for pattern, codes in per_file.items()
            },
        )

    def _severities(self) -> dict[str, Any]:
        from models.rule import Severity

        found = {}
        for code, word in self._table(("rules", "severity")).items():
            keys = ("rules", "severity", code)
            self._known(keys, code)
            if word not in list(Severity):
                self._wrong(keys, f"[rules.severity] 的 {code} 只能是 {'、'.join(Severity)}")
            found[code.strip().upper()] = Severity(word)
        return found

    def _codes(self, keys: Keys, value: Any) -> tuple[str, ...]:
        codes = self._strings(keys, value)
        for code in codes:
            self._known(keys, code, families=True)
        return codes

    def _known(self, keys: Keys, code: str, *, families: bool = False) -> None:
        """A code, or a family where one may stand, that names rules."""
        from models.rule import UnknownRuleError, rules_named

        try:
            rules_named(code)
        except UnknownRuleError as error:
            near = f"是不是 {'、'.join(error.near)}？" if error.near else ""
            self._wrong(keys, f"没有规则“{code}”", near + "jixiao rules 列出全部规则。")
        if not families and len(code.strip()) == 1:
            self._wrong(keys, f"这里要写一条规则的代码，不能写整类“{code}”")

    def _table(self, keys: Keys, known: Collection[str] | None = None) -> dict[str, Any]:
        values: Any = self.data
        for key in keys:
            values = values.get(key, {})
        name = ".".join(map(str, keys))
        if not isinstance(values, dict):
            self._wrong(keys, f"{name} 应是一个表，写成 [{name}]")
        if known is not None:
            self._refuse_unknown(keys, values, known)
        return values

    def _refuse_unknown(self, keys: Keys, values: dict[str, Any], known: Collection[str]) -> None:
        name = ".".join(map(str, keys))
        for key in values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                hint = f"是不是 {near[0]}？" if near else f"可用的键：{'、'.join(known)}。"
                self._wrong((*keys, key), f"[{name}] 里不认识“{key}”", hint)

    def _texts(self, table: str, known: Collection[str]) -> dict[str, str]:
        return self._checked_texts(table, self._table((table,)), known)

    def _checked_texts(self, table: str, values: dict[str, Any], known: Collection[str]) -> dict[str, str]:
        self._refuse_unknown((table,), values, known)
        for key, value in values.items():
            if not isinstance(value, str):
                self._wrong((table, key), f"[{table}] 的 {key} 应是文字，要加引号")
        return {key: clean(value).strip() for key, value in values.items()}

    def _strings(self, keys: Keys, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            name = f"[{'.'.join(map(str, keys[:-1]))}] 的 {keys[-1]}"
            self._wrong(keys, f"{name} 应是一列文字", f'请写成 {_key(keys[-1])} = ["…", "…"]。')
        return tuple(clean(each).strip() for each in value)

    def _wrong(self, keys: Keys, what: str, do: str = "") -> NoReturn:
        raise UnreadableToml.at(str(self.path), self.text, Places(self.text).key(keys), what, do)


def _decimal(value: Any) -> Decimal | None:
    """A number as it was written; None for everything else, infinity and the like included."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def _key(key: str | int) -> str:
    return str(key) if str(key).isascii() else f'"{key}"'


def places(label: str) -> set[str]:
    """The names in braces; a brace that opens or closes nothing counts as one of its own."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(label) if name is not None}
    except ValueError:
        return {"…"}
