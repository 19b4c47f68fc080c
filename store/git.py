"""The little that is asked of git. Its own words are passed on when it refuses."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from store.errors import ClerkError

TIMEOUT = 20
"""Seconds; a repository on a dead network drive must not hang the caller."""


def run(folder: Path, *arguments: str) -> bytes:
    """Standard output of a git command in `folder`; ClerkError with git's words when it fails."""
    # A repository's own configuration must not start programs while we only look.
    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT, check=False
        )
    except FileNotFoundError as error:
        raise ClerkError("这台机器没有 git，看不到以前的版本。") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ClerkError(f"git 没有回应：{error}。") from error
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        raise ClerkError(f"git 说：{words or done.returncode}。")
    return done.stdout


def show(revision: str, path: Path) -> bytes:
    """A file as it was at a revision; ClerkError when there is no such version."""
    folder = path.resolve().parent
    if revision.startswith("-"):
        raise ClerkError(f"“{revision}”不是版本名。")
    return run(folder, "show", "--no-textconv", f"{revision}:./{path.name}")
