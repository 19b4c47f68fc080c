"""An error of the program itself, told in a sentence; its details go into a file for the maintainers."""

from __future__ import annotations

import traceback
from pathlib import Path

EXIT_BROKEN = 70


def write_report() -> Path | None:
    """Write the traceback of the exception being handled; where it stands, or None when that failed too."""
    from platformdirs import user_state_path

    path = user_state_path("jixiao") / "error.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path


def sentences(report: Path | None) -> list[str]:
    """What the user is told about it."""
    return [
        "jixiao：程序出错，已停止。",
        f"错误的细节写在 {report}，请交给维护人员。" if report else "错误的细节没有能写下来。",
    ]
