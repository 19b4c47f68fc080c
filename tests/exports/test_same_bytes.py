"""The same declaration gives the same file, whenever and wherever it is written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from exports.renderers import SUFFIXES, renderer

from .published import page

PROGRAM = """
import sys
from hashlib import sha256
from exports.renderers import SUFFIXES, renderer
from tests.exports.published import page
for suffix in SUFFIXES:
    print(suffix, sha256(renderer(suffix)(page("yn-text"))).hexdigest())
"""


def test_later_processes_with_other_hash_seeds_write_the_same():
    here = {suffix: sha256(renderer(suffix)(page("yn-text"))).hexdigest() for suffix in SUFFIXES}
    # Zip files count time in steps of two seconds.
    time.sleep(2.1)
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        )
        assert dict(row.split() for row in ran.stdout.splitlines()) == here


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_no_part_carries_a_date(suffix):
    with ZipFile(BytesIO(renderer(suffix)(page("yn-text")))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in parts.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_formats_are_found_by_their_files():
    assert SUFFIXES == ("xlsx", "docx", "html", "txt", "md")
    with pytest.raises(KeyError):
        renderer("exe")
