"""A Word document: running text as GB/T 9704 sets it, each grid as a real table on paper of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocParagraph

from exports.grid import Grid, Page, Paragraph
from exports.metrics import line_count
from exports.office import reproducible, xml_text
from exports.word_table import GRID_SIZE, GRID_STYLES, tables

NOTHING = Pt(0)
LINE_PITCH = Pt(28.95)
"""22 lines on the 225 mm of a page."""

LONG, SHORT = Cm(29.7), Cm(21)
GRID_SIDE, GRID_MARGIN = Cm(1.5), Cm(1.8)
"""Margins of paper for a grid: left and right, above and below."""

PITCHES = {"title": Pt(30), "caption": Pt(30), "subtitle": Pt(20)}
"""Of the lines above a grid; of others `LINE_PITCH`."""

_SIZES = {"subtitle": 12, "left": 10, "right": 10}
"""Font sizes of the lines above a grid, where they are not those of a caption."""

_INDENT_CHARACTERS = 2
_AFTER_SPACING = ("w:autoSpaceDN", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
"""What the file format wants behind the spacing of characters."""

_STYLES = {
    "title": "Title",
    "subtitle": "Table Subtitle",
    "heading": "Heading 1",
    "caption": "Table Title",
    "body": "Normal",
    "fact": "Normal",
    "left": "Left",
    "right": "Right",
}


def render(page: Page) -> bytes:
    """The page as a Word document."""
    document = Document()
    _make_styles(document)
    _describe(document, page.title)
    section = document.sections[0]
    for number, part in enumerate(page.parts()):
        if number:
            section = document.add_section(WD_SECTION.NEW_PAGE)
        _set_paper(section, part.grid)
        for block in part.paragraphs:
            # Above a grid even the title of the page is only the title of a table.
            above_grid = part.grid is not None and block.style == "title"
            _add_paragraph(document, replace(block, style="caption") if above_grid else block)
        if part.grid is not None:
            width, height = _size(part.grid)
            room = width.pt - 2 * GRID_SIDE.pt
            down = height.pt - 2 * GRID_MARGIN.pt
            for element in tables(part.grid, room, _height_of(part.paragraphs, room), down):
                document.element.body.insert_element_before(element, "w:sectPr")
            _add_end(document)
    _number_pages(document)
    out = BytesIO()
    document.save(out)
    return reproducible(out.getvalue())


def _describe(document: DocumentType, title: str) -> None:
    properties = document.core_properties
    properties.title = xml_text(title)[:255]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.language = "zh-CN"


def _make_styles(document: DocumentType) -> None:
    """Fonts and spacing by style, so that one change in Word changes all text of a kind."""
    for language in document.styles.element.iter(qn("w:lang")):
        # Programs choose the shapes of characters by it where the font itself is missing.
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = _style(document, "Normal", "仿宋", 16)
    _space(normal, LINE_PITCH)
    _indent(normal, _INDENT_CHARACTERS)
    title = _style(document, "Title", "方正小标宋简体", 22)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _space(title, Pt(36), after=LINE_PITCH)
    heading = _style(document, "Heading 1", "黑体", 16)
    _space(heading, LINE_PITCH)
    heading.paragraph_format.keep_with_next = True
    for each in (title, heading):
        borders = each.element.get_or_add_pPr().find(qn("w:pBdr"))
        if borders is not None:
            each.element.get_or_add_pPr().remove(borders)
    caption = _style(document, "Table Title", "方正小标宋简体", 18, based_on="Heading 1")
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _space(caption, PITCHES["caption"])
    subtitle = _style(document, "Table Subtitle", "宋体", 12)
    subtitle.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subtitle.paragraph_format.keep_with_next = True
    _space(subtitle, PITCHES["subtitle"])
    for each in (title, caption, subtitle):
        _indent(each, 0)
    for name, alignment in (("Left", WD_ALIGN_PARAGRAPH.LEFT), ("Right", WD_ALIGN_PARAGRAPH.RIGHT)):
        line = _style(document, name, "宋体", 10)
        line.paragraph_format.alignment = alignment
        _indent(line, 0)
    for name, (font, alignment) in GRID_STYLES.items():
        cell = _style(document, name, font, GRID_SIZE)
        cell.paragraph_format.alignment = alignment
        cell.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)
        _indent(cell, 0)
        _set_tight(cell)
    footer = _style(document, "Footer", "宋体", 14)
    footer.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _indent(footer, 0)


def _style(
    document: DocumentType, name: str, font: str, size: float, *, based_on: str = "Normal"
) -> ParagraphStyle:
    """A paragraph style in a Chinese font, Times New Roman for Western text."""
    styles = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[based_on]
    style = styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        # The template's fonts come from its theme, which would win over the names set here.
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    properties.insert(0, fonts)
    for kind in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(kind)):
            properties.remove(old)
    return style


def _space(style: ParagraphStyle, pitch: Length, *, after: Length = NOTHING) -> None:
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = pitch
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = after


def _indent(style: ParagraphStyle, characters: int) -> None:
    """Indent the first line by characters of whatever size the text has."""
    size = style.font.size or Pt(16)
    style.paragraph_format.first_line_indent = Pt(characters * size.pt)
    style.element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(characters * 100))


def _set_tight(style: ParagraphStyle) -> None:
    """No room between Chinese and Western characters, so that cells break lines where heights expect it."""
    properties = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDN", "w:autoSpaceDE"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        properties.insert_element_before(off, *_AFTER_SPACING)


def _size(grid: Grid | None) -> tuple[Length, Length]:
    """Width and height of the paper for a grid, or for running text."""
    return (LONG, SHORT) if grid is not None and grid.landscape else (SHORT, LONG)


def _set_paper(section: Section, grid: Grid | None) -> None:
    width, height = section.page_width, section.page_height = _size(grid)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    if grid is not None:
        section.top_margin = section.bottom_margin = GRID_MARGIN
        section.left_margin = section.right_margin = GRID_SIDE
        section.footer_distance = Cm(1)
    else:
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        section.footer_distance = Cm(2.5)


def _add_paragraph(document: DocumentType, block: Paragraph) -> None:
    text = xml_text(block.text)
    paragraph = document.add_paragraph(text, style=_STYLES[block.style])
    if text[:1].isspace() and block.style in ("body", "fact"):
        # Whoever typed an indent gets that one.
        paragraph.paragraph_format.first_line_indent = Pt(0)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "0")


def _height_of(above: Sequence[Paragraph], room: float) -> float:
    """Points that the title and the other lines above a grid take."""
    height = 0.0
    for block in above:
        lines = line_count(block.text, room / _SIZES.get(block.style, 18))
        height += lines * PITCHES.get(block.style, LINE_PITCH).pt
    return height


def _add_end(document: DocumentType) -> None:
    """A document may not end in a table; the paragraph after it must not need a page of its own."""
    shrink(document.add_paragraph())


def shrink(paragraph: DocParagraph) -> None:
    """Make an empty paragraph take no room."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(1)
    paragraph.paragraph_format.space_after = Pt(0)


def _number_pages(document: DocumentType) -> None:
    """`— 1 —` at the outer side of each page."""
    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    for footer, alignment in (
        (first.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (first.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = alignment
        paragraph.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        paragraph.add_run(" —")
