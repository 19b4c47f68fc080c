"""项目文本公开 of Yunnan: the narrative in eight sections, then the 项目绩效目标表."""

from __future__ import annotations

from collections.abc import Iterator

from exports.forms import form
from exports.forms.yn_target import target_grid
from exports.grid import Options, Page, Paragraph
from exports.years import year_text
from models.declaration import Declaration
from models.vocabulary import SECTIONS, UNIT_FACTS


@form("yn-text", "项目文本公开", source="云南省重点领域财政项目文本公开，版式见昆明市呈贡区2026年公开文本")
def lay_out(declaration: Declaration, options: Options) -> Page:
    """Title, sections and table of one project."""
    title = title_of(declaration) or "项目文本公开"
    return Page(
        title=title,
        blocks=(
            Paragraph(title, "title"),
            *_sections(declaration, options),
            Paragraph(options.label("target_title"), "caption"),
            target_grid(declaration, options),
        ),
    )


def title_of(declaration: Declaration) -> str:
    """`<单位名称><年份>年<项目名称>`, ending in 项目 once."""
    project = declaration.project
    year = year_text(project.year)
    name = project.name if not project.name or project.name.endswith("项目") else f"{project.name}项目"
    title = f"{declaration.unit.name}{year + '年' if year else ''}{name}"
    return " ".join(title.split("\n"))


def _sections(declaration: Declaration, options: Options) -> Iterator[Paragraph]:
    for section in SECTIONS:
        yield Paragraph(options.label(f"section_{section.key}"), "heading")
        if section.key == "unit":
            yield from _unit_facts(declaration, options)
        else:
            yield from paragraphs(getattr(declaration.project, section.key))


def _unit_facts(declaration: Declaration, options: Options) -> Iterator[Paragraph]:
    for fact in UNIT_FACTS:
        first, *more = getattr(declaration.unit, fact.key).split("\n")
        yield Paragraph(f"{options.label(f'unit_{fact.key}')}：{first}", "fact")
        yield from paragraphs("\n".join(more))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Each line of a text as a paragraph; blank lines only separate them."""
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line)
