"""How the files of a folder stand in git, from one look at it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from store import git
from store.git import GitState, standing


def run(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a workspace in a folder of it, and a folder name that git would quote."""
    folder = tmp_path / "库" / "绩效 申报"
    for name in (
        "2026/甲.toml",
        "2026/乙 丙.toml",
        "2026/丁.toml",
        "2027/新.toml",
        "旧的/草稿.toml",
        "外.toml",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    (folder / ".gitignore").write_text("旧的/\n", "utf-8")
    run(tmp_path / "库", "init", "-q")
    run(folder, "add", "2026/甲.toml", "2026/乙 丙.toml", ".gitignore")
    run(folder, "commit", "-qm", "第一次")
    (folder / "2026" / "乙 丙.toml").write_text("改过", "utf-8")
    run(folder, "add", "2026/丁.toml")
    return folder


def test_every_file_has_its_state_also_in_new_and_ignored_folders(repository, tmp_path):
    found = standing(repository)
    states = {path.name: found.of(path) for path in sorted(repository.rglob("*.toml"))}
    assert states == {
        "甲.toml": GitState.COMMITTED,
        "乙 丙.toml": GitState.MODIFIED,
        "丁.toml": GitState.MODIFIED,
        "新.toml": GitState.UNTRACKED,
        "外.toml": GitState.UNTRACKED,
        "草稿.toml": GitState.OUTSIDE,
    }
    assert found.of(tmp_path / "别处.toml") is GitState.OUTSIDE


def test_names_are_found_through_a_link_and_from_below(repository, tmp_path, monkeypatch):
    link = tmp_path / "链接"
    link.symlink_to(repository)
    assert standing(link).of(link / "2026" / "乙 丙.toml") is GitState.MODIFIED
    monkeypatch.chdir(repository / "2026")
    assert standing(Path(".")).of(Path("甲.toml")) is GitState.COMMITTED


def test_without_git_or_with_a_broken_repository_everything_is_outside(repository, tmp_path, monkeypatch):
    outside = tmp_path / "空"
    outside.mkdir()
    assert standing(outside).of(outside / "甲.toml") is GitState.OUTSIDE
    (tmp_path / "库" / ".git" / "HEAD").write_text("坏了", "utf-8")
    assert standing(repository).of(repository / "2026" / "甲.toml") is GitState.OUTSIDE
    monkeypatch.setenv("PATH", str(outside))
    assert standing(repository) == git.Standing()


def test_a_repository_that_does_not_answer_is_no_error(repository, monkeypatch):
    def hang(command, **options):
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(subprocess, "run", hang)
    assert standing(repository) == git.Standing()


def test_the_signs_are_told_apart_without_colour():
    assert len({state.sign for state in GitState}) == len(GitState)
