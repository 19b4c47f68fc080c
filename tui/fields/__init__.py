"""The form of every section as data: which fields it has, what they are called, how text becomes a value.

Adding a field to the file means one line here: in `project.py`, or in `parts.py` where it belongs to a later stage.
"""

from __future__ import annotations

from tui.fields.kinds import (
    Choices,
    Field,
    Form,
    Kind,
    beside,
    from_text,
    note_on,
    to_text,
    with_words,
    words_in,
)
from tui.fields.parts import (
    ALL_FORMS,
    FULL_INDICATOR,
    NO_PARTS,
    Part,
    Parts,
    filled_parts,
    indicator_form,
    is_empty_part,
    keys_of,
    name_of,
    section_of,
    sections_of,
    shown_parts,
)
from tui.fields.places import TASKS, describe, form_of, index_of, is_there, label_of, row_of
from tui.fields.project import GOALS, INDICATOR, NARRATIVE, PROJECT, SECTIONS, UNIT, with_beginning

__all__ = [
    "ALL_FORMS",
    "FULL_INDICATOR",
    "GOALS",
    "INDICATOR",
    "NARRATIVE",
    "NO_PARTS",
    "PROJECT",
    "SECTIONS",
    "TASKS",
    "UNIT",
    "Choices",
    "Field",
    "Form",
    "Kind",
    "Part",
    "Parts",
    "beside",
    "describe",
    "filled_parts",
    "form_of",
    "from_text",
    "index_of",
    "indicator_form",
    "is_empty_part",
    "is_there",
    "keys_of",
    "label_of",
    "name_of",
    "note_on",
    "row_of",
    "section_of",
    "sections_of",
    "shown_parts",
    "to_text",
    "with_beginning",
    "with_words",
    "words_in",
]
