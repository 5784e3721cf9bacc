"""What the State means to do is in no page: such a question is never answered for sure."""

import pytest

from bot.cli.explain import explain
from bot.knowledge.models import KnowledgeBase
from bot.matching.index import Document, Index
from bot.matching.intentions import asks_intention
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import match
from bot.matching.normalize import words
from tests.matching.conftest import DOCUMENTS


@pytest.mark.parametrize(
    "question",
    [
        "Que compte faire le Gouvernement pour le ravalement des façades ?",
        "le ravalement des façades : les mesures qu'il entend prendre",
        "Le ministre envisage-t-il des aides pour le ravalement des façades ?",
        "Le Gouvernement financera-t-il le ravalement des façades ?",
        "Ravalement des façades : un bilan chiffré de ce dispositif",
        "Ravalement des façades : quand la parution des décrets ?",
        "Ravalement des façades : elle souhaite que l'aide soit rétablie",
        "Pourquoi l'État n'aide-t-il plus le ravalement des façades ?",
        "Ravalement des façades : quelles instructions sont données aux préfets ?",
        "Ravalement des façades : quelle est la position du Gouvernement ?",
        "Ravalement des façades : si une évolution réglementaire est envisageable",
        "Ravalement des façades : quelles mesures concrètes peuvent être prises",
        "Ravalement des façades : allez-vous mettre en œuvre ce rapport ?",
        "Ravalement des façades : si le ministère a engagé une réflexion",
        "L'aide au ravalement des façades ne pourrait-elle pas être revue ?",
        "Ravalement des façades : faire connaître son avis à ce sujet",
        "ravalement des façades : s'il ne serait pas souhaitable d'assouplir la loi",
        "Les façades se dégradent. Ravalement des façades. Que compte faire le Gouvernement ?",
    ],
)
def test_what_the_state_means_to_do_is_not_answered_for_sure(index: Index, question: str) -> None:
    assert match("ravalement des façades", index).outcome == "answer"
    found = match(question, index)
    assert found.outcome != "answer"
    assert not found.others
    assert found.reason.intention


@pytest.mark.parametrize(
    "question",
    [
        "la commune envisage de vendre un terrain",
        "nous comptons vendre le presbytère",
        "Changer de logiciel d'état civil, compta, élections",
        "l'État va-t-il verser toute la subvention",
        "comment compter les habitants",
        "la préfecture entend-elle tous les maires",
        "peut-on modifier la délibération",
        "une extension de l'école est envisagée, faut-il un permis",
        "l'architecte des bâtiments de France donne son avis sur quoi",
        "le conseil doit-il se prononcer sur ce projet, peut-on y renoncer",
        "le terrain ne pourrait-il pas être préempté",
        "le voisin est prêt à vendre, comment faire",
    ],
)
def test_what_a_town_means_to_do_is_a_question_like_any_other(question: str) -> None:
    assert not asks_intention(" ".join(words(question)))


def test_an_entry_filed_under_such_a_question_answers_it(lexicon: Lexicon) -> None:
    asked = "que compte faire le Gouvernement pour les ponts"
    title = "Ponts : que prévoit l'État ?"
    bridges = Document("ponts", title, (asked,), ("ponts",), "Un fonds.", "")
    index = Index.build([*DOCUMENTS, bridges], lexicon)
    found = match(asked + " ?", index)
    assert (found.outcome, found.candidates[0].entry) == ("answer", "ponts")


def test_an_editor_reads_why(shipped_base: KnowledgeBase) -> None:
    question = "Que compte faire le Gouvernement pour les chemins ruraux ?"
    told = explain(question, match(question, shipped_base.index()), shipped_base)
    assert "Demande ce que l'État compte faire" in told
