"""Messages that ask nothing, and questions that only begin like one."""

import pytest

from bot.matching.index import Index
from bot.matching.matcher import match


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Bonjour !", "greeting"),
        ("salut ça va ?", "greeting"),
        ("Merci beaucoup pour votre aide", "thanks"),
        ("merci, bonne journée", "thanks"),
        ("au revoir", "farewell"),
        ("Bonne soirée", "farewell"),
        ("bande de cons", "insult"),
        ("vous êtes nuls", "insult"),
        ("👍", "noise"),
        ("x", "noise"),
        ("12345", "noise"),
        ("", "noise"),
        ("12 rue de la Paix 75002 Paris", "noise"),
        ("azertyuiop", "noise"),
        ("jean@mairie.fr", "noise"),
        ("how do I get a building permit", "foreign"),
        ("wie kann ich einen Antrag stellen", "foreign"),
        ("你好", "foreign"),
    ],
)
def test_small_talk(index: Index, message: str, kind: str) -> None:
    found = match(message, index)
    assert (found.outcome, found.smalltalk) == ("smalltalk", kind)
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("bonjour, c'est quoi une ORT ?", "ort-definition"),
        ("Merci de me dire le prix de l'adhésion au Cerema", "cerema-prix"),
        ("ORT", "ort-definition"),
    ],
)
def test_polite_question_is_a_question(index: Index, message: str, entry: str) -> None:
    found = match(message, index)
    assert found.outcome != "smalltalk"
    assert found.candidates[0].entry.split("-")[0] == entry.split("-")[0]
