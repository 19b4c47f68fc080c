"""C01: the eight sections of the project text."""

from __future__ import annotations

from collections.abc import Iterator

from models.declaration import Declaration
from models.rows import join
from models.rule import Finding, Scope, Severity, rule
from models.vocabulary import NARRATIVE


@rule(
    "C01",
    Severity.ERROR,
    "项目文本的八个部分都要填写",
    scope=Scope.PROJECT,
    why="项目文本要公开，缺少任何一部分都属于要素不完整，会被退回。项目名称是各张表之间对应的依据，也不能空着。",
    source="云南省项目文本公开格式（项目名称至项目实施成效八部分）；财预〔2015〕88号 审核表“规范完整性”",
    mend="补写缺少的部分；确实没有内容的，写明原因，不要留空。",
    violating={"project.plan": ""},
    clean={},
)
def sections(declaration: Declaration) -> Iterator[Finding]:
    project = declaration.project
    if not project.name.strip():
        yield Finding("project.name", "没有填写项目名称，请按项目库中的全称填写")
    missing = [term for term in NARRATIVE if not getattr(project, term.key).strip()]
    if len(missing) == len(NARRATIVE):
        yield Finding("project", f"项目文本还是空的，请填写{join([term.heading for term in missing])}")
        return
    for term in missing:
        yield Finding(f"project.{term.key}", f"“{term.heading}”没有内容，请补写")
