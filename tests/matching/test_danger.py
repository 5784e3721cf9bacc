"""Whom to call is told before anything else, and never to who asks for a rule."""

import pytest

from bot.matching.danger import Danger, danger_in
from bot.matching.normalize import words
from tests.benchmarks.quality import bases

NOW = [
    "fuite de gaz a l'ecole",
    "ça sent le gaz dans la cantine",
    "inondation en cours dans le bourg que faire",
    "le pont tremble",
    "un enfant est blessé dans la cour",
    "la toiture de la salle des fetes s'est effondrée",
    "incendie a la mairie",
    "le gymnase brûle",
    "un administré m'a frappé",
    "l'eau monte dans la rue",
    "le mur de l'école vient de s'effondrer",
]
DISTRESS = [
    "je vais craquer, j'ai envie d'en finir",
    "j'en peux plus, je veux mourir",
    "un agent menace de se suicider",
]
RULES = [
    "que faire en cas d'incendie à l'école",
    "la défense incendie, qui la finance",
    "plan communal de sauvegarde inondation",
    "assurance après l'effondrement du toit de la salle",
    "qui paie quand un mur de soutènement s'écroule",
    "obligation de chaudière gaz",
    "aide pour une commune inondée le mois dernier",
    "exercice d'évacuation incendie dans une école",
    "le feu d'artifice du 14 juillet",
    "un feu tricolore en panne",
]


@pytest.mark.parametrize("text", NOW)
def test_a_danger_that_is_there(text: str) -> None:
    assert danger_in(words(text)) is Danger.RESCUE


@pytest.mark.parametrize("text", DISTRESS)
def test_somebody_at_the_end_of_his_rope(text: str) -> None:
    assert danger_in(words(text)) is Danger.DISTRESS


@pytest.mark.parametrize("text", RULES)
def test_a_rule_is_no_danger(text: str) -> None:
    assert danger_in(words(text)) is None


def test_what_is_asked_of_fiches_is_seldom_a_danger() -> None:
    _, asked = bases.our_base()
    found = [question for question, _ in asked if danger_in(words(question))]
    assert len(found) <= 4, found
