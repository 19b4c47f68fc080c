"""One file per output format.

A module of this package is named after the format's suffix and has `render(page: Page) -> bytes`; it is
imported only when it is used. `screen` is the preview in a terminal and no file format.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from exports.grid import Page

_ORDER = ("xlsx", "docx", "html", "txt", "md")
SUFFIXES = tuple(
    sorted(
        (module.name for module in pkgutil.iter_modules(__path__) if module.name != "screen"),
        key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name),
    )
)
"""The suffix of every output format, the usual ones first."""


def renderer(suffix: str) -> Callable[[Page], bytes]:
    """The function that renders a page as a file of this suffix; KeyError for an unknown one."""
    if suffix not in SUFFIXES:
        raise KeyError(suffix)
    module = importlib.import_module(f"{__name__}.{suffix}")
    render: Callable[[Page], bytes] = module.render
    return render
