"""The shipped base: right to the last fiche, and its schemas up to date."""

import json
from pathlib import Path

import pytest

from bot.clock import local_today
from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.checks import advice, structural
from bot.knowledge.files import read_folder
from bot.knowledge.html import MAX_MESSAGE, answer_html, details_html
from bot.knowledge.loaded import Loaded
from bot.knowledge.schema import schemas
from bot.texts import privacy
from tests.telegram_server.html import HtmlParser


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    """The base as it is on disk."""
    return read_folder(SHIPPED_KNOWLEDGE)


def test_no_fault(shipped: Loaded) -> None:
    today = local_today()
    faults = shipped.faults + structural(shipped, today) + advice(shipped, today)
    assert [str(fault) for fault in faults if "devait être revue" not in fault.message] == []


def test_telegram_accepts_every_message(shipped: Loaded) -> None:
    for entry in shipped.base.entries.values():
        for rendered in (
            answer_html(entry, local_today()),
            details_html(entry, local_today()),
        ):
            text, _ = HtmlParser(rendered, strict=True).parse()
            assert 0 < len(text.encode("utf-16-le")) // 2 <= MAX_MESSAGE


def test_the_fiche_about_erasing_says_what_the_assistant_says(shipped: Loaded) -> None:
    shown = answer_html(shipped.base.entries["service-effacement"], local_today())
    for kept in (
        "les mots déjà repris dans une fiche ou son brouillon",
        "éponses de votre commune aux consultations",
    ):
        assert kept in privacy.ERASED
        assert kept in shown


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_up_to_date(name: str) -> None:
    path = SHIPPED_KNOWLEDGE / "schemas" / f"{name}.schema.json"
    assert path.read_text("utf-8") == schemas()[name], "run: python -m bot schema"
    assert json.loads(path.read_text("utf-8"))["title"]


def test_files_name_their_schema() -> None:
    for path in SHIPPED_KNOWLEDGE.rglob("*.yaml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        target = Path(path.parent, first.split("=", 1)[1])
        assert target.resolve().is_file(), path
