"""Subjects that the base leaves to others: recognised, never answered, never shown."""

import pytest

from bot.knowledge.models import KnowledgeBase
from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import match
from tests.matching.conftest import DOCUMENTS

OUTSIDE = [
    Document(
        "mariage", "mariage",
        ("célébrer un mariage à l'école", "dossier de mariage", "mariage le dimanche"),
        (), "", "",
    ),
    Document(
        "cuisine", "travaux chez moi", ("rénover ma cuisine", "refaire ma façade"), (), "", ""
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def wary(lexicon: Lexicon) -> Index:
    """The small base with two subjects left to others."""
    return Index.build(DOCUMENTS, lexicon, OUTSIDE)


def test_what_resembles_another_subject_more_is_not_answered(wary: Index) -> None:
    found = match("peut-on célébrer un mariage à l'école", wary)
    assert found.outcome != "answer"
    assert found.reason.outside == "mariage"


def test_its_confidence_is_lower_than_without(wary: Index, index: Index) -> None:
    question = "célébrer un mariage à l'école"
    doubtful, trusting = match(question, wary), match(question, index)
    assert doubtful.candidates[0].confidence < trusting.candidates[0].confidence


def test_only_entries_are_candidates(wary: Index) -> None:
    entries = {document.id for document in DOCUMENTS}
    for question in ("dossier de mariage", "rénover ma cuisine", "mariage à la façade"):
        found = match(question, wary)
        assert {one.entry for one in (*found.candidates, *found.suggestions)} <= entries


def test_entries_are_found_as_before(wary: Index) -> None:
    for question, entry in (
        ("c'est quoi une ORT ?", "ort-definition"),
        ("aides pour le ravalement des façades", "facades-campagne"),
    ):
        found = match(question, wary)
        assert found.candidates[0].entry == entry
        assert found.reason.outside is None


@pytest.mark.parametrize("question", ["dimanche à l'école", "dossier d'école"])
def test_a_subject_barely_ahead_is_not_named(wary: Index, question: str) -> None:
    found = match(question, wary)
    assert found.reason.outside is None


@pytest.fixture(scope="module")
def shipped(shipped_base: KnowledgeBase) -> Index:
    """The base that mayors ask."""
    return shipped_base.index()


@pytest.mark.parametrize("question", ["je peux marier mon frère", "mon cousin veut se marier"])
def test_a_subject_is_named_when_no_entry_is_plausible(question: str, shipped: Index) -> None:
    found = match(question, shipped)
    assert found.outcome == "none"
    assert found.reason.outside == "mariage"


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Comment télécharger un Kbis ?", "SIRET, SIREN, Kbis, code APE"),
        (
            "Qui paie les charges locatives ?",
            "charges locatives et réparations entre locataire et propriétaire",
        ),
        ("comment déposer une marque", "marque, brevet, droit d'auteur"),
        ("il y a de l'amiante dans mon logement", "plomb et amiante dans un logement privé"),
    ],
)
def test_a_private_matter_gets_no_neighbours(question: str, subject: str, shipped: Index) -> None:
    found = match(question, shipped)
    assert found.outcome == "none"
    assert found.reason.outside == subject


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("amiante dans la mairie, que faire", "amiante-dta"),
        ("mesurer le radon dans l'école", "radon-batiments-publics"),
    ],
)
def test_the_same_matter_in_a_public_building_is_ours(
    question: str, entry: str, shipped: Index
) -> None:
    found = match(question, shipped)
    assert found.candidates[0].entry == entry
    assert found.reason.outside is None
    assert found.outcome in ("answer", "suggest")


@pytest.mark.parametrize(
    ("question", "subject"),
    [("combien ça coûte une ORT", "ort-"), ("chemin rural enneigé", "chemin-")],
)
def test_a_known_subject_is_offered_though_no_entry_holds_what_is_asked(
    question: str, subject: str, shipped: Index
) -> None:
    found = match(question, shipped)
    assert found.outcome == "suggest"
    assert found.suggestions[0].entry.startswith(subject)


def test_a_word_of_the_base_does_not_make_another_subject_ours(shipped: Index) -> None:
    assert match("quel est le prix du pain", shipped).outcome == "none"  # « four à pain »
