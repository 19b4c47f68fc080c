"""What the xlsx and docx renderers share: text as XML can hold it, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from models.text import clean

_CORE = "docProps/core.xml"
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF))


class UnprintableError(ValueError):
    """A page cannot be written in a format; the message is a Chinese sentence for the user."""


def xml_text(text: str) -> str:
    """`text` without what XML cannot hold."""
    return text if text.isprintable() else clean(text).translate(_NO_CHARACTERS)


def reproducible(data: bytes, amended: Callable[[str, bytes], Iterable[bytes]] | None = None) -> bytes:
    """An xlsx or docx file with fixed dates and attributes of its parts, and no dates in its properties.

    `amended` gives the pieces of a part as it shall be, by its name and what is there.
    """
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == _CORE:
                part = _DATES.sub(b"", part)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            with target.open(entry, "w") as written:
                for piece in amended(name, part) if amended else (part,):
                    written.write(piece)
    return out.getvalue()
