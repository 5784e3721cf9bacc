"""A start finds the base as the one before left it, and believes nobody else."""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Settings
from bot.errors import KnowledgeError
from bot.knowledge.loader import load
from bot.knowledge.models import KnowledgeBase
from bot.matching.matcher import match
from bot.running import compiled
from tests.conftest import FICHE

QUESTIONS = ("un dromadaire au jardin", "kan ouvre la bibliotek", "c koi un jardin partagé ?", "?")


@pytest.fixture
def settings(base: Path, tmp_path: Path) -> Settings:
    return Settings(knowledge_dir=base, state_dir=tmp_path / "state")


def kept(settings: Settings) -> Path:
    """The one file that was kept."""
    assert settings.state_dir is not None
    (found,) = (settings.state_dir / compiled.FOLDER).iterdir()
    return found


def answers(base: KnowledgeBase) -> list[object]:
    return [match(question, base.index()) for question in QUESTIONS]


def same(one: KnowledgeBase, other: KnowledgeBase) -> bool:
    """Whether two bases hold and answer the same."""
    lists = ("domains", "trainings", "contacts", "outside", "publishers", "vocabulary", "digest")
    return (
        dict(one.entries) == dict(other.entries)
        and all(getattr(one, name) == getattr(other, name) for name in lists)
        and answers(one) == answers(other)
    )


def test_what_was_kept_holds_and_answers_the_same(settings: Settings) -> None:
    fresh = load(settings.knowledge_dir)
    compiled.ready(settings)
    before = kept(settings).stat()
    again = compiled.ready(settings)
    after = kept(settings).stat()  # reading it moves its time of access
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert type(again.entries) is not dict  # not read from YAML
    assert same(again, fresh)
    sample = [entry.tests for entry in fresh.entries.values()]
    assert sample
    for question in (test for tests in sample for test in tests):
        assert match(question, again.index()) == match(question, fresh.index())


def test_a_changed_file_is_read(settings: Settings) -> None:
    compiled.ready(settings)
    (settings.knowledge_dir / "jardins" / "dromadaires.yaml").write_text(FICHE, "utf-8")
    assert "dromadaires" in compiled.ready(settings).entries


def test_a_huge_file_is_not_read_whole_to_tell_whether_anything_changed(
    settings: Settings,
) -> None:
    huge = settings.knowledge_dir / "jardins" / "dromadaires.yaml"
    huge.touch()
    os.truncate(huge, 200_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(KnowledgeError, match="64"):
            compiled.ready(settings)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000


def spoilt(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def cut(path: Path) -> None:
    os.truncate(path, 10)


def linked(path: Path) -> None:
    aside = path.rename(path.with_name(".aside"))
    path.symlink_to(aside)


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


@pytest.mark.parametrize(
    "spoil",
    [
        spoilt,
        cut,
        linked,
        piped,
        lambda path: path.chmod(0o620),
        lambda path: path.parent.chmod(0o777),
    ],
    ids=["damaged", "cut", "link", "pipe", "file others write", "folder others write"],
)
def test_what_somebody_may_have_written_is_not_believed(
    settings: Settings, spoil: Callable[[Path], object]
) -> None:
    compiled.ready(settings)
    spoil(kept(settings))
    assert type(compiled.ready(settings).entries) is dict  # read from YAML


def test_a_base_is_served_where_nothing_can_be_kept(settings: Settings) -> None:
    assert settings.state_dir is not None
    settings.state_dir.write_text("a file where a folder should be", "utf-8")
    assert compiled.ready(settings).entries
