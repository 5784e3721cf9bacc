"""The six typical exchanges, and what a base must be asked to get them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tests.dialogue import Step


@dataclass(frozen=True)
class Questions:
    """What depends on the base: three questions, one for each degree of certainty."""

    sure: str
    """Has one answer, in spite of its typos."""
    unsure: str
    """Has several suggestions."""
    unknown: str
    """Has none."""


@dataclass(frozen=True)
class Exchange:
    """A short conversation of somebody who has never written before."""

    title: str
    legend: str
    """What is done in it; presses leave no trace on a phone."""
    steps: Sequence[Step]


SHIPPED: Final = Questions(
    sure="c koi une ORT",
    unsure="qui paye le bus",
    unknown="comment faire refaire les clés perdues du gymnase",
)
SAMPLE: Final = Questions(
    sure="comment instaler un composteur colectif",
    unsure="bibliothèque",
    unknown="recette de la tarte aux pommes",
)


def six(questions: Questions) -> list[Exchange]:
    """The exchanges, in the order in which an official meets them.

    Args:
        questions: those that suit the base.
    """
    return [
        Exchange(
            "L'accueil",
            "On touche « Démarrer ».",
            [Step(start="", reply="Bonjour")],
        ),
        Exchange(
            "Une réponse",
            "On écrit comme on parle, fautes comprises.",
            [Step(send=questions.sure, reply="Vérifié le")],
        ),
        Exchange(
            "Un doute",
            "On touche la première proposition.",
            [
                Step(send=questions.unsure, reply="porte-t-elle sur"),
                Step(press="1", reply="Vérifié le"),
            ],
        ),
        Exchange(
            "Une question sans réponse",
            "La réponse viendra toute seule ; un toucher l'arrête.",
            [
                Step(send=questions.unknown, reply="pas de réponse sûre"),
                Step(press="Ne pas me prévenir", notice="Pas de message"),
            ],
        ),
        Exchange(
            "Les sujets",
            "On touche le premier sujet de la liste.",
            [
                Step(send="/domaines", reply="Les sujets"),
                Step(press="1", edited="Fiches 1 à"),
            ],
        ),
        Exchange(
            "L'appui du Cerema",
            "Un formulaire guidé, une question à la fois.",
            [
                Step(send="/appui", reply="1 sur 5"),
                Step(send="Rouvrir la halle du marché, fermée depuis dix ans", reply="2 sur 5"),
            ],
        ),
    ]
