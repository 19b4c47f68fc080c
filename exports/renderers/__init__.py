"""One file per output format; `all_renderers()` finds them.

A module of this package is named after the format's suffix and has `render(page: Page) -> bytes`. Modules without
`render` (such as `screen`, the terminal preview) are not file formats. The module is imported only when it is used.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

from exports.grid import Page

SUFFIXES = ("xlsx", "docx", "html", "txt")


def renderer(suffix: str) -> Callable[[Page], bytes]:
    """The function that renders a page as a file of this suffix; KeyError for an unknown one."""
    if suffix not in SUFFIXES:
        raise KeyError(suffix)
    module = importlib.import_module(f"{__name__}.{suffix}")
    render: Callable[[Page], bytes] = module.render
    return render
