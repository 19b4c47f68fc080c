"""The last frame as the terminal shows it, so that only cells that differ are sent.

Textual sends whole regions: a change of focus repaints the screen, a typed character its whole text area. Over a bad
line that is felt. Every frame passes through here on its way out, which is also the one place where a control
character of user text, should it ever come this far, is dropped instead of reaching the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, get_character_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from models.text import CLUSTER, is_forbidden

Cell = tuple[str, str]
"""a character with its combining marks (empty for the right half of a wide one), and its SGR codes"""

BLANK: Cell = (" ", "")
# Moving the cursor costs about seven bytes; sending a few unchanged cells is cheaper.
GAP = 4
# So many blanks are cheaper to erase than to send.
ERASE = 9


class Frame:
    """A copy of the terminal's cells."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._width = 0
        self._codes: dict[Style, tuple[str, str]] = {}
        self._unknown = False

    def forget(self) -> None:
        """Something else wrote to the terminal: clear it and send everything with the next frame."""
        self._unknown = True

    def _fit(self, width: int, height: int) -> str:
        """Blank rows for a new terminal or a new size, and the sequence that makes the terminal blank too."""
        if not self._unknown and len(self._rows) == height and self._width == width:
            return ""
        self._unknown = False
        self._width = width
        self._rows = [[BLANK] * width for _ in range(height)]
        return "\x1b[0m\x1b[2J"

    def changes(self, update: CompositorUpdate, console: Console, width: int, height: int) -> str:
        """The sequence that brings the terminal from the last frame to this one; remembers the new one."""
        out = [self._fit(width, height)]
        color_system = console._color_system
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                cells = [cell for strip in strips for cell in self._cells(strip, color_system)]
                self._place(out, y, update.region.x, cells, 0, width)
        elif isinstance(update, ChopsUpdate):
            for y, x1, x2 in update.spans:
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if strip is not None and x < x2 and end > x1:
                        self._place(out, y, x, self._cells(strip, color_system), x1, min(x2, end))
        return "".join(out)

    def _style_codes(self, style: Style | None, color_system: ColorSystem | None) -> tuple[str, str]:
        """SGR codes of a style for characters and for blanks, where only what shows on a blank counts."""
        if style is None or color_system is None:
            return "", ""
        codes = self._codes.get(style)
        if codes is None:
            # Every change of style begins with a reset, so the default colours need no codes.
            text = style._make_ansi_codes(color_system)
            if "38;" not in text and "48;" not in text:
                text = ";".join(code for code in text.split(";") if code not in ("39", "49"))
            coloured = style.bgcolor is not None and not style.bgcolor.is_default
            on_blanks = style.reverse or style.underline or style.strike or style.overline or coloured
            codes = self._codes[style] = (text, text if on_blanks else "")
        return codes

    def _cells(self, strip: Iterable[Segment], color_system: ColorSystem | None) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in strip:
            if control:
                continue
            codes, on_blanks = self._style_codes(style, color_system)
            if text.isascii() and text.isprintable():
                cells.extend([(char, on_blanks if char == " " else codes) for char in text])
                continue
            begin = len(cells)
            for char in text:
                size = get_character_cell_size(char)
                if CLUSTER.match(char):
                    # Left out: what is joined by it has another width in every terminal.
                    continue
                if size == 2:
                    cells.append((char, codes))
                    cells.append(("", codes))
                elif size == 1 and not is_forbidden(char):
                    cells.append((char, codes))
                elif size == 1:
                    cells.append(("?", codes))
                elif cells and not is_forbidden(char) and not char.isspace():
                    at = -1 if cells[-1][0] else -2
                    cells[at] = (cells[at][0] + char, cells[at][1])
            # As many cells as the layout gives the text.
            missing = cell_len(text) - (len(cells) - begin)
            cells.extend([(" ", on_blanks)] * missing)
        return cells

    def _place(self, out: list[str], y: int, x: int, cells: Sequence[Cell], x1: int, x2: int) -> None:
        """Write those of `cells` (beginning at column `x`) that lie in columns x1…x2 and differ from row `y`."""
        if not 0 <= y < len(self._rows):
            return
        row = self._rows[y]
        first, last = max(x, x1), min(x + len(cells), x2, self._width)
        start = None
        quiet = 0
        for column in range(first, last):
            new = cells[column - x]
            if row[column] != new:
                row[column] = new
                if start is None:
                    start = column
                quiet = 0
            elif start is not None:
                quiet += 1
                if quiet > GAP:
                    self._write(out, y, start, column - quiet + 1)
                    start, quiet = None, 0
        if start is not None:
            self._write(out, y, start, last - quiet)

    def _write(self, out: list[str], y: int, start: int, end: int) -> None:
        row = self._rows[y]
        if start and not row[start][0]:
            start -= 1
        out.append(f"\x1b[{y + 1};{start + 1}H")
        current = ""
        at = start
        while at < end:
            blanks = _blanks(row, at, end)
            if blanks >= ERASE:
                out.append(f"\x1b[0m\x1b[{blanks}X" if current else f"\x1b[{blanks}X")
                current = ""
                at += blanks
                if at < end:
                    out.append(f"\x1b[{blanks}C")
                continue
            char, codes = row[at]
            if codes != current:
                out.append(f"\x1b[0;{codes}m" if codes else "\x1b[0m")
                current = codes
            out.append(char)
            at += 1
        if current:
            out.append("\x1b[0m")


def _blanks(row: Sequence[Cell], start: int, end: int) -> int:
    at = start
    while at < end and row[at] == BLANK:
        at += 1
    return at - start


class FrameUpdate(CompositorUpdate):
    """A compositor's update that sends only what differs from the frame before."""

    def __init__(self, frame: Frame, update: CompositorUpdate, width: int, height: int) -> None:
        self._frame = frame
        self._update = update
        self._size = (width, height)

    def render_segments(self, console: Console) -> str:
        return self._frame.changes(self._update, console, *self._size)
