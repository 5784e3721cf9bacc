"""Logged questions for tests, and the sample base with its index."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.loader import load
from bot.knowledge.models import KnowledgeBase
from bot.matching.index import Index
from bot.matching.normalize import normal_form
from bot.questionlog.records import LoggedQuestion
from tests.conftest import SAMPLE

NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
Ask = Callable[..., LoggedQuestion]


@pytest.fixture
def ask() -> Ask:
    """Makes unanswered questions, numbered from 1, each by another person unless told."""
    made = 0

    def make(text: str, *events: tuple[str, str], **fields: Any) -> LoggedQuestion:
        nonlocal made
        made += 1
        values: dict[str, Any] = {
            "id": made, "asked_at": NOW, "channel": "telegram", "person": f"p{made}",
            "town": None, "text": text, "outcome": "none", "entry": None, "confidence": None,
            "candidates": (), "domain": None, "knowledge": "", "feedback": None,
            "status": "nouvelle", "normal": normal_form(text),
            "events": tuple((NOW, kind, detail) for kind, detail in events),
        }  # fmt: skip
        return LoggedQuestion(**{**values, **fields})

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample base."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "base"))


@pytest.fixture(scope="session")
def sample() -> KnowledgeBase:
    """The sample base."""
    return load(SAMPLE)


@pytest.fixture(scope="session")
def index(sample: KnowledgeBase) -> Index:
    """Its index."""
    return Index.build(sample.documents(), sample.lexicon())
