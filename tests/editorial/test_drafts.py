"""A fiche begun from questions."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.editorial.drafts import draft, ids_in, new_id, used_ids, write
from bot.editorial.groups import Group, group
from bot.editorial.tables import draft_text
from bot.errors import AssistantError
from bot.knowledge.files import read_folder
from bot.knowledge.loader import load
from bot.knowledge.models import ID, MAX_LINE, KnowledgeBase
from bot.knowledge.yaml_reader import read
from bot.matching.index import Index
from bot.questionlog.records import LoggedQuestion
from bot.texts.editorial import SCHEMA_LINE, TO_WRITE
from tests.benchmarks.quality.groups import logged
from tests.editorial.conftest import Ask

LOMBRIC = (
    "Où acheter des vers pour un compost ?",
    "vers pour compost ou en acheter",
    "des vers: pour mon compost # achat",
    "achat de vers pour le compost",
    "où  trouver\ndes vers pour le compost",
)


def test_a_group_becomes_a_fiche_left_to_write(
    ask: Ask, sample: KnowledgeBase, index: Index, folder: Path
) -> None:
    (found,) = group([ask(text) for text in LOMBRIC], index)
    new = draft(found, sample, index, used_ids([folder], ()))
    data = yaml.safe_load(new.text)
    assert new.text.startswith(SCHEMA_LINE + "\n")
    assert new.path.parts[0] == "jardins"
    assert data["question"] == found.question
    wordings = [data["question"], *data["variantes"], *data["tests"]]
    assert sorted(wordings) == sorted(" ".join(text.split()) for text in LOMBRIC)
    assert len(data["variantes"]) == len(data["tests"]) == 2
    assert data["reponse"] == data["verifie_le"] == TO_WRITE
    assert data["sources"] == [{"titre": TO_WRITE, "url": TO_WRITE}]
    assert not read(new.text).faults


def test_a_draft_is_left_out_until_it_is_written(
    ask: Ask, sample: KnowledgeBase, index: Index, folder: Path
) -> None:
    path = write(folder, draft(ask(LOMBRIC[0]), sample, index, used_ids([folder], ())))
    loaded = read_folder(folder)
    faults = [fault for fault in loaded.faults if folder / fault.path == path]
    lines = path.read_text("utf-8").splitlines()
    assert {lines[fault.line - 1].split(":")[0].strip(" -") for fault in faults} == {
        "reponse",
        "titre",
        "url",
        "verifie_le",
    }
    assert all(fault.warning for fault in faults)
    assert path.stem not in loaded.base.entries
    assert loaded.base.digest == sample.digest
    assert load(folder).digest == sample.digest


def test_one_question_makes_a_fiche_without_lists(
    ask: Ask, sample: KnowledgeBase, index: Index
) -> None:
    data = yaml.safe_load(draft(ask(LOMBRIC[0]), sample, index, ()).text)
    assert "variantes" not in data
    assert "tests" not in data


def test_a_file_is_never_written_over(
    ask: Ask, sample: KnowledgeBase, index: Index, folder: Path
) -> None:
    new = draft(ask(LOMBRIC[0]), sample, index, ())
    path = write(folder, new)
    before = path.read_bytes()
    with pytest.raises(AssistantError, match="existe déjà"):
        write(folder, new)
    assert path.read_bytes() == before
    again = draft(ask(LOMBRIC[0], id=1), sample, index, used_ids([folder], ()))
    assert again.path.stem == new.path.stem + "-2"
    assert str(path) in draft_text(path, new, folder)


def test_an_id_once_shown_is_not_used_again(ask: Ask, folder: Path) -> None:
    asked = ask(
        "vers", ("choix", "b"), ("autre_texte", "not-an-id"), entry="a", candidates=(("c", 0.1),)
    )
    assert set(ids_in(asked)) == {"a", "b", "c"}
    shutil.copy(folder / "jardins/compost-odeurs.yaml", folder / "jardins/compost-vers.yml")
    assert used_ids([folder], [asked]) >= {"a", "b", "c", "compost-vers", "compost-odeurs"}


def test_ids_hold_no_words_of_a_person(ask: Ask, sample: KnowledgeBase, index: Index) -> None:
    assert new_id(7, ()) == "brouillon-7"
    assert new_id(7, {"brouillon-7", "brouillon-7-2"}) == "brouillon-7-3"
    assert ID.fullmatch(new_id(12345678, ()))
    asked = ask("Mme Durand de Briançon 06 12 34 56 78 : des vers pour le compost", id=4)
    new = draft(asked, sample, index, ())
    assert new.path == Path("jardins/brouillon-4.yaml")
    assert yaml.safe_load(new.text)["question"] == TO_WRITE
    for word in ("Durand", "Brian", "[nom]", "[t", "12 34"):
        assert word not in new.text


def test_the_domain_may_be_given(ask: Ask, sample: KnowledgeBase, index: Index) -> None:
    given_one = draft(ask(LOMBRIC[0]), sample, index, (), "bibliotheque")
    assert given_one.path.parts[0] == "bibliotheque"
    with pytest.raises(AssistantError, match="inconnu"):
        draft(ask(LOMBRIC[0]), sample, index, (), "../etc")
    with pytest.raises(AssistantError, match="jardins, bibliotheque"):
        draft(ask("zzzz wwww"), sample, index, ())


def test_a_question_the_base_holds_is_no_draft(
    ask: Ask, sample: KnowledgeBase, index: Index
) -> None:
    for held in ("compost COLLECTIF, installation", "je veux un composteur pour mon quartier"):
        with pytest.raises(AssistantError, match="compost-installer"):
            draft(ask(held), sample, index, ())


def test_nobody_is_named_in_a_draft(ask: Ask, sample: KnowledgeBase, index: Index) -> None:
    private = "des vers pour le compost, rappelez-moi au 06 12 34 56 78"
    asked = [ask(private), *(ask(text) for text in LOMBRIC[:2])]
    sources: list[Group | LoggedQuestion] = [*group(asked, index), asked[0]]
    for source in sources:
        assert "12 34" not in draft(source, sample, index, ()).text


@settings(max_examples=150)
@given(text=st.text(min_size=1, max_size=400))
def test_any_question_makes_good_yaml(text: str, sample: KnowledgeBase, index: Index) -> None:
    (question,) = logged([text])
    parsed = read(draft(question, sample, index, (), "jardins").text)
    assert not parsed.faults
    assert parsed.data["reponse"] == TO_WRITE
    assert len(parsed.data["question"]) <= MAX_LINE
