"""The check of one fiche reads that fiche; of the others it believes what it kept, and no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Settings
from bot.knowledge.files import read_folder
from bot.matching.matcher import match
from bot.running import compiled, kept_readings
from tests.running.command import run_apart
from tests.running.test_compiled import cut, linked, piped, spoilt

CLASH = "Qui a planté des idées fausses ?"


@pytest.fixture
def settings(base: Path, tmp_path: Path) -> Settings:
    return Settings(knowledge_dir=base, state_dir=tmp_path / "state")


def check(settings: Settings, name: str) -> str:
    """What the check of one fiche says."""
    folder = ("--knowledge", str(settings.knowledge_dir))
    done = run_apart("check", name, *folder, STATE_DIR=str(settings.state_dir))
    return done.stdout + done.stderr


def kept(settings: Settings) -> Path:
    """The one file that was kept."""
    assert settings.state_dir is not None
    (found,) = (settings.state_dir / kept_readings.FOLDER).iterdir()
    return found


def edited(settings: Settings, name: str, old: str, new: str) -> None:
    path = settings.knowledge_dir / "jardins" / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_changed_since_is_seen_in_the_fiche_and_in_any_other(settings: Settings) -> None:
    first = check(settings, "compost-odeurs")
    before = kept(settings).stat().st_ino
    assert check(settings, "compost-odeurs") == first
    edited(settings, "compost-odeurs", "tests:", "tests:\n  - quel temps fera-t-il demain")
    assert "compost-odeurs.yaml:" in check(settings, "compost-odeurs")
    assert kept(settings).stat().st_ino == before, "one fiche is no reason to write it again"
    edited(settings, "compost-odeurs", "variantes:", f"variantes:\n  - {CLASH}")
    edited(settings, "compost-installer", "variantes:", f"variantes:\n  - {CLASH}")
    assert "même question que dans jardins/compost-odeurs" in check(settings, "compost-installer")
    edited(settings, "compost-odeurs", "question:", "foo: b\nquestion:")
    assert "compost-odeurs.yaml:1: rubrique inconnue" in check(settings, "compost-odeurs")
    assert "même question" not in check(settings, "compost-installer"), "it is no fiche any more"


def test_an_index_of_what_was_kept_answers_the_same(settings: Settings) -> None:
    kept_readings.loaded(settings, "compost-odeurs")
    edited(settings, "compost-odeurs", "variantes:", "variantes:\n  - pestilence du bac brun")
    again = kept_readings.loaded(settings, "compost-odeurs").index
    fresh = read_folder(settings.knowledge_dir).index
    assert list(again.postings.ids) == list(fresh.postings.ids)
    assert again.vocabulary.frequency == fresh.vocabulary.frequency
    for entry in read_folder(settings.knowledge_dir).base.entries.values():
        for question in (entry.question, *entry.tests, "pestilence dans la rue", "ki ouvr le bac"):
            assert match(question, again) == match(question, fresh)


def plant(place: Path) -> None:
    """Write a phrasing of « compost-odeurs » into what was kept of another fiche."""
    plain = compiled.taken_up(place)
    assert plain is not None
    for key, text in plain["fiches"].items():
        if "Comment installer" in text:
            plain["fiches"][key] = text.replace("Comment installer un composteur collectif", CLASH)
    compiled.keep(place, plain)


@pytest.mark.parametrize(
    "spoil",
    [spoilt, cut, linked, piped, lambda p: p.chmod(0o620), lambda p: p.parent.chmod(0o777)],
    ids=["damaged", "cut", "link", "pipe", "file others write", "folder others write"],
)
def test_what_somebody_may_have_written_is_not_believed(
    settings: Settings, spoil: Callable[[Path], object]
) -> None:
    edited(settings, "compost-odeurs", "variantes:", f"variantes:\n  - {CLASH}")
    kept_readings.loaded(settings, "compost-odeurs")
    plant(kept(settings))
    assert "même question" in check(settings, "compost-odeurs"), "the plant is well made"
    spoil(kept(settings))
    assert "même question" not in check(settings, "compost-odeurs")
