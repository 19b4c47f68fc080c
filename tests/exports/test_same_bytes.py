"""The same declaration gives the same file, whenever and wherever it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from exports.forms import Material, all_forms
from exports.grid import Options
from exports.renderers import SUFFIXES, renderer

from . import evaluated, published

LATER = """
import datetime, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(2031, 7, 8, 9, 10, 11, tzinfo=tz)
    @classmethod
    def utcnow(cls): return cls.now()
datetime.datetime = Later
time.time = lambda: 1_941_000_000.0
from tests.exports.test_same_bytes import prints
print(*prints(), sep="\\n")
"""


def prints() -> list[str]:
    """Form, format and digest of every form of two projects in every format."""
    material = Material((evaluated.declaration(), published.declaration()))
    return [
        f"{form.id} {suffix} {number} {sha256(renderer(suffix)(page)).hexdigest()}"
        for form in all_forms().values()
        for number, page in enumerate(form.pages(material, Options()))
        for suffix in SUFFIXES
    ]


def test_processes_with_other_hash_seeds_in_other_zones_years_later_write_the_same():
    here = prints()
    assert len(here) >= len(all_forms()) * len(SUFFIXES)
    ran = [
        subprocess.Popen(
            [sys.executable, "-c", LATER],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles"))
    ]
    for process in ran:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert out.splitlines() == here


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_no_part_carries_a_date(suffix):
    with ZipFile(BytesIO(renderer(suffix)(published.page("yn-text")))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in parts.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_formats_are_found_by_their_files():
    assert SUFFIXES == ("xlsx", "docx", "html", "txt", "md")
    with pytest.raises(KeyError):
        renderer("exe")
